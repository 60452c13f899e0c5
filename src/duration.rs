//! The grammar of durations: `90m`, `1h 30m`, `2 days`, and ISO 8601's `PT1H30M`.

use chrono::TimeDelta;

/// A length of time. Days are the calendar's: two days after a time the clocks show the same time,
/// whatever they did in between (RFC 5545, 3.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duration {
    pub(crate) days: u32,
    /// Exact seconds beyond the days.
    pub(crate) seconds: u32,
}

impl Duration {
    pub(crate) const HOUR: Self = Self { days: 0, seconds: 3600 };

    /// The length where no calendar matters, with days of 24 hours.
    pub(crate) fn exact(self) -> TimeDelta {
        TimeDelta::days(self.days.into()) + TimeDelta::seconds(self.seconds.into())
    }
}

const UNITS: [(&[&str], u32); 4] = [
    (&["d", "day", "days"], 86_400),
    (&["h", "hr", "hrs", "hour", "hours"], 3600),
    (&["m", "min", "mins", "minute", "minutes"], 60),
    (&["s", "sec", "secs", "second", "seconds"], 1),
];

/// The longest duration, in days: nothing that people attend lasts longer than a year.
pub(crate) const LONGEST: u64 = 366;

/// Reads a duration; the error is one sentence.
pub(crate) fn read(text: &str) -> Result<Duration, String> {
    let unreadable = || format!("`{text}` is not a duration");
    let lower = text.trim().to_lowercase();
    let lower = match lower.strip_prefix('p') {
        Some(iso) => without_marks(iso).ok_or_else(unreadable)?,
        None => lower,
    };
    let mut total = Duration { days: 0, seconds: 0 };
    let mut rest = lower.trim_start();
    if rest.is_empty() {
        return Err(unreadable());
    }
    while !rest.is_empty() {
        let letters = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(unreadable)?;
        let (figures, behind) = rest.split_at(letters);
        let behind = behind.trim_start();
        let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        let count: u32 = figures.parse().map_err(|_| unreadable())?;
        total = add(total, count, unit).ok_or_else(unreadable)?;
        rest = behind.trim_start_matches([' ', ',']);
    }
    let days = u64::from(total.days) + u64::from(total.seconds / 86_400);
    match total {
        Duration { days: 0, seconds: 0 } => Err(format!("`{text}` is no time at all")),
        _ if days > LONGEST => Err(format!("`{text}` is longer than a year")),
        total => Ok(total),
    }
}

/// ISO 8601 in the form of RFC 5545, 3.3.6, which says the same once its marks are gone: `2DT3H` becomes
/// `2D 3H`. Before the `T` an `M` would be months, and behind it a `D` is nothing.
fn without_marks(iso: &str) -> Option<String> {
    let (days, time) = iso.split_once('t').unwrap_or((iso, ""));
    let holds =
        |part: &str, units: &[char]| part.chars().all(|c| c.is_ascii_digit() || units.contains(&c));
    (holds(days, &['w', 'd']) && holds(time, &['h', 'm', 's'])).then(|| format!("{days} {time}"))
}

fn add(total: Duration, count: u32, unit: &str) -> Option<Duration> {
    if ["w", "week", "weeks"].contains(&unit) {
        return add(total, count.checked_mul(7)?, "d");
    }
    let (_, seconds) = UNITS.iter().find(|(names, _)| names.contains(&unit))?;
    Some(match *seconds {
        86_400 => Duration { days: total.days.checked_add(count)?, ..total },
        seconds => {
            let more = count.checked_mul(seconds)?;
            Duration { seconds: total.seconds.checked_add(more)?, ..total }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_contract_is_read() {
        let exact = |days, seconds| Ok(Duration { days, seconds });
        for (text, expected) in [
            ("90m", exact(0, 5400)),
            ("1h30m", exact(0, 5400)),
            ("1h 30m", exact(0, 5400)),
            ("2h", exact(0, 7200)),
            ("2 days", exact(2, 0)),
            ("1 week", exact(7, 0)),
            ("PT1H30M", exact(0, 5400)),
            ("P2DT3H", exact(2, 10_800)),
            ("p1w", exact(7, 0)),
            ("PT5M", exact(0, 300)),
            ("90 minutes", exact(0, 5400)),
            ("1 hour, 30 min", exact(0, 5400)),
            ("45s", exact(0, 45)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn no_sum_overflows() {
        let text = "4294967295 days 4294967295s";
        assert_eq!(read(text), Err(format!("`{text}` is longer than a year")));
    }

    #[test]
    fn nothing_else_is_read() {
        for text in [
            "",
            "90",
            "1.5h",
            "h",
            "1h-30m",
            "-1h",
            "P",
            "PT",
            "1 fortnight",
            "99999999999h",
            "١h",
            // A month, and what ISO 8601 does not know.
            "P1M",
            "P1H",
            "PT2D",
            "P1 day",
            "PT1HT2M",
        ] {
            assert_eq!(read(text), Err(format!("`{text}` is not a duration")));
        }
        assert_eq!(read("0m"), Err("`0m` is no time at all".to_owned()));
        assert_eq!(read("400 days"), Err("`400 days` is longer than a year".to_owned()));
        assert_eq!(read("4294967295s"), Err("`4294967295s` is longer than a year".to_owned()));
    }
}
