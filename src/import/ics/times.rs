//! When an event of a calendar is, as an author writes it.

use chrono::{NaiveDateTime, TimeDelta};

use super::event::name;
use super::instances::Instance;
use super::remarks::Remarks;
use super::value::{self, Clock, Moment};
use super::zones::Zones;
use crate::draft::EventDraft;
use crate::zone::{Local, Zone};

/// DTSTART and its end.
pub(super) fn place(
    draft: &mut EventDraft,
    instance: &Instance<'_>,
    zones: &Zones,
    remarks: &mut Remarks,
) {
    let entry = &instance.entry;
    let end = entry.length.map(|length| value::end(&entry.start, length));
    match &entry.start {
        Moment::Day(day) => {
            draft.start = Some(day.to_string());
            let last = end.and_then(|end| end.naive().date().pred_opt());
            draft.end = last.filter(|last| last > day).map(|last| last.to_string());
        }
        Moment::Time(time, clock) => {
            let zone = match clock {
                Clock::Zone(zone) => Some(zone),
                Clock::Utc => zones.series.as_ref(),
            };
            if let Clock::Zone(zone) = clock {
                let component = entry.component;
                let line = component.line("DTSTART").map_or(component.number, |line| line.number);
                clock_change(*time, zone, line, remarks);
            }
            draft.start = Some(written(&entry.start, zone));
            draft.timezone = zone
                .filter(|zone| Some(*zone) != zones.series.as_ref())
                .map(|zone| zone.name().to_owned());
            if let Some(end) = end {
                length(draft, &entry.start, &end, zone, instance, remarks);
            }
        }
    }
}

/// Tells of a time that the clocks skip or show twice.
pub(super) fn clock_change(time: NaiveDateTime, zone: &Zone, line: usize, remarks: &mut Remarks) {
    let message = match zone.local(time) {
        Local::Once(_) => return,
        Local::Twice(..) => "twice: the first of the two is taken",
        Local::Never(_) => "never: it counts by the clocks before they were put forward",
    };
    let message = format!("{} shows {} {message}", zone.name(), time.format("%Y-%m-%d %H:%M"));
    remarks.note(line, message, "look whether this is the hour that was meant");
}

/// DTEND or DURATION, as a length where that says more.
fn length(
    draft: &mut EventDraft,
    start: &Moment,
    end: &Moment,
    zone: Option<&Zone>,
    instance: &Instance<'_>,
    remarks: &mut Remarks,
) {
    let length = end.instant(&Clock::Utc) - start.instant(&Clock::Utc);
    if length > TimeDelta::days(366) {
        let component = instance.entry.component;
        let message = format!("{} lasts longer than a year: its end is left out", name(component));
        remarks.note(component.number, message, "write a `duration`, or take it out");
    } else if length < TimeDelta::days(1) && length.num_seconds() % 60 == 0 {
        let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
        draft.duration = Some(match (hours, minutes) {
            (0, minutes) => format!("{minutes}m"),
            (hours, 0) => format!("{hours}h"),
            (hours, minutes) => format!("{hours}h{minutes}m"),
        });
    } else {
        draft.end = Some(written(end, zone));
    }
}

/// A time as an author writes it, with its offset where the clocks show it twice.
fn written(moment: &Moment, zone: Option<&Zone>) -> String {
    let instant = moment.instant(&Clock::Utc);
    let Some(zone) = zone else {
        return instant.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    };
    let time = zone.at(instant);
    let is_once = matches!(zone.local(time.naive_local()), Local::Once(_));
    let seconds = if instant.timestamp() % 60 == 0 { "" } else { ":%S" };
    let form = match is_once {
        true => format!("%Y-%m-%d %H:%M{seconds}"),
        false => format!("%Y-%m-%dT%H:%M{seconds}%:z"),
    };
    time.format(&form).to_string()
}
