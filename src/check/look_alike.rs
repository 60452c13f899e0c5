//! A Greek or Cyrillic letter inside a Latin word, and ligatures that are one character: they look
//! right, and no search finds them.

use std::ops::Range;

use super::subject::Line;
use crate::diagnostic::{Code, Diagnostic};

/// Letters of other alphabets, each with the Latin one that it looks like.
const ALIKE: [(&str, &str); 4] = [
    ("асеорхуіјѕһԁԛԝ", "aceopxyijshdqw"),
    ("АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ο", "o"),
];

/// Ligatures of typesetting, as they come out of a PDF.
const LIGATURES: [(char, &str); 7] =
    [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];

pub(super) fn check(line: &Line<'_>, found: &mut Vec<Diagnostic>) {
    let mut end = 0;
    for (at, _) in line.beyond.iter().filter(|(_, c)| is_suspicious(*c) && c.is_alphanumeric()) {
        if *at >= end {
            let word = word_at(line.text, *at);
            end = word.end;
            found.extend(in_word(&line.text[word.clone()], line.offset + word.start));
        }
    }
}

/// Whether a character may be one of [`ALIKE`] or [`LIGATURES`]: it is Greek, Cyrillic or a form
/// for typesetting.
pub(super) fn is_suspicious(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | '\u{fb00}'..='\u{fb06}')
}

/// The word that stands at a place of a line.
fn word_at(line: &str, at: usize) -> Range<usize> {
    let (before, behind) = line.split_at(at);
    let ends = |c: char| !c.is_alphanumeric();
    let start = before.trim_end_matches(|c| !ends(c)).len();
    start..behind.find(ends).map_or(line.len(), |length| at + length)
}

fn in_word(word: &str, start: usize) -> Option<Diagnostic> {
    let ligature = word.chars().find(|c| ligature(*c).is_some());
    // A word of another alphabet, or one with a letter that looks like none of ours, is meant.
    let message = if is_mixed(word) {
        let other = word.chars().find(|c| latin_for(*c).is_some())?;
        let alphabet = if other < '\u{400}' { "Greek" } else { "Cyrillic" };
        let latin = latin_for(other)?;
        format!("the `{other}` of `{word}` is {alphabet}, and only looks like `{latin}`")
    } else {
        let ligature = ligature?;
        format!("the `{ligature}` of `{word}` is one character")
    };
    let mended = mended(word);
    let span = start..start + word.len();
    Some(
        Diagnostic::new(Code::LookAlike, span.clone(), message)
            .help(format!("write `{mended}`"))
            .repair(span, mended),
    )
}

/// Whether a word is Latin but for letters that only look so.
fn is_mixed(word: &str) -> bool {
    let is_other = |c: char| c >= BEYOND_LATIN && latin_for(c).is_none() && c.is_alphabetic();
    if word.chars().any(is_other) {
        return false;
    }
    let latin = word.chars().filter(|c| *c < BEYOND_LATIN && c.is_alphabetic()).count();
    let alike = word.chars().filter(|c| latin_for(*c).is_some()).count();
    (1..=latin).contains(&alike)
}

/// The first character behind the Latin letters.
const BEYOND_LATIN: char = '\u{250}';

fn mended(word: &str) -> String {
    let letter = |c: char| match (ligature(c), latin_for(c)) {
        (Some(letters), _) => letters.to_owned(),
        (None, Some(latin)) => latin.to_string(),
        (None, None) => c.to_string(),
    };
    word.chars().map(letter).collect()
}

fn ligature(c: char) -> Option<&'static str> {
    LIGATURES.iter().find(|(ligature, _)| *ligature == c).map(|(_, letters)| *letters)
}

/// The Latin letter that another looks like.
fn latin_for(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    ALIKE.iter().find_map(|(others, latin)| {
        others.chars().zip(latin.chars()).find(|(other, _)| *other == c).map(|(_, latin)| latin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_looks_like_another_is_suspicious() {
        let alike = ALIKE.iter().flat_map(|(others, _)| others.chars());
        let ligatures = LIGATURES.iter().map(|(ligature, _)| *ligature);
        assert!(alike.chain(ligatures).all(is_suspicious));
    }
}
