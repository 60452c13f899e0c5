//! The project's own `feeds/`: the three webinars have their right instants in everything that a
//! build writes, as readers that are not ours find them there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use common::project_file;
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime};
use serde_json::Value;
use url::Url;

/// Start and end of each webinar, from the series' public history.
const WEBINARS: [(&str, &str, &str); 3] = [
    ("S01", "2023-02-27T15:00:00Z", "2023-02-27T16:30:00Z"),
    ("S02", "2023-06-05T14:00:00Z", "2023-06-05T15:30:00Z"),
    ("S03", "2023-09-18T11:00:00Z", "2023-09-18T12:30:00Z"),
];

fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// A local time of a zone, by another database than ours.
fn local(text: &str, format: &str, zone: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, format).unwrap();
    zone.parse::<Tz>().unwrap().from_local_datetime(&local).single().unwrap().to_utc()
}

/// Start and end of each entry of a calendar, by the event's page.
fn entries(file: &str) -> BTreeMap<String, (DateTime<Utc>, DateTime<Utc>)> {
    let calendar: Calendar = project_file(file).parse().unwrap();
    let entry = |event: &icalendar::Event| {
        let id = event.get_url().unwrap().rsplit('#').next().unwrap().to_owned();
        (id, (time(event.get_start().unwrap()), time(event.get_end().unwrap())))
    };
    calendar.events().map(entry).collect()
}

fn time(time: DatePerhapsTime) -> DateTime<Utc> {
    match time {
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid }) => {
            tzid.parse::<Tz>().unwrap().from_local_datetime(&date_time).single().unwrap().to_utc()
        }
        other => panic!("no time with a zone: {other:?}"),
    }
}

fn expected() -> BTreeMap<String, (DateTime<Utc>, DateTime<Utc>)> {
    let webinars = WEBINARS.iter();
    webinars.map(|(id, start, end)| ((*id).to_owned(), (instant(start), instant(end)))).collect()
}

#[test]
fn the_subscribed_calendar_has_every_webinar_at_its_instant() {
    assert_eq!(entries("feeds/calendar.ics"), expected());
}

#[test]
fn each_webinar_has_a_file_with_its_instant() {
    for (id, times) in expected() {
        let file = entries(&format!("feeds/{id}.ics"));
        assert_eq!(file, BTreeMap::from([(id, times)]));
    }
}

fn series() -> Value {
    serde_json::from_str(&project_file("feeds/series.json")).unwrap()
}

#[test]
fn series_json_has_every_webinar_at_its_instant() {
    let series = series();
    let events = series["events"].as_array().unwrap().iter();
    let times = |event: &Value, start: &str, end: &str| {
        (instant(event[start].as_str().unwrap()), instant(event[end].as_str().unwrap()))
    };
    let found: BTreeMap<_, _> = events
        .map(|event| {
            assert_eq!(times(event, "start", "end"), times(event, "start_utc", "end_utc"));
            (event["id"].as_str().unwrap().to_owned(), times(event, "start", "end"))
        })
        .collect();
    assert_eq!(found, expected());
}

/// The parameters of a webinar's link.
fn link(id: &str, service: &str) -> BTreeMap<String, String> {
    let series = series();
    let events = series["events"].as_array().unwrap();
    let event = events.iter().find(|event| event["id"] == id).unwrap();
    let url = Url::parse(event["links"][service].as_str().unwrap()).unwrap();
    url.query_pairs().into_owned().collect()
}

#[test]
fn every_link_gives_the_webinars_instant_when_it_is_read_back() {
    for (id, times) in expected() {
        let google = link(&id, "google");
        let (start, end) = google["dates"].split_once('/').unwrap();
        let digits = |text: &str, zone: &str| local(text, "%Y%m%dT%H%M%S", zone);
        assert_eq!((digits(start, &google["ctz"]), digits(end, &google["ctz"])), times, "{id}");

        for service in ["outlook", "office365"] {
            let outlook = link(&id, service);
            assert_eq!((instant(&outlook["startdt"]), instant(&outlook["enddt"])), times, "{id}");
        }

        // Yahoo knows no zone: it gets the digits of the webinar's own.
        let yahoo = link(&id, "yahoo");
        let digits = |name: &str| digits(&yahoo[name], "Europe/Copenhagen");
        assert_eq!((digits("ST"), digits("ET")), times, "{id}");
    }
}

#[test]
fn the_seeds_text_is_restored() {
    for file in ["feeds/calendar.ics", "feeds/series.json", "feeds/videos.atom"] {
        let text = project_file(file).replace("\r\n ", "");
        for part in ["L👀king-Glass", "Espírito Santo"] {
            assert!(text.contains(part), "{part} in {file}");
        }
        for mojibake in ["Ã", "ðŸ"] {
            assert!(!text.contains(mojibake), "{mojibake} in {file}");
        }
    }
    assert!(project_file("feeds/series.json").contains("Jiménez-Sánchez"));
}

#[test]
fn every_talk_is_there_and_every_recording_but_the_one_that_was_not_shared() {
    let series = series();
    let events = series["events"].as_array().unwrap();
    let talks: Vec<_> =
        events.iter().flat_map(|event| event["talks"].as_array().unwrap()).collect();
    assert_eq!(talks.len(), 9);
    let recorded = talks.iter().filter(|talk| talk.get("video").is_some()).count();
    assert_eq!(recorded, 8);
    let withheld: Vec<_> = talks.iter().filter(|talk| talk["recording"] == "none").collect();
    assert_eq!(withheld.len(), 1);
    assert_eq!(withheld[0]["speakers"][0]["name"], "Cathrine Damgaard");

    let feed: Value = serde_json::from_str(&project_file("feeds/videos.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 8);
    let dates: Vec<_> = items.iter().map(|item| item["date_published"].as_str().unwrap()).collect();
    let days: Vec<_> = dates.iter().map(|date| &date[..10]).collect();
    assert_eq!(
        days,
        [
            "2023-09-19",
            "2023-09-19",
            "2023-07-06",
            "2023-06-15",
            "2023-06-15",
            "2023-06-15",
            "2023-03-16",
            "2023-03-16"
        ]
    );
}
