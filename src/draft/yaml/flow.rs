//! A draft between brackets, on one line.

use super::{Node, event_node, scalar, talk_node};
use crate::draft::{EventDraft, TalkDraft};

/// An event as an item of a list in brackets.
pub(crate) fn event(event: &EventDraft) -> String {
    value(&event_node(event))
}

/// A talk as an item of a list in brackets.
pub(crate) fn talk(talk: &TalkDraft) -> String {
    value(&talk_node(talk))
}

/// A scalar as it may stand between brackets: with quotes where it is plain and has signs that mean
/// something there.
pub(crate) fn in_brackets(scalar: &str, text: &str) -> String {
    if scalar == text && text.contains([',', '[', ']', '{', '}']) {
        scalar::quoted(text)
    } else {
        scalar.to_owned()
    }
}

fn value(node: &Node<'_>) -> String {
    match node {
        Node::Line(text) | Node::Markdown(text) => in_brackets(&scalar::scalar(text), text),
        Node::Time(text) => in_brackets(&scalar::time(text), text),
        Node::List(nodes) => {
            format!("[{}]", nodes.iter().map(value).collect::<Vec<_>>().join(", "))
        }
        Node::Mapping(entries) => {
            let entry = |(key, node): &(&str, Node<'_>)| format!("{key}: {}", value(node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}
