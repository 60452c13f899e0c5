//! `Title: …`, `**Abstract**: …`, `* **Short bio:** …`: what a line says that it is.

use crate::folded::folded;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Speakers,
    Affiliation,
    Abstract,
    Bio,
    Website,
    Date,
    Time,
    Status,
    Where,
    Registration,
    Join,
    Video,
    Slides,
    Paper,
    Code,
    /// Links that add an event to a calendar: the pages have their own.
    AddTo,
}

/// The words for each, folded.
const WORDS: [(Label, &[&str]); 17] = [
    (Label::Title, &["title", "talk title", "talk", "topic", "title of the talk"]),
    (
        Label::Speakers,
        &["speaker", "speakers", "speaker s", "presenter", "presenters", "who", "invited speaker"],
    ),
    (Label::Affiliation, &["affiliation", "affiliations", "institution"]),
    (Label::Abstract, &["abstract", "summary", "about the talk", "talk abstract"]),
    (
        Label::Bio,
        &["bio", "short bio", "biography", "about the speaker", "speaker bio", "short biography"],
    ),
    (Label::Website, &["website", "homepage", "web", "webpage", "personal website", "web page"]),
    (Label::Date, &["date", "when", "day", "date and time", "time and date", "date time"]),
    (Label::Time, &["time", "hour", "start"]),
    (Label::Status, &["status"]),
    (Label::Where, &["where", "location", "place", "venue", "room"]),
    (
        Label::Registration,
        &["registration", "register", "sign up", "signup", "rsvp", "registration link"],
    ),
    (Label::Join, &["zoom", "zoom link", "join", "link to join", "meeting link", "join link"]),
    (Label::Video, &["video", "recording", "watch", "youtube", "video recording", "videos"]),
    (Label::Slides, &["slides", "slide deck", "presentation"]),
    (Label::Paper, &["paper", "preprint", "publication", "article", "papers"]),
    (Label::Code, &["code", "repository", "github", "source code"]),
    (Label::AddTo, &["add to", "add to calendar", "add to your calendar"]),
];

/// The longest word for a value, in bytes.
const LONGEST: usize = 40;

/// What a text is the word for.
pub(super) fn of(text: &str) -> Option<Label> {
    if text.len() > LONGEST {
        return None;
    }
    let text = folded(text);
    WORDS.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(label, _)| *label)
}

/// The label of a line, and the value behind it. A word alone that is strong has its value below.
pub(super) fn split(line: &str) -> Option<(Label, &str)> {
    let line = line.trim();
    let inner = line.trim_start_matches(['*', '_']);
    let marks = &line[..line.len() - inner.len()];
    if let Some(colon) = inner.char_indices().take(LONGEST).find(|(_, c)| *c == ':') {
        let (word, rest) = (&inner[..colon.0], inner[colon.0 + 1..].trim_start());
        // `https:`, and addresses of any kind.
        let label = of(word.trim_end_matches(['*', '_'])).filter(|_| !rest.starts_with("//"))?;
        let is_open = !marks.is_empty() && !word.ends_with(['*', '_']);
        let rest = if is_open { rest.strip_prefix(marks).unwrap_or(rest) } else { rest };
        // `**Title: Data**`: the mark is closed behind the value.
        let rest = match is_open && rest.matches(marks).count() % 2 == 1 {
            true => rest.trim_end().strip_suffix(marks).unwrap_or(rest),
            false => rest,
        };
        return Some((label, rest.trim()));
    }
    let word = inner.trim_end_matches(['*', '_']);
    let is_strong = !marks.is_empty() && word.len() < inner.len();
    let label = of(word).filter(|_| is_strong)?;
    Some((label, ""))
}

/// Whether a line begins as one with a label that is none of ours: `Chair: Jill`.
pub(super) fn is_unknown(line: &str) -> bool {
    let inner = line.trim().trim_start_matches(['*', '_']);
    let colon = inner.char_indices().take(LONGEST).find(|(_, c)| *c == ':');
    let Some((colon, _)) = colon.filter(|_| split(line).is_none()) else { return false };
    let word = inner[..colon].trim_end_matches(['*', '_', ' ']);
    let rest = inner[colon + 1..].trim_start_matches(['*', '_']);
    let is_letter = |c: char| c.is_alphabetic() || " -/&'’()".contains(c);
    word.starts_with(char::is_uppercase)
        && word.split(' ').count() <= 3
        && word.chars().all(is_letter)
        && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_it_is_in_many_ways() {
        for line in [
            "**Title**: Data",
            "**Title:** Data",
            "Title: Data",
            "*Title*: Data",
            "TITLE : Data",
            "__Title__: Data",
            "**Title: Data**",
            "Talk title: Data",
        ] {
            assert_eq!(split(line), Some((Label::Title, "Data")), "{line}");
        }
        assert_eq!(
            split("Date: **18 September 2023**"),
            Some((Label::Date, "**18 September 2023**"))
        );
        assert_eq!(split("**Short bio**"), Some((Label::Bio, "")));
        assert_eq!(split("Speaker(s): Ada"), Some((Label::Speakers, "Ada")));
        for line in ["Data: a tour", "https://a.b", "Title", "", "*", ":", "**Ada** (Lab)"] {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn a_label_that_is_none_of_ours_is_known_as_one() {
        for line in ["Chair: Jill", "**Moderator:** Jo", "**Session chair**: Jo", "Duration: 2 h"] {
            assert!(is_unknown(line), "{line}");
        }
        for line in [
            "Title: A",
            "https://a.b",
            "we ask: why",
            "At 13:00",
            "A title of many words: more",
            "Ada (Lab), 2023: Data",
            "",
        ] {
            assert!(!is_unknown(line), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_makes_it_panic(line in "([*_:é ]|Title|Bio|//){0,12}") {
            let _ = split(&line);
        }
    }
}
