//! A talk that is still to be announced when its event is near or over.

use chrono::TimeDelta;

use super::subject::{Session, Subject, talk_span};
use crate::diagnostic::{Code, Diagnostic};
use crate::when::is_to_be_announced;

/// By then the audience should know what it is invited to.
const NEAR: TimeDelta = TimeDelta::days(7);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for session in &subject.sessions {
        if !session.is_on() || !session.begins_within(NEAR, subject.now) {
            continue;
        }
        if let Some(title) = &session.entry.title
            && is_to_be_announced(&title.value.0)
        {
            let what = format!("the title of `{}`", session.event.id);
            found.push(unannounced(subject, session, &what, title.span.clone()));
        }
        for (entry, talk) in session.talks().filter(|(_, talk)| talk.title.is_none()) {
            let title = entry.title.as_ref().map(|title| title.span.clone());
            let what = format!("the title of `{}`", talk.id);
            let span = title.unwrap_or_else(|| talk_span(entry));
            found.push(unannounced(subject, session, &what, span));
        }
    }
}

fn unannounced(
    subject: &Subject<'_>,
    session: &Session<'_>,
    what: &str,
    span: std::ops::Range<usize>,
) -> Diagnostic {
    let over = session.event.ends().is_some_and(|end| subject.now.is_after(end));
    let (state, help) = match over {
        true => ("and the event is over", "write what it was called"),
        false => ("and the event is near", "write its title, even a working one"),
    };
    let message = format!("{what} is still to be announced, {state}");
    Diagnostic::new(Code::UnannouncedTalk, span, message)
        .related(session.start_span(), "the event")
        .help(help)
}
