//! Events that recur (RFC 5545, 3.8.5) as what people attend: one event for each date, with what
//! was changed of single dates (RECURRENCE-ID) in its place.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use super::event::{Entry, Reach, name};
use super::lines::{Component, Line};
use super::recurrence::{End, MOST, Rule};
use super::remarks::{Fault, Remarks};
use super::value::{self, Clock, Moment, Written};
use super::zones::Zones;
use crate::import::remark::shown;

/// How many events one file gives at the most.
const MOST_EVENTS: usize = 10_000;

/// How far an event that never ends is followed beyond its start where nobody says it, in days.
const HORIZON: i64 = 366;

/// One event that people attend.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a> {
    pub(super) entry: Entry<'a>,
    /// The UID that it keeps.
    pub(super) uid: Option<String>,
    /// The instant that it starts at.
    pub(super) instant: DateTime<Utc>,
}

/// The events of some calendars, by their start.
pub(super) fn of<'a>(
    entries: Vec<Entry<'a>>,
    zones: &Zones,
    until: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<Vec<Instance<'a>>, Fault> {
    let clock = zones.series.clone().map_or(Clock::Utc, Clock::Zone);
    let mut instances = Vec::new();
    for group in groups(entries) {
        let uid = group.first().and_then(|entry| entry.uid.clone());
        let mut entries = of_group(group, zones, until, remarks)?;
        entries.sort_by_key(|entry| entry.start.instant(&clock));
        if let (Some(first), number @ 2..) = (entries.first(), entries.len()) {
            share(first, number, remarks);
        }
        // Calendars know all of them by one UID. The first keeps it: where somebody added the
        // series by hand, it takes the place of all.
        let mut uid = uid;
        instances.extend(entries.into_iter().map(|entry| Instance {
            instant: entry.start.instant(&clock),
            uid: uid.take(),
            entry,
        }));
        if instances.len() > MOST_EVENTS {
            let line = instances.last().map_or(1, |last| last.entry.component.number);
            return Err(Fault::new(line, format!("there are more than {MOST_EVENTS} events"))
                .help("export fewer years, or end the events that recur in their calendar"));
        }
    }
    // Sorting is stable, so that events at one time stay in the order of the file.
    instances.sort_by_key(|instance| instance.instant);
    Ok(instances)
}

fn share(first: &Entry<'_>, number: usize, remarks: &mut Remarks) {
    if first.uid.is_some() {
        let message = format!(
            "{} recurs: it becomes {number} events, and the first keeps its UID",
            name(first.component)
        );
        let help = "calendars that follow an address show all of them; where somebody added the \
                    series by hand, the others have to be added anew";
        remarks.note(first.component.number, message, help);
    }
}

/// The entries that have one UID, in the order of the file; one without is alone.
fn groups(entries: Vec<Entry<'_>>) -> Vec<Vec<Entry<'_>>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Entry<'_>>> = Vec::new();
    for entry in entries {
        let known = entry.uid.as_ref().and_then(|uid| places.get(uid).copied());
        match known.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.push(entry),
            None => {
                entry.uid.iter().for_each(|uid| {
                    places.insert(uid.clone(), groups.len());
                });
                groups.push(vec![entry]);
            }
        }
    }
    groups
}

/// The events of one UID.
fn of_group<'a>(
    group: Vec<Entry<'a>>,
    zones: &Zones,
    until: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<Vec<Entry<'a>>, Fault> {
    let (changes, masters): (Vec<_>, Vec<_>) =
        group.into_iter().partition(|entry| entry.instead_of.is_some());
    let Some(master) = newest(masters, remarks) else {
        return Ok(changes);
    };
    let dates = dates(&master, zones, until, remarks)?;
    let mut changed: BTreeMap<NaiveDateTime, Entry<'a>> = BTreeMap::new();
    for change in changes {
        let Some(date) = change.instead_of.as_ref().map(|date| master.start.shows(date)) else {
            continue;
        };
        let is_newer = changed.get(&date).is_none_or(|other| other.sequence <= change.sequence);
        if is_newer {
            changed.insert(date, change);
        }
    }
    let mut entries = Vec::new();
    // The last change that reaches onwards, and by how much it moves the dates.
    let mut onwards: Option<(Entry<'a>, TimeDelta)> = None;
    for date in dates {
        if let Some(change) = changed.remove(&date) {
            if change.reach == Reach::Onwards {
                let moved = master.start.shows(&change.start) - date;
                onwards = Some((change.clone(), moved));
            }
            entries.push(change);
            continue;
        }
        entries.push(match &onwards {
            Some((change, moved)) => {
                // On the clock of the series, so that its hour stays when the clocks change.
                let date = date.checked_add_signed(*moved).unwrap_or(date);
                Entry { start: like(change, &master).moved_to(date), ..change.clone() }
            }
            None => Entry { start: master.start.moved_to(date), ..master.clone() },
        });
    }
    for change in changed.into_values() {
        let message =
            format!("{} changes a date that its rule does not have", name(change.component));
        remarks.note(change.component.number, message, "it is an event of its own");
        entries.push(change);
    }
    Ok(entries)
}

/// The start whose kind the dates behind a change are of: days where the change is one, else hours
/// on the clock of the event that recurs, if it has any.
fn like<'e>(change: &'e Entry<'_>, master: &'e Entry<'_>) -> &'e Moment {
    match (&change.start, &master.start) {
        (Moment::Time(..), Moment::Time(..)) => &master.start,
        _ => &change.start,
    }
}

/// Of several revisions of an event, the last.
fn newest<'a>(mut masters: Vec<Entry<'a>>, remarks: &mut Remarks) -> Option<Entry<'a>> {
    // The last of those with the highest number, since sorting is stable.
    masters.sort_by_key(|entry| entry.sequence);
    let newest = masters.pop();
    for older in &masters {
        let message = format!("{} is there twice with one UID", name(older.component));
        remarks.note(older.component.number, message, "this one is older and left out");
    }
    newest
}

/// The dates of an event, as its own clock shows them.
fn dates(
    master: &Entry<'_>,
    zones: &Zones,
    until: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<Vec<NaiveDateTime>, Fault> {
    let component = master.component;
    let mut dates = vec![master.start.naive()];
    for line in component.all("RRULE") {
        dates.extend(of_rule(master, line, until, remarks)?);
    }
    for line in component.all("RDATE") {
        for text in line.value.split(',').filter(|text| !text.trim().is_empty()) {
            let date = zones.moment(value::start_of_period(text), line, remarks)?;
            dates.push(master.start.shows(&date));
        }
    }
    for line in component.all("EXRULE") {
        let message = format!("`EXRULE:{}` is not understood", shown(&line.value));
        remarks.note(line.number, message, "take out the events that do not take place");
    }
    dates.sort_unstable();
    dates.dedup();
    for line in component.all("EXDATE") {
        for text in line.value.split(',').filter(|text| !text.trim().is_empty()) {
            let excluded = zones.moment(text, line, remarks)?;
            let time = master.start.shows(&excluded);
            // Exchange excludes days also from events with hours.
            let is_day = matches!(excluded, Moment::Day(_));
            dates.retain(|date| *date != time && !(is_day && date.date() == time.date()));
        }
    }
    Ok(dates)
}

fn of_rule(
    master: &Entry<'_>,
    line: &Line,
    until: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<Vec<NaiveDateTime>, Fault> {
    let nonsense = || {
        let message = format!("`RRULE:{}` is no rule that makes sense", shown(&line.value));
        Fault::new(line.number, message)
            .help("set in the calendar anew how the event repeats, and export it again")
    };
    let rule = Rule::read(&line.value).ok_or_else(nonsense)?;
    let start = master.start.naive();
    let last = match &rule.until {
        None => None,
        Some(text) => Some(match value::moment(text).map_err(|_| nonsense())? {
            Written::Utc(time) => master.start.shows(&Moment::Time(time, Clock::Utc)),
            Written::Local(time) => time,
            Written::Day(day) => day.and_hms_opt(23, 59, 59).unwrap_or(start),
        }),
    };
    let horizon = match until {
        Some(day) => day.and_hms_opt(23, 59, 59),
        None => start.checked_add_signed(TimeDelta::days(HORIZON)),
    };
    let horizon = horizon.unwrap_or(start);
    let found = rule.dates(start, last, horizon, MOST).ok_or_else(nonsense)?;
    let help = "look for its last date and take out the events after it";
    match found.end {
        End::Rule => {}
        End::Horizon => {
            let until = horizon.format("%Y-%m-%d");
            let message = format!(
                "{} recurs without an end; it is followed until {until}",
                name(master.component)
            );
            remarks.note(line.number, message, help);
        }
        End::Number => {
            let message = format!(
                "{} recurs more than {MOST} times; the rest is left out",
                name(master.component)
            );
            remarks.note(line.number, message, help);
        }
    }
    Ok(found.dates)
}

/// Whether a component is an event that may be published.
pub(super) fn is_public(component: &Component, remarks: &mut Remarks) -> bool {
    let class = component.value("CLASS").unwrap_or("PUBLIC").to_ascii_uppercase();
    let is_private = matches!(class.as_str(), "PRIVATE" | "CONFIDENTIAL");
    if is_private {
        let message = format!("{} is {} and left out", name(component), class.to_lowercase());
        remarks.note(component.number, message, "make it public in its calendar if it is");
    }
    !is_private
}
