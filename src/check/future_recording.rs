//! A recording whose date lies months ahead. A few weeks may be an embargo, and are left alone.

use chrono::TimeDelta;

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};

/// As long as nobody holds a recording back on purpose.
const FAR: TimeDelta = TimeDelta::days(90);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (session, entry, talk) in subject.talks() {
        let Some(published) = talk.video().and_then(|video| video.published) else { continue };
        // A talk that is far ahead has its recording behind it.
        let is_near = |end| published < end + FAR;
        if session.event.ends().is_some_and(is_near) || subject.now.is_after(published - FAR) {
            continue;
        }
        let video = entry.video.as_ref();
        let Some(place) = video.and_then(|video| video.value.published.as_ref()) else { continue };
        let message = format!("the recording of `{}` is dated months ahead", talk.id);
        found.push(
            Diagnostic::new(Code::FutureRecording, place.span.clone(), message)
                .label("kept out of the feeds until then")
                .help("check the year"),
        );
    }
}
