//! Where things stand in a text: a tree that holds every byte of it, comments and blank lines too.
//! The only place that sees yaml-edit, and it only reads: what yaml-edit would write has a layout
//! of its own, and what it would leave out is told by reading the text again.

use std::iter::successors;
use std::ops::Range;

use rowan::ast::AstNode as _;
use yaml_edit::{Lang, SyntaxKind, YamlFile};

/// A mapping, a list or a scalar.
pub(super) type Node = rowan::SyntaxNode<Lang>;
type Token = rowan::SyntaxToken<Lang>;

/// A key of a mapping, with its value.
pub(super) struct Entry {
    /// From the key to the end of the value.
    pub(super) span: Range<usize>,
    /// Behind the colon.
    pub(super) colon: usize,
    /// From the value's anchor or tag to its end; empty where nothing is written.
    pub(super) value: Range<usize>,
    /// The value; `None` where nothing or an alias is written.
    pub(super) held: Option<Node>,
}

/// The mapping that the text is; `None` where it is none, or has a shape that yaml-edit does not
/// know.
pub(super) fn read(text: &str) -> Option<Node> {
    let file = YamlFile::parse(text);
    let root = file.tree().syntax().clone();
    if file.has_errors() || root.text() != text {
        return None;
    }
    let documents = root.descendants().filter(|node| node.kind() == SyntaxKind::DOCUMENT);
    held(&documents.last()?)
}

/// The value of a node that holds one, behind its anchor and tag; `None` where it is an alias.
pub(super) fn held(holder: &Node) -> Option<Node> {
    let child = holder.children().next()?;
    match child.kind() {
        SyntaxKind::TAGGED_NODE => held(&child),
        SyntaxKind::ALIAS => None,
        _ => Some(child),
    }
}

pub(super) fn is_mapping(node: &Node) -> bool {
    node.kind() == SyntaxKind::MAPPING
}

pub(super) fn is_list(node: &Node) -> bool {
    node.kind() == SyntaxKind::SEQUENCE
}

/// Whether a collection has brackets.
pub(super) fn is_flow(node: &Node) -> bool {
    let is_bracket =
        |it: &Token| matches!(it.kind(), SyntaxKind::LEFT_BRACKET | SyntaxKind::LEFT_BRACE);
    node.first_token()
        .is_some_and(|first| is_bracket(&first) && first.parent().as_ref() == Some(node))
}

/// The entries of a mapping, or the items of a list with all that belongs to them.
pub(super) fn parts(collection: &Node) -> Vec<Node> {
    each_part(collection).collect()
}

fn each_part(collection: &Node) -> impl Iterator<Item = Node> {
    let is_part =
        |it: &Node| matches!(it.kind(), SyntaxKind::MAPPING_ENTRY | SyntaxKind::SEQUENCE_ENTRY);
    collection.children().filter(is_part)
}

/// An item of a list; `None` where it is an alias.
pub(super) fn item(list: &Node, index: usize) -> Option<Node> {
    each_part(list).nth(index).as_ref().and_then(held)
}

/// The entry of a key that is written as it is or in quotes.
pub(super) fn entry(mapping: &Node, key: &str) -> Option<Entry> {
    let part = |node: &Node, kind| node.children().find(|child| child.kind() == kind);
    let is_key = |it: &Node| it.text().to_string().trim_matches(['"', '\'']) == key;
    let is_named = |it: &Node| part(it, SyntaxKind::KEY).is_some_and(|name| is_key(&name));
    let node = each_part(mapping).find(is_named)?;
    let value = part(&node, SyntaxKind::VALUE)?;
    let mut own = node.children_with_tokens().filter_map(|it| it.into_token());
    let colon = range(own.find(|token| token.kind() == SyntaxKind::COLON)?.text_range()).end;
    let is_there = tokens(&value).any(|token| is_content(&token));
    let span = if is_there { content(&value) } else { colon..colon };
    let start = range(node.text_range()).start;
    let held = held(&value).filter(|_| is_there);
    Some(Entry { span: start..span.end, colon, held, value: span })
}

/// From the first to the last of a node's bytes that are neither space nor comment.
pub(super) fn content(node: &Node) -> Range<usize> {
    let all = range(node.text_range());
    let Some(first) = tokens(node).find(is_content) else { return all.start..all.start };
    // From its end, since a list may have most of the text.
    let last = successors(node.last_token(), Token::prev_token).find(is_content);
    let end = last.map_or(all.end, |token| range(token.text_range()).end);
    range(first.text_range()).start..end
}

/// The end of what a collection in brackets holds, whether a comma stands there, and its closing
/// bracket.
pub(super) fn inside(collection: &Node) -> Option<(usize, Comma, usize)> {
    let content: Vec<_> = tokens(collection).filter(is_content).collect();
    let [.., last, closing] = content.as_slice() else { return None };
    let comma = match last.kind() {
        SyntaxKind::COMMA => Comma::Written,
        _ => Comma::Missing,
    };
    Some((range(last.text_range()).end, comma, range(closing.text_range()).start))
}

/// Whether a comma ends a list in brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Comma {
    Written,
    Missing,
}

pub(super) fn has_comments(node: &Node) -> bool {
    tokens(node).any(|token| token.kind() == SyntaxKind::COMMENT)
}

fn tokens(node: &Node) -> impl Iterator<Item = Token> {
    node.descendants_with_tokens().filter_map(|it| it.into_token())
}

fn is_content(token: &Token) -> bool {
    let is_layout = matches!(
        token.kind(),
        SyntaxKind::WHITESPACE | SyntaxKind::NEWLINE | SyntaxKind::INDENT | SyntaxKind::COMMENT
    );
    !is_layout && !token.text().is_empty()
}

fn range(range: rowan::TextRange) -> Range<usize> {
    range.start().into()..range.end().into()
}
