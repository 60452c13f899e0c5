//! A Markdown link in plain text, which shows it as it is: `[Zoom](https://...)` for a place.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Content, Passage};

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Line(text) = passage.content else { return };
    let Some((link, shown)) = link(text) else { return };
    let message = format!("`{}` is plain text, and shows this link as it is", passage.key);
    let key = if passage.key == "location" { "`registration` or `join`" } else { "a `url`" };
    found.push(
        Diagnostic::new(Code::MarkdownInText, subject.place(passage, link), message)
            .help(format!("write `{shown}`, and the address in {key}")),
    );
}

/// The first link of a text, and what Markdown would show of it.
fn link(text: &str) -> Option<(&str, &str)> {
    // A single character is found faster than a text.
    let mut ends = text.match_indices(']').map(|(end, _)| end);
    let middle = ends.find(|end| text[*end..].starts_with("](http"))?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some((&text[start..=end], &text[start + 1..middle]))
}
