//! Rendering: an edition becomes files in memory. One output, one file, one function, one row.

pub mod announce;
mod atom;
mod feed;
#[cfg(test)]
mod feeds_read_back;
pub(crate) mod html;
mod ical;
mod json_feed;
pub mod links;
mod media;
mod rss;
mod series_json;
pub(crate) mod text;
mod xml;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::edition::Edition;
use crate::history::{Change, History};
use crate::model::Series;
use crate::write::HISTORY;
use feed::Feed;

/// Turns an edition into the bytes of a file.
type Render = fn(&Edition<'_>) -> Vec<u8>;

/// The outputs that there is one of.
const OUTPUTS: [(&str, Render); 2] =
    [("calendar.ics", ical::calendar), ("series.json", series_json::series_json)];

/// The feeds, by their names without the format.
const FEEDS: [(&str, for<'a> fn(&Edition<'a>) -> Feed<'a>); 2] =
    [("videos", feed::videos), ("news", feed::news)];

/// The formats of each feed, by the ends of their names.
const FORMATS: [(&str, fn(&Feed<'_>) -> Vec<u8>); 3] =
    [("rss", rss::rss), ("atom", atom::atom), ("json", json_feed::json_feed)];

/// Everything that a build publishes, in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    changes: Vec<Change>,
}

impl Site {
    /// Renders a series. The same series, history and time of the build give the same bytes
    /// everywhere; with the history of an earlier build, an unchanged series gives the same bytes
    /// at any time.
    pub fn render(series: &Series, history: &History, now: DateTime<Utc>) -> Self {
        let (edition, mut next) = history.publish(series, now);
        let mut files = BTreeMap::new();
        for (name, render) in OUTPUTS {
            files.insert(name.to_owned(), render(&edition));
        }
        for entry in &edition.entries {
            let file = ical::event_file(&edition, entry);
            files.extend(file.map(|file| (format!("{}.ics", entry.event.id), file)));
        }
        for (name, feed) in FEEDS {
            let feed = feed(&edition);
            for (format, render) in FORMATS {
                files.insert(format!("{name}.{format}"), render(&feed));
            }
        }
        next.files = files.keys().cloned().collect();
        files.insert(HISTORY.to_owned(), next.to_json().into_bytes());
        let changes = next.changes_since(history);
        Self { files, changes }
    }

    /// The bytes of a file, such as `calendar.ics`.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// What subscribers are told by it that the history does not know.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The files by name.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}
