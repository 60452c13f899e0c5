//! The details of an event, cut to the room that a link has for them.

use unicode_segmentation::UnicodeSegmentation;

use super::address::{self, Markup, encode, encode_both, encoded_length, lengths};

/// A word of more bytes than this is no word: it is a sentence of a script that puts no spaces
/// between words, or nonsense. It is cut between characters.
const LONGEST_WORD: usize = 120;

/// How many bytes of a text are encoded before its length is looked at.
const PART: usize = 64;

/// The details of an event, encoded once for all services that take them alike, as far as any link
/// has room for them: so the time that a link takes is bounded by its length.
pub(super) struct Details<'a> {
    text: &'a str,
    /// Where the first line ends, if that may be kept.
    head: usize,
    /// The text, or as much of its beginning as goes beyond the room of any link.
    encoded: Vec<u8>,
    /// How long the text is, encoded, behind each [`PART`] of it that was.
    ends: Vec<usize>,
    /// Stands where something is cut, encoded: "…" and the event's page, where a reader finds it.
    ending: Vec<u8>,
    markup: Markup,
}

/// What comes before the details and is never cut, encoded.
pub(super) struct Kept {
    text: Vec<u8>,
    /// How much of the encoded details is in it.
    from: usize,
}

impl Kept {
    /// Nothing.
    pub(super) const NOTHING: Self = Self { text: vec![], from: 0 };
}

impl<'a> Details<'a> {
    /// The details of which the first line, up to `head`, may be kept, for links that have no more
    /// than `room` bytes for them: as plain text, and as HTML.
    pub(super) fn new((text, head): (&'a str, usize), page: &str, room: usize) -> [Self; 2] {
        let [mut plain, mut html] = [(); 2].map(|()| Vec::with_capacity(room + 3 * PART));
        let [mut plain_ends, mut html_ends] = [(); 2].map(|()| Vec::with_capacity(room / PART + 1));
        for part in text.as_bytes().chunks(PART) {
            if plain.len() > room {
                break;
            }
            encode_both(part, &mut plain, &mut html);
            plain_ends.push(plain.len());
            html_ends.push(html.len());
        }
        let ending = ["…\n", page].concat();
        let plain = (plain, plain_ends, Markup::Plain);
        [plain, (html, html_ends, Markup::Html)].map(|(encoded, ends, markup)| {
            let ending = address::encoded(&ending, markup);
            Self { text, head, encoded, ends, ending, markup }
        })
    }

    /// A text that is kept before the details.
    pub(super) fn after(&self, kept: &str) -> Kept {
        Kept { text: address::encoded(kept, self.markup), from: 0 }
    }

    /// The first line and a text behind it, if there is room for them and for the ending.
    pub(super) fn after_head(&self, kept: &str, room: usize) -> Option<Kept> {
        let from = encoded_length(&self.text.as_bytes()[..self.head], self.markup);
        let mut text = self.encoded.get(..from)?.to_owned();
        encode(kept.as_bytes(), self.markup, &mut text);
        (text.len() + self.ending.len() <= room).then_some(Kept { text, from })
    }

    /// Writes the details in at most `room` bytes, if what is kept leaves any choice. Where
    /// something is cut they end with "…" and the page.
    pub(super) fn write(&self, kept: &Kept, room: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(&kept.text);
        let room = room.saturating_sub(kept.text.len());
        let encoded = &self.encoded[kept.from..];
        if encoded.len() <= room {
            out.extend_from_slice(encoded);
        } else if let Some(room) = room.checked_sub(self.ending.len()) {
            let cut = self.cut(kept.from + room).saturating_sub(kept.from);
            out.extend_from_slice(&encoded[..cut]);
            out.extend_from_slice(&self.ending);
        }
    }

    /// The last place between two pieces with no more than `room` encoded bytes before it.
    fn cut(&self, room: usize) -> usize {
        let (text, lengths) = (self.text.as_bytes(), lengths(self.markup));
        // The room ends within the first part that goes beyond it.
        let part = self.ends.partition_point(|end| *end <= room);
        let mut near = text.len().min((part + 1) * PART);
        let mut encoded = self.ends.get(part).map_or(self.encoded.len(), |end| *end);
        while encoded > room || !self.text.is_char_boundary(near) {
            near -= 1;
            encoded -= usize::from(lengths[usize::from(text[near])]);
        }
        // A piece ends before each space, so the pieces need not be counted from the beginning.
        let words = self.text[..near].trim_end_matches(|c: char| !c.is_whitespace());
        let mut cut = words.trim_end().len();
        for piece in pieces(&self.text[cut..]) {
            if cut + piece.len() > near {
                break;
            }
            cut += piece.len();
        }
        encoded - encoded_length(&text[cut..near], self.markup)
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
    let length = match white_space(&word[..near]) {
        Some(length) => length,
        None if near == word.len() => near,
        None if word[..near].contains("://") => {
            word.find(char::is_whitespace).unwrap_or(word.len())
        }
        None => character(word),
    };
    space + length
}

/// Where the first white space is.
fn white_space(text: &str) -> Option<usize> {
    // Most words are ASCII, and their bytes tell.
    let at = text.bytes().position(|byte| byte <= b' ' || !byte.is_ascii())?;
    text[at..].find(char::is_whitespace).map(|more| at + more)
}

/// The length of the first character as readers see it (UAX #29), with its marks.
fn character(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::LONGEST_LINK;
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

    fn within(room: usize, kept: &str, text: &str, markup: Markup) -> String {
        let details = Details::new((text, 0), "P", LONGEST_LINK);
        let details = details.into_iter().find(|details| details.markup == markup);
        let details = details.expect("both kinds");
        let mut out = vec![];
        details.write(&details.after(kept), room, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn details_with_room_are_whole_and_others_end_with_the_page() {
        let encoded = |room, text| within(room, "", text, Markup::Plain);
        assert_eq!(encoded(9, "one two"), "one%20two");
        // The ending takes 13 bytes: "…" 9, the new line 3, the page 1.
        assert_eq!(encoded(8, "one two"), "");
        assert_eq!(encoded(16 + 5, "one two three four"), "one%E2%80%A6%0AP");
        assert_eq!(encoded(22, "one two three four"), "one%20two%E2%80%A6%0AP");
    }

    #[test]
    fn what_is_kept_is_whole_even_without_room() {
        assert_eq!(within(0, "kept ", "cut", Markup::Plain), "kept%20");
        assert_eq!(within(10, "kept ", "cut", Markup::Plain), "kept%20cut");
        let [details, _] = Details::new(("kept cut", 5), "P", LONGEST_LINK);
        assert!(details.after_head("", 20).is_some() && details.after_head("", 19).is_none());
    }

    #[test]
    fn html_is_escaped_before_it_is_encoded_and_never_cut_in_an_escape() {
        let encoded = |room| within(room, "", "a<b & c\nd", Markup::Html);
        assert_eq!(encoded(99), "a%26lt%3Bb%20%26amp%3B%20c%3Cbr%3Ed");
        // The ending takes 20 bytes here, since its new line is `<br>`.
        assert_eq!(encoded(31), "a%26lt%3Bb%E2%80%A6%3Cbr%3EP");
    }

    #[test]
    fn details_of_any_length_take_no_more_than_a_link_has_room_for() {
        let long = "word ".repeat(100_000);
        let [details, _] = Details::new((&long, 0), "P", LONGEST_LINK);
        let most = LONGEST_LINK + 3 * PART;
        assert!((LONGEST_LINK..most).contains(&details.encoded.len()));
    }

    /// The same as [`within`], by counting every piece from the beginning.
    fn by_pieces(room: usize, kept: &str, text: &str, markup: Markup) -> String {
        let encoded =
            |text: &str| String::from_utf8(address::encoded(text, markup)).expect("ASCII");
        let (kept, whole, ending) = (encoded(kept), encoded(text), encoded("…\nP"));
        let room = room.saturating_sub(kept.len());
        if whole.len() <= room {
            return kept + &whole;
        }
        let Some(room) = room.checked_sub(ending.len()) else { return kept };
        let mut cut = String::new();
        for piece in pieces(text).map(encoded) {
            if cut.len() + piece.len() > room {
                break;
            }
            cut.push_str(&piece);
        }
        kept + &cut + &ending
    }

    proptest! {
        #[test]
        fn as_many_pieces_are_kept_as_there_is_room_for(
            parts in prop::collection::vec(0..PARTS.len(), 0..40),
            times in 1..60_usize,
            room in 0..900_usize,
            kept in "(kept )?",
        ) {
            let text: String = parts.iter().map(|part| PARTS[*part]).collect();
            let text = format!("{text}{}{text}", PARTS[parts.len() % PARTS.len()].repeat(times));
            for markup in [Markup::Plain, Markup::Html] {
                let kept_whole = within(room, &kept, &text, markup);
                prop_assert_eq!(kept_whole, by_pieces(room, &kept, &text, markup));
            }
        }
    }

    /// What texts are made of.
    const PARTS: [&str; 14] = [
        "word",
        "é",
        " ",
        "\n",
        "\n\n",
        "  ",
        "語",
        "データ",
        "\u{3000}",
        "e\u{301}\u{323}",
        "👩‍🔬",
        "a&b<c>",
        "https://example.org/a-long-address",
        "x://",
    ];
}
