//! What the rules look at.

use std::collections::HashMap;
use std::ops::Range;

use chrono::TimeDelta;

use crate::diagnostic::Source;
use crate::document::{Content, Document, EventEntry, Passage, TalkEntry};
use crate::model::{Event, Series, Status, Talk};
use crate::now::Now;
use crate::special::each_special;

/// A catalogue, as it is written and as it is meant, and the present time.
pub(crate) struct Subject<'a> {
    pub(super) source: &'a Source,
    pub(super) document: &'a Document,
    /// `None` where there is an error among the mistakes.
    pub(super) series: Option<&'a Series>,
    /// The events in the order of the file; none where there is no series.
    pub(super) sessions: Vec<Session<'a>>,
    pub(super) now: &'a Now,
}

/// An event as it is written, and as it is meant.
#[derive(Clone, Copy)]
pub(super) struct Session<'a> {
    pub(super) entry: &'a EventEntry,
    pub(super) event: &'a Event,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(
        source: &'a Source,
        document: &'a Document,
        series: Option<&'a Series>,
        now: &'a Now,
    ) -> Self {
        let events = series.map_or(&[][..], |series| &series.events);
        let events: HashMap<_, _> = events.iter().map(|event| (event.id.as_str(), event)).collect();
        let entries = document.events.iter().flat_map(|events| &events.value);
        let session = |entry: &'a EventEntry| {
            let event = events.get(entry.id.as_ref()?.value.0.as_str())?;
            Some(Session { entry, event })
        };
        let sessions = entries.filter_map(session).collect();
        Self { source, document, series, sessions, now }
    }

    /// The lines of a passage, as they stand in the file, in which some character beyond ASCII is odd
    /// beside what follows it.
    pub(super) fn odd_lines(
        &self,
        passage: &Passage<'_>,
        is_odd: impl Fn(char, &str) -> bool,
    ) -> impl Iterator<Item = Line<'a>> {
        let text = written(self.source, &passage.whole);
        let first = passage.whole.start;
        let odd = beyond_ascii(text)
            .into_iter()
            .filter(move |(at, c)| is_odd(*c, &text[at + c.len_utf8()..]));
        let mut end = 0;
        odd.filter_map(move |(at, _)| {
            if at < end {
                return None;
            }
            let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
            let line = text[start..].lines().next()?;
            end = start + line.len();
            let beyond = beyond_ascii(line);
            Some(Line { text: line, offset: first + start, beyond })
        })
    }

    /// The links of a passage, each as what is shown of it and its target. Where no target stands
    /// beside its text, there are none.
    pub(super) fn links<'d>(&self, passage: &Passage<'d>) -> &'d [(String, String)] {
        match passage.content {
            Content::Markdown(Some(extras))
                if written(self.source, &passage.whole).contains("](") =>
            {
                &extras.links
            }
            _ => &[],
        }
    }

    /// Where a part of a passage stands in the file.
    pub(super) fn place(&self, passage: &Passage<'_>, part: &str) -> Range<usize> {
        place(self.source, passage, part)
    }

    /// All talks with the event that they belong to.
    pub(super) fn talks(&self) -> impl Iterator<Item = (Session<'a>, &'a TalkEntry, &'a Talk)> {
        self.sessions
            .iter()
            .flat_map(|session| session.talks().map(|(entry, talk)| (*session, entry, talk)))
    }
}

/// A line of the file, or the part of it that belongs to a passage.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Where it starts in the file.
    pub(super) offset: usize,
    /// Its characters beyond ASCII, each with its place in the line.
    pub(super) beyond: Vec<(usize, char)>,
}

/// The characters of a text beyond ASCII, each with its place.
fn beyond_ascii(text: &str) -> Vec<(usize, char)> {
    let is_first = |byte| byte >= 0xc0;
    let mut beyond = Vec::new();
    each_special(text, is_first, |at| beyond.extend(text[at..].chars().next().map(|c| (at, c))));
    beyond
}

/// Where a part of a passage stands in the file; where it is written otherwise there, the passage.
pub(super) fn place(source: &Source, passage: &Passage<'_>, part: &str) -> Range<usize> {
    match written(source, &passage.whole).find(part) {
        Some(offset) if !part.is_empty() => {
            let start = passage.whole.start + offset;
            start..start + part.len()
        }
        _ => passage.span.clone(),
    }
}

/// What stands at a place of the file.
pub(super) fn written<'a>(source: &'a Source, place: &Range<usize>) -> &'a str {
    source.text().get(place.clone()).unwrap_or_default()
}

impl<'a> Session<'a> {
    /// The talks as they are written and as they are meant.
    pub(super) fn talks(&self) -> impl Iterator<Item = (&'a TalkEntry, &'a Talk)> + use<'a> {
        let entries = self.entry.talks.iter().flat_map(|talks| &talks.value);
        entries.zip(&self.event.talks)
    }

    /// Where its id stands.
    pub(super) fn id_span(&self) -> Range<usize> {
        self.entry.id.as_ref().map(|id| id.span.clone()).unwrap_or_default()
    }

    /// Where its start stands.
    pub(super) fn start_span(&self) -> Range<usize> {
        self.entry.start.as_ref().map_or_else(|| self.id_span(), |start| start.span.clone())
    }

    /// Whether it is meant to take place when it says, or was.
    pub(super) fn is_on(&self) -> bool {
        matches!(self.event.status, Status::Confirmed | Status::Tentative)
    }

    /// Whether it begins within a time from now on, or began already.
    pub(super) fn begins_within(&self, time: TimeDelta, now: &Now) -> bool {
        self.event.starts().is_some_and(|start| now.is_after(start - time))
    }
}

/// Where a talk's id stands.
pub(super) fn talk_span(entry: &TalkEntry) -> Range<usize> {
    entry.id.as_ref().map(|id| id.span.clone()).unwrap_or_default()
}
