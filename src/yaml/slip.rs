//! The slips that people make in YAML, as the lines around a mistake show them: a parser says where it
//! could not go on, which is often behind the slip and never what it was.

use std::ops::Range;

/// A slip: what shows it, and the next step.
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) label: &'static str,
    pub(super) help: String,
}

/// The slip that the parser stumbled over at a place of the text, if it is one of these.
pub(super) fn find(text: &str, at: usize) -> Option<Slip> {
    let mut lines = lines_up_from(text, at);
    let line = lines.next()?;
    let above: Vec<_> = lines.take(FAR).collect();
    dash(&line).or_else(|| colon(&line)).or_else(|| {
        // A key is what the parser stumbled over, and not a colon within its value.
        let is_here = at <= line.start + line.key()?.len();
        // Where the one above could be its neighbour, that may be what was no key.
        let above_it = |columns| above.first().filter(|it| it.column + columns == line.column);
        let slip = || above_it(2).and_then(dash).or_else(|| above_it(0).and_then(colon));
        is_here.then(|| slip().or_else(|| indentation(&line, &above))).flatten()
    })
}

/// How many lines above may hold the key that another one should stand below.
const FAR: usize = 100;

/// A line that holds something.
struct Line<'a> {
    /// What stands behind the indentation and the dashes of list entries.
    content: &'a str,
    /// Where that starts in the text.
    start: usize,
    /// In which column, from 0.
    column: usize,
    /// In which column the dash of a list entry stands that the line begins with.
    dash: Option<usize>,
}

/// The lines from the one of a place upwards, without those that are empty or comments.
fn lines_up_from(text: &str, at: usize) -> impl Iterator<Item = Line<'_>> {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let mut end_of_next = end;
    text[..end].rsplit('\n').filter_map(move |line| {
        let start = end_of_next - line.len();
        end_of_next = start.saturating_sub(1);
        Line::new(line, start)
    })
}

impl<'a> Line<'a> {
    fn new(line: &'a str, start: usize) -> Option<Self> {
        let mut content = line.trim_start_matches(' ');
        let indented = content.len();
        while let Some(entry) = content.strip_prefix("- ") {
            content = entry.trim_start_matches(' ');
        }
        let column = line.len() - content.len();
        let dash = (content.len() < indented).then_some(line.len() - indented);
        let content = content.trim_end();
        let is_one = !content.is_empty() && !content.starts_with('#');
        is_one.then_some(Self { content, start: start + column, column, dash })
    }

    /// The word before the first colon, and what stands behind that.
    fn parts(&self) -> Option<(&'a str, &'a str)> {
        let (word, behind) = self.content.split_once(':')?;
        is_word(word).then_some((word, behind))
    }

    /// The key that the line begins with.
    fn key(&self) -> Option<&'a str> {
        let (word, behind) = self.parts()?;
        (behind.is_empty() || behind.starts_with(' ')).then_some(word)
    }

    fn span(&self, length: usize) -> Range<usize> {
        self.start..self.start + length
    }
}

/// Whether it may be the name of a key.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// What `id:E1` should be.
pub(crate) fn spaced(text: &str) -> Option<String> {
    let (word, behind) = text.split_once(':')?;
    // The one is an address, the other a text with a colon.
    let is_glued = !behind.starts_with(['/', ' ']) && !behind.contains(": ");
    let is_value = behind.chars().any(char::is_alphanumeric);
    (is_word(word) && is_glued && is_value).then(|| format!("{word}: {}", behind.trim_start()))
}

/// `-id: E1`.
fn dash(line: &Line<'_>) -> Option<Slip> {
    let entry = line.content.strip_prefix('-')?;
    let (word, behind) = entry.split_once(':')?;
    (is_word(word) && (behind.is_empty() || behind.starts_with(' '))).then(|| Slip {
        span: line.span(word.len() + 1),
        label: "no space behind the dash",
        help: format!("an entry of a list begins with a dash and a space: `- {entry}`"),
    })
}

/// `id:E1`.
fn colon(line: &Line<'_>) -> Option<Slip> {
    spaced(line.content).map(|right| Slip {
        span: line.span(line.content.len()),
        label: "no space behind the colon",
        help: format!("a space belongs between the colon and the value: `{right}`"),
    })
}

/// A key that begins a little before or behind the one that it belongs to.
fn indentation(line: &Line<'_>, above: &[Line<'_>]) -> Option<Slip> {
    let key = line.key().filter(|_| line.dash.is_none())?;
    if above.iter().any(|other| other.dash == Some(line.column)) {
        return Some(Slip {
            span: line.span(key.len()),
            label: "no dash before it",
            help: format!(
                "an entry of a list begins with a dash and a space: `- {}`",
                line.content
            ),
        });
    }
    let is_next_to = |other: &&Line<'_>| other.column.abs_diff(line.column) == 1;
    let other = above
        .iter()
        .take_while(|other| other.column + 1 >= line.column)
        .find(|other| is_next_to(other) && other.key().is_some())
        .or(above.first())?;
    let other_key = other.key()?;
    let (columns, side) = match line.column.checked_sub(other.column) {
        Some(0) => return None,
        Some(columns) => (columns, "right"),
        None => (other.column - line.column, "left"),
    };
    // What lies below a key without a value may be indented as one likes.
    let is_below = above.first().is_some_and(|first| first.start == other.start);
    if side == "right" && is_below && other.content.ends_with(':') {
        return None;
    }
    let (by, or_else) = match (columns, side) {
        (1, _) => ("one column".to_owned(), ""),
        (_, "left") => (format!("{columns} columns"), ""),
        // It may be a text that goes on.
        _ => (format!("{columns} columns"), "; a text that contains `: ` needs quotes around it"),
    };
    Some(Slip {
        span: other.span(other_key.len()),
        label: "begins in another column",
        help: format!(
            "`{key}` begins {by} to the {side} of `{other_key}`: keys that belong together begin in \
             the same column{or_else}"
        ),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_shows_a_slip_lies_within_the_text(
            lines in prop::collection::vec("[ -]{0,4}[ab_é]{0,2}[:-]?[ -]?[a#:/é]{0,3}\r?", 0..9), at in 0_usize..90,
        ) {
            let text = lines.join("\n");
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            if let Some(slip) = find(&text, at) {
                prop_assert!(text.get(slip.span).is_some_and(|shown| !shown.contains('\n')));
            }
        }
    }

    #[test]
    fn an_address_and_a_text_are_no_keys_without_a_space() {
        assert_eq!(spaced("id:E1").as_deref(), Some("id: E1"));
        assert_eq!(spaced("id:\u{a0}E1").as_deref(), Some("id: E1"));
        for text in [
            "https://example.org",
            "Data: a tour",
            "S03: 4",
            "13:00",
            "id:",
            "a:b: c",
            ":x",
            "id:,",
            "id:\"",
        ] {
            assert_eq!(spaced(text), None, "{text}");
        }
    }
}
