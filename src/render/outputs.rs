//! All files of an edition, each of them made when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use super::page::{self, Templates};
use super::{Build, FEEDS, FORMATS, Format, OUTPUTS, Render, ical};
use crate::edition::{Edition, Entry};
use crate::error::{Action, Error};
use crate::history::{Change, History};
use crate::model::Series;
use crate::now::Now;
use crate::write::{Files, HISTORY};

/// The files of a series as it is published now. None is made before it is asked for, and what
/// several have in common is worked out once.
pub struct Outputs<'a> {
    edition: &'a Edition<'a>,
    templates: &'a Templates,
    now: &'a Now,
    /// For the next build.
    history: History,
    time_zones: ical::TimeZones,
    pages: page::Shared<'a>,
    outputs: BTreeMap<String, Output<'a>>,
}

/// Gives the files of a series to `take`, for whoever keeps them elsewhere than in a folder, or
/// wants some of them only. [`Site`](crate::Site) has all of them in memory, and
/// [`Folder::build`](crate::Folder::build) makes them where they belong.
///
/// ```
/// # let yaml = b"series: {id: s, title: S, url: https://example.org, timezone: Europe/Rome}\nevents: []";
/// # let series = seminar::Catalogue::read("events.yaml", yaml).into_series().expect("a series");
/// use seminar::{History, Templates, with_outputs};
///
/// let now = "2023-09-19T12:00:00Z".parse().expect("a time");
/// let mut calendar = Vec::new();
/// with_outputs(series, &History::default(), &now, &Templates::default(), |outputs| {
///     outputs.write("calendar.ics", &mut calendar)
/// })?;
/// assert!(calendar.starts_with(b"BEGIN:VCALENDAR\r\n"));
/// # Ok::<(), seminar::Error>(())
/// ```
pub fn with_outputs<T>(
    series: impl Into<Arc<Series>>,
    history: &History,
    now: &Now,
    templates: &Templates,
    take: impl FnOnce(&Outputs<'_>) -> T,
) -> T {
    let series = series.into();
    let told = match series.as_of(now) {
        Cow::Borrowed(_) => None,
        Cow::Owned(told) => Some(Arc::new(told)),
    };
    let series = told.unwrap_or(series);
    let (edition, next) = history.publish(&series, now);
    take(&Outputs::new(&edition, next, templates, now))
}

/// What makes a file.
#[derive(Clone, Copy)]
enum Output<'a> {
    Page(&'static str),
    One(Render),
    Feed(Build, Format),
    History,
    Event(&'a Entry<'a>),
}

impl<'a> Outputs<'a> {
    /// Those of an edition; `history` is what the next build starts from, and learns the names of
    /// the files.
    fn new(
        edition: &'a Edition<'a>,
        mut history: History,
        templates: &'a Templates,
        now: &'a Now,
    ) -> Self {
        let pages = page::PAGES.iter().map(|name| ((*name).to_owned(), Output::Page(name)));
        let single =
            OUTPUTS.iter().map(|(name, render)| ((*name).to_owned(), Output::One(*render)));
        let feeds = FEEDS.iter().flat_map(|(feed, build)| {
            let formats = FORMATS.iter();
            formats.map(move |(format, write)| {
                (format!("{feed}.{format}"), Output::Feed(*build, *write))
            })
        });
        let listed = edition.entries.iter().filter(|entry| ical::has_file(entry));
        let events = listed.map(|entry| (format!("{}.ics", entry.event.id), Output::Event(entry)));
        let mut outputs: BTreeMap<_, _> = events.chain(single).chain(feeds).chain(pages).collect();
        history.files = outputs.keys().cloned().collect();
        outputs.insert(HISTORY.to_owned(), Output::History);
        let (time_zones, pages) = (ical::TimeZones::default(), page::Shared::default());
        Self { edition, templates, now, history, time_zones, pages, outputs }
    }

    /// Their names; those first that take longest to make.
    pub fn names(&self) -> Vec<&str> {
        let (events, whole): (Vec<_>, Vec<_>) =
            self.outputs.iter().partition(|(_, output)| matches!(output, Output::Event(_)));
        // What is made of the whole series takes longest.
        whole.into_iter().chain(events).map(|(name, _)| name.as_str()).collect()
    }

    /// Writes one of them.
    ///
    /// # Errors
    /// What is wrong with a template, what `out` refuses, and that there is no file of this name.
    pub fn write(&self, name: &str, out: &mut dyn Write) -> Result<(), Error> {
        self.make(name, out).map_err(Error::cannot(Action::Write, name.as_ref()))
    }

    /// What subscribers are told that an earlier history does not know.
    pub fn changes_since(&self, history: &History) -> Vec<Change> {
        self.history.changes_since(history)
    }
}

impl Files for Outputs<'_> {
    fn names(&self) -> Vec<&str> {
        self.names()
    }

    fn work(&self, name: &str) -> usize {
        match self.outputs.get(name) {
            Some(Output::Event(_)) | None => 1,
            // All others tell of every event.
            Some(_) => self.edition.entries.len().max(1),
        }
    }

    fn make(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.outputs.get(name) {
            Some(Output::Page(page)) => {
                page::write(page, self.edition, &self.pages, self.templates, self.now, out)
            }
            Some(Output::One(render)) => render(self.edition, out),
            Some(Output::Feed(build, write)) => write(&build(self.edition), out),
            Some(Output::History) => self.history.write(out),
            Some(Output::Event(entry)) => {
                ical::event_file(self.edition, entry, &self.time_zones, out)
            }
            None => Err(ErrorKind::NotFound.into()),
        }
    }
}
