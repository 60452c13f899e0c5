//! Whether speakers agree that a recording is shared, as forms ask and people answer.

use crate::folded::folded;

/// How the words begin that a question about it has.
const ASKED: [&str; 7] = ["record", "shar", "publish", "consent", "agree", "permission", "gdpr"];

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    /// Neither is clear.
    Open,
}

/// Whether a column asks for it. `Published` alone is a day.
pub(super) fn is_asked(header: &str) -> bool {
    let folded = folded(header);
    let words: Vec<_> = folded.split(' ').collect();
    let is_word = |word: &&str| ASKED.iter().any(|asked| word.starts_with(asked));
    let is_plain = |word: &&str| ["consent", "agree", "gdpr"].iter().any(|it| word.starts_with(it));
    let is_question = words.len() > 1 || header.contains('?') || words.iter().any(is_plain);
    is_question && words.iter().any(is_word)
}

/// What an answer says.
pub(super) fn read(cell: &str) -> Answer {
    const YES: [&str; 10] =
        ["yes", "y", "true", "ja", "oui", "si", "sim", "i agree", "i consent", "agree"];
    const NO: [&str; 11] =
        ["no", "n", "false", "nej", "nein", "non", "nee", "nao", "nei", "never", "disagree"];
    let text = folded(cell);
    let words: Vec<_> = text.split(' ').collect();
    let denies =
        |word: &&str| ["not", "dont", "cannot", "cant", "disagree", "refuse"].contains(word);
    let first = words.first().copied().unwrap_or_default();
    let begins = |known: &[&str]| known.contains(&first) || known.contains(&text.as_str());
    let agrees = ["i agree", "i consent", "we agree", "we consent"];
    let is_plain =
        !words.iter().any(|word| ["but", "if", "only", "except", "unless"].contains(word));
    match () {
        () if NO.contains(&first) || first == "i" && words.iter().any(denies) => Answer::No,
        () if words.iter().any(denies) || !is_plain => Answer::Open,
        () if begins(&YES) || agrees.iter().any(|it| text.starts_with(it)) => Answer::Yes,
        () => Answer::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_one() {
        for cell in ["Yes", "y", "Ja", "TRUE", "I agree", "Yes, of course", "Sí"] {
            assert_eq!(read(cell), Answer::Yes, "{cell}");
        }
        for cell in ["No", "nej", "Nein", "non", "I do not agree", "I don’t consent", "No thanks"]
        {
            assert_eq!(read(cell), Answer::No, "{cell}");
        }
        for cell in ["", "-", "maybe", "Ask me later", "Yes, but not the slides", "Yes if edited"] {
            assert_eq!(read(cell), Answer::Open, "{cell}");
        }
    }

    #[test]
    fn a_question_about_recordings_is_known_by_its_words() {
        for header in ["May we share it?", "Do you agree to be recorded", "GDPR", "Can we publish?"]
        {
            assert!(is_asked(header), "{header}");
        }
        assert!(!is_asked("Title of your talk") && !is_asked("Dietary needs"));
        assert!(!is_asked("Published") && is_asked("Recorded?") && is_asked("I agree"));
    }
}
