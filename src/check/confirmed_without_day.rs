//! An event that is called confirmed and has no day.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Status, When};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for session in &subject.sessions {
        // A status that is left out says nothing.
        let Some(status) = &session.entry.status else { continue };
        if status.value == Status::Confirmed
            && matches!(session.event.when, When::Unknown | When::Month(_))
        {
            let message = format!("`{}` is confirmed, but has no day", session.event.id);
            found.push(
                Diagnostic::new(Code::ConfirmedWithoutDay, status.span.clone(), message)
                    .related(session.start_span(), "no day")
                    .help("write the day, or take the status out until it is known"),
            );
        }
    }
}
