//! Rendering: an edition becomes files in memory. One output, one file, one function.

pub(crate) mod links;
pub(crate) mod series_json;
pub(crate) mod text;
