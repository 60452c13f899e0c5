//! Titles as words: folded, each with the weight that it has when titles are compared.

use crate::folded::folded;

/// Words that say little of what a talk is about.
const SMALL: [&str; 36] = [
    "a", "about", "an", "and", "are", "as", "at", "be", "by", "can", "did", "do", "for", "from",
    "get", "how", "in", "into", "is", "it", "its", "of", "on", "or", "our", "that", "the", "their",
    "to", "up", "via", "was", "we", "what", "with", "you",
];

/// Words that titles of recordings have around the talk's own.
pub(super) const SERIES_WORDS: [&str; 22] = [
    "webinar",
    "seminar",
    "talk",
    "lecture",
    "recording",
    "recorded",
    "video",
    "episode",
    "season",
    "session",
    "keynote",
    "invited",
    "guest",
    "speaker",
    "presentation",
    "presented",
    "full",
    "live",
    "hd",
    "series",
    "dr",
    "prof",
];

/// Words of videos that are about a talk, or a piece of it, and not the talk; in the singular. `q`
/// is what is left of a `Q&A`.
const BESIDE_WORDS: [&str; 55] = [
    "ad",
    "advert",
    "advertisement",
    "aftermovie",
    "ama",
    "announcement",
    "announcing",
    "answer",
    "backstage",
    "behind",
    "blooper",
    "chat",
    "clip",
    "commentary",
    "compilation",
    "conversation",
    "debate",
    "discussion",
    "excerpt",
    "extract",
    "feedback",
    "follow",
    "highlight",
    "interview",
    "intro",
    "introducing",
    "introduction",
    "invitation",
    "min",
    "minute",
    "outtake",
    "panel",
    "part",
    "podcast",
    "practice",
    "preview",
    "promo",
    "q",
    "qa",
    "question",
    "reacting",
    "reaction",
    "recap",
    "rehearsal",
    "response",
    "scene",
    "second",
    "short",
    "snippet",
    "summary",
    "summarised",
    "summarized",
    "teaser",
    "trailer",
    "welcome",
];

/// Numbers as parts of a lecture have them.
const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    folded(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How much a word says.
pub(super) fn weight(word: &str) -> f64 {
    if SMALL.contains(&word) { 0.1 } else { 1.0 }
}

/// Whether a word is a number: another number is another thing.
pub(super) fn is_number(word: &str) -> bool {
    ROMAN.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is that of a year in which somebody may have recorded a talk.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1990..=2099))
}

/// A word without the ending of its plural, under which it is looked up.
pub(super) fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// Whether a word says that a video is about a talk, and not the talk.
pub(super) fn is_beside(word: &str) -> bool {
    BESIDE_WORDS.contains(&word) || BESIDE_WORDS.contains(&stem(word))
}

/// Whether two words are one: in singular and plural, or with a slip of the pen in a long one.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    if one == other || stem(one) == stem(other) {
        return true;
    }
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    (6..=32).contains(&longer)
        && longer - shorter <= 1
        && !has_digit(one)
        && !has_digit(other)
        && strsim::osa_distance(one, other) == 1
}

/// Where a phrase stands in a text.
pub(super) fn find(text: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() { None } else { text.windows(phrase.len()).position(|it| it == phrase) }
}
