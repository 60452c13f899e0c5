//! A reader of VTIMEZONE that does what Outlook does (MS-OXCICAL, 2.1.3.1.1.19): of each kind of
//! sub-component it takes the one with the largest DTSTART, and its rule for every year.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

use super::rfc5545::{Observance, Rule, TimeZone};

/// The offset at an instant, as Outlook has it.
pub(super) fn offset_at(zone: &TimeZone, instant: DateTime<Utc>) -> TimeDelta {
    let standard = latest(zone, "STANDARD").expect("Outlook needs a STANDARD part");
    let Some(daylight) = latest(zone, "DAYLIGHT") else {
        return standard.to;
    };
    let years = instant.year() - 1..=instant.year() + 1;
    // TZOFFSETFROM is ignored: the time before one turn is the time behind the other.
    let turns = years.flat_map(|year| {
        let turn = |part: &Observance, before: &Observance| {
            ((local_turn(part, year) - before.to).and_utc(), part.to)
        };
        [turn(standard, daylight), turn(daylight, standard)]
    });
    let (_, offset) = turns.filter(|(at, _)| *at <= instant).max().expect("a turn before");
    offset
}

/// The part with the largest DTSTART, which must be the first one too, for the versions that take
/// that.
fn latest<'a>(zone: &'a TimeZone, component: &str) -> Option<&'a Observance> {
    let parts: Vec<_> =
        zone.observances.iter().filter(|part| part.component == component).collect();
    let latest = parts.iter().max_by_key(|part| part.start).copied();
    assert_eq!(latest.map(|part| part.start), parts.first().map(|part| part.start), "{zone:?}");
    latest
}

fn local_turn(part: &Observance, year: i32) -> NaiveDateTime {
    let day = match &part.rule {
        Some(rule) => Rule::read(rule).day_in(year),
        None => same_weekday(part.start, year),
    };
    day.expect("a day in each year").and_time(part.start.time())
}

/// Without a rule, the occurrence of DTSTART's weekday in its month.
fn same_weekday(start: NaiveDateTime, year: i32) -> Option<NaiveDate> {
    let nth = |number: u32| {
        let weekday: Weekday = start.weekday();
        NaiveDate::from_weekday_of_month_opt(year, start.month(), weekday, number.try_into().ok()?)
    };
    let number = start.day0() / 7 + 1;
    nth(number).or_else(|| nth(number - 1))
}
