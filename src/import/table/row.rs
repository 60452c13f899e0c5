//! A row is a talk, and its event's.

use std::collections::HashMap;

use super::column::{Column, Columns};
use super::consent::{self, Answer};
use super::figures::{self, Order};
use crate::draft::{EventDraft, PersonDraft, TalkDraft, VideoDraft};
use crate::folded::folded;
use crate::import::gaps::says_something;
use crate::import::remark::shown;
use crate::import::{
    Found, FoundEvent, FoundTalk, Place, Remark, code, date, markdown, status, way, written,
};
use crate::when;

/// The rows of a table on their way.
pub(super) struct Rows<'a> {
    file: &'a str,
    columns: &'a Columns,
    order: Order,
    found: Found,
    /// Where the event of a key is.
    events: HashMap<(String, Option<String>), usize>,
    /// The line of each row.
    rows: HashMap<Vec<String>, usize>,
}

/// The cells of a row.
struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    place: Place,
}

impl Row<'_> {
    /// What a cell says, unless it only says that there is nothing.
    fn get(&self, column: Column) -> Option<String> {
        const NOTHING: [&str; 5] = ["-", "–", "n/a", "na", "none"];
        let cell = self.cells.get(self.columns.index(column)?)?;
        let is_nothing = cell.is_empty() || NOTHING.contains(&cell.to_lowercase().as_str());
        (!is_nothing).then(|| cell.clone())
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(file: &'a str, columns: &'a Columns, order: Order) -> Self {
        Self {
            file,
            columns,
            order,
            found: Found::default(),
            events: HashMap::new(),
            rows: HashMap::new(),
        }
    }

    pub(super) fn finish(self) -> Found {
        self.found
    }

    /// Reads a row.
    pub(super) fn row(&mut self, line: usize, cells: &[String]) {
        let place = Place { file: self.file.to_owned(), line };
        let row = Row { columns: self.columns, cells, place: place.clone() };
        if let Some(first) = self.rows.insert(cells.to_vec(), line) {
            self.rows.insert(cells.to_vec(), first);
            let message = format!("this row is the same as line {first}, and is left out");
            self.found.remarks.push(Remark::note(message).at(&place));
            return;
        }
        let (start, end) = self.when(&row);
        let talk = self.talk(&row);
        let event = self.event(&row, start, end, talk.id.as_deref());
        let named = row.get(Column::Event).or(event.id.clone()).map(|name| folded(&name));
        // A row without its day belongs to the event that it names; one without either stands alone.
        let key = match (&named, &event.start) {
            (Some(name), _) => (name.clone(), None),
            (None, Some(start)) if start != "TBA" => (String::new(), Some(start.clone())),
            _ => (format!("line {line}"), None),
        };
        let index = *self.events.entry(key).or_insert(self.found.events.len());
        if index == self.found.events.len() {
            self.found.events.push(FoundEvent {
                draft: event,
                talks: vec![],
                place: place.clone(),
                dated: None,
            });
        } else {
            self.same(index, event, &place);
        }
        if talk != TalkDraft::default() {
            self.found.events[index].talks.push(FoundTalk {
                draft: talk,
                place,
                ..FoundTalk::default()
            });
        }
    }

    /// The start and the end.
    fn when(&mut self, row: &Row<'_>) -> (Option<String>, Option<String>) {
        let cell = row.get(Column::Date).map(|cell| figures::sorted(&cell, self.order));
        let time = row.get(Column::Time);
        let text = match (cell, time) {
            (Some(date), Some(time)) => format!("{date} {time}"),
            (Some(date), None) => date,
            (None, _) => return (None, None),
        };
        let end = row.get(Column::End);
        let (text, end) =
            date::stretch(&text).map_or((text, end), |(start, end)| (start, Some(end)));
        match when::read(&text) {
            Ok(time) => (Some(written(&time)), end.map(|end| self.end(end))),
            Err(mistake) => {
                let remark = Remark::mistake(mistake.message).at(&row.place);
                self.found.remarks.push(remark.help(mistake.help));
                (Some("TBA".to_owned()), None)
            }
        }
    }

    /// An end in the catalogue's own form, or as it is.
    fn end(&self, cell: String) -> String {
        let sorted = figures::sorted(&cell, self.order);
        when::read(&sorted).map_or(cell, |time| written(&time))
    }

    fn event(
        &mut self,
        row: &Row<'_>,
        start: Option<String>,
        end: Option<String>,
        talk: Option<&str>,
    ) -> EventDraft {
        let named = row.get(Column::Event);
        let is_id = |name: &String| {
            name.len() <= 64
                && name.starts_with(|c: char| c.is_ascii_alphanumeric())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        };
        let id = named.clone().filter(is_id).or(talk.and_then(code::event_of).map(str::to_owned));
        let title = row.get(Column::EventTitle).or(named.filter(|name| !is_id(name)));
        let tags = row.get(Column::Tags).unwrap_or_default();
        let (location, join) = match (row.get(Column::Location), row.get(Column::Join)) {
            (Some(address), None) if address.starts_with("http") => (None, Some(address)),
            both => both,
        };
        let (location, join, registration) = self.ways(row, location, join);
        EventDraft {
            id,
            title,
            start,
            duration: if end.is_none() { row.get(Column::Duration) } else { None },
            end,
            timezone: row.get(Column::Timezone),
            status: self.status(row),
            location,
            registration,
            join,
            tags: tags
                .split([',', ';'])
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            ..EventDraft::default()
        }
    }

    /// Place, meeting and sign-up, without what lets people into a meeting.
    fn ways(
        &mut self,
        row: &Row<'_>,
        location: Option<String>,
        join: Option<String>,
    ) -> (Option<String>, Option<String>, Option<String>) {
        let mut event = EventDraft::default();
        if let Some(join) = join {
            let remark = way::join(&mut event, &join, &row.place);
            // Rows by the hundred have one; the first tells.
            if event.join.is_none()
                || self.found.remarks.iter().all(|it| it.message != remark.message)
            {
                self.found.remarks.push(remark);
            }
        }
        let mut kept = |cell: Option<String>| {
            let cell = cell?;
            let (text, has_password) = way::place(&cell);
            let is_secret = has_password || way::opens(&cell);
            if is_secret {
                self.found.remarks.push(way::secret(&row.place));
            }
            let text = if is_secret && !has_password { "" } else { text };
            (!text.is_empty()).then(|| text.to_owned())
        };
        let (location, registration) = (kept(location), kept(row.get(Column::Registration)));
        (location, event.join, registration)
    }

    /// An abstract without the invitation to a meeting in it.
    fn abstract_(&mut self, row: &Row<'_>) -> Option<String> {
        let (text, left) = way::without(&row.get(Column::Abstract)?);
        if left > 0 {
            self.found.remarks.push(way::secret(&row.place));
        }
        (!text.is_empty() && says_something(&text)).then_some(text)
    }

    fn status(&mut self, row: &Row<'_>) -> Option<String> {
        let cell = row.get(Column::Status)?;
        let status = status::of(&cell).map(str::to_owned);
        if status.is_none() {
            let remark = Remark::unplaced(&cell).at(&row.place);
            self.found.remarks.push(remark.help(status::HELP));
        }
        status
    }

    fn talk(&mut self, row: &Row<'_>) -> TalkDraft {
        let speakers = self.speakers(row);
        let (video, recording) = self.video(row);
        let mut talk = TalkDraft {
            id: row.get(Column::Id),
            title: row.get(Column::Title),
            speakers,
            abstract_: self.abstract_(row),
            video,
            slides: row.get(Column::Slides),
            paper: row.get(Column::Paper),
            code: row.get(Column::Code),
            recording: None,
        };
        if talk != TalkDraft::default() {
            talk.recording = recording.or_else(|| self.consent(row));
        }
        talk
    }

    /// A recording, or that there is none.
    fn video(&mut self, row: &Row<'_>) -> (Option<VideoDraft>, Option<String>) {
        let Some(cell) = row.get(Column::Video) else { return (None, None) };
        if cell.contains('.') && !cell.contains(' ') {
            return (Some(VideoDraft { url: cell, ..VideoDraft::default() }), None);
        }
        if consent::read(&cell) == Answer::No {
            return (None, Some("none".to_owned()));
        }
        let remark = Remark::unplaced(&cell).at(&row.place);
        let help = "if the speakers did not agree to share a recording, write `recording: none`";
        self.found.remarks.push(remark.help(help));
        (None, None)
    }

    /// Whether the speakers agree to share a recording: who did not clearly say so did not.
    fn consent(&mut self, row: &Row<'_>) -> Option<String> {
        let cells = row.columns.all(Column::Consent).filter_map(|index| row.cells.get(index));
        let answers: Vec<_> = cells.map(|cell| (consent::read(cell), cell)).collect();
        if answers.iter().any(|(answer, _)| *answer == Answer::No) {
            return Some("none".to_owned());
        }
        let (_, cell) = answers.iter().find(|(answer, _)| *answer == Answer::Open)?;
        let said =
            if cell.is_empty() { "an empty cell".into() } else { format!("`{}`", shown(cell)) };
        let message = format!("{said} is no clear consent: `recording: none` until you change it");
        let remark = Remark::note(message).at(&row.place);
        self.found.remarks.push(remark.help("take the line out if the speakers agree"));
        Some("none".to_owned())
    }

    fn speakers(&mut self, row: &Row<'_>) -> Vec<PersonDraft> {
        let names = row.get(Column::Speaker).unwrap_or_default().replace(['\n', ';'], "; ");
        let (mut people, notes) = markdown::people(&names);
        self.found.remarks.extend(notes.into_iter().map(|note| Remark::note(note).at(&row.place)));
        let several =
            |cell: &str| cell.split([';', '\n']).map(|it| it.trim().to_owned()).collect::<Vec<_>>();
        for (column, place) in [
            (
                Column::Affiliation,
                (|person| &mut person.affiliation) as fn(&mut PersonDraft) -> &mut Option<String>,
            ),
            (Column::Website, |person| &mut person.url),
            (Column::Bio, |person| &mut person.bio),
        ] {
            let Some(cell) = row.get(column) else { continue };
            let each = several(&cell);
            if people.len() > 1 && each.len() == people.len() {
                people.iter_mut().zip(each).for_each(|(person, it)| *place(person) = Some(it));
            } else if people.len() == 1 || column == Column::Affiliation && !people.is_empty() {
                people.iter_mut().for_each(|person| *place(person) = Some(cell.clone()));
            } else {
                let remark = Remark::unplaced(&cell).at(&row.place);
                self.found.remarks.push(remark.help("it is not clear which speaker this is about"));
            }
        }
        people
    }

    /// Another row of an event: what it says otherwise has no place.
    fn same(&mut self, index: usize, other: EventDraft, place: &Place) {
        let FoundEvent { draft: kept, place: first, .. } = &mut self.found.events[index];
        let pairs = [
            (&mut kept.title, other.title),
            (&mut kept.start, other.start),
            (&mut kept.end, other.end),
            (&mut kept.duration, other.duration),
            (&mut kept.timezone, other.timezone),
            (&mut kept.status, other.status),
            (&mut kept.location, other.location),
            (&mut kept.registration, other.registration),
            (&mut kept.join, other.join),
        ];
        for (kept, other) in pairs {
            let differs = kept.is_some() && other.is_some() && *kept != other;
            if let (true, Some(other)) = (differs, &other) {
                let remark = Remark::unplaced(other).at(place);
                self.found.remarks.push(remark.help(format!("{first} says it otherwise")));
            }
            if kept.is_none() {
                *kept = other;
            }
        }
        other.tags.into_iter().for_each(|tag| {
            if !kept.tags.contains(&tag) {
                kept.tags.push(tag);
            }
        });
    }
}
