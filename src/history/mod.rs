//! What was published, and when: `history.json`. The next build takes every date that it prints
//! from here, so that what did not change is told once.
//!
//! SEQUENCE, DTSTAMP, LAST-MODIFIED and CREATED are RFC 5545's (3.8.7); `published` and `updated`
//! are RFC 4287's (4.2.9, 4.2.15). What counts as a change is meaning, not text: see
//! [`content`].

mod content;
mod json;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::edition::{Edition, Entry, Item};
use crate::identity;
use crate::model::{Event, Series, Talk};
use crate::render::text;
use content::Schedule;

/// What earlier builds published. The default is that nothing was ever built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The files that the last build wrote.
    pub(crate) files: Vec<String>,
    events: BTreeMap<String, EventRecord>,
    talks: BTreeMap<String, TalkRecord>,
}

/// What was published of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventRecord {
    uid: Uuid,
    /// When it was first seen.
    created: DateTime<Utc>,
    /// When the current content was first seen.
    modified: DateTime<Utc>,
    sequence: u32,
    /// What raises the sequence when it changes.
    schedule: Schedule,
    /// The fingerprint of everything that a calendar shows.
    content: Uuid,
}

/// What was published of a talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TalkRecord {
    id: Uuid,
    /// When it was first seen.
    created: DateTime<Utc>,
    /// When the current content was first seen.
    modified: DateTime<Utc>,
    /// The fingerprint of everything that a feed shows.
    content: Uuid,
    /// Of its recording, once that is in the feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recording: Option<Publication>,
}

/// The dates of a feed's entry.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Publication {
    published: DateTime<FixedOffset>,
    updated: DateTime<FixedOffset>,
}

impl History {
    /// Joins a series with what was published of it, at the time of this build: the edition to
    /// render, and the history for the next build.
    pub(crate) fn publish<'a>(
        &self,
        series: &'a Series,
        now: DateTime<Utc>,
    ) -> (Edition<'a>, Self) {
        let now = now.trunc_subsecs(0);
        let mut next = Self::default();
        let mut edition = Edition { series, entries: Vec::new(), items: Vec::new() };
        for event in &series.events {
            let details = text::details(event);
            let record = self.event(series, event, &details, now);
            edition.entries.push(Entry {
                event,
                uid: record.uid,
                created: record.created,
                modified: record.modified,
                sequence: record.sequence,
                details,
            });
            next.events.insert(event.id.clone(), record);
            for talk in &event.talks {
                let record = self.talk(series, event, talk, now);
                edition.items.extend(item(event, talk, &record));
                next.talks.insert(talk.id.clone(), record);
            }
        }
        edition.items.sort_by(|a, b| b.published.cmp(&a.published));
        (edition, next)
    }

    /// The names of the files that the last build wrote.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Whether nothing was ever built.
    fn is_first_build(&self) -> bool {
        *self == Self::default()
    }

    fn event(
        &self,
        series: &Series,
        event: &Event,
        details: &str,
        now: DateTime<Utc>,
    ) -> EventRecord {
        let schedule = Schedule::of(event);
        let content = content::of_event(series, event, details);
        match self.events.get(&event.id) {
            None => EventRecord {
                uid: identity::event_uid(&series.id, &event.id),
                created: now,
                modified: now,
                sequence: 0,
                schedule,
                content,
            },
            Some(before) if before.content == content => before.clone(),
            Some(before) => EventRecord {
                uid: before.uid,
                created: before.created,
                // A clock that was put back must not put a revision before the last one.
                modified: now.max(before.modified),
                sequence: before.sequence + u32::from(before.schedule.is_outdated_by(&schedule)),
                schedule,
                content,
            },
        }
    }

    fn talk(&self, series: &Series, event: &Event, talk: &Talk, now: DateTime<Utc>) -> TalkRecord {
        let content = content::of_talk(event, talk);
        let before = self.talks.get(&talk.id);
        let same = before.is_some_and(|before| before.content == content);
        let modified = match before {
            None => now,
            Some(before) if same => before.modified,
            Some(before) => now.max(before.modified),
        };
        let old = before.and_then(|before| before.recording);
        let recording = match old {
            None => self.first_publication(event, talk, now),
            Some(old) if same => Some(old),
            Some(old) => {
                let updated = old.updated.max(modified.with_timezone(old.updated.offset()));
                Some(Publication { updated, ..old })
            }
        };
        TalkRecord {
            id: before.map_or_else(|| identity::talk_id(&series.id, &talk.id), |before| before.id),
            created: before.map_or(now, |before| before.created),
            modified,
            content,
            recording,
        }
    }

    /// When a recording that no feed has had yet is published: when the catalogue says, which
    /// may be a day to come; else now; else, in a first build that brings in the talks of years,
    /// at the end of its event.
    fn first_publication(
        &self,
        event: &Event,
        talk: &Talk,
        now: DateTime<Utc>,
    ) -> Option<Publication> {
        let video = talk.video()?;
        let now = event.zone.at(now);
        let published = match (video.published, event.ends()) {
            (Some(published), _) => published,
            (None, Some(end)) if self.is_first_build() => end.min(now),
            (None, _) => now,
        };
        (published <= now).then_some(Publication { published, updated: published })
    }
}

/// The feeds' item of a talk, while it has a recording that is out.
fn item<'a>(event: &'a Event, talk: &'a Talk, record: &TalkRecord) -> Option<Item<'a>> {
    let video = talk.video()?;
    let Publication { published, updated } = record.recording?;
    Some(Item { event, talk, video, id: record.id, published, updated })
}
