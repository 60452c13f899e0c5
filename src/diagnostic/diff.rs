//! What a repair changed, line by line, in the manner of a unified diff without context.
//!
//! Signs that nobody can see are shown by their numbers, `<U+200B>`, since they are what was
//! repaired.

use super::Source;

/// The lines in which two texts differ that have the same number of lines; nothing where they
/// are equal.
///
/// ```text
/// --- events.yaml
/// +++ events.yaml
/// @@ -10 +10 @@
/// -    registration: example.org/x
/// +    registration: https://example.org/x
/// ```
pub fn diff(before: &Source, after: &Source) -> String {
    let pairs: Vec<_> = before.text().lines().zip(after.text().lines()).enumerate().collect();
    let mut text = String::new();
    for run in pairs.chunk_by(|(_, a), (_, b)| (a.0 == a.1) == (b.0 == b.1)) {
        let Some((index, (old, new))) = run.first() else { continue };
        if old == new {
            continue;
        }
        let place = match run.len() {
            1 => format!("{}", index + 1),
            lines => format!("{},{lines}", index + 1),
        };
        text += &format!("@@ -{place} +{place} @@\n");
        run.iter().for_each(|(_, (old, _))| text += &format!("-{}\n", visible(old)));
        run.iter().for_each(|(_, (_, new))| text += &format!("+{}\n", visible(new)));
    }
    if text.is_empty() {
        return text;
    }
    format!("--- {}\n+++ {}\n{text}", before.name(), after.name())
}

/// A line of which every sign is seen.
fn visible(line: &str) -> String {
    let shown = |c: char| match is_invisible(c) {
        true => format!("<U+{:04X}>", u32::from(c)),
        false => c.to_string(),
    };
    line.chars().map(shown).collect()
}

/// Control characters, spaces that are not one, marks of direction and of nothing.
fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\t')
        || (c.is_whitespace() && !c.is_ascii())
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("events.yaml", text.to_owned())
    }

    #[test]
    fn lines_that_follow_each_other_are_shown_together_and_equal_ones_not_at_all() {
        let (old, new) = (source("a\nb\r\nc\nd\ne"), source("a\nB\r\nC\nd\nE"));
        assert_eq!(
            diff(&old, &new),
            "--- events.yaml\n+++ events.yaml\n\
             @@ -2,2 +2,2 @@\n-b\n-c\n+B\n+C\n@@ -5 +5 @@\n-e\n+E\n"
        );
        assert_eq!(diff(&old, &old), "");
    }

    #[test]
    fn what_nobody_sees_is_shown_by_its_number() {
        let shown = diff(&source("J\u{200b}o\u{a0}e\t\u{1b}[0m"), &source("Jo e\t"));
        assert!(shown.ends_with("-J<U+200B>o<U+00A0>e\t<U+001B>[0m\n+Jo e\t\n"), "{shown}");
    }
}
