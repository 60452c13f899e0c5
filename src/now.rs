//! The present time, and for how long what follows from it stays true.

use std::ops::Range;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use crate::zone::Zone;

/// The time of a build. It can only be asked how it lies to other times, and remembers within which
/// bounds it could lie without a single answer being another: so whoever knows what followed from it
/// knows for how long that stays true.
///
/// ```
/// use seminar::Now;
///
/// let now: Now = "2023-09-18T10:00:00Z".parse().expect("a time");
/// let ends: chrono::DateTime<chrono::Utc> = "2023-09-18T13:00:00Z".parse().expect("a time");
/// assert!(now.is_before(ends));
/// assert_eq!(now.holds().end, ends);
/// ```
#[derive(Clone, Debug)]
pub struct Now {
    at: DateTime<Utc>,
    /// Copies of one time remember together.
    holds: Arc<Mutex<Range<DateTime<Utc>>>>,
}

/// The smallest step of a time.
const STEP: TimeDelta = TimeDelta::nanoseconds(1);

impl Now {
    /// Whether a time is still ahead.
    pub fn is_before(&self, time: impl Into<DateTime<Utc>>) -> bool {
        let time = time.into();
        let answer = self.at < time;
        match answer {
            true => self.narrow(DateTime::<Utc>::MIN_UTC..time),
            false => self.narrow(time..DateTime::<Utc>::MAX_UTC),
        }
        answer
    }

    /// Whether a time is over.
    pub fn is_after(&self, time: impl Into<DateTime<Utc>>) -> bool {
        !self.is_before(time.into() + STEP)
    }

    /// Which day it is in a zone.
    pub fn day(&self, zone: &Zone) -> NaiveDate {
        let day = zone.at(self.at).date_naive();
        let start = |day| zone.start_of_day(day).to_utc();
        self.narrow(start(day)..start(day + Days::new(1)));
        day
    }

    /// How often a length of time, such as a minute, fits whole between now and a time; below 0
    /// where that is over.
    pub fn count(&self, length: TimeDelta, time: impl Into<DateTime<Utc>>) -> i64 {
        let time = time.into();
        let (ahead, length) = (time - self.at, length.num_seconds().max(1));
        let seconds = ahead.num_seconds() - i64::from(ahead.subsec_nanos() < 0);
        let count = seconds.div_euclid(length);
        let counts = |count| time - TimeDelta::seconds(length * count) + STEP;
        self.narrow(counts(count + 1)..counts(count));
        count
    }

    /// The time itself, for what is dated by it. Nobody remembers what follows from that.
    pub fn instant(&self) -> DateTime<Utc> {
        self.at
    }

    /// Within these bounds, every question that was asked so far has the same answer.
    pub fn holds(&self) -> Range<DateTime<Utc>> {
        self.holds.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn narrow(&self, bounds: Range<DateTime<Utc>>) {
        let mut holds = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        holds.start = holds.start.max(bounds.start);
        holds.end = holds.end.min(bounds.end);
    }
}

impl From<DateTime<Utc>> for Now {
    fn from(at: DateTime<Utc>) -> Self {
        let always = DateTime::<Utc>::MIN_UTC..DateTime::<Utc>::MAX_UTC;
        Self { at, holds: Arc::new(Mutex::new(always)) }
    }
}

impl FromStr for Now {
    type Err = chrono::ParseError;

    /// From a time as RFC 3339 writes it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<DateTime<Utc>>().map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Timelike;
    use proptest::prelude::*;

    use super::*;

    /// Days in which clocks change, and others.
    fn instant() -> impl Strategy<Value = DateTime<Utc>> {
        let around = ["2023-03-26T01:00:00Z", "2023-10-29T01:00:00Z", "2011-12-30T10:00:00Z"];
        let around = around.map(|time| time.parse::<DateTime<Utc>>().unwrap());
        let near = (0..3_usize, -200_000_000_000_000..200_000_000_000_000_i64);
        let near = near.prop_map(move |(at, off)| around[at] + TimeDelta::nanoseconds(off));
        prop_oneof![near.clone(), near.prop_map(|time| time.with_nanosecond(0).unwrap())]
    }

    fn zone() -> impl Strategy<Value = Zone> {
        let names = ["Europe/Copenhagen", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kolkata"];
        (0..names.len()).prop_map(move |at| Zone::get(names[at]).unwrap())
    }

    /// What is asked of a time, and the answer.
    fn ask(now: &Now, question: usize, time: DateTime<Utc>, zone: &Zone) -> String {
        match question {
            0 => now.is_before(time).to_string(),
            1 => now.is_after(time).to_string(),
            2 => now.day(zone).to_string(),
            3 => now.count(TimeDelta::minutes(1), time).to_string(),
            _ => now.count(TimeDelta::days(1), time).to_string(),
        }
    }

    proptest! {
        #[test]
        fn within_the_bounds_every_answer_is_the_same_and_beyond_them_one_is_another(
            at in instant(),
            other in instant(),
            share in 0.0..1.0,
            questions in prop::collection::vec((0..5_usize, instant(), zone()), 1..8),
        ) {
            let answers = |at: DateTime<Utc>| {
                let now = Now::from(at);
                let asked = questions.iter().map(|(number, time, zone)| ask(&now, *number, *time, zone));
                (asked.collect::<Vec<_>>(), now.holds())
            };
            let (said, holds) = answers(at);
            prop_assert!(holds.contains(&at));
            prop_assert!(!holds.contains(&other) || answers(other).0 == said);
            let (start, end) = (holds.start, holds.end);
            let is_bounded = start > DateTime::<Utc>::MIN_UTC && end < DateTime::<Utc>::MAX_UTC;
            if is_bounded {
                let length = (end - start).num_nanoseconds().unwrap() - 1;
                let within = start + TimeDelta::nanoseconds((length as f64 * share) as i64);
                prop_assert!(!holds.contains(&within) || answers(within).0 == said);
                prop_assert_eq!(&answers(end - STEP).0, &said);
                prop_assert_eq!(&answers(start).0, &said);
            }
            if end < DateTime::<Utc>::MAX_UTC {
                prop_assert_ne!(&answers(end).0, &said);
            }
            if start > DateTime::<Utc>::MIN_UTC {
                prop_assert_ne!(&answers(start - STEP).0, &said);
            }
        }
    }

    #[test]
    fn copies_of_one_time_remember_together() {
        let now: Now = "2023-09-18T10:00:00Z".parse().unwrap();
        let noon: DateTime<Utc> = "2023-09-18T12:00:00Z".parse().unwrap();
        now.clone().is_before(noon);
        assert_eq!(now.holds().end, noon);
    }
}
