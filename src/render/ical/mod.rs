//! iCalendar (RFC 5545, with the properties of RFC 7986): the calendar to subscribe to, and a file
//! for each event.
//!
//! Neither has a METHOD: DTSTAMP then is the time of the last revision (RFC 5545, 3.8.7.2), and the
//! bytes hold still until an event changes. Not written: ATTENDEE, RRULE of events (each one is an
//! entry of its own), VTODO and the like, HTML in any property.

mod content_line;
mod observance;
mod vtimezone;

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, TimeDelta};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use self::content_line::ContentLines;
use self::observance::Span;
use crate::edition::{Edition, Entry, Presence};
use crate::model::{Event, Series, Status, When};
use crate::render::text;
use crate::zone::Zone;
pub(crate) use content_line::{date, local};
pub(crate) use vtimezone::TimeZones;

/// Who wrote it (RFC 5545, 3.7.3): without a version, so that an update of the program changes no
/// file.
const PRODUCT: &str = "-//seminar//seminar//EN";

/// How often a client is asked to look again. Two names for it: RFC 7986's, and the older one.
const REFRESH: &str = "PT12H";

/// What the zone of a calendar without events is written for; the same on every day.
const BEFORE_ANY: Span = Span { first: DateTime::UNIX_EPOCH, last: DateTime::UNIX_EPOCH };

/// `calendar.ics`: every event that has a day, also those of the past, until a cancelled one is long
/// gone.
pub(crate) fn calendar(edition: &Edition<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entries: Vec<_> =
        edition.entries.iter().filter(|entry| entry.presence == Presence::Listed).collect();
    let zones = &TimeZones::default();
    let mut lines = ContentLines::default();
    open(&mut lines);
    describe(&mut lines, edition.series);
    if entries.is_empty() {
        // A calendar has at least one component (RFC 5545, 3.6).
        zones.write(&mut lines, &edition.series.zone, BEFORE_ANY);
    }
    time_zones(&mut lines, zones, entries.iter().map(|entry| entry.event));
    for entry in entries {
        lines.begin("VEVENT");
        event(&mut lines, edition.series, entry);
        lines.end("VEVENT");
        lines.write(out)?;
    }
    lines.end("VCALENDAR");
    lines.write(out)
}

/// Whether an event has a file: no calendar can hold one without a day.
pub(crate) fn has_file(entry: &Entry<'_>) -> bool {
    entry.presence != Presence::Unscheduled
}

/// `<event id>.ics`: one event that has a day, with the alarm if the series has one.
///
/// It has no name or description of its own: Outlook would make a new calendar of each file.
pub(crate) fn event_file(
    edition: &Edition<'_>,
    entry: &Entry<'_>,
    zones: &TimeZones,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = ContentLines::default();
    open(&mut lines);
    time_zones(&mut lines, zones, [entry.event].into_iter());
    lines.begin("VEVENT");
    event(&mut lines, edition.series, entry);
    alarm(&mut lines, edition.series, entry.event);
    lines.end("VEVENT");
    lines.end("VCALENDAR");
    lines.write(out)
}

fn open(lines: &mut ContentLines) {
    lines.begin("VCALENDAR");
    lines.property("VERSION").value("2.0");
    lines.property("PRODID").value(PRODUCT);
}

/// What the calendar is (RFC 7986, 5). Google and Exchange read the X- names only.
fn describe(lines: &mut ContentLines, series: &Series) {
    lines.property("NAME").text(&series.title);
    lines.property("X-WR-CALNAME").text(&series.title);
    if let Some(description) = &series.description {
        lines.property("DESCRIPTION").text(&description.plain);
        lines.property("X-WR-CALDESC").text(&description.plain);
    }
    let source = series.feed_address("calendar.ics");
    lines.property("SOURCE").parameter("VALUE", "URI").uri(&source);
    lines.property("URL").uri(series.url.as_str());
    if let Some(color) = &series.color {
        lines.property("COLOR").text(color);
    }
    if let Some(image) = &series.image {
        lines.property("IMAGE").parameter("VALUE", "URI").uri(image.as_str());
    }
    lines.property("REFRESH-INTERVAL").parameter("VALUE", "DURATION").value(REFRESH);
    lines.property("X-PUBLISHED-TTL").value(REFRESH);
}

/// A VTIMEZONE for each zone that a time is written in, by name.
fn time_zones<'a>(
    lines: &mut ContentLines,
    zones: &TimeZones,
    events: impl Iterator<Item = &'a Event>,
) {
    let mut spans: BTreeMap<&str, (&Zone, Span)> = BTreeMap::new();
    for event in events {
        let When::Timed { start, end } = event.when else {
            continue;
        };
        if !is_local(&event.zone, start, end) {
            continue;
        }
        let span = Span { first: start.to_utc(), last: end.to_utc() };
        spans
            .entry(event.zone.name())
            .and_modify(|(_, whole)| *whole = whole.and(span))
            .or_insert((&event.zone, span));
    }
    for (zone, span) in spans.into_values() {
        zones.write(lines, zone, span);
    }
}

/// The properties of a VEVENT (RFC 5545, 3.6.1).
fn event(lines: &mut ContentLines, series: &Series, entry: &Entry<'_>) {
    let event = entry.event;
    lines.property("UID").text(&entry.uid);
    lines.property("DTSTAMP").utc(entry.modified);
    lines.property("CREATED").utc(entry.created);
    lines.property("LAST-MODIFIED").utc(entry.modified);
    lines.property("SEQUENCE").value(&entry.sequence.to_string());
    when(lines, event);
    lines.property("SUMMARY").text(&text::summary(series, event));
    lines.property("DESCRIPTION").text(&text::details(event));
    let place = text::place(event);
    if !place.is_empty() {
        lines.property("LOCATION").text(&place);
    }
    lines.property("URL").uri(event.url.as_str());
    status(lines, event);
    if !event.tags.is_empty() {
        lines.property("CATEGORIES").texts(event.tags.iter().map(String::as_str));
    }
    organizer(lines, series);
    if let Some(image) = &event.image {
        lines.property("IMAGE").parameter("VALUE", "URI").uri(image.as_str());
    }
    conference(lines, event);
}

fn when(lines: &mut ContentLines, event: &Event) {
    match event.when {
        When::Timed { start, end } if is_local(&event.zone, start, end) => {
            for (name, time) in [("DTSTART", start), ("DTEND", end)] {
                let property = lines.property(name).parameter("TZID", event.zone.name());
                property.local(time.naive_local());
            }
        }
        When::Timed { start, end } => {
            lines.property("DTSTART").utc(start.to_utc());
            lines.property("DTEND").utc(end.to_utc());
        }
        When::AllDay { start, end } => {
            lines.property("DTSTART").date(start);
            lines.property("DTEND").date(end);
        }
        When::Month(_) | When::Unknown => {}
    }
}

/// Whether a time is written as the zone's clocks show it. What they show twice means the first of
/// the two (RFC 5545, 3.3.5), but ical.js and libical take the second; so an event that begins or
/// ends then is written in UTC, and all of it, since recurring-ical-events adds up wrongly where
/// only one end is.
fn is_local(zone: &Zone, start: DateTime<FixedOffset>, end: DateTime<FixedOffset>) -> bool {
    zone.shows_once(start) && zone.shows_once(end)
}

/// STATUS, and TRANSP where the time is not, or not yet, taken.
fn status(lines: &mut ContentLines, event: &Event) {
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative | Status::Postponed => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    lines.property("STATUS").value(status);
    let all_day = matches!(event.when, When::AllDay { .. });
    if all_day || matches!(event.status, Status::Cancelled | Status::Postponed) {
        lines.property("TRANSP").value("TRANSPARENT");
    }
}

/// ORGANIZER, which must have an address.
fn organizer(lines: &mut ContentLines, series: &Series) {
    if let Some((person, email)) = series.contact() {
        lines.property("ORGANIZER").parameter("CN", &person.name).uri(&mailto(email));
    }
}

/// A `mailto` URI (RFC 6068, 2).
fn mailto(email: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(email, OUTSIDE_ADDRESSES))
}

/// All but what an address and the URI both may hold as it is.
const OUTSIDE_ADDRESSES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'@')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'*')
    .remove(b'+');

/// CONFERENCE (RFC 7986, 5.11): few clients show it, so the place and the details hold the link too.
fn conference(lines: &mut ContentLines, event: &Event) {
    let Some(join) = &event.join else { return };
    lines
        .property("CONFERENCE")
        .parameter("VALUE", "URI")
        .parameter("FEATURE", "VIDEO")
        .parameter("LABEL", event.location.as_deref().unwrap_or("Join"))
        .uri(join.as_str());
}

/// A VALARM (RFC 5545, 3.6.6), for an event that will take place, at an hour that is known.
fn alarm(lines: &mut ContentLines, series: &Series, event: &Event) {
    let (Some(ahead), Status::Confirmed | Status::Tentative, When::Timed { .. }) =
        (series.reminder, event.status, event.when)
    else {
        return;
    };
    lines.begin("VALARM");
    lines.property("ACTION").value("DISPLAY");
    lines.property("TRIGGER").value(&format!("-{}", duration(ahead)));
    lines.property("DESCRIPTION").text(&text::summary(series, event));
    lines.end("VALARM");
}

/// A DURATION (RFC 5545, 3.3.6) in the largest unit that it is a whole number of.
fn duration(length: TimeDelta) -> String {
    match length.num_seconds() {
        seconds if seconds % 86_400 == 0 => format!("P{}D", seconds / 86_400),
        seconds if seconds % 3_600 == 0 => format!("PT{}H", seconds / 3_600),
        seconds if seconds % 60 == 0 => format!("PT{}M", seconds / 60),
        seconds => format!("PT{seconds}S"),
    }
}
#[cfg(test)]
mod tests;
