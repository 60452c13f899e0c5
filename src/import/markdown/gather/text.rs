//! Texts without a label: what they go on with, or what their shape tells.

use std::ops::Range;

use super::super::block::Kind;
use super::super::inline::Inline;
use super::super::label::{self, Label};
use super::super::{entry, people};
use super::{Gathering, Open, Talk};
use crate::draft::{PersonDraft, TalkDraft};
use crate::import::{FoundTalk, Place, Remark, beside, date, written};

impl Gathering<'_> {
    /// A text without a label.
    pub(super) fn text(&mut self, text: &str, place: Place, kind: Kind) {
        if self.open != Open::Nothing {
            return self.go_on(text, &place, kind);
        }
        let (first, rest) = text.split_once("\n\n").unwrap_or((text, ""));
        let inline = self.context.inline(first);
        let is_date = || date::read(inline.text.trim().trim_end_matches('.'), None);
        if self.event.start.is_none() && is_date().is_some() {
            return self.date(&inline.text, &place);
        }
        if kind == Kind::Paragraph && self.dated(text, &place) {
            return;
        }
        if self.recording(&inline, &place) {
            return;
        }
        if is_person(&inline) {
            return self.person(&inline, rest, &place);
        }
        if kind == Kind::Paragraph {
            self.open = if self.talks.is_empty() { Open::Description } else { Open::Abstract };
            return self.go_on(text, &place, kind);
        }
        self.listed(text, &place);
    }

    /// Links to what there is of a talk: `[Video](…): title`.
    pub(super) fn recording(&mut self, inline: &Inline, place: &Place) -> bool {
        let links: Vec<_> = inline.links().collect();
        let Some((range, shown, _)) = links.first().filter(|(range, ..)| range.start == 0) else {
            return false;
        };
        let Some(label) = label::of(shown) else { return false };
        let behind = inline.text[range.end..].trim_start().strip_prefix(':').map(str::trim);
        let is_known = links.iter().all(|(_, shown, _)| label::of(shown).is_some());
        if !is_known || label == Label::Registration {
            return false;
        }
        let is_title = label == Label::Video && behind.is_some();
        let rest = beside_links(inline);
        self.unplaced(if is_title { "" } else { &rest }, place);
        let talk = &mut self.current(place).found.draft;
        let links =
            links.iter().filter_map(|(_, shown, address)| Some((label::of(shown)?, *address)));
        let left: Vec<_> = links
            .filter(|(_, address)| !address.is_empty())
            .filter(|(label, address)| !entry::take_address(*label, address, talk))
            .map(|(_, address)| address.to_owned())
            .collect();
        if let (Label::Video, Some(title), Some(video)) = (label, behind, &mut talk.video)
            && !title.is_empty()
        {
            video.title.get_or_insert_with(|| title.to_owned());
        }
        left.iter().for_each(|address| self.unplaced(address, place));
        true
    }

    /// A line with a person on it, and a few sentences about them below.
    pub(super) fn person(&mut self, inline: &Inline, bio: &str, place: &Place) {
        let found = people::read(inline);
        // A heading may name the speakers; then this is another talk's.
        let is_full = |talk: &TalkDraft| {
            !talk.speakers.is_empty() && (talk.title.is_some() || talk.abstract_.is_some())
        };
        let talk = self.fresh(place, is_full);
        let bio = Some(bio.trim().to_owned()).filter(|bio| !bio.is_empty());
        talk.found.draft.speakers.extend(
            found.people.into_iter().map(|person| PersonDraft { bio: bio.clone(), ..person }),
        );
        self.notes(found.notes, place);
    }

    /// An item without a label, in no text: a talk on one line.
    pub(super) fn listed(&mut self, text: &str, place: &Place) {
        let entry = entry::read(&self.context.inline(text), None);
        let has_own_heading = self.talks.last().is_some_and(|talk| talk.heading.is_some());
        if has_own_heading || entry.talk.title.is_none() || entry.talk.speakers.is_empty() {
            return self.unplaced(text, place);
        }
        let found = FoundTalk { draft: entry.talk, place: place.clone(), ..FoundTalk::default() };
        self.talks.push(Talk { found, ..Talk::default() });
        if let Some(date) = entry.date.as_ref().map(written) {
            self.day_of_item(date, place);
        }
        self.notes(entry.notes, place);
        entry.rest.iter().for_each(|rest| self.unplaced(rest, place));
        self.remarks.extend(entry.doubts.iter().map(|doubt| beside::mistake(doubt).at(place)));
    }

    /// The day of a talk on one line: its event's, or else a mistake.
    fn day_of_item(&mut self, date: String, place: &Place) {
        match &self.event.start {
            None => self.event.start = Some(date),
            Some(start) if start.starts_with(&date) => {}
            Some(start) => {
                let message = format!("`{date}` is another time than its event's, `{start}`");
                let help = "give each event a heading of its own, such as `### 18 September 2023`";
                self.remarks.push(Remark::mistake(message).at(place).help(help));
            }
        }
    }

    /// More of what is open.
    pub(super) fn go_on(&mut self, text: &str, place: &Place, kind: Kind) {
        if text.is_empty() {
            return;
        }
        if self.open == Open::Speakers {
            return self.speaker_or_talk(text, place);
        }
        let target = match self.open {
            Open::Description => &mut self.event.description,
            Open::Bio => {
                if let Some((bio, _)) = self.current(place).bios.last_mut() {
                    append(bio, text, kind);
                }
                return;
            }
            _ => &mut self.current(place).found.draft.abstract_,
        };
        append(target.get_or_insert_default(), text, kind);
    }

    /// An item below `Speakers:`.
    pub(super) fn speaker_or_talk(&mut self, text: &str, place: &Place) {
        let inline = self.context.inline(text);
        let entry = entry::read(&inline, None);
        if entry.talk.title.is_some() && !entry.talk.speakers.is_empty() {
            // The talk that waits for its speakers is this one.
            let waits = |talk: &mut Talk| {
                talk.heading.is_none() && talk.found.draft == TalkDraft::default()
            };
            self.talks.pop_if(waits);
            self.listed(text, place);
        } else {
            let found = people::read(&inline);
            self.current(place).found.draft.speakers.extend(found.people);
            self.notes(found.notes, place);
        }
    }
}

/// What stands beside the links of a line, but for what joins them.
fn beside_links(inline: &Inline) -> String {
    let mut rest = inline.text.clone();
    for (range, ..) in inline.links() {
        rest.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    let rest = beside::trimmed(&rest);
    let is_joint = |word: &str| ["and", "or", "with"].contains(&word);
    let says = |word: &str| word.contains(char::is_alphanumeric) && !is_joint(word);
    if rest.split_whitespace().any(says) { rest.to_owned() } else { String::new() }
}

/// Adds a paragraph or an item to a text.
pub(in super::super) fn append(text: &mut String, more: &str, kind: Kind) {
    let is_item = matches!(kind, Kind::Item(_));
    let goes_on = is_item && text.rsplit('\n').next().is_some_and(|line| line.starts_with("* "));
    if !text.is_empty() {
        text.push_str(if goes_on { "\n" } else { "\n\n" });
    }
    if is_item {
        text.push_str("* ");
    }
    text.push_str(more);
}

/// Whether a line names a person: strong or linked from its beginning, and then at most an
/// affiliation.
fn is_person(inline: &Inline) -> bool {
    let marked: Option<&Range<usize>> =
        inline.spans.iter().map(|(span, _)| span).find(|span| span.start == 0);
    let Some(marked) = marked else { return false };
    let behind = inline.text[marked.end..].trim();
    let shown = inline.text[marked.clone()].trim();
    let is_named = people::is_name(shown.split(['(', ',']).next().unwrap_or_default().trim())
        || people::has_title(shown);
    is_named
        && (behind.is_empty() || behind.starts_with(['(', ',', '&']) || behind.starts_with("and "))
}
