//! What the pages are about: the edition, in a form that the template engine can hold on to, and
//! what stands in which section.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

use super::language::Language;
use crate::edition::Edition;
use crate::model::{Event, Series, Status, Video};
use crate::now::Now;
use crate::video::{Host, Thumbnail};

/// What a page is about, at the time of its build.
pub(super) struct Subject {
    pub(super) copy: Arc<Copy>,
    pub(super) language: Language,
    pub(super) now: Now,
}

/// What the pages show of an edition, in a form of its own: the engine takes nothing that is only
/// lent.
pub(crate) struct Copy {
    pub(super) series: Arc<Series>,
    /// The published recordings of each event, the newest publication first.
    recordings: Vec<Vec<Recording>>,
    /// When each part of it was last seen to change.
    changes: DateTime<Utc>,
}

/// A published recording.
pub(super) struct Recording {
    /// Which talk of the event it is of.
    pub(super) talk: usize,
    pub(super) id: Uuid,
    pub(super) published: DateTime<FixedOffset>,
    pub(super) host: Host,
    pub(super) thumbnail: Option<Thumbnail>,
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

impl Copy {
    pub(super) fn of(edition: &Edition<'_>) -> Self {
        let series = Arc::clone(&edition.shared);
        let numbers = edition.entries.iter().enumerate();
        let numbers: HashMap<_, _> = numbers.map(|(at, it)| (it.event.id.as_str(), at)).collect();
        let mut recordings: Vec<_> = series.events.iter().map(|_| vec![]).collect();
        for item in &edition.items {
            let talk = item.event.talks.iter().position(|talk| talk.id == item.talk.id);
            let event = numbers.get(item.event.id.as_str());
            let list = event.and_then(|event| recordings.get_mut(*event));
            if let (Some(talk), Some(list)) = (talk, list) {
                let (id, published) = (item.id, item.published);
                let host = Host::of(&item.video.url);
                let thumbnail = host.thumbnail();
                list.push(Recording { talk, id, published, host, thumbnail });
            }
        }
        let changes = edition.entries.iter().map(|entry| entry.modified);
        let news = edition.items.iter().map(|item| item.updated.to_utc());
        let changes = changes.chain(news).max().unwrap_or_default();
        Self { series, recordings, changes }
    }
}

impl Subject {
    pub(super) fn series(&self) -> &Series {
        &self.copy.series
    }

    /// Since when all this has stood: when the last event ended, or when a part of the catalogue
    /// was last seen to change, whatever is later. Not the time of the build: a page that says the
    /// same has the same bytes on every day. Recordings of one build are told apart by seconds, so
    /// a change may lie a little ahead of it.
    pub(super) fn as_of(&self) -> DateTime<Utc> {
        let ends = self.series().events.iter().filter_map(|event| Some(event.ends()?.to_utc()));
        let last = ends.filter(|at| !self.now.is_before(*at)).max();
        last.map_or(self.copy.changes, |last| last.max(self.copy.changes))
    }

    /// The event that people can come to next.
    pub(super) fn next(&self) -> Option<usize> {
        self.series().events.iter().position(|event| event.is_ahead(&self.now))
    }

    /// The other events that stand in a place.
    pub(super) fn others(&self, place: Place) -> Vec<usize> {
        let next = self.next();
        let events = self.series().events.iter().enumerate();
        let there = events.filter(|(at, event)| self.place(event) == place && Some(*at) != next);
        there.map(|(at, _)| at).collect()
    }

    pub(super) fn place(&self, event: &Event) -> Place {
        match event.ends() {
            _ if event.status == Status::Postponed => Place::Open,
            None => Place::Open,
            Some(end) if self.now.is_before(end) => Place::Ahead,
            Some(_) => Place::Over,
        }
    }

    /// The published recordings of an event.
    pub(super) fn recordings(&self, event: usize) -> &[Recording] {
        self.copy.recordings.get(event).map_or(&[], Vec::as_slice)
    }

    /// The published recording of a talk.
    pub(super) fn recording(&self, event: usize, talk: usize) -> Option<(&Recording, &Video)> {
        let recording = self.recordings(event).iter().find(|it| it.talk == talk)?;
        Some((recording, self.series().events.get(event)?.talks.get(talk)?.video()?))
    }
}
