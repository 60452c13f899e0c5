//! Names in titles: whether a speaker is named, and whether somebody else is.

use super::clip::Clip;
use super::words::{SERIES_WORDS, find, is_same, words};
use crate::folded::{bare, folded};

/// How plainly a video names a speaker of a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// Not at all.
    No,
    /// By the last name alone.
    Surname,
    /// In the text below the video.
    Below,
    /// By first and last name.
    Full,
}

/// A speaker's name, in words.
pub(super) struct Name {
    words: Vec<String>,
    /// Whether the last name says who is meant: it is in no title.
    pub(super) is_telling: bool,
}

impl Name {
    pub(super) fn new(name: &str) -> Self {
        let mut all = words(&bare(name));
        all.retain(|word| word.chars().count() > 1);
        Self { words: all, is_telling: true }
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.words.last().map(String::as_str).filter(|last| last.chars().count() > 2)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    /// How plainly a video names the person.
    pub(super) fn naming(&self, clip: &Clip<'_>) -> Naming {
        if self.is_in(&clip.words) {
            Naming::Full
        } else if self.is_in(&clip.description) {
            Naming::Below
        } else if self.is_telling
            && self.last().is_some_and(|it| clip.words.iter().any(|w| w == it))
        {
            Naming::Surname
        } else {
            Naming::No
        }
    }

    /// Whether first and last name, or all that stands for the latter, are close together, in
    /// either order, the first name perhaps as an initial.
    fn is_in(&self, text: &[String]) -> bool {
        let [first, rest @ ..] = &self.words[..] else { return false };
        let close = |at: usize| {
            let near = at.saturating_sub(self.words.len())..(at + 2).min(text.len());
            let before = at.checked_sub(1).map(|before| text[before].as_str());
            let is_initial = |word: &str| word.len() == 1 && first.starts_with(word);
            text[near].iter().any(|word| is_same(word, first)) || before.is_some_and(is_initial)
        };
        let is_last =
            |word: &String| rest.iter().any(|name| name.chars().count() > 2 && is_same(word, name));
        text.iter().enumerate().any(|(at, word)| is_last(word) && close(at))
    }
}

/// A part of a video's title that looks like the name of somebody, where nothing else accounts for
/// it: two to four words with capitals, none of them `expected`.
pub(super) fn somebody<'a>(
    clip: &'a Clip<'_>,
    expected: impl Fn(usize) -> bool,
) -> Option<&'a str> {
    let name = |part: &super::clip::Part| {
        let text = clip.listed.title[part.text.clone()].trim();
        let text = strip_by(text);
        let is_name = !part.is_label
            && !part.words.clone().any(&expected)
            && !part.words.clone().any(|at| SERIES_WORDS.contains(&clip.words[at].as_str()))
            && looks_like_a_name(text);
        is_name.then_some(text)
    };
    if clip.parts.len() < 2 {
        let at = find(&clip.words, &["by".to_owned()])?;
        let text = clip.listed.title.rsplit_once(" by ").map(|(_, text)| text.trim())?;
        let free = !(at + 1..clip.words.len()).any(expected);
        return Some(text).filter(|text| free && looks_like_a_name(text));
    }
    clip.parts.iter().find_map(name)
}

fn strip_by(text: &str) -> &str {
    ["by ", "with ", "By ", "With "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text)
}

fn looks_like_a_name(text: &str) -> bool {
    let bare = bare(text);
    let names: Vec<_> = bare.split_whitespace().collect();
    let is_name = |name: &&str| {
        let letters = name.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let is_particle = ["van", "von", "de", "der", "den", "da", "di", "la", "al"].contains(name);
        letters
            && (is_particle || name.starts_with(char::is_uppercase))
            && (capitals <= 2)
            && !folded(name).is_empty()
    };
    (2..=4).contains(&names.len()) && names.iter().all(is_name)
}
