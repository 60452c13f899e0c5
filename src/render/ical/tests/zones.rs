//! The VTIMEZONE of every zone of the database, read alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::super::TimeZones;
use super::super::content_line::ContentLines;
use super::super::observance::Span;
use super::rfc5545::TimeZone;
use super::{calendar, noon, outlook, vtimezone};
use crate::sample;
use crate::zone::Zone;

/// Every zone of the database: the canonical ones and the names that are links to them.
fn all_zones() -> Vec<Zone> {
    let zones: Vec<_> = Zone::names().into_iter().filter_map(Zone::get).collect();
    assert!(zones.len() > 500, "{} zones", zones.len());
    zones
}

/// One zone for each history since 1970.
fn distinct_zones() -> Vec<Zone> {
    let history = |zone: &Zone| {
        let transitions = zone.transitions_after(noon(1970, 1, 1));
        let transitions = transitions.take_while(|transition| transition.at < noon(2040, 1, 1));
        let transitions: Vec<_> =
            transitions.map(|transition| (transition.at, transition.offset.abbreviation)).collect();
        let state = zone.offset_at(noon(1970, 1, 1));
        (state.utc.local_minus_utc(), state.abbreviation, transitions)
    };
    let zones = all_zones().into_iter().map(|zone| (history(&zone), zone));
    zones.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Each instant from one to another at which a fault would show: the ends, each transition of the
/// database and each onset of the text, a second before it, and the middle between.
fn telling_instants(
    zone: &Zone,
    read: &TimeZone,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let turns = zone.transitions_after(from).map(|transition| transition.at);
    let turns = turns.take_while(|at| *at < to).chain(read.onsets(from, to));
    let mut instants: BTreeSet<_> = [from, to].into();
    instants.extend(turns.flat_map(|at| [at - TimeDelta::seconds(1), at]));
    let pairs: Vec<_> = instants.iter().zip(instants.iter().skip(1)).collect();
    let middles: Vec<_> = pairs.into_iter().map(|(one, next)| *one + (*next - *one) / 2).collect();
    instants.extend(middles);
    instants.retain(|instant| *instant >= from);
    instants
}

/// Checks a VTIMEZONE against the database from the first event to ten years after the last.
fn check_text(text: &str, zone: &Zone, first: DateTime<Utc>, last: DateTime<Utc>) {
    let read = TimeZone::read(text);
    assert_eq!(read.id, zone.name());
    let end = last + TimeDelta::days(3653);
    for instant in telling_instants(zone, &read, first, end) {
        let (is, should) = (read.at(instant), zone.offset_at(instant));
        assert_eq!(
            (is.to.num_seconds(), is.name.as_str()),
            (i64::from(should.utc.local_minus_utc()), should.abbreviation.as_str()),
            "{zone:?} at {instant}, from {first} to {last}",
        );
    }
}

fn check(zone: &Zone, first: DateTime<Utc>, last: DateTime<Utc>) {
    check_text(&vtimezone(zone, first, last), zone, first, last);
}

#[test]
fn every_zone_read_alone_has_the_databases_offsets_and_abbreviations_from_2020_to_2040() {
    for zone in all_zones() {
        check(&zone, noon(2020, 1, 1), noon(2030, 12, 31));
    }
}

#[test]
fn every_zone_read_alone_has_the_databases_offsets_and_abbreviations_from_1990_to_2040() {
    for zone in all_zones() {
        check(&zone, noon(1990, 1, 1), noon(2030, 12, 31));
    }
}

#[test]
fn a_file_with_one_event_is_right_for_ten_years_in_every_zone_and_year() {
    for zone in distinct_zones() {
        for year in (1990..=2035).step_by(3) {
            for (month, day) in [(2, 10), (7, 20)] {
                check(&zone, noon(year, month, day), noon(year, month, day));
            }
        }
    }
}

#[test]
fn an_event_before_1970_has_its_offset() {
    for zone in distinct_zones() {
        check(&zone, noon(1955, 7, 1), noon(1955, 7, 1));
    }
}

#[test]
fn outlook_is_right_at_the_event_in_every_zone_before_at_and_long_after_every_transition() {
    let around = [TimeDelta::seconds(-1), TimeDelta::zero(), TimeDelta::days(300)];
    for zone in distinct_zones() {
        let turns = zone.transitions_after(noon(2010, 1, 1)).map(|transition| transition.at);
        let turns = turns.take_while(|at| *at < noon(2033, 1, 1)).chain([noon(2026, 7, 1)]);
        for event in turns.flat_map(|turn| around.map(|distance| turn + distance)) {
            let read = TimeZone::read(&vtimezone(&zone, event, event));
            let should = zone.offset_at(event).utc.local_minus_utc();
            let is = outlook::offset_at(&read, event).num_seconds();
            assert_eq!(is, i64::from(should), "{zone:?} at {event}");
        }
    }
}

#[test]
fn a_calendar_s_zone_covers_its_first_and_its_last_event_whatever_their_order() {
    let name = "America/New_York";
    let dates = ["2006-03-20T10:00:00", "2026-07-01T10:00:00", "1991-11-05T10:00:00"];
    for turn in 0..dates.len() {
        let mut series = sample::series();
        let event = |index: usize| sample::event("E", name, dates[(index + turn) % dates.len()]);
        series.events = (0..dates.len()).map(event).collect();
        let text = calendar(&series);
        let zone = text.find("BEGIN:VTIMEZONE").expect("a zone")
            ..text.find("BEGIN:VEVENT").expect("an event");
        let (first, last) = (noon(1991, 11, 5), noon(2026, 7, 1));
        check_text(&text[zone], &series.events[0].zone, first, last);
    }
}

#[test]
fn a_time_zone_that_is_taken_from_another_file_is_the_one_that_this_file_needs() {
    let hours = |number: i64| noon(1969, 12, 1) + TimeDelta::hours(number * 997);
    for zone in ["Europe/Copenhagen", "America/Santiago", "Africa/Casablanca", "Asia/Kolkata"] {
        let zone = Zone::get(zone).expect("a zone");
        let shared = TimeZones::default();
        for number in 0..900 {
            let (first, last) = (hours(number), hours(number) + TimeDelta::hours(2));
            let mut lines = ContentLines::default();
            shared.write(&mut lines, &zone, Span { first, last });
            let written = String::from_utf8(lines.take_octets()).expect("UTF-8");
            assert_eq!(written, vtimezone(&zone, first, last), "{first}");
        }
    }
}
