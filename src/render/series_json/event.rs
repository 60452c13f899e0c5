//! Events and talks, as `series.json` shows them.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use url::Url;

use super::{ByKey, Person, html, people, plain};
use crate::edition::{Edition, Entry, Item};
use crate::model::{self, Recording, Status, When};
use crate::render::links;

/// All events, each made when its turn comes: the HTML of a large catalogue is large.
pub(super) struct Events<'a>(pub(super) &'a Edition<'a>);

/// The items of the feeds, by the id of their talk.
type Items<'a> = HashMap<&'a str, &'a Item<'a>>;

/// One event.
#[derive(Serialize)]
struct Event<'a> {
    id: &'a str,
    uid: &'a str,
    title: &'a str,
    status: &'static str,
    #[serde(flatten)]
    time: Precision,
    timezone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    join: Option<&'a Url>,
    url: &'a Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description_html: Option<&'a str>,
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a Url>,
    sequence: u32,
    created: String,
    modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ics: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<ByKey>,
    talks: Vec<Talk<'a>>,
}

/// What is known of the time, told by the key `precision`.
#[derive(Serialize)]
#[serde(tag = "precision", rename_all = "lowercase")]
enum Precision {
    Time { start: String, end: String, start_utc: String, end_utc: String, abbreviation: String },
    Day { start: NaiveDate, end: NaiveDate, last_day: NaiveDate },
    Month { start: String },
    None,
}

/// One talk.
#[derive(Serialize)]
struct Talk<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    speakers: Vec<Person<'a>>,
    #[serde(rename = "abstract")]
    #[serde(skip_serializing_if = "Option::is_none")]
    abstract_: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abstract_html: Option<&'a str>,
    recording: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    video: Option<Video<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slides: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a Url>,
}

/// A published recording.
#[derive(Serialize)]
struct Video<'a> {
    url: &'a Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<i64>,
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Edition { series, entries, items, .. } = self.0;
        // Only looked up by name, so that its own order never shows.
        let items: Items<'_> = items.iter().map(|item| (&*item.talk.id, item)).collect();
        serializer.collect_seq(entries.iter().map(|entry| Event::of(series, entry, &items)))
    }
}

impl<'a> Event<'a> {
    fn of(series: &model::Series, entry: &'a Entry<'a>, items: &Items<'_>) -> Self {
        let event = entry.event;
        let links = links::event_links(series, event);
        let ics = links.iter().find(|link| link.key == "ics").map(|link| link.url.clone());
        Self {
            id: &event.id,
            uid: &entry.uid,
            title: &event.title,
            status: status(event.status),
            time: Precision::of(event),
            timezone: event.zone.name(),
            location: event.location.as_deref(),
            registration: event.registration.as_ref(),
            join: event.join.as_ref(),
            url: &event.url,
            description: plain(&event.description),
            description_html: html(&event.description),
            tags: &event.tags,
            image: event.image.as_ref(),
            sequence: entry.sequence,
            created: utc(entry.created),
            modified: utc(entry.modified),
            ics,
            links: (!links.is_empty()).then_some(ByKey(links)),
            talks: event.talks.iter().map(|talk| Talk::of(talk, items)).collect(),
        }
    }
}

impl Precision {
    fn of(event: &model::Event) -> Self {
        match event.when {
            When::Timed { start, end } => Self::Time {
                start: local(start),
                end: local(end),
                start_utc: utc(start.to_utc()),
                end_utc: utc(end.to_utc()),
                abbreviation: event.zone.offset_at(start.to_utc()).abbreviation,
            },
            When::AllDay { start, end } => {
                Self::Day { start, end, last_day: end.pred_opt().unwrap_or(start) }
            }
            When::Month(first) => Self::Month { start: first.format("%Y-%m").to_string() },
            When::Unknown => Self::None,
        }
    }
}

impl<'a> Talk<'a> {
    fn of(talk: &'a model::Talk, items: &Items<'_>) -> Self {
        let item = talk.video().and_then(|_| items.get(&*talk.id));
        Self {
            id: &talk.id,
            entry: item.map(|item| item.id.urn().to_string()),
            title: talk.title.as_deref(),
            speakers: people(&talk.speakers),
            abstract_: plain(&talk.abstract_),
            abstract_html: html(&talk.abstract_),
            recording: recording(&talk.recording),
            video: talk.video().map(|video| Video {
                url: &video.url,
                title: video.title.as_deref(),
                published: item.map(|item| local(item.published)),
                duration: video.duration.map(|length| length.num_seconds()),
            }),
            slides: talk.slides.as_ref(),
            paper: talk.paper.as_ref(),
            code: talk.code.as_ref(),
        }
    }
}

/// As the catalogue spells it.
fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Tentative => "tentative",
        Status::Cancelled => "cancelled",
        Status::Postponed => "postponed",
    }
}

fn recording(recording: &Recording) -> &'static str {
    match recording {
        Recording::Pending => "pending",
        Recording::Withheld => "none",
        Recording::Published(_) => "published",
    }
}

/// `2023-09-18T13:00:00+02:00`.
fn local(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// `2023-09-18T11:00:00Z`.
fn utc(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
