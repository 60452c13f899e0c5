//! seminar

mod catalogue;
pub mod diagnostic;
mod document;
mod duration;
mod edition;
mod error;
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
mod write;
mod yaml;
pub mod zone;

pub use catalogue::Catalogue;
pub use error::Error;
pub use history::History;
pub use render::{Site, Templates, links, page};
pub use write::{Folder, Report, compare, history as read_history};
