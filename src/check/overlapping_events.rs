//! Two events at the same time, unless each has a place of its own.

use super::subject::{Session, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::When;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut timed: Vec<_> = subject.sessions.iter().filter_map(timed).collect();
    timed.sort_by_key(|(_, start, _)| *start);
    for pair in timed.windows(2) {
        let [(first, _, end), (second, start, _)] = pair else { continue };
        if start >= end || have_places_of_their_own(first, second) {
            continue;
        }
        // What stands later in the file was added later.
        let (earlier, later) = match first.id_span().start < second.id_span().start {
            true => (first, second),
            false => (second, first),
        };
        let message =
            format!("`{}` and `{}` are at the same time", earlier.event.id, later.event.id);
        found.push(
            Diagnostic::new(Code::OverlappingEvents, later.start_span(), message)
                .label("begins before the other is over")
                .related(earlier.start_span(), "the other event")
                .help("mend one of the dates; talks of one session belong into one event"),
        );
    }
}

type Timed<'s, 'a> =
    (&'s Session<'a>, chrono::DateTime<chrono::FixedOffset>, chrono::DateTime<chrono::FixedOffset>);

fn timed<'s, 'a>(session: &'s Session<'a>) -> Option<Timed<'s, 'a>> {
    match session.event.when {
        When::Timed { start, end } if session.is_on() => Some((session, start, end)),
        _ => None,
    }
}

/// Whether they are in two rooms.
fn have_places_of_their_own(first: &Session<'_>, second: &Session<'_>) -> bool {
    match (&first.event.location, &second.event.location) {
        (Some(first), Some(second)) => first != second,
        _ => false,
    }
}
