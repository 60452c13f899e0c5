//! XML 1.0: the characters that it can carry, and elements written down.
//!
//! Control characters other than tab and line feed, and U+FFFE and U+FFFF, cannot stand in an XML
//! document in any form (section 2.2), so they are left out. A carriage return would come back as
//! a line feed (2.11), so it becomes one here.

use std::io;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The text as a reader of the document will get it.
pub(crate) fn text(raw: &str) -> String {
    // Nearly every text may stay as it is, and bytes tell which: only U+FFFE and U+FFFF are
    // forbidden beyond the controls, and they begin with 0xEF.
    let is_plain = |byte| matches!(byte, b'\t' | b'\n' | b' '..=0xee | 0xf0..);
    if raw.bytes().all(is_plain) {
        return raw.to_owned();
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
pub(crate) struct Element {
    /// With its prefix.
    pub(crate) name: &'static str,
    /// Names and values, the values as a reader gets them.
    pub(crate) attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    elements: Vec<Self>,
}

impl Element {
    /// An element with nothing in it.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, attributes: vec![], text: None, elements: vec![] }
    }

    /// An element with text, and no white space around the text.
    pub(crate) fn text(name: &'static str, content: &str) -> Self {
        Self { text: Some(text(content)), ..Self::new(name) }
    }

    /// One more attribute.
    pub(crate) fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, text(value)));
        self
    }

    /// More elements in it.
    pub(crate) fn children(mut self, more: impl IntoIterator<Item = Self>) -> Self {
        self.elements.extend(more);
        self
    }

    /// The document that has it as its root.
    pub(crate) fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new_with_indent(vec![], b' ', 2);
        // A `Vec` takes every write: there is no error to pass on.
        let _ = writer
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
            .and_then(|()| self.write(&mut writer));
        let mut document = writer.into_inner();
        document.push(b'\n');
        document
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        start
            .extend_attributes(self.attributes.iter().map(|(name, value)| (*name, value.as_str())));
        if self.text.is_none() && self.elements.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            writer.write_event(Event::Text(BytesText::from_escaped(partial_escape(text))))?;
        }
        self.elements.iter().try_for_each(|element| element.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
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

    #[test]
    fn no_white_space_is_added_to_text() {
        let root = Element::new("a").children([
            Element::text("b", "c").attribute("d", "e"),
            Element::text("f", ""),
            Element::new("g"),
        ]);
        assert_eq!(
            String::from_utf8(root.document()).expect("UTF-8"),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>\n  <b d=\"e\">c</b>\n  <f></f>\n  <g/>\n</a>\n"
        );
    }

    proptest! {
        #[test]
        fn text_comes_back_as_it_was_filtered(content in any::<String>(), value in any::<String>()) {
            let written = Element::text("a", &content).attribute("b", &value).document();
            let written = String::from_utf8(written).expect("UTF-8");
            let read = roxmltree::Document::parse(&written).expect("well-formed");
            let root = read.root_element();
            prop_assert_eq!(root.text().unwrap_or_default(), text(&content));
            prop_assert_eq!(root.attribute("b").map(str::to_owned), Some(text(&value)));
        }
    }
}
