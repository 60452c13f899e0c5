//! The YAML of nearly every catalogue: mappings, lists and texts, without anchors, tags and merge
//! keys. The parser below the library reads it to the same tree in less than half the time, since values are
//! not found out by asking for them and places are not passed on as values themselves.
//!
//! Whatever else there is in a file, a mistake above all, is left to the library, so that there is
//! one place that says what is wrong: here it is only `None`.

pub(super) mod halves;

use std::borrow::Cow;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StrInput};

use super::{Node, Value};

/// As deep as no catalogue is nested; the limit of the library lies below.
const DEEPEST: usize = 32;

/// The shortest text that is worth a second thread, in bytes.
const WORTH_HALVES: usize = 1 << 16;

/// Reads a text, if it is as plain as that.
pub(super) fn read(text: &str) -> Option<Node<'_>> {
    let middle = (text.len() >= WORTH_HALVES).then_some(text.len() / 2);
    middle.and_then(|middle| halves::read(text, middle)).or_else(|| read_part(text, 0))
}

/// Reads a part of a text, which starts at this offset of it.
fn read_part(part: &str, start: usize) -> Option<Node<'_>> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let parser = Parser::new_from_str_with_options(part, options);
    let mut events = Events { parser, start };
    let Event::StreamStart = events.next()?.0 else { return None };
    // A version is declared by those who mean something by it.
    let Event::DocumentStart(_, None) = events.next()?.0 else { return None };
    let root = events.node(0)?;
    let Event::DocumentEnd = events.next()?.0 else { return None };
    let Event::StreamEnd = events.next()?.0 else { return None };
    Some(root)
}

struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    /// Where what is parsed starts in the text.
    start: usize,
}

impl<'a> Events<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.parser.next()?.ok()
    }

    /// The next node, which is inside of so many others.
    fn node(&mut self, depth: usize) -> Option<Node<'a>> {
        let (event, span) = self.next()?;
        self.started(event, span, depth)
    }

    fn started(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node<'a>> {
        let place = |offset| Some(self.start + offset?);
        let (start, end) = (place(span.start.byte_offset())?, place(span.end.byte_offset())?);
        let value = match event {
            _ if depth == DEEPEST => return None,
            Event::Scalar(text, style, 0, None) => scalar(text, style),
            Event::SequenceStart(_, 0, None) => Value::Sequence(self.items(depth)?),
            Event::MappingStart(_, 0, None) => Value::Mapping(self.entries(depth)?),
            _ => return None,
        };
        let is_scalar = !matches!(value, Value::Sequence(_) | Value::Mapping(_));
        Some(Node { value, span: start..if is_scalar { end } else { start } })
    }

    fn items(&mut self, depth: usize) -> Option<Vec<Node<'a>>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                (event, span) => items.push(self.started(event, span, depth + 1)?),
            }
        }
    }

    fn entries(&mut self, depth: usize) -> Option<Vec<(Node<'a>, Node<'a>)>> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if let Event::MappingEnd = event {
                return Some(entries);
            }
            let key = self.started(event, span, depth + 1)?;
            match &key.value {
                Value::Text(name) if name != "<<" => {}
                _ => return None,
            }
            entries.push((key, self.node(depth + 1)?));
        }
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value<'_> {
    if style != ScalarStyle::Plain {
        return Value::Text(text);
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Value::Literal,
        number if may_be_a_number(number) => match super::number(number) {
            Some(Value::Literal) => Value::Literal,
            // The library has its own words for what is no number and none that is finite.
            Some(Value::Text(words)) if words != text => Value::Text(words.into_owned().into()),
            _ => Value::Text(text),
        },
        _ => Value::Text(text),
    }
}

/// Whether a plain text looks so much like a number that the library has to tell. Most that begin
/// like one are dates.
fn may_be_a_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let first = digits.bytes().next();
    first.is_some_and(|first| first.is_ascii_digit() || first == b'.')
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit() || b"xXoO_.+-iInN".contains(&byte))
        && !digits.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == b'-')
}
