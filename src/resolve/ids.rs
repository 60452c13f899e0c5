//! Ids: each is used once, without regard to case, since they name files, UIDs and the places of
//! the page, where events and talks stand side by side.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Id, Spanned};

/// The names of the files of a build, which no event's file may have.
const RESERVED: [&str; 8] =
    ["calendar", "index", "videos", "news", "series", "history", "page", "talks"];

/// Reports every id that is taken already, by another or by a file of the build.
pub(super) fn check(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let events = document.events.iter().flat_map(|events| &events.value);
    for id in events.filter_map(|event| event.id.as_ref()) {
        if RESERVED.contains(&id.value.0.to_lowercase().as_str()) {
            let message =
                format!("the id `{}` is the name of another file of the build", id.value.0);
            let help = format!("choose another, such as `{}-1`", id.value.0);
            diagnostics
                .push(Diagnostic::new(Code::UnusableId, id.span.clone(), message).help(help));
        }
    }
    check_former(document, diagnostics);
    check_uids(document, diagnostics);
    let mut taken: HashMap<String, &Range<usize>> = HashMap::new();
    for id in ids(document) {
        let first = match taken.entry(id.value.0.to_lowercase()) {
            Entry::Occupied(first) => first,
            Entry::Vacant(place) => {
                place.insert(&id.span);
                continue;
            }
        };
        let message = format!("the id `{}` is taken already", id.value.0);
        diagnostics.push(
            Diagnostic::new(Code::DuplicateId, id.span.clone(), message)
                .label("second use")
                .related(Range::clone(first.get()), "first use")
                .help(
                    "give each event and each talk an id of its own; capitals make no difference",
                ),
        );
    }
}

/// Reports former ids that are still in use, or that two claim.
fn check_former(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if former_ids(document).next().is_none() {
        return;
    }
    let present: HashMap<_, _> = ids(document).map(|id| (id.value.0.to_lowercase(), id)).collect();
    let mut claimed: HashMap<String, Range<usize>> = HashMap::new();
    for former in former_ids(document) {
        let name = &former.value.0;
        let lower = name.to_lowercase();
        // Other capitals are another name of the same.
        if let Some(id) = present.get(&lower).filter(|id| id.value.0 == *name) {
            let message = format!("`formerly: {name}`, but `{name}` is still here");
            diagnostics.push(
                Diagnostic::new(Code::Contradiction, former.span.clone(), message)
                    .related(id.span.clone(), "here")
                    .help("what an id was published for cannot be both; take one of the two out"),
            );
        } else if let Some(first) = claimed.insert(lower, former.span.clone()) {
            let message = format!("`{name}` has become two things");
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, former.span.clone(), message)
                    .label("second claim")
                    .related(first, "first claim")
                    .help("keep the one that its subscribers should see in its place"),
            );
        }
    }
}

/// Reports UIDs that are another event's.
fn check_uids(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let events = document.events.iter().flat_map(|events| &events.value);
    let mut taken: HashMap<&str, Range<usize>> = HashMap::new();
    for uid in events.filter_map(|event| event.uid.as_ref()) {
        let Some(first) = taken.get(&*uid.value.0) else {
            taken.insert(&uid.value.0, uid.span.clone());
            continue;
        };
        let message = format!("the UID `{}` is taken already", uid.value.0);
        diagnostics.push(
            Diagnostic::new(Code::DuplicateId, uid.span.clone(), message)
                .label("second use")
                .related(first.clone(), "first use")
                .help("calendars would take the two for one; keep it where they know it from"),
        );
    }
}

/// The former ids of all events and talks, in the order of the file.
fn former_ids(document: &Document) -> impl Iterator<Item = &Spanned<Id>> {
    let events = document.events.iter().flat_map(|events| &events.value);
    events.flat_map(|event| {
        let talks = event.talks.iter().flat_map(|talks| &talks.value);
        let talks = talks.flat_map(|talk| talk.formerly.iter());
        event.formerly.iter().chain(talks).flat_map(|former| &former.value.0)
    })
}

/// The ids of all events and talks, in the order of the file.
fn ids(document: &Document) -> impl Iterator<Item = &Spanned<Id>> {
    let events = document.events.iter().flat_map(|events| &events.value);
    events.flat_map(|event| {
        let talks = event.talks.iter().flat_map(|talks| &talks.value);
        event.id.iter().chain(talks.filter_map(|talk| talk.id.as_ref()))
    })
}
