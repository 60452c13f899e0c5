//! Ways into a meeting on pages and in tables, by the rules that calendars have: a link that lets
//! everybody in is never taken over, and neither is the password of a meeting.

use url::Url;

use super::ics::links::{JOIN, JOIN_HELP, SECRET, SECRET_HELP};
use super::ics::meeting::{self, Kind};
use super::{Place, Remark};
use crate::draft::EventDraft;

/// Words for what opens a meeting, in small letters.
const WORDS: [&str; 6] =
    ["passcode", "password", "passwd", "access code", "meeting id", "webinar id"];

/// Whether an address is the way into a meeting, with its password.
pub(super) fn is_secret(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| meeting::kind(&url) == Kind::Secret)
}

/// Whether a text says how to come into a meeting: by a link with its password, or by a line such
/// as `Passcode: 1234`.
pub(super) fn opens(line: &str) -> bool {
    let is_secret = |url: &Url| meeting::kind(url) == Kind::Secret;
    let head = line.split_once(':').map(|(head, _)| head.to_lowercase()).unwrap_or_default();
    let is_short = head.split_whitespace().count() <= 3;
    is_short && WORDS.iter().any(|word| head.contains(word))
        || meeting::addresses(line).iter().any(is_secret)
}

/// A text without its lines that let people in, and how many these were.
pub(super) fn without(text: &str) -> (String, usize) {
    let lines: Vec<_> = text.lines().collect();
    let kept: Vec<_> = lines.iter().copied().filter(|line| !opens(line)).collect();
    (kept.join("\n").trim().to_owned(), lines.len() - kept.len())
}

/// A place without the password behind it, and whether there was one.
pub(super) fn place(text: &str) -> (&str, bool) {
    let lower = text.to_ascii_lowercase();
    match WORDS.iter().filter_map(|word| lower.find(word)).min() {
        Some(at) => (text[..at].trim_end_matches([' ', ':', '(', '-', ',', ';', '.']), true),
        None => (text, false),
    }
}

/// Puts a link to a meeting where it belongs, unless it lets people in, and tells of it.
pub(super) fn join(event: &mut EventDraft, address: &str, place: &Place) -> Remark {
    if is_secret(address) {
        return secret(place);
    }
    event.join = Some(address.to_owned());
    Remark::note(JOIN).at(place).help(JOIN_HELP)
}

/// What is said of a way in that is left out.
pub(super) fn secret(place: &Place) -> Remark {
    Remark::note(SECRET).at(place).help(SECRET_HELP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_people_in_is_known() {
        for line in ["Passcode: 1234", "Zoom password: x", "[Join](https://zoom.us/j/1?pwd=s)"] {
            assert!(opens(line), "{line}");
        }
        for line in ["Password hashing is hard: a tour", "https://zoom.us/j/1", "Abstract: a"] {
            assert!(!opens(line), "{line}");
        }
        assert_eq!(place("Zoom (passcode 777)"), ("Zoom", true));
        assert_eq!(place("Room 3"), ("Room 3", false));
    }
}
