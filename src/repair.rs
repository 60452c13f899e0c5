//! Mending a catalogue's text where the right text is beyond doubt: exactly the bytes of each
//! repair change, and what was mended is read again before anybody sees it.
//!
//! A repair stays on its line, so that lines are compared one by one. Not supported: repairs of a
//! file that is not YAML.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Repair, Source};
use crate::yaml::{self, Node, Value};

/// How often repairs may make new ones possible: an address without its scheme may hold an
/// invisible character, and be that of a video. A file that asks for more is left as it then is.
const ROUNDS: usize = 8;

/// The catalogue with all its repairs made.
pub(crate) fn repaired(catalogue: &Catalogue) -> Option<Catalogue> {
    let mut mended = None;
    for _ in 0..ROUNDS {
        let current = mended.as_ref().unwrap_or(catalogue);
        let Some(next) = apply(current, &apart(current)) else { break };
        mended = Some(next);
    }
    mended
}

/// The repairs in the order of the file, without those that overlap one before them: these may
/// find their place in the next round.
fn apart(catalogue: &Catalogue) -> Vec<Repair> {
    let text = catalogue.source().text();
    let mut all: Vec<_> = catalogue.repairs().filter(|it| is_within_a_line(text, it)).collect();
    all.sort_by_key(|repair| (repair.span.start, repair.span.end));
    let mut kept: Vec<Repair> = Vec::new();
    for repair in all {
        let is_apart = |last: &Repair| last.span.end <= repair.span.start && *last != repair;
        if kept.last().is_none_or(is_apart) {
            kept.push(repair.clone());
        }
    }
    kept
}

fn is_within_a_line(text: &str, repair: &Repair) -> bool {
    let breaks = ['\n', '\r'];
    let replaced = text.get(repair.span.clone());
    replaced.is_some_and(|replaced| replaced != repair.replacement && !replaced.contains(breaks))
        && !repair.replacement.contains(breaks)
}

/// Makes the repairs; where that changes more than they should, each half of them is tried alone.
fn apply(catalogue: &Catalogue, repairs: &[Repair]) -> Option<Catalogue> {
    if repairs.is_empty() {
        return None;
    }
    let source = catalogue.source();
    let text = replaced(source.text(), repairs);
    if changes_nothing_else(source, &text, repairs) {
        return Some(Catalogue::read(source.name(), text.as_bytes()));
    }
    if repairs.len() == 1 {
        return None;
    }
    // The later half first: it leaves the places of the earlier one as they are.
    let (earlier, later) = repairs.split_at(repairs.len() / 2);
    let after_later = apply(catalogue, later);
    let after_both = apply(after_later.as_ref().unwrap_or(catalogue), earlier);
    after_both.or(after_later)
}

/// The text with each span replaced; the repairs are sorted and do not overlap.
pub(crate) fn replaced(text: &str, repairs: &[Repair]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for repair in repairs {
        new.push_str(&text[done..repair.span.start]);
        new.push_str(&repair.replacement);
        done = repair.span.end;
    }
    new + &text[done..]
}

/// Whether the new text is the same tree but for the values that a repair lies in, and those are
/// what the repairs make of them.
fn changes_nothing_else(old: &Source, new: &str, repairs: &[Repair]) -> bool {
    let new = Source::new(old.name(), new.to_owned());
    let (Ok(before), Ok(after)) = (yaml::read(old), yaml::read(&new)) else { return false };
    is_same(&before, &after, &Texts { old: old.text(), new: new.text(), repairs })
}

/// The texts of two trees, and what lies between them.
struct Texts<'a> {
    old: &'a str,
    new: &'a str,
    repairs: &'a [Repair],
}

fn is_same(before: &Node<'_>, after: &Node<'_>, texts: &Texts<'_>) -> bool {
    match (&before.value, &after.value) {
        (Value::Sequence(old), Value::Sequence(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(a, b)| is_same(a, b, texts))
        }
        (Value::Mapping(old), Value::Mapping(new)) => {
            let mut entries = old.iter().zip(new);
            old.len() == new.len()
                && entries.all(|(a, b)| is_same(&a.0, &b.0, texts) && is_same(&a.1, &b.1, texts))
        }
        (Value::Null, Value::Null) => true,
        (Value::Text(_) | Value::Literal, Value::Text(_) | Value::Literal) => {
            is_same_scalar(before, after, texts).unwrap_or_default()
        }
        _ => false,
    }
}

/// `None` where a span is not one of the text.
fn is_same_scalar(before: &Node<'_>, after: &Node<'_>, texts: &Texts<'_>) -> Option<bool> {
    let (old, new) = (texts.old.get(before.span.clone())?, texts.new.get(after.span.clone())?);
    let (old_value, new_value) = (value(before, old), value(after, new));
    let first = texts.repairs.partition_point(|repair| repair.span.start < before.span.start);
    let within = texts.repairs[first..].iter().take_while(|it| it.span.end <= before.span.end);
    let repairs: Vec<_> = within.map(|repair| shifted(repair, before.span.start)).collect();
    if repairs.is_empty() {
        return Some(old_value == new_value);
    }
    let expected = replaced(old, &repairs);
    let was_plain = old == old_value;
    Some(new == expected && (!was_plain || new_value == expected))
}

/// A scalar's value; a number or a truth value is what was written.
fn value<'a>(node: &'a Node<'_>, written: &'a str) -> &'a str {
    match &node.value {
        Value::Text(text) => text,
        _ => written,
    }
}

/// A repair of a part that begins at `start`.
fn shifted(repair: &Repair, start: usize) -> Repair {
    let span = repair.span.start - start..repair.span.end - start;
    Repair { span, replacement: repair.replacement.clone() }
}

#[cfg(test)]
mod tests;
