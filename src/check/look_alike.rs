//! A Greek or Cyrillic letter inside a Latin word, and ligatures that are one character: they look
//! right, and no search finds them.

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
    // To look for these first is faster than to take every line to words.
    if line.beyond.iter().any(|(_, c)| is_suspicious(*c)) {
        let words = words(line.text);
        found.extend(words.filter_map(|(start, word)| in_word(word, line.offset + start)));
    }
}

/// Whether a character may be one of [`ALIKE`] or [`LIGATURES`]: it is Greek, Cyrillic or a form
/// for typesetting.
fn is_suspicious(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | '\u{fb00}'..='\u{fb06}')
}

/// The words of a line, with their offsets.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_ascii())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

fn in_word(word: &str, start: usize) -> Option<Diagnostic> {
    let latin = word.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}').count();
    let ligature = word.chars().find(|c| ligature(*c).is_some());
    let others = || word.chars().filter(|c| c.is_alphabetic() && *c >= '\u{250}');
    let alike = others().count();
    // A word of another alphabet, or one with a letter that looks like none of ours, is meant.
    let mixed = alike > 0 && others().all(|c| latin_for(c).is_some()) && latin >= alike;
    let message = if mixed {
        let other = others().next()?;
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
