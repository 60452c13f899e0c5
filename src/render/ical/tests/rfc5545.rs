//! A reader of VTIMEZONE, written from RFC 5545 alone: it takes the text, not the name, and knows
//! nothing of how the text was made. What it does not know, it refuses.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

/// Recurrences are expanded up to here.
const FINAL_YEAR: i32 = 2060;

/// A VTIMEZONE.
#[derive(Debug)]
pub(super) struct TimeZone {
    pub(super) id: String,
    pub(super) observances: Vec<Observance>,
    /// Instants, and the observance that begins there; in order.
    onsets: Vec<(DateTime<Utc>, usize)>,
}

/// A STANDARD or DAYLIGHT sub-component.
#[derive(Debug, Default)]
pub(super) struct Observance {
    pub(super) component: String,
    pub(super) start: NaiveDateTime,
    pub(super) rule: Option<String>,
    pub(super) dates: Vec<NaiveDateTime>,
    pub(super) from: TimeDelta,
    pub(super) to: TimeDelta,
    pub(super) name: String,
}

impl TimeZone {
    /// Reads the one VTIMEZONE of a text.
    pub(super) fn read(text: &str) -> Self {
        let (mut id, mut observances) = (None, vec![]);
        let mut open = None;
        for line in text.replace("\r\n ", "").split_terminator("\r\n") {
            let (name, value) = line.split_once(':').expect("a content line");
            match (name, value, &mut open) {
                ("BEGIN" | "END", "VTIMEZONE", None) => {}
                ("TZID", _, None) => assert_eq!(id.replace(value.to_owned()), None),
                ("BEGIN", "STANDARD" | "DAYLIGHT", None) => {
                    open =
                        Some(Observance { component: value.to_owned(), ..Observance::default() });
                }
                ("END", "STANDARD" | "DAYLIGHT", Some(_)) => observances.extend(open.take()),
                (_, _, Some(observance)) => observance.read(name, value),
                _ => panic!("{line} out of place"),
            }
        }
        let mut onsets = vec![];
        for (index, observance) in observances.iter().enumerate() {
            let local = observance.onsets();
            onsets.extend(
                local.into_iter().map(|onset| ((onset - observance.from).and_utc(), index)),
            );
        }
        onsets.sort();
        Self { id: id.expect("a TZID"), observances, onsets }
    }

    /// The observance in force: the one with the latest onset (RFC 5545, 3.6.5).
    pub(super) fn at(&self, instant: DateTime<Utc>) -> &Observance {
        let next = self.onsets.partition_point(|(onset, _)| *onset <= instant);
        &self.observances[self.onsets[next.checked_sub(1).expect("an onset before")].1]
    }

    /// The instants between two at which some observance begins.
    pub(super) fn onsets(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let onsets = self.onsets.iter().map(|(onset, _)| *onset);
        onsets.filter(|onset| (from..to).contains(onset)).collect()
    }
}

impl Observance {
    fn read(&mut self, name: &str, value: &str) {
        match name {
            "DTSTART" => self.start = date_time(value),
            "RRULE" => assert_eq!(self.rule.replace(value.to_owned()), None),
            "RDATE" => self.dates.extend(value.split(',').map(date_time)),
            "TZOFFSETFROM" => self.from = utc_offset(value),
            "TZOFFSETTO" => self.to = utc_offset(value),
            "TZNAME" => value.clone_into(&mut self.name),
            _ => panic!("{name} is unknown"),
        }
    }

    /// Local times: DTSTART, RRULE and RDATE together.
    fn onsets(&self) -> Vec<NaiveDateTime> {
        let mut onsets = vec![self.start];
        onsets.extend(&self.dates);
        if let Some(rule) = &self.rule {
            let rule = Rule::read(rule);
            let years = self.start.year()..=FINAL_YEAR;
            let days = years.filter_map(|year| rule.day_in(year));
            let times = days.map(|day| day.and_time(self.start.time()));
            let until = rule.until.unwrap_or(NaiveDateTime::MAX);
            let recurring: Vec<_> =
                times.filter(|time| *time >= self.start && *time - self.from <= until).collect();
            // "The DTSTART property value SHOULD be synchronized with the recurrence rule."
            assert_eq!(recurring.first(), Some(&self.start));
            onsets.extend(recurring);
        }
        onsets.sort();
        onsets.dedup();
        onsets
    }
}

/// A yearly recurrence rule that gives one day of a year.
pub(super) struct Rule {
    pub(super) month: u32,
    pub(super) weekday: Weekday,
    /// Which of the month's such weekdays, from 1 or, backwards, from -1.
    pub(super) number: i32,
    /// In UTC.
    until: Option<NaiveDateTime>,
}

impl Rule {
    pub(super) fn read(text: &str) -> Self {
        let (mut month, mut by_day, mut until) = (None, None, None);
        for part in text.split(';') {
            match part.split_once('=').expect("a rule part") {
                ("FREQ", "YEARLY") => {}
                ("BYMONTH", value) => month = Some(value.parse().expect("a month")),
                ("BYDAY", value) => by_day = Some(value.split_at(value.len() - 2)),
                ("UNTIL", value) => {
                    until = Some(date_time(value.strip_suffix('Z').expect("UNTIL in UTC")));
                }
                _ => panic!("{part} is unknown"),
            }
        }
        let (number, weekday) = by_day.expect("a BYDAY");
        let number = number.parse().expect("the weekday's number");
        let weekday = match weekday {
            "MO" => Weekday::Mon,
            "TU" => Weekday::Tue,
            "WE" => Weekday::Wed,
            "TH" => Weekday::Thu,
            "FR" => Weekday::Fri,
            "SA" => Weekday::Sat,
            "SU" => Weekday::Sun,
            _ => panic!("{weekday} is no weekday"),
        };
        Self { month: month.expect("a BYMONTH"), weekday, number, until }
    }

    pub(super) fn day_in(&self, year: i32) -> Option<NaiveDate> {
        let days = (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, self.month, day));
        let days: Vec<_> = days.filter(|day| day.weekday() == self.weekday).collect();
        let index = match self.number {
            number @ 1.. => usize::try_from(number).ok()? - 1,
            number => days.len().checked_sub(usize::try_from(-number).ok()?)?,
        };
        days.get(index).copied()
    }
}

/// A local date and time; a `Z` or a zone is an error here.
fn date_time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").expect("a local date and time")
}

fn utc_offset(text: &str) -> TimeDelta {
    let (sign, digits) = text.split_at(1);
    assert!(digits.len() == 4 || digits.len() == 6, "{text} is no offset");
    let part = |at: usize| digits.get(at..at + 2).map_or(0, |two| two.parse().expect("digits"));
    let offset = TimeDelta::seconds(part(0) * 3600 + part(2) * 60 + part(4));
    match sign {
        "+" => offset,
        "-" => -offset,
        _ => panic!("{text} has no sign"),
    }
}
