//! seminar

mod edition;
mod error;
mod markdown;
pub mod model;
mod render;
#[cfg(test)]
mod sample;
mod write;
pub mod zone;

pub use error::Error;
pub use write::{Folder, HISTORY, Report, compare};
