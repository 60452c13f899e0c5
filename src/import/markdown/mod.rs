//! A series' page in Markdown, or a page with the abstracts of its talks: a heading with the
//! series' title and its introduction, a section for what comes next, a list of previous talks,
//! organisers and newsletter, each in whichever way people write it.
//!
//! Not supported: tables of talks.

mod block;
mod entry;
mod gather;
mod heading;
mod inline;
mod label;
mod list;
mod people;
mod reference;
mod section;
mod series;

use std::collections::HashMap;

use super::{Found, FoundEvent, Place, Remark, beside, code, date, join};
use crate::diagnostic::Source;
use crate::draft::{EventDraft, PersonDraft};
use crate::folded::folded;
use block::Page;
use gather::Gathering;
use inline::Inline;
use section::{Section, Topic, topic};

/// The page that is read.
struct Context<'a> {
    file: &'a str,
    references: &'a HashMap<String, String>,
}

impl Context<'_> {
    fn inline(&self, text: &str) -> Inline {
        Inline::read(text, self.references)
    }

    fn place(&self, line: usize) -> Place {
        Place { file: self.file.to_owned(), line }
    }
}

/// The people that a text names, and what was decided about them.
pub(super) fn people(text: &str) -> (Vec<PersonDraft>, Vec<String>) {
    let people::People { people, notes } = people::read(&Inline::read(text, &HashMap::new()));
    (people, notes)
}

/// Gives the speakers of all talks what is said of them in places that do not name them.
pub(super) fn give(found: &mut Found) {
    let Found { events, remarks, .. } = found;
    let talks = events.iter_mut().flat_map(|event| &mut event.talks);
    talks.for_each(|talk| heading::give_all(talk, remarks));
}

/// Reads a page.
pub(super) fn read(source: &Source) -> Found {
    let Page { front, blocks, references } = block::read(source.text());
    let context = Context { file: source.name(), references: &references };
    let mut reading =
        Reading { context: &context, found: Found::default(), previous: Found::default() };
    for (line, key, value) in front {
        reading.front_matter(line, &key, &value);
    }
    let root = section::tree(blocks);
    reading.top(&root);
    let Reading { found, previous, .. } = reading;
    join::all(found, previous)
}

/// A page on its way.
struct Reading<'a> {
    context: &'a Context<'a>,
    found: Found,
    /// The talks of lists, which may be those that are announced above.
    previous: Found,
}

/// What a site's generator reads from the front matter, and nobody else.
const SITE: [&str; 13] = [
    "layout",
    "permalink",
    "nav",
    "nav_order",
    "title",
    "date",
    "tags",
    "categories",
    "draft",
    "weight",
    "slug",
    "aliases",
    "published",
];

impl Reading<'_> {
    /// A key of the front matter. Its title is the series' where the page has no heading for it.
    fn front_matter(&mut self, line: usize, key: &str, value: &str) {
        let series = &mut self.found.series;
        match key {
            _ if value.is_empty() => {}
            "title" if !is_collection(value) => series.title = Some(value.to_owned()),
            "description" => series.description = Some(value.to_owned()),
            _ if SITE.contains(&key) => {}
            _ => {
                let remark = Remark::unplaced(&format!("{key}: {value}"));
                self.found.remarks.push(remark.at(&self.context.place(line)));
            }
        }
    }

    /// The page: what stands before its headings, and its title with all below it.
    fn top(&mut self, root: &Section) {
        self.introduce(root);
        for (index, child) in root.children.iter().enumerate() {
            let level = child.heading.as_ref().map(|heading| heading.kind);
            if index == 0 && level == Some(block::Kind::Heading(1)) {
                self.title(child);
            } else {
                self.section(child);
            }
        }
    }

    fn introduce(&mut self, section: &Section) {
        let Found { series, remarks, .. } = &mut self.found;
        series::introduction(&section.blocks, self.context, series, remarks);
    }

    /// The series' title. A page of all previous talks says so behind a colon.
    fn title(&mut self, section: &Section) {
        let heading =
            section.heading.as_ref().map(|heading| self.context.inline(&heading.text).text);
        let heading = heading.unwrap_or_default();
        let (title, is_list) = match heading.rsplit_once(':') {
            Some((title, rest)) if topic(&format!("{rest} ")) == Topic::Previous => {
                (title.to_owned(), true)
            }
            _ => (heading.clone(), false),
        };
        if topic(&heading) != Topic::Other && topic(&heading) != Topic::About {
            return self.section(section);
        }
        // `Talks` is no name of a series.
        if !is_collection(&title) {
            self.found.series.title = Some(title.trim().to_owned()).filter(|it| !it.is_empty());
        }
        if !is_list || !section.blocks.is_empty() {
            self.introduce(section);
        }
        section.children.iter().for_each(|child| self.section(child));
    }

    fn section(&mut self, section: &Section) {
        let Some(heading) = &section.heading else { return };
        let inline = self.context.inline(&heading.text);
        let Found { series, remarks, .. } = &mut self.found;
        match topic(&inline.text) {
            Topic::Next(title) => return self.next(section, title),
            Topic::Previous => return self.previous(section),
            Topic::Organizers => series::organizers(&section.blocks, self.context, series, remarks),
            Topic::Newsletter => series::newsletter(&section.blocks, self.context, series, remarks),
            Topic::Funding => series::funding(&section.blocks, series),
            Topic::About => series::introduction(&section.blocks, self.context, series, remarks),
            Topic::Other => return self.other(section, &inline),
        }
        section.children.iter().for_each(|child| self.section(child));
    }

    fn previous(&mut self, section: &Section) {
        let list = list::read(section, self.context);
        self.previous.events.extend(list.events);
        self.previous.remarks.extend(list.remarks);
    }

    /// What comes next: one event, or a list of them.
    fn next(&mut self, section: &Section, title: Option<String>) {
        let is_list = title.is_none()
            && section.blocks.iter().all(|block| {
                matches!(block.kind, block::Kind::Item(_)) && label::split(&block.text).is_none()
            });
        if is_list && !section.blocks.is_empty() && section.children.is_empty() {
            let list = list::read(section, self.context);
            self.found.events.extend(list.events);
            self.found.remarks.extend(list.remarks);
            return;
        }
        if section.blocks.is_empty() && title.is_none() {
            section.children.iter().for_each(|child| self.section(child));
            return;
        }
        let title = title.filter(|title| !crate::when::is_to_be_announced(title));
        let draft = EventDraft { title, ..EventDraft::default() };
        let heading = section.heading.as_ref().map_or("", |heading| &heading.text);
        let head = heading.split([':', '–', '—']).next().unwrap_or_default();
        let event = self.gather(section, draft, head);
        self.found.events.push(event);
    }

    /// An event with its blocks, and a talk for each heading below; its status may stand in its
    /// own heading.
    fn gather(&mut self, section: &Section, draft: EventDraft, status: &str) -> FoundEvent {
        let line = section.heading.as_ref().map_or(1, |heading| heading.line);
        let mut gathering = Gathering::new(self.context, draft, self.context.place(line));
        gathering.status_beside(status, &self.context.place(line));
        let heading = section.heading.as_ref().map(|it| self.context.inline(&it.text));
        let links = heading.iter().flat_map(Inline::shown_links);
        let place = self.context.place(line);
        gathering.remarks.extend(links.map(|link| Remark::unplaced(&link).at(&place)));
        gather_below(section, &mut gathering, self.context);
        let (event, remarks) = gathering.finish();
        self.found.remarks.extend(remarks);
        event
    }

    /// A heading of no known topic: an event with its day, a talk, or what has no place.
    fn other(&mut self, section: &Section, inline: &Inline) {
        let line = section.heading.as_ref().map_or(1, |heading| heading.line);
        let place = self.context.place(line);
        let before = self.found.remarks.len();
        let draft = event_of_heading(inline);
        if let Some(doubt) = list::doubt(inline, None) {
            self.found.remarks.push(beside::mistake(&doubt).at(&place));
        }
        let has_day = draft.start.is_some() || has_day(section, self.context);
        if !has_day && !section.children.is_empty() && !has_labels(section) {
            return self.container(section, inline);
        }
        let event = if section.children.is_empty() && !has_day {
            let mut gathering = Gathering::new(self.context, EventDraft::default(), place.clone());
            gathering.talk(inline.clone(), line);
            section.blocks.iter().for_each(|block| gathering.block(block));
            let (event, remarks) = gathering.finish();
            self.found.remarks.extend(remarks);
            event
        } else {
            self.gather(section, draft, "")
        };
        let says_much = event.talks.iter().any(|talk| {
            let talk = &talk.draft;
            talk.title.is_some()
                && (talk.abstract_.is_some() || !talk.speakers.is_empty() || talk.video.is_some())
                && (talk.id.is_some() || !talk.speakers.is_empty() || has_labels(section))
        });
        if event.draft.start.is_some() {
            self.previous.events.push(event);
        } else if says_much {
            self.previous.talks.extend(event.talks);
        } else {
            self.found.remarks.truncate(before);
            self.unplaced(section);
        }
    }

    /// A heading that only holds others: `2023`, `Abstracts`.
    fn container(&mut self, section: &Section, inline: &Inline) {
        for block in &section.blocks {
            let place = self.context.place(block.line);
            self.found.remarks.push(Remark::unplaced(&block.text).at(&place));
        }
        let talks = self.previous.talks.len() + self.previous.events.len();
        section.children.iter().for_each(|child| self.section(child));
        let is_plain = is_collection(&inline.text) || date::is_year(&inline.text);
        let found = self.previous.talks.len() + self.previous.events.len() > talks;
        if !(is_plain && found)
            && let Some(heading) = &section.heading
        {
            let place = self.context.place(heading.line);
            self.found.remarks.push(Remark::unplaced(&inline.text).at(&place));
        }
    }

    /// All of a section.
    fn unplaced(&mut self, section: &Section) {
        for block in section.heading.iter().chain(&section.blocks) {
            let remark = Remark::unplaced(&block.text).at(&self.context.place(block.line));
            self.found.remarks.push(remark);
        }
        section.children.iter().for_each(|child| self.section(child));
    }
}

/// Whether a heading only says that talks follow.
fn is_collection(heading: &str) -> bool {
    const WORDS: [&str; 11] = [
        "webinar",
        "seminar",
        "seminars",
        "abstracts",
        "talks",
        "programme",
        "program",
        "schedule",
        "speakers",
        "events",
        "webinars",
    ];
    WORDS.contains(&folded(heading).as_str())
}

/// Gathers blocks, and talks below headings of their own; a heading such as `Abstract` is a label.
fn gather_below(section: &Section, gathering: &mut Gathering<'_>, context: &Context<'_>) {
    section.blocks.iter().for_each(|block| gathering.block(block));
    for child in &section.children {
        let Some(heading) = &child.heading else { continue };
        let inline = context.inline(&heading.text);
        match label::of(inline.text.trim_end_matches(':')) {
            Some(label) => gathering.begin(label, heading.line),
            None => gathering.talk(inline, heading.line),
        }
        gather_below(child, gathering, context);
    }
}

/// The event of a heading such as `S01: Data (27 Feb 2023)`, or with an anchor.
fn event_of_heading(inline: &Inline) -> EventDraft {
    let mut draft = list::event_of(inline, None).unwrap_or_else(|| EventDraft {
        title: Some(inline.text.clone()).filter(|title| !title.is_empty()),
        ..EventDraft::default()
    });
    let anchor = inline.anchor.clone().filter(|anchor| code::is_code(anchor));
    draft.id = draft.id.or(anchor);
    draft
}

/// Whether a block of a section is a day, or says that it is one.
fn has_day(section: &Section, context: &Context<'_>) -> bool {
    section.blocks.iter().any(|block| {
        let text = context.inline(block.text.split('\n').next().unwrap_or_default()).text;
        date::read(text.trim().trim_end_matches('.'), None).is_some()
            || block.kind == block::Kind::Paragraph && beside::before_place(text.trim()).is_some()
            || block.text.lines().any(|line| {
                label::split(line).is_some_and(|(label, _)| label == label::Label::Date)
            })
    })
}

fn has_labels(section: &Section) -> bool {
    section.blocks.iter().any(|block| block.text.lines().any(|line| label::split(line).is_some()))
}
