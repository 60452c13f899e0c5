//! HTML in a text, which shows it as it is. What is in angle brackets and is no element of HTML
//! (`Vec<u8>`) is meant.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Content, Passage};

/// The elements that people write in running text.
const ELEMENTS: [&str; 30] = [
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "u",
    "ul",
];

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Markdown(Some(extras)) = passage.content else { return };
    let Some(html) = extras.html.iter().find(|html| is_html(html)) else { return };
    let shown = html.lines().next().unwrap_or_default().trim();
    let (message, help) = match shown.starts_with("<!--") {
        true => (
            "a comment of HTML is shown to everybody",
            "take it out; a comment of YAML, `# ...`, stands outside of the text",
        ),
        false => (
            "HTML is shown as it is",
            "write Markdown: `*emphasis*`, `[text](address)`, an empty line between paragraphs",
        ),
    };
    let span = subject.place(passage, shown);
    found.push(Diagnostic::new(Code::RawHtml, span, message).help(help));
}

fn is_html(raw: &str) -> bool {
    let Some(rest) = raw.trim_start().strip_prefix('<') else { return false };
    let name = rest.trim_start_matches('/');
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    rest.starts_with("!--") || ELEMENTS.contains(&name[..length].to_ascii_lowercase().as_str())
}
