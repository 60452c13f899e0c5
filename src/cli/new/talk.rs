//! The keys of a new talk: told, or asked for.

use std::path::Path;

use seminar::draft::TalkDraft;
use seminar::model::{Event, Series};
use seminar::{Catalogue, Now, Refused};

use super::options::person as person_of;
use super::{id, in_catalogue};
use crate::cli::ask::{Blank, Conversation, Ended, Question, Wrong, wrong};
use crate::cli::event::events;
use crate::cli::{
    Verdict,
    file::{self, LARGEST},
};

/// What a draft of a talk makes of the catalogue.
type With<'a> = &'a dyn Fn(&TalkDraft) -> Result<Catalogue, Refused>;

/// The event that a new talk is probably of: the next, else the last.
pub(super) fn event<'a>(series: &'a Series, now: &Now) -> Option<&'a Event> {
    series.next(now).or_else(|| series.events.last())
}

/// The draft with every key that was not told and is needed. Says what is missing otherwise.
pub(super) fn completed(
    draft: &TalkDraft,
    series: &Series,
    event: &Event,
) -> Result<TalkDraft, Wrong> {
    let mut draft = draft.clone();
    if draft.title.is_none() {
        let help = "add `--title \"...\"`, or `--title TBA` while it is open";
        return Err(wrong("a talk needs its title", help));
    }
    draft.id = draft.id.or_else(|| Some(next_id(series, event)));
    Ok(draft)
}

fn next_id(series: &Series, event: &Event) -> String {
    let own: Vec<_> = event.talks.iter().map(|talk| talk.id.as_str()).collect();
    id::talk(series, &event.id, &own)
}

/// Asks for the event.
pub(super) fn asked_event<'s>(
    series: &'s Series,
    likely: &'s Event,
    person: &mut Conversation<'_>,
) -> Result<&'s Event, Ended> {
    let find = |id: &str| series.events.iter().find(|event| event.id.eq_ignore_ascii_case(id));
    let question = Question { words: "Id of its event", blank: Blank::Is(likely.id.clone()) };
    let answer = person.ask(&question, |id| match find(id) {
        Some(_) => Ok(()),
        None => Err(vec![wrong(format!("there is no event `{id}`"), events(series))]),
    })?;
    Ok(answer.and_then(|id| find(&id)).unwrap_or(likely))
}

/// Asks for the keys, and holds each answer against the catalogue at once.
pub(super) fn asked(
    catalogue: &Catalogue,
    series: &Series,
    event: &Event,
    person: &mut Conversation<'_>,
) -> Result<TalkDraft, Ended> {
    let with = |talk: &TalkDraft| catalogue.with_talk(&event.id, talk);
    let mut talk = TalkDraft::default();
    let id = Blank::Is(next_id(series, event));
    talk.id = person
        .ask(&Question { words: "Id of the talk, which it keeps for ever", blank: id }, |id| {
            in_catalogue(&with(&TalkDraft { id: Some(id.to_owned()), ..TalkDraft::default() }))
        })?;
    let title = Question { words: "Title", blank: Blank::Is("TBA".to_owned()) };
    talk.title = person.ask(&title, |title| {
        in_catalogue(&with(&TalkDraft { title: Some(title.to_owned()), ..talk.clone() }))
    })?;
    speakers(&mut talk, &with, person)?;
    let file = Question { words: "File with its abstract (Enter: none)", blank: Blank::Nothing };
    let mut text = None;
    person.ask(&file, |path| {
        let read = abstract_of(path.as_ref()).map_err(|unusable| vec![unusable.wrong])?;
        in_catalogue(&with(&TalkDraft { abstract_: Some(read.clone()), ..talk.clone() }))?;
        text = Some(read);
        Ok(())
    })?;
    talk.abstract_ = text;
    Ok(talk)
}

/// Asks for speakers until there is no other.
pub(super) fn speakers(
    talk: &mut TalkDraft,
    with: With<'_>,
    person: &mut Conversation<'_>,
) -> Result<(), Ended> {
    loop {
        let words = match talk.speakers.is_empty() {
            true => "Speaker, as `Name (Affiliation)` (Enter: none yet)",
            false => "Another speaker (Enter: no more)",
        };
        let answer = person.ask(&Question { words, blank: Blank::Nothing }, |answer| {
            let mut talk = talk.clone();
            talk.speakers.push(person_of(answer));
            in_catalogue(&with(&talk))
        })?;
        let Some(answer) = answer else { return Ok(()) };
        talk.speakers.push(person_of(&answer));
    }
}

/// Why a file gives no abstract.
pub(super) struct Unusable {
    pub(super) wrong: Wrong,
    pub(super) verdict: Verdict,
}

/// The longest line that fits into a catalogue, whose own may have 1 MiB with their indentation.
const LONGEST_LINE: usize = (1 << 20) - 256;

/// The text of a file with an abstract.
pub(super) fn abstract_of(path: &Path) -> Result<String, Unusable> {
    let name = path.display();
    let bytes = file::read(path, LARGEST).map_err(|error| Unusable {
        wrong: Wrong { message: error.to_string(), help: error.help().map(str::to_owned) },
        verdict: Verdict::Machine,
    })?;
    let problem =
        |message, help: &str| Unusable { wrong: wrong(message, help), verdict: Verdict::Problems };
    if bytes.len() as u64 > LARGEST {
        let message = format!("cannot use `{name}`: it is larger than 64 MiB");
        return Err(problem(message, "name a file with the abstract alone"));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| problem(format!("`{name}` is not UTF-8 text"), "save it as UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(problem(format!("`{name}` is empty"), "write the abstract into it first"));
    }
    if text.lines().any(|line| line.len() > LONGEST_LINE) {
        let message = format!("`{name}` has a line that is longer than the 1 MiB of a catalogue");
        return Err(problem(message, "is it the right file? if it is, break its lines"));
    }
    Ok(text.to_owned())
}
