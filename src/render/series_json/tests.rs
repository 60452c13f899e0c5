//! Reads `series.json` with `serde_json`, as a script would.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::{Event, Recording, Status, When};
use crate::sample;
use crate::zone::Zone;

fn read(series: &Series) -> Value {
    let bytes = written(&sample::edition(series));
    assert_eq!(bytes.last(), Some(&b'\n'));
    serde_json::from_slice(&bytes).expect("JSON")
}

fn written(edition: &Edition<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    series_json(edition, &mut bytes).expect("memory");
    bytes
}

/// The series of the tests with other events.
fn with_events(events: Vec<Event>) -> Series {
    Series { events, ..sample::series() }
}

/// Every optional value is there.
fn complete() -> Series {
    let mut series = sample::series();
    let link = || Some(sample::url("https://example.org/link"));
    let text = || Some(crate::sample::text("Some *text*"));
    (series.playlist, series.image, series.hub) = (link(), link(), link());
    (series.funding, series.color) = (text(), Some("teal".to_owned()));
    series.newsletter = Some(Newsletter { url: link(), note: text(), form: link() });
    series.organizers[0].email = Some("a@example.org".to_owned());
    series.organizers[0].bio = text();
    let event = &mut series.events[0];
    (event.join, event.image, event.description) = (link(), link(), text());
    event.tags = vec!["data".to_owned()];
    let talk = &mut event.talks[0];
    (talk.slides, talk.paper, talk.code) = (link(), link(), link());
    if let Recording::Published(video) = &mut talk.recording {
        video.title = Some("Its own title".to_owned());
        video.duration = Some(TimeDelta::minutes(61));
    }
    series
}

fn keys(object: &Value) -> Vec<&str> {
    let object = object.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

/// The names of an object's keys, sorted.
fn check_keys(object: &Value, expected: &str) {
    let mut expected: Vec<_> = expected.split_whitespace().collect();
    expected.sort_unstable();
    assert_eq!(keys(object), expected);
}

fn count_nulls(value: &Value) -> usize {
    match value {
        Value::Null => 1,
        Value::Array(values) => values.iter().map(count_nulls).sum(),
        Value::Object(values) => values.values().map(count_nulls).sum(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[test]
fn a_complete_catalogue_has_every_key_of_the_format() {
    let json = read(&complete());
    let (series, event) = (&json["series"], &json["events"][0]);
    let talk = &event["talks"][0];
    assert_eq!(json["format"], 1);
    check_keys(&json, "format series subscribe feeds events");
    check_keys(
        series,
        "id title url feeds_url timezone language description description_html organizers
         playlist newsletter funding funding_html image color hub",
    );
    check_keys(&series["organizers"][0], "name affiliation url email bio bio_html");
    check_keys(&series["newsletter"], "url note note_html form");
    check_keys(&json["subscribe"], "ics webcal google outlook office365");
    check_keys(&json["feeds"]["videos"], "rss atom json");
    check_keys(
        event,
        "id uid title status precision start end start_utc end_utc abbreviation timezone location
         registration join url description description_html tags image sequence created modified
         ics links talks",
    );
    check_keys(&event["links"], "google outlook office365 yahoo ics");
    check_keys(
        talk,
        "id entry title speakers abstract abstract_html recording video slides paper code",
    );
    check_keys(&talk["video"], "url title published duration");
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut event = sample::event("S04", "Europe/Copenhagen", "2023-12-04T15:00:00");
    event.when = When::Unknown;
    (event.location, event.registration) = (None, None);
    let mut talk = sample::talk("S04E01");
    (talk.title, talk.abstract_, talk.recording) = (None, None, Recording::Pending);
    talk.speakers[0].affiliation = None;
    event.talks.push(talk);
    let mut series = with_events(vec![event]);
    series.description = None;

    let json = read(&series);
    assert_eq!(count_nulls(&json), 0);
    check_keys(
        &json["events"][0],
        "id uid title status precision timezone url tags sequence created modified talks",
    );
    assert_eq!(json["events"][0]["precision"], "none");
    assert_eq!(json["events"][0]["tags"], json!([]));
    check_keys(&json["events"][0]["talks"][0], "id speakers recording");
    assert_eq!(json["events"][0]["talks"][0]["recording"], "pending");
}

#[test]
fn every_time_is_the_events_own_instant_twice_and_in_its_own_zone() {
    let mut events = vec![];
    for name in ["Europe/Copenhagen", "America/New_York", "Asia/Kathmandu", "Europe/London"] {
        let zone = Zone::get(name).expect("a zone");
        let from = "2023-01-15T12:00:00Z".parse::<DateTime<Utc>>().expect("an instant");
        let changes = zone.transitions_after(from).map(|change| change.at);
        for (number, instant) in changes.take(4).chain([from]).enumerate() {
            for minutes in [-90, -30, 0, 30] {
                let id = format!("{number}{minutes}");
                let mut event = sample::event(&id, name, "2023-09-18T13:00:00");
                let start = zone.at(instant + TimeDelta::minutes(minutes));
                let end = zone.at(start.to_utc() + TimeDelta::minutes(75));
                event.when = When::Timed { start, end };
                events.push(event);
            }
        }
    }
    let series = with_events(events);
    let json = read(&series);
    assert_eq!(json["events"].as_array().map(Vec::len), Some(series.events.len()));
    for (event, json) in series.events.iter().zip(json["events"].as_array().expect("a list")) {
        let time = |key: &str| {
            let text = json[key].as_str().expect("a time");
            DateTime::parse_from_rfc3339(text).expect("RFC 3339")
        };
        let [start, end] = [event.starts(), event.ends()].map(|time| time.expect("a time"));
        assert_eq!((time("start"), time("end")), (start, end));
        assert_eq!(time("start").offset(), start.offset());
        assert_eq!(time("end").offset(), end.offset());
        assert_eq!((time("start_utc"), time("end_utc")), (start, end));
        assert!(json["start_utc"].as_str().is_some_and(|text| text.ends_with('Z')));
        assert_eq!(json["timezone"], event.zone.name());
    }
}

#[test]
fn a_time_is_told_with_what_people_call_its_offset() {
    let event = &read(&sample::series())["events"][0];
    assert_eq!(event["precision"], "time");
    assert_eq!(event["start"], "2023-09-18T13:00:00+02:00");
    assert_eq!(event["end_utc"], "2023-09-18T12:30:00Z");
    assert_eq!(event["abbreviation"], "CEST");
}

#[test]
fn days_and_months_are_told_as_exactly_as_they_are_known() {
    let mut day = sample::event("day", "Europe/Copenhagen", "2023-12-04T15:00:00");
    day.when = When::AllDay { start: sample::day(2023, 12, 31), end: sample::day(2024, 1, 2) };
    let mut month = day.clone();
    month.when = When::Month(sample::day(2023, 9, 1));
    let json = read(&with_events(vec![day, month]));
    let (day, month) = (&json["events"][0], &json["events"][1]);
    assert_eq!((&day["precision"], &day["start"]), (&json!("day"), &json!("2023-12-31")));
    assert_eq!((&day["end"], &day["last_day"]), (&json!("2024-01-02"), &json!("2024-01-01")));
    assert_eq!((&month["precision"], &month["start"]), (&json!("month"), &json!("2023-09")));
    assert_eq!((month.get("end"), month.get("links")), (None, None));
}

#[test]
fn every_link_is_the_one_that_is_published_elsewhere() {
    let mut series = complete();
    let cancelled = Event { status: Status::Cancelled, ..series.events[0].clone() };
    series.events.push(Event { talks: vec![], ..cancelled });
    let json = read(&series);
    for (event, json) in series.events.iter().zip(json["events"].as_array().expect("a list")) {
        let links = links::event_links(&series, event);
        assert_eq!(keys(&json["links"]).len(), links.len());
        for link in &links {
            assert_eq!(json["links"][link.key], *link.url);
        }
        assert_eq!(json["ics"], "https://example.org/feeds/S03.ics");
    }
    assert_eq!(json["events"][1]["status"], "cancelled");
    assert_eq!(keys(&json["events"][1]["links"]), ["ics"]);
    for link in links::subscribe_links(&series) {
        assert_eq!(json["subscribe"][link.key], *link.url);
    }
    assert_eq!(json["feeds"]["videos"]["rss"], "https://example.org/feeds/videos.rss");
}

#[test]
fn ids_and_revisions_are_those_of_the_calendar_and_the_feeds() {
    let series = complete();
    let edition = sample::edition(&series);
    let event = &read(&series)["events"][0];
    assert_eq!(event["uid"], edition.entries[0].uid.to_string());
    assert_eq!(event["sequence"], 0);
    assert_eq!(event["created"], "2023-09-19T08:00:00Z");
    assert_eq!(event["modified"], "2023-09-19T08:00:00Z");
    let talk = &event["talks"][0];
    assert_eq!(talk["entry"], format!("urn:uuid:{}", edition.items[0].id));
    assert_eq!(talk["recording"], "published");
    assert_eq!(talk["video"]["published"], "2023-09-19T08:00:00+00:00");
    assert_eq!(talk["video"]["duration"], 61 * 60);
}

#[test]
fn nothing_of_a_withheld_recording_is_told() {
    let mut series = sample::series();
    series.events[0].talks[0].recording = Recording::Withheld;
    let talk = &read(&series)["events"][0]["talks"][0];
    assert_eq!(talk["recording"], "none");
    assert_eq!((talk.get("video"), talk.get("entry")), (None, None));
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let mut series = sample::series();
    series.events[0].talks = (0..50).map(|number| sample::talk(&number.to_string())).collect();
    let edition = sample::edition(&series);
    assert_eq!(written(&edition), written(&edition));
}

proptest! {
    #[test]
    fn any_text_is_read_back_as_it_was(text in any::<String>()) {
        let mut series = sample::series();
        series.title.clone_from(&text);
        series.events[0].location = Some(text.clone());
        series.events[0].tags = vec![text.clone()];
        series.events[0].talks[0].speakers[0].name.clone_from(&text);
        let json = read(&series);
        let event = &json["events"][0];
        prop_assert_eq!(&json["series"]["title"], &*text);
        prop_assert_eq!(&event["location"], &*text);
        prop_assert_eq!(&event["tags"][0], &*text);
        prop_assert_eq!(&event["talks"][0]["speakers"][0]["name"], &*text);
    }
}
