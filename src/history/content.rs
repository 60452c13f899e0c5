//! What counts as a change: the fields as a subscriber sees them.
//!
//! A fingerprint is taken of meaning, so comments, quotes, the order of keys and the wrapping of
//! lines change nothing. Addresses that move with the site are left out of the feeds' entries,
//! since a talk is not news because its page lives elsewhere now.

use uuid::Uuid;

use super::seen::Seen;
use crate::identity;
use crate::model::{Event, Person, Series, Talk, When};
use crate::render::text;

/// The fingerprint of all that a calendar shows of an event.
pub(super) fn of_event(series: &Series, event: &Event, seen: &Seen, details: &str) -> Uuid {
    let mut content = Content::new();
    content.field("summary", [text::summary(series, event)]);
    for (name, value) in seen.schedule() {
        content.field(name, value);
    }
    content.field("details", [details]);
    content.field("url", [&event.url]);
    content.field("tags", &event.tags);
    content.field("image", &event.image);
    if let Some((person, email)) = series.contact() {
        content.field("organizer", [email, &person.name]);
    }
    content.fingerprint()
}

/// The fingerprint of all that a feed shows of a talk.
pub(super) fn of_talk(series: &Series, event: &Event, talk: &Talk) -> Uuid {
    let mut content = Content::new();
    // Without speakers, the organisers stand for them.
    if talk.speakers.is_empty() {
        series.organizers.iter().for_each(|organizer| person(&mut content, organizer));
    }
    content.field("event", [&event.title]);
    match event.when {
        When::Timed { start, .. } => content.field("date", [start.date_naive().to_string()]),
        When::AllDay { start, end } => content.field("date", [start.to_string(), end.to_string()]),
        When::Month(first) => content.field("month", [first.to_string()]),
        When::Unknown => {}
    }
    content.field("tags", &event.tags);
    content.field("title", &talk.title);
    talk.speakers.iter().for_each(|speaker| person(&mut content, speaker));
    content.field("abstract", talk.abstract_.as_ref().map(|text| &text.html));
    if let Some(video) = talk.video() {
        content.field("video", [&video.url]);
        content.field("video title", &video.title);
        content
            .field("video duration", video.duration.map(|length| length.num_seconds().to_string()));
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
struct Content(String);

impl Content {
    fn new() -> Self {
        // As much as most take.
        Self(String::with_capacity(1 << 12))
    }

    fn field<T: AsRef<str>>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            let value = value.as_ref();
            for part in [name, " ", &value.len().to_string(), "\n", value, "\n"] {
                self.0.push_str(part);
            }
        }
    }

    /// A name-based UUID serves as the fingerprint: SHA-1 in a form that JSON and people can hold.
    fn fingerprint(&self) -> Uuid {
        identity::name_based(&Uuid::NAMESPACE_OID, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_a_name_based_uuid_of_the_fields() {
        let mut content = Content::new();
        content.field("title", ["Über L👀king"]);
        content.field("tags", ["a", ""]);
        let name = "title 15\nÜber L👀king\ntags 1\na\ntags 0\n\n";
        assert_eq!(content.0, name);
        assert_eq!(content.fingerprint(), Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()));
    }
}
