//! A calendar in iCalendar (RFC 5545, with the properties of RFC 7986), as Google Calendar, Outlook,
//! Exchange, Zoom, Indico, Meetup and this program export it: each event keeps its UID, and those
//! that recur become one event for each date.
//!
//! A mistake stops it only where an event would be wrong or lost. What has no place in a catalogue
//! is told; what is the calendar's own business (alarms, colours, revisions) is not. Not supported:
//! tasks, journals, and EXRULE.

mod draft;
mod event;
mod html;
mod ids;
mod instances;
mod lines;
pub(super) mod links;
pub(super) mod meeting;
mod observance;
mod recurrence;
mod remarks;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod value;
mod windows;
mod zones;

use url::Url;

use self::draft::{Context, one_line};
use self::event::Entry;
use self::lines::Component;
pub(super) use self::lines::with_whole_characters;
use self::remarks::{Fault, Remarks};
use self::zones::Zones;
use crate::diagnostic::Source;
use crate::draft::{EventDraft, SeriesDraft};
use crate::import::remark::shown;
use crate::import::{Found, FoundEvent, Given, Place};
use crate::zone::Zone;

/// What a calendar holds. The zone that is given is the series' own, whatever the file says.
pub(super) fn read(source: &Source, given: &Given) -> Found {
    let mut remarks = Remarks::on(source.name());
    let found = lines::calendars(source.text(), &mut remarks)
        .map_err(|fault| vec![fault])
        .and_then(|calendars| found(source.name(), &calendars, given, &mut remarks));
    let mut found = found.unwrap_or_else(|faults| {
        faults.into_iter().for_each(|fault| remarks.mistake(fault));
        Found::default()
    });
    found.remarks = remarks.finish();
    found
}

fn found(
    file: &str,
    calendars: &[Component],
    given: &Given,
    remarks: &mut Remarks,
) -> Result<Found, Vec<Fault>> {
    let zone = given.timezone.as_deref().and_then(Zone::get);
    let zones = Zones::of(calendars, zone.as_ref(), remarks).map_err(|fault| vec![fault])?;
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for component in calendars.iter().flat_map(|calendar| &calendar.inside) {
        match component.name.as_str() {
            "VEVENT" if instances::is_public(component, remarks) => {
                tell_unplaced(component, remarks);
                match Entry::read(component, &zones, remarks) {
                    Ok(entry) => entries.push(entry),
                    Err(fault) => faults.push(fault),
                }
            }
            "VEVENT" | "VTIMEZONE" => {}
            name => {
                let message = format!("`{name}` is no event and left out");
                remarks.note(component.number, message, "");
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if entries.is_empty() {
        return Err(vec![without_events(calendars)]);
    }
    let instances =
        instances::of(entries, &zones, given.until, remarks).map_err(|fault| vec![fault])?;
    let series = series(calendars, &zones, remarks);
    let context = Context {
        title: given.title.clone().or_else(|| series.title.clone()),
        url: given.url.clone().or_else(|| series.url.clone()),
    };
    let events = instances.iter().map(|instance| FoundEvent {
        draft: EventDraft {
            id: ids::own(instance, &context),
            ..draft::event(instance, &zones, &context, remarks)
        },
        talks: vec![],
        place: Place { file: file.to_owned(), line: instance.entry.component.number },
        dated: None,
    });
    Ok(Found { series, events: events.collect(), ..Found::default() })
}

/// What is said where no event is left, which all others were left out of.
fn without_events(calendars: &[Component]) -> Fault {
    let line = calendars.first().map_or(1, |calendar| calendar.number);
    let inside = calendars.iter().flat_map(|calendar| &calendar.inside);
    let (reason, help) = match inside.filter(|component| component.name == "VEVENT").count() {
        0 => (String::new(), "look whether the right calendar was exported, with its past"),
        number => {
            let all = if number == 1 { "its only one".into() } else { format!("all {number}") };
            let verb = if number == 1 { "is" } else { "are" };
            let help = "make public in the calendar what may be, and export it again";
            (format!(": {all} {verb} private or confidential"), help)
        }
    };
    let message = format!("the calendar has no event that can be published{reason}");
    Fault::new(line, message).help(help)
}

/// What calendars say of themselves (RFC 7986, 5, and the older names).
fn series(calendars: &[Component], zones: &Zones, remarks: &mut Remarks) -> SeriesDraft {
    let first = |names: &[&str]| {
        let mut all = names.iter().flat_map(|name| calendars.iter().flat_map(|it| it.all(name)));
        all.find(|line| !line.value.trim().is_empty()).cloned()
    };
    let title = first(&["X-WR-CALNAME", "NAME"]).map(|line| match line.name.as_str() {
        // icalendar does not know yet that this is a text.
        "NAME" => one_line(&lines::unescaped(&line.value)),
        _ => one_line(&line.value),
    });
    let url = first(&["URL"]).and_then(|line| Url::parse(line.value.trim()).ok());
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let description = first(&["X-WR-CALDESC", "DESCRIPTION"])
        .and_then(|line| draft::without_invitation(text::lines(&line.value), line.number, remarks));
    SeriesDraft {
        title,
        url: url.map(String::from),
        timezone: zones.series.as_ref().map(|zone| zone.name().to_owned()),
        description,
        ..SeriesDraft::default()
    }
}

/// Properties that are read elsewhere, or are the calendar's own business.
const SILENT: &str = "\
    CATEGORIES CLASS COLOR CONFERENCE CREATED DESCRIPTION DTEND DTSTAMP DTSTART DURATION EXDATE \
    EXRULE LAST-MODIFIED LOCATION PRIORITY RDATE RECURRENCE-ID RRULE SEQUENCE STATUS \
    SUMMARY TRANSP TZID UID URL X-ALT-DESC X-GOOGLE-CONFERENCE";

/// How names of properties begin by which programs talk to themselves.
const OWN: [&str; 8] =
    ["X-MICROSOFT-", "X-MS-", "X-APPLE-", "X-MOZ-", "X-GOOGLE-", "X-WR-", "X-LIC-", "X-ZOOM-"];

/// Tells of the properties of an event that have no place in a catalogue.
fn tell_unplaced(component: &Component, remarks: &mut Remarks) {
    for line in &component.lines {
        let name = line.name.as_str();
        if SILENT.split(' ').any(|silent| silent == name)
            || OWN.iter().any(|own| name.starts_with(own))
        {
            continue;
        }
        match name {
            "ATTENDEE" => remarks.note(
                line.number,
                "who was invited (`ATTENDEE`) is left out",
                "speakers are written below the event's `talks`",
            ),
            "ORGANIZER" => {
                let name = line.parameter("CN").unwrap_or(&line.value);
                let message = format!("the organiser of events, `{}`, is left out", shown(name));
                remarks.note(line.number, message, "who runs the series is `organizers`");
            }
            "IMAGE" => {
                remarks.note(line.number, "a picture of events is left out", "write it as `image`");
            }
            name => {
                let message = format!("`{name}` has no place in a catalogue");
                remarks.note(line.number, message, "");
            }
        }
    }
    if let Some(line) = component.line("SEQUENCE").filter(|line| line.value.trim() != "0") {
        remarks.note(
            line.number,
            "the number of revisions (`SEQUENCE`) starts at 0 again",
            "calendars that follow an address take what it serves; one that an event was imported \
             into by hand may ignore changes of it",
        );
    }
}
