//! The crates `icalendar` and `rss`, used plainly: the calendar of the series, and the feed of
//! recordings as RSS.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use chrono::{DateTime, FixedOffset, Utc};
use icalendar::{
    Calendar, CalendarDateTime, Component as _, DatePerhapsTime, Event, EventLike as _,
};
use rss::{Category, Channel, Guid, Item};
use serde::Deserialize;

#[derive(Deserialize)]
struct Content {
    title: String,
    url: String,
    description: String,
    language: String,
    timezone: String,
    events: Vec<Webinar>,
    items: Vec<Recording>,
}

#[derive(Deserialize)]
struct Webinar {
    uid: String,
    stamp: DateTime<Utc>,
    start: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    summary: String,
    description: String,
    location: String,
    url: String,
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Recording {
    id: String,
    title: String,
    url: String,
    published: DateTime<FixedOffset>,
    summary: String,
    content: String,
    tags: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (Some(content), Some(folder)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: crates CONTENT FOLDER".into());
    };
    let content: Content = serde_json::from_slice(&fs::read(content)?)?;
    let folder = Path::new(&folder);
    fs::write(folder.join("calendar.ics"), calendar(&content).to_string())?;
    fs::write(folder.join("videos.rss"), feed(content).to_string())?;
    Ok(())
}

fn calendar(content: &Content) -> Calendar {
    let mut calendar = Calendar::new();
    calendar.name(&content.title).description(&content.description).timezone(&*content.timezone);
    for webinar in &content.events {
        calendar.push(event(webinar, &content.timezone));
    }
    calendar
}

fn event(webinar: &Webinar, zone: &str) -> Event {
    Event::new()
        .uid(&webinar.uid)
        .timestamp(webinar.stamp)
        .starts(local(webinar.start, zone))
        .ends(local(webinar.end, zone))
        .summary(&webinar.summary)
        .description(&webinar.description)
        .location(&webinar.location)
        .url(&webinar.url)
        .categories(&webinar.tags)
        .done()
}

fn local(time: DateTime<FixedOffset>, zone: &str) -> DatePerhapsTime {
    let tzid = zone.to_owned();
    CalendarDateTime::WithTimezone { date_time: time.naive_local(), tzid }.into()
}

fn feed(content: Content) -> Channel {
    Channel {
        title: content.title,
        link: content.url,
        description: content.description,
        language: Some(content.language),
        items: content.items.into_iter().map(item).collect(),
        ..Channel::default()
    }
}

fn item(recording: Recording) -> Item {
    let category = |name| Category { name, domain: None };
    Item {
        title: Some(recording.title),
        link: Some(recording.url),
        description: Some(recording.summary),
        content: Some(recording.content),
        guid: Some(Guid { value: recording.id, permalink: false }),
        pub_date: Some(recording.published.to_rfc2822()),
        categories: recording.tags.into_iter().map(category).collect(),
        ..Item::default()
    }
}
