//! XML 1.0: the characters that it can carry, and elements written down.
//!
//! Control characters other than tab and line feed, and U+FFFE and U+FFFF, cannot stand in an XML
//! document in any form (section 2.2), so they are left out. A carriage return would come back as
//! a line feed (2.11), so it becomes one here.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;

/// The text as a reader of the document will get it.
pub(crate) fn text<'a>(raw: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let raw = raw.into();
    // Nearly every text may stay as it is, and bytes tell which: only U+FFFE and U+FFFF are
    // forbidden beyond the controls, and they begin with 0xEF. To look at all of them is faster
    // than to stop at the first.
    let is_odd = |byte: &u8| (*byte < b' ' && !matches!(byte, b'\t' | b'\n')) || *byte == 0xef;
    if !raw.as_bytes().iter().fold(false, |odd, byte| odd | is_odd(byte)) {
        return raw;
    }
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| is_char(*c)).collect()
}

/// The production `Char` of section 2.2. Rust's characters are never surrogates.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Element<'a> {
    /// With its prefix.
    pub(crate) name: &'static str,
    /// Names and values, the values as a reader gets them.
    pub(crate) attributes: Vec<(&'static str, Cow<'a, str>)>,
    text: Option<Cow<'a, str>>,
    elements: Vec<Self>,
}

impl<'a> Element<'a> {
    /// An element with nothing in it.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, attributes: vec![], text: None, elements: vec![] }
    }

    /// An element with text, and no white space around the text.
    pub(crate) fn text(name: &'static str, content: impl Into<Cow<'a, str>>) -> Self {
        Self { text: Some(text(content)), ..Self::new(name) }
    }

    /// One more attribute.
    pub(crate) fn attribute(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attributes.push((name, text(value)));
        self
    }

    /// More elements in it.
    pub(crate) fn children(mut self, more: impl IntoIterator<Item = Self>) -> Self {
        self.elements.extend(more);
        self
    }

    /// Writes the document that has it as its root, with more elements in it, each of which is
    /// made when its turn comes.
    pub(crate) fn document<'b>(
        &self,
        more: impl IntoIterator<Item = Element<'b>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut buffer = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        self.begin(0, &mut buffer);
        buffer.push('>');
        self.elements.iter().for_each(|element| element.write(1, &mut buffer));
        for element in more {
            element.write(1, &mut buffer);
            out.write_all(buffer.as_bytes())?;
            buffer.clear();
        }
        buffer.push('\n');
        self.end(&mut buffer);
        buffer.push('\n');
        out.write_all(buffer.as_bytes())
    }

    /// Each element has a line of its own, at its depth.
    fn write(&self, depth: usize, out: &mut String) {
        self.begin(depth, out);
        match &self.text {
            None if self.elements.is_empty() => return out.push_str("/>"),
            None => out.push('>'),
            Some(text) => {
                out.push('>');
                out.push_str(&partial_escape(&**text));
            }
        }
        self.elements.iter().for_each(|element| element.write(depth + 1, out));
        if !self.elements.is_empty() {
            line(depth, out);
        }
        self.end(out);
    }

    fn begin(&self, depth: usize, out: &mut String) {
        line(depth, out);
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&Attribute::from((*name, &**value)).value);
            out.push('"');
        }
    }

    fn end(&self, out: &mut String) {
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
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

    fn document<const N: usize>(root: &Element<'_>, more: [Element<'_>; N]) -> String {
        let mut document = vec![];
        root.document(more, &mut document).expect("memory takes it");
        String::from_utf8(document).expect("UTF-8")
    }

    #[test]
    fn no_white_space_is_added_to_text() {
        let root = Element::new("a").children([Element::text("b", "c").attribute("d", "e")]);
        assert_eq!(
            document(&root, [Element::text("f", ""), Element::new("g")]),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>\n  <b d=\"e\">c</b>\n  <f></f>\n  <g/>\n</a>\n"
        );
    }

    proptest! {
        #[test]
        fn text_comes_back_as_it_was_filtered(content in any::<String>(), value in any::<String>()) {
            let element = Element::text("a", &content).attribute("b", &value);
            let written = document(&Element::new("root"), [element]);
            let read = roxmltree::Document::parse(&written).expect("well-formed");
            let element = read.root_element().first_element_child().expect("an element");
            prop_assert_eq!(element.text().unwrap_or_default(), text(&content));
            prop_assert_eq!(element.attribute("b").map(Cow::from), Some(text(&value)));
        }
    }
}
