use proptest::prelude::*;

use super::*;

/// What is plain and what is not, and what looks like a number, a truth value or nothing.
const SCALARS: [&str; 57] = [
    "2023",
    "-5",
    "+5",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "017",
    "1.5",
    ".5",
    "5.",
    "1e3",
    "1e-3",
    "1e999",
    "-1.5E+3",
    ".inf",
    "-.INF",
    ".nan",
    "NaN",
    "true",
    "yes",
    "No",
    "~",
    "null",
    "Null",
    "nil",
    "2023-10-02",
    "2023-10-02 13:00",
    "13:00",
    "1h30m",
    "0",
    "-0",
    "--",
    "-",
    "+",
    ".",
    "..",
    "123456789012345678901234567890",
    "0x",
    "1__0",
    "S01",
    "1.2.3",
    "12e",
    "e3",
    "'5'",
    "\"~\"",
    "|\n  a\n\n  b\n",
    ">-\n  a\n  b",
    "a\n   b",
    "[1, {a: b, c}]",
    "{}",
    "[]",
    "!!str 5",
    "&a 5",
    "*a",
    "<<",
    "",
];

/// Reads a text in both ways: what is plain, if it is, has to be the same tree.
fn trees(text: &str) -> (String, String) {
    let source = Source::new("events.yaml", text.to_owned());
    let any = format!("{:?}", read_any(&source).map_err(|diagnostic| diagnostic.message));
    let plain = plain::read(source.text());
    let plain = plain.map(|plain| format!("{:?}", Ok::<_, String>(plain)));
    (plain.unwrap_or_else(|| any.clone()), any)
}

#[test]
fn what_is_plain_is_read_as_the_library_reads_it() {
    for scalar in SCALARS {
        for text in [
            scalar.to_owned(),
            format!("key: {scalar}\n"),
            format!("- {scalar}\n- b\n"),
            format!("\u{feff}key: {scalar} # why\nother: [{scalar}, {{k: {scalar}}}]\n"),
            format!("{scalar}: x\n"),
            format!("# \u{e9}\n- k: {scalar}\n  l:\n  - m\n"),
            format!("---\na: {scalar}\n...\n"),
            format!("a: {scalar}\n---\nb: 1\n"),
        ] {
            let (plain, any) = trees(&text);
            assert_eq!(plain, any, "{text:?}");
        }
    }
}

#[test]
fn what_nearly_every_catalogue_is_made_of_is_plain() {
    let text = "# Why.\nseries: {id: s}\nevents:\n  - id: S01\n    start: 2023-10-02 13:00\n";
    assert!(plain::read(text).is_some());
    for text in ["a: &b 1\nc: *b", "<<: {a: 1}", "a: !!str 5", "a: [", "1: a", "[a]: b"] {
        assert!(plain::read(text).is_none(), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_read_as_plain_is_read_as_the_library_reads_it(
        text in "(- |: |, |\n|\n  |\n    |[\\[\\]{}|>~#'\"!&*%?a0-9é.+_xe-]|key: |- a\n|---\n|true|\u{feff}){0,30}"
    ) {
        let (plain, any) = trees(&text);
        prop_assert_eq!(plain, any);
    }
}

/// Lines of catalogues, and what could be mistaken for one.
const LINES: [&str; 26] = [
    "series:",
    "events:",
    "events: # all",
    "other: [a,",
    "b]",
    "# - why",
    "",
    "-",
    "- id: a",
    "  -",
    "  - # why",
    "  - # é",
    "  - id: b",
    "    talks:",
    "    - id: c",
    "      - d",
    "  title: 'it",
    "    text: |",
    "    text: >+",
    "      words, é",
    "  ends'",
    "  - {a: b}",
    "  - &a b",
    "...",
    "---",
    "\u{feff}",
];

/// Items that are kept.
#[derive(Default)]
struct Kept<'a>(Vec<Node<'a>>);

impl<'a> Items<'a> for Kept<'a> {
    fn take(&mut self, item: Node<'a>) {
        self.0.push(item);
    }
}

/// The tree of a text, of which the items of a list were taken: each where it belongs.
fn put_together<'a>((mut root, parts): (Node<'a>, Vec<Kept<'a>>), list: &str) -> String {
    let items = parts.into_iter().flat_map(|part| part.0).collect::<Vec<_>>();
    if let Value::Mapping(entries) = &mut root.value {
        let is_list =
            |(key, _): &&mut (Node<'_>, _)| matches!(&key.value, Value::Text(key) if key == list);
        match entries.iter_mut().find(is_list) {
            Some((_, Node { value: Value::Sequence(nodes), .. })) => nodes.extend(items),
            _ => assert!(items.is_empty()),
        }
    }
    format!("{root:?}")
}

/// The tree of a text that is cut, if it can be.
fn cut(text: &str, list: &str, size: usize) -> Option<String> {
    plain::parts::read_items(text, list, |_| Kept::default(), size)
        .map(|read| put_together(read, list))
}

/// The tree of a text as a whole, if it is plain.
fn whole(text: &str) -> Option<String> {
    plain::read(text).map(|root| format!("{root:?}"))
}

proptest! {
    #[test]
    fn parts_are_read_as_the_whole_is(
        lines in prop::collection::vec(0..LINES.len(), 0..24), size in 0..200_usize
    ) {
        let text: String = lines.iter().flat_map(|line| [LINES[*line], "\n"]).collect();
        for list in ["events", "series", "title"] {
            let parts = cut(&text, list, size);
            prop_assert!(parts.is_none() || parts == whole(&text));
            let items = plain::read_items(&text, list, |_| Kept::default());
            prop_assert_eq!(items.map(|read| put_together(read, list)), whole(&text));
        }
    }
}

#[test]
fn a_list_is_cut_before_each_of_its_items() {
    let head = "series:\n  text: |\n    a\n\n    - b\nevents: # all\n  # first\n";
    let item = "  - id: S01\n    talks:\n    - id: a\n      text: |+\n        - é\n\n";
    let text = format!("{head}{}", item.repeat(4));
    for size in 0..text.len() {
        assert_eq!(cut(&text, "events", size), whole(&text));
    }
}

#[test]
fn a_list_within_the_list_is_not_cut() {
    for text in [
        "series:\n\n  - a\nevents:\n  -\n  - id: a\n",
        "events:\n  - a\n  -\n  - b\n  -\n",
        "events:\n  -\n  - a\n",
        "a:\n  - b\nevents:\n-\n  - c\n  - d\n",
    ] {
        for size in 0..text.len() {
            for list in ["events", "series", "a"] {
                let parts = cut(text, list, size);
                assert!(parts.is_none() || parts == whole(text));
            }
        }
    }
}
