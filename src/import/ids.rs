//! Ids for the events and talks that have none: numbers in the order of their days, in the manner
//! of those that are there already (`S01`, and `S01E01` for its first talk).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Found, FoundEvent, Place, Remark};
use crate::when::{self, Written};

/// Gives an id to every event and talk without one, and tells of it.
pub(super) fn make_up(found: &mut Found) {
    found.events.sort_by_key(|event| day(event).map_or((1, None), |day| (0, Some(day))));
    let mut taken = taken(&found.events);
    let mut events = MadeUp::default();
    let mut talks = MadeUp::default();
    let mut pattern = Pattern::of(&found.events);
    for event in &mut found.events {
        if event.draft.id.is_none() {
            let Pattern { prefix, width, last } = &mut pattern;
            let width = *width;
            let id = free(&mut taken, last, |number| format!("{prefix}{number:0width$}"));
            events.add(&id, &event.place);
            event.draft.id = Some(id);
        }
        name_talks(event, &mut taken, &mut talks);
    }
    found.remarks.extend(remark(&events, &talks));
}

/// The day of an event, as it is written.
pub(super) fn day(event: &FoundEvent) -> Option<NaiveDate> {
    match when::read(event.draft.start.as_deref()?).ok()? {
        Written::Day(day) | Written::Month(day) => Some(day),
        Written::Time(time, _) => Some(time.date()),
        Written::ToBeAnnounced | Written::Hour(..) => None,
    }
}

fn taken(events: &[FoundEvent]) -> HashSet<String> {
    let talks = events.iter().flat_map(|event| event.talks.iter().map(|talk| &talk.draft.id));
    let ids = events.iter().map(|event| &event.draft.id).chain(talks);
    ids.flatten().map(|id| id.to_lowercase()).collect()
}

/// The first id behind a number that is not taken yet. It is, from then on.
fn free(taken: &mut HashSet<String>, last: &mut usize, id: impl Fn(usize) -> String) -> String {
    *last += 1;
    while !taken.insert(id(*last).to_lowercase()) {
        *last += 1;
    }
    id(*last)
}

fn name_talks(event: &mut FoundEvent, taken: &mut HashSet<String>, made_up: &mut MadeUp) {
    let Some(event_id) = event.draft.id.clone() else { return };
    let stem = match event_id.ends_with(|c: char| c.is_ascii_digit()) {
        true => format!("{event_id}E"),
        false => format!("{event_id}-"),
    };
    let last = event.talks.iter().filter_map(|talk| {
        let number = talk.draft.id.as_deref()?.strip_prefix(&stem)?.parse::<usize>().ok()?;
        (number < 100_000).then_some(number)
    });
    let mut last = last.max().unwrap_or_default();
    for talk in event.talks.iter_mut().filter(|talk| talk.draft.id.is_none()) {
        let id = free(taken, &mut last, |number| format!("{stem}{number:02}"));
        made_up.add(&id, &talk.place);
        talk.draft.id = Some(id);
    }
}

/// How the events of a series are numbered.
struct Pattern {
    prefix: String,
    width: usize,
    last: usize,
}

impl Pattern {
    /// That of the highest number among the ids that are there.
    fn of(events: &[FoundEvent]) -> Self {
        let numbered = |id: &String| {
            let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = &id[stem.len()..];
            let last = digits.parse().ok().filter(|last| *last < 100_000)?;
            Some(Self { prefix: stem.to_owned(), width: digits.len(), last })
        };
        let ids = events.iter().filter_map(|event| event.draft.id.as_ref());
        let highest = ids.filter_map(numbered).max_by_key(|pattern| pattern.last);
        highest.unwrap_or(Self { prefix: "S".to_owned(), width: 2, last: 0 })
    }
}

/// The ids that were made up, and the first place.
#[derive(Default)]
struct MadeUp {
    ids: Vec<String>,
    place: Place,
}

impl MadeUp {
    fn add(&mut self, id: &str, place: &Place) {
        if self.ids.is_empty() {
            self.place.clone_from(place);
        }
        self.ids.push(id.to_owned());
    }

    /// `2 events (S01 to S02)`.
    fn named(&self, noun: &str) -> Option<String> {
        match &self.ids[..] {
            [] => None,
            [id] => Some(format!("1 {noun} (`{id}`)")),
            [first, .., last] => {
                Some(format!("{} {noun}s (`{first}` to `{last}`)", self.ids.len()))
            }
        }
    }
}

fn remark(events: &MadeUp, talks: &MadeUp) -> Option<Remark> {
    let place = if events.ids.is_empty() { &talks.place } else { &events.place };
    let named: Vec<_> =
        [events.named("event"), talks.named("talk")].into_iter().flatten().collect();
    if named.is_empty() {
        return None;
    }
    let remark = Remark::note(format!("made-up ids: {}", named.join(", "))).at(place);
    Some(remark.help("ids are for ever: if you like others, change them before the first build"))
}
