//! The heading of a talk names its speakers or is its title; the lines below it tell which.

use super::gather::Talk;
use super::inline::{Inline, Style};
use super::{entry, people};
use crate::draft::{PersonDraft, TalkDraft};
use crate::folded::{bare, folded};
use crate::import::gaps::says_something;
use crate::import::{FoundTalk, Place, Remark, code};

/// The talk, with everything where it belongs.
pub(super) fn settle(talk: Talk, remarks: &mut Vec<Remark>) -> FoundTalk {
    let Talk { mut found, heading, bios, pages } = talk;
    if let Some(heading) = heading {
        take_heading(&heading, &mut found, remarks);
    }
    found.draft.abstract_ = found.draft.abstract_.filter(|text| says_something(text));
    found.bios = bios;
    found.pages = pages;
    // Another place may name the speakers of this talk.
    if !found.draft.speakers.is_empty() {
        give_all(&mut found, remarks);
    }
    found
}

/// Gives the speakers of a talk what is said of them.
pub(super) fn give_all(talk: &mut FoundTalk, remarks: &mut Vec<Remark>) {
    let (pages, bios) = (std::mem::take(&mut talk.pages), std::mem::take(&mut talk.bios));
    let speakers = &mut talk.draft.speakers;
    give(speakers, pages, remarks, |person| &mut person.url);
    give(speakers, bios, remarks, |person| &mut person.bio);
}

fn take_heading(heading: &Inline, found: &mut FoundTalk, remarks: &mut Vec<Remark>) {
    let FoundTalk { draft, place, .. } = found;
    let (code, behind) = entry::code(&heading.text);
    let anchor = heading.anchor.as_deref().filter(|anchor| code::is_code(anchor));
    draft.id = code.or(anchor).map(str::to_owned);
    let rest = heading.part(behind..heading.text.len());
    let is_title = code.is_some() || !draft.speakers.is_empty();
    if rest.text.is_empty() {
        return;
    }
    if draft.title.is_some() && draft.speakers.is_empty() {
        take_speakers(&rest, draft, place, remarks);
    } else if draft.title.is_some() {
        if draft.title.as_deref().map(folded) != Some(folded(&rest.text)) {
            remarks.push(Remark::unplaced(&rest.text).at(place));
        }
    } else if is_title {
        draft.title = Some(rest.text);
    } else {
        guess(&rest, draft, place, remarks);
    }
}

/// A heading with nothing below it that tells what it is.
fn guess(heading: &Inline, draft: &mut TalkDraft, place: &Place, remarks: &mut Vec<Remark>) {
    let read = entry::read(heading, None);
    let has_both = read.talk.title.is_some() && !read.talk.speakers.is_empty();
    let is_marked = heading.is_all(&Style::Strong) && people::is_name(&heading.text);
    let has_affiliation = heading.text.ends_with(')')
        && heading
            .text
            .split('(')
            .next()
            .is_some_and(|name| people::is_name(name.trim()) || people::has_title(name));
    if has_both {
        let TalkDraft { title, speakers, video, slides, paper, code, .. } = read.talk;
        (draft.title, draft.speakers) = (title, speakers);
        draft.video = draft.video.take().or(video);
        draft.slides = draft.slides.take().or(slides);
        draft.paper = draft.paper.take().or(paper);
        draft.code = draft.code.take().or(code);
        let notes = read.notes.into_iter().map(Remark::note);
        let rest = read.rest.iter().map(|rest| Remark::unplaced(rest));
        remarks.extend(notes.chain(rest).map(|remark| remark.at(place)));
    } else if is_marked || has_affiliation || people::has_title(&heading.text) {
        take_speakers(heading, draft, place, remarks);
    } else {
        if people::is_name(&heading.text) {
            let message = format!("`{}` is taken for the title of a talk", heading.text);
            let help = "if it is the speaker, write the title below it as `Title: ...`";
            remarks.push(Remark::note(message).at(place).help(help));
        }
        draft.title = Some(heading.text.clone());
    }
}

fn take_speakers(
    heading: &Inline,
    draft: &mut TalkDraft,
    place: &Place,
    remarks: &mut Vec<Remark>,
) {
    let found = people::read(heading);
    draft.speakers = found.people;
    remarks.extend(found.notes.into_iter().map(|note| Remark::note(note).at(place)));
}

/// Gives the speakers what is said of them without a word of whom: to the only one, to each in
/// turn, or to the one whose name it has.
fn give(
    speakers: &mut [PersonDraft],
    values: Vec<(String, Place)>,
    remarks: &mut Vec<Remark>,
    field: impl Fn(&mut PersonDraft) -> &mut Option<String>,
) {
    let is_named = |person: &PersonDraft, value: &str| {
        let name = folded(&bare(person.name.split(',').next().unwrap_or_default()));
        let last = name.rsplit(' ').next().unwrap_or_default();
        !last.is_empty() && format!(" {} ", folded(value)).contains(&format!(" {last} "))
    };
    let none_is_named =
        !values.iter().any(|(value, _)| speakers.iter().any(|it| is_named(it, value)));
    let in_turn = none_is_named && values.len() == speakers.len();
    for (index, (value, place)) in values.into_iter().enumerate() {
        let named = speakers.iter().position(|person| is_named(person, &value));
        let receiver = match named {
            Some(named) => speakers.get_mut(named),
            None if in_turn => speakers.get_mut(index),
            None if speakers.len() == 1 => speakers.first_mut(),
            None => None,
        };
        let place_of =
            receiver.map(&field).filter(|field| field.is_none() || field.as_ref() == Some(&value));
        match place_of {
            Some(field) => *field = Some(value),
            None if value.trim().is_empty() => {}
            None => {
                let remark = Remark::unplaced(&value).at(&place);
                remarks.push(remark.help("it is not clear which speaker this is about"));
            }
        }
    }
}
