//! schema.org as JSON-LD: the series as `EventSeries`, each event with a day as `Event`, each
//! recording as `VideoObject`.
//!
//! Times have the offset of their own date. A `VirtualLocation` has the sign-up link or the
//! event's page, never the link of the meeting itself. Search engines show no online-only events
//! (Google says so); the data is true all the same. Not supported: `offers`, `previousStartDate`.

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Map, Serializer, Value, json};

use crate::edition::{Edition, Item};
use crate::model::{Event, Person, Series, Status, When};
use crate::render::feed::rfc3339;
use crate::video::Host;

/// The series as JSON, safe in a `script` element and for a site generator.
pub(super) fn script(edition: &Edition<'_>) -> String {
    let mut json = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut json, Script);
    // It has names for keys and is written to memory, and so cannot fail.
    let _ = series(edition).serialize(&mut serializer);
    String::from_utf8(json).unwrap_or_default()
}

/// JSON whose strings hold nothing that ends the element, opens a comment or is a line break to
/// some script, and no `{{` either.
struct Script;

impl Formatter for Script {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let special = ['<', '>', '&', '{', '}', '\u{2028}', '\u{2029}'];
        for part in fragment.split_inclusive(special) {
            match part.chars().next_back().filter(|c| special.contains(c)) {
                None => writer.write_all(part.as_bytes())?,
                Some(c) => {
                    writer.write_all(&part.as_bytes()[..part.len() - c.len_utf8()])?;
                    write!(writer, "\\u{:04x}", u32::from(c))?;
                }
            }
        }
        Ok(())
    }
}

fn series(edition: &Edition<'_>) -> Value {
    let series = edition.series;
    let mut recordings: HashMap<_, Vec<_>> = HashMap::new();
    for item in &edition.items {
        recordings.entry(item.event.id.as_str()).or_default().push(recording(item));
    }
    let events = edition.entries.iter().filter_map(|entry| {
        let recordings = recordings.remove(entry.event.id.as_str());
        event(series, entry.event, recordings.unwrap_or_default())
    });
    object([
        ("@context", Some("https://schema.org".into())),
        ("@type", Some("EventSeries".into())),
        ("@id", Some(series.url.as_str().into())),
        ("name", Some(series.title.as_str().into())),
        ("url", Some(series.url.as_str().into())),
        ("inLanguage", Some(series.language.as_str().into())),
        ("description", series.description.as_ref().map(|text| text.plain.as_str().into())),
        ("image", series.image.as_ref().map(|url| url.as_str().into())),
        ("organizer", organizers(series)),
        ("subEvent", list(events.collect())),
    ])
}

/// An event, once it has a day.
fn event(series: &Series, event: &Event, recordings: Vec<Value>) -> Option<Value> {
    let (start, end) = match event.when {
        When::Timed { start, end } => (rfc3339(start), rfc3339(end)),
        When::AllDay { start, end } => {
            (start.to_string(), end.pred_opt().unwrap_or(start).to_string())
        }
        When::Month(_) | When::Unknown => return None,
    };
    let speakers = event.talks.iter().flat_map(|talk| &talk.speakers).map(person);
    let (mode, location) = location(event);
    Some(object([
        ("@type", Some("Event".into())),
        ("@id", Some(event.url.as_str().into())),
        ("name", Some(event.title.as_str().into())),
        ("url", Some(event.url.as_str().into())),
        ("startDate", Some(start.into())),
        ("endDate", Some(end.into())),
        ("eventStatus", Some(status(event.status).into())),
        ("eventAttendanceMode", Some(mode.into())),
        ("location", Some(location)),
        ("description", event.description.as_ref().map(|text| text.plain.as_str().into())),
        ("image", event.image.as_ref().map(|url| url.as_str().into())),
        ("performer", list(speakers.collect())),
        ("organizer", organizers(series)),
        ("recordedIn", list(recordings)),
    ]))
}

fn recording(item: &Item<'_>) -> Value {
    let host = Host::of(&item.video.url);
    let file = matches!(host, Host::File { .. });
    let titles = [&item.talk.title, &item.video.title];
    let name = titles.into_iter().flatten().next().unwrap_or(&item.event.title);
    let about = item.talk.abstract_.as_ref().map_or(name.as_str(), |text| text.plain.as_str());
    let url = || Value::from(item.video.url.as_str());
    object([
        ("@type", Some("VideoObject".into())),
        ("@id", Some(format!("urn:uuid:{}", item.id).into())),
        ("name", Some(name.as_str().into())),
        ("description", Some(about.into())),
        ("url", Some(url())),
        ("uploadDate", Some(rfc3339(item.published).into())),
        ("thumbnailUrl", host.thumbnail().map(|picture| picture.url.as_str().into())),
        ("embedUrl", host.player().map(|page| page.as_str().into())),
        ("contentUrl", file.then(url)),
        ("duration", item.video.duration.map(|it| format!("PT{}S", it.num_seconds()).into())),
    ])
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    }
}

/// How one takes part, and where. A place that is one of the well-known services is virtual; one
/// that names a service and something else is both; none at all is virtual.
fn location(event: &Event) -> (&'static str, Value) {
    let entrance = event.registration.as_ref().unwrap_or(&event.url);
    let online = json!({"@type": "VirtualLocation", "url": entrance.as_str()});
    let Some(place) = &event.location else {
        return ("https://schema.org/OnlineEventAttendanceMode", online);
    };
    let room = json!({"@type": "Place", "name": place, "address": place});
    let words = || {
        let words = place.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase)
    };
    let is_service = |word: &String| SERVICES.contains(&word.as_str());
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    match (words().any(|it| is_service(&it)), words().all(|it| is_service(&it) || is_filler(&it))) {
        (false, _) => ("https://schema.org/OfflineEventAttendanceMode", room),
        (true, true) => ("https://schema.org/OnlineEventAttendanceMode", online),
        (true, false) => ("https://schema.org/MixedEventAttendanceMode", json!([room, online])),
    }
}

/// Words by which people name a place that is on the network.
const SERVICES: [&str; 14] = [
    "online",
    "virtual",
    "zoom",
    "teams",
    "webex",
    "meet",
    "jitsi",
    "bigbluebutton",
    "skype",
    "youtube",
    "discord",
    "gotowebinar",
    "twitch",
    "webinar",
];

/// Words that may stand beside them and name no room.
const FILLERS: [&str; 14] = [
    "microsoft",
    "ms",
    "google",
    "cisco",
    "on",
    "via",
    "at",
    "and",
    "meeting",
    "link",
    "only",
    "live",
    "call",
    "stream",
];

fn organizers(series: &Series) -> Option<Value> {
    list(series.organizers.iter().map(person).collect())
}

/// A speaker or an organiser. Without an e-mail address: pages are read by harvesters too.
fn person(person: &Person) -> Value {
    let affiliation =
        person.affiliation.as_ref().map(|name| json!({"@type": "Organization", "name": name}));
    object([
        ("@type", Some("Person".into())),
        ("name", Some(person.name.as_str().into())),
        ("affiliation", affiliation),
        ("url", person.url.as_ref().map(|url| url.as_str().into())),
    ])
}

/// What is there of a mapping.
fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// A list, unless it is empty.
fn list(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}
