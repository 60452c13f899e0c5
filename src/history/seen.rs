//! An event as its subscribers last saw it, and what a change of it is called in words.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::model::{Event, Status, Talk, When};
use crate::now::Now;
use crate::zone::Zone;

/// The parts of an event that people plan by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seen {
    title: String,
    /// RFC 3339 with the zone's offset, a day, or a month; absent while it is to be announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    /// Exclusive; absent without a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    timezone: String,
    status: SeenStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    join: Option<String>,
    /// Titles by id; a title that is to be announced is `null`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    talks: BTreeMap<String, Option<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
}

/// A status, as the catalogue writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SeenStatus {
    Confirmed,
    Tentative,
    Cancelled,
    Postponed,
}

impl SeenStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }
}

/// A start, read back.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    Time(DateTime<FixedOffset>),
    Day(NaiveDate),
    Month(NaiveDate),
    Open,
}

impl Seen {
    pub(super) fn of(event: &Event) -> Self {
        let (start, end) = match event.when {
            When::Timed { start, end } => (Some(start.to_rfc3339()), Some(end.to_rfc3339())),
            When::AllDay { start, end } => (Some(start.to_string()), Some(end.to_string())),
            When::Month(first) => (Some(first.format("%Y-%m").to_string()), None),
            When::Unknown => (None, None),
        };
        let talks = event.talks.iter();
        let speakers = talks.clone().flat_map(|talk| &talk.speakers);
        Self {
            title: event.title.clone(),
            start,
            end,
            timezone: event.zone.name().to_owned(),
            status: match event.status {
                Status::Confirmed => SeenStatus::Confirmed,
                Status::Tentative => SeenStatus::Tentative,
                Status::Cancelled => SeenStatus::Cancelled,
                Status::Postponed => SeenStatus::Postponed,
            },
            location: event.location.clone(),
            registration: event.registration.as_ref().map(ToString::to_string),
            join: event.join.as_ref().map(ToString::to_string),
            talks: talks.clone().map(|talk| (talk.id.clone(), talk.title.clone())).collect(),
            speakers: speakers.map(|speaker| speaker.name.clone()).collect(),
        }
    }

    /// The same with the ids that its talks have now, of which subscribers see nothing.
    pub(super) fn under_new_ids(&self, talks: &[Talk]) -> Self {
        let mut seen = self.clone();
        for talk in talks.iter().filter(|talk| !self.talks.contains_key(&talk.id)) {
            let title = talk.formerly.iter().find_map(|id| seen.talks.remove(id));
            seen.talks.extend(title.map(|title| (talk.id.clone(), title)));
        }
        seen
    }

    /// Whether it has a day, and so is in the calendars.
    pub(super) fn has_day(&self) -> bool {
        self.end.is_some()
    }

    /// Whether it takes place later than now.
    pub(super) fn is_ahead(&self, now: &Now) -> bool {
        self.status != SeenStatus::Cancelled
            && match self.start() {
                Start::Time(time) => now.is_before(time),
                Start::Day(day) | Start::Month(day) => day
                    .succ_opt()
                    .is_none_or(|next| now.is_before(next.and_time(NaiveTime::MIN).and_utc())),
                Start::Open => true,
            }
    }

    pub(super) fn talk_ids(&self) -> impl Iterator<Item = &String> {
        self.talks.keys()
    }

    /// Whether a calendar that shows this has to be told of the other (RFC 5545, 3.8.7.4). What
    /// had no day was in no calendar.
    pub(super) fn is_rescheduled(&self, other: &Self) -> bool {
        self.has_day() && self.schedule() != other.schedule()
    }

    /// When, where and whether, by name.
    pub(super) fn schedule(&self) -> [(&'static str, Option<&str>); 7] {
        [
            ("start", self.start.as_deref()),
            ("end", self.end.as_deref()),
            ("timezone", Some(&self.timezone)),
            ("status", Some(self.status.name())),
            ("location", self.location.as_deref()),
            ("registration", self.registration.as_deref()),
            ("join", self.join.as_deref()),
        ]
    }

    /// The words for an event that nobody has seen before.
    pub(super) fn announcement(&self) -> String {
        let when = self.when();
        match (self.status, self.start()) {
            (SeenStatus::Cancelled, _) => "Cancelled".to_owned(),
            (SeenStatus::Postponed, _) => "Postponed; a new date will follow".to_owned(),
            (_, Start::Open) => "Announced; the date will follow".to_owned(),
            (SeenStatus::Tentative, _) => format!("Planned for {when}, not confirmed yet"),
            (SeenStatus::Confirmed, Start::Month(_)) => format!("Planned for {when}"),
            (SeenStatus::Confirmed, _) => format!("Announced for {when}"),
        }
    }

    /// One sentence for each change from this to the other; none where all that people plan by
    /// is the same.
    pub(super) fn changes(&self, now: &Self) -> Vec<String> {
        let mut sentences = Vec::new();
        sentences.extend(self.change_of_status(now));
        sentences.extend(self.change_of_time(now));
        if self.title != now.title {
            sentences.push(format!("Renamed from “{}” to “{}”", self.title, now.title));
        }
        sentences.extend(self.changes_of_place(now));
        sentences.extend(self.changes_of_programme(now));
        sentences
    }

    fn change_of_status(&self, now: &Self) -> Option<String> {
        let sentence = match (self.status, now.status) {
            (before, status) if before == status => return None,
            (_, SeenStatus::Cancelled) => "Cancelled",
            (_, SeenStatus::Postponed) => "Postponed; a new date will follow",
            (SeenStatus::Confirmed, SeenStatus::Tentative) => "Not certain any more",
            (_, SeenStatus::Tentative) => "May take place after all",
            (SeenStatus::Tentative, SeenStatus::Confirmed) => "Confirmed",
            (_, SeenStatus::Confirmed) => "Takes place after all",
        };
        Some(sentence.to_owned())
    }

    fn change_of_time(&self, now: &Self) -> Option<String> {
        let when = now.when();
        Some(match (self.start(), now.start()) {
            (Start::Time(before), Start::Time(start))
                if before == start && self.timezone != now.timezone =>
            {
                format!("Told in the time of {}: {when}", now.timezone)
            }
            (before, start) if before == start => return self.change_of_end(now),
            (_, Start::Open) => "The date is open again".to_owned(),
            (Start::Open | Start::Month(_), Start::Month(_)) => format!("Planned for {when}"),
            (_, Start::Month(_)) => format!("Moved to {when}; the day will follow"),
            (Start::Open | Start::Month(_), _) => format!("The date is fixed: {when}"),
            (Start::Day(before), Start::Time(start)) if before == start.date_naive() => {
                format!("The time is fixed: {when}")
            }
            (Start::Time(before), Start::Day(day)) if before.date_naive() == day => {
                "The hour is open again".to_owned()
            }
            (Start::Time(before), Start::Time(start))
                if before.date_naive() == start.date_naive() && self.timezone == now.timezone =>
            {
                format!("Moved from {} to {}", before.format("%H:%M"), start.format("%H:%M"))
            }
            (Start::Time(_) | Start::Day(_), _) => format!("Moved from {} to {when}", self.when()),
        })
    }

    fn change_of_end(&self, now: &Self) -> Option<String> {
        let end = |seen: &Self| DateTime::parse_from_rfc3339(seen.end.as_deref()?).ok();
        if self.end == now.end {
            return None;
        }
        Some(match (end(self), end(now)) {
            (Some(before), Some(end)) => {
                format!("Ends at {}, not at {}", end.format("%H:%M"), before.format("%H:%M"))
            }
            _ => format!("Now takes place {}", now.when()),
        })
    }

    fn changes_of_place(&self, now: &Self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.location != now.location {
            sentences.push(match &now.location {
                Some(location) => format!("The place is {location}"),
                None => "The place is open".to_owned(),
            });
        }
        if self.registration != now.registration {
            sentences.push(match (&self.registration, &now.registration) {
                (None, _) => "Sign-up is open".to_owned(),
                (Some(_), Some(_)) => "There is a new sign-up link".to_owned(),
                (Some(_), None) => "The sign-up link is gone".to_owned(),
            });
        }
        if self.join != now.join {
            sentences.push(match now.join {
                Some(_) => "There is a new link to join".to_owned(),
                None => "The link to join is gone".to_owned(),
            });
        }
        sentences
    }

    fn changes_of_programme(&self, now: &Self) -> Vec<String> {
        let mut sentences = Vec::new();
        let gone = self.speakers.iter().filter(|name| !now.speakers.contains(name));
        let new = now.speakers.iter().filter(|name| !self.speakers.contains(name));
        sentences.extend(names(new).map(|names| format!("With {names}")));
        sentences.extend(names(gone).map(|names| format!("Without {names}")));
        for (id, title) in &now.talks {
            match (self.talks.get(id), title) {
                (None, Some(title)) => sentences.push(format!("New talk: “{title}”")),
                (Some(None), Some(title)) => {
                    sentences.push(format!("A talk has its title: “{title}”"))
                }
                (Some(Some(before)), Some(title)) if before != title => {
                    sentences.push(format!("The talk “{before}” is now “{title}”"));
                }
                _ => {}
            }
        }
        let dropped = self.talks.iter().filter(|(id, _)| !now.talks.contains_key(*id));
        let dropped = dropped.filter_map(|(_, title)| title.as_ref());
        sentences.extend(dropped.map(|title| format!("The talk “{title}” is dropped")));
        sentences
    }

    fn start(&self) -> Start {
        let Some(start) = &self.start else { return Start::Open };
        if let Ok(time) = DateTime::parse_from_rfc3339(start) {
            Start::Time(time)
        } else if let Ok(day) = start.parse() {
            Start::Day(day)
        } else {
            format!("{start}-01").parse().map_or(Start::Open, Start::Month)
        }
    }

    /// The start in words.
    pub(super) fn when(&self) -> String {
        match self.start() {
            Start::Time(time) => {
                let zone = Zone::get(&self.timezone);
                let abbreviation = zone.map_or_else(
                    || time.offset().to_string(),
                    |zone| zone.offset_at(time.to_utc()).abbreviation,
                );
                format!("{} {abbreviation}", time.format("%A %-d %B %Y, %H:%M"))
            }
            Start::Day(day) => day.format("%A %-d %B %Y").to_string(),
            Start::Month(first) => first.format("%B %Y").to_string(),
            Start::Open => "to be announced".to_owned(),
        }
    }
}

/// `A`, `A and B`, `A, B and C`.
fn names<'a>(names: impl Iterator<Item = &'a String>) -> Option<String> {
    let names: Vec<_> = names.map(String::as_str).collect();
    let (last, others) = names.split_last()?;
    if others.is_empty() {
        return Some((*last).to_owned());
    }
    Some(format!("{} and {last}", others.join(", ")))
}
