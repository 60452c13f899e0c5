//! How much two titles are alike: the words that they share, beside those that each has alone.

use super::clip::Clip;
use super::subject::Subject;
use super::words::{SERIES_WORDS, find, is_number, is_same, is_year, weight};

/// How much the title of a video is that of a talk.
pub(in crate::recordings) struct Likeness {
    /// From 0 to 1.
    pub(super) value: f64,
    /// Whether the video's title is the beginning of the talk's, and no more.
    pub(super) is_cut: bool,
    /// How much it tells that the video's title is the talk's main title and no more, which is to
    /// say something only where the speaker is named too: many talks have the main title `Closing`.
    pub(super) main: Option<f64>,
    /// How many words they share, small ones aside.
    pub(super) shared: f64,
    /// Whether each has a word that the other has not, small ones aside.
    pub(super) is_altered: bool,
    /// The words of the video's title that something accounts for: the talk's title, its speakers,
    /// its code, its day, the series.
    pub(super) explained: Vec<bool>,
    /// Those among them that are around the title, not of it.
    pub(in crate::recordings) around: Vec<bool>,
    /// A number that makes the video that of another talk: it is there in place of the talk's own,
    /// or is a year that nothing accounts for.
    pub(super) other_number: Option<String>,
}

impl Likeness {
    /// Whether the two say the same, as far as the video's title goes.
    pub(in crate::recordings) fn is_same(&self) -> bool {
        self.is_cut || self.value >= SAME
    }
}

/// From this value on, two titles are the same.
pub(super) const SAME: f64 = 0.9;

/// How many words, small ones aside, a title without dots at its end has to have to be taken for
/// the beginning of a longer one.
const BEGINNING: f64 = 4.0;

/// How many words a main title has to have to say which talk is meant.
const MAIN: usize = 3;

/// Compares the titles; `common` are the phrases that any title of the series may have.
pub(super) fn likeness(subject: &Subject<'_>, clip: &Clip<'_>, common: &[Vec<String>]) -> Likeness {
    let mut of_title = vec![false; clip.words.len()];
    let mut missing = Vec::new();
    let mut shared = 0.0;
    for word in &subject.title {
        let free =
            |(at, other): (usize, &String)| (!of_title[at] && is_same(word, other)).then_some(at);
        match clip.words.iter().enumerate().find_map(free) {
            Some(at) => {
                of_title[at] = true;
                shared += weight(word);
            }
            None => missing.push(word),
        }
    }
    let around = other_words(subject, clip, common);
    let explained: Vec<_> = around.iter().zip(&of_title).map(|(a, b)| *a || *b).collect();
    let core: Vec<_> = (0..clip.words.len())
        .filter(|at| of_title[*at] || !explained[*at])
        .map(|at| clip.words[at].as_str())
        .collect();
    let own: f64 = subject.title.iter().map(|word| weight(word)).sum();
    let others: f64 = core.iter().map(|word| weight(word)).sum();
    let whole = if own + others > 0.0 { 2.0 * shared / (own + others) } else { 0.0 };
    let lacks = missing.iter().any(|word| weight(word) == 1.0);
    let has_more = (0..clip.words.len()).any(|at| !explained[at] && weight(&clip.words[at]) == 1.0);
    let lacks_number = missing.iter().any(|word| is_number(word));
    let other_number = (0..clip.words.len()).filter(|at| !explained[*at]).find_map(|at| {
        let word = clip.words[at].as_str();
        (is_year(word) || (lacks_number && is_number(word))).then(|| word.to_owned())
    });
    // What is cut off may be all that tells two talks apart.
    let most = if lacks_number { SAME - 0.1 } else { 1.0 };
    let beginning = beginning(&core, subject, clip.is_cut).map(|it| it.min(most));
    let is_cut = beginning.is_some_and(|beginning| beginning > whole);
    Likeness {
        value: whole.max(beginning.unwrap_or(0.0)),
        is_cut,
        main: main(&core, subject).filter(|_| !lacks_number),
        shared,
        is_altered: lacks && has_more && !is_cut,
        explained,
        around,
        other_number,
    }
}

/// How much a title tells that is the whole main title of a talk.
fn main(core: &[&str], subject: &Subject<'_>) -> Option<f64> {
    let main = &subject.main_title;
    let is_main = core.len() == main.len() && core.iter().zip(main).all(|(a, b)| is_same(a, b));
    (is_main && main.len() >= MAIN).then(|| told(core))
}

/// How much a title tells that is the beginning of a talk's: the more, the more words it has.
fn beginning(core: &[&str], subject: &Subject<'_>, is_cut: bool) -> Option<f64> {
    let (last, whole) = core.split_last()?;
    let pairs = core.iter().zip(&subject.title);
    let is_last = |word: &str| is_same(last, word) || (is_cut && word.starts_with(last));
    let begins = core.len() <= subject.title.len()
        && pairs.take(whole.len()).all(|(own, word)| is_same(own, word))
        && is_last(&subject.title[whole.len()]);
    let words: f64 = core.iter().map(|word| weight(word)).sum();
    (begins && (is_cut || words >= BEGINNING)).then(|| told(core))
}

/// How much words tell that a longer title begins with.
fn told(words: &[&str]) -> f64 {
    1.0 - 0.6 * 0.6_f64.powf(words.iter().map(|word| weight(word)).sum())
}

/// The words of a video's title that have nothing to do with what a talk is about.
fn other_words(subject: &Subject<'_>, clip: &Clip<'_>, common: &[Vec<String>]) -> Vec<bool> {
    let is_name = |word: &str| subject.names.iter().any(|name| name.has(word));
    let is_other = |word: &String| {
        SERIES_WORDS.contains(&word.as_str()) || is_name(word) || subject.date.contains(word)
    };
    let mut other: Vec<_> = clip.words.iter().map(is_other).collect();
    let mut mark = |range: std::ops::Range<usize>| other[range].fill(true);
    for (_, range) in &clip.codes {
        mark(range.clone());
    }
    for part in clip.parts.iter().filter(|part| part.is_label) {
        mark(part.words.clone());
    }
    for phrase in common.iter().chain(&subject.phrases).chain([&subject.id]) {
        if let Some(at) = find(&clip.words, phrase) {
            mark(at..at + phrase.len());
        }
    }
    other
}
