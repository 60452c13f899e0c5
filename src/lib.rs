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
pub use history::{Change, History};
pub use render::html::text as escape_html;
pub use render::text::when as when_in_words;
pub use render::{Site, announce, links};
pub use write::{Folder, Report, compare, history as read_history};
