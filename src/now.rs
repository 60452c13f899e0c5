//! The present time, and for how long what follows from it stays true.

use std::ops::Range;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::zone::{Local, Zone};

/// The time of a build. It is asked how it lies to other times, and remembers within which bounds it
/// could lie without a single answer being another: so whoever knows what followed from it knows for
/// how long that stays true.
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

/// Longer than any day, however often clocks are put back in it.
const A_DAY_AND_MORE: TimeDelta = TimeDelta::days(2);

impl Now {
    /// Whether a time is still ahead.
    pub fn is_before(&self, time: impl Into<DateTime<Utc>>) -> bool {
        let time = time.into();
        let is_ahead = self.at < time;
        let mut holds = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        match is_ahead {
            true => holds.end = holds.end.min(time),
            false => holds.start = holds.start.max(time),
        }
        is_ahead
    }

    /// Whether a time is over.
    pub fn is_after(&self, time: impl Into<DateTime<Utc>>) -> bool {
        // Nothing is behind the last of all times.
        let next = time.into().checked_add_signed(STEP);
        next.is_some_and(|next| !self.is_before(next))
    }

    /// Which day it is in a zone.
    pub fn day(&self, zone: &Zone) -> NaiveDate {
        let day_at = |time| zone.at(time).date_naive();
        let today = day_at(self.at);
        let midnights = [Some(today), today.succ_opt()].into_iter().flatten().flat_map(|day| {
            match zone.local(day.and_time(NaiveTime::MIN)) {
                Local::Once(time) => [Some(time), None],
                // Clocks that go back over midnight begin the day anew.
                Local::Twice(first, second) => [Some(first), Some(second)],
                Local::Never(gap) => [Some(gap.end), None],
            }
        });
        for midnight in midnights.flatten() {
            self.is_before(midnight);
        }
        let yesterday = self.at.checked_sub_signed(A_DAY_AND_MORE).unwrap_or(self.at);
        for transition in zone.transitions_after(yesterday) {
            if transition.at - self.at > A_DAY_AND_MORE {
                break;
            }
            if day_at(transition.at - STEP) != day_at(transition.at) {
                self.is_before(transition.at);
            }
        }
        today
    }

    /// How many whole minutes it is until a time; below 0 where that is over.
    pub fn minutes_until(&self, time: impl Into<DateTime<Utc>>) -> i64 {
        self.count(60, time.into())
    }

    /// How many whole hours it is until a time; below 0 where that is over.
    pub fn hours_until(&self, time: impl Into<DateTime<Utc>>) -> i64 {
        self.count(60 * 60, time.into())
    }

    /// How many times 24 hours it is until a time; below 0 where that is over.
    pub fn days_until(&self, time: impl Into<DateTime<Utc>>) -> i64 {
        self.count(24 * 60 * 60, time.into())
    }

    fn count(&self, seconds: i64, time: DateTime<Utc>) -> i64 {
        let ahead = time - self.at;
        let whole = ahead.num_seconds() - i64::from(ahead.subsec_nanos() < 0);
        let count = whole.div_euclid(seconds);
        for count in [count, count + 1] {
            // From then on it is one less.
            if let Some(last) = time.checked_sub_signed(TimeDelta::seconds(count * seconds)) {
                self.is_after(last);
            }
        }
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
        let around = [
            "2023-03-26T01:00:00Z",
            "2023-10-29T01:00:00Z",
            "2011-12-30T10:00:00Z",
            // Clocks in St John's went back from 00:01 to 23:01.
            "2006-10-29T02:31:00Z",
        ];
        let around = around.map(|time| time.parse::<DateTime<Utc>>().unwrap());
        let near = (0..4_usize, -200_000_000_000_000..200_000_000_000_000_i64);
        let near = near.prop_map(move |(at, off)| around[at] + TimeDelta::nanoseconds(off));
        prop_oneof![near.clone(), near.prop_map(|time| time.with_nanosecond(0).unwrap())]
    }

    fn zone() -> impl Strategy<Value = Zone> {
        let names = ["Europe/Copenhagen", "Pacific/Apia", "America/St_Johns", "Asia/Kolkata"];
        (0..names.len()).prop_map(move |at| Zone::get(names[at]).unwrap())
    }

    /// What is asked of a time, and the answer.
    fn ask(now: &Now, question: usize, time: DateTime<Utc>, zone: &Zone) -> String {
        match question {
            0 => now.is_before(time).to_string(),
            1 => now.is_after(time).to_string(),
            2 => now.day(zone).to_string(),
            3 => now.minutes_until(time).to_string(),
            4 => now.hours_until(time).to_string(),
            _ => now.days_until(time).to_string(),
        }
    }

    proptest! {
        #[test]
        fn within_the_bounds_every_answer_is_the_same_and_beyond_them_one_is_another(
            at in instant(),
            other in instant(),
            share in 0.0..1.0,
            questions in prop::collection::vec((0..6_usize, instant(), zone()), 1..8),
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
    fn where_clocks_go_back_over_midnight_a_day_is_left_and_comes_again() {
        let zone = Zone::get("America/St_Johns").unwrap();
        let times = ["02:29:59", "02:30:30", "02:45:00", "03:30:00"];
        let now = times.map(|time| format!("2006-10-29T{time}Z").parse::<Now>().unwrap());
        let days = now.each_ref().map(|now| now.day(&zone).to_string());
        assert_eq!(days, ["2006-10-28", "2006-10-29", "2006-10-28", "2006-10-29"]);
        for (one, other) in [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3)] {
            assert!(!now[one].holds().contains(&now[other].instant()));
            assert!(!now[other].holds().contains(&now[one].instant()));
        }
    }

    #[test]
    fn the_ends_of_time_are_times_too() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        for (at, other) in [(first, last), (last, first), (first, first), (last, last)] {
            let now = Now::from(at);
            assert_eq!(now.is_before(other), at < other);
            assert_eq!(now.is_after(other), at > other);
            assert_eq!(now.minutes_until(other).signum(), now.days_until(other).signum());
            assert_eq!(now.hours_until(at), 0);
        }
        let zone = Zone::get("Pacific/Apia").unwrap();
        for year in ["0001", "9999"] {
            let now: Now = format!("{year}-07-01T12:00:00Z").parse().unwrap();
            assert!(now.day(&zone).to_string().starts_with(year));
            assert!(now.holds().contains(&now.instant()));
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
