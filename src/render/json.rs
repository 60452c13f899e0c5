//! JSON (RFC 8259), written down: each member and each item has a line of its own, indented by two
//! spaces for each object and list around it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::gathered::Gathered;
use crate::special::push_escaped;

/// An object that is being written, member by member. The names of members are ours and need no
/// escape.
pub(crate) struct Object<'a> {
    out: Gathered<'a>,
    depth: usize,
}

/// Writes a document: an object, and a line break behind it.
pub(crate) fn document(
    out: &mut dyn Write,
    members: impl FnOnce(&mut Object<'_>),
) -> io::Result<()> {
    let mut object = Object { out: Gathered::new(out), depth: 0 };
    object.within('{', members, '}');
    object.out.text.push('\n');
    object.out.finish()
}

impl Object<'_> {
    /// A member that is text.
    pub(crate) fn text(&mut self, name: &str, value: impl AsRef<str>) {
        self.name(name);
        string(value.as_ref(), &mut self.out.text);
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
        self.list(name, items, |list, item| string(item, &mut list.out.text));
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
        text.push_str("\": ");
    }

    /// Begins the line of a member or an item.
    fn next(&mut self) {
        if !self.is_empty() {
            self.out.text.push(',');
        }
        self.out.line(self.depth);
    }

    /// Writes what stands within brackets.
    fn within(&mut self, open: char, write: impl FnOnce(&mut Self), close: char) {
        self.out.text.push(open);
        self.depth += 1;
        write(self);
        self.depth -= 1;
        if !self.is_empty() {
            self.out.line(self.depth);
        }
        self.out.text.push(close);
        self.out.write_if_enough();
    }

    /// Whether nothing stands yet behind the bracket. It is not written out before something does.
    fn is_empty(&self) -> bool {
        matches!(self.out.text.as_bytes().last(), Some(b'{' | b'['))
    }
}

fn string(value: &str, out: &mut String) {
    let is_special = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
    out.push('"');
    push_escaped(value, out, is_special, |byte, out| match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        0x08 => out.push_str("\\b"),
        0x0c => out.push_str("\\f"),
        _ => {
            let _ = write!(out, "\\u{byte:04x}");
        }
    });
    out.push('"');
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
    fn a_document_of_any_length_is_whole() {
        let document = written(|json| {
            json.objects("a", 0..20_000, |json, number| json.number("b", number));
        });
        let read: Value = serde_json::from_str(&document).expect("JSON");
        let expected: Vec<_> = (0..20_000).map(|number| json!({ "b": number })).collect();
        assert_eq!(read, json!({ "a": expected }));
    }

    #[test]
    fn a_failure_is_told() {
        let mut full = &mut [0; 10][..];
        let written = document(&mut full, |json| json.text("a", "a text with more than that"));
        assert_eq!(written.map_err(|error| error.kind()), Err(io::ErrorKind::WriteZero));
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_serde_writes_it(
            text in any::<String>(),
            long in "([ -~\\p{C}é語👩]|[a-z\"\\\\\0-\u{1f}]{40}){0,8}",
        ) {
            for text in [text, long] {
                let mut out = String::new();
                string(&text, &mut out);
                prop_assert_eq!(out, Value::from(text).to_string());
            }
        }
    }
}
