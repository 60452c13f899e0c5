//! The YAML of nearly every catalogue: mappings, lists and texts, without anchors, tags and merge
//! keys. The parser below the library reads it to the same tree in less than half the time, since values are
//! not found out by asking for them and places are not passed on as values themselves.
//!
//! Whatever else there is in a file, a mistake above all, is left to the library, so that there is
//! one place that says what is wrong: here it is only `None`.

pub(super) mod parts;

use std::borrow::Cow;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span, StrInput};

use super::{Node, Value};

/// As deep as no catalogue is nested; the limit of the library lies below.
const DEEPEST: usize = 32;

/// The shortest text that is worth a second thread, in bytes.
const WORTH_PARTS: usize = 1 << 16;

/// In how many parts such a text is read: as many as let two threads end at about the same time.
const PARTS: usize = 8;

/// Takes the items of a list, one after the other.
pub(crate) trait Items<'a>: Send {
    fn take(&mut self, item: Node<'a>);
}

/// Reads a text, if it is as plain as that.
pub(super) fn read(text: &str) -> Option<Node<'_>> {
    Events::new(text, None, Untaken).root()
}

/// Reads a text, if it is as plain as that, all but the items of the list that is the value of the
/// root's key `list`. These are taken, each as soon as it is read, so that no more of them than one
/// are in memory. Of a long text each part of the list, by its number, has `items` of its own.
pub(super) fn read_items<'a, I: Items<'a>>(
    text: &'a str,
    list: &'a str,
    items: impl Fn(usize) -> I + Sync,
) -> Option<(Node<'a>, Vec<I>)> {
    let size = (text.len() >= WORTH_PARTS).then_some(text.len() / PARTS);
    size.and_then(|size| parts::read_items(text, list, &items, size)).or_else(|| {
        let mut events = Events::new(text, Some(list), items(0));
        Some((events.root()?, vec![events.items]))
    })
}

/// Where no list is named.
struct Untaken;

impl<'a> Items<'a> for Untaken {
    fn take(&mut self, _: Node<'a>) {}
}

struct Events<'a, I> {
    parser: Parser<'a, StrInput<'a>>,
    /// Where what is parsed starts in the text.
    start: usize,
    /// The key of the root whose items are taken, until it comes.
    list: Option<&'a str>,
    items: I,
    /// Where the list was cut, if it was: what comes after it is an item with nothing in it.
    cut: Option<usize>,
    /// Whether that item has come.
    is_cut: bool,
}

impl<'a, I: Items<'a>> Events<'a, I> {
    fn new(text: &'a str, list: Option<&'a str>, items: I) -> Self {
        let mut options = Options::default();
        options.set_emit_comments(false);
        let parser = Parser::new_from_str_with_options(text, options);
        Self { parser, start: 0, list, items, cut: None, is_cut: false }
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.parser.next()?.ok()
    }

    /// The root of the only document.
    fn root(&mut self) -> Option<Node<'a>> {
        self.document(|this| this.node(0))
    }

    /// Takes the items of the root, which is a list.
    fn root_items(&mut self) -> Option<()> {
        self.document(|this| match this.next()?.0 {
            Event::SequenceStart(_, 0, None) => this.take_items(),
            _ => None,
        })
    }

    fn document<T>(&mut self, root: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let Event::StreamStart = self.next()?.0 else { return None };
        // A version is declared by those who mean something by it.
        let Event::DocumentStart(_, None) = self.next()?.0 else { return None };
        let root = root(self)?;
        let Event::DocumentEnd = self.next()?.0 else { return None };
        let Event::StreamEnd = self.next()?.0 else { return None };
        Some(root)
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
            let value = match &key.value {
                Value::Text(name) if depth == 0 && self.list == Some(name) => self.list()?,
                Value::Text(name) if name != "<<" => self.node(depth + 1)?,
                _ => return None,
            };
            entries.push((key, value));
        }
    }

    /// The value whose items are taken, if it is a list.
    fn list(&mut self) -> Option<Node<'a>> {
        self.list = None;
        let (event, span) = self.next()?;
        if !matches!(event, Event::SequenceStart(_, 0, None)) {
            return self.started(event, span, 1);
        }
        let start = self.start + span.start.byte_offset()?;
        self.take_items()?;
        Some(Node { value: Value::Sequence(vec![]), span: start..start })
    }

    fn take_items(&mut self) -> Option<()> {
        loop {
            let (event, span) = self.next()?;
            if let Event::SequenceEnd = event {
                return Some(());
            }
            let item = self.started(event, span, 2)?;
            match (&item.value, self.cut) {
                (Value::Null, Some(cut)) if item.span.start > cut => self.is_cut = true,
                _ => self.items.take(item),
            }
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
