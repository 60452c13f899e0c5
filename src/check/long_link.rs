//! A title and a place so long that add-to-calendar links break: their details can be cut, the
//! title and the place cannot.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::render::links::{LONGEST_LINK, event_links};

/// Below this many bytes nothing can become too long, however it is encoded.
const SHORT: usize = 400;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(series) = subject.series else { return };
    for session in subject.sessions.iter().filter(|it| it.event.is_ahead(subject.now)) {
        let (event, entry) = (session.event, session.entry);
        let place = event.location.as_deref().unwrap_or_default();
        let addresses = [&event.registration, &event.join];
        let addresses = addresses.into_iter().flatten().map(|url| url.as_str().len());
        let room = series.title.len() + event.title.len() + place.len() + addresses.sum::<usize>();
        if room < SHORT {
            continue;
        }
        let links = event_links(series, event);
        if links.iter().all(|link| link.url.len() <= LONGEST_LINK) {
            continue;
        }
        let title = entry.title.as_ref().map(|title| title.span.clone());
        let location = entry.location.as_ref().map(|place| place.span.clone());
        let (what, span) = match place.len() > event.title.len() {
            true => ("place", location),
            false => ("title", title),
        };
        let span = span.unwrap_or_else(|| session.id_span());
        let message = format!("the {what} of `{}` is too long for add-to-calendar links", event.id);
        found.push(
            Diagnostic::new(Code::LongLink, span, message)
                .label(format!("makes an address of more than {LONGEST_LINK} bytes"))
                .help("shorten it, and put the rest into `description`"),
        );
    }
}
