//! Markdown written by ours: the one place that escapes it, for pages that a site generator reads.
//!
//! What comes out is the same text in CommonMark and in kramdown (Jekyll's parser, with its
//! attribute lists, tables, mathematics and definitions), means nothing to Liquid and to Hugo's
//! shortcodes, which look for `{{`, `{%` and `{#` before any Markdown is read, and is inert in HTML
//! as well. So no value can leave its place, whichever of them reads the page.

use std::fmt::Write as _;

use crate::special::Special;

/// Text, on one line, for the middle of a line or its beginning.
pub(crate) fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len() + raw.len() / 8);
    push_text(raw, &mut escaped);
    escaped
}

/// The same, at the end of another.
pub(crate) fn push_text(raw: &str, escaped: &mut String) {
    let rest = push_beginning(raw, escaped);
    IN_TEXT.push_escaped(rest, escaped, |c, at, escaped| push(c, &rest[at..], escaped));
}

/// Pushes what would be a mark at the beginning of a line only, and gives back what follows. These are
/// among the most common characters everywhere else.
fn push_beginning<'t>(raw: &'t str, escaped: &mut String) -> &'t str {
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    match raw.as_bytes().get(digits) {
        Some(mark @ (b'-' | b'+' | b'=' | b':' | b'%')) if digits == 0 => {
            entity(escaped, char::from(*mark));
            &raw[1..]
        }
        Some(mark @ (b'.' | b')')) if digits > 0 => {
            escaped.push_str(&raw[..digits]);
            entity(escaped, char::from(*mark));
            &raw[digits + 1..]
        }
        _ => raw,
    }
}

/// Which bytes begin a character that may have to be escaped in a text. The control characters beyond
/// ASCII begin with 0xC2.
static IN_TEXT: Special = Special::controls_and(b"\x7f\xc2\\*_`[]|#$&<>{}~^\"");

/// Which bytes begin one that an address may not have as it is.
static IN_ADDRESS: Special = Special::controls_and(b"\x7f\xc2()<>[]{}|\\`\"'*^$ ;");

/// One character, which a text begins with.
fn push(c: char, text: &str, escaped: &mut String) {
    match c {
        '\\' | '*' | '_' | '`' | '[' | ']' | '|' | '#' | '$' => {
            escaped.push('\\');
            escaped.push(c);
        }
        '&' if begins_entity(&text[1..]) => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        // A backslash before it would leave `{%` standing.
        '{' | '}' => entity(escaped, c),
        // Strikethrough, fences, ends of blocks: kramdown takes no backslash before these.
        '~' | '^' => entity(escaped, c),
        '"' => escaped.push_str("&quot;"),
        '\n' | '\r' | '\t' => escaped.push(' '),
        c if c.is_control() => {}
        c => escaped.push(c),
    }
}

/// Text that is code: no parser looks for marks of emphasis in entities.
pub(crate) fn code(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len() * 2);
    for c in raw.chars() {
        match c {
            c if c.is_ascii_punctuation() => entity(&mut escaped, c),
            c if c.is_control() && c != '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, for the parentheses of a link and for an attribute: what is a mark in one of the
/// languages is percent-encoded (RFC 3986, 2.1).
pub(crate) fn address(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    IN_ADDRESS.push_escaped(raw, &mut escaped, |c, _, escaped| match c {
        c if c.is_control() => {}
        c if c.is_ascii() => {
            let _ = write!(escaped, "%{:02X}", u32::from(c));
        }
        c => escaped.push(c),
    });
    escaped
}

fn entity(escaped: &mut String, c: char) {
    // Writing to memory cannot fail.
    let _ = write!(escaped, "&#{};", u32::from(c));
}

/// Whether an ampersand before this could be read as that of an entity.
fn begins_entity(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c == '#' || c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_text_is_left_as_people_write_it() {
        for plain in [
            "Erasmus MC - University Medical Center Rotterdam, the Netherlands",
            "Queen's University (Canada)",
            "PAD-UFES-20: the challenges & 1,011 of them!",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn nothing_that_liquid_looks_for_is_left() {
        for raw in ["{{ site.x }}", "{% raw %}", "{# x #}", "{{< x >}}"] {
            for escaped in [text(raw), code(raw), address(raw)] {
                for mark in ["{{", "{%", "{#", "}}", "%}"] {
                    assert!(!escaped.contains(mark), "{escaped}");
                }
            }
        }
    }

    #[test]
    fn an_address_stays_within_its_parentheses() {
        assert_eq!(
            address("https://example.org/?a=(b)&c={{d}};e"),
            "https://example.org/?a=%28b%29&c=%7B%7Bd%7D%7D%3Be"
        );
    }

    /// Markdown without the elements in it. Every other `<` is an entity there.
    fn without_elements(markdown: &str) -> String {
        let mut parts = markdown.split('<');
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            let (element, after) = part.split_once('>').unwrap();
            // Next to a mark of emphasis, an element counts as punctuation.
            let is_by_a_mark = text.ends_with(['*', '_']) || after.starts_with(['*', '_']);
            text.push_str(match element {
                _ if element.contains("code") => {
                    if is_by_a_mark {
                        "‥"
                    } else {
                        ""
                    }
                }
                _ if is_by_a_mark => "…",
                _ => " ",
            });
            text.push_str(after);
        }
        text
    }

    proptest! {
        #[test]
        fn escaped_text_is_read_as_the_text(raw in "[ -~äß]{0,40}") {
            let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = crate::sample::text(&format!("* {}", text(&raw)));
            let expected = if raw.is_empty() { "-".to_owned() } else { format!("- {raw}") };
            prop_assert_eq!(&*read.plain, expected);
        }

        #[test]
        fn what_is_written_as_markdown_again_means_the_same(raw in "[ -~\n]{0,60}") {
            let once = crate::sample::text(&raw);
            for mark in ["{{", "{%", "{#", "<script"] {
                prop_assert!(!once.markdown.contains(mark), "{}", once.markdown);
            }
            // The elements that we write ourselves would be text to our reader.
            let again = crate::sample::text(&without_elements(&once.markdown));
            let words = |text: &str| {
                let text = text.replace('‥', "");
                let words = text.split(|c: char| !c.is_alphanumeric());
                words.filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
            };
            prop_assert_eq!(words(&again.plain), words(&once.plain), "{}", once.markdown);
        }
    }
}
