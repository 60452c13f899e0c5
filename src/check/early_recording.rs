//! A recording that is out before its talk.

use chrono::TimeDelta;

use super::subject::{Subject, talk_span};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Status;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (session, entry, talk) in subject.talks() {
        let (Some(video), Some(start)) = (talk.video(), session.event.starts()) else { continue };
        if session.event.status == Status::Cancelled {
            continue;
        }
        let written = entry.video.as_ref();
        let day = start.date_naive();
        if let Some(published) = video.published {
            if published.date_naive() < day {
                let place = written.and_then(|video| video.value.published.as_ref());
                let span = place.map_or_else(|| talk_span(entry), |place| place.span.clone());
                let message = format!("the recording of `{}` is dated before its talk", talk.id);
                found.push(
                    Diagnostic::new(Code::EarlyRecording, span, message)
                        .related(session.start_span(), "the talk")
                        .help("check both dates, and whose recording it is"),
                );
            }
        } else if subject.now.is_before(start - TimeDelta::days(1)) {
            let span = written.map_or_else(|| talk_span(entry), |video| video.span.clone());
            let message = format!("the recording of `{}` is out before its talk", talk.id);
            found.push(
                Diagnostic::new(Code::EarlyRecording, span, message)
                    .label("the feeds would tell of it at once")
                    .related(session.start_span(), "the talk")
                    .help(format!("add it after the talk, or with `published: {day}`")),
            );
        }
    }
}
