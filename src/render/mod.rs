//! Rendering: an edition becomes files in memory. One output, one file, one function.

pub(crate) mod ical;
pub(crate) mod atom;
pub(crate) mod json_feed;
pub(crate) mod links;
pub(crate) mod rss;
pub(crate) mod series_json;
pub(crate) mod text;
