//! A link in a text that is relative to some page: calendars and feed readers know none.

use url::{ParseError, Url};

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Passage;
use crate::web;

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let series = subject.document.series.as_ref();
    let page = series.and_then(|series| series.value.url.as_ref()?.value.get());
    for (_, target) in subject.links(passage) {
        let relative = !web::is_canonical(target)
            && Url::parse(target) == Err(ParseError::RelativeUrlWithoutBase);
        if !relative || matches!(target.trim(), "" | "#") {
            continue;
        }
        let help = match page.and_then(|page| meant(target, page)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write it from `https://` on".to_owned(),
        };
        let message = format!("the link to `{target}` leads nowhere from a calendar");
        let span = subject.place(passage, target);
        found.push(Diagnostic::new(Code::RelativeLink, span, message).help(help));
    }
}

/// The whole address: without its scheme, or as the series' page would take it.
fn meant(target: &str, page: &Url) -> Option<String> {
    let host = target.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.').unwrap_or_default();
    let page_like = ["html", "htm", "md", "pdf", "ics", "xml", "php"].contains(&ending);
    if !name.is_empty() && ending.len() >= 2 && !page_like {
        return Some(format!("https://{target}"));
    }
    page.join(target).ok().map(String::from)
}
