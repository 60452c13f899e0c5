//! JSON (RFC 8259) for a `script` element: its strings hold nothing that ends the element, opens a
//! comment or is a line break to some script, and no `{{` either.
//!
//! Half of what a page has of it are names. They are the program's own words, and written as they
//! are; serde looks each of them through like any other string, and took more than twice as long.

use std::fmt::{self, Write as _};

use crate::special::Special;

/// How much is put together before it is passed on.
const ENOUGH: usize = 8_192;

/// The first bytes of what a string may not hold as it is: U+2028 and U+2029 begin with 0xE2.
static IN_STRING: Special = Special::controls_and(b"\"\\<>&{}\xe2");

/// Where JSON is written to.
pub(super) struct Json<'a> {
    out: &'a mut dyn fmt::Write,
    text: String,
    /// Whether all of it could be passed on so far.
    passed_on: fmt::Result,
}

/// An object that is being written.
pub(super) struct Object<'a, 'o> {
    json: &'a mut Json<'o>,
    /// What stands before the next member.
    between: char,
}

impl<'o> Json<'o> {
    /// Writes an object.
    pub(super) fn write(
        out: &'o mut dyn fmt::Write,
        write: impl FnOnce(&mut Object<'_, 'o>),
    ) -> fmt::Result {
        let mut json = Self { out, text: String::new(), passed_on: Ok(()) };
        json.object(write);
        json.pass_on();
        json.passed_on
    }

    fn object(&mut self, write: impl FnOnce(&mut Object<'_, 'o>)) {
        let mut object = Object { json: self, between: '{' };
        write(&mut object);
        self.text.push('}');
        if self.text.len() > ENOUGH {
            self.pass_on();
        }
    }

    fn pass_on(&mut self) {
        self.passed_on = self.passed_on.and_then(|()| self.out.write_str(&self.text));
        self.text.clear();
    }

    fn string(&mut self, value: &str) {
        self.text.push('"');
        let mut rest = value;
        while let Some(at) = IN_STRING.first_in(rest) {
            let (ordinary, from) = rest.split_at(at);
            self.text.push_str(ordinary);
            let Some(c) = from.chars().next() else { break };
            self.character(c);
            rest = &from[c.len_utf8()..];
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    fn character(&mut self, c: char) {
        match c {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\t' => self.text.push_str("\\t"),
            '\r' => self.text.push_str("\\r"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{c}' => self.text.push_str("\\f"),
            '<' | '>' | '&' | '{' | '}' | '\0'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                // Writing to memory cannot fail.
                let _ = write!(self.text, "\\u{:04x}", u32::from(c));
            }
            c => self.text.push(c),
        }
    }
}

impl<'o> Object<'_, 'o> {
    /// A string.
    pub(super) fn text(&mut self, name: &'static str, value: &str) {
        self.name(name);
        self.json.string(value);
    }

    /// A string, where there is one.
    pub(super) fn known(&mut self, name: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// An object.
    pub(super) fn object(&mut self, name: &'static str, write: impl FnOnce(&mut Object<'_, 'o>)) {
        self.name(name);
        self.json.object(write);
    }

    /// A list of objects, unless there are none.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Object<'_, 'o>, T),
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.name(name);
        let mut between = '[';
        for item in items {
            self.json.text.push(between);
            between = ',';
            self.json.object(|object| write(object, item));
        }
        self.json.text.push(']');
    }

    fn name(&mut self, name: &'static str) {
        let text = &mut self.json.text;
        text.push(self.between);
        text.extend(["\"", name, "\":"]);
        self.between = ',';
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn written(write: impl FnOnce(&mut Object<'_, '_>)) -> String {
        let mut text = String::new();
        Json::write(&mut text, write).unwrap();
        text
    }

    #[test]
    fn members_stand_in_their_order_and_what_is_not_known_is_left_out() {
        let text = written(|it| {
            it.text("b", "1");
            it.known("x", None);
            it.known("a", Some("2"));
            it.object("c", |it| it.text("d", "3"));
            it.list("x", [""; 0], |it, text| it.text("e", text));
            it.list("f", ["4", "5"], |it, text| it.text("e", text));
        });
        assert_eq!(text, r#"{"b":"1","a":"2","c":{"d":"3"},"f":[{"e":"4"},{"e":"5"}]}"#);
    }

    proptest! {
        #[test]
        fn another_reader_reads_what_was_written(value in "[\\PC\0-\u{a0}\u{2000}-\u{2030}]{0,60}") {
            let text = written(|it| it.text("a", &value));
            prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&text).unwrap(), &json!({ "a": value }));
            let inner = &text[1..text.len() - 1];
            prop_assert!(!inner.contains(['<', '>', '&', '{', '}', '\u{2028}', '\u{2029}']), "{}", text);
        }
    }
}
