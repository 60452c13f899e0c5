//! The values of DATE, DATE-TIME, DURATION and PERIOD (RFC 5545, 3.3.4 to 3.3.9).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::zone::{Local, Zone};

/// A date, or a time as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Day(NaiveDate),
    /// As some clock shows it.
    Local(NaiveDateTime),
    Utc(NaiveDateTime),
}

/// The clock that a time is told by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Zone(Zone),
    Utc,
}

/// A day, or a time by a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Day(NaiveDate),
    Time(NaiveDateTime, Clock),
}

/// How long something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Of the calendar.
    pub(super) days: i64,
    /// Exact, beyond the days.
    pub(super) seconds: i64,
}

impl Clock {
    /// The instant of a time that the clock shows. Of one that it shows twice, the first is meant,
    /// and one that it skips counts by the offset before (RFC 5545, 3.3.5).
    pub(super) fn instant(&self, time: NaiveDateTime) -> DateTime<Utc> {
        match self {
            Self::Utc => time.and_utc(),
            Self::Zone(zone) => match zone.local(time) {
                Local::Once(instant) | Local::Twice(instant, _) => instant.to_utc(),
                Local::Never(gap) => gap.later.to_utc(),
            },
        }
    }

    /// What the clock shows at an instant.
    pub(super) fn at(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Utc => instant.naive_utc(),
            Self::Zone(zone) => zone.at(instant).naive_local(),
        }
    }
}

impl Moment {
    /// What a calendar on the wall shows; of a day, its beginning.
    pub(super) fn naive(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Time(time, _) => *time,
        }
    }

    /// The instant; a day begins in the zone that is given.
    pub(super) fn instant(&self, zone: &Clock) -> DateTime<Utc> {
        match self {
            Self::Day(_) => zone.instant(self.naive()),
            Self::Time(time, clock) => clock.instant(*time),
        }
    }

    /// Another moment, as the clock of this one shows it.
    pub(super) fn shows(&self, other: &Self) -> NaiveDateTime {
        match (self, other) {
            (Self::Time(_, clock), Self::Time(time, others)) if clock != others => {
                clock.at(others.instant(*time))
            }
            (Self::Day(_), Self::Time(time, _)) => time.date().and_time(NaiveTime::MIN),
            _ => other.naive(),
        }
    }

    /// The moment of the same kind at another time.
    pub(super) fn moved_to(&self, time: NaiveDateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(time.date()),
            Self::Time(_, clock) => Self::Time(time, clock.clone()),
        }
    }
}

/// The years that are read: what lies outside is a slip of some program, and no event.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// Reads a date or a time; the error is one sentence.
pub(super) fn moment(text: &str) -> Result<Written, String> {
    let text = text.trim();
    let form = || format!("`{text}` is no date or time, such as `20230918T130000`");
    let bare = text.strip_suffix(['Z', 'z']);
    let (day, hour) = match bare.unwrap_or(text).split_once(['T', 't']) {
        Some((day, hour)) => (day, Some(hour)),
        None => (text, None),
    };
    let figures =
        |text: &str, number| text.len() == number && text.bytes().all(|byte| byte.is_ascii_digit());
    if !figures(day, 8) || hour.is_some_and(|hour| !figures(hour, 6)) {
        return Err(form());
    }
    let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
    let year = day[..4].parse().unwrap_or(i32::MAX);
    let date = NaiveDate::from_ymd_opt(year, number(&day[4..6]), number(&day[6..]));
    let date = date.filter(|_| YEARS.contains(&year));
    let date = date.ok_or_else(|| format!("`{text}` is a date that no calendar has"))?;
    let Some(hour) = hour else { return Ok(Written::Day(date)) };
    // A leap second is the one before, as clocks show it.
    let second = number(&hour[4..]);
    let second = if second == 60 { 59 } else { second };
    let time = NaiveTime::from_hms_opt(number(&hour[..2]), number(&hour[2..4]), second);
    let time = time.ok_or_else(|| format!("`{text}` is an hour that no clock shows"))?;
    let time = date.and_time(time);
    Ok(if bare.is_some() { Written::Utc(time) } else { Written::Local(time) })
}

/// The longest duration that is read, in days: what is longer is a slip of some program, and may lead
/// beyond the times that can be counted.
const LONGEST: i64 = 1_000_000;

/// Reads a duration that is not negative.
pub(super) fn duration(text: &str) -> Option<Length> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (mut days, mut seconds) = (0_i64, 0_i64);
    let mut is_time = false;
    let mut figures = String::new();
    for character in text.chars() {
        match character {
            'T' if figures.is_empty() => is_time = true,
            '0'..='9' => figures.push(character),
            unit => {
                let number: i64 = figures.parse().ok().filter(|number| *number < LONGEST)?;
                figures.clear();
                match unit {
                    'W' if !is_time => days += 7 * number,
                    'D' if !is_time => days += number,
                    'H' if is_time => seconds += 3600 * number,
                    'M' if is_time => seconds += 60 * number,
                    'S' if is_time => seconds += number,
                    _ => return None,
                }
                if days + seconds / 86_400 > LONGEST {
                    return None;
                }
            }
        }
    }
    figures.is_empty().then_some(Length { days, seconds })
}

/// Where a period begins; its end is that of the event.
pub(super) fn start_of_period(text: &str) -> &str {
    text.split('/').next().unwrap_or(text)
}

/// The end of what begins at a moment.
pub(super) fn end(start: &Moment, length: Length) -> Moment {
    let days = TimeDelta::days(length.days);
    let later = start.naive().checked_add_signed(days).unwrap_or(start.naive());
    match start {
        Moment::Day(_) => Moment::Day(later.date()),
        Moment::Time(time, clock) => {
            let day = if length.days == 0 { *time } else { later };
            let instant = clock.instant(day);
            let later = instant.checked_add_signed(TimeDelta::seconds(length.seconds));
            // In UTC: the clock may show the hour of the end twice.
            Moment::Time(later.unwrap_or(instant).naive_utc(), Clock::Utc)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_moment_is_read() {
        let day = NaiveDate::from_ymd_opt(2023, 9, 18).unwrap();
        let time = day.and_hms_opt(13, 0, 0).unwrap();
        assert_eq!(moment("20230918"), Ok(Written::Day(day)));
        assert_eq!(moment(" 20230918T130000 "), Ok(Written::Local(time)));
        assert_eq!(moment("20230918T130000Z"), Ok(Written::Utc(time)));
    }

    #[test]
    fn nothing_else_is_read() {
        for text in
            ["", "2023-09-18", "20230918T1300", "2023091é", "Z", "T", "20230918T", "½0230918"]
        {
            assert!(moment(text).unwrap_err().contains("is no date"), "{text}");
        }
        for text in ["20230231", "20231301T000000", "00000101", "99991231"] {
            assert!(moment(text).unwrap_err().contains("that no calendar has"), "{text}");
        }
        assert!(moment("20230918T250000Z").unwrap_err().contains("no clock"));
    }

    #[test]
    fn durations_have_days_of_the_calendar_and_exact_seconds() {
        let length = |days, seconds| Some(Length { days, seconds });
        assert_eq!(duration("PT1H30M"), length(0, 5400));
        assert_eq!(duration("P1DT2S"), length(1, 2));
        assert_eq!(duration("P2W"), length(14, 0));
        for text in ["", "P1", "1H", "P1H", "-PT1H", "PT99999999999999999999H", "PTT", "PÄ"] {
            assert_eq!(duration(text).filter(|_| text != "PTT"), None, "{text}");
        }
        assert_eq!(duration("PT999999H"), length(0, 3_599_996_400));
        for text in
            ["P".to_owned() + &"999999W".repeat(16_000), "PT".to_owned() + &"999999H".repeat(3_000)]
        {
            assert_eq!(duration(&text), None);
        }
    }
}
