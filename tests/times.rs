//! Written times become instants: every form of the reference, in zones of all kinds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use seminar::Catalogue;
use seminar::model::{Event, When};

/// The event of a catalogue with these keys, in a zone.
fn event(zone: &str, keys: &str) -> Event {
    let catalogue = format!(
        "series: {{id: s, title: S, url: https://example.org/, timezone: {zone}}}\n\
         events:\n  - id: E\n    {}\n",
        keys.replace('\n', "\n    ")
    );
    let catalogue = Catalogue::read("events.yaml", catalogue.as_bytes());
    let errors: Vec<_> = catalogue.diagnostics().iter().map(|it| &it.message).collect();
    let series = catalogue.series().unwrap_or_else(|| panic!("{keys}: {errors:?}"));
    series.events[0].clone()
}

/// Start and end as RFC 3339 writes them, or the days.
fn when(zone: &str, keys: &str) -> (String, String) {
    match event(zone, keys).when {
        When::Timed { start, end } => (start.to_rfc3339(), end.to_rfc3339()),
        When::AllDay { start, end } => (start.to_string(), end.to_string()),
        When::Month(first) => (first.format("%Y-%m").to_string(), String::new()),
        When::Unknown => (String::new(), String::new()),
    }
}

#[test]
fn every_form_of_a_start_gives_its_instant() {
    for (written, start, end) in [
        ("2023-09-18 13:00", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("2023-09-18T13:00", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("2023-09-18 13:00:30", "2023-09-18T13:00:30+02:00", "2023-09-18T14:00:30+02:00"),
        ("2023-09-18 13:00 CEST", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("2023-02-27 16:00 CET", "2023-02-27T16:00:00+01:00", "2023-02-27T17:00:00+01:00"),
        ("2023-09-18T13:00+02:00", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("2023-09-18T11:00Z", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("18 September 2023 at 1pm CEST", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("Monday 18 Sep 2023, 13:00", "2023-09-18T13:00:00+02:00", "2023-09-18T14:00:00+02:00"),
        ("27th Feb 2023 at 4pm CET", "2023-02-27T16:00:00+01:00", "2023-02-27T17:00:00+01:00"),
        ("2023-09-18", "2023-09-18", "2023-09-19"),
        ("18 September 2023", "2023-09-18", "2023-09-19"),
        ("2023-09", "2023-09", ""),
        ("September 2023", "2023-09", ""),
        ("TBA", "", ""),
    ] {
        let found = when("Europe/Copenhagen", &format!("start: {written}"));
        assert_eq!(found, (start.to_owned(), end.to_owned()), "{written}");
    }
}

#[test]
fn every_form_of_an_end_gives_its_instant() {
    for (keys, end) in [
        ("start: 2023-09-18 13:00\nduration: 90m", "2023-09-18T14:30:00+02:00"),
        ("start: 2023-09-18 13:00\nduration: PT1H30M", "2023-09-18T14:30:00+02:00"),
        ("start: 2023-09-18 13:00\nend: 14:30", "2023-09-18T14:30:00+02:00"),
        ("start: 2023-09-18 13:00\nend: 2pm CEST", "2023-09-18T14:00:00+02:00"),
        ("start: 2023-09-18 13:00\nend: 2023-09-19 01:00", "2023-09-19T01:00:00+02:00"),
        ("start: 2023-09-18 13:00\nend: 2023-09-18T12:30Z", "2023-09-18T14:30:00+02:00"),
        ("start: 2023-09-18\nend: 2023-09-18", "2023-09-19"),
        ("start: 2023-09-18\nend: 20 Sep 2023", "2023-09-21"),
        ("start: 2023-09-18\nduration: 2 days", "2023-09-20"),
        ("start: 2023-09-18\nduration: 3h", "2023-09-19"),
    ] {
        assert_eq!(when("Europe/Copenhagen", keys).1, end, "{keys}");
    }
}

#[test]
fn a_time_that_happens_twice_is_told_apart_by_abbreviation_or_offset() {
    for (written, start) in [
        ("2023-10-29 02:30 CEST", "2023-10-29T02:30:00+02:00"),
        ("2023-10-29 02:30 CET", "2023-10-29T02:30:00+01:00"),
        ("2023-10-29T02:30+02:00", "2023-10-29T02:30:00+02:00"),
        ("2023-10-29T02:30+01:00", "2023-10-29T02:30:00+01:00"),
        ("2023-10-29T01:30Z", "2023-10-29T02:30:00+01:00"),
    ] {
        assert_eq!(when("Europe/Copenhagen", &format!("start: {written}")).0, start, "{written}");
    }
}

#[test]
fn the_edges_of_a_gap_and_of_a_fold_are_ordinary_times() {
    for (written, start) in [
        ("2023-03-26 01:59", "2023-03-26T01:59:00+01:00"),
        ("2023-03-26 03:00", "2023-03-26T03:00:00+02:00"),
        ("2023-10-29 01:59", "2023-10-29T01:59:00+02:00"),
        ("2023-10-29 03:00", "2023-10-29T03:00:00+01:00"),
    ] {
        assert_eq!(when("Europe/Copenhagen", &format!("start: {written}")).0, start, "{written}");
    }
}

#[test]
fn hours_count_by_the_clock_and_days_by_the_calendar_across_a_change() {
    let night = |length: &str| {
        when("Europe/Copenhagen", &format!("start: 2023-03-25 20:00\nduration: {length}")).1
    };
    assert_eq!(night("12h"), "2023-03-26T09:00:00+02:00");
    assert_eq!(night("1 day"), "2023-03-26T20:00:00+02:00");
    assert_eq!(night("24h"), "2023-03-26T21:00:00+02:00");
}

#[test]
fn zones_of_every_kind_keep_their_own_hours() {
    for (zone, written, start) in [
        ("America/New_York", "2024-07-01 09:00 EDT", "2024-07-01T09:00:00-04:00"),
        ("Australia/Sydney", "2024-01-15 09:00 AEDT", "2024-01-15T09:00:00+11:00"),
        ("Australia/Lord_Howe", "2024-07-01 09:00", "2024-07-01T09:00:00+10:30"),
        ("Asia/Kolkata", "2024-07-01 09:00 IST", "2024-07-01T09:00:00+05:30"),
        ("Europe/Dublin", "2024-07-01 09:00 IST", "2024-07-01T09:00:00+01:00"),
        ("Europe/London", "2024-01-01 09:00 GMT", "2024-01-01T09:00:00+00:00"),
        ("Asia/Dubai", "2024-01-01 09:00", "2024-01-01T09:00:00+04:00"),
        // A rule that changed in 2026: an older database is an hour off here.
        ("America/Vancouver", "2026-12-01 17:00", "2026-12-01T17:00:00-07:00"),
    ] {
        assert_eq!(when(zone, &format!("start: {written}")).0, start, "{zone}");
    }
}

#[test]
fn an_events_own_zone_goes_before_the_series() {
    let keys = "start: 2023-09-18 13:00\ntimezone: Asia/Tokyo";
    assert_eq!(when("Europe/Copenhagen", keys).0, "2023-09-18T13:00:00+09:00");
    assert_eq!(event("Europe/Copenhagen", keys).zone.name(), "Asia/Tokyo");
}
