//! The judge is comrak, which reads the same text as a whole.

use proptest::prelude::*;
use url::Url;

use super::super::{read, read_parts};
use super::*;

#[test]
fn paragraphs_of_words_stand_by_themselves() {
    let text = "One, “two”\nthree: 4.\n\n\n- a\n\n  b\n\nFive.\n\n*c*\n";
    assert_eq!(
        parts(text),
        [
            Part::Words("One, “two”\nthree: 4."),
            Part::whole("\n- a\n\n  b\n\n"),
            Part::Words("Five."),
            Part::whole("*c*\n"),
        ]
    );
    assert_eq!(parts("\n\n"), []);
}

#[test]
fn what_is_before_a_mark_is_text() {
    let begun = |begun, rest| vec![Part::Marks { begun, rest }];
    assert_eq!(parts("One\ntwo\nthree *four*\nfive"), begun("One\ntwo", "three *four*\nfive"));
    assert_eq!(parts("One\ntwo\n- three\n\n- four"), begun("One", "two\n- three\n\n- four"));
    assert_eq!(parts("One\n- two"), [Part::whole("One\n- two")]);
    assert_eq!(parts("One\ntwo\n==="), begun("One", "two\n==="));
    assert_eq!(
        parts("- a\n\nOne\ntwo https://example.org"),
        [Part::whole("- a\n\n"), Part::Marks { begun: "One", rest: "two https://example.org" }]
    );
}

#[test]
fn what_reaches_over_a_blank_line_keeps_a_text_whole() {
    for text in ["```\na\n\nb\n```", "~~~\n\na", "<!--\n\na -->", "[a]\n\n[a]: b", "a\n\n\u{feff}b"]
    {
        assert_eq!(parts(text), [Part::whole(text)]);
    }
}

#[test]
fn what_may_be_a_mark_is_not_of_words() {
    for line in [
        "",
        " a",
        "a ",
        "a\t",
        "-a",
        "+ a",
        "=",
        "# a",
        "> a",
        "1. a",
        "12) a",
        "~~~",
        "a*b",
        "a_b",
        "`a",
        "[a",
        "a]",
        "&a",
        "a\\",
        "a@b.c",
        "http://a.b",
        "see www.a.b",
        "a\u{1}",
        "a\r",
    ] {
        assert!(first_marks(line).is_some(), "{line:?}");
        assert!(first_marks(&format!("a\nb\n{line}\nc")).is_some_and(|at| at > 0), "{line:?}");
    }
    for line in ["a: b", "1,011 of 12.", "a - b", "(a)", "\"a\"!", "5 > 4 and/or #1", "é", "– a"]
    {
        assert_eq!(first_marks(line), None, "{line:?}");
    }
}

/// Pieces of texts: words, marks and what is nearly one.
const PIECES: [&str; 64] = [
    "a",
    "word",
    "two words",
    "é",
    "“b”",
    "データ",
    "1",
    "12",
    "1,011",
    "w",
    "www",
    "www.",
    "www.a.b",
    "http",
    "https:",
    "://",
    "//",
    "http://a.b",
    "ftp://c",
    ":",
    "a: b",
    ".",
    ")",
    "(",
    "1.",
    "12)",
    "1. c",
    "-",
    "- d",
    "- ",
    "+",
    "+ e",
    "=",
    "===",
    "---",
    "#",
    "# f",
    "> g",
    ">",
    "*",
    "*h*",
    "_",
    "`",
    "```",
    "~~~",
    "[",
    "]",
    "]: ",
    "[i](j)",
    "[k]: l",
    "!",
    "&",
    "&amp;",
    "\\",
    "@",
    "m@n.o",
    "<",
    "<p>",
    "<!--",
    "\"",
    "'",
    "|",
    "{%",
    "\u{a0}",
];

/// What stands between them.
const GAPS: [&str; 16] = [
    "", "", " ", " ", " ", " ", "  ", "\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n  ", "  \n",
    "\n \n",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..10]).prop_map(str::to_owned),
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,3}|[\u{0}-\u{2f}\u{7f}-\u{a0}\u{2028}\u{feff}]{1,2}",
    ];
    let gap = prop::sample::select(&GAPS[..]);
    prop::collection::vec((piece, gap), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

proptest! {
    #[test]
    fn the_parts_become_what_the_whole_becomes(text in texts()) {
        let base = Url::parse("https://example.org/webinar/").ok();
        let (by_parts, extras) = read(&text, base.as_ref());
        let (whole, whole_extras) = read_parts(&[Part::whole(&text)], &text, base.as_ref());
        prop_assert_eq!(by_parts, whole);
        prop_assert_eq!(format!("{extras:?}"), format!("{whole_extras:?}"));
    }
}
