//! `series.json`: the whole catalogue, resolved, for site generators and scripts (RFC 8259). It
//! needs no knowledge of time zones, of Markdown or of any calendar service to be used.
//!
//! ```json
//! {
//!   "format": 1,
//!   "series": { "id", "title", "url", "feeds_url", "timezone", "language", "description",
//!     "description_html", "organizers": [PERSON], "playlist", "newsletter": { "url", "note",
//!     "note_html", "form" }, "funding", "funding_html", "image", "color", "hub" },
//!   "subscribe": { "ics", "webcal", "google", "outlook", "office365" },
//!   "feeds": { "videos": { "rss", "atom", "json" }, "news": { "rss", "atom", "json" } },
//!   "events": [{ "id", "uid", "title", "status", "precision", …, "timezone", "location",
//!     "registration", "join", "url", "description", "description_html", "tags", "image",
//!     "sequence", "created", "modified", "ics", "links": { "google", "outlook", "office365",
//!     "yahoo", "ics" }, "talks": [TALK] }]
//! }
//! ```
//!
//! - PERSON: `name`, `affiliation`, `url`, `email`, `bio`, `bio_html`. TALK: `id`, `entry` (the id
//!   of its item in the feeds), `title`, `speakers`, `abstract`, `abstract_html`, `recording`
//!   (`pending`, `none`, `published`), `video` (`url`, `title`, `published`, `duration` in
//!   seconds), `slides`, `paper`, `code`.
//! - What is not known is left out: there is no `null`. Lists are always there, if only empty.
//! - `precision` is what is known of the time. `time`: `start` and `end` with the offset of
//!   `timezone`, the same instants as `start_utc` and `end_utc`, and `abbreviation`, the name of
//!   the offset at the start. `day`: `start`, the first day, `end`, the first day after it (as in
//!   iCalendar), and `last_day`. `month`: `start`, such as `2023-09`. `none`: nothing.
//! - Instants are RFC 3339, days ISO 8601. What the catalogue has in Markdown
//!   is plain text here, with its HTML beside it (`_html`).
//! - `ics` and `links` come with the day (see [`super::links`]); `sequence`, `created` and
//!   `modified` are those of the calendar entry.
//! - Events are in the order of their start. Nothing depends on the time of the build.
//!
//! A key may be added without notice. `format` rises when one is removed or changes its meaning.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use url::Url;

use self::event::Events;
use super::links::{self, Link};
use crate::edition::Edition;
use crate::model::{self, Text};

mod event;
#[cfg(test)]
mod tests;

/// The version of this shape.
const FORMAT: u32 = 1;

/// Writes `series.json`.
pub(crate) fn series_json(edition: &Edition<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        format: FORMAT,
        series: Series::of(edition.series),
        subscribe: ByKey(links::subscribe_links(edition.series)),
        feeds: Feeds {
            videos: Feed::of(edition.series, "videos"),
            news: Feed::of(edition.series, "news"),
        },
        events: Events(edition),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The whole file.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    series: Series<'a>,
    subscribe: ByKey,
    feeds: Feeds,
    events: Events<'a>,
}

/// The series, without its events.
#[derive(Serialize)]
struct Series<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a Url,
    feeds_url: &'a Url,
    timezone: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description_html: Option<&'a str>,
    organizers: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    playlist: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newsletter: Option<Newsletter<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    funding: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    funding_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hub: Option<&'a Url>,
}

/// A mailing list.
#[derive(Serialize)]
struct Newsletter<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'a Url>,
}

/// The feeds by what they are about.
#[derive(Serialize)]
struct Feeds {
    videos: Feed,
    news: Feed,
}

/// One feed in its three formats.
#[derive(Serialize)]
struct Feed {
    rss: String,
    atom: String,
    json: String,
}

/// A speaker or an organiser.
#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bio: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bio_html: Option<&'a str>,
}

/// Links as an object, in their own order.
struct ByKey(Vec<Link>);

impl<'a> Series<'a> {
    fn of(series: &'a model::Series) -> Self {
        Self {
            id: &series.id,
            title: &series.title,
            url: &series.url,
            feeds_url: &series.feeds_url,
            timezone: series.zone.name(),
            language: &series.language,
            description: plain(&series.description),
            description_html: html(&series.description),
            organizers: people(&series.organizers),
            playlist: series.playlist.as_ref(),
            newsletter: series.newsletter.as_ref().map(Newsletter::of),
            funding: plain(&series.funding),
            funding_html: html(&series.funding),
            image: series.image.as_ref(),
            color: series.color.as_deref(),
            hub: series.hub.as_ref(),
        }
    }
}

impl<'a> Newsletter<'a> {
    fn of(newsletter: &'a model::Newsletter) -> Self {
        Self {
            url: newsletter.url.as_ref(),
            note: plain(&newsletter.note),
            note_html: html(&newsletter.note),
            form: newsletter.form.as_ref(),
        }
    }
}

impl Feed {
    fn of(series: &model::Series, name: &str) -> Self {
        let address = |extension| series.feed_address(&format!("{name}.{extension}"));
        Self { rss: address("rss"), atom: address("atom"), json: address("json") }
    }
}

impl<'a> Person<'a> {
    fn of(person: &'a model::Person) -> Self {
        Self {
            name: &person.name,
            affiliation: person.affiliation.as_deref(),
            url: person.url.as_ref(),
            email: person.email.as_deref(),
            bio: plain(&person.bio),
            bio_html: html(&person.bio),
        }
    }
}

impl Serialize for ByKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|link| (link.key, &link.url)))
    }
}

fn people(people: &[model::Person]) -> Vec<Person<'_>> {
    people.iter().map(Person::of).collect()
}

fn plain(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.plain.as_str())
}

fn html(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.html.as_str())
}
