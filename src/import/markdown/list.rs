//! Lists of previous talks, a line each. Talks of one code (`S01E01`, `S01E02`) and day are one
//! event, and so are those of one day without codes.

use super::block::{Block, Kind};
use super::section::Section;
use super::{Context, entry};
use crate::draft::EventDraft;
use crate::import::{Found, FoundEvent, FoundTalk, Remark, beside, code, date, written};

/// What a talk's event is known by.
#[derive(PartialEq)]
struct Key {
    code: Option<String>,
    start: Option<String>,
    /// Below which heading it stands.
    group: usize,
}

/// A list on its way.
struct List<'a> {
    context: &'a Context<'a>,
    events: Vec<(Key, FoundEvent)>,
    groups: usize,
    found: Found,
}

/// Reads a section with its lists.
pub(super) fn read(section: &Section, context: &Context<'_>) -> Found {
    let mut list = List { context, events: Vec::new(), groups: 0, found: Found::default() };
    list.section(section, None, None);
    let mut events: Vec<_> = list.events.into_iter().map(|(_, event)| event).collect();
    for event in &mut events {
        let has_codes = event.talks.iter().all(|talk| talk.draft.id.is_some());
        if has_codes {
            event.talks.sort_by(|a, b| a.draft.id.cmp(&b.draft.id));
        }
    }
    settle_ids(&mut events);
    Found { events, ..list.found }
}

/// An event's code is its id, unless several days have it.
fn settle_ids(events: &mut [FoundEvent]) {
    let codes: Vec<_> = events.iter().filter_map(|event| event.draft.id.clone()).collect();
    let mut counts = std::collections::HashMap::new();
    codes.iter().for_each(|code| *counts.entry(code.clone()).or_insert(0) += 1);
    for event in events {
        let is_shared = |id: &String| counts.get(id).is_some_and(|count| *count > 1);
        event.draft.id = event.draft.id.take().filter(|id| !is_shared(id));
    }
}

impl List<'_> {
    /// A section below its year and, where its heading is one event's, below that event.
    fn section(&mut self, section: &Section, year: Option<&str>, event: Option<&EventDraft>) {
        for block in &section.blocks {
            self.block(block, year, event);
        }
        for child in &section.children {
            let Some(heading) = &child.heading else { continue };
            let inline = self.context.inline(&heading.text);
            let text = inline.text.trim().trim_end_matches(':');
            self.groups += 1;
            if let Some(doubt) = doubt(&inline, year) {
                let place = self.context.place(heading.line);
                self.found.remarks.push(beside::mistake(&doubt).at(&place));
            }
            let own_year = text.split(' ').find(|word| date::is_year(word));
            let is_years = date::is_year(text) || text.len() < 14 && own_year.is_some();
            match event_of(&inline, year) {
                Some(event) if !is_years => {
                    let place = self.context.place(heading.line);
                    let links = inline.shown_links().into_iter();
                    let links = links.map(|link| Remark::unplaced(&link).at(&place));
                    self.found.remarks.extend(links);
                    self.section(child, own_year.or(year), Some(&event));
                }
                _ => self.section(child, own_year.or(year), None),
            }
        }
    }

    fn block(&mut self, block: &Block, year: Option<&str>, event: Option<&EventDraft>) {
        let place = self.context.place(block.line);
        let inline = self.context.inline(&block.text);
        let mut entry = entry::read(&inline, year);
        let id = entry.talk.id.as_deref();
        let code = id.map(|id| code::event_of(id).unwrap_or(id).to_owned());
        if entry.talk.id == code {
            entry.talk.id = None;
        }
        let mut start = entry.date.as_ref().map(written);
        let has_place = code.is_some() || start.is_some() || event.is_some();
        let is_talk = entry.talk.title.is_some() || !entry.talk.speakers.is_empty();
        if !matches!(block.kind, Kind::Item(_) | Kind::Paragraph) || !has_place || !is_talk {
            self.found.remarks.push(Remark::unplaced(&inline.text).at(&place));
            return;
        }
        if start.is_none()
            && let Some(mistake) = date::mistake(&inline.text)
        {
            let remark = Remark::mistake(mistake.message).at(&place);
            self.found.remarks.push(remark.help(mistake.help));
            start = Some("TBA".to_owned());
        }
        let doubts = entry.doubts.iter().map(|doubt| beside::mistake(doubt).at(&place));
        self.found.remarks.extend(doubts);
        let notes = entry.notes.into_iter().map(Remark::note);
        let rest = entry.rest.iter().map(|rest| Remark::unplaced(rest));
        self.found.remarks.extend(notes.chain(rest).map(|remark| remark.at(&place)));
        self.add(
            code,
            start,
            event,
            FoundTalk { draft: entry.talk, place, ..FoundTalk::default() },
        );
    }

    fn add(
        &mut self,
        code: Option<String>,
        start: Option<String>,
        event: Option<&EventDraft>,
        talk: FoundTalk,
    ) {
        let known = event.cloned().unwrap_or_default();
        let code = code.or(known.id.clone());
        let start = start.or(known.start.clone());
        let group = if event.is_some() { self.groups } else { 0 };
        let key = Key { code: code.clone(), start: start.clone(), group };
        // Newest first or oldest first, the talks of an event stand together.
        if let Some((_, event)) =
            self.events.iter_mut().rev().take(NEAR).find(|(other, _)| *other == key)
        {
            event.talks.push(talk);
            return;
        }
        let draft = EventDraft { id: code, start, ..known };
        let place = talk.place.clone();
        self.events.push((key, FoundEvent { draft, talks: vec![talk], place, dated: None }));
    }
}

/// What beside the day of a heading may change it.
pub(super) fn doubt(inline: &super::inline::Inline, year: Option<&str>) -> Option<String> {
    let rest = &inline.text[entry::code(&inline.text).1..];
    let is_stretch =
        date::stretch(rest).is_some_and(|(start, _)| date::read(start.trim(), year).is_some());
    let (range, _) = date::find(rest, year).filter(|_| !is_stretch)?;
    beside::of_heading(&rest[..range.start], &rest[range.end..])
}

/// Among how many events before it the event of a talk is looked for.
const NEAR: usize = 50;

/// The event of a heading such as `S01: Skin lesions (27 Feb 2023)`.
pub(super) fn event_of(inline: &super::inline::Inline, year: Option<&str>) -> Option<EventDraft> {
    let (code, behind) = entry::code(&inline.text);
    let rest = &inline.text[behind..];
    if let Some((start, end)) = date::stretch(rest)
        && let Some(date) = date::read(start.trim(), year)
    {
        let (id, start) = (code.map(str::to_owned), Some(written(&date)));
        return Some(EventDraft { id, start, end: Some(end), ..EventDraft::default() });
    }
    let found = date::find(rest, year);
    let title = match &found {
        Some((range, _)) => beside::without(rest, range.clone()),
        None => rest.to_owned(),
    };
    let title = beside::bare(&title);
    (code.is_some() || found.is_some()).then(|| EventDraft {
        id: code.map(str::to_owned),
        start: found.map(|(_, date)| written(&date)),
        title: Some(title.to_owned()).filter(|title| !title.is_empty()),
        ..EventDraft::default()
    })
}
