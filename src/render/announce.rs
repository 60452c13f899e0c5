//! The announcement of an event: an e-mail, as plain text for mailing lists and as HTML for the
//! services that send newsletters.
//!
//! Both forms say the same, in the same order: what, when in several zones, where, the sign-up,
//! who and about what, the calendar links, and who invites. An event is announced as far as it is
//! known; one that is off says so in the subject.
//!
//! Not supported: labels in other languages than English, RFC 5322 headers besides the subject,
//! and text of scripts that put no spaces between words, whose lines are left to the mail program.

use chrono::{DateTime, FixedOffset, NaiveDate};
use url::Url;

use super::links::{self, Link};
use super::text;
use crate::model::{Event, Series, Status, Talk, When};
use crate::zone::Zone;

mod html;
mod plain;
#[cfg(test)]
mod tests;

pub use html::html;
pub use plain::plain;

/// The zones that an announcement tells the time in where no others are asked for, from west to
/// east: readers of mailing lists are anywhere, and find one near their own.
const ZONES: [&str; 3] = ["America/New_York", "Europe/London", "Asia/Tokyo"];

/// What an announcement says of an event besides its talks.
struct Announcement<'a> {
    /// One line.
    subject: String,
    /// What there is to know before all else.
    notice: Option<&'static str>,
    /// What the time is called: a time that does not hold any more must not look as if it did.
    when_label: &'static str,
    /// The day, or as much as is known.
    day: String,
    /// The hours in each zone; none while they are open.
    hours: Vec<String>,
    place: Option<&'a str>,
    /// The sign-up and the meeting itself, while people should go there.
    ways_in: Vec<(&'static str, &'a Url)>,
    /// What adds it to a calendar, or tells the calendar that it is off.
    calendars: Vec<Link>,
    /// What that is called.
    calendars_label: &'static str,
    /// The whole series, to subscribe to.
    subscribe: String,
}

impl<'a> Announcement<'a> {
    fn of(series: &'a Series, event: &'a Event, zones: &[Zone]) -> Self {
        let (notice, when_label) = notice(event.status);
        let (day, hours) = when(event, zones);
        // The rest stands above; with all of it, a link would be too long for a line of e-mail
        // (998 characters: RFC 5322, 2.1.1).
        let details = format!("Event page: {}", event.url);
        Self {
            subject: one_line(&subject(series, event)),
            notice,
            when_label,
            day,
            hours,
            place: event.location.as_deref(),
            ways_in: ways_in(event),
            calendars: links::event_links_with(series, event, &details),
            calendars_label: match event.status {
                Status::Confirmed | Status::Tentative => "Add it to your calendar",
                Status::Cancelled | Status::Postponed => "Bring your calendar up to date",
            },
            subscribe: series.feed_address("calendar.ics"),
        }
    }
}

/// The zones to tell an event's time in: those that are asked for, else a few around the world
/// that do not show the hours of the event's own. Its own always comes first.
pub fn zones(event: &Event, asked: &[Zone]) -> Vec<Zone> {
    let own = &event.zone;
    let differs = |zone: &Zone| {
        event.starts().is_none_or(|start| {
            zone.offset_at(start.to_utc()).utc != own.offset_at(start.to_utc()).utc
        })
    };
    let others: Vec<_> = match asked {
        [] => ZONES.iter().filter_map(|name| Zone::get(name)).filter(differs).collect(),
        asked => asked.to_vec(),
    };
    let mut zones = vec![own.clone()];
    for zone in others {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

/// The summary that calendars show, and the day: what is off says so first.
fn subject(series: &Series, event: &Event) -> String {
    let summary = text::summary(series, event);
    match (event.status, event.when) {
        // Its old day would be read as the new one.
        (Status::Postponed, _) | (_, When::Unknown) => summary,
        (_, When::Timed { start, .. }) => {
            format!("{summary}, {}", text::long_day(start.date_naive()))
        }
        (_, When::AllDay { start, .. }) => format!("{summary}, {}", text::long_day(start)),
        (_, When::Month(first)) => format!("{summary}, {}", first.format("%B %Y")),
    }
}

fn notice(status: Status) -> (Option<&'static str>, &'static str) {
    match status {
        Status::Confirmed => (None, "When"),
        Status::Tentative => (Some("This event is not confirmed yet."), "When"),
        Status::Cancelled => (Some("This event is cancelled."), "It was planned for"),
        Status::Postponed => {
            (Some("This event is postponed. Its new time will be announced."), "It was planned for")
        }
    }
}

/// The day, and the hours in each zone.
fn when(event: &Event, zones: &[Zone]) -> (String, Vec<String>) {
    match event.when {
        When::Timed { start, end } => {
            let day = start.date_naive();
            (text::long_day(day), zones.iter().map(|zone| hours(start, end, zone, day)).collect())
        }
        When::AllDay { .. } | When::Month(_) | When::Unknown => {
            (text::when(event, &event.zone), vec![])
        }
    }
}

/// `13:00–14:30 CEST (Europe/Copenhagen)`, with the days where they are other ones than `day`, and
/// both abbreviations where the clocks change in between.
fn hours(
    start: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    zone: &Zone,
    day: NaiveDate,
) -> String {
    let [change, abbreviation] = text::abbreviations(start, end, zone);
    let [start, end] = [start, end].map(|time| zone.at(time.to_utc()));
    let (start, end) = (clock(start, day), clock(end, start.date_naive()));
    format!("{start}{change}–{end}{abbreviation} ({})", zone.name())
}

/// The time of day, and before it the day where that is another one.
fn clock(time: DateTime<FixedOffset>, day: NaiveDate) -> String {
    let form = if time.date_naive() == day { "%H:%M" } else { "%A %-d %B, %H:%M" };
    time.format(form).to_string()
}

/// Nobody is sent to an event that does not take place when it says.
fn ways_in(event: &Event) -> Vec<(&'static str, &Url)> {
    let ways = [("Sign up", event.registration.as_ref()), ("Join", event.join.as_ref())];
    match event.status {
        Status::Confirmed | Status::Tentative => {
            ways.into_iter().filter_map(|(label, url)| Some((label, url?))).collect()
        }
        Status::Cancelled | Status::Postponed => vec![],
    }
}

/// What there is to look at before a talk.
fn material(talk: &Talk) -> Vec<(&'static str, &Url)> {
    let links = [
        ("Slides", talk.slides.as_ref()),
        ("Paper", talk.paper.as_ref()),
        ("Code", talk.code.as_ref()),
    ];
    links.into_iter().filter_map(|(label, url)| Some((label, url?))).collect()
}

/// A text on one line: what follows a line break in a subject would be a header of its own.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
