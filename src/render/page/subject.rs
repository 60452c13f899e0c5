//! What the pages are about: the edition, in a form that templates can hold on to, and what stands
//! in which section.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

use super::language::Language;
use crate::edition::Edition;
use crate::model::{Event, Series, Status, Video};

/// What the pages are about.
pub(super) struct Subject {
    /// A copy, but for the texts: the template engine takes nothing that is only lent.
    pub(super) series: Series,
    pub(super) language: Language,
    /// The published recordings of each event, the newest publication first.
    recordings: Vec<Vec<Recording>>,
    now: DateTime<Utc>,
    /// The instant since when all this has stood.
    pub(super) as_of: DateTime<Utc>,
}

/// A published recording.
pub(super) struct Recording {
    /// Which talk of the event it is of.
    pub(super) talk: usize,
    pub(super) id: Uuid,
    pub(super) published: DateTime<FixedOffset>,
}

/// Where an event stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It has a day, and people can come, or could have come.
    Ahead,
    /// It has no day, or no valid one.
    Open,
    Over,
}

impl Subject {
    /// An edition at the time of its build.
    pub(super) fn of(edition: &Edition<'_>, language: Language, now: DateTime<Utc>) -> Self {
        let series = edition.series.clone();
        let numbers = edition.entries.iter().enumerate();
        let numbers: HashMap<_, _> = numbers.map(|(at, it)| (it.event.id.as_str(), at)).collect();
        let mut recordings: Vec<_> = series.events.iter().map(|_| vec![]).collect();
        for item in &edition.items {
            let talk = item.event.talks.iter().position(|talk| talk.id == item.talk.id);
            let event = numbers.get(item.event.id.as_str());
            let list = event.and_then(|event| recordings.get_mut(*event));
            if let (Some(talk), Some(list)) = (talk, list) {
                list.push(Recording { talk, id: item.id, published: item.published });
            }
        }
        Self { series, language, recordings, now, as_of: as_of(edition, now) }
    }

    /// The event that people can come to next.
    pub(super) fn next(&self) -> Option<usize> {
        self.series.events.iter().position(|event| event.is_ahead(self.now))
    }

    /// The other events that stand in a place.
    pub(super) fn others(&self, place: Place) -> Vec<usize> {
        let next = self.next();
        let events = self.series.events.iter().enumerate();
        let there = events.filter(|(at, event)| self.place(event) == place && Some(*at) != next);
        there.map(|(at, _)| at).collect()
    }

    pub(super) fn place(&self, event: &Event) -> Place {
        match event.ends() {
            _ if event.status == Status::Postponed => Place::Open,
            None => Place::Open,
            Some(end) if end > self.now => Place::Ahead,
            Some(_) => Place::Over,
        }
    }

    /// The published recordings of an event.
    pub(super) fn recordings(&self, event: usize) -> &[Recording] {
        self.recordings.get(event).map_or(&[], Vec::as_slice)
    }

    /// The published recording of a talk.
    pub(super) fn recording(&self, event: usize, talk: usize) -> Option<(&Recording, &Video)> {
        let recording = self.recordings(event).iter().find(|it| it.talk == talk)?;
        Some((recording, self.series.events.get(event)?.talks.get(talk)?.video()?))
    }
}

/// Since when this has stood: when the last event ended, or when a part of the catalogue was last
/// seen to change, whatever is later. Not the time of the build: a page that says the same has the
/// same bytes on every day. Recordings of one build are told apart by seconds, so a change may lie
/// a little ahead of it.
fn as_of(edition: &Edition<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
    let ends = edition.entries.iter().filter_map(|it| Some(it.event.ends()?.to_utc()));
    let ends = ends.filter(|at| *at <= now);
    let changes = edition.entries.iter().map(|entry| entry.modified);
    let news = edition.items.iter().map(|item| item.updated.to_utc());
    ends.chain(changes).chain(news).max().unwrap_or_default()
}
