//! Starts and ends, read back by calcard, which has a zone database of its own.

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarEntry, ICalendarProperty};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;

use super::calendars::calendar_of;
use crate::model::{Series, When};
use crate::sample;
use crate::zone::Zone;

/// UID, start and end of each event, as calcard reads them.
fn instants(text: &str) -> Vec<(String, DateTime<Utc>, DateTime<Utc>)> {
    let read = ICalendar::parse(text).expect("a calendar");
    let is_event = |kind: &ICalendarComponentType| *kind == ICalendarComponentType::VEvent;
    let events = read.components.iter().filter(|component| is_event(&component.component_type));
    let instant = |entry: &ICalendarEntry| {
        let zone: Tz = entry.tz_id().unwrap_or("UTC").parse().expect("a zone");
        let time = entry.values[0].as_partial_date_time().expect("a time");
        let local = time.to_date_time().expect("a time").date_time;
        // Of two, the first is meant (RFC 5545, 3.3.5).
        zone.from_local_datetime(&local).earliest().expect("an instant").to_utc()
    };
    let events = events.map(|event| {
        let property = |name| event.property(&name).expect("the property");
        let uid = event.uid().expect("a UID").to_owned();
        let start = instant(property(ICalendarProperty::Dtstart));
        (uid, start, instant(property(ICalendarProperty::Dtend)))
    });
    events.collect()
}

const ZONES: [&str; 4] =
    ["Europe/Copenhagen", "America/New_York", "Asia/Jerusalem", "Australia/Sydney"];

fn begin() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2023, 1, 1, 0, 0, 0).single().expect("an instant")
}

/// The sample series with an event at each of some minutes since 2023, in four zones in turn.
fn series_at(minutes: &[i64]) -> Series {
    let mut series = sample::series();
    series.events.clear();
    for (minute, zone) in minutes.iter().zip(ZONES.iter().cycle()) {
        let mut event = sample::event(&minute.to_string(), zone, "2023-01-01T00:00:00");
        let start = begin() + TimeDelta::minutes(*minute);
        let end = event.zone.at(start + TimeDelta::minutes(90));
        event.when = When::Timed { start: event.zone.at(start), end };
        series.events.push(event);
    }
    series
}

/// UID, start and end of each event, as the edition has them.
fn expected_instants(series: &Series) -> Vec<(String, DateTime<Utc>, DateTime<Utc>)> {
    let entries = sample::edition(series).entries.into_iter();
    let instants = entries.map(|entry| {
        let (start, end) = entry.event.starts().zip(entry.event.ends()).expect("a day");
        (entry.uid.to_string(), start.to_utc(), end.to_utc())
    });
    instants.collect()
}

#[test]
fn calcard_reads_back_every_quarter_of_an_hour_around_the_turns_of_the_clocks() {
    for name in ZONES {
        let zone = Zone::get(name).expect("a zone");
        for turn in zone.transitions_after(begin()).take(4) {
            let turn = (turn.at - begin()).num_minutes();
            let around = (-16..16).map(|quarter| turn + 15 * quarter);
            // Each zone gets each of the times.
            let series = series_at(&around.flat_map(|minute| [minute; 4]).collect::<Vec<_>>());
            assert_eq!(instants(&calendar_of(&series)), expected_instants(&series));
        }
    }
}

proptest! {
    #[test]
    fn calcard_reads_back_every_instant(
        minutes in prop::collection::vec(0_i64..60 * 24 * 365 * 3, 1..20)
    ) {
        let series = series_at(&minutes);
        prop_assert_eq!(instants(&calendar_of(&series)), expected_instants(&series));
    }
}
