//! Links and marks, as people write them.

use super::*;

fn read(text: &str) -> Inline {
    Inline::read(text, &HashMap::from([("g".to_owned(), "https://g.org".to_owned())]))
}

#[test]
fn links_are_found_however_they_are_written() {
    for (text, shown, address) in [
        ("[a](https://a.b)", "a", "https://a.b"),
        ("**[a b](<https://a.b> \"t\")**", "a b", "https://a.b"),
        ("[**a**](https://a.b/c_(d))", "a", "https://a.b/c_(d)"),
        ("[[Registration]](https://a.b)", "Registration", "https://a.b"),
        ("[a]()", "a", ""),
        ("[a][g], [b]", "a", "https://g.org"),
        ("[g]", "g", "https://g.org"),
        ("<https://a.b>", "https://a.b", "https://a.b"),
        ("(https://a.b).", "https://a.b", "https://a.b"),
        ("<a href=\"https://a.b?c&amp;d\">a</a>", "a", "https://a.b?c&d"),
        ("[![a](https://i.b)](https://a.b)", "a", "https://i.b"),
    ] {
        let inline = read(text);
        let link = inline.links().next().map(|(_, shown, address)| (shown, address));
        assert_eq!(link, Some((shown, address)), "{text}");
    }
}

#[test]
fn marks_leave_the_text() {
    assert_eq!(read("**a** _b_ \\* 5 * 3 c_d &amp; `x`").text, "a b * 5 * 3 c_d & x");
    assert!(read("**a b**").is_all(&Style::Strong));
    assert!(!read("**a** b").is_all(&Style::Strong));
    assert_eq!(read("<a id=\"S03\"></a>Data").anchor.as_deref(), Some("S03"));
}

#[test]
fn what_is_no_html_is_text() {
    for (text, expected) in [
        ("Vec<u8> & the <T> type", "Vec<u8> & the <T> type"),
        ("Option<u> of <S>", "Option<u> of <S>"),
        ("a <b>bold</b>, <I>i</I><br/>line <img src=\"x\">", "a bold, i line "),
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("Ada <ada@example.org><!-- no -->", "Ada "),
    ] {
        assert_eq!(read(text).text, expected, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([-*_<>`\\[\\]()!&;:/=\"'\\\\ ahref\n]|https://|é){0,40}") {
        let inline = read(&text);
        for start in (0..=inline.text.len()).filter(|at| inline.text.is_char_boundary(*at)) {
            let _ = inline.part(start..inline.text.len());
        }
    }
}
