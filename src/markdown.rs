//! Markdown to HTML, to plain text and to Markdown that any site may read. Only this module sees comrak.
//!
//! The dialect is [CommonMark](https://spec.commonmark.org/0.31.2/) with bare web and mail
//! addresses as links; tables, footnotes and the other extensions are not supported. Raw HTML is
//! not markup here: it is shown as the text that it is, so that nothing of the author's is lost
//! and nothing of it runs in a reader's window. A link that leads elsewhere than to the web or a
//! mailbox (`javascript:`, `data:`) is its text alone.

pub(crate) mod escape;
mod parts;
mod source;

use std::sync::Arc;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, ListType, NodeLink, NodeList, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use memchr::memchr2;
use url::{ParseError, Url};

use crate::model::Text;
use crate::special::push_escaped;
use crate::web;
use parts::Part;

/// Reads a text, and finds what it holds beside its words. An address that is not whole is one of the
/// site at `base`: calendars and feeds show the text elsewhere.
pub(crate) fn read(markdown: &str, base: Option<&Url>) -> (Text, Option<Extras>) {
    read_parts(&parts::parts(markdown), markdown, base)
}

/// The same, of a text in parts.
fn read_parts(parts: &[Part<'_>], markdown: &str, base: Option<&Url>) -> (Text, Option<Extras>) {
    let options = dialect();
    let mut extras = Extras::default();
    let has_extras = may_have_extras(markdown);
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 8);
    let mut plain = Plain { text: String::with_capacity(markdown.len()), ..Plain::default() };
    let mut source = source::Writer::with_capacity(markdown.len());
    for part in parts {
        match part {
            Part::Words(lines) => {
                let words = plain.paragraph(lines);
                push_paragraph(words, &mut html);
                source.paragraph(words);
            }
            Part::Marks { begun, rest } => {
                let arena = Arena::new();
                let document = parse_document(&arena, rest, &options);
                if let Some(paragraph) = document.first_child().filter(|_| !begun.is_empty()) {
                    let words = begun.replace('\n', " ") + " ";
                    paragraph.prepend(arena.alloc(NodeValue::Text(words.into()).into()));
                }
                if has_extras {
                    extras.add(document);
                }
                settle(document, base);
                // Writing to memory cannot fail.
                let _ = format_html(document, &options, &mut html);
                plain.walk(document);
                source.walk(document);
            }
        }
    }
    let plain = Arc::from(plain.finish());
    let markdown = source.finish();
    // Of words alone both are the same, and large ones are many.
    let markdown = if *markdown == *plain { Arc::clone(&plain) } else { markdown.into() };
    (Text { html: html.into(), plain, markdown }, extras.if_any())
}

/// A paragraph of words in HTML, as comrak writes it.
fn push_paragraph(words: &str, html: &mut String) {
    html.push_str("<p>");
    // Writing to memory cannot fail.
    let _ = comrak::html::escape(html, words);
    html.push_str("</p>\n");
}

/// Settles what no output is to show otherwise.
fn settle<'a>(document: &'a AstNode<'a>, base: Option<&Url>) {
    let mut refused = Vec::new();
    for node in document.descendants() {
        match &mut node.data_mut().value {
            // Where an author wraps a line is no matter of the text's.
            value @ NodeValue::SoftBreak => *value = NodeValue::Text(" ".into()),
            NodeValue::Link(link) | NodeValue::Image(link) => match target(&link.url, base) {
                Some(url) => link.url = url,
                None => refused.push(node),
            },
            _ => {}
        }
    }
    refused.into_iter().for_each(unwrap);
}

/// Puts what is in a node in its place.
fn unwrap<'a>(node: &'a AstNode<'a>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

/// What a text holds beside its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extras {
    /// What is shown of each link, and its target as it is written.
    pub(crate) links: Vec<(String, String)>,
    /// Each piece of raw HTML.
    pub(crate) html: Vec<String>,
}

/// The same as [`read`] finds, of a text that nothing else is wanted of.
pub(crate) fn extras(markdown: &str) -> Option<Extras> {
    let mut extras = Extras::default();
    if may_have_extras(markdown) {
        extras.add(parse_document(&Arena::new(), markdown, &dialect()));
    }
    extras.if_any()
}

/// Whether a text may hold links or raw HTML. Most hold neither.
fn may_have_extras(markdown: &str) -> bool {
    memchr2(b'[', b'<', markdown.as_bytes()).is_some()
        || markdown.contains("://")
        || markdown.contains("www.")
}

impl Extras {
    /// Adds the links and the raw HTML of a document, as they are written.
    fn add<'a>(&mut self, document: &'a AstNode<'a>) {
        // How many images the place is in.
        let mut depth = 0_usize;
        for edge in document.traverse() {
            let node = match edge {
                NodeEdge::Start(node) => node,
                NodeEdge::End(node) => {
                    depth -= usize::from(matches!(node.data().value, NodeValue::Image(_)));
                    continue;
                }
            };
            match &node.data().value {
                NodeValue::Link(link) => self.links.push((shown(node), link.url.clone())),
                NodeValue::Image(link) => {
                    // Images may hold images without end, and each shows all that is in it.
                    let shown = if depth == 0 { shown(node) } else { String::new() };
                    self.links.push((shown, link.url.clone()));
                    depth += 1;
                }
                NodeValue::HtmlBlock(raw) => self.html.push(raw.literal.clone()),
                NodeValue::HtmlInline(raw) => self.html.push(raw.clone()),
                _ => {}
            }
        }
    }

    fn if_any(self) -> Option<Self> {
        (!self.links.is_empty() || !self.html.is_empty()).then_some(self)
    }
}

/// What is shown of a link.
fn shown<'a>(link: &'a AstNode<'a>) -> String {
    link.children().map(plain).collect()
}

/// Plain text with bare URLs; paragraphs stand apart, lists keep their marks.
fn plain<'a>(document: &'a AstNode<'a>) -> String {
    let mut plain = Plain::default();
    plain.walk(document);
    plain.finish()
}

fn dialect() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.render.escape = true;
    options
}

/// The address, if it may be linked to. It is read as browsers read it, since they find the scheme in
/// `\tjava\nscript:` too.
fn target(address: &str, base: Option<&Url>) -> Option<String> {
    if web::is_canonical(address) {
        return Some(address.to_owned());
    }
    match (Url::parse(address), base) {
        (Ok(url), _) => {
            matches!(url.scheme(), "http" | "https" | "mailto").then(|| address.to_owned())
        }
        (Err(ParseError::RelativeUrlWithoutBase), None) => Some(address.to_owned()),
        (Err(ParseError::RelativeUrlWithoutBase), Some(base)) => {
            base.join(address).ok().map(String::from)
        }
        (Err(_), _) => None,
    }
}

/// Plain text as it grows, while the document is walked through.
#[derive(Default)]
struct Plain {
    text: String,
    /// Line breaks to write before the next text.
    owed: usize,
    /// Whether an item's mark was written last: what follows stands beside it.
    marked: bool,
    /// The open lists, the innermost one last.
    lists: Vec<List>,
    /// Where the text of each open link or image begins.
    links: Vec<usize>,
}

struct List {
    /// The next item's number, where items have one.
    number: Option<usize>,
    /// Line breaks between its items, and between the blocks of an item.
    gap: usize,
}

impl Plain {
    fn walk<'a>(&mut self, document: &'a AstNode<'a>) {
        for edge in document.traverse() {
            match edge {
                NodeEdge::Start(node) => self.enter(&node.data().value),
                NodeEdge::End(node) => self.leave(&node.data().value),
            }
        }
    }

    /// A paragraph of words alone; what is written of it.
    fn paragraph(&mut self, lines: &str) -> &str {
        self.apart();
        self.space(0);
        let start = self.text.len();
        push_escaped(lines, &mut self.text, |byte| byte == b'\n', |_, _, text| text.push(' '));
        &self.text[start..]
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn enter(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::BlockQuote => self.apart(),
            NodeValue::List(list) => {
                self.apart();
                self.lists.push(List::new(list));
            }
            NodeValue::Item(_) => self.mark(),
            NodeValue::ThematicBreak => self.lines("---"),
            NodeValue::CodeBlock(code) => self.lines(&code.literal),
            NodeValue::HtmlBlock(raw) => self.lines(&raw.literal),
            NodeValue::Text(text) => self.push(text),
            NodeValue::Code(code) => self.push(&code.literal),
            NodeValue::HtmlInline(raw) => self.push(raw),
            NodeValue::LineBreak => self.owed = self.owed.max(1),
            NodeValue::Link(_) | NodeValue::Image(_) => self.links.push(self.text.len()),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::List(_) => {
                self.lists.pop();
            }
            NodeValue::Item(_) => self.marked = false,
            NodeValue::Link(link) | NodeValue::Image(link) => self.target(link),
            _ => {}
        }
    }

    /// What follows is a block of its own.
    fn apart(&mut self) {
        if !self.marked {
            let gap = self.lists.last().map_or(2, |list| list.gap);
            self.owed = self.owed.max(gap);
        }
    }

    fn push(&mut self, text: &str) {
        self.space(self.lists.len());
        self.text.push_str(text);
        self.marked = false;
    }

    /// Writes the space before a text: the line breaks that are owed and the indentation behind
    /// them, or the blank behind a mark.
    fn space(&mut self, depth: usize) {
        if self.marked {
            self.text.push(' ');
        } else if self.owed > 0 && !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.owed));
            self.text.extend(std::iter::repeat_n("  ", depth));
        }
        self.owed = 0;
    }

    fn mark(&mut self) {
        self.apart();
        self.space(self.lists.len().saturating_sub(1));
        match self.lists.last_mut().and_then(|list| list.number.as_mut()) {
            Some(number) => {
                self.text.push_str(&format!("{number}."));
                *number += 1;
            }
            None => self.text.push('-'),
        }
        self.marked = true;
    }

    /// A block whose lines are kept as they are.
    fn lines(&mut self, literal: &str) {
        self.apart();
        for line in literal.trim_end().lines() {
            if !line.is_empty() {
                self.push(line);
            }
            self.owed += 1;
        }
    }

    /// Behind the text of a link, the address: unless the text is the address.
    fn target(&mut self, link: &NodeLink) {
        let start = self.links.pop().unwrap_or(self.text.len());
        let shown = self.text[start..].trim_start();
        let address = link.url.as_str();
        if shown.is_empty() {
            self.push(address);
        } else if !address.is_empty() && !is_written_out(shown, address) {
            self.push(&format!(" ({address})"));
        }
    }
}

impl List {
    fn new(list: &NodeList) -> Self {
        Self {
            number: (list.list_type == ListType::Ordered).then_some(list.start),
            gap: if list.tight { 1 } else { 2 },
        }
    }
}

/// Whether a link's text is its address, but for what goes without saying.
fn is_written_out(text: &str, address: &str) -> bool {
    let unsaid = address.strip_suffix(text);
    unsaid.is_some_and(|unsaid| matches!(unsaid, "" | "mailto:" | "http://" | "https://"))
}

#[cfg(test)]
mod tests;
