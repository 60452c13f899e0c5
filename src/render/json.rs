//! JSON (RFC 8259), written down: as a file of its own, or within a page.
//!
//! Half of what there is of it are names. They are the program's own words, and written as they
//! are; serde looks each of them through like any other string, and took more than twice as long.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::gathered::Gathered;
use crate::special::push_escaped;

/// What a document is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A file: each member and each item has a line of its own, indented by two spaces for each
    /// object and list around it, and a line break is behind it all.
    File,
    /// A `script` element: there is no white space, and strings hold nothing that ends the element,
    /// opens a comment or is a line break to some script, and no `{{` either.
    Script,
}

/// An object that is being written, member by member. The names of members are ours and need no
/// escape.
pub(crate) struct Object<'a> {
    out: Gathered<'a>,
    depth: usize,
    form: Form,
}

/// Writes an object as a file.
pub(crate) fn document(
    out: &mut dyn Write,
    members: impl FnOnce(&mut Object<'_>),
) -> io::Result<()> {
    write(Form::File, &mut |text| out.write_all(text.as_bytes()), members)
}

/// Writes an object for a `script` element.
pub(crate) fn script(
    out: &mut dyn fmt::Write,
    members: impl FnOnce(&mut Object<'_>),
) -> fmt::Result {
    // What went wrong is known to the writer alone: its errors say nothing.
    let mut write_text = |text: &str| out.write_str(text).map_err(io::Error::other);
    write(Form::Script, &mut write_text, members).map_err(|_| fmt::Error)
}

fn write(
    form: Form,
    out: &mut dyn FnMut(&str) -> io::Result<()>,
    members: impl FnOnce(&mut Object<'_>),
) -> io::Result<()> {
    let mut object = Object { out: Gathered::new(out), depth: 0, form };
    object.within('{', members, '}');
    object.line();
    object.out.finish()
}

impl Object<'_> {
    /// A member that is text.
    pub(crate) fn text(&mut self, name: &str, value: impl AsRef<str>) {
        self.name(name);
        string(value.as_ref(), self.form, &mut self.out.text);
    }

    /// The same, which is left out where there is none.
    pub(crate) fn optional(&mut self, name: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A member that is a number.
    pub(crate) fn number(&mut self, name: &str, value: impl Into<i64>) {
        self.name(name);
        // To write into memory does not fail.
        let _ = write!(self.out.text, "{}", value.into());
    }

    /// A member that is an object.
    pub(crate) fn object(&mut self, name: &str, members: impl FnOnce(&mut Self)) {
        self.name(name);
        self.within('{', members, '}');
    }

    /// A member that is a list of texts.
    pub(crate) fn texts(&mut self, name: &str, items: &[String]) {
        self.list(name, items, |list, item| string(item, list.form, &mut list.out.text));
    }

    /// A member that is a list of objects, each made when its turn comes.
    pub(crate) fn objects<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        members: impl Fn(&mut Self, T),
    ) {
        self.list(name, items, |list, item| {
            list.within('{', |object| members(object, item), '}');
        });
    }

    /// The same, which is left out where there are none.
    pub(crate) fn optional_objects<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        members: impl Fn(&mut Self, T),
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.objects(name, items, members);
        }
    }

    fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) {
        self.name(name);
        let write_all = |list: &mut Self| {
            for item in items {
                list.next();
                write(list, item);
            }
        };
        self.within('[', write_all, ']');
    }

    fn name(&mut self, name: &str) {
        self.next();
        let text = &mut self.out.text;
        text.push('"');
        text.push_str(name);
        text.push_str(match self.form {
            Form::File => "\": ",
            Form::Script => "\":",
        });
    }

    /// Begins a member or an item.
    fn next(&mut self) {
        if !self.is_empty() {
            self.out.text.push(',');
        }
        self.line();
    }

    /// Begins a line, where there are lines.
    fn line(&mut self) {
        if self.form == Form::File {
            self.out.line(self.depth);
        }
    }

    /// Writes what stands within brackets.
    fn within(&mut self, open: char, write: impl FnOnce(&mut Self), close: char) {
        self.out.text.push(open);
        self.depth += 1;
        write(self);
        self.depth -= 1;
        if !self.is_empty() {
            self.line();
        }
        self.out.text.push(close);
        self.out.write_if_enough();
    }

    /// Whether nothing stands yet behind the bracket. It is not written out before something does.
    fn is_empty(&self) -> bool {
        matches!(self.out.text.as_bytes().last(), Some(b'{' | b'['))
    }
}

fn string(value: &str, form: Form, out: &mut String) {
    let escape = |c, _, out: &mut String| escape(c, out);
    out.push('"');
    match form {
        Form::File => push_escaped(value, out, is_special, escape),
        Form::Script => push_escaped(value, out, is_special_in_script, escape),
    }
    out.push('"');
}

#[inline]
fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

/// U+2028 and U+2029 begin with 0xE2.
#[inline]
fn is_special_in_script(byte: u8) -> bool {
    is_special(byte) || matches!(byte, b'<' | b'>' | b'&' | b'{' | b'}' | 0xe2)
}

fn escape(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '<' | '>' | '&' | '{' | '}' | '\0'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(members: impl FnOnce(&mut Object<'_>)) -> String {
        let mut bytes = vec![];
        document(&mut bytes, members).expect("memory takes it");
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn written_for_script(members: impl FnOnce(&mut Object<'_>)) -> String {
        let mut text = String::new();
        script(&mut text, members).expect("memory takes it");
        text
    }

    #[test]
    fn each_member_and_each_item_has_its_line() {
        let texts = ["one".to_owned(), "two".to_owned()];
        let document = written(|json| {
            json.text("a", "b");
            json.optional("c", None::<&str>);
            json.object("d", |json| json.number("e", -1));
            json.object("f", |_| {});
            json.texts("g", &texts);
            json.objects("h", [1, 2], |json, number| json.number("i", number));
            json.texts("j", &[]);
        });
        let expected = "\
{
  \"a\": \"b\",
  \"d\": {
    \"e\": -1
  },
  \"f\": {},
  \"g\": [
    \"one\",
    \"two\"
  ],
  \"h\": [
    {
      \"i\": 1
    },
    {
      \"i\": 2
    }
  ],
  \"j\": []
}
";
        assert_eq!(document, expected);
    }

    #[test]
    fn a_script_has_no_white_space() {
        let script = written_for_script(|json| {
            json.text("b", "1");
            json.optional("x", None::<&str>);
            json.optional("a", Some("2"));
            json.object("c", |json| json.text("d", "3"));
            json.optional_objects("x", [""; 0], |json, text| json.text("e", text));
            json.optional_objects("f", ["4", "5"], |json, text| json.text("e", text));
            json.objects("g", [""; 0], |json, text| json.text("e", text));
        });
        let expected = r#"{"b":"1","a":"2","c":{"d":"3"},"f":[{"e":"4"},{"e":"5"}],"g":[]}"#;
        assert_eq!(script, expected);
    }

    #[test]
    fn a_document_of_any_length_is_whole() {
        let members = |json: &mut Object<'_>| {
            json.objects("a", 0..20_000, |json, number| json.number("b", number));
        };
        let expected: Vec<_> = (0..20_000).map(|number| json!({ "b": number })).collect();
        for document in [written(members), written_for_script(members)] {
            let read: Value = serde_json::from_str(&document).expect("JSON");
            assert_eq!(read, json!({ "a": expected }));
        }
    }

    #[test]
    fn a_failure_is_told() {
        let members = |json: &mut Object<'_>| json.text("a", "a text with more than that");
        let mut full = &mut [0; 10][..];
        let written = document(&mut full, members);
        assert_eq!(written.map_err(|error| error.kind()), Err(io::ErrorKind::WriteZero));
        struct Full;
        impl fmt::Write for Full {
            fn write_str(&mut self, _: &str) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        assert_eq!(script(&mut Full, members), Err(fmt::Error));
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_serde_writes_it(
            text in any::<String>(),
            long in "([ -~\\p{C}é語👩]|[a-z\"\\\\\0-\u{1f}]{40}){0,8}",
        ) {
            for text in [text, long] {
                let mut out = String::new();
                string(&text, Form::File, &mut out);
                prop_assert_eq!(out, Value::from(text).to_string());
            }
        }

        #[test]
        fn another_reader_reads_what_was_written_for_a_script(
            value in "[\\PC\0-\u{a0}\u{2000}-\u{2030}]{0,60}",
        ) {
            let mut out = String::new();
            string(&value, Form::Script, &mut out);
            prop_assert_eq!(&serde_json::from_str::<Value>(&out).expect("JSON"), &json!(value));
            let unsafe_characters = ['<', '>', '&', '{', '}', '\u{2028}', '\u{2029}'];
            prop_assert!(!out.contains(unsafe_characters), "{}", out);
        }
    }
}
