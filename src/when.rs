//! The grammar of times: how a start, an end or a publication is written, in ISO 8601's manner or
//! as people write it in English. It knows the calendar, but no zones: what `13:00 CEST` stands
//! for is settled in [`crate::resolve`].
//!
//! Not supported: dates in figures alone other than `2023-09-18` (`09/10/2023` is two days),
//! ISO weeks and ordinal dates, repetition.

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// A time as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// `TBA`.
    ToBeAnnounced,
    /// A month, as its first day.
    Month(NaiveDate),
    /// A day whose hour is open.
    Day(NaiveDate),
    /// A day and an hour.
    Time(NaiveDateTime, Qualifier),
    /// An hour alone, which only an end may be.
    Hour(NaiveTime, Qualifier),
}

/// What stands behind an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Qualifier {
    /// Nothing: local time in the event's zone.
    Local,
    /// An abbreviation, in capitals.
    Abbreviation(String),
    /// An offset from UTC.
    Offset(Offset),
    /// `Z`: the time is UTC.
    Utc,
}

/// An offset from UTC, as it stands behind an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offset {
    pub(crate) utc: FixedOffset,
    /// Whether it may as well be an end, as the `-11` of `10:00-11`.
    pub(crate) may_be_end: bool,
}

impl fmt::Display for Offset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.utc.fmt(formatter)
    }
}

/// Why a text is not a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The part of the text that is wrong, in bytes.
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// What kind of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It cannot be read, or no calendar has it.
    Unreadable,
    /// The date falls on another weekday.
    Weekday,
}

const FORMS: &str =
    "write `2023-09-18 13:00`, `18 September 2023 at 1pm`, `2023-09-18`, `2023-09` or `TBA`";

/// Reads a time.
pub(crate) fn read(text: &str) -> Result<Written, Mistake> {
    if is_to_be_announced(text) {
        return Ok(Written::ToBeAnnounced);
    }
    let mut parts = Parts::default();
    for word in words(text) {
        parts.take(text, word)?;
    }
    parts.finish(text)
}

/// Whether a text is one of the ways to say that something is not known yet.
pub(crate) fn is_to_be_announced(text: &str) -> bool {
    ["tba", "tbd", "tbc", "to be announced"].contains(&text.trim().to_lowercase().as_str())
}

/// The words of a text: what stands between spaces and commas, and around the `T` of ISO 8601.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let bytes = text.as_bytes();
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let joint = character == 'T'
            && at
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(u8::is_ascii_digit)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if character.is_whitespace() || character == ',' || joint {
            words.extend(start.take().map(|start| start..at));
        } else {
            start = start.or(Some(at));
        }
    }
    words
}

/// The parts of a time, in whatever order they come.
#[derive(Default)]
struct Parts {
    date: Option<(NaiveDate, Range<usize>)>,
    iso_month: Option<(i32, u32)>,
    year: Option<(i32, Range<usize>)>,
    month: Option<u32>,
    day: Option<(u32, Range<usize>)>,
    weekday: Option<(Weekday, Range<usize>)>,
    time: Option<NaiveTime>,
    /// `1` of `1 pm`, until the `pm` comes.
    bare_hour: Option<(u32, Range<usize>)>,
    qualifier: Option<Qualifier>,
}

impl Parts {
    /// Finds out what a word is and keeps it; a second one of its kind is a mistake.
    fn take(&mut self, text: &str, range: Range<usize>) -> Result<(), Mistake> {
        let word = &text[range.clone()];
        let lower = word.to_lowercase();
        // `Sept.`, `p.m.`
        let lower = if word.contains(|c: char| c.is_ascii_digit()) {
            lower
        } else {
            lower.replace('.', "")
        };
        let lower = lower.as_str();
        if ["at", "on", "the", "of", "from", "kl"].contains(&lower) {
            return Ok(());
        }
        let fresh = if let Some(date) = iso_date(word, &range)? {
            set(&mut self.date, (date, range.clone()))
        } else if let Some(month) = iso_month(word, &range)? {
            set(&mut self.iso_month, month)
        } else if let Some(stretch) = stretch(text, &range) {
            return Err(stretch);
        } else if let Some((time, qualifier)) = time_of_day(word, &range)? {
            let qualifier = qualifier.map(|it| in_context(it, text, &range));
            set(&mut self.time, time)
                && qualifier.is_none_or(|qualifier| set(&mut self.qualifier, qualifier))
        } else if let Some((number, length)) = number(lower) {
            self.take_number(number, length, &range)
        } else if lower == "am" || lower == "pm" {
            let written = &text[..range.end];
            self.halve(lower == "pm").ok_or_else(|| no_such_time(written, &(0..range.end)))?;
            true
        } else if let Some(month) = named(&MONTHS, lower) {
            set(&mut self.month, month as u32 + 1)
        } else if let Some(weekday) = named(&WEEKDAYS, lower) {
            let weekday = Weekday::try_from(weekday as u8).unwrap_or(Weekday::Mon);
            set(&mut self.weekday, (weekday, range.clone()))
        } else if let Some(offset) = offset(word) {
            set(&mut self.qualifier, in_context(offset, text, &range))
        } else if is_abbreviation(word) {
            set(&mut self.qualifier, Qualifier::Abbreviation(word.to_uppercase()))
        } else {
            return Err(unreadable(word, range));
        };
        if fresh { Ok(()) } else { Err(unreadable(word, range)) }
    }

    /// A number alone is a year, a day of the month, or the hour before `pm`.
    fn take_number(&mut self, number: u32, length: usize, range: &Range<usize>) -> bool {
        if length == 4 {
            set(&mut self.year, (number as i32, range.clone()))
        } else if self.day.is_none() && self.date.is_none() {
            set(&mut self.day, (number, range.clone()))
        } else {
            set(&mut self.bare_hour, (number, range.clone()))
        }
    }

    /// `am` or `pm` behind a space: the hour came before it, with minutes or without.
    fn halve(&mut self, afternoon: bool) -> Option<()> {
        let (hour, minute, second) = match self.time.take() {
            Some(time) => (time.hour(), time.minute(), time.second()),
            None => {
                let (hour, _) = self.bare_hour.take().or_else(|| self.day.take())?;
                (hour, 0, 0)
            }
        };
        self.time = Some(twelve_hours(hour, minute, second, afternoon)?);
        Some(())
    }

    fn finish(self, text: &str) -> Result<Written, Mistake> {
        let whole = || Mistake {
            range: 0..text.len(),
            kind: Kind::Unreadable,
            message: format!("`{text}` is not a time"),
            help: FORMS.to_owned(),
        };
        if self.bare_hour.is_some() || (self.qualifier.is_some() && self.time.is_none()) {
            return Err(whole());
        }
        let month = match (self.iso_month, self.year.clone(), self.month, &self.day) {
            (Some(month), None, None, None) => Some(month),
            (None, Some((year, _)), Some(month), None) => Some((year, month)),
            _ => None,
        };
        if let (Some((year, month)), None, None, None) =
            (month, self.time, &self.weekday, &self.date)
        {
            let first = day(year, month, 1, &(0..text.len()), text)?;
            return Ok(Written::Month(first));
        }
        let (date, at) = match (self.date, self.year, self.month, self.day, self.iso_month) {
            (Some(date), None, None, None, None) => date,
            (None, Some((year, y)), Some(month), Some((number, d)), None) => {
                let at = d.start.min(y.start)..d.end.max(y.end);
                (day(year, month, number, &at, &text[at.clone()])?, at)
            }
            (None, None, None, None, None) if self.weekday.is_none() => {
                let qualifier = self.qualifier.unwrap_or(Qualifier::Local);
                return self.time.map(|time| Written::Hour(time, qualifier)).ok_or_else(whole);
            }
            _ => return Err(whole()),
        };
        if let Some((weekday, range)) = self.weekday
            && weekday != date.weekday()
        {
            return Err(wrong_weekday(date, range, &text[at]));
        }
        Ok(match (self.time, self.qualifier) {
            (Some(time), qualifier) => {
                Written::Time(date.and_time(time), qualifier.unwrap_or(Qualifier::Local))
            }
            (None, _) => Written::Day(date),
        })
    }
}

/// Sets what is not set yet, and says whether it was not.
fn set<T>(place: &mut Option<T>, value: T) -> bool {
    let fresh = place.is_none();
    place.get_or_insert(value);
    fresh
}

fn unreadable(word: &str, range: Range<usize>) -> Mistake {
    let message = format!("`{word}` is not part of a time");
    let figures = |c: char| c.is_ascii_digit() || "/.-".contains(c);
    let dashed = word.replace(['/', '.'], "-");
    let help = if iso_date(&dashed, &range).is_ok_and(|date| date.is_some()) {
        format!("write `{dashed}`")
    } else if word.len() >= 8 && word.contains(['/', '.']) && word.chars().all(figures) {
        format!("{FORMS}; a date in figures starts with the year, since `{word}` may be two days")
    } else {
        FORMS.to_owned()
    };
    Mistake { range, kind: Kind::Unreadable, message, help }
}

fn no_such_time(word: &str, range: &Range<usize>) -> Mistake {
    Mistake {
        range: range.clone(),
        kind: Kind::Unreadable,
        message: format!("no clock shows `{word}`"),
        help: "hours run from 0 to 23, or from 1 to 12 with am and pm; minutes to 59".to_owned(),
    }
}

fn wrong_weekday(date: NaiveDate, range: Range<usize>, written: &str) -> Mistake {
    let actual = date.format("%A");
    Mistake {
        range,
        kind: Kind::Weekday,
        message: format!("`{written}` is a {actual}"),
        help: format!("write `{actual}`, leave the weekday out, or mend the date"),
    }
}

/// The years that a series may have.
pub(crate) const YEARS: RangeInclusive<i32> = 1970..=2199;

/// The day of these numbers, within the years that a series may have.
fn day(
    year: i32,
    month: u32,
    day: u32,
    range: &Range<usize>,
    written: &str,
) -> Result<NaiveDate, Mistake> {
    let mistake = |message, help: String| {
        Err(Mistake { range: range.clone(), kind: Kind::Unreadable, message, help })
    };
    if !YEARS.contains(&year) {
        let message = format!("the year {year} is out of range");
        return mistake(message, "years run from 1970 to 2199".to_owned());
    }
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(date);
    }
    let help = NaiveDate::from_ymd_opt(year, month, 1).map_or_else(
        || "months run from 1 to 12".to_owned(),
        |first| format!("{} has {} days", first.format("%B %Y"), first.num_days_in_month()),
    );
    mistake(format!("there is no day `{written}`"), help)
}

/// `2023-09-18`.
fn iso_date(word: &str, range: &Range<usize>) -> Result<Option<NaiveDate>, Mistake> {
    let parts: Vec<_> = word.split('-').map(digits).collect();
    match parts[..] {
        [Some((year, 4)), Some((month, 2)), Some((number, 2))] => {
            day(year as i32, month, number, range, word).map(Some)
        }
        _ => Ok(None),
    }
}

/// `2023-09`.
fn iso_month(word: &str, range: &Range<usize>) -> Result<Option<(i32, u32)>, Mistake> {
    let parts: Vec<_> = word.split('-').map(digits).collect();
    match parts[..] {
        [Some((year, 4)), Some((month, 2))] => {
            day(year as i32, month, 1, range, word).map(|_| Some((year as i32, month)))
        }
        _ => Ok(None),
    }
}

/// A run of digits: its value and its length.
fn digits(text: &str) -> Option<(u32, usize)> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok().map(|number| (number, text.len()))).flatten()
}

/// `13:00-14:00` and `13:00-15` are from when to when, and no offsets: those have no colon here, and
/// fourteen hours at most. Behind ISO 8601's `T`, all that follows the dash is an offset.
fn stretch(text: &str, range: &Range<usize>) -> Option<Mistake> {
    let word = &text[range.clone()];
    let dash = word.find(['-', '\u{2013}', '\u{2212}'])?;
    let (start, offset_like) = word.split_at(dash);
    let end = offset_like.trim_start_matches(['-', '\u{2013}', '\u{2212}']);
    if is_behind_t(text, range)
        || !is_clock(start)
        || offset(offset_like).is_some_and(|_| !end.contains(':'))
    {
        return None;
    }
    let end = match digits(end) {
        Some((_, 1..=2)) => format!("{end}:00"),
        Some((_, 4)) => format!("{}:{}", &end[..2], &end[2..]),
        _ if is_clock(end) => end.to_owned(),
        _ => return None,
    };
    Some(Mistake {
        range: range.clone(),
        kind: Kind::Unreadable,
        message: format!("`{word}` is from when to when"),
        help: format!("a start is one time: write `{start}` here, and `end: {end}` below"),
    })
}

/// Whether ISO 8601's `T` stands before a part, or before the hour that it is behind.
fn is_behind_t(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let is_t = |three: &[u8]| matches!(three, [b'0'..=b'9', b'T', b'0'..=b'9']);
    before.ends_with('T') || before.as_bytes().windows(3).any(is_t)
}

/// `13:00`, `1pm`, `1:30pm`.
fn is_clock(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let half = lower.strip_suffix("am").or_else(|| lower.strip_suffix("pm"));
    let clock = half.unwrap_or(&lower);
    (half.is_some() || clock.contains(':')) && clock.split(':').all(|it| digits(it).is_some())
}

/// What is behind an hour. An offset that begins with a dash may be an end, unless it stands behind ISO
/// 8601's `T` or as in the date of an e-mail (` -0500`, RFC 5322, 3.3).
fn in_context(qualifier: Qualifier, text: &str, range: &Range<usize>) -> Qualifier {
    let Qualifier::Offset(Offset { utc, .. }) = qualifier else { return qualifier };
    let word = &text[range.clone()];
    let is_of_mail = word.len() == "-0500".len() && !word.contains(':');
    let may_be_end = word.contains(['-', '\u{2212}']) && !is_behind_t(text, range) && !is_of_mail;
    Qualifier::Offset(Offset { utc, may_be_end })
}

/// `13:00`, `13:00:30`, `1pm`, `1:30pm`, and `13:00+02:00` or `11:00Z` in one word.
fn time_of_day(
    word: &str,
    range: &Range<usize>,
) -> Result<Option<(NaiveTime, Option<Qualifier>)>, Mistake> {
    let lower = word.to_ascii_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        _ => (word, None),
    };
    let tail = clock.find(['+', '-', 'Z', 'z', '\u{2212}']).unwrap_or(clock.len());
    let (clock, tail) = clock.split_at(tail);
    let parts: Vec<_> = clock.split(':').map(digits).collect();
    let (hour, minute, second) = match (&parts[..], half) {
        ([Some((hour, 1..=2))], Some(_)) => (*hour, 0, 0),
        ([Some((hour, 1..=2)), Some((minute, 2))], _) => (*hour, *minute, 0),
        ([Some((hour, 1..=2)), Some((minute, 2)), Some((second, 2))], _) => {
            (*hour, *minute, *second)
        }
        _ => return Ok(None),
    };
    let time = match half {
        Some(afternoon) => twelve_hours(hour, minute, second, afternoon),
        None => NaiveTime::from_hms_opt(hour, minute, second),
    };
    let time = time.ok_or_else(|| no_such_time(word, range))?;
    if tail.is_empty() {
        return Ok(Some((time, None)));
    }
    match offset(tail) {
        Some(qualifier) => Ok(Some((time, Some(qualifier)))),
        None => Err(unreadable(word, range.clone())),
    }
}

/// A time on the twelve-hour clock.
fn twelve_hours(hour: u32, minute: u32, second: u32, afternoon: bool) -> Option<NaiveTime> {
    let hour = (1..=12).contains(&hour).then_some(hour % 12)?;
    NaiveTime::from_hms_opt(hour + if afternoon { 12 } else { 0 }, minute, second)
}

/// `Z`, `+02:00`, `+0200`, `+02`.
fn offset(word: &str) -> Option<Qualifier> {
    if word.eq_ignore_ascii_case("z") {
        return Some(Qualifier::Utc);
    }
    let (sign, figures) = match word.strip_prefix('+') {
        Some(figures) => (1, figures),
        None => (-1, word.strip_prefix(['-', '\u{2212}'])?),
    };
    let figures = figures.replacen(':', "", 1);
    let (number, length) = digits(&figures)?;
    let (hours, minutes) = match length {
        2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let utc = FixedOffset::east_opt(sign * seconds)?;
    Some(Qualifier::Offset(Offset { utc, may_be_end: false }))
}

/// `18`, `18th`, `2023`: the number and how many digits it has.
fn number(lower: &str) -> Option<(u32, usize)> {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending));
    digits(ordinal.unwrap_or(lower)).filter(|(_, length)| *length <= 4)
}

fn is_abbreviation(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The months' names in English.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The index of a name that is written in full or with its first three letters or more. Four
/// letters serve `Sept`, `Tues` and `Thur`.
fn named(names: &[&str], lower: &str) -> Option<usize> {
    (lower.len() >= 3).then(|| names.iter().position(|name| name.starts_with(lower))).flatten()
}
