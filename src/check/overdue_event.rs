//! The event that should be next lies in the past: its date is off, or nobody said how it went. Or it
//! was planned for a month that went by.

use chrono::TimeDelta;

use super::distant_date;
use super::subject::{Session, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Recording, When};

/// How long a recording may take before its talk counts as forgotten.
const PATIENCE: TimeDelta = TimeDelta::days(28);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let planned = subject.sessions.iter().filter(|session| session.is_on());
    let planned = planned.filter(|session| matches!(session.event.when, When::Month(_)));
    let gone_by =
        planned.filter(|session| session.event.is_over(subject.now) && !is_marked(session));
    found.extend(gone_by.map(|session| {
        let message = format!("`{}` is planned for a month that is over", session.event.id);
        Diagnostic::new(Code::OverdueEvent, session.start_span(), message)
            .label("gone by without a day")
            .help("write the day, or `TBA` while it is open again")
    }));
    next_that_is_over(subject, found);
}

/// The event that should be next.
fn next_that_is_over(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.series.is_none_or(|series| series.next(subject.now).is_some()) {
        return;
    }
    let over = || {
        let on = subject.sessions.iter().filter(|session| session.is_on());
        on.filter(|session| session.event.ends().is_some())
    };
    // A series that records little marks nothing, and an event alone shows no habit.
    let (marked, unmarked): (Vec<_>, Vec<_>) = over().partition(|session| is_marked(session));
    let forgotten = |session: &&&Session<'_>| {
        session.event.ends().is_some_and(|end| subject.now.is_after(end + PATIENCE))
    };
    if marked.is_empty() || unmarked.len() > marked.len() {
        return;
    }
    let Some(session) = unmarked.iter().rfind(forgotten) else { return };
    // A year off is the better explanation.
    if distant_date::year_off(subject).is_some() {
        return;
    }
    let message =
        format!("`{}` lies in the past, and nothing is said to be next", session.event.id);
    found.push(
        Diagnostic::new(Code::OverdueEvent, session.start_span(), message)
            .label("over, and no talk has a recording")
            .help(
                "mend the date; or, if it took place, add `video` or `recording: none` to its talks",
            ),
    );
}

/// Whether something of an event says that it took place.
pub(super) fn is_marked(session: &Session<'_>) -> bool {
    session.event.talks.iter().any(|talk| talk.recording != Recording::Pending)
}
