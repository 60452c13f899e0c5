//! A file's text with what was decoded wrongly in it put right, each word told once.

use std::collections::HashSet;
use std::ops::Range;

use super::{Place, Remark};
use crate::check::{accidents, word_around};

/// Whether a word is beyond doubt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Certain,
    /// A character is gone, and only one is likely.
    Likely,
}

/// The text, line by line as it was.
pub(super) fn text(file: &str, text: &str, remarks: &mut Vec<Remark>) -> String {
    let mut told = HashSet::new();
    let mut mended = String::with_capacity(text.len());
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let place = || Place { file: file.to_owned(), line: index + 1 };
        let mut tell = |wrong: &str, remark: Remark| {
            if told.insert(wrong.to_owned()) {
                remarks.push(remark.at(&place()));
            }
        };
        mended.push_str(&self::line(line, &mut tell));
    }
    mended
}

fn line(line: &str, tell: &mut impl FnMut(&str, Remark)) -> String {
    if line.is_ascii() {
        return line.to_owned();
    }
    let repairs = repairs(line);
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    for (range, meant, certainty) in &repairs {
        text.push_str(&line[at..range.start]);
        text.push_str(meant);
        at = range.end;
        let word = word_around(line, range.clone());
        let right = replaced(line, &word, &repairs);
        tell(&line[word.clone()], remark(&line[word], &right, *certainty));
    }
    text.push_str(&line[at..]);
    if let Some(lost) = text.find(char::REPLACEMENT_CHARACTER) {
        let end = lost + char::REPLACEMENT_CHARACTER.len_utf8();
        let word = &text[word_around(&text, lost..end)];
        let remark = Remark::note(format!("a character of `{word}` was lost"));
        tell(word, remark.help("write it anew in the catalogue"));
    }
    text
}

fn remark(wrong: &str, right: &str, certainty: Certainty) -> Remark {
    let remark = Remark::note(format!("`{wrong}` was decoded wrongly; it is `{right}` now"));
    match certainty {
        Certainty::Certain => remark,
        Certainty::Likely => remark.help("a character of it was lost: look whether this is right"),
    }
}

/// A part of the line with its repairs made.
fn replaced(
    line: &str,
    part: &Range<usize>,
    repairs: &[(Range<usize>, String, Certainty)],
) -> String {
    let mut text = line[part.clone()].to_owned();
    let within = |range: &Range<usize>| part.start <= range.start && range.end <= part.end;
    for (range, meant, _) in repairs.iter().rev().filter(|(range, ..)| within(range)) {
        text.replace_range(range.start - part.start..range.end - part.start, meant);
    }
    text
}

fn repairs(line: &str) -> Vec<(Range<usize>, String, Certainty)> {
    let certain = accidents(line);
    let is_apart = |range: &Range<usize>| {
        certain.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start)
    };
    let likely = lost_hyphens(line).filter(is_apart);
    let likely = likely.map(|range| (range, "í".to_owned(), Certainty::Likely));
    let mut all: Vec<_> = likely.collect();
    all.extend(
        certain.iter().map(|(range, meant)| (range.clone(), meant.clone(), Certainty::Certain)),
    );
    all.sort_by_key(|(range, ..)| range.start);
    all
}

/// Each `Ã` alone inside of a word: the first byte of a letter whose second one was taken for
/// something that nobody sees. Of the bytes that look like nothing in Windows-1252, one gives a
/// small letter and leaves no gap: the soft hyphen, of `í`.
fn lost_hyphens(line: &str) -> impl Iterator<Item = Range<usize>> {
    line.match_indices('Ã').filter_map(|(start, found)| {
        let end = start + found.len();
        let before = line[..start].chars().next_back()?;
        let after = line[end..].chars().next()?;
        (before.is_lowercase() && after.is_lowercase()).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (String, Vec<String>) {
        let mut remarks = Vec::new();
        let mended = self::text("page.md", text, &mut remarks);
        (mended, remarks.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_seeds_words_come_out_right_and_each_is_told_once() {
        let (text, told) = said("LðŸ‘€king-Glass\nLðŸ‘€king-Glass JimÃ©nez-SÃ¡nchez\nEspÃrito\n");
        assert_eq!(text, "L👀king-Glass\nL👀king-Glass Jiménez-Sánchez\nEspírito\n");
        assert_eq!(
            told,
            [
                "page.md:1: `LðŸ‘€king-Glass` was decoded wrongly; it is `L👀king-Glass` now",
                "page.md:2: `JimÃ©nez-SÃ¡nchez` was decoded wrongly; it is `Jiménez-Sánchez` now",
                "page.md:3: `EspÃrito` was decoded wrongly; it is `Espírito` now",
            ]
        );
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let right = "NÃO, MAÇÃ, São Paulo, Ã la carte, “CAFÉ”\r\n";
        assert_eq!(said(right), (right.to_owned(), vec![]));
    }

    #[test]
    fn a_character_that_is_lost_for_good_is_told() {
        let (text, told) = said("Jim\u{fffd}nez\n");
        assert_eq!(text, "Jim\u{fffd}nez\n");
        assert_eq!(told, ["page.md:1: a character of `Jim\u{fffd}nez` was lost"]);
    }
}
