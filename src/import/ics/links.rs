//! Where an event of a calendar is: its place, its page, the way into its meeting, its sign-up.

use url::Url;

use super::draft::{Context, one_line};
use super::lines::{Component, Line};
use super::meeting::{self, Kind};
use super::remarks::Remarks;
use crate::draft::EventDraft;

/// What is said of a link that everybody will see.
pub(in crate::import) const JOIN: &str =
    "a link to a meeting is taken for `join`, which everybody sees";
pub(in crate::import) const JOIN_HELP: &str =
    "take it out of the catalogue if people have to sign up first";

/// What is said of a link that nobody shall see.
pub(in crate::import) const SECRET: &str =
    "the way into a meeting holds its password and is left out";
pub(in crate::import) const SECRET_HELP: &str = "write where people sign up as `registration`; or a link as `join` if \
                           anybody may come in";

/// LOCATION, URL, CONFERENCE and what services have in place of the last.
pub(super) fn place(
    draft: &mut EventDraft,
    component: &Component,
    context: &Context,
    remarks: &mut Remarks,
) {
    const CONFERENCES: [&str; 4] = [
        "CONFERENCE",
        "X-GOOGLE-CONFERENCE",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    ];
    for line in CONFERENCES.iter().flat_map(|name| component.all(name)) {
        if let Some(url) = meeting::addresses(&line.value).first() {
            conference(draft, url, line, remarks);
        }
    }
    component.line("LOCATION").into_iter().for_each(|line| location(draft, line, remarks));
    let Some(line) = component.line("URL") else { return };
    match Url::parse(line.value.trim()) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            remarks.unplaced(line.number, &line.value, "an event's page is on the web");
        }
        Ok(url) if meeting::kind(&url) != Kind::Page => {
            place_link(draft, &url, line.number, remarks)
        }
        Ok(url) if !is_of_series(&url, context) => draft.url = Some(url.to_string()),
        Ok(_) => {}
        Err(_) if line.value.trim().is_empty() => {}
        Err(_) => remarks.unplaced(line.number, &line.value, "this is no address"),
    }
}

/// A link that is said to lead to a meeting, whatever service that is.
fn conference(draft: &mut EventDraft, url: &Url, line: &Line, remarks: &mut Remarks) {
    // In our own calendars, this is what the catalogue called `join`.
    if line.name == "CONFERENCE" && meeting::kind(url) == Kind::Page && draft.join.is_none() {
        draft.join = Some(url.to_string());
        remarks.note(line.number, JOIN, JOIN_HELP);
    } else {
        place_link(draft, url, line.number, remarks);
    }
}

/// A place, which may be a link, or end in one.
fn location(draft: &mut EventDraft, line: &Line, remarks: &mut Remarks) {
    let location = one_line(&line.value);
    let (url, at) = (meeting::addresses(&location).into_iter().next(), location.find("http"));
    let (Some(url), Some(at)) = (url, at) else {
        let lower = location.to_lowercase();
        if ["passcode", "password"].iter().any(|word| lower.contains(word)) {
            remarks.note(line.number, SECRET, SECRET_HELP);
        } else {
            draft.location = (!location.is_empty()).then_some(location);
        }
        return;
    };
    let known = [&draft.join, &draft.registration];
    let is_known = known.iter().any(|known| known.as_deref() == Some(url.as_str()));
    place_link(draft, &url, line.number, remarks);
    let words = location[..at].trim_end_matches([' ', ':', '(', '-']);
    let service = meeting::service(&url).filter(|_| words.is_empty());
    let place = match meeting::kind(&url) {
        Kind::Page if !is_known => &*location,
        // As in our own calendars, where an event has nothing but the link.
        _ if is_known => words,
        _ => service.unwrap_or(words),
    };
    if service.is_some_and(|service| service == place) {
        let help = "write a room in its place, or take it out";
        remarks.note(line.number, format!("`{place}`, of a link, is taken for `location`"), help);
    }
    draft.location = (!place.is_empty()).then(|| place.to_owned());
}

/// Whether an address is that of the series' page, or a place on it: what an event has anyway.
fn is_of_series(url: &Url, context: &Context) -> bool {
    let mut page = url.clone();
    page.set_fragment(None);
    context.url.as_deref().is_some_and(|series| series == page.as_str())
}

/// Puts a link to a meeting or its sign-up where it belongs, unless it lets people in.
fn place_link(draft: &mut EventDraft, url: &Url, line: usize, remarks: &mut Remarks) {
    match meeting::kind(url) {
        Kind::Registration => draft.registration = Some(url.to_string()),
        Kind::Meeting if draft.join.is_none() => {
            draft.join = Some(url.to_string());
            remarks.note(line, JOIN, JOIN_HELP);
        }
        Kind::Secret => remarks.note(line, SECRET, SECRET_HELP),
        Kind::Meeting | Kind::Page => {}
    }
}
