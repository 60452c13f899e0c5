//! Somebody answers.

use std::fs;

use anstream::adapter::strip_str;

use super::*;

const CATALOGUE: &str = "\
series: {id: s, title: S, url: https://example.org/, timezone: Europe/Copenhagen}
events:
  - id: S03
    start: 2023-09-18 13:00
    location: Zoom
    talks:
      - id: S03E01
";

fn catalogue() -> Catalogue {
    Catalogue::read("events.yaml", CATALOGUE.as_bytes())
}

/// What comes of these answers, and what was shown.
fn answered<T>(
    answers: &str,
    ask: impl FnOnce(&Catalogue, &Series, &mut Conversation<'_>) -> Result<T, crate::cli::ask::Ended>,
) -> (Option<T>, String) {
    let mut shown = Vec::new();
    let mut person = Conversation { answers: &mut answers.as_bytes(), questions: &mut shown };
    let catalogue = catalogue();
    let answer = ask(&catalogue, catalogue.series().unwrap(), &mut person).ok();
    (answer, strip_str(&String::from_utf8(shown).unwrap()).to_string())
}

fn event(answers: &str) -> (Option<EventDraft>, String) {
    answered(answers, event::asked)
}

fn talk(answers: &str) -> (Option<TalkDraft>, String) {
    answered(answers, |catalogue, series, person| {
        talk::asked(catalogue, series, &series.events[0], person)
    })
}

/// The lines that an answer adds to the catalogue.
fn added(draft: Option<EventDraft>) -> String {
    let after = catalogue().with_event(&draft.unwrap()).unwrap();
    after.source().text().strip_prefix(CATALOGUE).unwrap().to_owned()
}

#[test]
fn enter_takes_what_stands_in_brackets_and_leaves_out_the_rest() {
    let (draft, shown) = event("\n\n\n\n\n\n");
    assert_eq!(added(draft), "\n  - id: S04\n    start: TBA\n    location: Zoom\n");
    assert!(shown.contains("which it keeps for ever [S04]: "), "{shown}");
    assert!(shown.contains("[Zoom; - for none]: "), "{shown}");
    assert!(!shown.contains("error"), "{shown}");
}

#[test]
fn every_key_that_is_answered_is_written() {
    let answers = "S05\nData: a tour\n4 December 2023 at 1pm\n-\nhttps://example.org/r\nOne\nAda (ITU)\nBen\n\nTBA\n\n\n";
    assert_eq!(
        added(event(answers).0),
        "\n  - id: S05\n    title: \"Data: a tour\"\n    start: 4 December 2023 at 1pm\n    \
         registration: https://example.org/r\n    talks:\n      - id: S05E01\n        title: One\n        \
         speakers:\n          - name: Ada\n            affiliation: ITU\n          - Ben\n      - id: \
         S05E02\n        title: TBA\n"
    );
}

#[test]
fn a_wrong_answer_is_told_in_the_words_of_check_and_asked_for_again() {
    let answers = "s03\nS04\n\n2023-12-04 13:00 CEST\n2024-03-31 02:30\nMonday\n2023-12-04\n\nexample.org/r\n\n\n";
    let (draft, shown) = event(answers);
    assert_eq!(added(draft), "\n  - id: S04\n    start: 2023-12-04\n    location: Zoom\n");
    for said in [
        "error: the id `s03` is taken already\n  help: give each event and each talk an id of its own",
        "error: Europe/Copenhagen is not on CEST then, but on CET\n  help: write `2023-12-04 13:00 CET`",
        "error: `2024-03-31 02:30` does not exist in Europe/Copenhagen\n",
        "error: the URL `example.org/r` lacks its scheme\n  help: did you mean `https://example.org/r`?\n",
    ] {
        assert!(shown.contains(said), "{said}\n{shown}");
    }
    let errors = shown.matches("error: ").count();
    assert_eq!(errors, 5, "{shown}");
}

#[test]
fn answers_that_nobody_could_have_meant_are_asked_for_again() {
    let (draft, shown) = talk("\n\u{1b}[A\nTitle\n\n\n");
    assert_eq!(draft.unwrap().title.as_deref(), Some("Title"));
    assert!(shown.contains("error: the answer has signs that nobody sees"), "{shown}");
    let mut shown = Vec::new();
    let mut answers = &b"\xff\nTitle\n"[..];
    let mut person = Conversation { answers: &mut answers, questions: &mut shown };
    let question =
        crate::cli::ask::Question { words: "Title", blank: crate::cli::ask::Blank::NotYet };
    assert_eq!(person.ask(&question, |_| Ok(())).unwrap().as_deref(), Some("Title"));
    assert!(String::from_utf8_lossy(&shown).contains("not UTF-8"));
}

#[test]
fn where_the_answers_end_nothing_comes_of_them() {
    for answers in ["", "\n", "\nTitle\n", "\n\n\n\n\nOne\n"] {
        assert_eq!(event(answers).0, None, "{answers:?}");
    }
}

#[test]
fn the_abstract_of_a_talk_comes_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (full, empty) = (folder.path().join("a.md"), folder.path().join("b.md"));
    fs::write(&full, "One\n\n*two*\n").unwrap();
    fs::write(&empty, "\n").unwrap();
    let (gone, full, empty) = (folder.path().join("c.md"), full.display(), empty.display());
    let answers = format!("\nTitle\nAda (ITU)\n\n{}\n{empty}\n{full}\n", gone.display());
    let (draft, shown) = talk(&answers);
    let draft = draft.unwrap();
    assert_eq!(draft.id.as_deref(), Some("S03E02"));
    assert_eq!(draft.abstract_.as_deref(), Some("One\n\n*two*"));
    assert_eq!(draft.speakers[0].affiliation.as_deref(), Some("ITU"));
    assert!(shown.contains(&format!("error: cannot read `{}`", gone.display())), "{shown}");
    assert!(shown.contains(&format!("error: `{empty}` is empty")), "{shown}");
}

#[test]
fn a_talk_is_asked_for_in_the_event_that_is_next_unless_another_is_named() {
    let ask = |answers| {
        answered(answers, |_, series, person| {
            let likely = &series.events[0];
            talk::asked_event(series, likely, person).map(|event| event.id.clone())
        })
    };
    assert_eq!(ask("\n").0.as_deref(), Some("S03"));
    let (event, shown) = ask("S9\ns03\n");
    assert_eq!(event.as_deref(), Some("S03"));
    assert!(
        shown.contains("error: there is no event `S9`\n  help: the events are S03\n"),
        "{shown}"
    );
}
