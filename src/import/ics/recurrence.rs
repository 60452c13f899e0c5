//! Recurrence rules (RFC 5545, 3.3.10): the dates of a rule, as a calendar on the wall shows them.
//!
//! rrule does the counting, in UTC and nothing else, so that the hours that clocks skip or repeat
//! are settled by our own database afterwards. Not supported: EXRULE, which RFC 5545 took out.

use chrono::{DateTime, NaiveDateTime, TimeZone};
use rrule::{RRule, Tz, Unvalidated};

/// How many dates a rule gives at the most.
pub(super) const MOST: u16 = 500;

/// The dates of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    /// In order, the start among them.
    pub(super) dates: Vec<NaiveDateTime>,
    pub(super) end: End,
}

/// Why the dates end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The rule says so.
    Rule,
    /// It goes on for ever, and its dates up to a horizon are there.
    Horizon,
    /// There are more than [`MOST`].
    Number,
}

/// A rule in its parts.
#[derive(Debug)]
pub(super) struct Rule {
    parts: String,
    is_counted: bool,
    /// The value of UNTIL, whose clock is the event's matter.
    pub(super) until: Option<String>,
}

impl Rule {
    /// Takes a rule apart; `None` for what is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        // Its grammar is ASCII, and rrule cuts a weekday between bytes.
        if !text.is_ascii() {
            return None;
        }
        let mut rule = Self { parts: String::new(), is_counted: false, until: None };
        for part in text.trim().to_ascii_uppercase().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name {
                "UNTIL" => rule.until = Some(value.to_owned()),
                _ if name.starts_with("X-") => {}
                _ => {
                    rule.is_counted |= name == "COUNT";
                    rule.parts += &format!(";{part}");
                }
            }
        }
        rule.parts = rule.parts.trim_start_matches(';').to_owned();
        rule.parts.parse::<RRule<Unvalidated>>().ok().map(|_| rule)
    }

    /// The dates from a start, up to UNTIL where that is given. `None` where the rule makes no
    /// sense with this start.
    pub(super) fn dates(
        &self,
        start: NaiveDateTime,
        until: Option<NaiveDateTime>,
        horizon: NaiveDateTime,
        most: u16,
    ) -> Option<Dates> {
        let is_endless = until.is_none() && !self.is_counted;
        let last = if is_endless { Some(horizon) } else { until };
        let rule: RRule<Unvalidated> = self.parts.parse().ok()?;
        // The hours of a rule are those of its start, which rrule wants to hear from it.
        let rule = match last {
            Some(last) => rule.until(utc(last.max(start))),
            None => rule,
        };
        let found = rule.build(utc(start)).ok()?.limit().all(most);
        let mut dates: Vec<_> = found.dates.iter().map(DateTime::naive_utc).collect();
        if dates.first() != Some(&start) {
            dates.insert(0, start);
        }
        let end = match (found.limited, is_endless) {
            (true, _) => End::Number,
            (false, true) => End::Horizon,
            (false, false) => End::Rule,
        };
        Some(Dates { dates, end })
    }
}

fn utc(time: NaiveDateTime) -> DateTime<Tz> {
    Tz::UTC.from_utc_datetime(&time)
}
