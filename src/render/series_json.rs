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
//! - Events are in the order of their start. The time of the build matters to recordings alone, which
//!   are there from their `published` on.
//!
//! A key may be added without notice. `format` rises when one is removed or changes its meaning.

use std::io::{self, Write};

use super::json::{self, Object};
use super::links::{self, Link};
use super::{FEEDS, FORMATS};
use crate::edition::Edition;
use crate::model::{Newsletter, Person, Series, Text};

mod event;
#[cfg(test)]
mod tests;

/// The version of this shape.
const FORMAT: u32 = 1;

/// Writes `series.json`.
pub(crate) fn series_json(edition: &Edition<'_>, out: &mut dyn Write) -> io::Result<()> {
    let items = event::items(edition);
    json::document(out, |json| {
        json.number("format", FORMAT);
        json.object("series", |json| series(json, edition.series));
        json.object("subscribe", |json| by_key(json, &links::subscribe_links(edition.series)));
        json.object("feeds", |json| {
            for (name, _) in FEEDS {
                json.object(name, |json| feed(json, edition.series, name));
            }
        });
        json.objects("events", &edition.entries, |json, entry| {
            event::event(json, edition.series, entry, &items);
        });
    })
}

/// The series, without its events.
fn series(json: &mut Object<'_>, series: &Series) {
    json.text("id", &series.id);
    json.text("title", &series.title);
    json.text("url", &series.url);
    json.text("feeds_url", &series.feeds_url);
    json.text("timezone", series.zone.name());
    json.text("language", &series.language);
    json.optional("description", plain(&series.description));
    json.optional("description_html", html(&series.description));
    json.objects("organizers", &series.organizers, person);
    json.optional("playlist", series.playlist.as_ref());
    if let Some(found) = &series.newsletter {
        json.object("newsletter", |json| newsletter(json, found));
    }
    json.optional("funding", plain(&series.funding));
    json.optional("funding_html", html(&series.funding));
    json.optional("image", series.image.as_ref());
    json.optional("color", series.color.as_ref());
    json.optional("hub", series.hub.as_ref());
}

/// A mailing list.
fn newsletter(json: &mut Object<'_>, newsletter: &Newsletter) {
    json.optional("url", newsletter.url.as_ref());
    json.optional("note", plain(&newsletter.note));
    json.optional("note_html", html(&newsletter.note));
    json.optional("form", newsletter.form.as_ref());
}

/// One feed in its three formats.
fn feed(json: &mut Object<'_>, series: &Series, name: &str) {
    for (format, _) in FORMATS {
        json.text(format, series.feed_address(&format!("{name}.{format}")));
    }
}

/// A speaker or an organiser.
fn person(json: &mut Object<'_>, person: &Person) {
    json.text("name", &person.name);
    json.optional("affiliation", person.affiliation.as_ref());
    json.optional("url", person.url.as_ref());
    json.optional("email", person.email.as_ref());
    json.optional("bio", plain(&person.bio));
    json.optional("bio_html", html(&person.bio));
}

/// Links, in their own order.
fn by_key(json: &mut Object<'_>, links: &[Link]) {
    links.iter().for_each(|link| json.text(link.key, &link.url));
}

fn plain(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| &*text.plain)
}

fn html(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| &*text.html)
}
