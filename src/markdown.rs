//! Markdown to HTML and to plain text. Only this module sees comrak.
//!
//! The dialect is [CommonMark](https://spec.commonmark.org/0.31.2/) with bare web and mail
//! addresses as links; tables, footnotes and the other extensions are not supported. Raw HTML is
//! not markup here: it is shown as the text that it is, so that nothing of the author's is lost
//! and nothing of it runs in a reader's window. A link that leads elsewhere than to the web or a
//! mailbox (`javascript:`, `data:`) keeps its text and loses its target.

use std::sync::Arc;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeLink, NodeList, NodeValue};
use comrak::{Arena, Options, markdown_to_html, parse_document};
use url::{ParseError, Url};

/// HTML in which no raw HTML and no `javascript:` link of the source survives.
pub(crate) fn html(markdown: &str) -> String {
    let mut options = dialect();
    options.render.escape = true;
    options.extension.link_url_rewriter = Some(Arc::new(|url: &str| permitted(url).to_owned()));
    options.extension.image_url_rewriter = Some(Arc::new(|url: &str| permitted(url).to_owned()));
    markdown_to_html(markdown, &options)
}

/// Plain text with bare URLs; paragraphs stand apart, lists keep their marks.
pub(crate) fn plain(markdown: &str) -> String {
    let arena = Arena::new();
    let document = parse_document(&arena, markdown, &dialect());
    let mut plain = Plain::default();
    for edge in document.traverse() {
        match edge {
            NodeEdge::Start(node) => plain.enter(&node.data().value),
            NodeEdge::End(node) => plain.leave(&node.data().value),
        }
    }
    plain.text.truncate(plain.text.trim_end().len());
    plain.text
}

fn dialect() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options
}

/// The address where it may be linked to, else nothing. It is read as browsers read it, since
/// they find the scheme in `\tjava\nscript:` too.
fn permitted(address: &str) -> &str {
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto") => address,
        Err(ParseError::RelativeUrlWithoutBase) => address,
        Ok(_) | Err(_) => "",
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
            NodeValue::SoftBreak => self.push(" "),
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
        let address = permitted(&link.url);
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
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    #[test]
    fn html_is_what_commonmark_says() {
        assert_eq!(
            html("Some *emphasis*\n\n- a\n- b"),
            "<p>Some <em>emphasis</em></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        );
    }

    #[test]
    fn bare_addresses_become_links() {
        assert_eq!(
            html("See https://example.org/a?b=1&c=2."),
            "<p>See <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>.</p>\n"
        );
    }

    #[test]
    fn raw_html_is_shown_and_not_run() {
        assert_eq!(html("a <b>b</b>"), "<p>a &lt;b&gt;b&lt;/b&gt;</p>\n");
        assert_eq!(
            html("<script>alert(1)</script>"),
            "&lt;script&gt;alert(1)&lt;/script&gt;\n"
        );
    }

    #[test]
    fn links_lead_to_the_web_or_a_mailbox_only() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "&#x01;javascript:alert(1)",
            "java&#10;script:alert(1)",
            "&Tab;javascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "data:image/png;base64,AAAA",
            "file:///etc/passwd",
        ] {
            assert_eq!(
                html(&format!("[x](<{address}>)")),
                "<p><a href=\"\">x</a></p>\n",
                "{address}"
            );
            assert_eq!(plain(&format!("[x](<{address}>)")), "x", "{address}");
        }
        assert_eq!(
            html("![x](data:image/png;base64,AAAA)"),
            "<p><img src=\"\" alt=\"x\" /></p>\n"
        );
        assert_eq!(
            html("[x](mailto:a@example.org)"),
            "<p><a href=\"mailto:a@example.org\">x</a></p>\n"
        );
        assert_eq!(
            html("[x](/talks#S01)"),
            "<p><a href=\"/talks#S01\">x</a></p>\n"
        );
    }

    #[test]
    fn plain_text_keeps_paragraphs_apart_and_joins_their_lines() {
        assert_eq!(plain("one\ntwo\n\nthree  \nfour"), "one two\n\nthree\nfour");
        assert_eq!(
            plain("# Title\nText\n\n---\n> quoted"),
            "Title\n\nText\n\n---\n\nquoted"
        );
    }

    #[test]
    fn plain_text_drops_marks_of_emphasis_and_keeps_code_and_raw_html() {
        assert_eq!(
            plain("*a* **b** `c * d` <b>e</b> \\* &amp;"),
            "a b c * d <b>e</b> * &"
        );
        assert_eq!(plain("x\n\n    if a\n\n      b\n"), "x\n\nif a\n\n  b");
        assert_eq!(plain("<div>\n  raw\n</div>"), "<div>\n  raw\n</div>");
    }

    #[test]
    fn plain_text_keeps_lists() {
        assert_eq!(
            plain("Before:\n- one\n- two\n  more\n\nafter"),
            "Before:\n\n- one\n- two more\n\nafter"
        );
        assert_eq!(
            plain("3. three\n4. four\n   - deep\n     1. deeper\n5. five"),
            "3. three\n4. four\n  - deep\n    1. deeper\n5. five"
        );
        assert_eq!(
            plain("- one\n\n  still one\n\n- two"),
            "- one\n\n  still one\n\n- two"
        );
        assert_eq!(plain("- - a\n-\n\nb"), "- - a\n-\n\nb");
        assert_eq!(plain("- ```\n  a\n  b\n  ```"), "- a\n  b");
    }

    #[test]
    fn plain_text_writes_addresses_out_once() {
        assert_eq!(
            plain("[here](https://example.org/)"),
            "here (https://example.org/)"
        );
        assert_eq!(
            plain("- [*here*](https://example.org/), too"),
            "- here (https://example.org/), too"
        );
        assert_eq!(
            plain("a\n\n[](https://example.org/)"),
            "a\n\nhttps://example.org/"
        );
        assert_eq!(
            plain("![a picture](https://example.org/a.png)"),
            "a picture (https://example.org/a.png)"
        );
        for bare in [
            "https://example.org/",
            "www.example.org",
            "someone@example.org",
        ] {
            assert_eq!(plain(bare), bare);
            assert_eq!(plain(&format!("a\n\n{bare} b")), format!("a\n\n{bare} b"));
        }
        assert_eq!(plain("<https://example.org/>"), "https://example.org/");
        assert_eq!(
            plain("[https://example.org/](https://example.org/)"),
            "https://example.org/"
        );
    }

    #[test]
    fn deep_nesting_is_walked_without_recursion() {
        for mark in ["> ", "- ", "1. ", "*", "![", "[", "` ", "<a>"] {
            let deep = mark.repeat(20_000) + "end";
            assert!(plain(&deep).ends_with("end"), "{mark}");
            assert!(html(&deep).contains("end"), "{mark}");
        }
        let pictures = "![".repeat(5_000) + "end" + &"](u)".repeat(5_000);
        assert!(plain(&pictures).starts_with("end (u)"));
    }

    /// The names of the elements and the targets of the links of a piece of HTML, read by a
    /// parser that refuses markup that does not nest.
    fn elements_and_targets(html: &str) -> (Vec<String>, Vec<String>) {
        let (mut elements, mut targets) = (vec![], vec![]);
        let mut reader = Reader::from_str(html);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().expect("markup that nests") {
                Event::Start(element) => {
                    elements.push(element.name().as_ref().to_owned());
                    for attribute in element
                        .attributes()
                        .map(|attribute| attribute.expect("an attribute"))
                    {
                        if matches!(attribute.key.as_ref(), "href" | "src") {
                            targets.push(attribute.value.into_owned());
                        } else {
                            assert!(matches!(
                                attribute.key.as_ref(),
                                "alt" | "title" | "start" | "class"
                            ));
                        }
                    }
                }
                Event::Text(_) | Event::End(_) | Event::GeneralRef(_) => {}
                Event::Eof => return (elements, targets),
                other => panic!("not text or an element: {other:?}"),
            }
        }
    }

    const ELEMENTS: [&str; 19] = [
        "p",
        "a",
        "img",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ];

    proptest! {
        #[test]
        fn nothing_but_known_elements_and_permitted_links_comes_out(
            pieces in prop::collection::vec(
                prop_oneof![
                    "\\PC{0,8}",
                    prop::sample::select(vec![
                        "<", ">", "&", "\"", "'", "[", "](", ")", "!", "*", "_", "`", "\n", "\n\n", "- ", "1. ", "    ",
                        "> ", "# ", "\\", "<script>", "</p>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "javascript:",
                        "JAVASCRIPT:", "data:", "https://example.org", "<a href='", "&#x01;", "&Tab;", "\u{1}", "\r", "\0",
                    ]).prop_map(str::to_owned),
                ],
                0..24,
            )
        ) {
            let source = pieces.concat();
            let (elements, targets) = elements_and_targets(&html(&source));
            prop_assert!(elements.iter().all(|element| ELEMENTS.contains(&element.as_str())), "{elements:?}");
            for target in targets {
                let scheme = Url::parse(&target).map(|url| url.scheme().to_owned());
                let is_fine = scheme.as_deref().map_or(true, |scheme| matches!(scheme, "http" | "https" | "mailto"));
                prop_assert!(is_fine, "{target}");
            }
        }

        #[test]
        fn words_without_marks_pass_through_plain(words in prop::collection::vec("[a-zA-Z\u{e6}\u{1f440}]{1,8}", 1..12)) {
            prop_assert_eq!(plain(&words.join("\n")), words.join(" "));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            plain(&text);
            html(&text);
        }
    }
}
