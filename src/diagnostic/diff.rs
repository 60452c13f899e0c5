//! What a change did to a text, line by line, in the manner of a unified diff without context.
//!
//! Signs that nobody can see are shown by their numbers, `<U+200B>`, since they may be what was
//! changed.

use std::ops::Range;

use super::Source;
use crate::special::is_unseen;

/// The lines in which two texts differ; nothing where they are equal.
///
/// ```text
/// --- events.yaml
/// +++ events.yaml
/// @@ -10 +10 @@
/// -    registration: example.org/x
/// +    registration: https://example.org/x
/// ```
pub fn diff(before: &Source, after: &Source) -> String {
    let old: Vec<_> = before.text().lines().collect();
    let new: Vec<_> = after.text().lines().collect();
    let mut text = String::new();
    for (gone, come) in hunks(&old, &new) {
        text += &format!("@@ -{} +{} @@\n", place(&gone), place(&come));
        old[gone].iter().for_each(|line| text += &format!("-{}\n", visible(line)));
        new[come].iter().for_each(|line| text += &format!("+{}\n", visible(line)));
    }
    if text.is_empty() {
        return text;
    }
    format!("--- {}\n+++ {}\n{text}", before.name(), after.name())
}

/// Lines as a unified diff names them: none are those behind a line.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        number => format!("{},{number}", lines.start + 1),
    }
}

/// Lines of the old text, and what is in their place in the new one.
type Hunk = (Range<usize>, Range<usize>);

/// The most pairs of lines that are compared. Where more would have to be, what differs is one
/// hunk.
const PAIRS: usize = 1 << 22;

fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[start..], &new[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let pairs = if a.len() == b.len() {
        // Each line has its own place, as after a repair.
        (0..a.len()).filter(|index| a[*index] == b[*index]).map(|index| (index, index)).collect()
    } else if a.len().saturating_mul(b.len()) <= PAIRS {
        in_common(a, b)
    } else {
        vec![]
    };
    let mut hunks = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (i, j) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if x < i || y < j {
            hunks.push((start + x..start + i, start + y..start + j));
        }
        (x, y) = (i + 1, j + 1);
    }
    hunks
}

/// The longest sequence of lines that is in both: the place of each in the one and in the other.
fn in_common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = match a[i] == b[j] {
                true => lengths[(i + 1) * width + j + 1] + 1,
                false => lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
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
    (c.is_control() && c != '\t') || (c.is_whitespace() && !c.is_ascii()) || is_unseen(c)
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
    fn lines_that_came_and_went_are_shown_where_they_are() {
        let shown = |old, new| {
            let text = diff(&source(old), &source(new));
            text.strip_prefix("--- events.yaml\n+++ events.yaml\n").unwrap_or(&text).to_owned()
        };
        assert_eq!(shown("a\nb\n", "a\nx\ny\nb\n"), "@@ -1,0 +2,2 @@\n+x\n+y\n");
        assert_eq!(shown("", "x\n"), "@@ -0,0 +1 @@\n+x\n");
        assert_eq!(shown("a\nb\nc\n", "a\nc\n"), "@@ -2 +1,0 @@\n-b\n");
        assert_eq!(
            shown("a\nv: 1\nb\nc\nd", "a\nv:\n 1\nb\nc\nx\nd"),
            "@@ -2 +2,2 @@\n-v: 1\n+v:\n+ 1\n@@ -4,0 +6 @@\n+x\n"
        );
    }

    #[test]
    fn what_nobody_sees_is_shown_by_its_number() {
        let shown = diff(&source("J\u{200b}o\u{a0}e\t\u{1b}[0m"), &source("Jo e\t"));
        assert!(shown.ends_with("-J<U+200B>o<U+00A0>e\t<U+001B>[0m\n+Jo e\t\n"), "{shown}");
    }
}
