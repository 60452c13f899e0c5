//! A listed video, taken apart: the parts of its title between dashes, colons and bars, their
//! words, and the codes among them.

use std::collections::HashMap;
use std::ops::Range;

use super::code::{Code, codes};
use super::words::{is_beside, words};
use crate::folded::{bare, folded};
use crate::recordings::Listed;

/// How much of a description is looked at, in bytes.
const DESCRIPTION: usize = 5000;

/// A listed video, made ready to be compared.
pub(in crate::recordings) struct Clip<'a> {
    pub(in crate::recordings) listed: &'a Listed,
    /// All words of the title.
    pub(super) words: Vec<String>,
    /// The parts of the title.
    pub(in crate::recordings) parts: Vec<Part>,
    /// The codes in the title, and their words.
    pub(super) codes: Vec<(Code, Range<usize>)>,
    /// Whether the title says that there is more of it.
    pub(in crate::recordings) is_cut: bool,
    /// The words of the description.
    pub(super) description: Vec<String>,
}

/// A part of a title.
pub(in crate::recordings) struct Part {
    /// In bytes of the title.
    pub(in crate::recordings) text: Range<usize>,
    /// Among the title's words.
    pub(in crate::recordings) words: Range<usize>,
    /// Whether titles of other videos have it too: it names a series, not a talk.
    pub(super) is_label: bool,
}

/// Takes all videos of a list apart.
pub(super) fn clips(videos: &[Listed]) -> Vec<Clip<'_>> {
    let mut clips: Vec<_> = videos.iter().map(Clip::new).collect();
    let mut times: HashMap<Vec<String>, usize> = HashMap::new();
    // Three videos about a talk, such as its `Q&A`, are of no series of what their titles share.
    for clip in clips.iter().filter(|clip| !clip.words.iter().any(|word| is_beside(word))) {
        for part in &clip.parts {
            *times.entry(clip.words[part.words.clone()].to_vec()).or_default() += 1;
        }
    }
    for Clip { parts, words, .. } in &mut clips {
        for part in parts {
            let words = &words[part.words.clone()];
            part.is_label = times.get(words).is_some_and(|times| *times >= 3);
        }
    }
    clips
}

impl<'a> Clip<'a> {
    fn new(listed: &'a Listed) -> Self {
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        for text in split(&listed.title) {
            let first = all.len();
            all.extend(words(&listed.title[text.clone()]));
            if all.len() > first {
                parts.push(Part { text, words: first..all.len(), is_label: false });
            }
        }
        let codes = codes(&all);
        let end = (0..=DESCRIPTION.min(listed.description.len()))
            .rev()
            .find(|end| listed.description.is_char_boundary(*end));
        Self {
            listed,
            words: all,
            parts,
            codes,
            is_cut: listed.title.contains("...") || listed.title.contains('…'),
            description: words(&listed.description[..end.unwrap_or_default()]),
        }
    }
}

/// The parts of a title: what stands between bars, colons, brackets, commas, and dashes with a
/// space beside them; and between sentences.
fn split(title: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in title.char_indices() {
        if is_break(title, at, c) {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..title.len());
    parts.retain(|part| !folded(&title[part.clone()]).is_empty());
    parts
}

fn is_break(title: &str, at: usize, c: char) -> bool {
    let before = &title[..at];
    let behind = &title[at + c.len_utf8()..];
    let spaced = before.ends_with(char::is_whitespace) || behind.starts_with(char::is_whitespace);
    match c {
        ':' | '|' | '｜' | '•' | '·' | '(' | ')' | '[' | ']' | ',' | ';' | '"' | '“' | '”'
        | '—' | '―' => true,
        '-' | '‐' | '–' | '−' | '~' | '/' => spaced,
        // Behind an initial or a title, a full stop ends no sentence.
        '.' => {
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            behind.starts_with(' ') && word.chars().count() > 2 && !bare(word).is_empty()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_falls_into_its_parts() {
        let parts = |title: &str| -> Vec<String> {
            split(title).into_iter().map(|part| title[part].trim().to_owned()).collect()
        };
        assert_eq!(
            parts("S03E02 | Dr. Andre Pacheco (UFES): PAD-UFES-20 – the challenges"),
            ["S03E02", "Dr. Andre Pacheco", "UFES", "PAD-UFES-20", "the challenges"]
        );
        assert_eq!(
            parts("Prof. Esther E. Bron. Image analysis"),
            ["Prof. Esther E. Bron", "Image analysis"]
        );
        assert_eq!(parts(" - … | "), [""; 0]);
    }
}
