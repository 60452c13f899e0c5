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
mod page;
mod rss;
mod series_json;
pub(crate) mod text;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, Utc};

use crate::edition::Edition;
use crate::error::Error;
use crate::history::{Change, History};
use crate::model::Series;
use crate::write::HISTORY;
use feed::Feed;
pub use page::Templates;
use page::{PAGES, Pages};

/// Turns an edition into the bytes of a file.
type Render = fn(&Edition<'_>) -> Vec<u8>;

/// Makes a feed of an edition.
type Build = for<'a> fn(&Edition<'a>) -> Feed<'a>;

/// Writes a feed as a file.
type Format = fn(&Feed<'_>, &mut dyn Write) -> io::Result<()>;

/// The outputs that there is one of.
const OUTPUTS: [(&str, Render); 2] =
    [("calendar.ics", ical::calendar), ("series.json", series_json::series_json)];

/// The feeds, by their names without the format.
const FEEDS: [(&str, Build); 2] = [("videos", feed::videos), ("news", feed::news)];

/// The formats of each feed but RSS, by the ends of their names.
const FORMATS: [(&str, Format); 2] = [("atom", atom::atom), ("json", json_feed::json_feed)];

/// Everything that a build publishes, in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    changes: Vec<Change>,
}

impl Site {
    /// Renders a series. The same series, history and time of the build give the same bytes
    /// everywhere; with the history of an earlier build, an unchanged series gives the same bytes
    /// at any time, but for the pages, when an event has passed in between.
    pub fn render(series: &Series, history: &History, now: DateTime<Utc>) -> Self {
        // The built-in templates are part of this crate, and render every series.
        Self::render_with(series, history, now, &Templates::default()).unwrap_or_default()
    }

    /// The same, with templates for the pages.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn render_with(
        series: &Series,
        history: &History,
        now: DateTime<Utc>,
        templates: &Templates,
    ) -> Result<Self, Error> {
        let series = series.as_of(now);
        let (edition, mut next) = history.publish(&series, now);
        // Two halves of about the same work. Each file is its own, so the order is no matter.
        let (groups, single, pages) = std::thread::scope(|scope| {
            let half = scope.spawn(|| (single_files(&edition), pages(&edition, templates, now)));
            let groups = file_groups(&edition);
            match half.join() {
                Ok((single, pages)) => (groups, single, pages),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let mut files = groups;
        files.extend(single);
        files.extend(pages?);
        next.files = files.keys().cloned().collect();
        files.insert(HISTORY.to_owned(), next.to_json().into_bytes());
        let changes = next.changes_since(history);
        Ok(Self { files, changes })
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

/// Renders one page of a series: one of the built-in pages, or any other template.
///
/// # Errors
/// What is wrong with the template.
pub fn page(
    name: &str,
    series: &Series,
    history: &History,
    now: DateTime<Utc>,
    templates: &Templates,
) -> Result<String, Error> {
    page::page(name, &history.publish(&series.as_of(now), now).0, templates, now)
}

/// The pages.
fn pages(
    edition: &Edition<'_>,
    templates: &Templates,
    now: DateTime<Utc>,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let pages = Pages::new(edition, templates, now)?;
    let page = |name: &str| {
        let mut file = vec![];
        pages.write(name, &mut file)?;
        Ok((name.to_owned(), file))
    };
    PAGES.into_iter().map(page).collect()
}

/// The outputs that there is one of.
fn single_files(edition: &Edition<'_>) -> BTreeMap<String, Vec<u8>> {
    let outputs = OUTPUTS.iter().map(|(name, render)| ((*name).to_owned(), render(edition)));
    outputs.collect()
}

/// The feeds, and a calendar file for each event that has a day.
fn file_groups(edition: &Edition<'_>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (name, feed) in FEEDS {
        let feed = feed(edition);
        // A `Vec` takes every write: there is no error to pass on.
        for (format, render) in FORMATS {
            let mut file = vec![];
            let _ = render(&feed, &mut file);
            files.insert(format!("{name}.{format}"), file);
        }
        // It takes the feed, so that its items are in memory once.
        let mut file = vec![];
        let _ = rss::rss(feed, &mut file);
        files.insert(format!("{name}.rss"), file);
    }
    for entry in &edition.entries {
        let file = ical::event_file(edition, entry);
        files.extend(file.map(|file| (format!("{}.ics", entry.event.id), file)));
    }
    files
}
