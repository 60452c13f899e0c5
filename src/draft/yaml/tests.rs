//! What is written is read back.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::diagnostic::Source;
use crate::yaml::{self, Value};

/// Holds what was read against what was written.
fn is_same(written: &Node<'_>, read: &yaml::Node<'_>, source: &str) -> Result<(), String> {
    match (written, &read.value) {
        (Node::Line(text), Value::Text(read)) if text == read => Ok(()),
        (Node::Time(text), Value::Text(read)) if text == read => Ok(()),
        (Node::Time(text), Value::Literal) if *text == &source[read.span.clone()] => Ok(()),
        (Node::Markdown(text), Value::Text(read)) => is_same_markdown(text, read),
        (Node::List(written), Value::Sequence(read)) if written.len() == read.len() => {
            written.iter().zip(read).try_for_each(|(a, b)| is_same(a, b, source))
        }
        (Node::Mapping(written), Value::Mapping(read)) if written.len() == read.len() => {
            written.iter().zip(read).try_for_each(|((key, a), (name, b))| match &name.value {
                Value::Text(name) if name == key => is_same(a, b, source),
                other => Err(format!("{key}: {other:?}")),
            })
        }
        (_, other) => Err(format!("{other:?}")),
    }
}

/// The same words, in the same paragraphs, with the same meaning.
fn is_same_markdown(written: &str, read: &str) -> Result<(), String> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let html = |text: &str| words(&crate::markdown::read(text.trim(), None).0.html);
    let written = written.replace("\r\n", "\n").replace('\r', "\n");
    if words(&written) == words(read) && html(&written) == html(read) {
        Ok(())
    } else {
        Err(format!("{written:?} became {read:?}"))
    }
}

fn assert_read_back(text: &str, nodes: &Node<'_>) {
    let source = Source::new("draft", text.to_owned());
    let read = yaml::read(&source).unwrap_or_else(|error| panic!("{}\n{text}", error.message));
    is_same(nodes, &read, text).unwrap_or_else(|difference| panic!("{difference}\n{text}"));
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        "[ -~é👀\t]{0,20}",
        "[-?:,#&*!|>'\"%@`~=<{}\\[\\] a1\\\\]{0,8}",
        "[0-9_.+:exTZ -]{1,12}",
        "no|Yes|null|~|\\.inf|0x1F|---|\\.\\.\\.|<<|2023-09-18|1:30|TBA|18 Sep 2023 at 1pm CEST",
        "([a-z]{1,12}[ :#-]){5,30}[a-z]",
        vec(any::<char>(), 0..10).prop_map(String::from_iter),
    ]
}

fn paragraphs() -> impl Strategy<Value = String> {
    let lines = prop_oneof![
        "([A-Za-z*_`(\\[<>\\])\\\\#+.é-]{1,12} {1,2}){5,30}",
        "[ *#>0-9.-]{0,5}([a-z]{1,9} ){1,30}",
        "(```|~~~|    |\t|    a|<b>|\\| a \\||===|\\[a\\]: b c)",
        Just(String::new()),
        texts(),
    ];
    vec(lines, 0..6).prop_map(|lines| lines.join("\n"))
}

fn people() -> impl Strategy<Value = PersonDraft> {
    (texts(), option::of(texts()), option::of(texts()), option::of(paragraphs())).prop_map(
        |(name, affiliation, url, bio)| PersonDraft { name, affiliation, url, email: None, bio },
    )
}

prop_compose! {
    fn talks()(
        id in option::of(texts()),
        title in option::of(texts()),
        speakers in vec(people(), 0..3),
        abstract_ in option::of(paragraphs()),
        video in option::of((texts(), option::of(texts()), option::of(texts()))),
    ) -> TalkDraft {
        let video = video.map(|(url, title, published)| {
            VideoDraft { url, title, published, duration: None }
        });
        TalkDraft { id, title, speakers, abstract_, video, ..TalkDraft::default() }
    }
}

prop_compose! {
    fn events()(
        id in option::of(texts()),
        start in option::of(texts()),
        end in option::of(texts()),
        description in option::of(paragraphs()),
        tags in vec(texts(), 0..3),
        talks in vec(talks(), 0..3),
    ) -> EventDraft {
        EventDraft { id, start, end, description, tags, talks, ..EventDraft::default() }
    }
}

prop_compose! {
    fn styles()(step in 1..5_usize, dash in 0..5_usize, item in 2..5_usize) -> Style {
        Style { step, dash, item }
    }
}

proptest! {
    #[test]
    fn any_event_is_read_back_at_any_indentation(
        event in events(), indent in 0..5_usize, style in styles()
    ) {
        let text = super::event(&event, indent, style);
        assert_read_back(&text, &Node::List(vec![event_node(&event)]));
    }

    #[test]
    fn any_talk_is_read_back_at_any_indentation(
        talk in talks(), indent in 0..9_usize, style in styles()
    ) {
        let text = super::talk(&talk, indent, style);
        assert_read_back(&text, &Node::List(vec![talk_node(&talk)]));
    }

    #[test]
    fn any_event_is_read_back_from_brackets(event in events()) {
        let text = format!("[{}]", flow_event(&event));
        assert_eq!(text.lines().count(), 1);
        assert_read_back(&text, &Node::List(vec![event_node(&event)]));
    }

    #[test]
    fn any_catalogue_is_read_back(
        title in texts(),
        organizers in vec(people(), 0..3),
        description in paragraphs(),
        note in option::of(paragraphs()),
        events in vec(events(), 0..3),
    ) {
        let newsletter = Some(NewsletterDraft { url: Some(title.clone()), note, form: None });
        let (title, description) = (Some(title), Some(description));
        let series =
            SeriesDraft { title, organizers, description, newsletter, ..SeriesDraft::default() };
        let draft = Draft { series, events };
        let events = Node::List(draft.events.iter().map(event_node).collect());
        let nodes = mapping([("series", Some(super::series(&draft.series))), ("events", Some(events))]);
        assert_read_back(&catalogue(&draft), &nodes);
    }

    #[test]
    fn any_text_on_one_line_is_read_back(text in texts()) {
        let scalar = scalar::scalar(&text);
        prop_assert_eq!(scalar.lines().count().max(1), 1);
        assert_read_back(&format!("- {scalar}\n"), &Node::List(vec![Node::Line(&text)]));
    }
}

#[test]
fn a_text_has_quotes_where_it_needs_them_and_nowhere_else() {
    for (text, written) in [
        ("Rethinking Annotations", "Rethinking Annotations"),
        ("Queen's University, Canada", "Queen's University, Canada"),
        ("Dr. Esther E. Bron", "Dr. Esther E. Bron"),
        ("https://example.org/#a", "https://example.org/#a"),
        ("PAD-UFES-20: a tour", "\"PAD-UFES-20: a tour\""),
        ("What is C #?", "\"What is C #?\""),
        ("\"Data\"", "'\"Data\"'"),
        ("The \"data\" isn't", "The \"data\" isn't"),
        ("\"It isn't\"", "'\"It isn''t\"'"),
        ("- a", "\"- a\""),
        ("2023", "\"2023\""),
        ("2023-09-18", "\"2023-09-18\""),
        ("1e3", "\"1e3\""),
        ("No", "\"No\""),
        ("3D vision", "3D vision"),
        ("", "\"\""),
        (" a", "\" a\""),
        ("a\nb", "\"a\\nb\""),
    ] {
        assert_eq!(scalar::scalar(text), written);
    }
    assert_eq!(scalar::time("2023-09-18"), "2023-09-18");
    assert_eq!(scalar::time("2023"), "\"2023\"");
}

#[test]
fn a_draft_looks_as_an_author_would_write_it() {
    let some = |text: &str| Some(text.to_owned());
    let talk = TalkDraft {
        id: some("S03E01"),
        title: some(
            "Did You Get What You Paid For? Rethinking Annotation Cost of Deep Learning Based \
             Computer Aided Detection systems",
        ),
        speakers: vec![
            PersonDraft { name: "Ada".to_owned(), ..PersonDraft::default() },
            PersonDraft {
                name: "Dr. Thijs Kooi".to_owned(),
                affiliation: some("Lunit, South Korea"),
                ..PersonDraft::default()
            },
        ],
        abstract_: some("One.\n\nTwo."),
        video: Some(VideoDraft {
            url: "https://youtu.be/qhAYUfQlYfo".into(),
            ..VideoDraft::default()
        }),
        ..TalkDraft::default()
    };
    let event = EventDraft {
        id: some("S03"),
        start: some("2023-09-18 13:00 CEST"),
        talks: vec![talk],
        ..EventDraft::default()
    };
    let next = EventDraft { id: some("S04"), start: some("TBA"), ..EventDraft::default() };
    let series = SeriesDraft { id: some("looking-glass"), ..SeriesDraft::default() };
    let draft = Draft { series, events: vec![event, next] };
    assert_eq!(
        catalogue(&draft),
        "\
series:
  id: looking-glass

events:
  - id: S03
    start: 2023-09-18 13:00 CEST
    talks:
      - id: S03E01
        title: >-
          Did You Get What You Paid For? Rethinking Annotation Cost of Deep Learning Based Computer
          Aided Detection systems
        speakers:
          - Ada
          - name: Dr. Thijs Kooi
            affiliation: Lunit, South Korea
        abstract: |
          One.

          Two.
        video: https://youtu.be/qhAYUfQlYfo

  - id: S04
    start: TBA
"
    );
}
