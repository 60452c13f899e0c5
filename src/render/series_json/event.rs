//! Events and talks, as `series.json` shows them.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, Utc};

use super::{by_key, html, person, plain};
use crate::edition::{Edition, Entry, Item};
use crate::model::{Event, Recording, Series, Talk, When};
use crate::render::json::Object;
use crate::render::links;
use crate::rfc3339::{self, Zero};

/// The items of the feeds, by the id of their talk. They are only looked up, so that the map's own
/// order never shows.
pub(super) type Items<'a> = HashMap<&'a str, &'a Item<'a>>;

/// The items of an edition.
pub(super) fn items<'a>(edition: &'a Edition<'_>) -> Items<'a> {
    edition.items.iter().map(|item| (&*item.talk.id, item)).collect()
}

/// One event.
pub(super) fn event(json: &mut Object<'_>, series: &Series, entry: &Entry<'_>, items: &Items<'_>) {
    let event = entry.event;
    let links = links::event_links(series, event);
    json.text("id", &event.id);
    json.text("uid", &entry.uid);
    json.text("title", &event.title);
    json.text("status", event.status.name());
    precision(json, event);
    json.text("timezone", event.zone.name());
    json.optional("location", event.location.as_ref());
    json.optional("registration", event.registration.as_ref());
    json.optional("join", event.join.as_ref());
    json.text("url", &event.url);
    json.optional("description", plain(&event.description));
    json.optional("description_html", html(&event.description));
    json.texts("tags", &event.tags);
    json.optional("image", event.image.as_ref());
    json.number("sequence", entry.sequence);
    json.text("created", utc(entry.created));
    json.text("modified", utc(entry.modified));
    json.optional("ics", links.iter().find(|link| link.key == "ics").map(|link| &link.url));
    if !links.is_empty() {
        json.object("links", |json| by_key(json, &links));
    }
    json.objects("talks", &event.talks, |json, it| talk(json, it, items));
}

/// What is known of the time, told by the key `precision`.
fn precision(json: &mut Object<'_>, event: &Event) {
    match event.when {
        When::Timed { start, end } => {
            json.text("precision", "time");
            json.text("start", local(start));
            json.text("end", local(end));
            json.text("start_utc", utc(start.to_utc()));
            json.text("end_utc", utc(end.to_utc()));
            json.text("abbreviation", event.zone.offset_at(start.to_utc()).abbreviation);
        }
        When::AllDay { start, end } => {
            json.text("precision", "day");
            json.text("start", start.to_string());
            json.text("end", end.to_string());
            json.text("last_day", end.pred_opt().unwrap_or(start).to_string());
        }
        When::Month(first) => {
            json.text("precision", "month");
            json.text("start", first.format("%Y-%m").to_string());
        }
        When::Unknown => json.text("precision", "none"),
    }
}

/// One talk.
fn talk(json: &mut Object<'_>, talk: &Talk, items: &Items<'_>) {
    let item = talk.video().and_then(|_| items.get(&*talk.id));
    json.text("id", &talk.id);
    json.optional("entry", item.map(|item| item.id.urn().to_string()));
    json.optional("title", talk.title.as_ref());
    json.objects("speakers", &talk.speakers, person);
    json.optional("abstract", plain(&talk.abstract_));
    json.optional("abstract_html", html(&talk.abstract_));
    json.text("recording", recording(&talk.recording));
    if let Some(video) = talk.video() {
        json.object("video", |json| {
            json.text("url", &video.url);
            json.optional("title", video.title.as_ref());
            json.optional("published", item.map(|item| local(item.published)));
            if let Some(length) = video.duration {
                json.number("duration", length.num_seconds());
            }
        });
    }
    json.optional("slides", talk.slides.as_ref());
    json.optional("paper", talk.paper.as_ref());
    json.optional("code", talk.code.as_ref());
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
    rfc3339::text(time, Zero::Digits)
}

/// `2023-09-18T11:00:00Z`.
fn utc(time: DateTime<Utc>) -> String {
    rfc3339::text(time.fixed_offset(), Zero::Letter)
}
