//! The documents: every example in them is run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use common::examples::{catalogue, fences};
use common::project_file as document;
use seminar::Catalogue;
use seminar::diagnostic::{Style, draw};

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
        catalogue.check(&format!("{day}T12:00:00Z").parse().unwrap());
        assert_eq!(catalogue.diagnostics(), [], "{day}");
    }
}
