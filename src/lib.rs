//! seminar

mod catalogue;
pub mod diagnostic;
mod document;
mod duration;
mod edition;
mod history;
mod identity;
mod markdown;
pub mod model;
mod render;
mod resolve;
#[cfg(test)]
mod sample;
pub mod video;
mod when;
mod yaml;
pub mod zone;

pub use catalogue::Catalogue;
pub use history::History;
