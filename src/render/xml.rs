//! XML 1.0: the characters that it can carry, and elements written down.
//!
//! Control characters other than tab and line feed, and U+FFFE and U+FFFF, cannot stand in an XML
//! document in any form (section 2.2), so they are left out. A carriage return would come back as
//! a line feed (2.11), so it becomes one here.

use std::borrow::Cow;
use std::io::{self, Write};

use super::gathered::Gathered;
use super::html::is_markup;
use crate::special::{has_special, push_escaped};

/// The text as a reader of the document will get it.
pub(crate) fn text<'a>(raw: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let raw = raw.into();
    // Nearly every text may stay as it is.
    if !has_special(&raw, is_odd) {
        return raw;
    }
    let mut text = String::with_capacity(raw.len());
    push_escaped(&raw, &mut text, is_odd, |c, at, text| text.extend(read(c, &raw[at..])));
    text.into()
}

/// Whether a character that begins with this may come back as something else, or not at all: only
/// U+FFFE and U+FFFF are forbidden beyond the controls, and they begin with 0xEF.
#[inline]
fn is_odd(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\t' | b'\n')) || byte == 0xef
}

/// What comes back of a character, with which the rest of the text begins.
fn read(c: char, rest: &str) -> Option<char> {
    match c {
        '\r' => (!rest.starts_with("\r\n")).then_some('\n'),
        c => is_char(c).then_some(c),
    }
}

/// The production `Char` of section 2.2. Rust's characters are never surrogates.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Names and values of attributes, the values as a reader gets them.
pub(crate) type Attributes<'a> = [(&'static str, &'a str)];

/// An element that is being written, or the whole document. Each element in it has a line of its
/// own, at its depth.
pub(crate) struct Elements<'a> {
    out: Gathered<'a>,
    depth: usize,
}

/// Writes a document.
pub(crate) fn document(
    out: &mut dyn Write,
    root: impl FnOnce(&mut Elements<'_>),
) -> io::Result<()> {
    let mut write = |text: &str| out.write_all(text.as_bytes());
    let mut document = Elements { out: Gathered::new(&mut write), depth: 0 };
    document.out.text.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    root(&mut document);
    document.out.text.push('\n');
    document.out.finish()
}

impl Elements<'_> {
    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.begin(name, attributes);
        self.out.text.push_str("/>");
    }

    /// An element with text, and no white space around the text.
    pub(crate) fn text(&mut self, name: &str, content: &str) {
        self.text_with(name, &[], content);
    }

    /// The same, with attributes.
    pub(crate) fn text_with(&mut self, name: &str, attributes: &Attributes<'_>, content: &str) {
        self.begin(name, attributes);
        let out = &mut self.out.text;
        out.push('>');
        push(content, out, |byte| matches!(byte, b'<' | b'>' | b'&'));
        self.end(name);
    }

    /// The same text, in a section in which nothing but its end means anything (2.7).
    pub(crate) fn cdata(&mut self, name: &str, content: &str) {
        self.begin(name, &[]);
        let (content, out) = (text(content), &mut self.out.text);
        out.push_str("><![CDATA[");
        // Much faster than to look for it in order to replace it.
        if content.contains("]]>") {
            out.push_str(&content.replace("]]>", "]]]]><![CDATA[>"));
        } else {
            out.push_str(&content);
        }
        out.push_str("]]>");
        self.end(name);
    }

    /// An element with elements in it.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        elements: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.out.text.push('>');
        self.depth += 1;
        elements(self);
        self.depth -= 1;
        self.out.line(self.depth);
        self.end(name);
        self.out.write_if_enough();
    }

    fn begin(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.out.line(self.depth);
        let out = &mut self.out.text;
        out.push('<');
        out.push_str(name);
        for (name, value) in attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            // White space would come back as a space (3.3.3).
            push(value, out, |byte| is_markup(byte) || matches!(byte, b'\t' | b'\n'));
            out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        let out = &mut self.out.text;
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

/// Pushes what a reader gets of a text, with references in place of what is special.
fn push(raw: &str, out: &mut String, is_special: impl Fn(u8) -> bool) {
    // Nearly all that is special is markup.
    let escape = |c, at, out: &mut String| match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&apos;"),
        c => match read(c, &raw[at..]) {
            Some('\t') => out.push_str("&#9;"),
            Some('\n') if is_special(b'\n') => out.push_str("&#10;"),
            Some(c) => out.push(c),
            None => {}
        },
    };
    push_escaped(raw, out, |byte| is_special(byte) || is_odd(byte), escape);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_that_xml_cannot_carry_are_left_out() {
        assert_eq!(text("a\0b\u{8}c\u{b}d\u{1f}e\u{fffe}f\u{ffff}g"), "abcdefg");
        assert_eq!(text("tab\tnext\nline\u{85}\u{2028}"), "tab\tnext\nline\u{85}\u{2028}");
        assert_eq!(
            text("\u{7f}\u{d7ff}\u{e000}\u{fffd}\u{1f440}\u{1ffff}\u{10ffff}"),
            "\u{7f}\u{d7ff}\u{e000}\u{fffd}\u{1f440}\u{1ffff}\u{10ffff}"
        );
    }

    #[test]
    fn every_line_ends_with_a_line_feed() {
        assert_eq!(text("a\r\nb\rc\n\rd\r\r\n"), "a\nb\nc\n\nd\n\n");
    }

    fn written(elements: impl FnOnce(&mut Elements<'_>)) -> String {
        let mut written = vec![];
        document(&mut written, |xml| xml.element("root", &[], elements)).expect("memory takes it");
        String::from_utf8(written).expect("UTF-8")
    }

    #[test]
    fn no_white_space_is_added_to_text() {
        let written = written(|xml| {
            xml.text_with("b", &[("d", "e")], "c");
            xml.text("f", "");
            xml.element("g", &[("h", "i")], |xml| xml.empty("j", &[]));
            xml.cdata("k", "");
        });
        let expected = "\
<?xml version=\"1.0\" encoding=\"utf-8\"?>
<root>
  <b d=\"e\">c</b>
  <f></f>
  <g h=\"i\">
    <j/>
  </g>
  <k><![CDATA[]]></k>
</root>
";
        assert_eq!(written, expected);
    }

    proptest! {
        #[test]
        fn text_comes_back_as_it_was_filtered(
            content in "(\\PC|\\]\\]>|[a-z<>&'\"\r\n\t\0\u{fffe}]|[a-z]{20}){0,20}",
            value in any::<String>(),
        ) {
            let written = written(|xml| {
                xml.text_with("a", &[("b", &value), ("c", &content)], &content);
                xml.cdata("d", &content);
            });
            let read = roxmltree::Document::parse(&written).expect("well-formed");
            let element = read.root_element().first_element_child().expect("an element");
            prop_assert_eq!(element.text().unwrap_or_default(), text(&content));
            prop_assert_eq!(element.attribute("b").map(Cow::from), Some(text(&value)));
            prop_assert_eq!(element.attribute("c").map(Cow::from), Some(text(&content)));
            let section = element.next_sibling_element().expect("an element");
            prop_assert_eq!(section.text().unwrap_or_default(), text(&content));
        }
    }
}
