//! What each service wants to be told: one function for each.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::address::{Address, Markup};
use super::details::Details;
use crate::model::{Event, Series, Status, When};
use crate::render::text;
use crate::zone::{Local, Zone};

/// What a service is told of an event.
pub(super) struct Invitation<'a> {
    event: &'a Event,
    span: Span,
    title: Cow<'a, str>,
    place: Cow<'a, str>,
    details: Cow<'a, str>,
}

/// From when to when, the end being exclusive.
#[derive(Clone, Copy)]
enum Span {
    Times(DateTime<FixedOffset>, DateTime<FixedOffset>),
    Days(NaiveDate, NaiveDate),
}

impl<'a> Invitation<'a> {
    /// `None` for an event without a day.
    pub(super) fn to(series: &'a Series, event: &'a Event, details: &'a str) -> Option<Self> {
        Some(Self {
            event,
            span: match event.when {
                When::Timed { start, end } => Span::Times(start, end),
                When::AllDay { start, end } => Span::Days(start, end),
                When::Month(_) | When::Unknown => return None,
            },
            title: text::clean(text::summary(series, event).into()),
            place: text::clean(text::place(event).into()),
            details: text::clean(details.into()),
        })
    }

    fn details(&self, markup: Markup) -> Details<'_> {
        Details { kept: "", text: &self.details, page: self.event.url.as_str(), markup }
    }
}

/// `dates` in UTC (both with `Z`), or local with the zone in `ctz`; `ctz` is left out for whole
/// days, which Android would count wrongly. `crm` keeps a day free whose hour is open.
pub(super) fn google(address: Address, invitation: &Invitation<'_>) -> Option<Address> {
    let zone = &invitation.event.zone;
    let (dates, ctz, crm) = match invitation.span {
        Span::Times(start, end) if is_once(zone, start) && is_once(zone, end) => {
            (format!("{}/{}", local(start), local(end)), zone.name(), "")
        }
        // In the hour that the clocks show twice, local digits would not tell which.
        Span::Times(start, end) => {
            let [start, end] = [start, end].map(|time| local(utc(time)));
            (format!("{start}Z/{end}Z"), "", "")
        }
        Span::Days(first, after) => {
            let [first, after] = [first, after].map(digits);
            (format!("{first}/{after}"), "", "AVAILABLE")
        }
    };
    let address = address
        .with("action", "TEMPLATE")
        .with("text", &invitation.title)
        .with("dates", &dates)
        .with("ctz", ctz)
        .with("crm", crm)
        .with("location", &invitation.place);
    Some(address.with_details("details", &invitation.details(Markup::Plain)))
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
        .with("subject", &invitation.title)
        .with("startdt", &start)
        .with("enddt", &end)
        .with("allday", all_day)
        .with("freebusy", busy)
        .with("location", &invitation.place);
    Some(address.with_details("body", &invitation.details(Markup::Html)))
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
            (digits(first), String::new(), "allday")
        }
        Span::Times(..) | Span::Days(..) => return None,
    };
    let address = address
        .with("v", "60")
        .with("TITLE", &invitation.title)
        .with("ST", &start)
        .with("ET", &end)
        .with("DUR", duration)
        .with("in_loc", &invitation.place);
    Some(match exact_time(invitation) {
        Some(time) => with_time(address, invitation, &time),
        None => address.with_details("DESC", &invitation.details(Markup::Plain)),
    })
}

/// The details with the exact time, which is never cut, behind their first line: the sign-up link.
/// Where there is no such line, or no room for both, the time comes first.
fn with_time(address: Address, invitation: &Invitation<'_>, time: &str) -> Address {
    let whole = invitation.details(Markup::Plain);
    if invitation.event.registration.is_some() || invitation.event.join.is_some() {
        let end = whole.text.find('\n').unwrap_or(whole.text.len());
        let (link, text) = whole.text.split_at(end);
        let kept = &format!("{link}\n{time}");
        let details = Details { kept, text, ..whole };
        if details.fits(address.room("DESC")) {
            return address.with_details("DESC", &details);
        }
    }
    let kept = &format!("{time}\n");
    address.with_details("DESC", &Details { kept, ..whole })
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

/// Whether the zone's clocks show this time only once that day.
fn is_once(zone: &Zone, time: DateTime<FixedOffset>) -> bool {
    matches!(zone.local(time.naive_local()), Local::Once(_))
}

fn utc(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    time.to_utc().fixed_offset()
}

/// `20230918T130000`.
fn local(time: DateTime<FixedOffset>) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

/// `20230918`.
fn digits(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// `2023-09-18T11:00:00Z`.
fn extended(time: DateTime<FixedOffset>) -> String {
    utc(time).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `13:00–14:30 CEST (Europe/Copenhagen), 11:00 UTC`, with the days where they differ.
fn exact_time(invitation: &Invitation<'_>) -> Option<String> {
    let Span::Times(start, end) = invitation.span else {
        return None;
    };
    let zone = &invitation.event.zone;
    let day = start.date_naive();
    let [from, until] = [start, end].map(|time| zone.offset_at(time.to_utc()).abbreviation);
    let change = if from == until { String::new() } else { format!(" {from}") };
    let [start, end, exact] = [start, end, utc(start)].map(|time| on_another_day(time, day));
    Some(format!("{start}{change}–{end} {until} ({}), {exact} UTC", zone.name()))
}

/// The time, and before it the day if that is another one.
fn on_another_day(time: DateTime<FixedOffset>, day: NaiveDate) -> String {
    let form = if time.date_naive() == day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    time.format(form).to_string()
}
