//! What was published, and when: `history.json`. The next build takes every date that it prints
//! from here, so that each change is told once.
//!
//! SEQUENCE, DTSTAMP, LAST-MODIFIED and CREATED are RFC 5545's (3.8.7); `published` and `updated`
//! are RFC 4287's (4.2.9, 4.2.15). What counts as a change is meaning, not text: see [`content`].

mod changes;
mod content;
mod guard;
mod json;
mod seen;
mod uid;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::convert::Infallible;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::edition::{Edition, Entry, Item, Presence};
use crate::identity;
use crate::model::{Event, Series, Status, Talk};
use crate::now::Now;
use crate::render::text;
use crate::rfc3339;
use crate::share::{WORTH, share};
pub use changes::Change;
pub(crate) use guard::Places;
use seen::Seen;

/// How long a cancelled event stays in the subscribed calendar after its date, in days.
const RETENTION: i64 = 30;

/// What earlier builds published. The default is that nothing was ever built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The series' id; empty before the first build.
    series: String,
    /// The names of the files that the last build wrote.
    pub(crate) files: Vec<String>,
    events: BTreeMap<String, EventRecord>,
    talks: BTreeMap<String, TalkRecord>,
}

/// What was published of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventRecord {
    uid: String,
    /// When it was first seen.
    #[serde(with = "rfc3339")]
    created: DateTime<Utc>,
    /// When the current content was first seen.
    #[serde(with = "rfc3339")]
    modified: DateTime<Utc>,
    sequence: u32,
    /// The fingerprint of everything that a calendar shows.
    content: Uuid,
    seen: Seen,
    /// What the news told of it, the oldest first.
    notes: Vec<Note>,
    #[serde(default, skip_serializing_if = "State::is_published")]
    state: State,
}

/// What was published of a talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TalkRecord {
    id: Uuid,
    /// When it was first seen.
    #[serde(with = "rfc3339")]
    created: DateTime<Utc>,
    /// When the current content was first seen.
    #[serde(with = "rfc3339")]
    modified: DateTime<Utc>,
    /// The fingerprint of everything that a feed shows.
    content: Uuid,
    /// Of its recording, once that is in the feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recording: Option<Publication>,
    #[serde(default, skip_serializing_if = "State::is_published")]
    state: State,
}

/// Whether the catalogue has to know of something that was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    #[default]
    Published,
    /// Its author has said that it is gone. It is kept, since its id must never come to mean
    /// something else.
    Forgotten,
}

impl State {
    fn is_published(&self) -> bool {
        *self == Self::Published
    }
}

/// The dates of a feed's entry.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Publication {
    #[serde(with = "rfc3339")]
    published: DateTime<FixedOffset>,
    #[serde(with = "rfc3339")]
    updated: DateTime<FixedOffset>,
    /// Whether it was taken out of the feeds again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
}

/// One sentence of the news.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    #[serde(with = "rfc3339")]
    pub(crate) at: DateTime<Utc>,
    pub(crate) text: String,
}

impl History {
    /// Joins a series with what was published of it, at the time of this build: the edition to
    /// render, and the history for the next build.
    pub(crate) fn publish<'a>(&self, series: &'a Arc<Series>, now: &Now) -> (Edition<'a>, Self) {
        // What is new is dated by the build once, and has its date from the history from then on.
        let date = now.instant().trunc_subsecs(0);
        let mut next = Self { series: series.id.clone(), ..Self::default() };
        let taken = Taken::by(self, series);
        let records = share(
            series.events.len(),
            WORTH,
            || (),
            |(), number| {
                Ok::<_, Infallible>(self.records(series, &series.events[number], &taken, date))
            },
        );
        let Ok(records) = records;
        let shared = Arc::clone(series);
        let (entries, items) = (Vec::new(), Vec::new());
        let mut edition = Edition { series, shared, entries, items, withdrawn: None };
        let mut told = HashMap::new();
        for (event, (mut record, talks)) in series.events.iter().zip(records) {
            let known = known(&self.events, &event.id, &event.formerly);
            let known = known.map_or(0, |before| before.notes.len());
            tell_apart(record.notes.get_mut(known..).unwrap_or_default(), &mut told);
            edition.entries.push(entry(event, &record, now));
            next.events.insert(event.id.clone(), record);
            for (talk, record) in event.talks.iter().zip(talks) {
                edition.items.extend(item(event, talk, &record));
                edition.withdrawn = edition.withdrawn.max(withdrawn(&record));
                next.talks.insert(talk.id.clone(), record);
            }
        }
        edition.items.sort_by_key(|item| Reverse(item.published));
        self.keep_the_rest(series, &mut next);
        (edition, next)
    }

    /// The names of the files that the last build wrote.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Whether nothing was ever built.
    pub(crate) fn is_first_build(&self) -> bool {
        *self == Self::default()
    }

    /// What the series has no more stays on record, save what goes on under another id.
    fn keep_the_rest(&self, series: &Series, next: &mut Self) {
        let events = &series.events;
        let renamed: HashSet<_> = events.iter().flat_map(|event| &event.formerly).collect();
        let uids: HashSet<_> = next.events.values().map(|record| record.uid.clone()).collect();
        let gone = self.events.iter().filter(|(id, _)| !renamed.contains(id));
        for (id, record) in gone.filter(|(_, record)| !uids.contains(&record.uid)) {
            next.events.entry(id.clone()).or_insert_with(|| record.clone());
        }
        let talks = || events.iter().flat_map(|event| &event.talks);
        let renamed: HashSet<_> = talks().flat_map(|talk| &talk.formerly).collect();
        for (id, record) in self.talks.iter().filter(|(id, _)| !renamed.contains(id)) {
            next.talks.entry(id.clone()).or_insert_with(|| record.clone());
        }
    }

    /// The records of an event and of its talks, which depend on nothing else of the series'
    /// history.
    fn records(
        &self,
        series: &Series,
        event: &Event,
        taken: &Taken,
        now: DateTime<Utc>,
    ) -> (EventRecord, Vec<TalkRecord>) {
        let talks = event.talks.iter().enumerate();
        let talks = talks.map(|(place, talk)| self.talk(series, event, talk, place, taken, now));
        (self.event(series, event, taken, now), talks.collect())
    }

    fn event(
        &self,
        series: &Series,
        event: &Event,
        taken: &Taken,
        now: DateTime<Utc>,
    ) -> EventRecord {
        let seen = Seen::of(event);
        let content = content::of_event(series, event, &seen, &text::details(event));
        let Some(before) = known(&self.events, &event.id, &event.formerly) else {
            // What is over when it is first seen is no news of today.
            let at = event.ends().map_or(now, |end| now.min(end.to_utc()));
            let notes = vec![Note { at, text: seen.announcement() }];
            let uid = self.uid(series, event, None, taken);
            let state = State::Published;
            return EventRecord {
                uid,
                created: now,
                modified: now,
                sequence: 0,
                content,
                seen,
                notes,
                state,
            };
        };
        if before.content == content && before.seen == seen && before.state == State::Published {
            return before.clone();
        }
        // A clock that was put back must not put a revision before the last one.
        let modified = now.max(before.modified + TimeDelta::seconds(1));
        let mut notes = before.notes.clone();
        if event.ends().is_none_or(|end| end > now) {
            let changes = before.seen.under_new_ids(&event.talks).changes(&seen).into_iter();
            notes.extend(changes.map(|text| Note { at: modified, text }));
        }
        let rescheduled = before.state == State::Forgotten || before.seen.is_rescheduled(&seen);
        EventRecord {
            uid: self.uid(series, event, Some(before), taken),
            created: before.created,
            modified: if before.content == content { before.modified } else { modified },
            sequence: before.sequence.saturating_add(u32::from(rescheduled)),
            content,
            seen,
            notes,
            state: State::Published,
        }
    }

    fn talk(
        &self,
        series: &Series,
        event: &Event,
        talk: &Talk,
        place: usize,
        taken: &Taken,
        now: DateTime<Utc>,
    ) -> TalkRecord {
        let content = content::of_talk(series, event, talk);
        let before = known(&self.talks, &talk.id, &talk.formerly);
        let same = before.is_some_and(|before| before.content == content);
        let modified = match before {
            None => now,
            Some(before) if same => before.modified,
            Some(before) => now.max(before.modified + TimeDelta::seconds(1)),
        };
        let recording = match before.and_then(|before| before.recording) {
            None => self.first_publication(event, talk, now).map(in_minutes).map(|published| {
                let updated = apart(published, place);
                Publication { published, updated, withdrawn: false }
            }),
            // Nothing of what changes is in the feeds.
            Some(old) if same || (old.withdrawn && talk.video().is_none()) => Some(old),
            Some(old) => {
                let updated = apart(in_minutes(event.zone.at(modified)), place).max(old.updated);
                Some(Publication { updated, withdrawn: talk.video().is_none(), ..old })
            }
        };
        let original = talk.formerly.first().unwrap_or(&talk.id);
        let new_id = || taken.free(|id| identity::talk_id(&series.id, id), original);
        TalkRecord {
            id: before.map_or_else(new_id, |before| before.id),
            created: before.map_or(now, |before| before.created),
            modified,
            content,
            recording,
            state: State::Published,
        }
    }

    /// When a recording that no feed has had yet is published: when the catalogue says;
    /// else now; else, in a first build that brings in the talks of years,
    /// at the end of its event.
    fn first_publication(
        &self,
        event: &Event,
        talk: &Talk,
        now: DateTime<Utc>,
    ) -> Option<DateTime<FixedOffset>> {
        let video = talk.video()?;
        let now = event.zone.at(now);
        Some(match (video.published, event.ends()) {
            (Some(published), _) => published,
            (None, Some(end)) if self.is_first_build() => end.min(now),
            (None, _) => now,
        })
    }
}

/// The identities that are in use. An id that was given up for another (`formerly`) may come back
/// as the name of something new, which must not be taken for the old.
struct Taken(HashSet<Uuid>);

impl Taken {
    fn by(history: &History, series: &Series) -> Self {
        let published = history.events.values().map(|record| &record.uid);
        let uids = published.chain(series.events.iter().filter_map(|event| event.uid.as_ref()));
        // What is no UUID is in nobody's way.
        let uids = uids.filter_map(|uid| Uuid::try_parse(uid).ok());
        Self(uids.chain(history.talks.values().map(|record| record.id)).collect())
    }

    /// The identity of an id, or where that is taken, of the id with a number that makes it free.
    fn free(&self, identity: impl Fn(&str) -> Uuid, id: &str) -> Uuid {
        let mut free = identity(id);
        let mut number = 1;
        while self.0.contains(&free) {
            number += 1;
            // No id of a catalogue holds a space.
            free = identity(&format!("{id} {number}"));
        }
        free
    }
}

/// The record of an id, or of the one that it had before.
fn known<'a, T>(records: &'a BTreeMap<String, T>, id: &str, formerly: &[String]) -> Option<&'a T> {
    records.get(id).or_else(|| formerly.iter().find_map(|id| records.get(id)))
}

/// The same instant at an offset that the history can hold: RFC 3339 has no seconds in it, as some
/// zones had until 1972.
fn in_minutes(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(time.offset().local_minus_utc() / 60 * 60);
    offset.map_or(time, |offset| time.with_timezone(&offset))
}

/// Talks of one event are often published and changed at the same time. Feed readers sort by it,
/// and the validators want it told apart, so each talk counts a second later than the one before.
fn apart(time: DateTime<FixedOffset>, place: usize) -> DateTime<FixedOffset> {
    time + TimeDelta::seconds(i64::try_from(place).unwrap_or(0))
}

/// The same for the news of several events that one build tells: each counts a second earlier than
/// the one before, so that none lies in the future.
fn tell_apart(news: &mut [Note], told: &mut HashMap<DateTime<Utc>, i64>) {
    let Some(at) = news.last().map(|note| note.at) else { return };
    let others = told.entry(at).or_default();
    for note in news {
        note.at -= TimeDelta::seconds(*others);
    }
    *others += 1;
}

fn entry<'a>(event: &'a Event, record: &EventRecord, now: &Now) -> Entry<'a> {
    let long_gone =
        || event.ends().is_some_and(|end| !now.is_before(end + TimeDelta::days(RETENTION)));
    let presence = match (record.seen.has_day(), event.status) {
        (false, _) => Presence::Unscheduled,
        (true, Status::Cancelled) if long_gone() => Presence::Retired,
        (true, _) => Presence::Listed,
    };
    Entry {
        event,
        uid: record.uid.clone(),
        created: record.created,
        modified: record.modified,
        sequence: record.sequence,
        notes: record.notes.clone(),
        presence,
    }
}

/// When the recording of a talk was taken out of the feeds, if it was.
fn withdrawn(record: &TalkRecord) -> Option<DateTime<FixedOffset>> {
    record.recording.filter(|recording| recording.withdrawn).map(|recording| recording.updated)
}

/// The feeds' item of a talk, while it has a recording that is out.
fn item<'a>(event: &'a Event, talk: &'a Talk, record: &TalkRecord) -> Option<Item<'a>> {
    let video = talk.video()?;
    let Publication { published, updated, .. } = record.recording?;
    Some(Item { event, talk, video, id: record.id, published, updated })
}
