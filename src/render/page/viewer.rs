//! From an edition to its view: what stands where, in which words.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use minijinja::Value;
use url::Url;

use super::language::Language;
use super::linked_data;
use super::view::{
    Event, Link, Moment, Newsletter, Page, Person, Rich, Series, Talk, Thumbnail, Times, Video,
};
use crate::edition::{Edition, Entry, Item};
use crate::model::{self, Recording, Status, When};
use crate::render::feed::rfc3339;
use crate::render::links::{self, Link as Address};
use crate::video::Host;

/// What the parts of a view are made with.
struct Viewer<'a> {
    series: &'a model::Series,
    language: &'a Language,
    items: HashMap<&'a str, &'a Item<'a>>,
    now: DateTime<Utc>,
}

/// Where an event stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Ahead,
    Open,
    Over,
}

/// The view of an edition at the time of its build.
pub(super) fn view<'a>(
    edition: &'a Edition<'a>,
    language: &'a Language,
    now: DateTime<Utc>,
) -> Page<'a> {
    let series = edition.series;
    let items = edition.items.iter().map(|item| (item.talk.id.as_str(), item)).collect();
    let viewer = Viewer { series, language, items, now };
    let next = series.next(now).map(|event| event.id.as_str());
    let at = |wanted: Place| {
        let entries = edition.entries.iter().filter(move |entry| {
            place(entry.event, now) == wanted && Some(entry.event.id.as_str()) != next
        });
        entries.map(|entry| viewer.event(entry))
    };
    let next_entry = edition.entries.iter().find(|it| Some(it.event.id.as_str()) == next);
    let feed = |name: &str| {
        let formats = ["rss", "atom", "json"];
        formats.map(|it| (it, series.feed_address(&format!("{name}.{it}")))).into()
    };
    Page {
        series: viewer.series(),
        next: next_entry.map(|entry| viewer.event(entry)),
        upcoming: at(Place::Ahead).collect(),
        to_be_announced: at(Place::Open).collect(),
        previous: at(Place::Over).rev().collect(),
        subscribe: links::subscribe_links(series).into_iter().map(Link::from).collect(),
        feeds: ["videos", "news"].map(|name| (name, feed(name))).into(),
        calendar: series.feed_address("calendar.ics"),
        as_of: viewer.moment(as_of(edition, now)),
        words: language.words.clone(),
        linked_data: Value::from_safe_string(linked_data::script(edition)),
    }
}

fn place(event: &model::Event, now: DateTime<Utc>) -> Place {
    match event.ends() {
        _ if event.status == Status::Postponed => Place::Open,
        None => Place::Open,
        Some(end) if end > now => Place::Ahead,
        Some(_) => Place::Over,
    }
}

/// Since when this view has stood: when the last event ended, or when a part of the catalogue was
/// last seen to change, whatever is later. Not the time of the build: a page that says the same
/// has the same bytes on every day. Recordings of one build are told apart by seconds, so a change
/// may lie a little ahead of it.
fn as_of(edition: &Edition<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
    let ends = edition.entries.iter().filter_map(|it| Some(it.event.ends()?.to_utc()));
    let ends = ends.filter(|at| *at <= now);
    let changes = edition.entries.iter().map(|entry| entry.modified);
    let news = edition.items.iter().map(|item| item.updated.to_utc());
    ends.chain(changes).chain(news).max().unwrap_or_default()
}

impl<'a> Viewer<'a> {
    fn series(&self) -> Series<'a> {
        let series = self.series;
        let path = series.url.path();
        let talks_path = match path.trim_end_matches('/').trim_end_matches(".html") {
            "" => "/talks.html".to_owned(),
            stem => format!("{stem}_talks.html"),
        };
        Series {
            id: &series.id,
            title: &series.title,
            url: series.url.as_str(),
            path,
            talks_path,
            language: &series.language,
            timezone: series.zone.name(),
            description: series.description.as_ref().map(Rich::from),
            organizers: people(&series.organizers),
            funding: series.funding.as_ref().map(Rich::from),
            playlist: series.playlist.as_ref().map(|url| self.playlist(url)),
            newsletter: series.newsletter.as_ref().map(Newsletter::from),
            image: series.image.as_ref().map(Url::as_str),
            color: series.color.as_deref(),
        }
    }

    fn playlist(&self, url: &Url) -> Link {
        let youtube = url.domain().is_some_and(|host| host.ends_with("youtube.com"));
        let word = if youtube { "youtube_playlist" } else { "playlist" };
        Link { key: "playlist", name: self.word(word), url: url.to_string() }
    }

    /// A word that a language may lack is its own name, which is a word too.
    fn word(&self, name: &str) -> String {
        self.language.words.get(name).map_or_else(|| name.to_owned(), String::clone)
    }

    fn event(&self, entry: &Entry<'a>) -> Event<'a> {
        let event = entry.event;
        let links = match place(event, self.now) {
            Place::Over => vec![],
            _ => links::event_links(self.series, event),
        };
        Event {
            id: &event.id,
            title: &event.title,
            url: event.url.as_str(),
            status: status(event.status),
            when: self.times(event),
            location: event.location.as_deref(),
            registration: event.registration.as_ref().map(Url::as_str),
            join: event.join.as_ref().map(Url::as_str),
            description: event.description.as_ref().map(Rich::from),
            tags: &event.tags,
            links: links.into_iter().map(|link| self.add_link(link)).collect(),
            talks: event.talks.iter().map(|talk| self.talk(talk)).collect(),
        }
    }

    fn add_link(&self, link: Address) -> Link {
        let link = Link::from(link);
        if link.key == "ics" { Link { name: self.word("calendar_file"), ..link } } else { link }
    }

    fn times(&self, event: &model::Event) -> Times {
        let (start, end) = (event.starts(), event.ends());
        Times {
            date: self.language.date(event.when),
            times: self.language.times(event.when, &event.zone),
            announced: self.language.announced(event.when, &event.zone),
            short: self.language.short(event.when),
            precision: match event.when {
                When::Timed { .. } => "time",
                When::AllDay { .. } => "day",
                When::Month(_) => "month",
                When::Unknown => "none",
            },
            timezone: event.zone.name().to_owned(),
            start: start.map(rfc3339),
            end: end.map(rfc3339),
            start_ms: start.map(|at| at.timestamp_millis()),
            end_ms: end.map(|at| at.timestamp_millis()),
        }
    }

    fn talk(&self, talk: &'a model::Talk) -> Talk<'a> {
        let address = |url: &'a Option<Url>| url.as_ref().map(Url::as_str);
        Talk {
            id: &talk.id,
            title: talk.title.as_deref(),
            speakers: people(&talk.speakers),
            abstract_: talk.abstract_.as_ref().map(Rich::from),
            video: self.items.get(talk.id.as_str()).map(|item| video(item)),
            withheld: matches!(talk.recording, Recording::Withheld),
            slides: address(&talk.slides),
            paper: address(&talk.paper),
            code: address(&talk.code),
        }
    }

    fn moment(&self, instant: DateTime<Utc>) -> Moment {
        Moment {
            instant: instant.to_rfc3339_opts(SecondsFormat::Secs, true),
            day: self.language.plain_day(self.series.zone.at(instant).date_naive()),
        }
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Tentative => "tentative",
        Status::Cancelled => "cancelled",
        Status::Postponed => "postponed",
    }
}

fn video<'a>(item: &Item<'a>) -> Video<'a> {
    let thumbnail = Host::of(&item.video.url).thumbnail();
    Video {
        url: item.video.url.as_str(),
        title: item.video.title.as_deref(),
        published: rfc3339(item.published),
        thumbnail: thumbnail.map(|picture| Thumbnail {
            url: picture.url.to_string(),
            width: picture.width,
            height: picture.height,
        }),
    }
}

fn people(people: &[model::Person]) -> Vec<Person<'_>> {
    let next = people.iter().skip(1).map(Some).chain([None]);
    let people = people.iter().zip(next).map(|(person, next)| {
        let repeated = next.is_some_and(|next| next.affiliation == person.affiliation);
        let affiliation = person.affiliation.as_deref();
        Person {
            name: &person.name,
            affiliation,
            shown_affiliation: affiliation.filter(|_| !repeated),
            url: person.url.as_ref().map(Url::as_str),
            email: person.email.as_deref(),
            bio: person.bio.as_ref().map(Rich::from),
        }
    });
    people.collect()
}
