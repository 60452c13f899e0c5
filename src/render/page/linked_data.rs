//! schema.org as JSON-LD: the series as `EventSeries`, each event with a day as `Event`, each
//! recording as `VideoObject`.
//!
//! Times have the offset of their own date. A `VirtualLocation` has the sign-up link or the
//! event's page, never the link of the meeting itself. Search engines show no online-only events
//! (Google says so); the data is true all the same. Not supported: `offers`, `previousStartDate`.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{self, ObjectRepr};
use url::Url;

use super::place::location;
use super::subject::{Recording, Subject};
use crate::model::{Event, Person, Series, Status, Talk, Video, When};
use crate::render::feed::rfc3339;
use crate::render::json::{self, Object};
use crate::video::Host;

/// The series as JSON, safe in a `script` element and for a site generator. It is written where it
/// is printed. Members are in the order of their names.
pub(super) struct LinkedData(pub(super) Arc<Subject>);

impl LinkedData {
    pub(super) fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let series = self.0.series();
        json::script(out, |json| {
            json.text("@context", "https://schema.org");
            json.text("@id", series.url.as_str());
            json.text("@type", "EventSeries");
            json.optional("description", series.description.as_ref().map(|text| &*text.plain));
            json.optional("image", series.image.as_ref().map(Url::as_str));
            json.text("inLanguage", &series.language);
            json.text("name", &series.title);
            json.optional_objects("organizer", &series.organizers, person);
            let events = series.events.iter().enumerate();
            let events = events.filter_map(|(at, event)| Some((at, event, days(event)?)));
            json.optional_objects("subEvent", events, |json, (at, event, days)| {
                self::event(json, series, event, days, self.0.recordings(at));
            });
            json.text("url", series.url.as_str());
        })
    }
}

impl value::Object for LinkedData {
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

/// An event with a day.
fn event(
    json: &mut Object<'_>,
    series: &Series,
    event: &Event,
    (start, end): (String, String),
    recordings: &[Recording],
) {
    let (mode, places) = location(event);
    json.text("@id", event.url.as_str());
    json.text("@type", "Event");
    json.optional("description", event.description.as_ref().map(|text| &*text.plain));
    json.text("endDate", &end);
    json.text("eventAttendanceMode", mode);
    json.text("eventStatus", status(event.status));
    json.optional("image", event.image.as_ref().map(Url::as_str));
    match places.as_slice() {
        [place] => json.object("location", |json| place.write(json)),
        places => json.optional_objects("location", places, |json, place| place.write(json)),
    }
    json.text("name", &event.title);
    json.optional_objects("organizer", &series.organizers, person);
    json.optional_objects("performer", event.talks.iter().flat_map(|talk| &talk.speakers), person);
    let recordings = recordings.iter().filter_map(|recording| {
        let talk = event.talks.get(recording.talk)?;
        Some((recording, talk, talk.video()?))
    });
    json.optional_objects("recordedIn", recordings, |json, (recording, talk, video)| {
        self::recording(json, event, recording, talk, video);
    });
    json.text("startDate", &start);
    json.text("url", event.url.as_str());
}

/// The first and the last day or instant, as far as they are known.
fn days(event: &Event) -> Option<(String, String)> {
    match event.when {
        When::Timed { start, end } => Some((rfc3339(start), rfc3339(end))),
        When::AllDay { start, end } => {
            Some((start.to_string(), end.pred_opt().unwrap_or(start).to_string()))
        }
        When::Month(_) | When::Unknown => None,
    }
}

fn recording(
    json: &mut Object<'_>,
    event: &Event,
    recording: &Recording,
    talk: &Talk,
    video: &Video,
) {
    let titles = [&talk.title, &video.title];
    let name: &str = titles.into_iter().flatten().next().unwrap_or(&event.title);
    let is_file = matches!(recording.host, Host::File { .. });
    let duration = video.duration.map(|it| format!("PT{}S", it.num_seconds()));
    let thumbnail = recording.thumbnail.as_ref();
    json.text("@id", recording.id.urn().to_string());
    json.text("@type", "VideoObject");
    json.optional("contentUrl", is_file.then_some(video.url.as_str()));
    json.text("description", talk.abstract_.as_ref().map_or(name, |text| &text.plain));
    json.optional("duration", duration.as_deref());
    json.optional("embedUrl", recording.host.player().as_deref());
    json.text("name", name);
    json.optional("thumbnailUrl", thumbnail.map(|picture| picture.url.as_str()));
    json.text("uploadDate", rfc3339(recording.published));
    json.text("url", video.url.as_str());
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    }
}

/// A speaker or an organiser. Without an e-mail address: pages are read by harvesters too.
fn person(json: &mut Object<'_>, person: &Person) {
    json.text("@type", "Person");
    if let Some(name) = &person.affiliation {
        json.object("affiliation", |json| {
            json.text("@type", "Organization");
            json.text("name", name);
        });
    }
    json.text("name", &person.name);
    json.optional("url", person.url.as_ref().map(Url::as_str));
}
