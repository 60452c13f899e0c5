//! A URL with a query, written parameter by parameter.
//!
//! This is the one place where links are percent-encoded (RFC 3986, 2.1): every byte but the
//! unreserved ones is, so that a space is `%20` and a plus sign `%2B`. `+` for a space is a habit
//! of HTML forms; Outlook prints it as a plus sign.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::LONGEST_LINK;
use super::details::Details;

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
        Self { text: host_and_path.to_owned(), joint: '?' }
    }

    /// Adds a parameter; one without a value is left out.
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        self.with_encoded(name, &encoded(value, Markup::Plain))
    }

    /// Adds the details: as much of them as there is room for. They come last, so that all the
    /// rest of the link has its place.
    pub(super) fn with_details(self, name: &str, details: &Details<'_>) -> Self {
        let value = details.encoded(self.room(name));
        self.with_encoded(name, &value)
    }

    /// How many bytes the value of one more parameter may have, encoded.
    pub(super) fn room(&self, name: &str) -> usize {
        LONGEST_LINK.saturating_sub(self.text.len() + name.len() + "&=".len())
    }

    /// The whole address.
    pub(super) fn into_string(self) -> String {
        self.text
    }

    fn with_encoded(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.text.push(self.joint);
            self.text.push_str(name);
            self.text.push('=');
            self.text.push_str(value);
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
    let mut rest = text;
    if markup == Markup::Html {
        while let Some(at) = rest.find(['&', '<', '>', '\n']) {
            let (before, special) = rest.split_at(at);
            out.extend(utf8_percent_encode(before, RESERVED));
            let escaped = match special.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "<br>",
            };
            out.extend(utf8_percent_encode(escaped, RESERVED));
            rest = &special[1..];
        }
    }
    out.extend(utf8_percent_encode(rest, RESERVED));
}

/// All but the unreserved characters of RFC 3986, 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
