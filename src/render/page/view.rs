//! What a template gets to see: plain data, in words and as instants. Every name here is one that
//! a template may use.
//!
//! Texts of the author (`html`, `markdown`) arrive safe for the syntax that they are named after;
//! every other value is escaped where it is printed.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, SecondsFormat, Utc};
use minijinja::Value;
use serde::Serialize;
use url::Url;

use super::language::Language;
use super::linked_data;
use crate::edition::{Edition, Entry, Item};
use crate::model::{self, Recording, Status, Text, When};
use crate::render::feed::rfc3339;
use crate::render::links::{self, Link as Address};
use crate::video::Host;

/// Everything that a page shows.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    series: Series<'a>,
    /// The event that people can come to next.
    next: Option<Event<'a>>,
    /// Those with a day after it, and those that would have taken place after it.
    upcoming: Vec<Event<'a>>,
    /// Those without a day, and the postponed ones.
    to_be_announced: Vec<Event<'a>>,
    /// Those that are over, the latest first.
    previous: Vec<Event<'a>>,
    /// Links that subscribe to the series.
    subscribe: Vec<Link>,
    /// The feeds by what they tell, `videos` and `news`, and by format: `rss`, `atom`, `json`.
    feeds: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    /// The subscribed calendar.
    calendar: String,
    as_of: Moment,
    /// Labels and pieces of sentences, by name: see `languages/en.json`.
    words: BTreeMap<String, String>,
    /// schema.org as JSON-LD, to stand in a `script` element.
    linked_data: Value,
}

#[derive(Serialize)]
struct Series<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    /// Where the series' page is on its host: `/webinar/`.
    path: &'a str,
    /// Where the page of all previous talks is on the same host: `/webinar_talks.html`.
    talks_path: String,
    language: &'a str,
    timezone: &'a str,
    description: Option<Rich>,
    organizers: Vec<Person<'a>>,
    funding: Option<Rich>,
    playlist: Option<Link>,
    newsletter: Option<Newsletter<'a>>,
    image: Option<&'a str>,
    /// A CSS colour name.
    color: Option<&'a str>,
}

#[derive(Serialize)]
struct Newsletter<'a> {
    url: Option<&'a str>,
    note: Option<Rich>,
    form: Option<&'a str>,
}

#[derive(Serialize)]
struct Event<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    /// `confirmed`, `tentative`, `cancelled`, `postponed`.
    status: &'static str,
    when: Times,
    location: Option<&'a str>,
    registration: Option<&'a str>,
    join: Option<&'a str>,
    description: Option<Rich>,
    tags: &'a [String],
    /// Links that add it to a calendar.
    links: Vec<Link>,
    talks: Vec<Talk<'a>>,
}

/// When an event takes place. Words are empty, instants `None`, as far as that is not known.
#[derive(Serialize)]
struct Times {
    /// `Monday 18 September 2023`.
    date: String,
    /// `13:00–14:30 CEST`.
    times: Option<String>,
    /// `18 September 2023 at 1pm CEST`.
    announced: String,
    /// `27th Feb 2023`.
    short: String,
    /// What is known of it: `time`, `day`, `month`, `none`.
    precision: &'static str,
    timezone: String,
    /// RFC 3339.
    start: Option<String>,
    end: Option<String>,
    /// Milliseconds since 1970, as scripts count.
    start_ms: Option<i64>,
    end_ms: Option<i64>,
}

#[derive(Serialize)]
struct Talk<'a> {
    id: &'a str,
    title: Option<&'a str>,
    speakers: Vec<Person<'a>>,
    #[serde(rename = "abstract")]
    abstract_: Option<Rich>,
    video: Option<Video<'a>>,
    /// Whether the speakers did not agree to share a recording.
    withheld: bool,
    slides: Option<&'a str>,
    paper: Option<&'a str>,
    code: Option<&'a str>,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    affiliation: Option<&'a str>,
    /// The affiliation, unless the next one in the list has the same: to be printed once.
    shown_affiliation: Option<&'a str>,
    url: Option<&'a str>,
    email: Option<&'a str>,
    bio: Option<Rich>,
}

#[derive(Serialize)]
struct Video<'a> {
    url: &'a str,
    title: Option<&'a str>,
    /// RFC 3339.
    published: String,
    thumbnail: Option<Thumbnail>,
}

#[derive(Serialize)]
struct Thumbnail {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Link {
    key: &'static str,
    name: String,
    url: String,
}

/// A text of the author.
#[derive(Serialize)]
struct Rich {
    html: Value,
    markdown: Value,
    plain: String,
}

/// The instant since when the view has stood.
#[derive(Serialize)]
struct Moment {
    /// RFC 3339.
    instant: String,
    /// `18 September 2023`.
    day: String,
}

/// What the parts of a view are made with.
struct Viewer<'a> {
    series: &'a model::Series,
    language: &'a Language,
    items: HashMap<&'a str, &'a Item<'a>>,
}

/// Where an event stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Ahead,
    Open,
    Over,
}

/// The view of an edition at the time of its build.
pub(crate) fn view<'a>(
    edition: &'a Edition<'a>,
    language: &'a Language,
    now: DateTime<Utc>,
) -> Page<'a> {
    let series = edition.series;
    let items = edition.items.iter().map(|item| (item.talk.id.as_str(), item)).collect();
    let viewer = Viewer { series, language, items };
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
/// has the same bytes on every day.
fn as_of(edition: &Edition<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
    let ends = edition.entries.iter().filter_map(|it| Some(it.event.ends()?.to_utc()));
    let changes = edition.entries.iter().map(|entry| entry.modified);
    let news = edition.items.iter().map(|item| item.updated.to_utc());
    ends.chain(changes).chain(news).filter(|at| *at <= now).max().unwrap_or_default()
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
        let links = links::event_links_with(self.series, event, &entry.details);
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

impl From<&Text> for Rich {
    fn from(text: &Text) -> Self {
        Self {
            html: Value::from_safe_string(super::escape::inert(&text.html)),
            markdown: Value::from_safe_string(text.markdown.clone()),
            plain: text.plain.clone(),
        }
    }
}

impl From<Address> for Link {
    fn from(link: Address) -> Self {
        Self { key: link.key, name: link.name.to_owned(), url: link.url }
    }
}

impl<'a> From<&'a model::Newsletter> for Newsletter<'a> {
    fn from(newsletter: &'a model::Newsletter) -> Self {
        Self {
            url: newsletter.url.as_ref().map(Url::as_str),
            note: newsletter.note.as_ref().map(Rich::from),
            form: newsletter.form.as_ref().map(Url::as_str),
        }
    }
}
