//! A VEVENT (RFC 5545, 3.6.1) as it was read: when it is, and what it belongs to.

use super::lines::{Component, Line};
use super::remarks::{Fault, Remarks};
use super::times;
use super::value::{self, Clock, Length, Moment};
use super::zones::Zones;
use crate::import::remark::shown;

/// The longest UID that a catalogue takes, in octets.
const LONGEST_UID: usize = 255;

/// An event.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) component: &'a Component,
    pub(super) uid: Option<String>,
    pub(super) start: Moment,
    /// `None` where nothing says it.
    pub(super) length: Option<Length>,
    /// The date that it takes the place of, where it belongs to one that recurs.
    pub(super) instead_of: Option<Moment>,
    /// Which dates it takes the place of.
    pub(super) reach: Reach,
    pub(super) sequence: u64,
}

/// How far a change of a date reaches (RFC 5545, 3.2.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// That date alone.
    Date,
    /// That date and all after it.
    Onwards,
}

impl<'a> Entry<'a> {
    pub(super) fn read(
        component: &'a Component,
        zones: &Zones,
        remarks: &mut Remarks,
    ) -> Result<Self, Fault> {
        let Some(line) = component.line("DTSTART") else {
            let message = format!("{} has no `DTSTART`", name(component));
            return Err(Fault::new(component.number, message)
                .help("give it a start in its calendar, or take it out, and export anew"));
        };
        let start = zones.moment(&line.value, line, remarks)?;
        let instead_of = match component.line("RECURRENCE-ID") {
            None => None,
            Some(line) => Some(zones.moment(&line.value, line, remarks)?),
        };
        let range = component.line("RECURRENCE-ID").and_then(|line| line.parameter("RANGE"));
        Ok(Self {
            component,
            reach: if range.is_some() { Reach::Onwards } else { Reach::Date },
            uid: uid(component, remarks),
            length: length(component, &start, zones, remarks)?,
            start,
            instead_of,
            sequence: component.value("SEQUENCE").and_then(|it| it.parse().ok()).unwrap_or(0),
        })
    }
}

/// What an event is called in messages.
pub(super) fn name(component: &Component) -> String {
    match component.value("SUMMARY") {
        Some(summary) => format!("the event `{}`", shown(summary)),
        None => "the event".to_owned(),
    }
}

/// The UID, where a catalogue can take it.
fn uid(component: &Component, remarks: &mut Remarks) -> Option<String> {
    let help = "it gets a new one, and people who have the event get it twice";
    let Some(uid) = component.value("UID") else {
        remarks.note(component.number, format!("{} has no UID", name(component)), help);
        return None;
    };
    if uid.len() > LONGEST_UID || uid.chars().any(char::is_control) {
        let line = component.line("UID").map_or(component.number, |line| line.number);
        remarks.note(line, format!("the UID of {} cannot be kept", name(component)), help);
        return None;
    }
    Some(uid.to_owned())
}

fn length(
    component: &Component,
    start: &Moment,
    zones: &Zones,
    remarks: &mut Remarks,
) -> Result<Option<Length>, Fault> {
    if let Some(line) = component.line("DTEND") {
        let end = zones.moment(&line.value, line, remarks)?;
        return Ok(until(component, start, &end, line, remarks));
    }
    let Some(line) = component.line("DURATION") else {
        if matches!(start, Moment::Time(..)) {
            let message = format!("{} has no end", name(component));
            remarks.note(component.number, message, OF_THE_SERIES);
        }
        return Ok(None);
    };
    let length = value::duration(&line.value).ok_or_else(|| {
        let message = format!("`{}` is no duration", shown(&line.value));
        Fault::new(line.number, message).help("a calendar writes `PT1H30M`, or `P2D` for two days")
    })?;
    let is_some = length.days > 0 || length.seconds > 0;
    Ok(is_some.then_some(length))
}

/// What holds where an event does not say when it is over.
const OF_THE_SERIES: &str = "it lasts as long as the series' `duration` says, which is an hour \
                             unless you write another";

/// The length up to an end.
fn until(
    component: &Component,
    start: &Moment,
    end: &Moment,
    line: &Line,
    remarks: &mut Remarks,
) -> Option<Length> {
    let length = match (start, end) {
        (Moment::Day(start), Moment::Day(end)) => {
            Some(Length { days: (*end - *start).num_days().max(1), seconds: 0 })
        }
        (Moment::Time(start, clock), Moment::Time(end, others)) => {
            if let Clock::Zone(zone) = others {
                times::clock_change(*end, zone, line.number, remarks);
            }
            let seconds = (others.instant(*end) - clock.instant(*start)).num_seconds();
            Some(Length { days: 0, seconds }).filter(|length| length.seconds > 0)
        }
        _ => None,
    };
    if length.is_none() {
        let message = format!("{} does not end after it begins", name(component));
        remarks.note(line.number, message, OF_THE_SERIES);
    }
    length
}
