//! The shape of a VTIMEZONE: what is written for which zone and span.

use chrono::{DateTime, TimeDelta, Utc};

use super::rfc5545::{Observance, TimeZone};
use super::{noon, vtimezone};
use crate::zone::Zone;

fn zone(name: &str) -> Zone {
    Zone::get(name).expect("a zone")
}

/// The VTIMEZONE of a zone for a file with one event.
fn for_event(name: &str, event: DateTime<Utc>) -> TimeZone {
    for_events(name, event, event)
}

fn for_events(name: &str, first: DateTime<Utc>, last: DateTime<Utc>) -> TimeZone {
    TimeZone::read(&vtimezone(&zone(name), first, last))
}

fn components(read: &TimeZone) -> Vec<&str> {
    read.observances.iter().map(|observance| observance.component.as_str()).collect()
}

fn rule(observance: &Observance) -> &str {
    observance.rule.as_deref().unwrap_or("none")
}

#[test]
fn copenhagen_is_written_as_everyone_writes_it() {
    let expected = "\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
";
    let written = vtimezone(&zone("Europe/Copenhagen"), noon(2023, 2, 27), noon(2023, 9, 18));
    assert_eq!(written.replace("\r\n", "\n"), expected);
}

#[test]
fn a_zone_with_daylight_saving_time_has_one_part_of_each_kind_and_a_rule_in_each() {
    for row in [
        "Europe/Copenhagen BYMONTH=10;BYDAY=-1SU BYMONTH=3;BYDAY=-1SU",
        "Europe/London BYMONTH=10;BYDAY=-1SU BYMONTH=3;BYDAY=-1SU",
        "Europe/Dublin BYMONTH=10;BYDAY=-1SU BYMONTH=3;BYDAY=-1SU",
        "America/New_York BYMONTH=11;BYDAY=1SU BYMONTH=3;BYDAY=2SU",
        "Australia/Sydney BYMONTH=4;BYDAY=1SU BYMONTH=10;BYDAY=1SU",
        "Australia/Lord_Howe BYMONTH=4;BYDAY=1SU BYMONTH=10;BYDAY=1SU",
        "Pacific/Auckland BYMONTH=4;BYDAY=1SU BYMONTH=9;BYDAY=-1SU",
        "Asia/Beirut BYMONTH=10;BYDAY=-1SU BYMONTH=3;BYDAY=-1SU",
        "Antarctica/Troll BYMONTH=10;BYDAY=-1SU BYMONTH=3;BYDAY=-1SU",
    ] {
        let [name, standard, daylight] = row.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        for event in [noon(2026, 1, 20), noon(2026, 7, 20)] {
            let read = for_event(name, event);
            assert_eq!(components(&read), ["STANDARD", "DAYLIGHT"], "{name}");
            assert_eq!(rule(&read.observances[0]), format!("FREQ=YEARLY;{standard}"), "{name}");
            assert_eq!(rule(&read.observances[1]), format!("FREQ=YEARLY;{daylight}"), "{name}");
        }
    }
}

#[test]
fn a_zone_without_daylight_saving_time_has_one_standard_part_without_a_rule() {
    for name in ["Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "Europe/Istanbul", "Asia/Dubai"]
    {
        let read = for_event(name, noon(2026, 7, 20));
        assert_eq!(components(&read), ["STANDARD"], "{name}");
        assert_eq!(rule(&read.observances[0]), "none", "{name}");
    }
}

#[test]
fn a_zone_without_letters_is_named_by_its_digits() {
    assert_eq!(for_event("Asia/Dubai", noon(2026, 7, 20)).observances[0].name, "+04");
}

#[test]
fn an_offset_with_seconds_keeps_them() {
    let written = vtimezone(&zone("Africa/Monrovia"), noon(1971, 1, 1), noon(1971, 1, 1));
    assert!(written.contains("TZOFFSETTO:-004430\r\n"), "{written}");
}

#[test]
fn rules_that_changed_between_two_events_stand_as_dates_behind_those_of_the_last_event() {
    let read = for_events("America/New_York", noon(2005, 3, 20), noon(2008, 3, 20));
    assert_eq!(components(&read), ["STANDARD", "DAYLIGHT", "STANDARD", "DAYLIGHT"]);
    let [standard, daylight, older @ ..] = &read.observances[..] else { panic!("{read:?}") };
    assert_eq!(rule(standard), "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU");
    assert_eq!(rule(daylight), "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
    assert!(older.iter().all(|part| part.rule.is_none() && part.start < daylight.start));
    let dates: Vec<_> =
        older.iter().flat_map(|part| &part.dates).map(ToString::to_string).collect();
    let autumns = ["2004-10-31 02:00:00", "2005-10-30 02:00:00", "2006-10-29 02:00:00"];
    assert_eq!(dates, [&autumns[..], &["2005-04-03 02:00:00", "2006-04-02 02:00:00"]].concat());
}

#[test]
fn a_change_known_to_come_after_the_last_event_leaves_the_rules_of_that_event_in_front() {
    // Vancouver turned its clocks for the last time in March 2026.
    let read = for_event("America/Vancouver", noon(2025, 12, 1));
    let [standard, daylight, later] = &read.observances[..] else { panic!("{read:?}") };
    assert_eq!(rule(standard), "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;UNTIL=20251103T090000Z");
    assert_eq!(rule(daylight), "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=20260309T100000Z");
    assert!(later.start < standard.start, "{later:?}");
    assert_eq!(later.dates.len(), 1);
}

#[test]
fn nothing_is_called_daylight_where_daylight_saving_time_was_abolished_before_the_last_event() {
    let read = for_events("America/Mexico_City", noon(2022, 6, 1), noon(2026, 6, 1));
    assert_eq!(components(&read), ["STANDARD", "STANDARD"]);
    assert_eq!(read.observances[0].to, TimeDelta::hours(-6));
}

#[test]
fn no_rule_has_more_than_a_month_and_a_numbered_weekday() {
    // The reader refuses any other part of a rule, and a weekday without a number.
    for name in ["Asia/Jerusalem", "America/Santiago", "America/Nuuk", "Africa/Cairo", "Asia/Gaza"]
    {
        for year in 2024..2034 {
            let read = for_event(name, noon(year, 6, 1));
            assert_ne!(rule(&read.observances[0]), "none", "{name} in {year}");
            assert_ne!(rule(&read.observances[1]), "none", "{name} in {year}");
        }
    }
}

#[test]
fn dates_and_a_rule_never_stand_in_one_part() {
    for name in Zone::names() {
        let read = for_events(name, noon(1995, 6, 1), noon(2026, 6, 1));
        assert!(read.observances.iter().all(|part| part.rule.is_none() || part.dates.is_empty()));
    }
}

#[test]
fn a_list_of_dates_begins_with_its_dtstart_unless_all_of_it_is_later_than_the_last_event() {
    for name in Zone::names() {
        let last = noon(2026, 6, 1);
        for part in for_events(name, noon(1995, 6, 1), last).observances {
            let early = part.start.to_string() == "1601-01-01 00:00:00";
            match part.dates.first() {
                Some(first) if early => assert!(first.and_utc() - part.from > last, "{name}"),
                Some(first) => assert_eq!(*first, part.start, "{name}"),
                None => assert!(!early, "{name}"),
            }
        }
    }
}

#[test]
fn a_second_event_in_the_same_season_changes_nothing() {
    for name in ["Europe/Copenhagen", "Asia/Gaza", "America/New_York"] {
        let zone = zone(name);
        let one = vtimezone(&zone, noon(2026, 4, 10), noon(2026, 4, 10));
        assert_eq!(vtimezone(&zone, noon(2026, 4, 10), noon(2026, 9, 10)), one);
    }
}
