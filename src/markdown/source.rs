//! Markdown from Markdown: the author's text in a form that every parser reads alike.
//!
//! The blocks and marks stand as comrak's own writer would set them, to the byte: the tests hold
//! one against the other. That one writes character by character, 400 instructions for each, and
//! took a sixth of a whole build.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, ListDelimType, ListType, NodeList, NodeValue};

use super::escape;

/// Writes documents down again, one below the other, without what parsers or template languages could
/// take for something else: raw HTML and code are text, and titles of links, which few ever see, are
/// gone.
///
/// The text grows while each document is walked through.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// What each line begins with: the marks of the open quotes, the indentation of the open items.
    prefix: String,
    /// How long the prefix was outside of each of them, the innermost one last.
    outer: Vec<usize>,
    /// The open lists, the innermost one last.
    lists: Vec<List>,
    /// Line breaks to write before the next text.
    owed: usize,
    /// Whether the blocks of the present item stand without a blank line between.
    is_tight: bool,
    /// Whether the present line has its prefix already.
    is_begun: bool,
}

struct List {
    /// The next item's number, where items have one.
    number: Option<usize>,
    delimiter: char,
    is_tight: bool,
}

impl Writer {
    pub(super) fn with_capacity(room: usize) -> Self {
        Self { text: String::with_capacity(room), ..Self::default() }
    }

    pub(super) fn walk<'a>(&mut self, document: &'a AstNode<'a>) {
        for edge in document.traverse() {
            match edge {
                NodeEdge::Start(node) => self.enter(node),
                NodeEdge::End(node) => self.leave(node),
            }
        }
    }

    /// A paragraph of words alone.
    pub(super) fn paragraph(&mut self, words: &str) {
        self.words(words);
        self.owe(2);
    }

    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn enter<'a>(&mut self, node: &'a AstNode<'a>) {
        if is_in(node, |parent| matches!(parent, NodeValue::Item(_))) {
            self.is_tight = self.is_list_tight();
        }
        match &node.data().value {
            NodeValue::BlockQuote => self.open("> ", "> "),
            NodeValue::List(list) => self.lists.push(List::new(list)),
            NodeValue::Item(_) => self.item(),
            NodeValue::Heading(heading) => {
                self.push(&"#".repeat(heading.level.into()));
                self.push(" ");
            }
            NodeValue::ThematicBreak => self.block("-----"),
            NodeValue::CodeBlock(code) => {
                self.block(&format!("<pre><code>{}</code></pre>\n", escape::code(&code.literal)));
            }
            NodeValue::HtmlBlock(raw) => {
                let line = raw.literal.replace('\n', " ");
                self.block(&format!("<p>{}</p>\n", escape::code(&line)));
            }
            NodeValue::Text(text) => self.words(text),
            NodeValue::HtmlInline(raw) => self.words(raw),
            NodeValue::Code(code) => {
                self.push(&format!("<code>{}</code>", escape::code(&code.literal)));
            }
            // kramdown does not know the backslash at the end of a line.
            NodeValue::LineBreak => self.push("<br />"),
            NodeValue::Emph | NodeValue::Strong => self.push(emphasis(node)),
            NodeValue::Link(_) => self.push("["),
            NodeValue::Image(_) => self.push("!["),
            _ => {}
        }
    }

    fn leave<'a>(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::BlockQuote => self.close(2),
            NodeValue::Item(_) => self.close(1),
            NodeValue::List(_) => self.end_list(node),
            NodeValue::Heading(_) | NodeValue::Paragraph => self.owe(2),
            NodeValue::Emph | NodeValue::Strong => self.push(emphasis(node)),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                self.push("](");
                self.push(&escape::address(&link.url));
                self.push(")");
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let Some(list) = self.lists.last_mut() else { return };
        match &mut list.number {
            None => self.open("- ", "  "),
            Some(number) => {
                let mark = format!("{number}{} ", list.delimiter);
                *number += 1;
                self.open(&mark, &" ".repeat(mark.len()));
            }
        }
    }

    /// Two lists in a row would be read as one.
    fn end_list<'a>(&mut self, node: &'a AstNode<'a>) {
        self.lists.pop();
        self.is_tight =
            is_in(node, |parent| matches!(parent, NodeValue::Item(_))) && self.is_list_tight();
        let next = node.next_sibling();
        if next.is_some_and(|next| matches!(next.data().value, NodeValue::List(_))) {
            self.owe(1);
            self.push("<!-- end list -->");
            self.owe(2);
        }
    }

    /// Begins a quote or an item.
    fn open(&mut self, mark: &str, prefix: &str) {
        self.push(mark);
        self.outer.push(self.prefix.len());
        self.prefix.push_str(prefix);
    }

    fn close(&mut self, owed: usize) {
        self.prefix.truncate(self.outer.pop().unwrap_or_default());
        self.owe(owed);
    }

    /// A block that is written as it is.
    fn block(&mut self, text: &str) {
        self.owe(2);
        self.push(text);
        self.owe(2);
    }

    fn owe(&mut self, breaks: usize) {
        self.owed = self.owed.max(breaks);
    }

    /// Text of the author's, which is on one line.
    fn words(&mut self, raw: &str) {
        self.space();
        let (before, was_begun) = (self.text.len(), self.is_begun);
        self.begin();
        let start = self.text.len();
        escape::push_text(raw, &mut self.text);
        // Where nothing is left of the text, nothing stands before it.
        if self.text.len() == start {
            self.text.truncate(before);
            self.is_begun = was_begun;
        }
    }

    fn push(&mut self, text: &str) {
        self.space();
        for line in text.split_inclusive('\n') {
            self.begin();
            self.text.push_str(line);
            self.is_begun = !line.ends_with('\n');
        }
    }

    fn begin(&mut self) {
        if !self.is_begun {
            self.text.push_str(&self.prefix);
            self.is_begun = true;
        }
    }

    /// Writes the line breaks that are owed and not there yet.
    fn space(&mut self) {
        let owed = if self.is_tight { self.owed.min(1) } else { self.owed };
        self.owed = 0;
        if owed == 0 || self.text.is_empty() {
            return;
        }
        let there = self.text.bytes().rev().take(2).take_while(|byte| *byte == b'\n').count();
        for missing in (1..=owed.saturating_sub(there)).rev() {
            self.text.push('\n');
            self.is_begun = false;
            if missing > 1 {
                self.text.push_str(&self.prefix);
            }
        }
    }

    fn is_list_tight(&self) -> bool {
        self.lists.last().is_some_and(|list| list.is_tight)
    }
}

impl List {
    fn new(list: &NodeList) -> Self {
        Self {
            number: (list.list_type == ListType::Ordered).then_some(list.start),
            delimiter: if list.delimiter == ListDelimType::Paren { ')' } else { '.' },
            is_tight: list.tight,
        }
    }
}

fn is_in<'a>(node: &'a AstNode<'a>, is_wanted: impl FnOnce(&NodeValue) -> bool) -> bool {
    node.parent().is_some_and(|parent| is_wanted(&parent.data().value))
}

/// The mark of emphasis. Of two in a row, the inner one needs another mark, or none.
fn emphasis<'a>(node: &'a AstNode<'a>) -> &'static str {
    let is_only_child = || node.previous_sibling().is_none() && node.next_sibling().is_none();
    match &node.data().value {
        NodeValue::Strong if is_in(node, |parent| matches!(parent, NodeValue::Strong)) => "",
        NodeValue::Strong => "**",
        _ if is_in(node, |parent| matches!(parent, NodeValue::Emph)) && is_only_child() => "_",
        _ => "*",
    }
}

#[cfg(test)]
mod tests;
