//! Long lines become several, at places where that means nothing.

/// Where a line may be broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At any space.
    AnySpace,
    /// Before a letter and behind anything but a backslash: there, Markdown sees neither a list,
    /// a heading, a quotation nor a line break in what begins a line.
    BeforeLetter,
}

/// Breaks a line into lines of a width, as far as it has places for that.
pub(super) fn lines(text: &str, width: usize, place: Place) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        let may_begin = match place {
            Place::AnySpace => true,
            Place::BeforeLetter => word.starts_with(char::is_alphabetic),
        };
        match lines.last_mut() {
            Some(line)
                if length + 1 + word_length <= width || !may_begin || ends_open(line, place) =>
            {
                line.push(' ');
                line.push_str(word);
                length += 1 + word_length;
            }
            _ => {
                lines.push(word.to_owned());
                length = word_length;
            }
        }
    }
    lines
}

/// Whether a line must not end here.
fn ends_open(line: &str, place: Place) -> bool {
    place == Place::BeforeLetter && (line.ends_with(['\\', ' ']) || line.is_empty())
}

fn begins_a_paragraph(line: &str) -> bool {
    let words = line.trim_start_matches('*');
    words.starts_with(char::is_alphabetic)
}

/// The lines of a Markdown text, its paragraphs wrapped. Only a line that is a paragraph by itself
/// is: one between blank lines that begins with a letter or with emphasis (the item of a list may
/// be a heading), in a text without code and HTML.
pub(super) fn paragraphs(text: &str, width: usize) -> Vec<String> {
    let all: Vec<_> = text.lines().collect();
    let blank = |line: Option<&&str>| line.is_none_or(|line| line.trim().is_empty());
    let is_plain = |line: &&str| {
        let start = line.trim_start();
        !(start.starts_with("```") || start.starts_with("~~~") || start.starts_with('<'))
    };
    // An address between angle brackets may have spaces, and no line breaks.
    let is_plain = all.iter().all(is_plain) && !text.contains("(<");
    let mut wrapped = Vec::new();
    for (index, line) in all.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| all.get(before));
        let is_alone = blank(before) && blank(all.get(index + 1));
        if line.trim().is_empty() {
            wrapped.push(String::new());
        } else if is_plain && is_alone && begins_a_paragraph(line) {
            wrapped.extend(lines(line, width, Place::BeforeLetter));
        } else {
            wrapped.push((*line).to_owned());
        }
    }
    wrapped
}
