//! VTIMEZONE (RFC 5545, 3.6.5) as text. What it says is decided in [`super::observance`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{Datelike, FixedOffset, NaiveDateTime, Weekday};

use super::content_line::{self, ContentLines};
use super::observance::{Coverage, Day, Observance, Part, Recurrence, Span, observances};
use crate::zone::Zone;

/// The VTIMEZONEs that were written already. Most events have a file of their own, and many of
/// these files have the same one in them: to work it out takes longer than all the rest of a file.
#[derive(Default)]
pub(crate) struct TimeZones(Mutex<HashMap<Coverage, Arc<[u8]>>>);

impl TimeZones {
    /// Writes the VTIMEZONE of a zone for a file whose events lie in a span.
    pub(super) fn write(&self, lines: &mut ContentLines, zone: &Zone, span: Span) {
        let coverage = Coverage::of(zone, span);
        let known = self.lock().get(&coverage).cloned();
        let octets = known.unwrap_or_else(|| {
            let mut own = ContentLines::default();
            write(&mut own, zone, span);
            let octets: Arc<[u8]> = own.take_octets().into();
            self.lock().insert(coverage, Arc::clone(&octets));
            octets
        });
        lines.whole(&octets);
    }

    /// A thread that panicked while it held the lock has left whole entries behind.
    fn lock(&self) -> MutexGuard<'_, HashMap<Coverage, Arc<[u8]>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write(lines: &mut ContentLines, zone: &Zone, span: Span) {
    lines.begin("VTIMEZONE");
    lines.property("TZID").text(zone.name());
    for observance in observances(zone, span) {
        write_observance(lines, &observance);
    }
    lines.end("VTIMEZONE");
}

fn write_observance(lines: &mut ContentLines, observance: &Observance) {
    let part = match observance.part {
        Part::Standard => "STANDARD",
        Part::Daylight => "DAYLIGHT",
    };
    lines.begin(part);
    lines.property("DTSTART").local(observance.start);
    match &observance.recurrence {
        Recurrence::Never => {}
        Recurrence::Yearly { day, until } => {
            let until = until.map(|until| format!(";UNTIL={}", content_line::utc(until)));
            let rule = yearly(observance.start, *day) + &until.unwrap_or_default();
            lines.property("RRULE").value(&rule);
        }
        Recurrence::On(dates) => {
            // A line for each, since some readers take the first date of a list and no more.
            for date in dates {
                lines.property("RDATE").local(*date);
            }
        }
    }
    let (from, to) = (utc_offset(observance.from), utc_offset(observance.to.utc));
    lines.property("TZOFFSETFROM").value(&from);
    lines.property("TZOFFSETTO").value(&to);
    lines.property("TZNAME").text(&observance.to.abbreviation);
    lines.end(part);
}

/// A recurrence rule (RFC 5545, 3.3.10), such as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`.
fn yearly(start: NaiveDateTime, day: Day) -> String {
    let number = match day {
        Day::Numbered(number) => number.to_string(),
        Day::Last => "-1".to_owned(),
    };
    let weekday = match start.weekday() {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    };
    format!("FREQ=YEARLY;BYMONTH={};BYDAY={number}{weekday}", start.month())
}

/// A UTC offset (RFC 5545, 3.3.14): `+0200`, with seconds only where there are some.
fn utc_offset(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, seconds) = (seconds.abs() / 60, seconds.abs() % 60);
    let short = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if seconds == 0 { short } else { format!("{short}{seconds:02}") }
}
