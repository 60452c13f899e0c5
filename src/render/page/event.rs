//! Events and talks, as a template sees them.

use std::sync::Arc;

use minijinja::value::{Serde, Value};
use url::Url;

use super::language::Language;
use super::part::{Part, list};
use super::person::people;
use super::subject::{Place, Subject};
use super::view::{Link, address, rich};
use crate::model::{self, Recording, When};
use crate::render::feed::rfc3339;
use crate::render::links;
use crate::video::Thumbnail;

/// An event.
pub(super) struct Event {
    pub(super) subject: Arc<Subject>,
    pub(super) at: usize,
}

/// When an event takes place. Words are empty, instants none, as far as that is not known.
struct Times(Event);

struct Talk {
    event: Event,
    at: usize,
}

struct Video(Talk);

struct Picture(Thumbnail);

impl Event {
    fn same(&self) -> Self {
        Self { subject: self.subject.clone(), at: self.at }
    }

    fn model(&self) -> Option<&model::Event> {
        self.subject.series().events.get(self.at)
    }

    fn links(&self, event: &model::Event) -> Value {
        let (series, language) = (self.subject.series(), &self.subject.language);
        let links = match self.subject.place(event) {
            Place::Over => vec![],
            Place::Ahead | Place::Open => links::event_links(series, event),
        };
        let links = links.into_iter().map(Link::from).map(|link| match link.key {
            "ics" => Link { name: language.word("calendar_file").to_owned(), ..link },
            _ => link,
        });
        Value::from(Serde(links.collect::<Vec<_>>()))
    }
}

impl Part for Event {
    const NAMES: &'static [&'static str] = &[
        "id",
        "title",
        "url",
        "status",
        "when",
        "location",
        "registration",
        "join",
        "description",
        "tags",
        "links",
        "talks",
    ];

    fn get(&self, name: &str) -> Option<Value> {
        let event = self.model()?;
        Some(match name {
            "id" => Value::from(&event.id),
            "title" => Value::from(&event.title),
            "url" => Value::from(event.url.as_str()),
            // `confirmed`, `tentative`, `cancelled`, `postponed`.
            "status" => Value::from(event.status.name()),
            "when" => Times(self.same()).value(),
            "location" => event.location.as_deref().into(),
            "registration" => address(event.registration.as_ref()),
            "join" => address(event.join.as_ref()),
            "description" => rich(event.description.as_ref()),
            "tags" => event.tags.iter().collect(),
            // Links that add it to a calendar, until it is over.
            "links" => self.links(event),
            "talks" => {
                let this = self.same();
                list(event.talks.len(), move |at| Talk { event: this.same(), at })
            }
            _ => return None,
        })
    }
}

impl Part for Times {
    const NAMES: &'static [&'static str] = &[
        "date",
        "times",
        "announced",
        "short",
        "precision",
        "timezone",
        "start",
        "end",
        "start_ms",
        "end_ms",
    ];

    fn get(&self, name: &str) -> Option<Value> {
        let event = self.0.model()?;
        let language = &self.0.subject.language;
        Some(match name {
            // `Monday 18 September 2023`.
            "date" => language.date(event.when).into(),
            // `13:00–14:30 CEST`.
            "times" => language.times(event.when, &event.zone).into(),
            // `18 September 2023 at 1pm CEST`.
            "announced" => language.announced(event.when, &event.zone).into(),
            // `27th Feb 2023`.
            "short" => language.short(event.when).into(),
            // What is known of it: `time`, `day`, `month`, `none`.
            "precision" => Value::from(precision(event.when)),
            "timezone" => Value::from(event.zone.name()),
            // RFC 3339.
            "start" => event.starts().map(rfc3339).into(),
            "end" => event.ends().map(rfc3339).into(),
            // Milliseconds since 1970, as scripts count.
            "start_ms" => event.starts().map(|at| at.timestamp_millis()).into(),
            "end_ms" => event.ends().map(|at| at.timestamp_millis()).into(),
            _ => return None,
        })
    }
}

impl Talk {
    fn model(&self) -> Option<&model::Talk> {
        self.event.model()?.talks.get(self.at)
    }
}

impl Part for Talk {
    const NAMES: &'static [&'static str] = &[
        "id", "title", "speakers", "abstract", "video", "withheld", "links", "slides", "paper",
        "code",
    ];

    fn get(&self, name: &str) -> Option<Value> {
        let talk = self.model()?;
        let (subject, at) = (&self.event.subject, self.event.at);
        Some(match name {
            "id" => Value::from(&talk.id),
            "title" => talk.title.as_deref().into(),
            "speakers" => people(subject, Some((at, self.at))),
            "abstract" => rich(talk.abstract_.as_ref()),
            "video" => subject
                .recording(at, self.at)
                .map(|_| Video(Self { event: self.event.same(), at: self.at }).value())
                .into(),
            // Whether the speakers did not agree to share a recording.
            "withheld" => matches!(talk.recording, Recording::Withheld).into(),
            // Those of the slides, the paper and the code that there are.
            "links" => links(talk, &subject.language),
            "slides" => address(talk.slides.as_ref()),
            "paper" => address(talk.paper.as_ref()),
            "code" => address(talk.code.as_ref()),
            _ => return None,
        })
    }
}

impl Part for Video {
    const NAMES: &'static [&'static str] = &["url", "title", "published", "thumbnail"];

    fn get(&self, name: &str) -> Option<Value> {
        let Talk { event, at } = &self.0;
        let (recording, video) = event.subject.recording(event.at, *at)?;
        Some(match name {
            "url" => Value::from(video.url.as_str()),
            "title" => video.title.as_deref().into(),
            // RFC 3339.
            "published" => rfc3339(recording.published).into(),
            "thumbnail" => recording.thumbnail.clone().map(|it| Picture(it).value()).into(),
            _ => return None,
        })
    }
}

impl Part for Picture {
    const NAMES: &'static [&'static str] = &["url", "width", "height"];

    fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "url" => Value::from(self.0.url.as_str()),
            "width" => self.0.width.into(),
            "height" => self.0.height.into(),
            _ => return None,
        })
    }
}

fn links(talk: &model::Talk, language: &Language) -> Value {
    let links = [("slides", &talk.slides), ("paper", &talk.paper), ("code", &talk.code)];
    let link = |(key, url): (&'static str, &Option<Url>)| {
        let url = url.as_ref()?.to_string();
        Some(Link { key, name: language.word(key).to_owned(), url })
    };
    Value::from(Serde(links.into_iter().filter_map(link).collect::<Vec<_>>()))
}

fn precision(when: When) -> &'static str {
    match when {
        When::Timed { .. } => "time",
        When::AllDay { .. } => "day",
        When::Month(_) => "month",
        When::Unknown => "none",
    }
}
