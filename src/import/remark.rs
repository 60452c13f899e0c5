//! What there is to say of an import.

use std::fmt;

use super::Place;

/// What is said of a place in an imported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of remark it is.
    pub kind: Kind,
    /// The file; empty where it is about what the author gave.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// One sentence, lower case, without a full stop. Of what was not placed, its text.
    pub message: String,
    /// The next step, or the reason.
    pub help: Option<String>,
    /// Whether it is a mistake in the words of the call, wherever it shows.
    pub is_of_call: bool,
}

/// How much a remark weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing can be written before it is mended.
    Mistake,
    /// A text that has no place in a catalogue, or whose place is not clear.
    Unplaced,
    /// Something that was decided.
    Note,
}

/// How much of a text is shown, in characters.
const SHOWN: usize = 72;

impl Remark {
    pub(crate) fn mistake(message: impl Into<String>) -> Self {
        Self::new(Kind::Mistake, message.into())
    }

    pub(crate) fn mistake_of_call(message: impl Into<String>) -> Self {
        Self { is_of_call: true, ..Self::mistake(message) }
    }

    pub(crate) fn note(message: impl Into<String>) -> Self {
        Self::new(Kind::Note, message.into())
    }

    pub(crate) fn unplaced(text: &str) -> Self {
        Self::new(Kind::Unplaced, format!("`{}`", shown(text)))
    }

    fn new(kind: Kind, message: String) -> Self {
        Self { kind, file: String::new(), line: 0, message, help: None, is_of_call: false }
    }

    pub(crate) fn at(mut self, place: &Place) -> Self {
        self.file.clone_from(&place.file);
        self.line = place.line;
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A text on one line, without what would command a terminal.
pub(crate) fn shown_whole(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "\u{fffd}")
}

/// A text on one line, cut where it is long, without what would command a terminal.
pub(crate) fn shown(text: &str) -> String {
    let text = shown_whole(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(formatter, "{}:{}: ", self.file, self.line)?;
        }
        formatter.write_str(&self.message)
    }
}
