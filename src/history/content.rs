//! What counts as a change: the fields as a subscriber sees them.
//!
//! A fingerprint is taken of meaning, so comments, quotes, the order of keys and the wrapping of
//! lines change nothing. Addresses that move with the site are left out of the feeds' entries,
//! since a talk is not news because its page lives elsewhere now.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{Event, Person, Series, Status, Talk, When};
use crate::render::text;

/// When, where and whether: a change of these raises SEQUENCE.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schedule {
    /// RFC 3339 with the zone's offset, a day, or a month; absent while it is to be announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    timezone: String,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    join: Option<String>,
}

impl Schedule {
    pub(super) fn of(event: &Event) -> Self {
        let (start, end) = match event.when {
            When::Timed { start, end } => (Some(start.to_rfc3339()), Some(end.to_rfc3339())),
            When::AllDay { start, end } => (Some(start.to_string()), Some(end.to_string())),
            When::Month(first) => (Some(first.format("%Y-%m").to_string()), None),
            When::Unknown => (None, None),
        };
        Self {
            start,
            end,
            timezone: event.zone.name().to_owned(),
            status: status(event.status).to_owned(),
            location: event.location.clone(),
            registration: event.registration.as_ref().map(ToString::to_string),
            join: event.join.as_ref().map(ToString::to_string),
        }
    }

    /// Whether a calendar that holds this has to be told of the other. What had no day was in no
    /// calendar.
    pub(super) fn is_outdated_by(&self, other: &Self) -> bool {
        self.end.is_some() && self != other
    }
}

/// The status as the catalogue writes it.
fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Tentative => "tentative",
        Status::Cancelled => "cancelled",
        Status::Postponed => "postponed",
    }
}

/// The fingerprint of all that a calendar shows of an event.
pub(super) fn of_event(series: &Series, event: &Event, details: &str) -> Uuid {
    let mut content = Content::default();
    content.field("summary", [text::summary(series, event)]);
    content.field("schedule", [format!("{:?}", Schedule::of(event))]);
    content.field("details", [details]);
    content.field("url", [&event.url]);
    content.field("tags", &event.tags);
    content.field("image", &event.image);
    for person in &series.organizers {
        content.field("organizer", person.email.iter().chain([&person.name]));
    }
    content.fingerprint()
}

/// The fingerprint of all that a feed shows of a talk.
pub(super) fn of_talk(event: &Event, talk: &Talk) -> Uuid {
    let mut content = Content::default();
    content.field("event", [&event.title]);
    content.field("date", event.starts().map(|start| start.date_naive()));
    content.field("tags", &event.tags);
    content.field("title", &talk.title);
    talk.speakers.iter().for_each(|speaker| person(&mut content, speaker));
    content.field("abstract", talk.abstract_.as_ref().map(|text| &text.html));
    if let Some(video) = talk.video() {
        content.field("video", [&video.url]);
        content.field("video title", &video.title);
        content.field("video duration", video.duration.map(|length| length.num_seconds()));
    }
    content.field("slides", &talk.slides);
    content.field("paper", &talk.paper);
    content.field("code", &talk.code);
    content.fingerprint()
}

fn person(content: &mut Content, person: &Person) {
    content.field("name", [&person.name]);
    content.field("affiliation", &person.affiliation);
    content.field("url", &person.url);
}

/// Fields in a form in which no two contents look the same.
#[derive(Default)]
struct Content(String);

impl Content {
    fn field<T: ToString>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            let value = value.to_string();
            self.0.push_str(&format!("{name} {}\n{value}\n", value.len()));
        }
    }

    /// A name-based UUID (RFC 9562, 5.5) serves as the fingerprint: SHA-1 in a form that JSON
    /// and people can hold.
    fn fingerprint(&self) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_OID, self.0.as_bytes())
    }
}
