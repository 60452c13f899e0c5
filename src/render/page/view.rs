//! What a template gets to see: in words and as instants. Every name here is one that a template
//! may use; what is not known is none.
//!
//! Texts of the author (`html`, `markdown`) arrive safe for the syntax that they are named after;
//! every other value is escaped where it is printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::SecondsFormat;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use url::Url;

use super::escape;
use super::event::Event;
use super::linked_data::LinkedData;
use super::part::{Part, list};
use super::person::people;
use super::subject::{Place, Subject};
use crate::model::{self, Text};
use crate::render::links::{self, Link as Address};
use crate::render::{FEEDS, FORMATS};
use crate::web::is_within;

/// Everything that a page shows.
pub(super) struct Page {
    subject: Arc<Subject>,
    /// Links that subscribe to the series.
    subscribe: Value,
    /// The feeds by what they tell, `videos` and `news`, and by format: `rss`, `atom`, `json`.
    feeds: Value,
    /// Labels and pieces of sentences, by name: see `languages/en.json`.
    words: Value,
}

struct Series(Arc<Subject>);

struct Newsletter(model::Newsletter);

/// A text of the author.
struct Rich(Text);

/// The instant since when the view has stood.
struct Moment(Arc<Subject>);

#[derive(Serialize)]
pub(super) struct Link {
    pub(super) key: &'static str,
    pub(super) name: String,
    pub(super) url: String,
}

impl Page {
    pub(super) fn new(subject: Subject) -> Self {
        let series = subject.series();
        let subscribe = links::subscribe_links(series).into_iter().map(Link::from);
        let feed =
            |name: &str| FORMATS.map(|(it, _)| (it, series.feed_address(&format!("{name}.{it}"))));
        let words = subject.language.words.iter();
        let words = words.map(|(name, word)| (name.clone(), Value::from(word)));
        let feeds = FEEDS.map(|(name, _)| (name, BTreeMap::from(feed(name))));
        Self {
            subscribe: Value::from(Serde(subscribe.collect::<Vec<_>>())),
            feeds: Value::from(Serde(BTreeMap::from(feeds))),
            words: Value::from(words.collect::<BTreeMap<_, _>>()),
            subject: Arc::new(subject),
        }
    }

    fn events(&self, events: Vec<usize>) -> Value {
        let subject = self.subject.clone();
        list(events.len(), move |at| Event {
            subject: subject.clone(),
            at: events.get(at).copied().unwrap_or_default(),
        })
    }
}

impl Part for Page {
    const NAMES: &'static [&'static str] = &[
        "series",
        "next",
        "upcoming",
        "to_be_announced",
        "previous",
        "subscribe",
        "feeds",
        "calendar",
        "as_of",
        "words",
        "linked_data",
    ];

    fn get(&self, name: &str) -> Option<Value> {
        let subject = &self.subject;
        Some(match name {
            "words" => self.words.clone(),
            "series" => Series(subject.clone()).value(),
            // The event that people can come to next.
            "next" => {
                subject.next().map(|at| Event { subject: subject.clone(), at }.value()).into()
            }
            // Those with a day after it, and those that would have taken place after it.
            "upcoming" => self.events(subject.others(Place::Ahead)),
            // Those without a day, and the postponed ones.
            "to_be_announced" => self.events(subject.others(Place::Open)),
            // Those that are over, the latest first.
            "previous" => {
                let mut over = subject.others(Place::Over);
                over.reverse();
                self.events(over)
            }
            "subscribe" => self.subscribe.clone(),
            "feeds" => self.feeds.clone(),
            // The subscribed calendar.
            "calendar" => subject.series().feed_address("calendar.ics").into(),
            "as_of" => Moment(subject.clone()).value(),
            // schema.org as JSON-LD, to stand in a `script` element.
            "linked_data" => Value::from_object(LinkedData(subject.clone())),
            _ => return None,
        })
    }
}

impl Part for Series {
    const NAMES: &'static [&'static str] = &[
        "id",
        "title",
        "url",
        "path",
        "talks_path",
        "language",
        "timezone",
        "description",
        "organizers",
        "funding",
        "playlist",
        "newsletter",
        "image",
        "color",
    ];

    fn get(&self, name: &str) -> Option<Value> {
        let series = self.0.series();
        Some(match name {
            "id" => Value::from(&series.id),
            "title" => Value::from(&series.title),
            "url" => Value::from(series.url.as_str()),
            // Where the series' page is on its host: `/webinar/`.
            "path" => Value::from(series.url.path()),
            // Where the page of all previous talks is on the same host: `/webinar_talks.html`.
            "talks_path" => talks_path(series.url.path()).into(),
            "language" => Value::from(&series.language),
            "timezone" => Value::from(series.zone.name()),
            "description" => rich(series.description.as_ref()),
            "organizers" => people(&self.0, None),
            "funding" => rich(series.funding.as_ref()),
            "playlist" => series.playlist.as_ref().map(|url| playlist(&self.0, url)).into(),
            "newsletter" => series.newsletter.clone().map(|it| Newsletter(it).value()).into(),
            "image" => address(series.image.as_ref()),
            // A CSS colour name.
            "color" => series.color.as_deref().into(),
            _ => return None,
        })
    }
}

impl Part for Newsletter {
    const NAMES: &'static [&'static str] = &["url", "note", "form"];

    fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "url" => address(self.0.url.as_ref()),
            "note" => rich(self.0.note.as_ref()),
            "form" => address(self.0.form.as_ref()),
            _ => return None,
        })
    }
}

impl Part for Rich {
    const NAMES: &'static [&'static str] = &["html", "markdown", "plain"];

    fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "html" => Value::from_safe_string(escape::inert(&*self.0.html).into_owned()),
            "markdown" => Value::from_safe_string(self.0.markdown.to_string()),
            "plain" => Value::from(&self.0.plain),
            _ => return None,
        })
    }
}

impl Part for Moment {
    const NAMES: &'static [&'static str] = &["instant", "day"];

    fn get(&self, name: &str) -> Option<Value> {
        let (subject, as_of) = (&self.0, self.0.as_of());
        Some(match name {
            // RFC 3339.
            "instant" => as_of.to_rfc3339_opts(SecondsFormat::Secs, true).into(),
            // `18 September 2023`.
            "day" => {
                subject.language.plain_day(subject.series().zone.at(as_of).date_naive()).into()
            }
            _ => return None,
        })
    }
}

impl From<Address> for Link {
    fn from(link: Address) -> Self {
        Self { key: link.key, name: link.name.to_owned(), url: link.url }
    }
}

pub(super) fn rich(text: Option<&Text>) -> Value {
    text.map(|text| Rich(text.clone()).value()).into()
}

pub(super) fn address(url: Option<&Url>) -> Value {
    url.map(Url::as_str).into()
}

fn talks_path(path: &str) -> String {
    match path.trim_end_matches('/').trim_end_matches(".html") {
        "" => "/talks.html".to_owned(),
        stem => format!("{stem}_talks.html"),
    }
}

fn playlist(subject: &Subject, url: &Url) -> Value {
    let youtube = url.domain().is_some_and(|host| is_within(host, "youtube.com"));
    let word = if youtube { "youtube_playlist" } else { "playlist" };
    let name = subject.language.word(word).to_owned();
    Value::from(Serde(Link { key: "playlist", name, url: url.to_string() }))
}
