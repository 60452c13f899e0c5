//! Whether an event takes place, in the words of pages and tables.

use crate::folded::folded;

/// What a status can be.
pub(super) const HELP: &str = "a status is confirmed, tentative, cancelled or postponed";

/// The status that a word is, as a catalogue has it.
pub(super) fn of(word: &str) -> Option<&'static str> {
    match folded(word).as_str() {
        "cancelled" | "canceled" => Some("cancelled"),
        "postponed" => Some("postponed"),
        "confirmed" => Some("confirmed"),
        "tentative" => Some("tentative"),
        _ => None,
    }
}

/// A title, and the status that stands in brackets behind it or in its place.
pub(super) fn of_title(title: &str) -> (&str, Option<&str>) {
    let is_off = |text: &str| matches!(of(text), Some("cancelled" | "postponed"));
    if is_off(title) {
        return ("", Some(title));
    }
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once('('));
    match bracket {
        Some((title, status)) if is_off(status) => (title.trim_end(), Some(status)),
        _ => (title, None),
    }
}

/// The status that a remark beside a date or a title says, unless it says that it is none.
pub(super) fn beside(text: &str) -> Option<&'static str> {
    let folded = folded(text);
    let mut words = folded.split(' ');
    let is_off = |word: &&str| matches!(of(word), Some("cancelled" | "postponed"));
    let status = words.clone().find(is_off).and_then(of)?;
    (!words.any(|word| ["not", "no", "if", "was", "unless", "may"].contains(&word)))
        .then_some(status)
}
