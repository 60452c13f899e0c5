//! A URL with a query, written parameter by parameter.
//!
//! This is the one place where links are percent-encoded (RFC 3986, 2.1): every byte but the
//! unreserved ones is, so that a space is `%20` and a plus sign `%2B`. `+` for a space is a habit
//! of HTML forms; Outlook prints it as a plus sign.

use percent_encoding::percent_encode_byte;

use super::LONGEST_LINK;
use super::details::{Details, Kept};

/// A URL that grows.
pub(super) struct Address {
    text: String,
    /// What the next parameter is joined with.
    joint: char,
}

/// What a service takes a text for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Plain,
    /// Its own characters are escaped, and a new line is `<br>`.
    Html,
}

impl Address {
    /// The address of a host and a path.
    pub(super) fn of(host_and_path: &str) -> Self {
        let mut text = String::with_capacity(LONGEST_LINK);
        text.push_str(host_and_path);
        Self { text, joint: '?' }
    }

    /// Adds a parameter; one without a value is left out.
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        self.with_value(name, |text| encode(value, Markup::Plain, text))
    }

    /// Adds the details: as much of them as there is room for. They come last, so that all the
    /// rest of the link has its place.
    pub(super) fn with_details(self, name: &str, kept: &Kept, details: &Details) -> Self {
        let room = self.room(name);
        self.with_value(name, |text| details.write(kept, room, text))
    }

    /// How many bytes the value of one more parameter may have, encoded.
    pub(super) fn room(&self, name: &str) -> usize {
        LONGEST_LINK.saturating_sub(self.text.len() + name.len() + "&=".len())
    }

    /// The whole address.
    pub(super) fn into_string(self) -> String {
        self.text
    }

    fn with_value(mut self, name: &str, write: impl FnOnce(&mut String)) -> Self {
        let before = self.text.len();
        self.text.push(self.joint);
        self.text.push_str(name);
        self.text.push('=');
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            self.text.truncate(before);
        } else {
            self.joint = '&';
        }
        self
    }
}

/// A text, percent-encoded.
pub(super) fn encoded(text: &str, markup: Markup) -> String {
    let mut out = String::with_capacity(text.len());
    encode(text, markup, &mut out);
    out
}

/// The same, at the end of another.
pub(super) fn encode(text: &str, markup: Markup, out: &mut String) {
    for byte in text.bytes() {
        match escape(byte, markup) {
            Some(escape) => out.push_str(escape),
            None => out.push(char::from(byte)),
        }
    }
}

/// How long a text is, percent-encoded.
pub(super) fn encoded_length(text: &str, markup: Markup) -> usize {
    text.bytes().map(|byte| escape(byte, markup).map_or(1, str::len)).sum()
}

/// What stands for a byte: for all but the unreserved characters of RFC 3986, 2.3.
fn escape(byte: u8, markup: Markup) -> Option<&'static str> {
    Some(match (byte, markup) {
        (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~', _) => return None,
        (b'&', Markup::Html) => "%26amp%3B",
        (b'<', Markup::Html) => "%26lt%3B",
        (b'>', Markup::Html) => "%26gt%3B",
        (b'\n', Markup::Html) => "%3Cbr%3E",
        _ => percent_encode_byte(byte),
    })
}
