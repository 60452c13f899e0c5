//! A text in parts: paragraphs of words alone, and what a parser has to read.
//!
//! Most paragraphs that people write hold no mark of Markdown, or hold it near their end, and to read
//! words as Markdown takes 60 instructions for each byte. Between blank lines, a paragraph that begins
//! at the margin ends all before it and has no part in what follows, so that each part can be read by
//! itself; and what stands in a paragraph before its first mark is text.

use memchr::{memchr_iter, memchr2_iter, memmem};

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// The lines of a paragraph that means the same in Markdown and in plain text.
    Words(&'t str),
    /// Markdown of any kind.
    Marks {
        /// Lines of words that its first paragraph begins with.
        begun: &'t str,
        rest: &'t str,
    },
}

/// The parts of a text, in its order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let parts = split(text);
    let reaches = |part: &Part<'_>| matches!(part, Part::Marks { rest, .. } if may_reach(rest));
    if parts.iter().any(reaches) { vec![Part::whole(text)] } else { parts }
}

impl<'t> Part<'t> {
    /// The whole of a text, whatever is in it.
    pub(super) fn whole(text: &'t str) -> Self {
        Self::Marks { begun: "", rest: text }
    }
}

fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    // What the present run of blocks with marks begins with, and where the rest of it starts.
    let mut run: Option<(&str, usize)> = None;
    let mut start = 0;
    for end in memmem::find_iter(text.as_bytes(), "\n\n").chain([text.len()]) {
        let block = text[start..end].trim_start_matches('\n');
        let paragraph = block.trim_end_matches('\n');
        let marks = |(begun, from), end| Part::Marks { begun, rest: &text[from..end] };
        match first_marks(paragraph) {
            _ if paragraph.is_empty() => {}
            Some(0) => {
                run.get_or_insert(("", start));
            }
            Some(line) => {
                parts.extend(run.map(|run| marks(run, start)));
                run = Some((&paragraph[..line - 1], end - block.len() + line));
            }
            None => {
                parts.extend(run.take().map(|run| marks(run, start)));
                parts.push(Part::Words(paragraph));
            }
        }
        start = end + "\n\n".len();
    }
    parts.extend(run.map(|(begun, from)| Part::Marks { begun, rest: &text[from..] }));
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

/// Where the line starts from which on a paragraph has to be read as Markdown, if there is one. It is
/// the first one with a mark, or the one before: what is read begins with a word, as no block does but
/// a paragraph.
fn first_marks(paragraph: &str) -> Option<usize> {
    let bytes = paragraph.as_bytes();
    let (mut before, mut start) = (0, 0);
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = &bytes[start..end];
        if !is_words(line) {
            return Some(if begins_with_word(line) { start } else { before });
        }
        (before, start) = (start, end + 1);
    }
    None
}

/// Whether a line has no mark.
fn is_words(line: &[u8]) -> bool {
    // To look at all bytes is faster than to stop at the first mark.
    !line.iter().fold(false, |some, byte| some | may_be_mark(*byte))
        && begins_with_word(line)
        && !line.ends_with(b" ")
        && !holds_address(line)
}

/// Whether a line may hold an address that becomes a link.
fn holds_address(line: &[u8]) -> bool {
    memchr2_iter(b':', b'w', line)
        .any(|at| line[at..].starts_with(b"://") || line[at..].starts_with(b"www."))
}

/// Whether a byte may mean something wherever it stands. Ranges are compared faster than single ones.
fn may_be_mark(byte: u8) -> bool {
    let is_control = byte < b' ';
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
