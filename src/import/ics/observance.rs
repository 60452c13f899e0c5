//! The offsets of a VTIMEZONE (RFC 5545, 3.6.5), and the zones of the database that have the same.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::lines::Component;
use super::recurrence::Rule;
use super::value::{self, Written};
use super::windows;
use crate::zone::{Local, Zone};

/// How many of the times that are used tell zones apart at the most.
const USED: usize = 1000;

/// How many times an observance begins at the most: twice a year for two centuries.
const MOST: u16 = 400;

/// The cities that people think of first, of zones with the same clocks.
const WELL_KNOWN: [&str; 18] = [
    "Europe/Berlin",
    "Europe/London",
    "Europe/Helsinki",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Halifax",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Africa/Johannesburg",
    "Africa/Lagos",
];

/// The onsets of a VTIMEZONE, in order: from when on, as the clocks before show it, which offset
/// from UTC holds.
#[derive(Debug)]
pub(super) struct Onsets {
    onsets: Vec<(NaiveDateTime, i64)>,
    /// The offset before the first of them.
    before: i64,
}

impl Onsets {
    /// Those of a VTIMEZONE, up to a year; `None` where it makes no sense.
    pub(super) fn of(zone: &Component, last_year: i32) -> Option<Self> {
        let horizon = NaiveDate::from_ymd_opt(last_year + 1, 12, 31)?.and_hms_opt(0, 0, 0)?;
        let mut onsets = Vec::new();
        for observance in &zone.inside {
            let from = offset(observance.value("TZOFFSETFROM")?)?;
            let to = offset(observance.value("TZOFFSETTO")?)?;
            let start = time(observance.value("DTSTART")?)?;
            let mut dates = vec![start];
            for line in observance.all("RRULE") {
                let rule = Rule::read(&line.value)?;
                // The end of a rule is in UTC here.
                let until = rule.until.as_deref().and_then(time);
                let until = until.map(|until| until + TimeDelta::seconds(from));
                dates.extend(rule.dates(recent(start), until, horizon, MOST)?.dates);
            }
            let more = observance.all("RDATE").flat_map(|line| line.value.split(','));
            dates.extend(more.filter_map(|date| time(value::start_of_period(date))));
            onsets.extend(dates.into_iter().map(|date| (date, from, to)));
        }
        onsets.sort_unstable();
        let before = onsets.first().map(|(_, from, _)| *from)?;
        let onsets = onsets.into_iter().map(|(date, _, to)| (date, to)).collect();
        Some(Self { onsets, before })
    }

    /// The offset in seconds that holds when a clock shows a time.
    pub(super) fn at(&self, time: NaiveDateTime) -> i64 {
        let after = self.onsets.partition_point(|(date, _)| *date <= time);
        let last = after.checked_sub(1).and_then(|last| self.onsets.get(last));
        last.map_or(self.before, |(_, offset)| *offset)
    }

    /// The zones of the database that agree at all of these times, the well-known ones first.
    pub(super) fn zones(&self, times: &[NaiveDateTime]) -> Vec<Zone> {
        let agrees = |zone: &&Zone| {
            times.iter().all(|time| match zone.local(*time) {
                Local::Once(instant) => {
                    i64::from(instant.offset().local_minus_utc()) == self.at(*time)
                }
                // These are read in more than one way.
                Local::Twice(..) | Local::Never(_) => true,
            })
        };
        let mut zones: Vec<_> = Zone::all().iter().filter(agrees).cloned().collect();
        zones.sort_by_cached_key(|zone| {
            let name = zone.name();
            let rank = WELL_KNOWN.iter().position(|known| *known == name);
            let is_known = windows::ZONES.iter().any(|(_, known)| *known == name);
            (rank.unwrap_or(WELL_KNOWN.len()), !is_known)
        });
        zones
    }
}

/// Times to tell zones apart by: those that are used, and the middle of each month of their years.
pub(super) fn samples(used: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
    let years = used.iter().map(NaiveDateTime::year);
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else { return vec![] };
    // A century of samples is enough to tell any two zones apart.
    let years = first..=last.min(first + 100);
    let months = years.flat_map(|year| (1..=12).map(move |month| (year, month)));
    let middles = months.filter_map(|(year, month)| {
        NaiveDate::from_ymd_opt(year, month, 15)?.and_hms_opt(12, 0, 0)
    });
    used.iter().copied().take(USED).chain(middles).collect()
}

/// Rules that are as old as Windows' calendar began in 1601; none of them changed before 1970.
fn recent(start: NaiveDateTime) -> NaiveDateTime {
    if start.year() < 1970 { start.with_year(1970).unwrap_or(start) } else { start }
}

fn time(text: &str) -> Option<NaiveDateTime> {
    match value::moment(text).ok()? {
        Written::Day(day) => day.and_hms_opt(0, 0, 0),
        Written::Local(time) | Written::Utc(time) => Some(time),
    }
}

/// A UTC-OFFSET (RFC 5545, 3.3.14) in seconds.
fn offset(text: &str) -> Option<i64> {
    let (sign, figures) = match text.split_at_checked(1)? {
        ("+", figures) => (1, figures),
        ("-", figures) => (-1, figures),
        _ => return None,
    };
    if !matches!(figures.len(), 4 | 6) || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |at: usize| figures.get(at..at + 2).and_then(|part| part.parse::<i64>().ok());
    Some(sign * (part(0)? * 3600 + part(2)? * 60 + part(4).unwrap_or(0)))
}
