//! Links that put one event into a web calendar, and links that subscribe to the series: plain
//! URLs that work without a script.
//!
//! No service documents its addresses. What is known was found out by trying, last by others on
//! the live services in August 2026:
//!
//! | service | times | days |
//! |---|---|---|
//! | Google | local digits, and the zone's name | end exclusive |
//! | Outlook.com, Microsoft 365 | UTC | end exclusive |
//! | Yahoo | local digits, shown as they are to all; so its text tells the zone | one only |
//!
//! Not supported: Apple (it has no such address: it opens the `.ics`), Teams (its address makes a
//! new meeting), guests, recurrence. Whether Outlook takes the end of an all-day event of several
//! days as exclusive has not been seen; Google is known to show simple HTML in the details, which
//! are sent as plain text.

use self::address::Address;
use self::services::Invitation;
use super::text;
use crate::model::{Event, Series, Status, When};

mod address;
mod details;
mod services;
#[cfg(test)]
mod tests;

/// How long the link of an event may be, in bytes; only its details are cut.
///
/// The services publish no limit. Microsoft's sign-in repeats the whole link in an address of its
/// own and fails at about 2,000 bytes. A link is longer only where the title and the place alone,
/// which are never cut, take so much; it then has no details.
pub const LONGEST_LINK: usize = 1_900;

/// A link that a person follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What scripts call it: `google`, `outlook`, `office365`, `yahoo`, `webcal`, `ics`.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The address: ASCII, percent-encoded (RFC 3986).
    pub url: String,
}

/// A web calendar: a row of the table of services. A function gives `None` for what the service
/// cannot take.
struct Service {
    key: &'static str,
    name: &'static str,
    /// Host and path that add an event.
    add_at: &'static str,
    /// Fills in the query.
    add: fn(Address, &Invitation<'_>) -> Option<Address>,
    /// Host and path that subscribe to a series.
    subscribe_at: &'static str,
    /// Fills in the query.
    subscribe: fn(Address, &Series) -> Option<Address>,
}

/// The two hosts of Outlook differ in their path as well: `action/compose` goes back to the
/// calendar after saving; for accounts of work and school, `deeplink/compose` is what has been
/// seen to work since they moved to `cloud.microsoft` in 2026. Subscribing has been seen to work
/// on their old host only.
const SERVICES: [Service; 4] = [
    Service {
        key: "google",
        name: "Google Calendar",
        add_at: "https://calendar.google.com/calendar/render",
        add: services::google,
        subscribe_at: "https://calendar.google.com/calendar/u/0/r",
        subscribe: services::google_cid,
    },
    Service {
        key: "outlook",
        name: "Outlook.com",
        add_at: "https://outlook.live.com/calendar/action/compose",
        add: services::outlook,
        subscribe_at: "https://outlook.live.com/calendar/0/addfromweb/",
        subscribe: services::add_from_web,
    },
    Service {
        key: "office365",
        name: "Microsoft 365",
        add_at: "https://outlook.cloud.microsoft/calendar/deeplink/compose",
        add: services::outlook,
        subscribe_at: "https://outlook.office.com/calendar/0/addfromweb/",
        subscribe: services::add_from_web,
    },
    // Yahoo can subscribe, but only to an address that is pasted.
    Service {
        key: "yahoo",
        name: "Yahoo Calendar",
        add_at: "https://calendar.yahoo.com/",
        add: services::yahoo,
        subscribe_at: "",
        subscribe: |_, _| None,
    },
];

/// The links that add one event to a calendar, in the order of the table, its `.ics` last.
///
/// There are none while its day is not known. A cancelled or postponed event has only its `.ics`,
/// which says so: nobody should be offered to add a wrong time.
pub fn event_links(series: &Series, event: &Event) -> Vec<Link> {
    event_links_with(series, event, &text::details(event))
}

/// The same, for details that are there already (see [`text::details`]).
pub(crate) fn event_links_with(series: &Series, event: &Event, details: &str) -> Vec<Link> {
    if matches!(event.when, When::Month(_) | When::Unknown) {
        return vec![];
    }
    let mut links = match event.status {
        Status::Confirmed | Status::Tentative => add(series, event, details),
        Status::Cancelled | Status::Postponed => vec![],
    };
    let url = series.feed_address(&[&event.id, ".ics"].concat());
    links.push(Link { key: "ics", name: "Calendar file", url });
    links
}

/// The links that subscribe to a series: first the address itself, for those who paste it, then
/// the one that opens a calendar app, then those of the table.
pub fn subscribe_links(series: &Series) -> Vec<Link> {
    let mut links = vec![
        Link { key: "ics", name: "Calendar address", url: services::calendar(series) },
        Link { key: "webcal", name: "Calendar app", url: services::webcal(series) },
    ];
    links.extend(SERVICES.iter().filter_map(|service| {
        let address = (service.subscribe)(Address::of(service.subscribe_at), series)?;
        Some(service.link(address))
    }));
    links
}

fn add(series: &Series, event: &Event, details: &str) -> Vec<Link> {
    let details = text::clean(details.into());
    let Some(invitation) = Invitation::to(series, event, &details) else {
        return vec![];
    };
    let links = SERVICES.iter().filter_map(|service| {
        let address = (service.add)(Address::of(service.add_at), &invitation)?;
        Some(service.link(address))
    });
    links.collect()
}

impl Service {
    fn link(&self, address: Address) -> Link {
        Link { key: self.key, name: self.name, url: address.into_string() }
    }
}
