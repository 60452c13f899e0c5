//! The keys of a new event: told, or asked for.

use seminar::draft::{EventDraft, TalkDraft};
use seminar::model::Series;
use seminar::{Catalogue, Refused};

use super::{id, in_catalogue, talk};
use crate::cli::ask::{Blank, Conversation, Ended, Question, Wrong, wrong};

/// The draft with every key that was not told and is needed: the id as it comes next, and those of
/// its talks. Says what is missing otherwise.
pub(super) fn completed(draft: &EventDraft, series: &Series) -> Result<EventDraft, Wrong> {
    let mut draft = draft.clone();
    if draft.start.is_none() {
        let help = "add `--start \"2023-12-04 13:00\"`, or `--start TBA` while it is open";
        return Err(wrong("an event needs its start", help));
    }
    if draft.id.is_none() {
        draft.id = id::event(series);
    }
    let Some(id) = draft.id.clone() else {
        let help = "add `--id`, with a short name that it keeps for ever";
        return Err(wrong("the ids of the other events do not say which is next", help));
    };
    number(&mut draft.talks, series, &id);
    Ok(draft)
}

/// Gives ids to the talks that have none.
fn number(talks: &mut [TalkDraft], series: &Series, event: &str) {
    for index in 0..talks.len() {
        if talks[index].id.is_none() {
            talks[index].id = Some(next_talk(&talks[..index], series, event));
        }
    }
}

fn next_talk(before: &[TalkDraft], series: &Series, event: &str) -> String {
    let ids: Vec<_> = before.iter().filter_map(|talk| talk.id.as_deref()).collect();
    id::talk(series, event, &ids)
}

/// Asks for the keys, and holds each answer against the catalogue at once.
pub(super) fn asked(
    catalogue: &Catalogue,
    series: &Series,
    person: &mut Conversation<'_>,
) -> Result<EventDraft, Ended> {
    let mut draft = EventDraft { start: Some("TBA".to_owned()), ..EventDraft::default() };
    let mut ask = |draft: &mut EventDraft, words: &str, blank, key: Key| {
        let question = Question { words, blank };
        let answer = person.ask(&question, |answer| {
            let mut draft = draft.clone();
            *key(&mut draft) = Some(answer.to_owned());
            in_catalogue(&catalogue.with_event(&draft))
        })?;
        *key(draft) = answer;
        Ok::<(), Ended>(())
    };
    let next = id::event(series).map_or(Blank::NotYet, Blank::Is);
    ask(&mut draft, "Id of the event, which it keeps for ever", next, |draft| &mut draft.id)?;
    ask(&mut draft, "Title (Enter: none yet)", Blank::Nothing, |draft| &mut draft.title)?;
    let start = "Start, such as `2023-12-04 13:00`, a day or a month";
    ask(&mut draft, start, Blank::Is("TBA".to_owned()), |draft| &mut draft.start)?;
    let place = last_location(series).map_or(Blank::Nothing, Blank::IsUnlessDash);
    ask(&mut draft, "Location, such as Zoom", place, |draft| &mut draft.location)?;
    let sign_up = "Address where people sign up (Enter: none)";
    ask(&mut draft, sign_up, Blank::Nothing, |draft| &mut draft.registration)?;
    talks(&mut draft, catalogue, series, person)?;
    Ok(draft)
}

/// A key of the draft.
type Key = fn(&mut EventDraft) -> &mut Option<String>;

/// Asks for talks until there is no other.
fn talks(
    draft: &mut EventDraft,
    catalogue: &Catalogue,
    series: &Series,
    person: &mut Conversation<'_>,
) -> Result<(), Ended> {
    let event = draft.id.clone().unwrap_or_default();
    loop {
        let ordinal = if draft.talks.is_empty() { "a" } else { "another" };
        let words = format!("Title of {ordinal} talk, or TBA (Enter: no more talks)");
        let id = next_talk(&draft.talks, series, &event);
        let mut talk = TalkDraft { id: Some(id), ..TalkDraft::default() };
        let with = |talk: &TalkDraft| -> Result<Catalogue, Refused> {
            let mut draft = draft.clone();
            draft.talks.push(talk.clone());
            catalogue.with_event(&draft)
        };
        let question = Question { words: &words, blank: Blank::Nothing };
        let title = person.ask(&question, |answer| {
            in_catalogue(&with(&TalkDraft { title: Some(answer.to_owned()), ..talk.clone() }))
        })?;
        let Some(title) = title else { return Ok(()) };
        talk.title = Some(title);
        talk::speakers(&mut talk, &with, person)?;
        draft.talks.push(talk);
    }
}

/// Where the last event took place that says where.
fn last_location(series: &Series) -> Option<String> {
    series.events.iter().rev().find_map(|event| event.location.clone())
}
