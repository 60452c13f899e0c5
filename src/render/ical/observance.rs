//! The observances of a zone (RFC 5545, 3.6.5), derived from the zone database for the time that a
//! file covers.
//!
//! Two kinds of reader have to be served. One evaluates all of a VTIMEZONE as the RFC says: at every
//! instant from the file's first event to ten years after its last, the observance with the latest
//! onset gives the zone's offset. The other is Outlook, which makes one yearly rule of the whole
//! (MS-OXCICAL, 2.1.3.1.1.19.2 and 2.1.3.1.1.19.3): it takes the STANDARD and the DAYLIGHT part with
//! the largest DTSTART, or in some versions the first; it understands a BYDAY with one numbered
//! weekday, without BYMONTHDAY; and it takes a DAYLIGHT part for a rule that still holds. Therefore:
//!
//! - What is in force at the last event comes first: one STANDARD and one DAYLIGHT part, each with
//!   a yearly rule, or one STANDARD part where there is no daylight saving time.
//! - What these do not say follows as lists of dates: what held before, what is known to change
//!   later, and the years in which a rule such as "the Friday before the last Sunday" is another
//!   numbered weekday than in most. These parts never have the largest DTSTART, and none is called
//!   DAYLIGHT where the zone keeps no daylight saving time any more.
//!
//! Not supported: rules by the day of the month, which become dates.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
};

use crate::zone::{Offset, Zone};

/// How far behind the last event the observances reach: ten years and the rest of the last one.
const YEARS_AHEAD: i32 = 11;

/// Where the history of a zone begins, unless an event is older.
const FIRST_YEAR: i32 = 1970;

/// Where an observance of later dates begins, so that it has not the largest DTSTART. Outlook's
/// own observances begin here.
const EARLY_YEAR: i32 = 1601;

/// The instants that a file's events lie between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The earliest start.
    pub(super) first: DateTime<Utc>,
    /// The latest end.
    pub(super) last: DateTime<Utc>,
}

/// A sub-component of VTIMEZONE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Observance {
    pub(super) part: Part,
    /// DTSTART, as the clocks show it that are about to be changed.
    pub(super) start: NaiveDateTime,
    /// TZOFFSETFROM.
    pub(super) from: FixedOffset,
    /// TZOFFSETTO and TZNAME.
    pub(super) to: Offset,
    pub(super) recurrence: Recurrence,
}

/// What an observance is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Standard,
    Daylight,
}

/// The onsets of an observance after its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recurrence {
    Never,
    /// RRULE: in the start's month, on its weekday.
    Yearly {
        day: Day,
        until: Option<DateTime<Utc>>,
    },
    /// RDATE.
    On(Vec<NaiveDateTime>),
}

/// Which of a month's days of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// The first is 1.
    Numbered(u32),
    Last,
}

/// All that the observances depend on: spans of the same coverage have the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Coverage {
    zone: String,
    years: (i32, i32),
    /// The onsets that are in force at the ends of the span.
    onsets: [Option<DateTime<Utc>>; 2],
}

impl Coverage {
    /// That of a span.
    pub(super) fn of(zone: &Zone, span: Span) -> Self {
        Self {
            zone: zone.name().to_owned(),
            years: (span.first_year(), span.final_year()),
            onsets: [span.first, span.last].map(|instant| zone.transition_at(instant)),
        }
    }
}

/// The observances that a file needs whose events lie in a span.
pub(super) fn observances(zone: &Zone, span: Span) -> Vec<Observance> {
    let onsets = onsets(zone, span);
    let rules = rules_in_force(&onsets, span);
    let others = onsets.iter().skip(index_at(&onsets, span.first));
    let others = others.filter(|onset| !rules.iter().any(|rule| rule.onsets.contains(onset)));
    let others = by_change(others);
    let ruled = rules.iter().filter_map(|rule| rule.observance(span));
    let dated = others.iter().filter_map(|onsets| on_dates(onsets, span));
    let mut observances: Vec<_> = ruled.chain(dated).collect();
    if rules.len() == 1 {
        for observance in &mut observances {
            observance.part = Part::Standard;
        }
    }
    observances
}

/// A change of what a zone's clocks show.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Onset {
    at: DateTime<Utc>,
    from: FixedOffset,
    to: Offset,
}

impl Span {
    /// The shortest span that holds both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    fn first_year(self) -> i32 {
        FIRST_YEAR.min(self.first.year() - 1)
    }

    fn final_year(self) -> i32 {
        self.last.year() + YEARS_AHEAD
    }
}

impl Onset {
    /// The time on the clocks that are about to be changed.
    fn local(&self) -> NaiveDateTime {
        self.at.with_timezone(&self.from).naive_local()
    }

    fn is_same_change(&self, other: &Self) -> bool {
        self.from == other.from && self.to == other.to
    }

    fn observance(&self, recurrence: Recurrence) -> Observance {
        let part = if self.to.daylight { Part::Daylight } else { Part::Standard };
        let (start, from, to) = (self.local(), self.from, self.to.clone());
        Observance { part, start, from, to, recurrence }
    }
}

/// Every onset up to the end of a span. The first one is the state in which the history begins.
fn onsets(zone: &Zone, span: Span) -> Vec<Onset> {
    let begin = new_year(zone, span.first_year());
    let end = new_year(zone, span.final_year() + 1);
    let mut state = zone.offset_at(begin);
    let mut onsets = vec![Onset { at: begin, from: state.utc, to: state.clone() }];
    for transition in zone.transitions_after(begin).take_while(|transition| transition.at < end) {
        let to = transition.offset;
        // The database also notes changes that neither the clocks nor the abbreviation show.
        if (to.utc, &to.abbreviation) != (state.utc, &state.abbreviation) {
            onsets.push(Onset { at: transition.at, from: state.utc, to: to.clone() });
        }
        state = to;
    }
    onsets
}

fn new_year(zone: &Zone, year: i32) -> DateTime<Utc> {
    zone.start_of_day(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()).to_utc()
}

/// The index of the onset that is in force at an instant.
fn index_at(onsets: &[Onset], instant: DateTime<Utc>) -> usize {
    onsets.partition_point(|onset| onset.at <= instant).saturating_sub(1)
}

/// What is in force at the last event: the two rules of a daylight saving time, the one of
/// standard time first, or the one onset that was the last.
fn rules_in_force(onsets: &[Onset], span: Span) -> Vec<Rule<'_>> {
    let mut recent = onsets.iter().skip(index_at(onsets, span.last));
    match (recent.next(), recent.next()) {
        (Some(onset), Some(next)) if is_daylight_saving(onset, next) => {
            let turns = if next.to.daylight { [onset, next] } else { [next, onset] };
            turns.map(|turn| Rule::around(turn, onsets, span)).into()
        }
        (Some(onset), _) => vec![Rule::once(onset)],
        (None, _) => vec![],
    }
}

/// Whether two onsets in succession turn the clocks there and back within a year.
fn is_daylight_saving(onset: &Onset, next: &Onset) -> bool {
    onset.to.daylight != next.to.daylight
        && (onset.from, onset.to.utc) == (next.to.utc, next.from)
        && next.at - onset.at < TimeDelta::days(366)
}

/// The same change on the same day of successive years.
struct Rule<'a> {
    /// `None` where no recurrence is meant.
    day: Option<Day>,
    onsets: Vec<&'a Onset>,
}

impl<'a> Rule<'a> {
    fn once(onset: &'a Onset) -> Self {
        Self { day: None, onsets: vec![onset] }
    }

    /// The rule that an onset follows: one that holds to the end if there is one, else the one
    /// that held for longest.
    fn around(turn: &'a Onset, onsets: &'a [Onset], span: Span) -> Self {
        let days = [1, 2, 3, 4].map(Day::Numbered).into_iter().chain([Day::Last]);
        let days = days.filter(|day| day.is(turn.local().date()));
        days.map(|day| Self { day: Some(day), onsets: successive(onsets, turn, day) })
            .max_by_key(|rule| (rule.holds(span), rule.onsets.len()))
            .unwrap_or_else(|| Self::once(turn))
    }

    /// Whether no end of it is known.
    fn holds(&self, span: Span) -> bool {
        self.onsets.last().is_some_and(|onset| onset.local().year() == span.final_year())
    }

    fn observance(&self, span: Span) -> Option<Observance> {
        let (first, last) = (self.onsets.first()?, self.onsets.last()?);
        // A day more than it needs: some readers compare UNTIL's digits with local time.
        let until = (!self.holds(span)).then_some(last.at + TimeDelta::days(1));
        let recurrence = match self.day {
            Some(day) => Recurrence::Yearly { day, until },
            None => Recurrence::Never,
        };
        Some(first.observance(recurrence))
    }
}

/// The onsets like one, on its weekday and on this day of its month, of the years around it.
fn successive<'a>(onsets: &'a [Onset], turn: &Onset, day: Day) -> Vec<&'a Onset> {
    let when = |onset: &Onset| {
        let local = onset.local();
        (local.month(), local.weekday(), local.time())
    };
    let alike: Vec<_> = onsets
        .iter()
        .filter(|onset| onset.is_same_change(turn) && when(onset) == when(turn))
        .filter(|onset| day.is(onset.local().date()))
        .collect();
    alike
        .chunk_by(|one, next| one.local().year() + 1 == next.local().year())
        .find(|run| run.contains(&turn))
        .map(<[_]>::to_vec)
        .unwrap_or_default()
}

impl Day {
    /// Whether a date is this one of its month's days of its weekday.
    fn is(self, date: NaiveDate) -> bool {
        match self {
            Self::Numbered(number) => date.day0() / 7 + 1 == number,
            Self::Last => (date + TimeDelta::weeks(1)).month() != date.month(),
        }
    }
}

/// Onsets, those of one change together.
fn by_change<'a>(onsets: impl Iterator<Item = &'a Onset>) -> Vec<Vec<&'a Onset>> {
    let mut changes: Vec<Vec<&Onset>> = vec![];
    for onset in onsets {
        let same = |change: &&mut Vec<&Onset>| change.iter().any(|one| one.is_same_change(onset));
        match changes.iter_mut().find(same) {
            Some(change) => change.push(onset),
            None => changes.push(vec![onset]),
        }
    }
    changes
}

/// An observance of dates, all of one change.
fn on_dates(onsets: &[&Onset], span: Span) -> Option<Observance> {
    let dates: Vec<_> = onsets.iter().map(|onset| onset.local()).collect();
    let first = onsets.first()?;
    let early = NaiveDate::from_ymd_opt(EARLY_YEAR, 1, 1)?.and_time(NaiveTime::MIN);
    Some(match dates.len() {
        _ if first.at > span.last => {
            Observance { start: early, ..first.observance(Recurrence::On(dates)) }
        }
        1 => first.observance(Recurrence::Never),
        // RDATE repeats DTSTART, for readers that do not count DTSTART among the dates.
        _ => first.observance(Recurrence::On(dates)),
    })
}
