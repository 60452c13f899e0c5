//! The judge is comrak's own writer, given a tree in which what must not be markup is raw text.

use comrak::nodes::{AstNode, NodeHtmlBlock, NodeLink, NodeValue};
use comrak::{Arena, format_commonmark, parse_document};
use proptest::prelude::*;

use super::super::{dialect, escape, settle};

fn by_comrak<'a>(document: &'a AstNode<'a>) -> String {
    for node in document.descendants() {
        let value = &mut node.data_mut().value;
        if let Some(safe) = safe(value) {
            *value = safe;
        }
    }
    let mut markdown = String::new();
    format_commonmark(document, &dialect(), &mut markdown).unwrap();
    markdown.trim_end().to_owned()
}

fn safe(value: &NodeValue) -> Option<NodeValue> {
    let target =
        |link: &NodeLink| NodeLink { url: escape::address(&link.url), title: String::new() };
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
        NodeValue::LineBreak => NodeValue::Raw("<br />".to_owned()),
        NodeValue::Link(link) => NodeValue::Link(Box::new(target(link))),
        NodeValue::Image(link) => NodeValue::Image(Box::new(target(link))),
        _ => return None,
    })
}

fn html(literal: String) -> NodeValue {
    NodeValue::HtmlBlock(NodeHtmlBlock { literal, ..NodeHtmlBlock::default() })
}

fn check(source: &str) -> Result<(), TestCaseError> {
    let arena = Arena::new();
    let document = parse_document(&arena, source, &dialect());
    settle(document, None);
    let mut writer = super::Writer::default();
    writer.walk(document);
    let ours = writer.finish();
    prop_assert_eq!(ours, by_comrak(document), "{:?}", source);
    Ok(())
}

/// What matters to a parser, or to what reads the outcome.
const MARKS: [&str; 67] = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "*a*",
    "**b**",
    "***c***",
    "_*d*_",
    "**e **f** g**",
    "`",
    "`` ` ``",
    "` h `",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[i](/j k \"l\")",
    "[m](<n o> 'p')",
    "![q](r.png)",
    "[s *t*](https://example.org/(u))",
    "[](v)",
    "[*x*](data:y)",
    "![-](tel:1)",
    "[w][1]",
    "https://example.org/x?y={z}",
    "www.example.org",
    "a@example.org",
    "<https://example.org>",
    "<b>",
    "</b>",
    "<!-- c -->",
    "&amp;",
    "&#1;",
    "&#10;",
    "&nbsp;",
    "\\",
    "\\*",
    "\\\n",
    "  \n",
    "\n",
    "\t",
    " ",
    "-",
    "+",
    "1.",
    "2)",
    "#",
    ":",
    "%",
    "=",
    "|",
    "~~",
    "^",
    "$",
    "{",
    "{{ x }}",
    "{% y %}",
    "\u{1}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{7f}",
    "data",
    "データ",
    "—",
];

/// What a line may hold.
fn inline() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(&MARKS[..]);
    let text =
        prop_oneof![3 => marks.prop_map(str::to_owned), 1 => "[a-z ]{1,6}", 1 => "\\PC{0,4}"];
    prop::collection::vec(text, 0..6).prop_map(|parts| parts.concat())
}

/// Blocks within blocks.
fn blocks() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "- ",
        "-   ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "7. ",
        "99. ",
        "000) ",
        "123456789. ",
        "> ",
        ">",
        "-\n  ",
        "-",
    ]);
    let leaf = prop_oneof![
        4 => inline(),
        1 => inline().prop_map(|text| format!("# {text}")),
        1 => inline().prop_map(|text| format!("{text}\n===")),
        1 => inline().prop_map(|text| format!("###### {text} #")),
        1 => inline().prop_map(|text| format!("```a b\n{text}\n```")),
        1 => inline().prop_map(|text| format!("~~~\n\n{text}")),
        1 => inline().prop_map(|text| format!("    {text}\n\n      {text}")),
        1 => inline().prop_map(|text| format!("<div>\n{text}\n</div>")),
        1 => inline().prop_map(|text| format!("[1]: {text}")),
        1 => prop::sample::select(vec!["---", "***", "<!-- end list -->", "", "<script>\n\n</script>"])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let between = prop::sample::select(vec!["\n", "\n\n", "\n\n\n"]);
        prop_oneof![
            (prop::collection::vec(inner.clone(), 1..5), between)
                .prop_map(|(blocks, between)| blocks.join(between)),
            (mark.clone(), inner).prop_map(|(mark, inner)| within(mark, &inner)),
        ]
    })
}

/// Text as the content of an item or a quote.
fn within(mark: &str, text: &str) -> String {
    let next = if mark.starts_with('>') { mark.to_owned() } else { " ".repeat(mark.len()) };
    format!("{mark}{}", text.replace('\n', &format!("\n{next}")))
}

proptest! {
    #[test]
    fn blocks_are_written_as_comrak_writes_them(source in blocks()) {
        check(&source)?;
    }

    #[test]
    fn lists_in_a_row_are_written_as_comrak_writes_them(
        lines in prop::collection::vec((prop::sample::select(vec![
            "", "- ", "* ", "1. ", "2) ", "> ", "  - ", "   1. ", "    ", ">   ", "> - ", "- > ", "- - ", "1. 2. ",
        ]), inline()), 0..12),
    ) {
        check(&lines.iter().map(|(mark, text)| format!("{mark}{text}\n")).collect::<String>())?;
    }

    #[test]
    fn any_text_is_written_as_comrak_writes_it(source in any::<String>()) {
        check(&source)?;
    }
}
