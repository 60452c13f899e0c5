//! A URL with a query, written parameter by parameter.
//!
//! This is the one place where queries are percent-encoded (RFC 3986, 2.1): every byte but the
//! unreserved ones is, so that a space is `%20` and a plus sign `%2B`. `+` for a space is a habit
//! of HTML forms; Outlook prints it as a plus sign.

use super::LONGEST_LINK;
use super::details::{Details, Kept};

/// A URL that grows.
pub(super) struct Address {
    /// ASCII.
    text: Vec<u8>,
    /// What the next parameter is joined with.
    joint: u8,
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
        let mut text = Vec::with_capacity(LONGEST_LINK);
        text.extend_from_slice(host_and_path.as_bytes());
        Self { text, joint: b'?' }
    }

    /// Adds a parameter; one without a value is left out.
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        self.with_value(name, |text| encode(value.as_bytes(), Markup::Plain, text))
    }

    /// Adds a parameter whose value is encoded already.
    pub(super) fn with_encoded(self, name: &str, value: &[u8]) -> Self {
        self.with_value(name, |text| text.extend_from_slice(value))
    }

    /// Adds the details: as much of them as there is room for. They come last, so that all the
    /// rest of the link has its place.
    pub(super) fn with_details(self, name: &str, kept: &Kept, details: &Details<'_>) -> Self {
        let room = self.room(name);
        self.with_value(name, |text| details.write(kept, room, text))
    }

    /// How many bytes the value of one more parameter may have, encoded.
    pub(super) fn room(&self, name: &str) -> usize {
        LONGEST_LINK.saturating_sub(self.text.len() + name.len() + "&=".len())
    }

    /// The whole address.
    pub(super) fn into_string(self) -> String {
        String::from_utf8(self.text).unwrap_or_default()
    }

    fn with_value(mut self, name: &str, write: impl FnOnce(&mut Vec<u8>)) -> Self {
        let before = self.text.len();
        self.text.push(self.joint);
        self.text.extend_from_slice(name.as_bytes());
        self.text.push(b'=');
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            self.text.truncate(before);
        } else {
            self.joint = b'&';
        }
        self
    }
}

/// A text, percent-encoded: ASCII.
pub(super) fn encoded(text: &str, markup: Markup) -> Vec<u8> {
    let mut out = vec![];
    encode(text.as_bytes(), markup, &mut out);
    out
}

/// The same, of any part of a text, at the end of another.
pub(super) fn encode(text: &[u8], markup: Markup, out: &mut Vec<u8>) {
    match markup {
        Markup::Plain => encode_plain(text, out),
        Markup::Html => encode_html(text, out),
    }
}

/// The same for both kinds of markup, which have most of it in common.
pub(super) fn encode_both(text: &[u8], plain: &mut Vec<u8>, html: &mut Vec<u8>) {
    // Most parts have none, and to see that at once is faster than to look for the first.
    let has_markup = text.iter().fold(false, |found, byte| found | is_markup(byte));
    for part in text.split_inclusive(|byte| has_markup && is_markup(byte)) {
        let start = plain.len();
        encode_plain(part, plain);
        html.extend_from_slice(&plain[start..]);
        escape_last(part, html);
    }
}

fn encode_plain(text: &[u8], out: &mut Vec<u8>) {
    // Each code is put behind the one before, whatever it is, and no byte is asked whether there is room
    // for it: to look for runs of bytes that stay takes half as long again.
    for piece in text.chunks(usize::from(u8::MAX) / 3) {
        let (mut room, mut end) = ([0; 256 + 4], 0_u8);
        for byte in piece {
            let (code, at) = (CODES[usize::from(*byte)], usize::from(end));
            room[at..at + 4].copy_from_slice(&code);
            end += code[3];
        }
        out.extend_from_slice(&room[..usize::from(end)]);
    }
}

fn encode_html(text: &[u8], out: &mut Vec<u8>) {
    for part in text.split_inclusive(is_markup) {
        encode_plain(part, out);
        escape_last(part, out);
    }
}

/// Escapes the last character of a text that was encoded as plain text, if it is markup.
fn escape_last(text: &[u8], out: &mut Vec<u8>) {
    let escape: &[u8] = match text.last() {
        Some(b'&') => b"%26amp%3B",
        Some(b'<') => b"%26lt%3B",
        Some(b'>') => b"%26gt%3B",
        Some(b'\n') => b"%3Cbr%3E",
        _ => return,
    };
    // Each of them is a percent sign and two digits.
    out.truncate(out.len() - "%0A".len());
    out.extend_from_slice(escape);
}

fn is_markup(byte: &u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'\n')
}

/// What stands for each byte, and how many bytes of it count: all but the unreserved characters of
/// RFC 3986, 2.3, are a percent sign and two digits.
static CODES: [[u8; 4]; 256] = codes();

const fn codes() -> [[u8; 4]; 256] {
    let digits = b"0123456789ABCDEF";
    let mut codes = [[0; 4]; 256];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = match at as u8 {
            byte if is_unreserved(byte) => [byte, 0, 0, 1],
            _ => [b'%', digits[at / 16], digits[at % 16], 3],
        };
        at += 1;
    }
    codes
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// How long a text is, percent-encoded.
pub(super) fn encoded_length(text: &[u8], markup: Markup) -> usize {
    let lengths = lengths(markup);
    text.iter().map(|byte| usize::from(lengths[usize::from(*byte)])).sum()
}

/// The lengths of what stands for each byte.
pub(super) fn lengths(markup: Markup) -> &'static [u8; 256] {
    static PLAIN: [u8; 256] = lengths_of(Markup::Plain);
    static HTML: [u8; 256] = lengths_of(Markup::Html);
    match markup {
        Markup::Plain => &PLAIN,
        Markup::Html => &HTML,
    }
}

const fn lengths_of(markup: Markup) -> [u8; 256] {
    let mut lengths = [3; 256];
    let mut at = 0;
    while at < lengths.len() {
        lengths[at] = match (at as u8, markup) {
            (b'&', Markup::Html) => "%26amp%3B".len() as u8,
            (b'<' | b'>', Markup::Html) => "%26lt%3B".len() as u8,
            (b'\n', Markup::Html) => "%3Cbr%3E".len() as u8,
            (byte, _) if is_unreserved(byte) => 1,
            _ => 3,
        };
        at += 1;
    }
    lengths
}

#[cfg(test)]
mod tests {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;

    const RESERVED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

    proptest! {
        #[test]
        fn all_but_the_unreserved_is_encoded(text in "(\\PC|[&<>\n a-z~._-]|[ -~]{80,200})*") {
            let expected = |text: &str| utf8_percent_encode(text, RESERVED).to_string().into_bytes();
            let html = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")];
            let html = html.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
            prop_assert_eq!(encoded(&text, Markup::Plain), expected(&text));
            prop_assert_eq!(encoded(&text, Markup::Html), expected(&html));
        }

        #[test]
        fn the_length_of_an_encoded_text_is_known_before(text in "(\\PC|[&<>\n a-z])*") {
            let mut both = [vec![], vec![]];
            let [plain, html] = &mut both;
            encode_both(text.as_bytes(), plain, html);
            for (markup, both) in [Markup::Plain, Markup::Html].into_iter().zip(both) {
                prop_assert_eq!(&both, &encoded(&text, markup));
                prop_assert_eq!(encoded_length(text.as_bytes(), markup), encoded(&text, markup).len());
            }
        }
    }
}
