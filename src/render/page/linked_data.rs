//! schema.org as JSON-LD: the series as `EventSeries`, each event with a day as `Event`, each
//! recording as `VideoObject`.
//!
//! Times have the offset of their own date. A `VirtualLocation` has the sign-up link or the
//! event's page, never the link of the meeting itself. Search engines show no online-only events
//! (Google says so); the data is true all the same. Not supported: `offers`, `previousStartDate`.

use std::fmt;
use std::io;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::place::{Location, location};
use super::subject::{Recording, Subject};
use crate::model::{self, Status, When};
use crate::render::feed::rfc3339;
use crate::video::Host;

/// The series as JSON, safe in a `script` element and for a site generator. It is written where it
/// is printed.
pub(super) struct LinkedData(pub(super) Arc<Subject>);

#[derive(Serialize)]
struct EventSeries<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    organizer: &'a [Person<'a>],
    #[serde(rename = "subEvent", skip_serializing_if = "Events::are_none")]
    events: Events<'a>,
    url: &'a str,
}

/// The events with a day, each made when its turn comes.
struct Events<'a> {
    subject: &'a Subject,
    organizers: &'a [Person<'a>],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    end_date: String,
    event_attendance_mode: &'static str,
    event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    location: Location<'a>,
    name: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    organizer: &'a [Person<'a>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    performer: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    recorded_in: Vec<VideoObject<'a>>,
    start_date: String,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VideoObject<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_url: Option<&'a str>,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embed_url: Option<String>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_url: Option<&'a str>,
    upload_date: String,
    url: &'a str,
}

/// A speaker or an organiser. Without an e-mail address: pages are read by harvesters too.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<Organization<'a>>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl LinkedData {
    pub(super) fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let series = self.0.series();
        let organizers = people(&series.organizers);
        let data = EventSeries {
            context: "https://schema.org",
            id: series.url.as_str(),
            kind: "EventSeries",
            description: series.description.as_ref().map(|text| &*text.plain),
            image: series.image.as_ref().map(|url| url.as_str()),
            language: &series.language,
            name: &series.title,
            organizer: &organizers,
            events: Events { subject: &self.0, organizers: &organizers },
            url: series.url.as_str(),
        };
        let mut text = Text { out, waiting: vec![] };
        data.serialize(&mut Serializer::with_formatter(&mut text, Script))
            .map_err(|_| fmt::Error)?;
        text.write_out()
    }
}

impl Object for LinkedData {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter)
    }
}

impl fmt::Debug for LinkedData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("linked data")
    }
}

impl Events<'_> {
    fn are_none(&self) -> bool {
        self.subject.series().events.iter().all(|event| days(event).is_none())
    }
}

impl Serialize for Events<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let events = self.subject.series().events.iter().enumerate();
        let event = |(at, event)| self.event(event, self.subject.recordings(at));
        serializer.collect_seq(events.filter_map(event))
    }
}

impl<'a> Events<'a> {
    /// An event, once it has a day.
    fn event(&self, event: &'a model::Event, recordings: &'a [Recording]) -> Option<Event<'a>> {
        let (start_date, end_date) = days(event)?;
        let (event_attendance_mode, location) = location(event);
        let recordings = recordings.iter().filter_map(|it| recording(event, it));
        Some(Event {
            id: event.url.as_str(),
            kind: "Event",
            description: event.description.as_ref().map(|text| &*text.plain),
            end_date,
            event_attendance_mode,
            event_status: status(event.status),
            image: event.image.as_ref().map(|url| url.as_str()),
            location,
            name: &event.title,
            organizer: self.organizers,
            performer: event.talks.iter().flat_map(|talk| people(&talk.speakers)).collect(),
            recorded_in: recordings.collect(),
            start_date,
            url: event.url.as_str(),
        })
    }
}

/// The first and the last day or instant, as far as they are known.
fn days(event: &model::Event) -> Option<(String, String)> {
    match event.when {
        When::Timed { start, end } => Some((rfc3339(start), rfc3339(end))),
        When::AllDay { start, end } => {
            Some((start.to_string(), end.pred_opt().unwrap_or(start).to_string()))
        }
        When::Month(_) | When::Unknown => None,
    }
}

fn recording<'a>(event: &'a model::Event, recording: &'a Recording) -> Option<VideoObject<'a>> {
    let talk = event.talks.get(recording.talk)?;
    let video = talk.video()?;
    let file = matches!(recording.host, Host::File { .. });
    let titles = [&talk.title, &video.title];
    let name = titles.into_iter().flatten().next().unwrap_or(&event.title);
    Some(VideoObject {
        id: recording.id.urn().to_string(),
        kind: "VideoObject",
        content_url: file.then_some(video.url.as_str()),
        description: talk.abstract_.as_ref().map_or(name, |text| &text.plain),
        duration: video.duration.map(|it| format!("PT{}S", it.num_seconds())),
        embed_url: recording.host.player(),
        name,
        thumbnail_url: recording.thumbnail.as_ref().map(|picture| picture.url.as_str()),
        upload_date: rfc3339(recording.published),
        url: video.url.as_str(),
    })
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    }
}

fn people(people: &[model::Person]) -> Vec<Person<'_>> {
    people.iter().map(person).collect()
}

fn person(person: &model::Person) -> Person<'_> {
    let affiliation = person.affiliation.as_deref();
    Person {
        kind: "Person",
        affiliation: affiliation.map(|name| Organization { kind: "Organization", name }),
        name: &person.name,
        url: person.url.as_ref().map(|url| url.as_str()),
    }
}

/// JSON whose strings hold nothing that ends the element, opens a comment or is a line break to
/// some script, and no `{{` either.
struct Script;

impl Formatter for Script {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        // U+2028 and U+2029 begin with 0xE2, as some others do.
        let may_be_special = |byte| matches!(byte, b'<' | b'>' | b'&' | b'{' | b'}' | 0xe2);
        // Most have nothing special, and to look at all bytes is faster than to stop at the first.
        if !fragment.bytes().fold(false, |any, byte| any | may_be_special(byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.bytes().position(may_be_special) {
            let (before, from) = rest.split_at(at);
            let Some(c) = from.chars().next() else { break };
            writer.write_all(before.as_bytes())?;
            let (special, after) = from.split_at(c.len_utf8());
            match c {
                '<' | '>' | '&' | '{' | '}' | '\u{2028}' | '\u{2029}' => {
                    write!(writer, "\\u{:04x}", u32::from(c))?;
                }
                _ => writer.write_all(special.as_bytes())?,
            }
            rest = after;
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Takes JSON, which comes as bytes and is text. It comes in very small pieces, none of which ends
/// within a character: many of them are passed on at once.
struct Text<'a> {
    out: &'a mut dyn fmt::Write,
    waiting: Vec<u8>,
}

impl Text<'_> {
    fn write_out(&mut self) -> fmt::Result {
        let text = std::str::from_utf8(&self.waiting).map_err(|_| fmt::Error)?;
        self.out.write_str(text)?;
        self.waiting.clear();
        Ok(())
    }
}

impl io::Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() > 8_192 {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_out().map_err(io::Error::other)
    }
}
