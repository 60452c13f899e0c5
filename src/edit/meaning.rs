//! What a catalogue's text says, without its layout: what it is held against after a change.

use crate::diagnostic::Source;
use crate::yaml::{self, Node, Value};

/// A value of the catalogue.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Nothing,
    /// A text; white space at its end is nothing to a catalogue.
    Text(String),
    /// A number or a truth value, as it is written.
    Literal(String),
    /// What was put in: its words count, since its lines may be wrapped in two ways.
    Words(String),
    List(Vec<Meaning>),
    Mapping(Vec<(String, Meaning)>),
}

/// What a text says; `None` where it is no YAML.
pub(super) fn read(text: &str) -> Option<Meaning> {
    let source = Source::new("", text.to_owned());
    let node = yaml::read(&source).ok()?;
    Some(of(&node, text))
}

fn of(node: &Node<'_>, source: &str) -> Meaning {
    match &node.value {
        Value::Null => Meaning::Nothing,
        Value::Text(text) => Meaning::Text(text.trim_end().to_owned()),
        Value::Literal => Meaning::Literal(written(node, source)),
        Value::Sequence(nodes) => Meaning::List(nodes.iter().map(|it| of(it, source)).collect()),
        Value::Mapping(entries) => {
            let entry = |(key, value): &(Node<'_>, Node<'_>)| {
                let name = match of(key, source) {
                    Meaning::Text(name) | Meaning::Literal(name) => name,
                    _ => String::new(),
                };
                (name, of(value, source))
            };
            Meaning::Mapping(entries.iter().map(entry).collect())
        }
    }
}

fn written(node: &Node<'_>, source: &str) -> String {
    source.get(node.span.clone()).unwrap_or_default().to_owned()
}

impl Meaning {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Mapping(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key, which is made where it is not there.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Mapping(entries) = self else { return None };
        if !entries.iter().any(|(name, _)| name == key) {
            entries.push((key.to_owned(), Self::Nothing));
        }
        entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The items of a list; of anything else, none.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// An item of a list.
    pub(super) fn item_mut(&mut self, index: usize) -> Option<&mut Self> {
        if let Self::List(items) = self { items.get_mut(index) } else { None }
    }

    /// Adds an item to a list, or begins one.
    pub(super) fn push(&mut self, item: Self) {
        match self {
            Self::List(items) => items.push(item),
            other => *other = Self::List(vec![item]),
        }
    }

    /// A scalar's text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Literal(text) | Self::Words(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The same, when it is put into another text.
    pub(super) fn in_words(self) -> Self {
        match self {
            Self::Text(text) | Self::Literal(text) => Self::Words(text),
            Self::List(items) => Self::List(items.into_iter().map(Self::in_words).collect()),
            Self::Mapping(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, value.in_words()));
                Self::Mapping(entries.collect())
            }
            other => other,
        }
    }

    /// Whether this is what was found. The order of keys means nothing.
    pub(super) fn is(&self, found: &Self) -> bool {
        match (self, found) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Text(a), Self::Text(b)) | (Self::Literal(a), Self::Literal(b)) => a == b,
            (Self::Words(a), Self::Text(b) | Self::Literal(b)) => {
                a.split_whitespace().eq(b.split_whitespace())
            }
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
            }
            (Self::Mapping(a), Self::Mapping(b)) => {
                let is_there = |(key, value): &(String, Self)| {
                    found.get(key).is_some_and(|found| value.is(found))
                };
                a.len() == b.len() && a.iter().all(is_there)
            }
            _ => false,
        }
    }
}
