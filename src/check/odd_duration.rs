//! A length in hours that looks like minutes (`90h`), or the other way round (`2m`).

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::duration::Duration;

/// Lengths of webinars in minutes.
const MINUTES: [u32; 10] = [20, 25, 30, 40, 45, 50, 60, 75, 90, 120];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let series = subject.document.series.iter().filter_map(|it| it.value.duration.as_ref());
    let events = subject.document.events.iter().flat_map(|events| &events.value);
    for duration in series.chain(events.filter_map(|event| event.duration.as_ref())) {
        if let Some((found_as, meant)) = odd(duration) {
            let message = format!("an event of {found_as}");
            let diagnostic = Diagnostic::new(Code::OddDuration, duration.span.clone(), message);
            found.push(diagnostic.help(format!("did you mean `{meant}`?")));
        }
    }
}

/// What is written, and what is probably meant.
fn odd(duration: &Spanned<Duration>) -> Option<(String, String)> {
    let Duration { days: 0, seconds } = duration.value else { return None };
    let (hours, minutes) = (seconds / 3600, seconds / 60);
    if seconds % 3600 == 0 && MINUTES.contains(&hours) {
        return Some((format!("{hours} hours"), format!("{hours}m")));
    }
    let words = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
    (seconds % 60 == 0 && minutes <= 3).then(|| (words, format!("{minutes}h")))
}
