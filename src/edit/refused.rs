//! A change that is left to the author.

use std::fmt;

use crate::diagnostic::Source;
use crate::yaml::{self, Node, Value};

/// Why a change of a catalogue is not made, and what to do instead. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    message: String,
    help: String,
    block: Option<String>,
}

impl Refused {
    pub(super) fn unreadable() -> Self {
        Self {
            message: "the catalogue cannot be read".to_owned(),
            help: "mend it first; `seminar check` shows what is wrong".to_owned(),
            block: None,
        }
    }

    pub(super) fn unknown(what: &str, id: &str) -> Self {
        Self {
            message: format!("there is no {what} `{id}`"),
            help: format!("name the {what} by its `id`"),
            block: None,
        }
    }

    /// The speakers did not agree to share it.
    pub(super) fn withheld(talk: &str) -> Self {
        Self {
            message: format!("`{talk}` says `recording: none`: nothing of it may be published"),
            help: "take that out if the speakers agreed after all".to_owned(),
            block: None,
        }
    }

    /// The text cannot be changed there without changing anything else.
    pub(super) fn by_hand(what: &str, block: String, line: usize) -> Self {
        Self {
            message: format!("{what} cannot be written without touching anything else"),
            help: format!("write it yourself at line {line}, in the manner of the lines around it"),
            block: Some(block),
        }
    }

    /// The next step.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What to write by hand: whole lines, indented as in a catalogue of the usual layout.
    pub fn block(&self) -> Option<&str> {
        self.block.as_deref()
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// The line at which an event (or a talk of it) begins, or `events` itself.
pub(super) fn line(text: &str, path: &[usize]) -> usize {
    let source = Source::new("", text.to_owned());
    let start = yaml::read(&source).ok().and_then(|root| start(&root, path));
    source.line(start.unwrap_or_default())
}

fn start(root: &Node<'_>, path: &[usize]) -> Option<usize> {
    let (name, mut list) = entry(root, "events")?;
    let mut start = name.span.start;
    for index in path {
        let Value::Sequence(items) = &list.value else { return None };
        let item = items.get(*index)?;
        start = item.span.start;
        let Some((_, talks)) = entry(item, "talks") else { break };
        list = talks;
    }
    Some(start)
}

fn entry<'n, 's>(mapping: &'n Node<'s>, key: &str) -> Option<(&'n Node<'s>, &'n Node<'s>)> {
    let Value::Mapping(entries) = &mapping.value else { return None };
    let entry =
        entries.iter().find(|(name, _)| matches!(&name.value, Value::Text(it) if it == key));
    entry.map(|(name, value)| (name, value))
}
