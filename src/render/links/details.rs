//! The details of an event, cut to the room that a link has for them.

use unicode_segmentation::UnicodeSegmentation;

use super::address::{Markup, encode, encoded};

/// A word of more bytes than this is no word: it is a sentence of a script that puts no spaces
/// between words, or nonsense. It is cut between characters.
const LONGEST_WORD: usize = 120;

/// The details of an event.
#[derive(Clone, Copy)]
pub(super) struct Details<'a> {
    /// Comes first, and is never cut.
    pub(super) kept: &'a str,
    /// Cut between words.
    pub(super) text: &'a str,
    /// The event's page, where a reader finds what was cut.
    pub(super) page: &'a str,
    /// What the service takes them for.
    pub(super) markup: Markup,
}

impl Details<'_> {
    /// The details in at most `room` bytes, if what is kept leaves any choice. Where something is
    /// cut they end with "…" and the page.
    ///
    /// Encodes piece by piece, remembers the last cut that leaves room for the ending, and stops
    /// at the first piece that is too much, so that the time it takes is bounded by the room.
    pub(super) fn encoded(&self, room: usize) -> String {
        let mut out = encoded(self.kept, self.markup);
        let mut cut = out.len();
        let ending = encoded(&self.ending(), self.markup);
        for piece in pieces(self.text) {
            encode(piece, self.markup, &mut out);
            if out.len() + ending.len() <= room {
                cut = out.len();
            }
            if out.len() > room {
                out.truncate(cut);
                if cut + ending.len() <= room {
                    out.push_str(&ending);
                }
                break;
            }
        }
        out
    }

    /// Whether there is room for what is kept and for the ending.
    pub(super) fn fits(&self, room: usize) -> bool {
        let least = [self.kept, &self.ending()].concat();
        encoded(&least, self.markup).len() <= room
    }

    fn ending(&self) -> String {
        format!("…\n{}", self.page)
    }
}

/// A text in pieces, between which it may be cut.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at_checked(piece(rest))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The length of the first piece: white space and the word behind it. Half an address leads
/// nowhere, so an address is one word however long it is.
fn piece(text: &str) -> usize {
    let space = text.len() - text.trim_start().len();
    let word = &text[space..];
    let mut near = word.len().min(LONGEST_WORD);
    while !word.is_char_boundary(near) {
        near -= 1;
    }
    let length = match word[..near].find(char::is_whitespace) {
        Some(length) => length,
        None if near == word.len() => near,
        None if word[..near].contains("://") => {
            word.find(char::is_whitespace).unwrap_or(word.len())
        }
        None => character(word),
    };
    space + length
}

/// The length of the first character as readers see it (UAX #29), with its marks.
fn character(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_text_may_be_cut_before_the_space_between_words() {
        check("", &[]);
        check("one two\n\nthree ", &["one", " two", "\n\nthree", " "]);
        check("データ セット", &["データ", " セット"]);
    }

    #[test]
    fn a_word_that_is_too_long_may_be_cut_between_characters() {
        let long = "語".repeat(LONGEST_WORD / 3 + 2);
        let rest = "語".repeat(LONGEST_WORD / 3);
        check(&long, &["語", "語", &rest]);
    }

    #[test]
    fn an_address_is_never_cut_however_long() {
        let address = format!("https://example.org/{}", "a".repeat(400));
        check(&format!("At {address}, soon"), &["At", &format!(" {address},"), " soon"]);
    }

    #[test]
    fn a_character_is_not_parted_from_its_marks() {
        for one in ["é", "e\u{301}\u{323}", "👩‍🔬", "👍🏽", "🇩🇰", "ที่", "が", "❤\u{FE0F}"]
        {
            let text = one.repeat(LONGEST_WORD);
            assert_eq!(&text[..character(&text)], one);
        }
    }

    #[test]
    fn details_with_room_are_whole_and_others_end_with_the_page() {
        let details = |text| Details { kept: "", text, page: "P", markup: Markup::Plain };
        assert_eq!(details("one two").encoded(9), "one%20two");
        // The ending takes 13 bytes: "…" 9, the new line 3, the page 1.
        assert_eq!(details("one two").encoded(8), "");
        assert_eq!(details("one two three four").encoded(16 + 5), "one%E2%80%A6%0AP");
        assert_eq!(details("one two three four").encoded(22), "one%20two%E2%80%A6%0AP");
    }

    #[test]
    fn what_is_kept_is_whole_even_without_room() {
        let details = Details { kept: "kept ", text: "cut", page: "P", markup: Markup::Plain };
        assert_eq!(details.encoded(0), "kept%20");
        assert_eq!(details.encoded(10), "kept%20cut");
        assert!(details.fits(20) && !details.fits(19));
    }

    #[test]
    fn html_is_escaped_before_it_is_encoded_and_never_cut_in_an_escape() {
        let text = "a<b & c\nd";
        let details = Details { kept: "", text, page: "P", markup: Markup::Html };
        assert_eq!(details.encoded(99), "a%26lt%3Bb%20%26amp%3B%20c%3Cbr%3Ed");
        // The ending takes 20 bytes here, since its new line is `<br>`.
        assert_eq!(details.encoded(31), "a%26lt%3Bb%E2%80%A6%3Cbr%3EP");
    }
}
