//! Characters that nobody sees: of no width, or spaces that are no space. They come with text that
//! is pasted, and break searches, copied names and lines. Where a script or French typography
//! needs them, they are left alone.

use super::mojibake::{self, word_around};
use super::subject::Line;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(line: &Line<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(in_line(line));
}

fn in_line(line: &Line<'_>) -> Option<Diagnostic> {
    let hidden: Vec<_> = hidden(line).collect();
    let (line, offset) = (line.text, line.offset);
    let (&(first, c, _), &(last, end, _)) = (hidden.first()?, hidden.last()?);
    // What is part of a wrongly decoded character is mended with it.
    if mojibake::is_in(line) {
        return None;
    }
    let all = first..last + end.len_utf8();
    let mut mended = String::new();
    let mut at = first;
    for (index, c, replacement) in &hidden {
        mended.push_str(&line[at..*index]);
        mended.push_str(replacement);
        at = index + c.len_utf8();
    }
    let word = word_around(line, first..first + c.len_utf8());
    let (name, help) = match replacement(c) {
        Some("") => (name(c), "take it out"),
        _ => (name(c), "write a plain space"),
    };
    let label = match hidden.len() {
        1 => String::new(),
        more => format!("and {} more in this line", more - 1),
    };
    let message = format!("{name} (U+{:04X}) hides here", u32::from(c));
    let span = offset + word.start..offset + word.end;
    let diagnostic =
        Diagnostic::new(Code::InvisibleCharacter, span, message).label(label).help(help);
    Some(match is_safe(line, &all) {
        true => diagnostic.repair(offset + all.start..offset + all.end, mended),
        false => diagnostic,
    })
}

/// Each hidden character of a line that does no good, with what should stand in its place.
fn hidden(line: &Line<'_>) -> impl Iterator<Item = (usize, char, &'static str)> {
    let runs_from_right = line.beyond.iter().any(|(_, c)| runs_from_right(*c));
    line.beyond.iter().filter_map(move |&(index, c)| {
        let replacement = replacement(c)?;
        let before = line.text[..index].chars().next_back();
        let after = line.text[index..].chars().nth(1);
        (!is_needed(c, before, after, runs_from_right)).then_some((index, c, replacement))
    })
}

/// Whether a character is hidden.
pub(super) fn is_hidden(c: char) -> bool {
    replacement(c).is_some()
}

/// What should stand in the place of a hidden character.
fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(" "),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Some(""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(""),
        _ => None,
    }
}

/// Whether a letter runs from right to left.
fn runs_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}')
}

fn is_needed(c: char, before: Option<char>, after: Option<char>, runs_from_right: bool) -> bool {
    let is = |side: Option<char>, test: fn(char) -> bool| side.is_some_and(test);
    match c {
        // Before French punctuation, between figures and units, behind an initial or `Fig.`.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            is(after, |c| ":;!?»%€$°".contains(c))
                || is(before, |c| "«.§".contains(c) || c.is_ascii_digit())
                || is(after, |c| c.is_ascii_digit())
        }
        // Joins emoji, and letters of scripts that join them.
        '\u{200c}' | '\u{200d}' => {
            is(before, |c| !is_latin(c) && !c.is_whitespace())
                && is(after, |c| !is_latin(c) && !c.is_whitespace())
        }
        // Direction matters beside letters that run from right to left.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            runs_from_right
        }
        // Scripts without spaces mark their words so.
        '\u{200b}' => is(before, |c| c > '\u{e00}') && is(after, |c| c > '\u{e00}'),
        _ => false,
    }
}

/// Latin letters, figures and the punctuation among them.
fn is_latin(c: char) -> bool {
    c < '\u{250}'
}

/// Whether plain spaces in the place of others leave the YAML what it was.
fn is_safe(line: &str, range: &std::ops::Range<usize>) -> bool {
    !line[..range.start].ends_with(':')
        && !line[range.clone()].contains(':')
        && !line[range.start..].contains(['#'])
}

fn name(c: char) -> &'static str {
    match c {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{2000}'..='\u{200a}' | '\u{205f}' => "a space of another width",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' => "a character of no width",
        '\u{feff}' => "a byte order mark",
        _ => "a mark of direction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_direction_are_needed_beside_letters_that_run_from_right_to_left() {
        let number = |text: &str| {
            let beyond = text.char_indices().filter(|(_, c)| !c.is_ascii()).collect();
            hidden(&Line { text, offset: 0, beyond }).count()
        };
        assert_eq!((number("a\u{200e}b"), number("a\u{200e}\u{5d0}")), (1, 0));
        assert_eq!(number(&"\u{200e}".repeat(100_000)), 100_000);
    }
}
