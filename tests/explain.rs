//! What `seminar explain` says of each code: its examples are run, and the reference says the same.
//! `SEMINAR_BLESS=1 cargo test --test explain` writes the reference's section anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;

use common::examples::{catalogue, fences};
use common::{folder, project, project_file, said};
use seminar::diagnostic::{Code, Severity, Style, draw};
use seminar::{Catalogue, History, Site};

/// The present time of every example.
const NOW: &str = "2023-10-01T12:00:00Z";

/// Stands before the part of the reference that is made from the explanations.
const MARK: &str = "<!-- From src/diagnostic/explain: do not edit here, see CONTRIBUTING.md. -->\n";

/// The bytes of an example, in the encoding that its info string names.
fn bytes(text: &str, words: &[&str]) -> Vec<u8> {
    if !words.contains(&"latin-1") {
        return text.as_bytes().to_vec();
    }
    let encode = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) => vec![byte],
        Err(_) => c.to_string().into_bytes(),
    };
    text.chars().flat_map(encode).collect()
}

/// The examples of an explanation: what each is there to show, and its bytes.
fn examples(code: Code) -> Vec<(String, Vec<u8>)> {
    let mut examples = Vec::new();
    for (info, text) in fences(code.explanation()) {
        let (shown, kind): (Vec<_>, Vec<_>) = info
            .split(' ')
            .partition(|word| ["wrong", "right", "published", "latin-1"].contains(word));
        let text = catalogue(&kind.join(" "), &text).unwrap_or_else(|| panic!("{code:?}: {info}"));
        let role = *shown.last().unwrap_or_else(|| panic!("{code:?}: {info} shows nothing"));
        examples.push((role.to_owned(), bytes(&text, &shown)));
    }
    examples
}

/// What is said of a catalogue: names of codes, and the drawn text.
fn problems(code: Code, bytes: &[u8], history: &History) -> (Vec<&'static str>, String) {
    let mut catalogue = Catalogue::read("events.yaml", bytes);
    // What a careful friend would say beside an error is another matter.
    if code.severity() == Severity::Warning {
        catalogue.check(&NOW.parse().unwrap());
    }
    catalogue.guard(history, &NOW.parse().unwrap());
    let drawn = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
    (catalogue.diagnostics().iter().map(|it| it.code.name()).collect(), drawn)
}

/// The history of a catalogue that was built once.
fn published(bytes: &[u8]) -> History {
    let catalogue = Catalogue::read("events.yaml", bytes);
    let site =
        Site::render(catalogue.series().unwrap(), &History::default(), &NOW.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("history.json"), site.get("history.json").unwrap()).unwrap();
    seminar::read_history(folder.path()).unwrap()
}

#[test]
fn every_code_is_shown_by_an_example_that_gives_it_and_one_that_gives_nothing() {
    for &code in Code::ALL {
        let examples = examples(code);
        let before = examples.iter().find(|(role, _)| role == "published");
        let history = before.map(|(_, bytes)| published(bytes)).unwrap_or_default();
        let (mut wrong, mut right) = (0, 0);
        for (role, bytes) in &examples {
            let (codes, drawn) = problems(code, bytes, &history);
            match role.as_str() {
                "wrong" => {
                    wrong += 1;
                    let about = codes.iter().all(|name| *name == code.name());
                    assert!(!codes.is_empty() && about, "{code:?}: {codes:?}\n{drawn}");
                }
                "right" => {
                    right += 1;
                    assert!(codes.is_empty(), "{code:?}\n{drawn}");
                }
                _ => {}
            }
        }
        assert!(wrong > 0 && right > 0, "{code:?} lacks a wrong or a right example");
    }
}

#[test]
fn every_explanation_is_short_and_ends_with_its_examples() {
    for code in Code::ALL {
        let prose = code.explanation().split("```").next().unwrap();
        assert!((2..=12).contains(&prose.lines().count()), "{code:?}: {prose}");
        assert!(code.explanation().ends_with("```\n"), "{code:?}");
        assert!(code.explanation().lines().all(|line| line.chars().count() <= 100), "{code:?}");
        assert!(code.summary().ends_with('.') && !code.summary().contains('\n'), "{code:?}");
    }
}

/// The part of the reference that follows the mark.
fn reference() -> String {
    let mut text = "\n| code | | |\n|---|---|---|\n".to_owned();
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.severity().name());
        text += &format!("| [`{name}`](#{name}) | {severity} | {} |\n", code.summary());
    }
    for code in Code::ALL {
        text += &format!("\n### `{}`\n\n{}", code.name(), code.explanation());
    }
    text
}

#[test]
fn the_reference_has_a_section_for_every_code_with_the_text_of_explain() {
    let document = project_file("CATALOGUE.md");
    let (before, found) = document.split_once(MARK).expect("the mark in CATALOGUE.md");
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(project().join("CATALOGUE.md"), format!("{before}{MARK}{}", reference()))
            .unwrap();
        return;
    }
    assert!(found == reference(), "run SEMINAR_BLESS=1 cargo test --test explain, and commit");
}

#[test]
fn explain_prints_the_text_of_a_code_however_it_is_copied() {
    let folder = folder("");
    let (status, text, _) = said(folder.path(), "explain wrong-weekday");
    assert_eq!(status, 0);
    assert_eq!(
        text,
        "error[wrong-weekday]: A weekday that the date does not fall on.\n\
         \n\
         The date does not fall on that weekday, so one of the two is wrong, and people who go by either of\n\
         them come on different days. Mend the one that is wrong.\n\
         \n  wrong:\
         \n    - id: S03\
         \n      start: Tuesday 18 September 2023, 13:00\n\
         \n  right:\
         \n    - id: S03\
         \n      start: Monday 18 September 2023, 13:00\n"
    );
    for copied in ["error[wrong-weekday]:", "[wrong-weekday]", "Wrong-Weekday"] {
        assert_eq!(said(folder.path(), &format!("explain {copied}")).1, text, "{copied}");
    }
}

#[test]
fn explain_without_a_code_lists_all_of_them() {
    let folder = folder("");
    let (status, text, _) = said(folder.path(), "explain");
    assert_eq!((status, text.lines().count()), (0, Code::ALL.len()));
    for (line, code) in text.lines().zip(Code::ALL) {
        assert!(line.starts_with(code.name()) && line.ends_with(code.summary()), "{line}");
    }
}

#[test]
fn a_code_that_does_not_exist_is_a_usage_error() {
    let folder = folder("");
    let expected = "error: there is no code `E0308`\n  help: `seminar explain` lists all codes\n";
    assert_eq!(said(folder.path(), "explain E0308"), (2, String::new(), expected.to_owned()));
}
