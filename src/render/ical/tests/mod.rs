//! Tests of the calendars. What is written is read back by readers that share no code with the
//! writer: two crates, and for VTIMEZONE the two in [`rfc5545`] and [`outlook`].

mod calendars;
mod content_line;
mod hostile;
mod instants;
mod outlook;
mod rfc5545;
mod shapes;
mod zones;

use chrono::{DateTime, TimeZone, Utc};

use super::content_line::ContentLines;
use super::observance::Span;
use crate::model::Series;
use crate::sample;
use crate::zone::Zone;

/// The calendar of a series.
fn calendar(series: &Series) -> String {
    let mut octets = Vec::new();
    super::calendar(&sample::edition(series), &mut octets).expect("memory");
    String::from_utf8(octets).expect("UTF-8")
}

/// Noon in UTC of a day.
fn noon(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).single().expect("an instant")
}

/// The VTIMEZONE of a file with its first event at one instant and its last at another.
fn vtimezone(zone: &Zone, first: DateTime<Utc>, last: DateTime<Utc>) -> String {
    let mut lines = ContentLines::default();
    super::TimeZones::default().write(&mut lines, zone, Span { first, last });
    String::from_utf8(lines.take_octets()).expect("UTF-8")
}
