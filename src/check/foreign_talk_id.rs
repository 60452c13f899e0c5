//! A talk's id that does not go with its event's, as a copied block leaves it.

use std::collections::HashMap;

use super::subject::{Session, Subject, talk_span};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let with_talks = || subject.sessions.iter().filter(|it| !it.event.talks.is_empty());
    let agrees = |session: &&Session<'_>| {
        session.event.talks.iter().all(|talk| belongs(&talk.id, &session.event.id))
    };
    // Where the talks' ids go with the events' by chance only, nothing can be wrong with one.
    let agreeing = with_talks().filter(agrees).count();
    if agreeing == 0 || agreeing * 3 < with_talks().count() * 2 - 1 {
        return;
    }
    let events = subject.sessions.iter().map(|session| session.event.id.as_str());
    let events: HashMap<_, _> = events.map(|id| (id.to_ascii_lowercase(), id)).collect();
    for session in with_talks() {
        let event = session.event;
        for (entry, talk) in session.talks() {
            let former = event.formerly.iter().any(|former| belongs(&talk.id, former));
            let own = belongs(&talk.id, &event.id) || former;
            if own {
                continue;
            }
            let Some(other) = namesake(&talk.id, &events) else { continue };
            let message = format!("the talk `{}` is in `{}`", talk.id, event.id);
            found.push(
                Diagnostic::new(Code::ForeignTalkId, talk_span(entry), message)
                    .label(format!("called after `{}`", other))
                    .related(session.id_span(), "the event")
                    .help(format!("give it an id that starts with `{}`", event.id)),
            );
        }
    }
}

/// The event that a talk is called after, the longest name first.
fn namesake<'a>(talk: &str, events: &HashMap<String, &'a str>) -> Option<&'a str> {
    let lower = talk.to_ascii_lowercase();
    let starts = (1..lower.len()).rev().filter_map(|length| events.get(lower.get(..length)?));
    starts.copied().find(|event| belongs(talk, event))
}

/// Whether a talk is called after an event: `S03E01` after `S03`, but not after `S0`.
fn belongs(talk: &str, event: &str) -> bool {
    let start = talk.get(..event.len());
    let next = talk.as_bytes().get(event.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(event))
        && next.is_some_and(|next| {
            !next.is_ascii_digit() || !event.ends_with(|c: char| c.is_ascii_digit())
        })
}
