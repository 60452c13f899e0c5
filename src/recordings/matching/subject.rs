//! A talk, taken apart: what a video of it may be known by.

use chrono::{Datelike, NaiveDate};

use super::code::{self, Code};
use super::names::Name;
use super::words::words;
use crate::model::{Event, Series, Status, Talk, When};

/// A talk, made ready to be compared.
pub(super) struct Subject<'a> {
    pub(super) event: &'a Event,
    pub(super) talk: &'a Talk,
    pub(super) title: Vec<String>,
    /// The words of the title before its first question mark or colon, where more follows.
    pub(super) main_title: Vec<String>,
    pub(super) names: Vec<Name>,
    pub(super) code: Option<Code>,
    /// The id, where it is more than a plain word and no [`Code`].
    pub(super) id: Vec<String>,
    /// What titles of recordings say of the occasion: the event, institutions.
    pub(super) phrases: Vec<Vec<String>>,
    /// The first day on which there can be a recording.
    pub(super) day: Option<NaiveDate>,
    /// The words of that day.
    pub(super) date: Vec<String>,
}

/// Takes all talks of a series apart, in the order of its programme.
pub(super) fn subjects(series: &Series) -> Vec<Subject<'_>> {
    let talks =
        series.events.iter().flat_map(|event| event.talks.iter().map(move |it| (event, it)));
    let mut subjects: Vec<_> = talks.map(|(event, talk)| Subject::new(event, talk)).collect();
    let titles = subjects.iter().flat_map(|subject| &subject.title).cloned();
    let titles: std::collections::HashSet<_> = titles.collect();
    for name in subjects.iter_mut().flat_map(|subject| &mut subject.names) {
        name.is_telling = name.last().is_some_and(|last| !titles.contains(last));
    }
    subjects
}

impl<'a> Subject<'a> {
    fn new(event: &'a Event, talk: &'a Talk) -> Self {
        let code = code::of_id(&talk.id);
        let id = words(&talk.id);
        let length: usize = id.iter().map(String::len).sum();
        let is_plain =
            |digit: fn(&u8) -> bool| id.iter().any(|word| word.as_bytes().iter().any(digit));
        let tells =
            length >= 3 && is_plain(u8::is_ascii_digit) && is_plain(u8::is_ascii_alphabetic);
        let institutions =
            talk.speakers.iter().filter_map(|speaker| speaker.affiliation.as_deref());
        let institutions = institutions.flat_map(|text| text.split([',', ';', '(']).chain([text]));
        let occasion = [event.title.as_str(), event.id.as_str()];
        let day = day(event);
        let title = talk.title.as_deref().unwrap_or_default();
        Self {
            event,
            talk,
            title: words(title),
            main_title: main_title(title),
            names: talk.speakers.iter().map(|speaker| Name::new(&speaker.name)).collect(),
            code,
            id: if code.is_none() && tells { id } else { vec![] },
            phrases: occasion.into_iter().chain(institutions).map(words).collect(),
            day,
            date: day.map(date).unwrap_or_default(),
        }
    }

    /// Whether there can be a recording at all: what is off or has no day has not been recorded.
    pub(super) fn is_open(&self) -> bool {
        self.day.is_some() && self.event.status != Status::Cancelled
    }
}

fn main_title(title: &str) -> Vec<String> {
    let parts = title.split_once(['?', ':']);
    parts.filter(|(_, more)| !words(more).is_empty()).map(|it| words(it.0)).unwrap_or_default()
}

fn day(event: &Event) -> Option<NaiveDate> {
    match event.when {
        When::Timed { start, .. } => Some(start.date_naive()),
        When::AllDay { start, .. } => Some(start),
        When::Month(first) => Some(first),
        When::Unknown => None,
    }
}

/// The words by which titles give a day: `18`, `18th`, `sep`, `september`, `09`, `2023`.
fn date(day: NaiveDate) -> Vec<String> {
    let number = day.day();
    let mut date: Vec<_> = ["%d", "%-d", "%m", "%b", "%B", "%Y", "%A", "%a"]
        .iter()
        .map(|form| day.format(form).to_string().to_lowercase())
        .collect();
    date.extend(["st", "nd", "rd", "th"].map(|ending| format!("{number}{ending}")));
    date
}
