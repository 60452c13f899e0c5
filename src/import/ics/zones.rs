//! What a TZID stands for (RFC 5545, 3.2.19): programs write names of the IANA database, with
//! prefixes of their own, names of Windows, or what they like, with the rules beside it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime};

use super::lines::{Component, Line};
use super::observance::{Onsets, samples};
use super::remarks::{Fault, Remarks};
use super::value::{self, Clock, Moment, Written};
use super::windows;
use crate::zone::{Local, Zone};

/// The clocks of a file.
#[derive(Debug)]
pub(super) struct Zones {
    clocks: BTreeMap<String, Clock>,
    /// The series' zone, if anything says which one that is.
    pub(super) series: Option<Zone>,
}

/// Where a TZID is used.
#[derive(Debug, Default)]
struct Uses {
    line: usize,
    times: Vec<NaiveDateTime>,
}

/// The properties that a TZID counts in.
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

impl Zones {
    /// Finds out what each TZID of some calendars stands for.
    pub(super) fn of(
        calendars: &[Component],
        given: Option<&Zone>,
        remarks: &mut Remarks,
    ) -> Result<Self, Fault> {
        let stated = given.cloned().or_else(|| stated(calendars, remarks));
        let inside = || calendars.iter().flat_map(|calendar| &calendar.inside);
        let mut rules = BTreeMap::new();
        for zone in inside().filter(|component| component.name == "VTIMEZONE") {
            zone.value("TZID").into_iter().for_each(|name| {
                rules.insert(unquoted(name), zone);
            });
        }
        let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
        let events = inside().filter(|component| component.name == "VEVENT");
        let lines = events.flat_map(|event| &event.lines);
        for line in lines.filter(|line| TIMES.contains(&line.name.as_str())) {
            let Some(name) = line.parameter("TZID") else { continue };
            let uses = uses.entry(unquoted(name)).or_default();
            uses.line = if uses.line == 0 { line.number } else { uses.line };
            let dates = line.value.split(',').map(value::start_of_period);
            uses.times.extend(dates.filter_map(|date| match value::moment(date).ok()? {
                Written::Local(time) => Some(time),
                Written::Day(_) | Written::Utc(_) => None,
            }));
        }
        let mut clocks = BTreeMap::new();
        for (name, uses) in &uses {
            let rules = rules.get(name).copied();
            let clock = clock(name, rules, uses, stated.as_ref(), remarks)?;
            clocks.insert(name.clone(), clock);
        }
        let series = stated.or_else(|| most_used(&clocks, &uses));
        Ok(Self { clocks, series })
    }

    /// The clock of a line; one without a TZID is told in the series' zone (a floating time).
    fn of_line(&self, line: &Line) -> Clock {
        let named = line.parameter("TZID").and_then(|name| self.clocks.get(&unquoted(name)));
        named.cloned().unwrap_or_else(|| self.series.clone().map_or(Clock::Utc, Clock::Zone))
    }

    /// A date or a time of a line.
    pub(super) fn moment(
        &self,
        text: &str,
        line: &Line,
        remarks: &mut Remarks,
    ) -> Result<Moment, Fault> {
        let written = value::moment(text).map_err(|message| {
            let form = "a calendar writes `20230918T130000`, or `20230918` for a whole day";
            Fault::new(line.number, message).help(form)
        })?;
        Ok(match written {
            Written::Day(day) => Moment::Day(day),
            Written::Utc(time) => Moment::Time(time, Clock::Utc),
            Written::Local(time) => {
                if line.parameter("TZID").is_none() && line.name == "DTSTART" {
                    let zone = self.series.as_ref().map_or("its zone", Zone::name);
                    let message = format!("times without a zone are taken for those of {zone}");
                    remarks.note(line.number, message, "look whether these hours are right");
                }
                Moment::Time(time, self.of_line(line))
            }
        })
    }
}

/// The zone that a calendar says that it is told in.
fn stated(calendars: &[Component], remarks: &mut Remarks) -> Option<Zone> {
    let line = calendars.iter().find_map(|calendar| calendar.line("X-WR-TIMEZONE"))?;
    let named = named(line.value.trim(), None);
    if named.is_none() {
        let message = format!("`{}` names no zone", line.value.trim());
        remarks.note(line.number, message, "the series' zone is taken from its events");
    }
    match named? {
        Named::Zone(zone) | Named::Windows(zone) => Some(zone),
        Named::Utc => None,
    }
}

/// The zone that most events are told in; of two, the first by name.
fn most_used(clocks: &BTreeMap<String, Clock>, uses: &BTreeMap<String, Uses>) -> Option<Zone> {
    let mut zones: BTreeMap<&str, (usize, &Zone)> = BTreeMap::new();
    for (name, clock) in clocks {
        if let (Clock::Zone(zone), Some(uses)) = (clock, uses.get(name)) {
            zones.entry(zone.name()).or_insert((0, zone)).0 += uses.times.len();
        }
    }
    let most = zones.values().map(|(number, _)| *number).max()?;
    zones.into_values().find(|(number, _)| *number == most).map(|(_, zone)| zone.clone())
}

/// What a name says by itself.
enum Named {
    Zone(Zone),
    /// By CLDR's table.
    Windows(Zone),
    Utc,
}

/// The names that programs have for UTC.
const UTC: [&str; 7] = [
    "UTC",
    "Z",
    "GMT",
    "Etc/UTC",
    "Etc/GMT",
    "Coordinated Universal Time",
    "tzone://Microsoft/Utc",
];

fn named(name: &str, rules: Option<&Component>) -> Option<Named> {
    if UTC.iter().any(|utc| utc.eq_ignore_ascii_case(name)) {
        return Some(Named::Utc);
    }
    if let Some(zone) = Zone::get(name) {
        return Some(Named::Zone(zone));
    }
    // `/mozilla.org/20050126_1/Europe/Berlin`, and libical's likes.
    let parts: Vec<_> = name.split('/').collect();
    let prefixed = [3, 2].iter().filter_map(|number| parts.len().checked_sub(*number));
    let prefixed = prefixed.filter_map(|first| Zone::get(&parts.get(first..)?.join("/"))).next();
    let located = || rules.and_then(|rules| Zone::get(rules.value("X-LIC-LOCATION")?));
    prefixed.or_else(located).map(Named::Zone).or_else(|| windows::zone(name).map(Named::Windows))
}

/// What a TZID stands for.
fn clock(
    name: &str,
    rules: Option<&Component>,
    uses: &Uses,
    stated: Option<&Zone>,
    remarks: &mut Remarks,
) -> Result<Clock, Fault> {
    let last_year = uses.times.iter().map(NaiveDateTime::year).max().unwrap_or(1970);
    let onsets = rules.and_then(|rules| Onsets::of(rules, last_year));
    match named(name, rules) {
        Some(Named::Utc) => Ok(Clock::Utc),
        Some(Named::Zone(zone)) => {
            compare(name, &zone, onsets.as_ref(), uses, remarks);
            Ok(Clock::Zone(zone))
        }
        Some(Named::Windows(zone)) => {
            let zone = stated.filter(|stated| agree(stated, &zone, uses)).cloned().unwrap_or(zone);
            let message = format!("`{name}`, a name of Windows, is taken for `{}`", zone.name());
            remarks.note(uses.line, message, "name another city where the series lives in one");
            compare(name, &zone, onsets.as_ref(), uses, remarks);
            Ok(Clock::Zone(zone))
        }
        None => match onsets {
            Some(onsets) => by_rules(name, &onsets, uses, stated, remarks),
            None => Err(unknown(name, uses, "has no rules for it")),
        },
    }
}

/// The zone of the database that has the rules which the file gives.
fn by_rules(
    name: &str,
    onsets: &Onsets,
    uses: &Uses,
    stated: Option<&Zone>,
    remarks: &mut Remarks,
) -> Result<Clock, Fault> {
    let zones = onsets.zones(&samples(&uses.times));
    let preferred = stated.and_then(|stated| zones.iter().find(|zone| *zone == stated));
    let Some(zone) = preferred.or(zones.first()) else {
        return Err(unknown(name, uses, "has rules for it that no place has"));
    };
    let others = match zones.len() {
        1 => String::new(),
        number => format!(", as {} others do", number - 1),
    };
    let message = format!("`{name}` is taken for `{}`, which has its rules{others}", zone.name());
    remarks.note(uses.line, message, "name another city where the series lives in one");
    Ok(Clock::Zone(zone.clone()))
}

fn unknown(name: &str, uses: &Uses, reason: &str) -> Fault {
    Fault::new(uses.line, format!("`{name}` is no zone that is known, and the file {reason}")).help(
        "write the zone's name in its place, such as `Europe/Copenhagen`, and import it again",
    )
}

/// Whether two zones show the same at all times that tell zones apart.
fn agree(one: &Zone, other: &Zone, uses: &Uses) -> bool {
    samples(&uses.times).iter().all(|time| match (one.local(*time), other.local(*time)) {
        (Local::Once(one), Local::Once(other)) => one == other,
        (one, other) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
    })
}

/// Tells where the rules that a file gives for a zone are not those of the database.
fn compare(name: &str, zone: &Zone, onsets: Option<&Onsets>, uses: &Uses, remarks: &mut Remarks) {
    let Some(onsets) = onsets else { return };
    let differs = |time: &&NaiveDateTime| match zone.local(**time) {
        Local::Once(instant) => i64::from(instant.offset().local_minus_utc()) != onsets.at(**time),
        Local::Twice(..) | Local::Never(_) => false,
    };
    if let Some(time) = uses.times.iter().find(differs) {
        let message = format!(
            "at {} the file's rules for `{name}` are not those of `{}`, which are taken",
            time.format("%Y-%m-%d %H:%M"),
            zone.name()
        );
        remarks.note(uses.line, message, "look whether the hours around it are right");
    }
}

/// A name without the quotes that some programs put twice.
fn unquoted(name: &str) -> String {
    name.trim().trim_matches('"').to_owned()
}
