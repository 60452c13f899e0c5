//! What each service wants to be told: one function for each.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::LONGEST_LINK;
use super::address::{Address, Markup, encoded};
use super::details::{Details, Kept};
use crate::model::{Event, Series, Status, When};
use crate::render::{ical, text};
use crate::rfc3339::{self, Zero};

/// What a service is told of an event.
pub(super) struct Invitation<'a> {
    event: &'a Event,
    span: Span,
    /// Encoded, as all services take it.
    title: Vec<u8>,
    /// Encoded, as all services take it.
    place: Vec<u8>,
    /// For a service that shows them as they are.
    plain: Details<'a>,
    /// For a service that takes them for HTML.
    html: Details<'a>,
}

/// From when to when, the end being exclusive.
#[derive(Clone, Copy)]
enum Span {
    Times(DateTime<FixedOffset>, DateTime<FixedOffset>),
    Days(NaiveDate, NaiveDate),
}

impl<'a> Invitation<'a> {
    /// `None` for an event without a day. The details are clean (see [`text::clean`]).
    pub(super) fn to(series: &Series, event: &'a Event, details: &'a str) -> Option<Self> {
        let span = match event.when {
            When::Timed { start, end } => Span::Times(start, end),
            When::AllDay { start, end } => Span::Days(start, end),
            When::Month(_) | When::Unknown => return None,
        };
        // The first line, where it is the way in.
        let head = match event.registration.as_ref().or(event.join.as_ref()) {
            Some(_) => details.find('\n').unwrap_or(details.len()),
            None => 0,
        };
        let [title, place] = [text::summary(series, event), text::place(event)]
            .map(|text| encoded(&text::clean(text.into()), Markup::Plain));
        let room = LONGEST_LINK.saturating_sub(title.len() + place.len());
        let [plain, html] = Details::new((details, head), event.url.as_str(), room);
        Some(Self { event, span, title, place, plain, html })
    }
}

/// `dates` in UTC (both with `Z`), or local with the zone in `ctz`; `ctz` is left out for whole
/// days, which Android would count wrongly. `crm` keeps a day free whose hour is open.
pub(super) fn google(address: Address, invitation: &Invitation<'_>) -> Option<Address> {
    let zone = &invitation.event.zone;
    let (dates, ctz, crm) = match invitation.span {
        Span::Times(start, end) if zone.shows_once(start) && zone.shows_once(end) => {
            ([&local(start), "/", &local(end)].concat(), zone.name(), "")
        }
        // In the hour that the clocks show twice, local digits would not tell which.
        Span::Times(start, end) => {
            let [start, end] = [start, end].map(|time| local(utc(time)));
            (format!("{start}Z/{end}Z"), "", "")
        }
        Span::Days(first, after) => {
            let [first, after] = [first, after].map(ical::date);
            (format!("{first}/{after}"), "", "AVAILABLE")
        }
    };
    let address = address
        .with("action", "TEMPLATE")
        .with_encoded("text", &invitation.title)
        .with("dates", &dates)
        .with("ctz", ctz)
        .with("crm", crm)
        .with_encoded("location", &invitation.place);
    Some(address.with_details("details", &Kept::NOTHING, &invitation.plain))
}

/// There is no parameter for a zone: a time with `Z` is UTC, one without is the viewer's own.
/// `allday` makes the day a free one. The body is HTML.
pub(super) fn outlook(address: Address, invitation: &Invitation<'_>) -> Option<Address> {
    let (start, end, all_day, busy) = match invitation.span {
        Span::Times(start, end) => (extended(start), extended(end), "", busy(invitation.event)),
        Span::Days(first, after) => (first.to_string(), after.to_string(), "true", ""),
    };
    let address = address
        .with("path", "/calendar/action/compose")
        .with("rru", "addevent")
        .with_encoded("subject", &invitation.title)
        .with("startdt", &start)
        .with("enddt", &end)
        .with("allday", all_day)
        .with("freebusy", busy)
        .with_encoded("location", &invitation.place);
    Some(address.with_details("body", &Kept::NOTHING, &invitation.html))
}

/// Shows the digits of `ST` and `ET` to every viewer, wherever; a `Z` is not honoured and there is
/// no zone, so the text tells the exact time. `DUR=allday` works only without `ET`, hence for one
/// day only. An event whose end has the earlier digits (in an hour that comes twice) is not taken.
pub(super) fn yahoo(address: Address, invitation: &Invitation<'_>) -> Option<Address> {
    let (start, end, duration) = match invitation.span {
        Span::Times(start, end) if start.naive_local() < end.naive_local() => {
            (local(start), local(end), "")
        }
        Span::Days(first, after) if first.succ_opt() == Some(after) => {
            (ical::date(first), String::new(), "allday")
        }
        Span::Times(..) | Span::Days(..) => return None,
    };
    let address = address
        .with("v", "60")
        .with_encoded("TITLE", &invitation.title)
        .with("ST", &start)
        .with("ET", &end)
        .with("DUR", duration)
        .with_encoded("in_loc", &invitation.place);
    Some(match exact_time(invitation) {
        Some(time) => with_time(address, invitation, &time),
        None => address.with_details("DESC", &Kept::NOTHING, &invitation.plain),
    })
}

/// The details with the exact time, which is never cut, behind their first line: the sign-up link.
/// Where there is no such line, or no room for both, the time comes first.
fn with_time(address: Address, invitation: &Invitation<'_>, time: &str) -> Address {
    let details = &invitation.plain;
    let is_way_in = invitation.event.registration.is_some() || invitation.event.join.is_some();
    let behind = || details.after_head(&["\n", time].concat(), address.room("DESC"));
    let kept = is_way_in.then(behind).flatten();
    let kept = kept.unwrap_or_else(|| details.after(&[time, "\n"].concat()));
    address.with_details("DESC", &kept, details)
}

/// The whole address in `cid`, fully encoded, as `webcal`: with `https` Google has taken it for
/// the name of somebody's calendar.
pub(super) fn google_cid(address: Address, series: &Series) -> Option<Address> {
    Some(address.with("cid", &webcal(series)))
}

/// With `https`: the new Outlook takes the `webcal:` off and then has no address.
pub(super) fn add_from_web(address: Address, series: &Series) -> Option<Address> {
    let name = text::clean((&*series.title).into());
    Some(address.with("url", &calendar(series)).with("name", &name))
}

/// The subscribed calendar over `https`.
pub(super) fn calendar(series: &Series) -> String {
    series.feed_address("calendar.ics")
}

/// The subscribed calendar as calendar apps want it. (`webcals` is unknown to iOS.)
pub(super) fn webcal(series: &Series) -> String {
    let calendar = calendar(series);
    match calendar.split_once(':') {
        Some((_, rest)) => format!("webcal:{rest}"),
        None => calendar,
    }
}

fn busy(event: &Event) -> &'static str {
    if event.status == Status::Tentative { "tentative" } else { "" }
}

fn utc(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    time.to_utc().fixed_offset()
}

fn local(time: DateTime<FixedOffset>) -> String {
    ical::local(time.naive_local())
}

/// `2023-09-18T11:00:00Z`.
fn extended(time: DateTime<FixedOffset>) -> String {
    rfc3339::text(utc(time), Zero::Letter)
}

/// `13:00–14:30 CEST (Europe/Copenhagen), 11:00 UTC`, with the days where they differ.
fn exact_time(invitation: &Invitation<'_>) -> Option<String> {
    let Span::Times(start, end) = invitation.span else {
        return None;
    };
    let zone = &invitation.event.zone;
    let day = start.date_naive();
    let [change, abbreviation] = text::abbreviations(start, end, zone);
    let [start, end, exact] = [start, end, utc(start)].map(|time| on_another_day(time, day));
    let local = [&start, &change, "–", &end, &abbreviation, " (", zone.name(), ")"].concat();
    Some([&local, ", ", &exact, " UTC"].concat())
}

/// The time, and before it the day if that is another one.
fn on_another_day(time: DateTime<FixedOffset>, day: NaiveDate) -> String {
    let clock = text::clock(time);
    if time.date_naive() == day { clock } else { format!("{} {clock}", time.date_naive()) }
}
