//! Turns the one file that the organisers of a talk series keep into everything that their audience
//! subscribes to.
//!
//! ```
//! use seminar::{Catalogue, History, Site};
//!
//! let yaml = "
//! series:
//!   id: looking-glass
//!   title: Datasets through the L👀king-Glass
//!   url: https://example.org/webinar/
//!   timezone: Europe/Copenhagen
//! events:
//!   - id: S03
//!     title: Rethinking Annotations
//!     start: 18 September 2023 at 1pm CEST
//! ";
//! let catalogue = Catalogue::read("events.yaml", yaml.as_bytes());
//! let series = catalogue.series().expect("a catalogue without mistakes");
//!
//! let now = "2023-09-01T12:00:00Z".parse().expect("a time");
//! let site = Site::render(series, &History::default(), &now);
//! let file = String::from_utf8_lossy(site.get("S03.ics").expect("a file"));
//! assert!(file.contains("DTSTART;TZID=Europe/Copenhagen:20230918T130000\r\n"));
//! assert!(file.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n"));
//! ```
//!
//! The way of the data: [`Catalogue::read`] gives the [`model::Series`] and every
//! [`diagnostic::Diagnostic`]; [`Catalogue::guard`] holds it against the [`History`] of what was
//! published; [`Site::render`] makes all files in memory, [`with_outputs`] those that are asked for,
//! and [`Folder::build`] each where it belongs, which is what large series want. All of it is pure
//! but [`Folder`], what takes a path, and [`zone::Zone::of_this_machine`]: the same input gives the
//! same bytes on every machine.
//!
//! Supported: iCalendar (RFC 5545, 7986) with time zones from the bundled IANA database,
//! add-to-calendar links, RSS 2.0, Atom (RFC 4287), JSON Feed 1.1. Not supported: events that
//! recur by rule (each session is an event of its own), invitations and replies (RFC 5546), and
//! zones that are not an `Area/Location` of the database.

mod build;
mod catalogue;
mod check;
pub mod diagnostic;
mod digits;
mod document;
pub mod draft;
mod duration;
mod edit;
mod edition;
mod error;
mod folded;
mod history;
mod identity;
pub mod import;
mod markdown;
pub mod model;
mod now;
mod progress;
pub mod recordings;
mod render;
mod repair;
mod resolve;
mod rfc3339;
#[cfg(test)]
mod sample;
mod share;
mod special;
pub mod video;
mod web;
mod when;
mod write;
mod yaml;
pub mod zone;

/// The examples of the README are run too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use build::{Built, compare};
pub use catalogue::Catalogue;
pub use edit::Refused;
pub use error::Error;
pub use history::{Change, History};
pub use now::Now;
pub use render::html::text as escape_html;
pub use render::text::when as when_in_words;
pub use render::{Outputs, Site, Templates, announce, links, page, with_outputs};
pub use write::{
    Folder, Report, create, existing_history as read_existing_history, history as read_history,
    holds, rewrite,
};

/// The JSON Schema (2020-12) of the catalogue, for editors.
pub fn schema() -> String {
    document::schema()
}
