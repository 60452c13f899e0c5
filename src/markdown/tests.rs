use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

fn html(markdown: &str) -> String {
    read(markdown, None).0.html.to_string()
}

fn markdown(markdown: &str) -> String {
    read(markdown, None).0.markdown.to_string()
}

fn plain(markdown: &str) -> String {
    read(markdown, None).0.plain.to_string()
}

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
    assert_eq!(html("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;\n");
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
        let source = format!("a [x](<{address}>) b");
        assert_eq!(html(&source), "<p>a x b</p>\n", "{address}");
        assert_eq!(plain(&source), "a x b", "{address}");
        assert_eq!(markdown(&source), "a x b", "{address}");
    }
    assert_eq!(
        html("[x](mailto:a@example.org)"),
        "<p><a href=\"mailto:a@example.org\">x</a></p>\n"
    );
    assert_eq!(html("[x](/talks#S01)"), "<p><a href=\"/talks#S01\">x</a></p>\n");
}

#[test]
fn a_link_that_is_none_keeps_its_text_alone_in_every_form() {
    for (source, shown, words, written) in [
        ("![x *y*](data:image/png;base64,AAAA)", "x <em>y</em>", "x y", "x *y*"),
        ("[x ![y](data:,) z](ftp://example.org)", "x y z", "x y z", "x y z"),
        ("**[x](tel:+4512345678)**", "<strong>x</strong>", "x", "**x**"),
        ("<ftp://example.org>", "ftp://example.org", "ftp://example.org", "ftp://example.org"),
        ("[x](https://)", "x", "x", "x"),
        ("a [](data:,)b", "a b", "a b", "a b"),
    ] {
        assert_eq!(html(source), format!("<p>{shown}</p>\n"));
        assert_eq!((plain(source), markdown(source)), (words.to_owned(), written.to_owned()));
    }
    // What the author left empty is told of, and stays a link.
    assert_eq!(html("[x]()"), "<p><a href=\"\">x</a></p>\n");
    let (_, found) = read("[x]() [y](tel:1)", None);
    let links = [("x", ""), ("y", "tel:1")].map(|(shown, to)| (shown.to_owned(), to.to_owned()));
    assert_eq!(found.map(|found| found.links), Some(links.to_vec()));
}

#[test]
fn plain_text_keeps_paragraphs_apart_and_joins_their_lines() {
    assert_eq!(plain("one\ntwo\n\nthree  \nfour"), "one two\n\nthree\nfour");
    assert_eq!(plain("# Title\nText\n\n---\n> quoted"), "Title\n\nText\n\n---\n\nquoted");
}

#[test]
fn plain_text_drops_marks_of_emphasis_and_keeps_code_and_raw_html() {
    assert_eq!(plain("*a* **b** `c * d` <b>e</b> \\* &amp;"), "a b c * d <b>e</b> * &");
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
    assert_eq!(plain("- one\n\n  still one\n\n- two"), "- one\n\n  still one\n\n- two");
    assert_eq!(plain("- - a\n-\n\nb"), "- - a\n-\n\nb");
    assert_eq!(plain("- ```\n  a\n  b\n  ```"), "- a\n  b");
}

#[test]
fn plain_text_writes_addresses_out_once() {
    assert_eq!(plain("[here](https://example.org/)"), "here (https://example.org/)");
    assert_eq!(
        plain("- [*here*](https://example.org/), too"),
        "- here (https://example.org/), too"
    );
    assert_eq!(plain("a\n\n[](https://example.org/)"), "a\n\nhttps://example.org/");
    assert_eq!(
        plain("![a picture](https://example.org/a.png)"),
        "a picture (https://example.org/a.png)"
    );
    for bare in ["https://example.org/", "www.example.org", "someone@example.org"] {
        assert_eq!(plain(bare), bare);
        assert_eq!(plain(&format!("a\n\n{bare} b")), format!("a\n\n{bare} b"));
    }
    assert_eq!(plain("<https://example.org/>"), "https://example.org/");
    assert_eq!(plain("[https://example.org/](https://example.org/)"), "https://example.org/");
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
                for attribute in
                    element.attributes().map(|attribute| attribute.expect("an attribute"))
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

#[test]
fn links_and_raw_html_are_found_as_they_are_written_while_a_text_is_read() {
    let base = Url::parse("https://example.org/webinar/").unwrap();
    let text =
        "A [long\nname](#S03), <b>bold</b>, https://example.org/x and a@example.org\n\n<p>\n";
    let (_, found) = read(text, Some(&base));
    let found = found.expect("links");
    let links = [("longname", "#S03"), ("https://example.org/x", "https://example.org/x")];
    let mail = ("a@example.org", "mailto:a@example.org");
    let links = links.into_iter().chain([mail]);
    let links: Vec<_> = links.map(|(shown, to)| (shown.to_owned(), to.to_owned())).collect();
    assert_eq!(
        (&found.links, &found.html[..2]),
        (&links, &["<b>".to_owned(), "</b>".to_owned()][..])
    );
    assert_eq!(format!("{:?}", extras(text)), format!("{:?}", Some(found)));
    for text in ["words", "a@example.org", "1 < 2"] {
        assert!(read(text, Some(&base)).1.is_none() && extras(text).is_none(), "{text}");
    }
}

#[test]
fn what_images_in_images_show_is_kept_once() {
    let shown = |text: &str| extras(text).unwrap().links;
    let link = |shown: &str, target: &str| (shown.to_owned(), target.to_owned());
    assert_eq!(shown("[a ![b](c)]() ![d]()"), [link("ab (c)", ""), link("b", "c"), link("d", "")]);
    assert_eq!(shown("![a [b](c) ![d](e)](f)")[1..], [link("b", "c"), link("", "e")]);
    let deep = "![a".repeat(10_000) + &"](x)".repeat(10_000);
    let links = shown(&deep);
    assert_eq!(links.len(), 10_000);
    assert!(links.iter().map(|(shown, _)| shown.len()).sum::<usize>() < deep.len());
}

#[test]
fn wrapping_a_paragraph_anew_changes_nothing() {
    let wrapped = "One two\nthree *four\nfive*.\n\n- a\n  b\n- c\n\n> d\n> e\n";
    let unwrapped = "One two three *four five*.\n\n- a b\n- c\n\n> d e\n";
    assert_eq!(html(wrapped), html(unwrapped));
    assert_eq!(plain(wrapped), plain(unwrapped));
}

#[test]
fn an_address_that_is_not_whole_is_one_of_the_series_site() {
    let base = Url::parse("https://example.org/webinar/").unwrap();
    let (text, _) = read("[here](/webinar_talks.html), [there](#S03)", Some(&base));
    assert_eq!(
        &*text.plain,
        "here (https://example.org/webinar_talks.html), there (https://example.org/webinar/#S03)"
    );
    assert!(text.html.contains("href=\"https://example.org/webinar_talks.html\""), "{}", text.html);
    assert!(!read("[x](javascript:alert)", Some(&base)).0.html.contains("javascript"));
}
