//! A small series for the tests beside the code.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use url::Url;
use uuid::Uuid;

use crate::edition::{Edition, Entry, Item, Presence};
use crate::markdown;
use crate::model::{Event, Person, Recording, Series, Status, Talk, Text, Video, When};
use crate::zone::{Local, Zone};

/// A URL that is known to be one.
pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).expect("a URL")
}

/// A local time in a zone, for an hour and a half.
pub(crate) fn timed(zone: &Zone, start: &str) -> When {
    let start = start.parse().expect("a local time");
    let Local::Once(start) = zone.local(start) else { panic!("not one instant: {start}") };
    let end = zone.at(start.to_utc() + chrono::TimeDelta::minutes(90));
    When::Timed { start, end }
}

/// A text in Markdown.
pub(crate) fn text(markdown: &str) -> Text {
    markdown::read(markdown, None).0
}

/// An event with a sign-up link and no talks, at `2023-09-18T13:00` or the like.
pub(crate) fn event(id: &str, zone: &str, start: &str) -> Event {
    let zone = Zone::get(zone).expect("a zone");
    Event {
        id: id.to_owned(),
        title: "Rethinking Annotations".to_owned(),
        when: timed(&zone, start),
        zone,
        status: Status::Confirmed,
        location: Some("Zoom".to_owned()),
        registration: Some(url("https://example.org/register/S03")),
        join: None,
        url: url("https://example.org/webinar/#S03"),
        description: None,
        tags: vec![],
        image: None,
        talks: vec![],
        formerly: vec![],
        uid: None,
    }
}

/// A talk with one speaker, an abstract and a recording on YouTube.
pub(crate) fn talk(id: &str) -> Talk {
    Talk {
        id: id.to_owned(),
        title: Some("Did You Get What You Paid For?".to_owned()),
        speakers: vec![person("Dr. Thijs Kooi")],
        abstract_: Some(text("Although *techniques* like self-supervision …")),
        recording: Recording::Published(Video {
            url: url("https://www.youtube.com/watch?v=qhAYUfQlYfo"),
            title: None,
            published: None,
            duration: None,
        }),
        slides: None,
        paper: None,
        code: None,
        formerly: vec![],
    }
}

/// Someone with a page.
pub(crate) fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        affiliation: Some("Lunit, South Korea".to_owned()),
        url: Some(url("https://www.thijskooi.com/")),
        email: None,
        bio: None,
    }
}

/// One event in Copenhagen with one recorded talk.
pub(crate) fn series() -> Series {
    let mut session = event("S03", "Europe/Copenhagen", "2023-09-18T13:00:00");
    session.talks.push(talk("S03E01"));
    Series {
        id: "looking-glass".to_owned(),
        title: "Datasets through the L👀king-Glass".to_owned(),
        url: url("https://example.org/webinar/"),
        feeds_url: url("https://example.org/feeds/"),
        zone: Zone::get("Europe/Copenhagen").expect("a zone"),
        language: "en".to_owned(),
        description: Some(text("About the data that learning-based methods are built on.")),
        organizers: vec![person("Amelia Jiménez-Sánchez")],
        playlist: None,
        newsletter: None,
        funding: None,
        image: None,
        color: None,
        hub: None,
        reminder: None,
        events: vec![session],
    }
}

/// The first edition of a series, with made-up but stable revisions.
pub(crate) fn edition(series: &Series) -> Edition<'_> {
    let built = Utc.with_ymd_and_hms(2023, 9, 19, 8, 0, 0).single().expect("an instant");
    let id = |name: &str| Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    let published: DateTime<_> = built.fixed_offset();
    let entry = |event| Entry {
        event,
        uid: id(&event.id).to_string(),
        created: built,
        modified: built,
        sequence: 0,
        notes: vec![],
        presence: event.ends().map_or(Presence::Unscheduled, |_| Presence::Listed),
    };
    let mut items = vec![];
    for event in &series.events {
        for talk in &event.talks {
            let Some(video) = talk.video() else { continue };
            items.push(Item {
                event,
                talk,
                video,
                id: id(&talk.id),
                published,
                updated: published,
            });
        }
    }
    let shared = std::sync::Arc::new(series.clone());
    Edition {
        series,
        shared,
        entries: series.events.iter().map(entry).collect(),
        items,
        withdrawn: None,
    }
}

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}
