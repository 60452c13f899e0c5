//! What a build tells subscribers: the difference between two histories.

use std::collections::HashMap;

use serde::Serialize;

use super::{EventRecord, History};

/// One thing that subscribers are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
pub enum Change {
    /// An event that nobody was told of before.
    NewEvent {
        /// The event's id.
        id: String,
        /// One sentence, such as `Announced for Monday 4 December 2023, 16:00 CET`.
        sentences: Vec<String>,
    },
    /// An event that people know, and that changed.
    ChangedEvent {
        /// The event's id.
        id: String,
        /// When it takes place now.
        when: String,
        /// What the news say of it; none where only its texts or links changed.
        sentences: Vec<String>,
        /// Whether its entry in the calendars is a new revision.
        calendars_update: bool,
    },
    /// A recording that the feeds have not had before.
    NewRecording {
        /// The talk's id.
        id: String,
    },
    /// A recording whose entry in the feeds changed.
    ChangedRecording {
        /// The talk's id.
        id: String,
    },
    /// A recording that was in the feeds, and is not any more.
    WithdrawnRecording {
        /// The talk's id.
        id: String,
    },
}

impl History {
    /// What subscribers are told on the way from an earlier history to this one, in the order of
    /// ids.
    pub(crate) fn changes_since(&self, before: &Self) -> Vec<Change> {
        // The UID stays when the id does not.
        let uids: HashMap<_, _> = before.events.values().map(|it| (&it.uid, it)).collect();
        let entries: HashMap<_, _> = before.talks.values().map(|it| (it.id, it)).collect();
        let events = self.events.iter().filter_map(|(id, now)| match uids.get(&now.uid) {
            None => Some(Change::NewEvent { id: id.clone(), sentences: sentences(now, 0) }),
            Some(earlier) => changed_event(id, earlier, now),
        });
        let recordings = self.talks.iter().filter_map(|(id, now)| {
            let earlier = entries.get(&now.id);
            let (earlier, id) = (earlier.and_then(|earlier| earlier.recording), id.clone());
            match (earlier, now.recording?) {
                (None, _) => Some(Change::NewRecording { id }),
                (Some(earlier), now) if now.withdrawn => {
                    (!earlier.withdrawn).then_some(Change::WithdrawnRecording { id })
                }
                (Some(earlier), now) => {
                    (earlier.updated != now.updated).then_some(Change::ChangedRecording { id })
                }
            }
        });
        events.chain(recordings).collect()
    }
}

fn changed_event(id: &str, before: &EventRecord, now: &EventRecord) -> Option<Change> {
    let sentences = sentences(now, before.notes.len());
    // What loses its day leaves them.
    let is_shown = before.seen.has_day() || now.seen.has_day();
    let calendars_update = before.modified != now.modified && is_shown;
    (calendars_update || !sentences.is_empty()).then(|| Change::ChangedEvent {
        id: id.to_owned(),
        when: now.seen.when(),
        sentences,
        calendars_update,
    })
}

fn sentences(record: &EventRecord, from: usize) -> Vec<String> {
    record.notes.iter().skip(from).map(|note| note.text.clone()).collect()
}
