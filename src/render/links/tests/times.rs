//! The instants: each link is read back with rules that are written here.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc};

use super::*;
use crate::zone::Zone;

type Times = (DateTime<Utc>, DateTime<Utc>);

fn local_digits(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").expect("local digits")
}

/// Google: UTC if both halves end in `Z`, else local digits in the zone `ctz`.
fn google_times(query: &Query) -> Times {
    let (start, end) = query["dates"].split_once('/').expect("two halves");
    match (start.strip_suffix('Z'), end.strip_suffix('Z')) {
        (Some(start), Some(end)) => (local_digits(start).and_utc(), local_digits(end).and_utc()),
        (None, None) => {
            let zone: chrono_tz::Tz = query["ctz"].parse().expect("a zone");
            let instant = |digits| zone.from_local_datetime(&local_digits(digits)).single();
            let [start, end] = [start, end].map(|half| instant(half).expect("one").to_utc());
            (start, end)
        }
        _ => panic!("one half is UTC: {query:?}"),
    }
}

/// Outlook: UTC if it ends in `Z`, else whatever the viewer's clock shows.
fn outlook_times(query: &Query) -> Times {
    let [start, end] = ["startdt", "enddt"].map(|name| {
        assert!(query[name].ends_with('Z'));
        DateTime::parse_from_rfc3339(&query[name]).expect("a time").to_utc()
    });
    (start, end)
}

/// Yahoo shows the digits to everyone, so they must be those of the event's zone; the instant is
/// in the text.
fn check_yahoo(query: &Query, event: &Event) {
    let zone: chrono_tz::Tz = event.zone.name().parse().expect("a zone");
    let (start, end) = (event.starts().expect("a start"), event.ends().expect("an end"));
    let here = |time: DateTime<_>| time.with_timezone(&zone);
    assert_eq!(local_digits(&query["ST"]), here(start).naive_local());
    assert_eq!(local_digits(&query["ET"]), here(end).naive_local());
    let text = &query["DESC"];
    assert!(text.contains(&format!("({})", zone.name())), "{text}");
    assert!(text.contains(&here(start).format("%H:%M").to_string()), "{text}");
    assert!(text.contains(&start.to_utc().format("%H:%M UTC").to_string()), "{text}");
}

fn check_times(series: &Series, event: &Event) {
    let expected =
        (event.starts().expect("a start").to_utc(), event.ends().expect("an end").to_utc());
    let queries = queries(series, event, "details");
    assert_eq!(google_times(&queries["google"]), expected, "{event:?}");
    assert_eq!(outlook_times(&queries["outlook"]), expected, "{event:?}");
    assert_eq!(outlook_times(&queries["office365"]), expected, "{event:?}");
    match queries.get("yahoo") {
        Some(query) => check_yahoo(query, event),
        None => {
            let [start, end] =
                [event.starts(), event.ends()].map(|time| time.map(|t| t.naive_local()));
            assert!(end <= start, "only an event that seems to run backwards has none: {event:?}");
        }
    }
}

#[test]
fn each_link_gives_the_events_own_instant_on_both_sides_of_every_change_of_the_clocks() {
    let series = sample::series();
    let mut checked = 0;
    // With the half hour of Lord Howe, Dublin's negative winter time, and a zone without changes.
    for name in [
        "Europe/Copenhagen",
        "Europe/Dublin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kathmandu",
    ] {
        let zone = Zone::get(name).expect("a zone");
        let from = Utc.with_ymd_and_hms(2016, 1, 1, 0, 0, 0).single().expect("an instant");
        let to = from + TimeDelta::days(365 * 8);
        let changes = zone.transitions_after(from).map(|change| change.at);
        for change in changes.take_while(|change| *change < to).chain([from]) {
            for (minutes, length) in [-1500, -90, -60, -30, -1, 0, 1, 30, 1500]
                .into_iter()
                .zip([30, 90, 600].iter().cycle())
            {
                let start = change + TimeDelta::minutes(minutes);
                let mut event = sample::event("S", name, "2023-09-18T13:00:00");
                let end = zone.at(start + TimeDelta::minutes(*length));
                event.when = When::Timed { start: zone.at(start), end };
                check_times(&series, &event);
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn google_gets_local_digits_and_the_zone_but_utc_in_the_hour_that_comes_twice() {
    let series = sample::series();
    let google = queries(&series, &series.events[0], "details").remove("google").expect("a link");
    assert_eq!(google["dates"], "20230918T130000/20230918T143000");
    assert_eq!(google["ctz"], "Europe/Copenhagen");
    assert_eq!(google["action"], "TEMPLATE");

    let mut event = series.events[0].clone();
    let start = "2023-10-29T01:15:00Z".parse::<DateTime<Utc>>().expect("an instant");
    let end = event.zone.at(start + TimeDelta::hours(1));
    event.when = When::Timed { start: event.zone.at(start), end };
    let google = queries(&series, &event, "details").remove("google").expect("a link");
    assert_eq!(google["dates"], "20231029T011500Z/20231029T021500Z");
    assert_eq!(google.get("ctz"), None);
}

#[test]
fn yahoos_text_names_other_days_and_both_abbreviations_where_they_differ() {
    let series = sample::series();
    let check = |zone: &str, start: &str, length, expected: &str| {
        let start = start.parse::<DateTime<Utc>>().expect("an instant");
        let mut event = sample::event("S", zone, "2023-09-18T13:00:00");
        let end = event.zone.at(start + length);
        event.when = When::Timed { start: event.zone.at(start), end };
        let yahoo = queries(&series, &event, "").remove("yahoo").expect("a link");
        assert_eq!(yahoo["DESC"].trim(), expected);
    };
    let hours = TimeDelta::hours;
    check(
        "Pacific/Auckland",
        "2023-09-17T21:00:00Z",
        hours(2),
        "09:00–11:00 NZST (Pacific/Auckland), 2023-09-17 21:00 UTC",
    );
    check(
        "Europe/Copenhagen",
        "2023-10-28T22:30:00Z",
        hours(4),
        "00:30 CEST–03:30 CET (Europe/Copenhagen), 2023-10-28 22:30 UTC",
    );
    check(
        "Asia/Dubai",
        "2023-09-18T18:00:00Z",
        hours(3),
        "22:00–2023-09-19 01:00 +04 (Asia/Dubai), 18:00 UTC",
    );
}
