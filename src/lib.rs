//! seminar

mod catalogue;
pub mod diagnostic;
mod document;
mod duration;
mod edition;
mod markdown;
pub mod model;
mod render;
mod resolve;
#[cfg(test)]
mod sample;
mod video;
mod when;
mod yaml;
pub mod zone;

pub use catalogue::Catalogue;
