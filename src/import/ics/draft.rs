//! An event of a calendar as the catalogue writes it.

use url::Url;

use super::instances::Instance;
use super::lines::{Component, Line};
use super::meeting::{self, Kind};
use super::remarks::Remarks;
use super::zones::Zones;
use super::{html, links, text, times};
use crate::draft::EventDraft;
use crate::import::remark::shown;

/// What the calendar says of the series, as far as events repeat it.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
}

/// An event as the catalogue writes it, but for its id.
pub(super) fn event(
    instance: &Instance<'_>,
    zones: &Zones,
    context: &Context,
    remarks: &mut Remarks,
) -> EventDraft {
    let component = instance.entry.component;
    let mut draft = EventDraft { uid: instance.uid.clone(), ..EventDraft::default() };
    times::place(&mut draft, instance, zones, remarks);
    title(&mut draft, component, context, remarks);
    sign_up(&mut draft, component, remarks);
    links::place(&mut draft, component, context, remarks);
    description(&mut draft, component, remarks);
    let tags = component.all("CATEGORIES").flat_map(|line| line.texts());
    for tag in tags.map(|tag| one_line(&tag)).filter(|tag| !tag.is_empty()) {
        if !draft.tags.contains(&tag) {
            draft.tags.push(tag);
        }
    }
    draft
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SUMMARY and STATUS. Some calendars write the status before the title, and the series' title.
fn title(draft: &mut EventDraft, component: &Component, context: &Context, remarks: &mut Remarks) {
    let written = component.value("STATUS").unwrap_or("CONFIRMED").to_ascii_uppercase();
    let line = component.line("SUMMARY").map_or(component.number, |line| line.number);
    let summary = one_line(component.value("SUMMARY").unwrap_or_default());
    let prefixes =
        [("Cancelled: ", "cancelled"), ("Canceled: ", "cancelled"), ("Postponed: ", "postponed")];
    let prefixed =
        prefixes.iter().find_map(|(prefix, status)| Some((summary.strip_prefix(prefix)?, *status)));
    let (title, prefix) = prefixed.map_or((&*summary, None), |(title, it)| (title, Some(it)));
    draft.status = match (written.as_str(), prefix) {
        (_, Some(status)) => Some(status.to_owned()),
        ("CANCELLED", None) => Some("cancelled".to_owned()),
        ("TENTATIVE", None) => Some("tentative".to_owned()),
        _ => None,
    };
    let series = context.title.as_deref().unwrap_or_default();
    let rest = title.strip_prefix(series).and_then(|rest| rest.strip_prefix(": "));
    let title = match rest.filter(|rest| !series.is_empty() && !rest.trim().is_empty()) {
        Some(rest) => {
            let message = format!("`{}: ` before the titles is left out", shown(series));
            remarks.note(line, message, "it is put there again where calendars show it");
            rest
        }
        None => title,
    };
    match title.trim() {
        "" => remarks.note(
            line,
            "an event has no title",
            "it is called by its id until you write one",
        ),
        title => draft.title = Some(title.to_owned()),
    }
}

/// What our own calendars say of an event's status.
const OF_STATUS: [&str; 2] = [
    "This event is cancelled.",
    "This event is postponed. It stands at its old time until there is a new one.",
];

/// `Sign up: https://…` in a description, as in our own calendars.
fn sign_up(draft: &mut EventDraft, component: &Component, remarks: &mut Remarks) {
    let Some(line) = component.line("DESCRIPTION") else { return };
    let lines = text::lines(&line.value);
    let address = lines.iter().find_map(|line| line.strip_prefix("Sign up: "));
    let url = address.and_then(|it| Url::parse(it.trim_matches(['<', '>'])).ok());
    if let Some(url) =
        url.filter(|url| matches!(meeting::kind(url), Kind::Page | Kind::Registration))
    {
        take_registration(draft, &url, line, remarks);
    }
}

fn take_registration(draft: &mut EventDraft, url: &Url, line: &Line, remarks: &mut Remarks) {
    draft.registration = Some(url.to_string());
    let message = "a sign-up link of a description is taken for `registration`";
    remarks.note(line.number, message, "look whether this is where people sign up");
}

fn description(draft: &mut EventDraft, component: &Component, remarks: &mut Remarks) {
    if let Some(line) = component.line("X-ALT-DESC") {
        let help = "the plain text of the event is taken in its place";
        remarks.note(line.number, "a description in HTML is left out", help);
    }
    let Some(line) = component.line("DESCRIPTION") else { return };
    if html::is_html(&line.value) {
        let message = "a description in HTML is Markdown now";
        remarks.note(line.number, message, "look whether links and lists are right");
    }
    let mut lines = text::lines(&line.value);
    for url in lines.iter().flat_map(|line| meeting::addresses(line)) {
        if meeting::kind(&url) == Kind::Registration && draft.registration.is_none() {
            take_registration(draft, &url, line, remarks);
        }
    }
    // What the catalogue says with keys of its own.
    let placed = [&draft.registration, &draft.join, &draft.url];
    let is_placed = |line: &String| {
        if draft.status.is_some() && OF_STATUS.contains(&line.as_str()) {
            return true;
        }
        let Some((label, rest)) = line.split_once(": ") else { return false };
        let url = rest.trim_matches(['<', '>']);
        let is_page = label == "Event page" && url.contains('#');
        is_page || placed.iter().any(|placed| placed.as_deref() == Some(url))
    };
    lines.retain(|line| !is_placed(line));
    draft.description = without_invitation(lines, line.number, remarks);
}

/// Lines as a text, without what lets people into a meeting; `None` where nothing is left.
pub(super) fn without_invitation(
    lines: Vec<String>,
    number: usize,
    remarks: &mut Remarks,
) -> Option<String> {
    let (lines, taken_out) = meeting::without_invitation(lines);
    if taken_out > 0 {
        let message = "an invitation to a meeting is left out of a description";
        let help = "it may let anybody in; where people sign up is `registration`";
        remarks.note(number, message, help);
    }
    let text = text::joined(&lines);
    (!text.is_empty()).then_some(text)
}
