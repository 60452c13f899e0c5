//! Rendering: an edition becomes files in memory. One output, one file, one function, one row.

pub(crate) mod links;
pub(crate) mod series_json;
pub(crate) mod text;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::edition::Edition;
use crate::history::History;
use crate::model::Series;
use crate::write::HISTORY;

/// Turns an edition into the bytes of a file.
type Render = fn(&Edition<'_>) -> Vec<u8>;

/// The outputs that every series has.
const OUTPUTS: &[(&str, Render)] = &[];

/// Everything that a build publishes, in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Renders a series. The same series, history and time of the build give the same bytes
    /// everywhere; with the history of an earlier build, an unchanged series gives the same bytes
    /// at any time.
    pub fn render(series: &Series, history: &History, now: DateTime<Utc>) -> Self {
        let (edition, mut next) = history.publish(series, now);
        let mut files = BTreeMap::new();
        for (name, render) in OUTPUTS {
            files.insert((*name).to_owned(), render(&edition));
        }
        next.files = files.keys().cloned().collect();
        files.insert(HISTORY.to_owned(), next.to_json().into_bytes());
        Self { files }
    }

    /// The bytes of a file, such as `calendar.ics`.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// The files by name.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}
