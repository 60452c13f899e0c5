//! What the blocks below one heading say of an event and its talks.

mod event;
mod text;

use super::Context;
use super::block::{Block, Kind};
use super::heading;
use super::inline::Inline;
use super::label::{self, Label};
use super::{entry, people};
use crate::draft::{EventDraft, TalkDraft};
use crate::import::{FoundEvent, FoundTalk, Place, Remark, beside, way};
use crate::when::is_to_be_announced;
pub(super) use text::append;

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

/// What a line says that its value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Label(Label),
    /// By a label that is none of ours.
    Unknown,
    Nothing,
}

impl Said {
    /// Whether the value may hold a way into the meeting, which is looked at there.
    fn is_of_place(self) -> bool {
        matches!(self, Self::Label(Label::Where | Label::Join | Label::Registration))
    }

    /// Whether the value may go on in a line without a label.
    fn goes_on(self) -> bool {
        !matches!(
            self,
            Self::Label(
                Label::Date
                    | Label::Time
                    | Label::Status
                    | Label::Where
                    | Label::Registration
                    | Label::Join
                    | Label::Website
                    | Label::AddTo
            )
        )
    }
}

/// An event on its way.
pub(super) struct Gathering<'a> {
    context: &'a Context<'a>,
    event: EventDraft,
    place: Place,
    talks: Vec<Talk>,
    /// The hour, where it stands apart from the day.
    time: Option<(String, Place)>,
    /// Where the day is written.
    dated: Option<Place>,
    open: Open,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(context: &'a Context<'a>, event: EventDraft, place: Place) -> Self {
        let (talks, remarks) = (Vec::new(), Vec::new());
        Self { context, event, place, talks, time: None, dated: None, open: Open::Nothing, remarks }
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
        // What the value is that goes on, and its lines.
        let mut run: (Said, usize, Vec<&str>) = (Said::Nothing, block.line, Vec::new());
        for (index, line) in block.text.split('\n').enumerate() {
            let (said, value) = self.said(line, &run, block.kind);
            if !said.is_of_place() && way::opens(line) {
                self.remarks.push(way::secret(&self.context.place(block.line + index)));
                continue;
            }
            if said == Said::Nothing && (run.0.goes_on() || run.2.is_empty()) {
                run.2.push(line);
                continue;
            }
            let done = std::mem::replace(&mut run, (said, block.line + index, vec![value]));
            self.run(done, block.kind);
        }
        self.run(run, block.kind);
    }

    /// What a line says that it is, and its value.
    fn said<'b>(
        &self,
        line: &'b str,
        (before, _, lines): &(Said, usize, Vec<&str>),
        kind: Kind,
    ) -> (Said, &'b str) {
        if let Some((label, value)) = label::split(line) {
            return (Said::Label(label), value);
        }
        let is_first = lines.iter().all(|line| line.trim().is_empty());
        let ends_value = match before {
            // Within a text, a colon is one of its own.
            Said::Label(Label::Abstract | Label::Bio) => false,
            Said::Label(_) | Said::Unknown => true,
            Said::Nothing => {
                let is_text = !matches!(self.open, Open::Nothing | Open::Description);
                is_first && kind == Kind::Paragraph && !is_text
            }
        };
        let is_unknown = ends_value && label::is_unknown(line);
        (if is_unknown { Said::Unknown } else { Said::Nothing }, line)
    }

    fn run(&mut self, (said, line, lines): (Said, usize, Vec<&str>), kind: Kind) {
        let text = lines.join("\n");
        let place = self.context.place(line);
        match said {
            Said::Label(label) => self.field(label, text.trim(), place),
            Said::Unknown => self.unplaced(&self.context.inline(&text).text, &place),
            Said::Nothing if text.trim().is_empty() => {}
            Said::Nothing => self.text(text.trim(), place, kind),
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
                let (address, rest) = link(&inline);
                let address = address.unwrap_or_else(|| inline.text.clone());
                self.unplaced(&rest, &place);
                if !address.is_empty() {
                    self.current(&place).pages.push((address, place));
                }
            }
            Label::Date => {
                inline.shown_links().iter().for_each(|link| self.unplaced(link, &place));
                self.date(&inline.text, &place);
            }
            Label::Time => self.time = Some((inline.text.trim().to_owned(), place)),
            Label::Status => self.status(&inline.text, &place),
            Label::Where => self.location(&inline, &place),
            Label::Registration
            | Label::Join
            | Label::Video
            | Label::Slides
            | Label::Paper
            | Label::Code => self.link(label, &inline, &place),
            Label::AddTo => {
                let remark = Remark::unplaced(&format!("Add to: {}", inline.text)).at(&place);
                self.remarks.push(remark.help("`seminar build` makes these links"));
            }
        }
    }

    /// A value that is a link. What stands beside it is told.
    fn link(&mut self, label: Label, inline: &Inline, place: &Place) {
        let (Some(address), rest) = link(inline) else {
            return self.unplaced(&inline.text, place);
        };
        let is_placed = match label {
            Label::Registration | Label::Join if way::is_secret(&address) => {
                self.remarks.push(way::secret(place));
                true
            }
            Label::Registration => self.event.registration.replace(address).is_none(),
            Label::Join => {
                self.remarks.push(way::join(&mut self.event, &address, place));
                true
            }
            _ => entry::take_address(label, &address, &mut self.current(place).found.draft),
        };
        // What stands beside a way in may be its password.
        let rest = if is_placed { &rest } else { &inline.text };
        match way::place(rest) {
            (_, true) => self.remarks.push(way::secret(place)),
            _ => self.unplaced(rest, place),
        }
    }

    fn speakers(&mut self, inline: &Inline, place: &Place) {
        let found = people::read(inline);
        if found.people.is_empty() && !is_to_be_announced(&inline.text) {
            self.unplaced(&inline.text, place);
        }
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
        if let Some((time, place)) = self.time.take() {
            self.add_time(&time, &place);
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
            let note = people::before_title(&talk.draft).map(Remark::note);
            self.remarks.extend(note.map(|note| note.at(&self.place)));
        }
        let Self { event: draft, place, dated, .. } = self;
        (FoundEvent { draft, talks, place, dated }, self.remarks)
    }
}

/// The first address of a value, and what stands beside it.
fn link(inline: &Inline) -> (Option<String>, String) {
    let mut links = inline.links().filter(|(.., address)| !address.is_empty());
    let Some((range, _, address)) = links.next() else { return (None, String::new()) };
    let mut rest = format!("{} {}", &inline.text[..range.start], &inline.text[range.end..]);
    // Another address is not hidden behind what it shows.
    for (_, shown, other) in links.filter(|(_, shown, _)| !shown.contains("://")) {
        rest = rest.replace(shown, &format!("[{shown}]({other})"));
    }
    let rest = if rest.contains(char::is_alphanumeric) { beside::trimmed(&rest) } else { "" };
    (Some(address.to_owned()), rest.to_owned())
}
