//! What the blocks below one heading say of an event and its talks.

use std::ops::Range;

use super::Context;
use super::block::{Block, Kind};
use super::heading;
use super::inline::Inline;
use super::label::{self, Label};
use super::{entry, people};
use crate::draft::{EventDraft, PersonDraft, TalkDraft};
use crate::import::{FoundEvent, FoundTalk, Place, Remark, date, written};
use crate::when::{self, Written};

/// A talk on its way.
#[derive(Default)]
pub(super) struct Talk {
    pub(super) found: FoundTalk,
    /// Its heading, which names its speakers or is its title.
    pub(super) heading: Option<Inline>,
    /// What is said of the speakers, without a word of which.
    pub(super) bios: Vec<(String, Place)>,
    pub(super) pages: Vec<(String, Place)>,
}

/// What the next text without a label goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Abstract,
    Bio,
    Description,
    Speakers,
    Nothing,
}

/// An event on its way.
pub(super) struct Gathering<'a> {
    context: &'a Context<'a>,
    event: EventDraft,
    place: Place,
    talks: Vec<Talk>,
    /// The hour, where it stands apart from the day.
    time: Option<String>,
    open: Open,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(context: &'a Context<'a>, event: EventDraft, place: Place) -> Self {
        let (talks, remarks) = (Vec::new(), Vec::new());
        Self { context, event, place, talks, time: None, open: Open::Nothing, remarks }
    }

    /// Begins a talk with a heading of its own.
    pub(super) fn talk(&mut self, heading: Inline, line: usize) {
        let place = self.context.place(line);
        let found = FoundTalk { place, ..FoundTalk::default() };
        self.talks.push(Talk { found, heading: Some(heading), ..Talk::default() });
        self.open = Open::Nothing;
    }

    /// A heading that says what follows: `Abstract`.
    pub(super) fn begin(&mut self, label: Label, line: usize) {
        self.field(label, "", self.context.place(line));
    }

    /// Takes a block: its lines with labels, and what stands between them.
    pub(super) fn block(&mut self, block: &Block) {
        if matches!(block.kind, Kind::Html | Kind::Verbatim) {
            self.unplaced(&block.text, &self.context.place(block.line));
            return;
        }
        // The label of the value that goes on, and its lines.
        let mut run: (Option<Label>, usize, Vec<&str>) = (None, block.line, Vec::new());
        for (index, line) in block.text.split('\n').enumerate() {
            let split = label::split(line);
            let goes_on = !matches!(
                run.0,
                Some(
                    Label::Date
                        | Label::Time
                        | Label::Where
                        | Label::Registration
                        | Label::Join
                        | Label::Website
                        | Label::AddTo
                )
            );
            if split.is_none() && (goes_on || run.2.is_empty()) {
                run.2.push(line);
                continue;
            }
            let next = match split {
                Some((label, value)) => (Some(label), block.line + index, vec![value]),
                None => (None, block.line + index, vec![line]),
            };
            let done = std::mem::replace(&mut run, next);
            self.run(done, block.kind);
        }
        self.run(run, block.kind);
    }

    fn run(&mut self, (label, line, lines): (Option<Label>, usize, Vec<&str>), kind: Kind) {
        let text = lines.join("\n");
        let place = self.context.place(line);
        match label {
            Some(label) => self.field(label, text.trim(), place),
            None if text.trim().is_empty() => {}
            None => self.text(text.trim(), place, kind),
        }
    }

    /// The talk that is spoken of; a new one where there is none.
    fn current(&mut self, place: &Place) -> &mut Talk {
        if self.talks.is_empty() {
            self.begin_talk(place);
        }
        let last = self.talks.len() - 1;
        &mut self.talks[last]
    }

    fn begin_talk(&mut self, place: &Place) {
        let found = FoundTalk { place: place.clone(), ..FoundTalk::default() };
        self.talks.push(Talk { found, ..Talk::default() });
    }

    /// The talk that a title or a speaker belongs to: a second one begins another talk.
    fn fresh(&mut self, place: &Place, has_one: impl Fn(&TalkDraft) -> bool) -> &mut Talk {
        if self.talks.last().is_some_and(|talk| has_one(&talk.found.draft)) {
            self.begin_talk(place);
        }
        self.current(place)
    }

    fn field(&mut self, label: Label, value: &str, place: Place) {
        self.open = Open::Nothing;
        let inline = self.context.inline(value);
        match label {
            Label::Title => {
                let talk = self.fresh(&place, |talk| talk.title.is_some());
                talk.found.draft.title =
                    Some(inline.text.trim().to_owned()).filter(|it| !it.is_empty());
            }
            Label::Speakers => self.speakers(&inline, &place),
            Label::Affiliation => self.affiliation(&inline, &place),
            Label::Abstract => {
                self.current(&place);
                self.open = Open::Abstract;
                self.go_on(value, &place, Kind::Paragraph);
            }
            Label::Bio => {
                self.current(&place).bios.push((value.to_owned(), place));
                self.open = Open::Bio;
            }
            Label::Website => {
                let address = address(&inline).unwrap_or_else(|| inline.text.clone());
                if !address.is_empty() {
                    self.current(&place).pages.push((address, place));
                }
            }
            Label::Date => self.date(&inline.text, &place),
            Label::Time => self.time = Some(inline.text.trim().to_owned()),
            Label::Where => self.location(&inline, &place),
            Label::Registration => match address(&inline) {
                Some(address) => self.event.registration = Some(address),
                None => self.unplaced(value, &place),
            },
            Label::Join => match address(&inline) {
                Some(address) => self.event.join = Some(address),
                None => self.unplaced(value, &place),
            },
            Label::Video | Label::Slides | Label::Paper | Label::Code => {
                let placed = address(&inline).is_some_and(|address| {
                    entry::take_address(label, &address, &mut self.current(&place).found.draft)
                });
                if !placed && !value.is_empty() {
                    self.unplaced(value, &place);
                }
            }
            Label::AddTo => {
                let remark = Remark::unplaced(&format!("Add to: {}", inline.text)).at(&place);
                self.remarks.push(remark.help("`seminar build` makes these links"));
            }
        }
    }

    fn speakers(&mut self, inline: &Inline, place: &Place) {
        let found = people::read(inline);
        let talk = self.fresh(place, |talk| !talk.speakers.is_empty());
        talk.found.draft.speakers = found.people;
        self.notes(found.notes, place);
        self.open = if inline.text.is_empty() { Open::Speakers } else { Open::Nothing };
    }

    fn affiliation(&mut self, inline: &Inline, place: &Place) {
        let talk = self.current(place);
        let speakers = talk.found.draft.speakers.iter_mut();
        let mut open: Vec<_> = speakers.filter(|it| it.affiliation.is_none()).collect();
        match open.len() {
            0 => self.unplaced(&inline.text, place),
            _ => {
                open.iter_mut().for_each(|it| it.affiliation = Some(inline.text.trim().to_owned()))
            }
        }
    }

    /// The day and the hour, as far as they are written.
    fn date(&mut self, text: &str, place: &Place) {
        let text = text.trim().trim_end_matches('.');
        if text.is_empty() || self.event.start.is_some() {
            return self.unplaced(text, place);
        }
        let (start, end) =
            date::stretch(text).map_or((text.to_owned(), None), |(start, end)| (start, Some(end)));
        let read = when::read(&start).or_else(|mistake| {
            let found = date::find(&start, None);
            found
                .map(|(_, written)| written)
                .ok_or_else(|| date::mistake(&start).unwrap_or(mistake))
        });
        match read {
            Ok(time) => {
                self.event.start = Some(written(&time));
                self.event.end = end;
            }
            Err(mistake) => {
                let remark = Remark::mistake(mistake.message).at(place);
                self.remarks.push(remark.help(mistake.help));
                self.event.start = Some("TBA".to_owned());
            }
        }
    }

    /// A place, and the links that stand beside it.
    fn location(&mut self, inline: &Inline, place: &Place) {
        let mut text = inline.text.clone();
        let mut left = Vec::new();
        for (range, shown, address) in inline.links().collect::<Vec<_>>().into_iter().rev() {
            if address.is_empty() {
                continue;
            }
            let place = match label::of(shown) {
                Some(Label::Registration) => &mut self.event.registration,
                _ if address.contains("/register") => &mut self.event.registration,
                Some(Label::Join) => &mut self.event.join,
                _ if shown == address => &mut self.event.join,
                _ => {
                    left.push(format!("[{shown}]({address})"));
                    continue;
                }
            };
            let is_name = shown.eq_ignore_ascii_case("zoom");
            *place = Some(address.to_owned());
            if !is_name {
                text.replace_range(range.clone(), "");
            }
        }
        let text = text.trim_matches(|c: char| c.is_whitespace() || "[](),;.-–|:".contains(c));
        self.event.location = Some(text.to_owned()).filter(|text| !text.is_empty());
        left.iter().for_each(|text| self.unplaced(text, place));
    }

    /// A text without a label.
    fn text(&mut self, text: &str, place: Place, kind: Kind) {
        if self.open != Open::Nothing {
            return self.go_on(text, &place, kind);
        }
        let (first, rest) = text.split_once("\n\n").unwrap_or((text, ""));
        let inline = self.context.inline(first);
        let is_date = || date::read(inline.text.trim().trim_end_matches('.'), None);
        if self.event.start.is_none() && is_date().is_some() {
            return self.date(&inline.text, &place);
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
    fn recording(&mut self, inline: &Inline, place: &Place) -> bool {
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
    fn person(&mut self, inline: &Inline, bio: &str, place: &Place) {
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
    fn listed(&mut self, text: &str, place: &Place) {
        let entry = entry::read(&self.context.inline(text), None);
        let has_own_heading = self.talks.last().is_some_and(|talk| talk.heading.is_some());
        if has_own_heading || entry.talk.title.is_none() || entry.talk.speakers.is_empty() {
            return self.unplaced(text, place);
        }
        let found = FoundTalk { draft: entry.talk, place: place.clone() };
        self.talks.push(Talk { found, ..Talk::default() });
        if let (Some(date), None) = (&entry.date, &self.event.start) {
            self.event.start = Some(written(date));
        }
        self.notes(entry.notes, place);
        entry.rest.iter().for_each(|rest| self.unplaced(rest, place));
    }

    /// More of what is open.
    fn go_on(&mut self, text: &str, place: &Place, kind: Kind) {
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
    fn speaker_or_talk(&mut self, text: &str, place: &Place) {
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

    fn notes(&mut self, notes: Vec<String>, place: &Place) {
        self.remarks.extend(notes.into_iter().map(|note| Remark::note(note).at(place)));
    }

    fn unplaced(&mut self, text: &str, place: &Place) {
        if !text.trim().is_empty() {
            self.remarks.push(Remark::unplaced(text).at(place));
        }
    }

    /// The event with all that was found, and whether anything was.
    pub(super) fn finish(mut self) -> (FoundEvent, Vec<Remark>) {
        if let Some(time) = self.time.take() {
            self.add_time(&time);
        }
        let mut talks = Vec::new();
        for talk in std::mem::take(&mut self.talks) {
            talks.push(heading::settle(talk, &mut self.remarks));
        }
        // The title of the only talk is that of the event too.
        if let [talk] = &mut talks[..]
            && talk.draft.title.is_none()
        {
            talk.draft.title = self.event.title.take();
        }
        (FoundEvent { draft: self.event, talks, place: self.place }, self.remarks)
    }

    /// The hour that stands apart from its day.
    fn add_time(&mut self, time: &str) {
        let place = self.place.clone();
        let day = self.event.start.clone().unwrap_or_default();
        if !matches!(when::read(&day), Ok(Written::Day(_))) {
            return self.unplaced(time, &place);
        }
        let text = format!("{day} {time}");
        self.event.start = None;
        self.date(&text, &place);
    }
}

/// Adds a paragraph or an item to a text.
fn append(text: &mut String, more: &str, kind: Kind) {
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

/// The first address of a value.
fn address(inline: &Inline) -> Option<String> {
    inline
        .links()
        .map(|(_, _, address)| address)
        .find(|address| !address.is_empty())
        .map(str::to_owned)
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
