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
pub use render::links::{LONGEST_LINK, Link, event_links, subscribe_links};
pub use write::{Folder, HISTORY, Report, compare};
