//! The documents: every example in them is run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use std::fs;
use std::path::Path;

use seminar::Catalogue;
use seminar::diagnostic::{Style, draw};

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The fenced blocks of a document: info string and text.
fn fences(markdown: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        fences.push((info.to_owned(), body.join("\n")));
    }
    fences
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// The keys of `series` that a fragment does not set itself.
fn series(fragment: &str) -> String {
    let own = [
        "id: looking-glass",
        "title: Datasets through the L👀king-Glass",
        "url: https://example.org/webinar/",
        "timezone: Europe/Copenhagen",
    ];
    let missing = own.iter().filter(|key| {
        let name = &key[..=key.find(':').unwrap()];
        !fragment.lines().any(|line| line.starts_with(name))
    });
    missing.map(|key| format!("  {key}\n")).collect()
}

/// The catalogue that an example stands for.
fn catalogue(info: &str, text: &str) -> Option<String> {
    let events = |text: &str| format!("series:\n{}events:\n{}", series(""), indented(text, 2));
    match info {
        "yaml" => Some(text.to_owned()),
        "yaml series" => {
            Some(format!("series:\n{}{}events: []\n", series(text), indented(text, 2)))
        }
        "yaml event" => Some(events(text)),
        "yaml talk" => {
            let event = format!("- id: EXAMPLE\n  start: TBA\n  talks:\n{}", indented(text, 4));
            Some(events(&event))
        }
        _ => None,
    }
}

#[test]
fn every_example_of_the_reference_is_read_without_a_word() {
    let mut number = 0;
    for (info, text) in fences(&(document("CATALOGUE.md") + &document("README.md"))) {
        let Some(text) = catalogue(&info, &text) else { continue };
        let catalogue = Catalogue::read("CATALOGUE.md", text.as_bytes());
        let said = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
        assert!(said.is_empty() && catalogue.series().is_some(), "{text}\n{said}");
        number += 1;
    }
    assert!(number > 40, "only {number} examples were found");
}

#[test]
fn the_mistake_in_the_readme_is_told_in_these_words() {
    let example = document("tests/wrong/wrong-abbreviation.txt");
    assert!(document("README.md").contains(example.trim()), "{example}");
}

#[test]
fn the_projects_own_catalogue_is_read_and_checked_without_a_word() {
    for day in ["2023-09-19", "2023-12-24", "2024-09-18", "2026-11-23", "2040-01-01"] {
        let mut catalogue = Catalogue::read("events.yaml", document("events.yaml").as_bytes());
        catalogue.check(format!("{day}T12:00:00Z").parse().unwrap());
        assert_eq!(catalogue.diagnostics(), [], "{day}");
    }
}
