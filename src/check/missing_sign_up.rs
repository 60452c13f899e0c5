//! An event that is near and has no link to sign up or to join. People who come to a room need
//! none, and neither does a series that never had one, unless the event is said to be online.

use chrono::TimeDelta;

use super::subject::{Session, Subject, written};
use crate::diagnostic::{Code, Diagnostic};
use crate::render::is_online;

/// Calendars take a day or two to show a link that is added now.
const NEAR: TimeDelta = TimeDelta::days(7);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let habit = subject.sessions.iter().any(has_link);
    for session in &subject.sessions {
        let near = session.event.is_ahead(subject.now) && session.begins_within(NEAR, subject.now);
        let needed = match &session.event.location {
            None => habit,
            Some(place) => is_online(place),
        };
        if !near || !needed || has_link(session) || says_elsewhere(subject, session) {
            continue;
        }
        let message = format!("`{}` is near, and nobody can sign up for it", session.event.id);
        found.push(
            Diagnostic::new(Code::MissingSignUp, session.id_span(), message)
                .label("no `registration` and no `join`")
                .related(session.start_span(), "begins then")
                .help("add `registration: https://...`, or `join` if it is open to all"),
        );
    }
}

fn has_link(session: &Session<'_>) -> bool {
    session.event.registration.is_some() || session.event.join.is_some()
}

/// Whether the event has a page of its own, or a text with a link.
fn says_elsewhere(subject: &Subject<'_>, session: &Session<'_>) -> bool {
    let description = session.entry.description.as_ref();
    session.entry.url.is_some()
        || description.is_some_and(|text| written(subject.source, &text.whole).contains("http"))
        || session.event.location.as_ref().is_some_and(|place| place.contains("://"))
}
