//! Dates within sentences.

use std::ops::Range;

use crate::folded::similar;
use crate::when::{self, Kind, MONTHS, Mistake, Qualifier, Written};

/// The longest date, in words: `Monday 18th of September 2023 at 1 pm CEST`.
const LONGEST: usize = 9;

/// The same in characters, with an end, generously.
pub(super) const LONGEST_DATE: usize = 100;

/// In how many words a date is looked for.
const WORDS: usize = 200;

/// The first date in a text, and where it stands; one with an hour goes before a day, and a day
/// before a month.
pub(super) fn find(text: &str, year: Option<&str>) -> Option<(Range<usize>, Written)> {
    // A part of what is no date must not become another one.
    if mistake(text).is_some() {
        return None;
    }
    let words = words(text);
    let mut best: Option<(u8, Range<usize>, Written)> = None;
    let is_first = |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    let is_joint = |word: &str| ["On", "At", "The", "From"].contains(&word);
    for (first, word) in words.iter().enumerate() {
        let shown = &text[word.clone()];
        if !is_first(shown) || is_joint(shown) {
            continue;
        }
        let ends = (first..words.len().min(first + LONGEST)).rev();
        // `15:00 in Room 3` is told by no clock of that name.
        let ends = ends.filter(|last| &text[words[*last].clone()] != "in");
        let read = ends.filter_map(|last| {
            let range = word.start..words[last].end;
            let written = read(&text[range.clone()], year)?;
            if names_word(&written, &text[range.clone()]) {
                return None;
            }
            Some((rank(&written)?, range, written))
        });
        let found = read.max_by_key(|(rank, range, _)| (*rank, range.len()));
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.0 > best.0)
        {
            best = Some(found);
        }
    }
    best.map(|(_, range, written)| (range, written))
}

/// Whether the abbreviation of a time is a word beside it: `Noise, 18 September 2023, 13:00`.
fn names_word(written: &Written, text: &str) -> bool {
    let Written::Time(_, Qualifier::Abbreviation(name)) = written else { return false };
    !text.contains(name.as_str()) && !text.contains(&name.to_lowercase())
}

/// A text that is a date and nothing else, with or without the year that it stands below.
pub(super) fn read(text: &str, year: Option<&str>) -> Option<Written> {
    if let Ok(written) = when::read(text) {
        return Some(written);
    }
    when::read(&format!("{text} {}", year?)).ok()
}

/// A text that is a date once its brackets are taken off: `18 September 2023 (Monday), 13:00 (CEST)`.
pub(super) fn bracketed(text: &str) -> Option<Written> {
    let written = when::read(&text.replace(['(', ')', '[', ']', ';'], " ")).ok()?;
    // Any short word may be an abbreviation, and `(Zoom)` is none.
    let is_zone = |name: &String| name.ends_with('T') || name == "UTC";
    match &written {
        Written::Time(_, Qualifier::Abbreviation(name)) if !is_zone(name) => None,
        _ => Some(written),
    }
}

/// How far the date reaches that a line begins with, where a mark follows it:
/// `3 September 2026, 15:00–16:00 CEST, Room 3`.
pub(super) fn beginning(line: &str) -> Option<usize> {
    const MARKS: [&str; 8] = [", ", "; ", " | ", " – ", " — ", " - ", " (", " in "];
    let is_mark = |at: &usize| MARKS.iter().any(|mark| line[*at..].starts_with(mark));
    let line = line.trim_end().trim_end_matches('.');
    let ends = line.char_indices().map(|(at, _)| at).take(LONGEST_DATE).filter(is_mark);
    let ends = ends.chain([line.len()].into_iter().filter(|end| *end <= 2 * LONGEST_DATE));
    let is_day = |read: &Written| matches!(read, Written::Time(..) | Written::Day(_));
    let is_date = |text: &str| {
        when::read(text).ok().or_else(|| bracketed(text)).is_some_and(|it| is_day(&it))
    };
    let reads = |end: &usize| {
        let text = &line[..*end];
        let from_to = || stretch(text).is_some_and(|(start, _)| is_date(&start));
        is_date(text) || from_to()
    };
    // The hour belongs to it.
    ends.filter(reads).max()
}

/// A time from when to when, as a start and an end: `18 September 2023, 13:00–14:30 CEST`.
pub(super) fn stretch(text: &str) -> Option<(String, String)> {
    let dashes = text.match_indices(['-', '–', '—']).map(|(at, dash)| (at, at + dash.len()));
    let words = [" to ", " until "].into_iter();
    let words = words.filter_map(|word| text.find(word).map(|at| (at, at + word.len())));
    dashes.chain(words).find_map(|(before, behind)| {
        let rest = text[behind..].trim_start();
        let length =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).unwrap_or(rest.len());
        let end = &rest[..length];
        let start = format!("{}{}", text[..before].trim_end(), &rest[length..]);
        let is_clock = matches!(when::read(end), Ok(Written::Hour(..)));
        let is_time = || matches!(when::read(&start), Ok(Written::Time(..) | Written::Hour(..)));
        (is_clock && is_time()).then(|| (start, end.to_owned()))
    })
}

/// What is wrong with a text that is meant to have a date: figures as one, or a day, a month and a
/// year that no calendar has, and a weekday that is another's.
pub(super) fn mistake(text: &str) -> Option<Mistake> {
    let words = words(text);
    words.iter().enumerate().find_map(|(first, word)| {
        if is_figures(&text[word.clone()]) {
            return when::read(&text[word.clone()]).err();
        }
        let third = words.get(first + 2)?;
        let all = [&text[word.clone()], &text[words[first + 1].clone()], &text[third.clone()]];
        let is_date = match all {
            [day, month, year] if is_day(day) => is_month(month) && is_year(year),
            [month, day, year] => is_month(month) && is_day(day) && is_year(year),
        };
        let before = first.checked_sub(1).map_or(word.start, |before| words[before].start);
        let with_weekday = || when::read(&text[before..third.end]).err();
        let with_weekday = || with_weekday().filter(|mistake| mistake.kind == Kind::Weekday);
        let whole = is_date.then(|| when::read(&text[word.start..third.end]).err())?;
        whole.or_else(with_weekday)
    })
}

/// `18/09/2023`, `18.9.2023`, and the same with the year first.
fn is_figures(word: &str) -> bool {
    let parts: Vec<_> = word.split(['/', '.', '-']).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    let has_year = parts.first().or(parts.last()).is_some_and(|part| part.len() == 4)
        || parts.last().is_some_and(|part| part.len() == 4);
    parts.len() == 3 && parts.iter().all(is_number) && has_year
}

/// Whether a word is the name of a month, or nearly.
fn is_month(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_part = |month: &&str| lower.len() > 2 && month.starts_with(&lower);
    MONTHS.iter().any(is_part) || similar(word, MONTHS.into_iter()).is_some()
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=2).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text is a year and nothing else.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.chars().all(|c| c.is_ascii_digit())
}

/// Times that are no dates have no rank.
fn rank(written: &Written) -> Option<u8> {
    match written {
        Written::Time(..) => Some(2),
        Written::Day(_) => Some(1),
        Written::Month(_) => Some(0),
        Written::Hour(..) | Written::ToBeAnnounced => None,
    }
}

/// The words of a text without the punctuation around them.
fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let words = text.split_whitespace().take(WORDS).map(|word| {
        let word = word.trim_matches(|c: char| "()[],;.:\"“”*".contains(c));
        let from = word.as_ptr() as usize - start;
        from..from + word.len()
    });
    words.filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_in_a_sentence() {
        for (text, found) in [
            ("Dr. Ada (Lab), 27th Feb 2023, Data in 2023", Some("27th Feb 2023")),
            (
                "On Monday 18 September 2023 at 1pm CEST, online",
                Some("Monday 18 September 2023 at 1pm CEST"),
            ),
            ("(2023-09-18)", Some("2023-09-18")),
            ("On Noise, 18 Sep 2023, 13:00, Room 3", Some("18 Sep 2023, 13:00")),
            ("18 Sep 2023, 13:00 cest: Noise", Some("18 Sep 2023, 13:00 cest")),
            ("On 18 Sep 2023 at 13:00 in Room 3", Some("18 Sep 2023 at 13:00")),
            ("May 2023 or 2023-05-04 13:00", Some("2023-05-04 13:00")),
            ("a challenge of 2023", None),
            ("", None),
        ] {
            let range = find(text, None).map(|(range, _)| &text[range]);
            assert_eq!(range, found, "{text}");
        }
        assert_eq!(find("27 Feb: Ada", Some("2023")).map(|(range, _)| range), Some(0..6));
    }

    #[test]
    fn a_line_begins_with_a_date_up_to_a_mark() {
        for (line, expected) in [
            ("3 September 2026, 15:00–16:00 CEST, Room 3", "3 September 2026, 15:00–16:00 CEST"),
            ("2026-09-03 15:00 (Room 3, north)", "2026-09-03 15:00"),
            ("3 Sep 2026, Room 3", "3 Sep 2026"),
            ("3 Sep 2026 in Room 3", "3 Sep 2026"),
            ("3 Sep 2026, 13:00–14:00", "3 Sep 2026, 13:00–14:00"),
            ("3 Sep 2026.", "3 Sep 2026"),
        ] {
            assert_eq!(beginning(line).map(|end| &line[..end]), Some(expected), "{line}");
        }
        for line in ["3 Sep 2026 is the day", "Room 3, 3 Sep 2026", "May 2026, Rome", "15:00", ""] {
            assert_eq!(beginning(line), None, "{line}");
        }
    }

    #[test]
    fn a_stretch_is_a_start_and_an_end() {
        let parts = |text| stretch(text).unwrap();
        let parted = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            parts("18 Sep 2023, 13:00–14:30 CEST"),
            parted("18 Sep 2023, 13:00 CEST", "14:30")
        );
        assert_eq!(parts("2023-09-18 1pm - 2pm"), parted("2023-09-18 1pm", "2pm"));
        assert_eq!(parts("13:00 to 14:00"), parted("13:00", "14:00"));
        assert_eq!(stretch("2023-09-18 13:00"), None);
    }

    #[test]
    fn what_was_meant_as_a_date_is_known_for_one() {
        let told = |text| mistake(text).map(|mistake| mistake.message);
        assert_eq!(told("27th Febuary 2023").unwrap(), "`Febuary` is not part of a time");
        assert_eq!(told("on 18/09/2023.").unwrap(), "`18/09/2023` is not part of a time");
        assert_eq!(told("on 31 June 2023").unwrap(), "there is no day `31 June 2023`");
        assert_eq!(told("(Tuesday, 18 Sep 2023)").unwrap(), "`18 Sep 2023` is a Monday");
        assert_eq!(find("31 June 2023", None), None);
        assert_eq!(told("Top 10 papers 2023"), None);
        assert_eq!(told("Version 1.2.3"), None);
        assert_eq!(told("Challenge 2023"), None);
        assert_eq!(told("the 3rd of 5 talks"), None);
    }
}
