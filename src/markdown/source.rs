//! Markdown from Markdown: the author's text in a form that every parser reads alike.

use comrak::nodes::{AstNode, NodeHtmlBlock, NodeValue};
use comrak::{Options, format_commonmark};

use super::{escape, permitted};

/// Writes a document down again. It is changed on the way.
pub(super) fn markdown<'a>(document: &'a AstNode<'a>, options: &Options<'_>) -> String {
    for node in document.descendants() {
        let value = &mut node.data_mut().value;
        if let Some(safe) = safe(value) {
            *value = safe;
        }
    }
    let mut markdown = String::new();
    // Writing to memory cannot fail.
    let _ = format_commonmark(document, options, &mut markdown);
    markdown.truncate(markdown.trim_end().len());
    markdown
}

/// What stands for a node that parsers or template languages could take for something else.
fn safe(value: &NodeValue) -> Option<NodeValue> {
    Some(match value {
        NodeValue::Text(text) => NodeValue::Raw(escape::text(text)),
        NodeValue::HtmlInline(raw) => NodeValue::Raw(escape::text(raw)),
        NodeValue::Code(code) => {
            NodeValue::Raw(format!("<code>{}</code>", escape::code(&code.literal)))
        }
        NodeValue::CodeBlock(code) => {
            html(format!("<pre><code>{}</code></pre>\n", escape::code(&code.literal)))
        }
        NodeValue::HtmlBlock(raw) => {
            html(format!("<p>{}</p>\n", escape::code(&raw.literal.replace('\n', " "))))
        }
        // kramdown does not know the backslash at the end of a line.
        NodeValue::LineBreak => NodeValue::Raw("<br />".to_owned()),
        NodeValue::Link(link) => NodeValue::Link(Box::new(target(link))),
        NodeValue::Image(link) => NodeValue::Image(Box::new(target(link))),
        _ => return None,
    })
}

fn html(literal: String) -> NodeValue {
    NodeValue::HtmlBlock(NodeHtmlBlock { literal, ..NodeHtmlBlock::default() })
}

/// The target of a link, without the title, which few readers ever see.
fn target(link: &comrak::nodes::NodeLink) -> comrak::nodes::NodeLink {
    let url = escape::address(permitted(&link.url));
    comrak::nodes::NodeLink { url, title: String::new() }
}
