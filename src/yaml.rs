//! YAML text to a tree of nodes, each with its place in the text. The only module that sees the
//! YAML library, which reports one error and stops; everything beyond the syntax is left to
//! [`crate::document`], so that all problems of a file show in one run.
//!
//! YAML 1.2, one document. Anchors, aliases and merge keys work, within limits that keep hostile
//! files small; tags are ignored.

mod plain;
mod slip;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Options, Spanned};

use crate::diagnostic::{Code, Diagnostic, Source};
pub(crate) use plain::Items;
pub(crate) use slip::spaced;

/// A node of the tree.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: Value<'a>,
    /// In bytes of the source. A block collection's span is empty: it has only a start.
    pub(crate) span: Range<usize>,
}

/// What a node holds.
#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// Nothing, `~` or `null`.
    Null,
    /// A text.
    Text(Cow<'a, str>),
    /// A number or a boolean. What the author wrote stands in the span.
    Literal,
    Sequence(Vec<Node<'a>>),
    /// In the order of the file; a key may be there twice.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
}

/// The longest line, in bytes. A longer one is of no hand, and looking for columns in it takes
/// long where it is full of mistakes.
const LONGEST_LINE: usize = 1 << 20;

/// Reads the source into a tree.
pub(crate) fn read(source: &Source) -> Result<Node<'_>, Box<Diagnostic>> {
    check_lines(source)?;
    plain::read(source.text()).map_or_else(|| read_any(source), Ok)
}

/// Reads the source into a tree, where the items of the list that is the value of the root's key
/// `list` may be taken out, each as soon as it is read: by one `items` for each part of the list, by
/// its number.
pub(crate) fn read_items<'a, I: Items<'a>>(
    source: &'a Source,
    list: &'a str,
    items: impl Fn(usize) -> I + Sync,
) -> Result<(Node<'a>, Vec<I>), Box<Diagnostic>> {
    check_lines(source)?;
    plain::read_items(source.text(), list, items)
        .map_or_else(|| Ok((read_any(source)?, Vec::new())), Ok)
}

fn check_lines(source: &Source) -> Result<(), Box<Diagnostic>> {
    if let Some(start) = source.line_longer_than(LONGEST_LINE) {
        let message = "this line is longer than 1 MiB";
        let diagnostic = Diagnostic::new(Code::Yaml, start..start, message);
        return Err(Box::new(
            diagnostic.help("check that this is the catalogue; wrap lines of that length"),
        ));
    }
    Ok(())
}

/// Reads a source with the whole of YAML in it, and finds out what is wrong with it.
fn read_any(source: &Source) -> Result<Node<'_>, Box<Diagnostic>> {
    serde_yaml::from_str_with_options(source.text(), options(source.text().len()))
        .map_err(|error| Box::new(diagnostic(source, &error)))
}

/// What a plain text is that looks like a number.
fn number(text: &str) -> Option<Value<'_>> {
    serde_yaml::from_str_with_options(text, options(text.len())).ok()
}

/// Limits in proportion to the file: each node takes at least two bytes of it, and aliases may
/// repeat as much again as the file holds.
fn options(length: usize) -> Options {
    let nodes = length.max(10_000);
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: nodes,
            max_events: nodes * 2,
            max_total_scalar_bytes: length.max(1 << 20) * 2,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: nodes },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        ignore_binary_tag_for_string: true,
    }
}

fn diagnostic(source: &Source, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.without_snippet().to_string();
    // The library ends its sentence with the place, which the mark shows already.
    let message = message.split(" at line ").next().unwrap_or(&message);
    // What follows a semicolon is advice to programmers.
    let message = message.split("; ").next().unwrap_or(message);
    // Limits are told in the library's own terms.
    let limit = LIMITS.iter().find(|(part, _)| message.contains(part));
    let message = limit.map_or(message, |(_, words)| words);
    let start = error
        .location()
        .map_or(0, |location| source.offset(location.line() as usize, location.column() as usize));
    let length = source.text()[start..].chars().next().map_or(0, char::len_utf8);
    let diagnostic =
        Diagnostic::new(Code::Yaml, start..start + length, format!("broken YAML: {message}"));
    let slip = STUMBLES.iter().any(|part| message.contains(part));
    match slip.then(|| slip::find(source.text(), start)).flatten() {
        Some(slip) => diagnostic.related(slip.span, slip.label).help(slip.help),
        None => diagnostic.help(help(message)),
    }
}

/// What the library says where a key does not stand as it should.
const STUMBLES: [&str; 4] =
    ["mapping values", "expected ':'", "did not find expected key", "expected '-' indicator"];

/// What is wrong with a file that breaks one of the limits.
const LIMITS: [(&str, &str); 5] = [
    ("recursion limit", "the nesting is too deep"),
    ("Depth", "the nesting is too deep"),
    ("alias replay", "the aliases repeat too much"),
    ("Aliases", "the aliases repeat too much"),
    ("budget breached", "this is more than a catalogue holds"),
];

/// The next step for the slips that people make in YAML.
fn help(message: &str) -> &'static str {
    let hints = [
        ("too deep", "a catalogue has no more than ten levels: check that this is one"),
        ("repeat too much", "write the values out where they belong"),
        (
            "mapping values",
            "a text that contains `: ` needs quotes around it: `title: \"Data: a tour\"`",
        ),
        (
            "expected ':'",
            "write `key: value`; a text that runs over several lines is indented below its key",
        ),
        ("tab", "indent with spaces; YAML does not take tabs"),
        ("unclosed quote", "close the quote, or leave both out"),
        ("unclosed bracket", "close the bracket, or put quotes around a text that starts with one"),
        ("unexpected character: `\\u{", "take out the character, which is none of a text"),
        (
            "unexpected character",
            "a text that starts with a special character needs quotes around it",
        ),
        ("multiple YAML documents", "keep one catalogue in the file: remove the line `---`"),
        (
            "unknown anchor",
            "an alias `*name` needs an anchor `&name` before it; a text that starts with `*` needs quotes",
        ),
    ];
    let hint = hints.iter().find(|(part, _)| message.contains(part));
    hint.map_or(
        "check the indentation and the quotes of this line and the one before",
        |(_, help)| help,
    )
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        let span = spanned.defined.span();
        let start = span.byte_offset().unwrap_or_default() as usize;
        let end = start + span.byte_len().unwrap_or_default() as usize;
        let span = match spanned.value {
            // A flow collection's span is its opening bracket, a block collection's is empty.
            Value::Sequence(_) | Value::Mapping(_) => start..start,
            _ => start..end,
        };
        Ok(Self { value: spanned.value, span })
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Literal)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = access.next_element()? {
            nodes.push(node);
        }
        Ok(Value::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Mapping(entries))
    }
}
