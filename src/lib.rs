//! seminar

mod edition;
mod identity;
mod markdown;
pub mod model;
mod render;
#[cfg(test)]
mod sample;
pub mod video;
pub mod zone;
