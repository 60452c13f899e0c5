//! Rendering: an edition becomes files. One output, one file, one function, one row. Each is written
//! into any [`Write`]: into memory, or straight into a folder.

pub mod announce;
mod atom;
mod feed;
#[cfg(test)]
mod feeds_read_back;
mod gathered;
pub(crate) mod html;
mod ical;
mod json;
mod json_feed;
pub mod links;
mod media;
mod outputs;
mod page;
mod rss;
mod series_json;
pub(crate) mod text;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use crate::edition::Edition;
use crate::error::Error;
use crate::history::{Change, History};
use crate::model::Series;
use crate::now::Now;
use crate::share::{WORTH, share};
use feed::Feed;
pub use outputs::{Outputs, with_outputs};
pub use page::Templates;
pub(crate) use page::is_online;

/// Writes an edition as a file.
type Render = fn(&Edition<'_>, &mut dyn Write) -> io::Result<()>;

/// Makes a feed of an edition.
type Build = for<'a> fn(&'a Edition<'a>) -> Feed<'a>;

/// Writes a feed as a file.
type Format = fn(&Feed<'_>, &mut dyn Write) -> io::Result<()>;

/// The outputs that there is one of.
const OUTPUTS: [(&str, Render); 2] =
    [("series.json", series_json::series_json), ("calendar.ics", ical::calendar)];

/// The feeds, by their names without the format.
const FEEDS: [(&str, Build); 2] = [("videos", feed::videos), ("news", feed::news)];

/// The formats of each feed, by the ends of their names.
const FORMATS: [(&str, Format); 3] =
    [("rss", rss::rss), ("atom", atom::atom), ("json", json_feed::json_feed)];

/// Everything that a build publishes, in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    changes: Vec<Change>,
}

impl Site {
    /// Renders a series. The same series, history and time of the build give the same bytes
    /// everywhere. With the history of an earlier build, an unchanged series gives the same bytes at
    /// another time, too, but for what waits for its day: an announced recording comes out, a
    /// cancelled event leaves the calendar, and the pages move what is over.
    pub fn render(series: &Series, history: &History, now: &Now) -> Self {
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
        now: &Now,
        templates: &Templates,
    ) -> Result<Self, Error> {
        with_outputs(series.clone(), history, now, templates, |outputs| {
            let names = outputs.names();
            let file = |number: usize| {
                let mut bytes = Vec::new();
                outputs.write(names[number], &mut bytes)?;
                Ok::<_, Error>((names[number].to_owned(), bytes))
            };
            let files = share(names.len(), WORTH, || (), |(), number| file(number))?;
            Ok(Self { files: files.into_iter().collect(), changes: outputs.changes_since(history) })
        })
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
    now: &Now,
    templates: &Templates,
) -> Result<String, Error> {
    let series = Arc::new(series.as_of(now).into_owned());
    page::page(name, &history.publish(&series, now).0, templates, now)
}
