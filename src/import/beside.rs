//! What stands beside a date. It may change the instant that the date says, and is never dropped.

use std::ops::Range;

use super::{Remark, date, status};
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

/// A text without what sets it apart from others: brackets around all of it, marks at its ends, and
/// brackets that are closed elsewhere. `(Re)thinking AI (part 2)` keeps its own.
pub(super) fn bare(text: &str) -> &str {
    let mut text = unmarked(text);
    for _ in 0..DEEPEST {
        let inside = |from: usize, to: usize| unmarked(&text[from..text.len() - to]);
        text = match (text.chars().next(), text.chars().next_back()) {
            (Some('(' | '['), _) => match partner(text.char_indices()) {
                None => inside(1, 0),
                Some(at) if at + 1 == text.len() => inside(1, 1),
                Some(_) if text.ends_with(['(', '[']) => inside(0, 1),
                Some(_) => return text,
            },
            (Some(')' | ']'), _) => inside(1, 0),
            (_, Some('(' | '[')) => inside(0, 1),
            (_, Some(')' | ']')) if partner(text.char_indices().rev()).is_none() => inside(0, 1),
            _ => return text,
        };
    }
    text
}

/// How many brackets may stand around a text.
const DEEPEST: usize = 8;

/// A text without the marks at its ends; of full stops, one alone ends a sentence.
fn unmarked(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ",;:-–—|".contains(c);
    let text = text.trim_matches(is_mark);
    let text = text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(text);
    text.trim_end_matches(is_mark)
}

/// Where the bracket has its other half that some characters begin with, read in either direction.
fn partner(characters: impl Iterator<Item = (usize, char)>) -> Option<usize> {
    let mut depth = 0_i64;
    let mut half = |c: char| {
        depth += i64::from("([".contains(c)) - i64::from(")]".contains(c));
        depth == 0
    };
    characters.into_iter().find(|(_, c)| half(*c)).map(|(at, _)| at)
}

/// A text without the date in it, and without the brackets and the marks that stood around that.
pub(super) fn without(text: &str, date: Range<usize>) -> String {
    let is_mark = |c: char| c.is_whitespace() || ",;:.-–—|".contains(c);
    let mut range = date;
    let (before, behind) = loop {
        let before = text[..range.start].trim_end_matches(is_mark);
        let behind = text[range.end..].trim_start_matches(is_mark);
        if !(before.ends_with(['(', '[']) && behind.starts_with([')', ']'])) {
            break (before, behind);
        }
        range = before.len() - 1..text.len() - behind.len() + 1;
    };
    let is_within = before.ends_with(['(', '[']) || behind.starts_with([')', ']']);
    if is_within || before.is_empty() || behind.is_empty() {
        return format!("{before}{behind}");
    }
    let marks = [before.len()..range.start, range.end..text.len() - behind.len()];
    let mut marks = marks.iter().flat_map(|range| text[range.clone()].chars());
    match marks.find(|c| ",;:-–—|".contains(*c)) {
        Some(mark @ (',' | ';' | ':')) => format!("{before}{mark} {behind}"),
        Some(mark) => format!("{before} {mark} {behind}"),
        None => format!("{before} {behind}"),
    }
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

/// Whether a text is a place and says nothing of a time or a status: `Room 4A56, 2nd floor`.
pub(super) fn is_place(text: &str) -> bool {
    let is_named = |word: &str| is_room(word) || is_one_of(&["zoom", "teams", "online"], word);
    words(text).any(is_named)
        && text.split([',', ';', '(', ')', '[', ']']).all(|part| {
            let words: Vec<_> = words(part).collect();
            let is_of_place = |(at, word): (usize, &&str)| {
                let before = at.checked_sub(1).map(|before| words[before]);
                let behind = words.get(at + 1).copied();
                is_figure_of_place(word, before, behind)
                    || !is_of_time(word)
                        && (is_capital(word) || is_named(word) || is_one_of(&BETWEEN, word))
            };
            status::beside(part).is_none() && words.iter().enumerate().all(is_of_place)
        })
}

/// Whether the figures of a word number a place: `4A56` behind `Room`, `2nd` before `floor`.
fn is_figure_of_place(word: &str, before: Option<&str>, behind: Option<&str>) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = word.chars().all(char::is_alphanumeric) && (is_number || !is_clock(word));
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    let is_numbered = before.is_some_and(is_room) && is_name && !is_ordinal;
    let is_floor = behind.is_some_and(|word| is_one_of(&["floor"], word));
    word.contains(char::is_numeric) && (is_numbered || is_floor && is_ordinal)
}

/// Whether a word is one for places that have numbers.
fn is_room(word: &str) -> bool {
    const ROOMS: [&str; 9] =
        ["room", "building", "hall", "auditorium", "theatre", "theater", "aula", "campus", "floor"];
    is_one_of(&ROOMS, word)
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    words.contains(&&*word.to_lowercase())
}

/// How far the date reaches that a line begins with, where nothing but a place is behind it.
pub(super) fn before_place(line: &str) -> Option<usize> {
    let is_alone = |rest: &str| trimmed(rest).is_empty() || is_place(rest);
    date::beginning(line).filter(|end| is_alone(&line[*end..]))
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
    word.contains(char::is_numeric)
        || WORDS.contains(&&*word.to_lowercase())
        || is_zone(word)
        || is_capital(word) && is_named(word)
}

fn is_zone(word: &str) -> bool {
    let is_short = (2..=5).contains(&word.len()) && word.ends_with('T');
    let is_named =
        word.split_once('/').is_some_and(|(area, city)| is_capital(area) && is_capital(city));
    is_named || is_short && word.chars().all(|c| c.is_ascii_uppercase())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
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
    fn a_text_keeps_the_brackets_that_are_its_own() {
        for (text, expected) in [
            ("(Re)thinking AI (part 2)", "(Re)thinking AI (part 2)"),
            ("(Deep learning)", "Deep learning"),
            ("[(a) and (b)]:", "(a) and (b)"),
            ("Data (", "Data"),
            ("(Data", "Data"),
            ("Data)", "Data"),
            ("– Data.", "Data"),
            (".NET and what is next...", ".NET and what is next..."),
            ("()", ""),
            (":)", ""),
            ("é)", "é"),
        ] {
            assert_eq!(bare(text), expected, "{text}");
        }
    }

    #[test]
    fn a_date_goes_with_what_stood_around_it() {
        for (text, expected) in [
            ("Data (DATE)", "Data"),
            ("Data (part 2) (DATE)", "Data (part 2)"),
            ("Data (DATE, online)", "Data (online)"),
            ("Data (online, DATE)", "Data (online)"),
            ("Data [DATE]: a tour", "Data: a tour"),
            ("DATE: (Re)thinking", "(Re)thinking"),
            ("CANCELLED: DATE: Data", "CANCELLED: Data"),
            ("Lecture 3, DATE, Data", "Lecture 3, Data"),
            ("Data DATE tour", "Data tour"),
            ("DATE (cancelled): Data", "(cancelled): Data"),
            ("DATE", ""),
        ] {
            let at = text.find("DATE").unwrap();
            assert_eq!(without(text, at..at + 4), expected, "{text}");
        }
        let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(without(&format!("{open}DATE{close}"), 100_000..100_004), "");
        assert!(bare(&open).len() > 99_000);
    }

    #[test]
    fn a_place_says_nothing_of_a_time_or_a_status() {
        for text in [
            "Room 4A56, 2nd floor",
            "Small Auditorium",
            "(Room 3)",
            "in Room 3 (ITU)",
            "Building 101",
            "online, Zoom",
        ] {
            assert!(is_place(text), "{text}");
        }
        for text in [
            "",
            "Rome",
            "Room 3 at 13:00",
            "room 3, 1pm EST",
            "Room 3, cancelled",
            "Room 3, postponed to Friday",
            "London time, Room 3",
            "Room 3 (London time)",
            "online, 10am Pacific",
            "online at 16",
            "online 16",
            "Room 3pm",
            "Room 13h00",
            "Room 3 16",
            "Room 3rd September",
            "campus time",
            ", online on 4 September",
            "(Zoom) and 4 September",
            "(online: noon)",
            "online, moved to next week",
            "The lecture begins with coffee online",
        ] {
            assert!(!is_place(text), "{text}");
        }
    }

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
