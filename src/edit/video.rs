//! The recording of a talk: as its address alone, or with its title, day and length.

use url::Url;

use super::layout::{Gap, Layout, spaces};
use super::meaning::Meaning;
use super::place::{self, Changes, New};
use super::tree::{self, Entry, Node};
use crate::diagnostic::Repair;
use crate::draft::VideoDraft;
use crate::draft::yaml::{
    in_brackets,
    scalar::{scalar, time},
};
use crate::video;

/// The keys of a recording and their texts, in their order.
pub(super) type Keys = Vec<(&'static str, String)>;

/// What a recording is to say: what the draft says, and of the rest what was said of the same
/// recording before.
pub(super) fn wanted(old: Option<&Meaning>, draft: &VideoDraft) -> Keys {
    let url = old.and_then(address);
    let same = url.filter(|url| is_same_recording(url, &draft.url));
    let kept = |key| same.and(old)?.get(key)?.text().map(str::to_owned);
    let keys = [
        ("url", Some(same.unwrap_or(&draft.url).to_owned())),
        ("title", draft.title.clone().or_else(|| kept("title"))),
        ("published", draft.published.clone().or_else(|| kept("published"))),
        ("duration", draft.duration.clone().or_else(|| kept("duration"))),
    ];
    keys.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

/// What it is to say, to be held against what is found.
pub(super) fn meaning(old: Option<&Meaning>, keys: &Keys) -> Meaning {
    let is_short = old.is_some_and(|old| old.text().is_some()) && keys.len() == 1;
    let words = |text: &String| Meaning::Words(text.clone());
    match keys.first() {
        Some((_, url)) if is_short => words(url),
        _ => {
            Meaning::Mapping(keys.iter().map(|(key, text)| ((*key).into(), words(text))).collect())
        }
    }
}

/// Whether it says that already.
pub(super) fn is_said(old: Option<&Meaning>, keys: &Keys) -> bool {
    old.is_some_and(|old| meaning(Some(old), keys).is(old))
}

fn address(video: &Meaning) -> Option<&str> {
    video.text().or_else(|| video.get("url")?.text())
}

fn is_same_recording(a: &str, b: &str) -> bool {
    let canonical = |text: &str| video::canonical(&Url::parse(text).ok()?).ok();
    a == b || canonical(a).is_some_and(|a| canonical(b) == Some(a))
}

/// Whole lines with the keys, indented to a column.
pub(super) fn lines(keys: &[(&'static str, String)], column: usize) -> String {
    keys.iter()
        .map(|(key, text)| format!("{}{key}: {}\n", spaces(column), written(key, text)))
        .collect()
}

fn written(key: &str, text: &str) -> String {
    if key == "published" { time(text) } else { scalar(text) }
}

/// The keys between brackets.
fn flow(keys: &[(&'static str, String)]) -> String {
    let entries: Vec<_> =
        keys.iter().map(|(key, text)| format!("{key}: {}", flow_scalar(key, text))).collect();
    entries.join(", ")
}

fn flow_scalar(key: &str, text: &str) -> String {
    in_brackets(&written(key, text), text)
}

/// The changes that make a talk's recording say this.
pub(super) fn set(
    layout: &Layout<'_>,
    talk: &Node,
    old: Option<&Meaning>,
    keys: &Keys,
) -> Option<Changes> {
    let step = layout.style.step;
    let below = |column: usize| lines(keys, column + step);
    let flow = format!("{{{}}}", flow(keys));
    let Some(entry) = tree::entry(talk, "video") else {
        let block = |column| format!("{}video:\n{}", spaces(column), below(column));
        let flow = format!("video: {flow}");
        return place::entry_of(layout, talk, &New { block: &block, flow, gap: Gap::None });
    };
    match old {
        None | Some(Meaning::Nothing) => {
            place::value(layout, talk, &entry, &New { block: &below, flow, gap: Gap::None })
        }
        Some(old) if old.text().is_some() => short(layout, talk, &entry, old, keys),
        Some(old) => {
            let keys_there = entry.held.as_ref().filter(|held| tree::is_mapping(held))?;
            update(layout, keys_there, old, keys)
        }
    }
}

/// An address alone becomes the first key of a mapping, with the comment behind it.
fn short(
    layout: &Layout<'_>,
    talk: &Node,
    entry: &Entry,
    old: &Meaning,
    keys: &Keys,
) -> Option<Changes> {
    let ((_, url), rest) = keys.split_first()?;
    let span = entry.value.clone();
    let is_block = layout.text[span.clone()].starts_with(['|', '>']);
    let written = &layout.text[span.clone()];
    let is_flow = tree::is_flow(talk);
    let written = match old.text() {
        Some(old) if old == url && !is_block => written.to_owned(),
        _ if is_flow => flow_scalar("url", url),
        _ => scalar(url),
    };
    if rest.is_empty() {
        return Some(vec![Repair { span, replacement: written }]);
    }
    if is_flow {
        let replacement = format!("{{url: {written}, {}}}", flow(rest));
        return Some(vec![Repair { span, replacement }]);
    }
    let (start, column, head) = if layout.line_start(span.start) > entry.colon {
        // The address has a line of its own, and stays in it.
        (span.start, layout.column(span.start), String::new())
    } else {
        let column = layout.column(entry.span.start) + layout.style.step;
        (entry.colon, column, layout.ended(&format!("\n{}", spaces(column))))
    };
    let first = Repair { span: start..span.end, replacement: format!("{head}url: {written}") };
    Some(vec![first, layout.lines_below(span.end, usize::MAX, &lines(rest, column))])
}

/// Each key of a mapping becomes what it is to say.
fn update(layout: &Layout<'_>, video: &Node, old: &Meaning, keys: &Keys) -> Option<Changes> {
    let is_flow = tree::is_flow(video);
    let is_wanted = |key: &str| keys.iter().any(|(name, _)| *name == key);
    let gone = ["title", "published", "duration"].into_iter().filter(|key| !is_wanted(key));
    let gone: Vec<_> = gone.filter_map(|key| tree::entry(video, key)).collect();
    if is_flow && !gone.is_empty() {
        let span = tree::content(video);
        let replacement = format!("{{{}}}", flow(keys));
        return (!tree::has_comments(video)).then(|| vec![Repair { span, replacement }]);
    }
    let mut changes: Changes = gone.iter().map(|entry| without(layout, entry)).collect();
    let mut missing = Vec::new();
    for (key, text) in keys {
        let Some(entry) = tree::entry(video, key) else {
            missing.push((*key, text.clone()));
            continue;
        };
        if old.get(key).and_then(Meaning::text) != Some(text) {
            let written = if is_flow { flow_scalar(key, text) } else { written(key, text) };
            let space = if entry.value.is_empty() { " " } else { "" };
            let replacement = format!("{space}{written}");
            changes.push(Repair { span: entry.value.clone(), replacement });
        }
    }
    if !missing.is_empty() {
        let column = layout.column(tree::content(video).start);
        let lines = lines(&missing, column);
        let is_whole = |it: &&mut Repair| layout.text[it.span.clone()].starts_with(['\r', '\n']);
        match changes.iter_mut().find(is_whole) {
            // In the place of what is gone.
            Some(gone) => gone.replacement = layout.ended(&format!("\n{}", lines.trim_end())),
            None if is_flow => {
                changes.extend(place::between_brackets(layout, video, &flow(&missing))?);
            }
            None => {
                changes.push(layout.lines_below(tree::content(video).end, column, &lines));
            }
        }
    }
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    Some(changes)
}

/// Takes out the lines of an entry, but for a comment.
fn without(layout: &Layout<'_>, entry: &Entry) -> Repair {
    let end = layout.line_end(entry.span.end);
    let rest = &layout.text[entry.span.end..end];
    let span = match rest.find('#') {
        Some(comment) => entry.span.start..entry.span.end + comment,
        None => layout.line_before(entry.span.start)..end,
    };
    Repair { span, replacement: String::new() }
}
