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
        json::script(out, |it| {
            it.text("@context", "https://schema.org");
            it.text("@id", series.url.as_str());
            it.text("@type", "EventSeries");
            it.optional("description", series.description.as_ref().map(|text| &*text.plain));
            it.optional("image", series.image.as_ref().map(Url::as_str));
            it.text("inLanguage", &series.language);
            it.text("name", &series.title);
            it.optional_objects("organizer", &series.organizers, person);
            let events = series.events.iter().enumerate();
            let events = events.filter_map(|(at, event)| Some((at, event, days(event)?)));
            it.optional_objects("subEvent", events, |it, (at, event, days)| {
                self::event(it, series, event, days, self.0.recordings(at));
            });
            it.text("url", series.url.as_str());
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
    it: &mut Object<'_>,
    series: &Series,
    event: &Event,
    (start, end): (String, String),
    recordings: &[Recording],
) {
    let (mode, places) = location(event);
    it.text("@id", event.url.as_str());
    it.text("@type", "Event");
    it.optional("description", event.description.as_ref().map(|text| &*text.plain));
    it.text("endDate", &end);
    it.text("eventAttendanceMode", mode);
    it.text("eventStatus", status(event.status));
    it.optional("image", event.image.as_ref().map(Url::as_str));
    match places.as_slice() {
        [place] => it.object("location", |it| place.write(it)),
        places => it.optional_objects("location", places, |it, place| place.write(it)),
    }
    it.text("name", &event.title);
    it.optional_objects("organizer", &series.organizers, person);
    it.optional_objects("performer", event.talks.iter().flat_map(|talk| &talk.speakers), person);
    let recordings = recordings.iter().filter_map(|recording| {
        let talk = event.talks.get(recording.talk)?;
        Some((recording, talk, talk.video()?))
    });
    it.optional_objects("recordedIn", recordings, |it, (recording, talk, video)| {
        self::recording(it, event, recording, talk, video);
    });
    it.text("startDate", &start);
    it.text("url", event.url.as_str());
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
    it: &mut Object<'_>,
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
    it.text("@id", recording.id.urn().to_string());
    it.text("@type", "VideoObject");
    it.optional("contentUrl", is_file.then_some(video.url.as_str()));
    it.text("description", talk.abstract_.as_ref().map_or(name, |text| &text.plain));
    it.optional("duration", duration.as_deref());
    it.optional("embedUrl", recording.host.player().as_deref());
    it.text("name", name);
    it.optional("thumbnailUrl", thumbnail.map(|picture| picture.url.as_str()));
    it.text("uploadDate", rfc3339(recording.published));
    it.text("url", video.url.as_str());
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    }
}

/// A speaker or an organiser. Without an e-mail address: pages are read by harvesters too.
fn person(it: &mut Object<'_>, person: &Person) {
    it.text("@type", "Person");
    if let Some(name) = &person.affiliation {
        it.object("affiliation", |it| {
            it.text("@type", "Organization");
            it.text("name", name);
        });
    }
    it.text("name", &person.name);
    it.optional("url", person.url.as_ref().map(Url::as_str));
}
