//! A recording that two talks claim.

use std::collections::HashMap;

use super::subject::{Subject, talk_span};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for (_, entry, talk) in subject.talks() {
        let Some(video) = talk.video() else { continue };
        let written = entry.video.as_ref().and_then(|video| video.value.url.as_ref());
        let span = written.map_or_else(|| talk_span(entry), |url| url.span.clone());
        let Some((other, place)) = first.get(video.url.as_str()) else {
            first.insert(video.url.as_str(), (talk.id.as_str(), span));
            continue;
        };
        let message = format!("`{}` and `{other}` have the same recording", talk.id);
        found.push(
            Diagnostic::new(Code::RepeatedVideo, span, message)
                .label("linked again")
                .related(std::ops::Range::clone(place), "linked here")
                .help("link each talk's own recording; that of a whole session stands at one talk"),
        );
    }
}
