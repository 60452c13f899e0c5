//! Whether two places speak of the same.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::ids::day;
use super::super::{FoundEvent, FoundTalk};
use crate::draft::PersonDraft;
use crate::folded::{bare, folded};
use crate::when::is_to_be_announced;

/// Events by what they may be known by.
pub(super) struct Marks(HashMap<String, Vec<usize>>);

impl Marks {
    pub(super) fn of(events: &[FoundEvent]) -> Self {
        let mut marks: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, event) in events.iter().enumerate() {
            for mark in marks_of(event) {
                marks.entry(mark).or_default().push(index);
            }
        }
        Self(marks)
    }

    /// The first event that is the same as this one.
    pub(super) fn same(&self, event: &FoundEvent, events: &[FoundEvent]) -> Option<usize> {
        let known = marks_of(event).into_iter().filter_map(|mark| self.0.get(&mark)).flatten();
        let known: BTreeSet<_> = known.copied().collect();
        known.into_iter().find(|index| is_same_event(&events[*index], event))
    }
}

/// Its id, its day and the titles of its talks.
fn marks_of(event: &FoundEvent) -> Vec<String> {
    let id = event.draft.id.iter().map(|id| format!("id {}", id.to_lowercase()));
    let day = day(event).into_iter().map(|day| format!("day {day}"));
    id.chain(day).chain(event.talks.iter().flat_map(marks_of_title)).collect()
}

/// The titles of a talk, as they are compared.
pub(super) fn marks_of_title(talk: &FoundTalk) -> Vec<String> {
    let video = talk.draft.video.as_ref().and_then(|video| video.title.as_deref());
    let titles = talk.draft.title.as_deref().into_iter().chain(video);
    let titles = titles.filter(|title| !is_to_be_announced(title)).map(folded);
    titles.filter(|title| !title.is_empty()).collect()
}

/// Where the talk of each title is, by the index of its event and its own.
pub(super) fn titles(events: &[FoundEvent]) -> HashMap<String, (usize, usize)> {
    let mut titles = HashMap::new();
    for (event_index, event) in events.iter().enumerate() {
        for (index, talk) in event.talks.iter().enumerate() {
            for title in marks_of_title(talk) {
                titles.entry(title).or_insert((event_index, index));
            }
        }
    }
    titles
}

fn is_same_event(a: &FoundEvent, b: &FoundEvent) -> bool {
    if let (Some(one), Some(other)) = (&a.draft.id, &b.draft.id) {
        return one.eq_ignore_ascii_case(other);
    }
    match (day(a), day(b)) {
        (Some(one), Some(other)) => {
            let is_bare = a.talks.is_empty() || b.talks.is_empty();
            one == other && (is_bare || have_common_talk(a, b))
        }
        _ => {
            let titles: HashSet<_> = a.talks.iter().flat_map(marks_of_title).collect();
            b.talks.iter().flat_map(marks_of_title).any(|title| titles.contains(&title))
        }
    }
}

fn have_common_talk(a: &FoundEvent, b: &FoundEvent) -> bool {
    let known = TalkMarks::of(&a.talks);
    b.talks.iter().any(|talk| known.same(talk, &a.talks).is_some())
}

/// The talks of an event by what they may be known by.
pub(super) struct TalkMarks(HashMap<String, Vec<usize>>);

impl TalkMarks {
    pub(super) fn of(talks: &[FoundTalk]) -> Self {
        let mut marks: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, talk) in talks.iter().enumerate() {
            for mark in marks_of_talk(talk) {
                marks.entry(mark).or_default().push(index);
            }
        }
        Self(marks)
    }

    /// The first talk that is the same as this one.
    pub(super) fn same(&self, talk: &FoundTalk, talks: &[FoundTalk]) -> Option<usize> {
        let known = marks_of_talk(talk).into_iter().filter_map(|mark| self.0.get(&mark)).flatten();
        let known: BTreeSet<_> = known.copied().collect();
        known.into_iter().find(|index| is_same_talk(&talks[*index], talk))
    }
}

/// Its id, its titles and its speakers.
fn marks_of_talk(talk: &FoundTalk) -> Vec<String> {
    let id = talk.draft.id.iter().map(|id| format!("id {}", id.to_lowercase()));
    let speakers = talk.draft.speakers.iter().map(|it| format!("by {}", folded(&bare(&it.name))));
    id.chain(speakers).chain(marks_of_title(talk)).collect()
}

/// Whether two talks of one event are the same.
fn is_same_talk(a: &FoundTalk, b: &FoundTalk) -> bool {
    if let (Some(one), Some(other)) = (&a.draft.id, &b.draft.id) {
        return one.eq_ignore_ascii_case(other);
    }
    let speakers = &b.draft.speakers;
    has_title_of(a, b)
        || a.draft.speakers.iter().any(|one| speakers.iter().any(|it| is_same_person(one, it)))
}

fn has_title_of(a: &FoundTalk, b: &FoundTalk) -> bool {
    let others = marks_of_title(b);
    marks_of_title(a).iter().any(|title| others.contains(title))
}

pub(super) fn is_same_person(a: &PersonDraft, b: &PersonDraft) -> bool {
    let name = |person: &PersonDraft| folded(&bare(&person.name));
    name(a) == name(b)
}
