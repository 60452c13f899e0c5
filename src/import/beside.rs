//! What stands beside a date. It may change the instant that the date says, and is never dropped.

use super::Remark;
use crate::when;

/// Words of a clock and of zones, in small letters.
const WORDS: [&str; 23] = [
    "noon",
    "midday",
    "midnight",
    "morning",
    "afternoon",
    "evening",
    "o'clock",
    "uhr",
    "half",
    "quarter",
    "am",
    "pm",
    "time",
    "timezone",
    "zone",
    "local",
    "pacific",
    "eastern",
    "central",
    "mountain",
    "utc",
    "gmt",
    "zulu",
];

/// Words between those that tell.
const BETWEEN: [&str; 12] =
    ["at", "on", "the", "of", "from", "kl", "and", "or", "to", "until", "in", "h"];

/// What beside a date is left of a text, without the marks around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "()[],;.:-–—|/*_&+".contains(c))
}

/// Whether a text may say another day, an hour or a zone.
pub(super) fn may_be_time(text: &str) -> bool {
    words(text).any(is_of_time)
}

/// A text, and what stands in brackets at its end and cannot be a part of its time.
pub(super) fn without_aside(text: &str) -> (&str, &str) {
    let aside = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match aside {
        Some((text, aside)) if !may_be_time(aside) => (text.trim_end(), aside),
        _ => (text, ""),
    }
}

/// Whether a text says nothing else.
pub(super) fn is_only_time(text: &str) -> bool {
    may_be_time(text)
        && words(text).all(|word| is_of_time(word) || BETWEEN.contains(&&*word.to_lowercase()))
}

/// Whether a text is an hour, in whatever way it is written: `13.00`, `13h00`, `at 25:00`.
pub(super) fn is_clock(text: &str) -> bool {
    let is_hour = |word: &str| {
        let mut parts = word.split(['.', ':', 'h']);
        let is_number = |part: &str| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        parts.next().is_some_and(is_number)
            && parts.next().is_none_or(|part| part.is_empty() || is_number(part))
    };
    is_only_time(text) && words(text).any(|word| is_hour(word) || when::read(word).is_ok())
}

/// Whether what stands at a date, among other things of a line, belongs to it and may change it.
pub(super) fn is_doubt(text: &str) -> bool {
    let text = text.trim();
    let is_bracketed = text.starts_with('(') && text.ends_with(')');
    is_only_time(text) || is_bracketed && may_be_time(text)
}

/// What beside a date in a heading may change it.
pub(super) fn of_heading(before: &str, behind: &str) -> Option<String> {
    let before = before.rsplit([':', '(']).next().unwrap_or_default();
    let behind = behind.split(": ").next().unwrap_or_default();
    let side = [before, behind].into_iter().find(|side| is_doubt(side));
    side.map(|side| trimmed(side).to_owned())
}

/// What is said of it.
pub(super) fn mistake(text: &str) -> Remark {
    let message = format!("`{}` stands beside the date and may change it", trimmed(text));
    Remark::mistake(message).help(
        "write the day, the hour and the zone alone, such as `18 September 2023 13:00 CEST`; \
         a second day is an event of its own, and what else there is to say goes on another line",
    )
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(trimmed).filter(|word| !word.is_empty())
}

fn is_of_time(word: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_zone = || {
        let is_short = (2..=5).contains(&word.len()) && word.ends_with('T');
        let is_named =
            word.split_once('/').is_some_and(|(area, city)| is_capital(area) && is_capital(city));
        is_named || is_short && word.chars().all(|c| c.is_ascii_uppercase())
    };
    word.contains(char::is_numeric)
        || WORDS.contains(&&*word.to_lowercase())
        || is_zone()
        || is_capital(word) && is_named(word)
}

/// Whether a word is the name of a month or of a weekday.
fn is_named(word: &str) -> bool {
    let is_weekday = || match when::read(&format!("{word} 18 September 2023")) {
        Ok(_) => true,
        Err(mistake) => mistake.kind == when::Kind::Weekday,
    };
    when::read(&format!("1 {word} 2023")).is_ok() || is_weekday()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_change_an_instant_is_known() {
        for text in [
            "GMT+5",
            "Pacific",
            "(London time)",
            "18 and",
            "18-",
            "at 25:00",
            "at noon",
            ", 13.00",
            "13h00",
            "/ 7am EDT",
            "Europe/Berlin",
            "(BST)",
            "(doors open 12:45)",
        ] {
            assert!(may_be_time(text), "{text}");
        }
        for text in ["", "on Zoom", "cancelled", "(hybrid)", "in Berlin", "at ITU"] {
            assert!(!may_be_time(text), "{text}");
        }
        assert!(is_only_time(", 13.00") && is_only_time("at noon") && is_only_time("18 and"));
        assert!(!is_only_time("Ten talks at 13.00") && !is_only_time("at the Lab"));
    }
}
