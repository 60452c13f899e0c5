//! Rendering: an edition becomes files in memory. One output, one file, one function.

pub(crate) mod atom;
pub(crate) mod feed;
mod html;
pub(crate) mod json_feed;
mod media;
pub(crate) mod rss;
pub(crate) mod text;
mod xml;

#[cfg(test)]
mod feeds_read_back;
