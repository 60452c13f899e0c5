//! Written times become instants: every local time goes through the zone's rules at its own date.

use std::cmp::Ordering;
use std::ops::Range;

use chrono::{
    DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, Utc,
};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{EventEntry, Spanned};
use crate::duration::{Duration, LONGEST};
use crate::model::When;
use crate::when::{Offset, Qualifier, Written};
use crate::zone::{Gap, Local, Zone};

/// When an event takes place; `default` is the series' duration. Without a zone, which was reported
/// then, no hour can be judged, and everything else is.
pub(super) fn when(
    entry: &EventEntry,
    zone: Option<&Zone>,
    default: Duration,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<When> {
    let is_clear = not_both(entry, diagnostics);
    let start = entry.start.as_ref()?;
    let duration = entry.duration.as_ref().map(|duration| duration.value);
    let when = match start.value {
        Written::Time(..) => {
            let first = start_of_timed(start, zone, diagnostics);
            let last = match &entry.end {
                None => after(first?, duration.unwrap_or(default), zone?),
                Some(end) => end_of_timed(end, first, zone, diagnostics)?,
            };
            let first = first?;
            later(start, entry, last.cmp(&first), diagnostics)?;
            within_a_year(entry, last - first, diagnostics)?;
            When::Timed { start: first, end: last }
        }
        Written::Day(first) => {
            let is_there = is_there(first, &start.span, zone, diagnostics);
            let last = match &entry.end {
                None => days_after(first, duration),
                Some(end) => end_of_days(end, zone, diagnostics)?,
            };
            later(start, entry, last.cmp(&first), diagnostics)?;
            within_a_year(entry, last - first, diagnostics)?;
            is_there.then_some(When::AllDay { start: first, end: last })?
        }
        Written::Month(first) => no_end(entry, diagnostics).map(|()| When::Month(first))?,
        Written::ToBeAnnounced => no_end(entry, diagnostics).map(|()| When::Unknown)?,
        Written::Hour(..) => {
            diagnostics.push(mistake(start, "a start needs its day", "write `2023-09-18 13:00`"));
            return None;
        }
    };
    is_clear.then_some(when)
}

/// Reports a duration beside an end.
fn not_both(entry: &EventEntry, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let (Some(duration), Some(end)) = (&entry.duration, &entry.end) else { return true };
    let message = "an event has a `duration` or an `end`, not both";
    diagnostics.push(
        Diagnostic::new(Code::Contradiction, end.span.clone(), message)
            .related(duration.span.clone(), "the duration")
            .help("take one of the two out"),
    );
    false
}

/// The instant that a written time stands for; a day stands for its first instant.
pub(super) fn instant(
    written: &Spanned<Written>,
    zone: Option<&Zone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    match &written.value {
        Written::Time(time, qualifier) => {
            let (place, zone) = (&written.span, zone?);
            match qualifier {
                Qualifier::Local => local(*time, place, zone, diagnostics),
                Qualifier::Abbreviation(name) => abbreviated(*time, name, place, zone, diagnostics),
                Qualifier::Offset(offset) => exact(*time, *offset, place, zone, diagnostics),
                Qualifier::Utc => Some(zone.at(time.and_utc())),
            }
        }
        Written::Day(day) => {
            let is_there = is_there(*day, &written.span, zone, diagnostics);
            zone.filter(|_| is_there).map(|zone| zone.start_of_day(*day))
        }
        Written::Month(_) | Written::ToBeAnnounced | Written::Hour(..) => {
            diagnostics.push(mistake(written, "expected a day", "write `2023-09-19`"));
            None
        }
    }
}

/// Reports a day that the zone skipped, as those do that change to the other side of the date line.
fn is_there(
    day: NaiveDate,
    place: &Range<usize>,
    zone: Option<&Zone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let Some(zone) = zone else { return true };
    let behind = zone.start_of_day(day).date_naive();
    if behind == day {
        return true;
    }
    let before = day.pred_opt().unwrap_or(day);
    let message = format!("the day `{day}` does not exist in {}", zone.name());
    diagnostics.push(
        Diagnostic::new(Code::SkippedTime, place.clone(), message)
            .label(format!("the calendar goes from {before} to {behind}"))
            .help(format!("the nearest real days are `{before}` and `{behind}`")),
    );
    false
}

fn local(
    time: NaiveDateTime,
    place: &Range<usize>,
    zone: &Zone,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    match zone.local(time) {
        Local::Once(instant) => Some(instant),
        Local::Never(gap) => {
            diagnostics.push(skipped(time, &gap, place, zone));
            None
        }
        Local::Twice(first, second) => {
            let message = format!("{} happens twice in {}", shown(time), zone.name());
            let help = format!("say which one: {} or {}", named(first, zone), named(second, zone));
            diagnostics.push(
                Diagnostic::new(Code::AmbiguousTime, place.clone(), message)
                    .label("the clocks are put back over this hour")
                    .help(help),
            );
            None
        }
    }
}

fn skipped(time: NaiveDateTime, gap: &Gap, place: &Range<usize>, zone: &Zone) -> Diagnostic {
    let message = format!("{} does not exist in {}", shown(time), zone.name());
    let before = zone.offset_at(gap.end.to_utc() - TimeDelta::seconds(1));
    let last = gap.end.with_timezone(&before.utc) - TimeDelta::minutes(1);
    let behind = zone.offset_at(gap.end.to_utc()).abbreviation;
    Diagnostic::new(Code::SkippedTime, place.clone(), message)
        .label(format!(
            "the clocks go from {} {} to {} {behind}",
            last.format("%H:%M"),
            before.abbreviation,
            gap.end.format("%H:%M")
        ))
        .help(format!(
            "the nearest real times are {} and {}",
            named(gap.earlier, zone),
            named(gap.later, zone)
        ))
}

fn abbreviated(
    time: NaiveDateTime,
    name: &str,
    place: &Range<usize>,
    zone: &Zone,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    let readings = match zone.local(time) {
        Local::Never(gap) => {
            diagnostics.push(skipped(time, &gap, place, zone));
            return None;
        }
        Local::Once(instant) => vec![instant],
        Local::Twice(first, second) => vec![first, second],
    };
    let holds = |instant: &&DateTime<FixedOffset>| {
        zone.offset_at(instant.to_utc()).abbreviation.eq_ignore_ascii_case(name)
    };
    if let Some(instant) = readings.iter().find(holds) {
        return Some(*instant);
    }
    let right = readings.iter().map(|instant| named(*instant, zone)).collect::<Vec<_>>();
    let right = right.join(" or ");
    let on = zone.offset_at(readings[0].to_utc()).abbreviation;
    let literal = offset_of(name, time, zone).map(|offset| {
        let instant =
            zone.at((time - TimeDelta::seconds(offset.local_minus_utc().into())).and_utc());
        format!(", or {}, which is what was literally written", named(instant, zone))
    });
    let message = format!("{} is not on {name} then, but on {on}", zone.name());
    diagnostics.push(
        Diagnostic::new(Code::WrongAbbreviation, place.clone(), message)
            .label(format!("{name} does not hold here"))
            .help(format!("write {right}{}", literal.unwrap_or_default())),
    );
    None
}

/// What an abbreviation stands for around a time: what the zone itself means by it, else what all
/// zones agree on.
fn offset_of(name: &str, time: NaiveDateTime, zone: &Zone) -> Option<FixedOffset> {
    if ["UTC", "GMT"].contains(&name) {
        return Some(Utc.fix());
    }
    let year_before = time.and_utc() - TimeDelta::days(366);
    let own = zone.transitions_after(year_before).take(4).map(|transition| transition.offset);
    if let Some(offset) = own.into_iter().find(|offset| offset.abbreviation == name) {
        return Some(offset.utc);
    }
    let mut offsets = Zone::all()
        .iter()
        .map(|zone| zone.offset_at(time.and_utc()))
        .filter(|offset| offset.abbreviation == name)
        .map(|offset| offset.utc);
    let first = offsets.next()?;
    offsets.all(|offset| offset == first).then_some(first)
}

fn exact(
    time: NaiveDateTime,
    offset: Offset,
    place: &Range<usize>,
    zone: &Zone,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    let instant = zone.at((time - offset.utc).and_utc());
    if *instant.offset() == offset.utc {
        return Some(instant);
    }
    let message = format!("{} is not on {offset} then", zone.name());
    diagnostics.push(
        Diagnostic::new(Code::UnusualOffset, place.clone(), message)
            .label(format!("shown as {}", named(instant, zone).trim_matches('`')))
            .help(format!("write {} to say the same", named(instant, zone))),
    );
    Some(instant)
}

/// The start of an event with hours. With the zone's own offset a time is what it is without one. Any
/// other behind a dash is as likely an end, and would put the event hours off.
fn start_of_timed(
    start: &Spanned<Written>,
    zone: Option<&Zone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    if let Written::Time(time, Qualifier::Offset(offset)) = start.value
        && offset.may_be_end
        && zone.is_some_and(|zone| *zone.at((time - offset.utc).and_utc()).offset() != offset.utc)
    {
        diagnostics.push(offset_or_end(time, offset, &start.span));
        return None;
    }
    instant(start, zone, diagnostics)
}

fn offset_or_end(time: NaiveDateTime, offset: Offset, place: &Range<usize>) -> Diagnostic {
    let (start, end) = (time.format("%H:%M"), NaiveTime::MIN - offset.utc);
    let message = format!("from {start} to {}, or with the offset {offset}?", end.format("%H:%M"));
    let exact = time.format("%Y-%m-%dT%H:%M");
    Diagnostic::new(Code::InvalidTime, place.clone(), message).help(format!(
        "a start is one time: write `{start}` here, and `end: {}` below; the offset is written `{exact}{offset}`",
        end.format("%H:%M")
    ))
}

/// The end of an event with hours.
fn end_of_timed(
    end: &Spanned<Written>,
    start: Option<DateTime<FixedOffset>>,
    zone: Option<&Zone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateTime<FixedOffset>> {
    match &end.value {
        Written::Hour(hour, qualifier) => {
            let start = start?;
            // The day of the start, as the clocks show it that the hour is told by.
            let day = match qualifier {
                Qualifier::Local | Qualifier::Abbreviation(_) => start.date_naive(),
                Qualifier::Offset(offset) => start.with_timezone(&offset.utc).date_naive(),
                Qualifier::Utc => start.to_utc().date_naive(),
            };
            let time = day.and_time(*hour);
            let value = Written::Time(time, qualifier.clone());
            let (span, whole) = (end.span.clone(), end.whole.clone());
            instant(&Spanned { value, span, whole }, zone, diagnostics)
        }
        Written::Time(..) => instant(end, zone, diagnostics),
        Written::Day(_) | Written::Month(_) | Written::ToBeAnnounced => {
            let message = "the start has an hour and the end has none";
            diagnostics.push(mistake(end, message, "write `14:30`, or take the end out"));
            None
        }
    }
}

/// The exclusive end of an event of whole days; what people write is its last day.
fn end_of_days(
    end: &Spanned<Written>,
    zone: Option<&Zone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<NaiveDate> {
    match end.value {
        Written::Day(last) => {
            let is_there = is_there(last, &end.span, zone, diagnostics);
            last.checked_add_days(Days::new(1)).filter(|_| is_there)
        }
        _ => {
            let message = "the start is a day, so the end has to be one too";
            diagnostics.push(mistake(end, message, "write the last day, such as `2023-09-19`"));
            None
        }
    }
}

/// An event without a day has no end.
fn no_end(entry: &EventEntry, diagnostics: &mut Vec<Diagnostic>) -> Option<()> {
    let Some(end) = &entry.end else {
        return Some(());
    };
    let message = "an event whose day is open has no end";
    diagnostics.push(
        Diagnostic::new(Code::Contradiction, end.span.clone(), message)
            .help("write a `duration` in its place, or the day of the start"),
    );
    None
}

/// Reports an end that does not lie after the start, by how it lies to it.
fn later(
    start: &Spanned<Written>,
    entry: &EventEntry,
    order: Ordering,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<()> {
    let message = match order {
        Ordering::Greater => return Some(()),
        // The end of days is their last one, so that the day before the start comes to the same.
        Ordering::Equal if matches!(start.value, Written::Time(..)) => {
            "the event ends at the moment at which it begins"
        }
        Ordering::Equal | Ordering::Less => "the event ends before it begins",
    };
    let end = entry.end.as_ref().map_or(start.span.clone(), |end| end.span.clone());
    diagnostics.push(
        Diagnostic::new(Code::EndBeforeStart, end, message)
            .label("the end")
            .related(start.span.clone(), "the start")
            .help(match start.value {
                Written::Day(_) => "the end is the last day: the start or a later one",
                _ => "an end on another day needs its date: `2023-09-19 01:00`",
            }),
    );
    None
}

/// Reports an end that lies further away than any event lasts.
fn within_a_year(
    entry: &EventEntry,
    length: TimeDelta,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<()> {
    let (Some(end), true) = (&entry.end, length.num_days().unsigned_abs() > LONGEST) else {
        return Some(());
    };
    let message = "the event lasts longer than a year";
    let diagnostic = Diagnostic::new(Code::InvalidDuration, end.span.clone(), message);
    diagnostics.push(diagnostic.help("look at the year of the end"));
    None
}

/// A duration after an instant: days by the calendar, the rest by the clock.
fn after(start: DateTime<FixedOffset>, length: Duration, zone: &Zone) -> DateTime<FixedOffset> {
    let day = start.naive_local() + TimeDelta::days(length.days.into());
    let day = match zone.local(day) {
        // Without days this is the start itself, also where the clocks show it twice.
        _ if length.days == 0 => start,
        Local::Once(instant) | Local::Twice(instant, _) => instant,
        Local::Never(gap) => gap.later,
    };
    zone.at(day.to_utc() + TimeDelta::seconds(length.seconds.into()))
}

/// The exclusive end of whole days; a part of a day counts as one.
fn days_after(start: NaiveDate, length: Option<Duration>) -> NaiveDate {
    let days = length.map_or(1, |length| length.days + length.seconds.div_ceil(86_400));
    start.checked_add_days(Days::new(days.max(1).into())).unwrap_or(start)
}

fn mistake(written: &Spanned<Written>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidTime, written.span.clone(), message).help(help)
}

fn shown(time: NaiveDateTime) -> String {
    format!("`{}`", time.format("%Y-%m-%d %H:%M"))
}

/// An instant as an author would write it.
fn named(instant: DateTime<FixedOffset>, zone: &Zone) -> String {
    let abbreviation = zone.offset_at(instant.to_utc()).abbreviation;
    format!("`{} {abbreviation}`", instant.format("%Y-%m-%d %H:%M"))
}
