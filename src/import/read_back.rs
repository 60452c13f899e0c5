//! The catalogue is written, and read back as any other: what is wrong with it is told at the
//! place that it came from.

use std::ops::Range;

use super::{Found, FoundEvent, Given, Import, Kind, Place, Remark};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::document;
use crate::draft::{Draft, EventDraft, SeriesDraft, yaml};
use crate::progress::Progress;

/// What became of what was found, which has all its ids.
pub(super) fn catalogue(found: Found, files: &[(String, Vec<u8>)], given: &Given) -> Import {
    let Found { series, events, mut remarks, .. } = found;
    let missing = missing(&series);
    let places = events.iter().map(places).collect();
    let dated = events.iter().filter_map(dated).collect();
    let events = events.into_iter().map(draft).collect();
    let text = yaml::catalogue(&Draft { series, events });
    let read = Catalogue::read("the catalogue", text.as_bytes());
    let errors = read.diagnostics().iter().filter(|it| it.severity() == Severity::Error);
    // What is missing is told all at once.
    let errors = errors.filter(|it| it.code != Code::MissingKey);
    let origins = Origins { dated, ..Origins::new(read.source(), files, given, places) };
    remarks.extend(errors.map(|error| origins.remark(error)));
    let is_whole = read.series().is_some() && remarks.iter().all(|it| it.kind != Kind::Mistake);
    Import { catalogue: is_whole.then_some(text), remarks, missing }
}

/// The keys that a series needs and this one has not.
fn missing(series: &SeriesDraft) -> Vec<&'static str> {
    let SeriesDraft { id, title, url, timezone, .. } = series;
    let keys = [("id", id), ("title", title), ("url", url), ("timezone", timezone)];
    keys.into_iter().filter(|(_, value)| value.is_none()).map(|(key, _)| key).collect()
}

/// An event, with its talks where they belong.
fn draft(event: FoundEvent) -> EventDraft {
    let talks = event.talks.into_iter().map(|talk| talk.draft).collect();
    EventDraft { talks, ..event.draft }
}

/// Where everything in the catalogue comes from.
struct Origins<'a> {
    source: &'a Source,
    files: &'a [(String, Vec<u8>)],
    given: &'a Given,
    /// Where each event and talk is written, and where it comes from, in the order of the text.
    starts: Vec<(usize, Place)>,
    /// The days that are written elsewhere than their events begin.
    dated: Vec<(Place, String, Place)>,
}

impl<'a> Origins<'a> {
    /// Each event and talk begins with its id, and they stand in the order of their places.
    fn new(
        source: &'a Source,
        files: &'a [(String, Vec<u8>)],
        given: &'a Given,
        places: Vec<Places>,
    ) -> Self {
        let written =
            document::read(source, &Progress::unseen()).0.map(|document| document.places());
        let written = written.unwrap_or_default();
        let starts = |ids: Vec<(String, Range<usize>)>| ids.into_iter().map(|(_, id)| id.start);
        let (events, talks): (Vec<_>, Vec<_>) = places.into_iter().unzip();
        let events = starts(written.events).zip(events);
        let talks = starts(written.talks).zip(talks.into_iter().flatten());
        let mut starts: Vec<_> = events.chain(talks).collect();
        starts.sort();
        Self { source, files, given, starts, dated: Vec::new() }
    }

    fn remark(&self, error: &Diagnostic) -> Remark {
        let written = self.source.text().get(error.span.clone()).unwrap_or_default();
        let written = written.trim_matches(['"', '\'']);
        let given = self.flag(written);
        let remark = match given {
            Some(flag) => Remark::mistake(format!("`{flag}`: {}", error.message)),
            None => {
                let place = self.place(&error.span);
                let dated = self.dated.iter().find(|(event, start, _)| {
                    *event == place && !written.is_empty() && start.contains(written)
                });
                let line = match dated {
                    Some((.., dated)) => Some(dated.clone()),
                    None => self.line_of(written, &place),
                };
                Remark::mistake(&error.message).at(&line.unwrap_or(place))
            }
        };
        match &error.help {
            Some(help) => remark.help(help),
            None => remark,
        }
    }

    /// The flag that a value was given with.
    fn flag(&self, value: &str) -> Option<&'static str> {
        let Given { id, title, url, timezone, .. } = self.given;
        let flags = [("--id", id), ("--title", title), ("--url", url), ("--timezone", timezone)];
        flags.into_iter().find(|(_, given)| given.as_deref() == Some(value)).map(|(flag, _)| flag)
    }

    /// The line that has a value, if it stands there as in the catalogue.
    fn line_of(&self, value: &str, place: &Place) -> Option<Place> {
        let (file, bytes) = self.files.iter().find(|(name, _)| *name == place.file)?;
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines().enumerate().skip(place.line.checked_sub(1)?).take(NEAR);
        let (index, _) = lines.find(|(_, line)| !value.is_empty() && line.contains(value))?;
        Some(Place { file: file.clone(), line: index + 1 })
    }

    /// The place of the last event or talk that begins before the mistake.
    fn place(&self, span: &Range<usize>) -> Place {
        let behind = self.starts.partition_point(|(start, _)| *start <= span.start);
        let last = behind.checked_sub(1).and_then(|last| self.starts.get(last));
        last.map(|(_, place)| place.clone()).unwrap_or_default()
    }
}

/// How far below the place of an event or a talk its values are looked for, in lines.
const NEAR: usize = 100;

/// Where an event and its talks come from.
type Places = (Place, Vec<Place>);

/// Where an event begins, and where its day is written.
fn dated(event: &FoundEvent) -> Option<(Place, String, Place)> {
    Some((event.place.clone(), event.draft.start.clone()?, event.dated.clone()?))
}

fn places(event: &FoundEvent) -> Places {
    (event.place.clone(), event.talks.iter().map(|talk| talk.place.clone()).collect())
}
