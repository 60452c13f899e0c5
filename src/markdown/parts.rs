//! A text in parts: paragraphs of words alone, and what a parser has to read.
//!
//! Most paragraphs that people write hold no mark of Markdown, and to read one as such takes 60
//! instructions for each of its bytes. Between blank lines, a paragraph that begins at the margin ends
//! all before it and has no part in what follows, so that each part can be read by itself.

use memchr::{memchr_iter, memmem};

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// The lines of a paragraph that means the same in Markdown and in plain text.
    Words(&'t str),
    /// Markdown of any kind.
    Marks(&'t str),
}

/// The parts of a text, in its order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let parts = split(text);
    let reaches = |part: &Part<'_>| matches!(part, Part::Marks(marks) if may_reach(marks));
    if parts.iter().any(reaches) { vec![Part::Marks(text)] } else { parts }
}

fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    // Where the present run of blocks with marks begins.
    let mut marks = None;
    let mut start = 0;
    for end in memmem::find_iter(text.as_bytes(), "\n\n").chain([text.len()]) {
        let paragraph = text[start..end].trim_matches('\n');
        if is_words(paragraph) {
            parts.extend(marks.take().map(|from| Part::Marks(&text[from..start])));
            parts.push(Part::Words(paragraph));
        } else if !paragraph.is_empty() {
            marks.get_or_insert(start);
        }
        start = end + "\n\n".len();
    }
    parts.extend(marks.map(|from| Part::Marks(&text[from..])));
    parts
}

/// Whether something in a part may reach over a blank line: fences, HTML, definitions of links. A byte
/// order mark is one at the beginning of a text only, and a carriage return may be a blank line.
fn may_reach(marks: &str) -> bool {
    let bytes = marks.as_bytes();
    bytes.iter().fold(false, |some, byte| some | matches!(byte, b'`' | b'~' | b'<' | b'\r'))
        || memmem::find(bytes, b"]:").is_some()
        || marks.starts_with('\u{feff}')
}

/// Whether a paragraph has no mark.
fn is_words(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    // To look at all of them is faster than to stop at the first.
    !bytes.iter().fold(false, |some, byte| some | may_be_mark(*byte))
        && begins_with_word(bytes)
        && memchr_iter(b'\n', bytes)
            .all(|end| !bytes[..end].ends_with(b" ") && begins_with_word(&bytes[end + 1..]))
        && !bytes.ends_with(b" ")
        && ["://", "www."].iter().all(|address| memmem::find(bytes, address.as_bytes()).is_none())
}

/// Whether a byte may mean something wherever it stands. Ranges are compared faster than single ones.
fn may_be_mark(byte: u8) -> bool {
    let is_control = byte < b' ' && byte != b'\n';
    is_control
        || matches!(byte, b'['..=b'`' | b'{'..=b'\x7f')
        || byte == b'*'
        || byte == b'<'
        || byte == b'&'
        || byte == b'@'
}

/// Whether a line begins with a word: what is none may be the mark of a heading, a list, a quote or a
/// rule.
fn begins_with_word(line: &[u8]) -> bool {
    match line.first() {
        Some(b'0'..=b'9') => {
            let behind = line.iter().find(|byte| !byte.is_ascii_digit());
            !matches!(behind, Some(b'.' | b')'))
        }
        Some(byte) => {
            byte.is_ascii_alphabetic()
                || b"\"'(".contains(byte)
                || !byte.is_ascii() && !line.starts_with("\u{feff}".as_bytes())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
