//! seminar

pub mod diagnostic;
mod duration;
mod edition;
mod markdown;
pub mod model;
mod render;
#[cfg(test)]
mod sample;
mod when;
mod yaml;
pub mod zone;
