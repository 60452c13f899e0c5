//! `seminar import`: what a series has already becomes its catalogue, and nothing is guessed
//! without a word.
//!
//! `tests/import/wrong/` has files that must be refused, in exactly the words beside them;
//! `tests/import/right/` has files that become exactly the catalogue beside them, with exactly
//! these remarks. `SEMINAR_BLESS=1 cargo test --test import` writes these anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{files, project, seminar};
use seminar::Catalogue;

/// What none of the files say.
const GIVEN: [&str; 6] =
    ["--id", "fish", "--url", "https://example.org/fish/", "--timezone", "Europe/Copenhagen"];

/// The imports of `tests/import/right`: the files, and what is given beside them.
const RIGHT: [(&[&str], &[&str]); 5] = [
    (&["hand-written.md"], &[]),
    (&["page.md", "abstracts.md"], &[]),
    (&["abstracts.md", "page.md"], &["--title", "Fish and Labels"]),
    (&["spreadsheet.csv"], &["--title", "Fish and Labels"]),
    (
        &["form.csv"],
        &[
            "--title",
            "Fish and Labels",
            "--column",
            "title=Title of your talk",
            "--column",
            "abstract=What is it about?",
            "--column",
            "date=When can you speak?",
            "--column",
            "consent=May we share a recording?",
        ],
    ),
];

fn fixtures(folder: &str) -> PathBuf {
    project().join("tests/import").join(folder)
}

/// Imports files of a folder of fixtures.
fn import(folder: &Path, names: &[&str], more: &[&str]) -> Output {
    let mut command = seminar(folder);
    command.arg("import").args(names).args(GIVEN).args(more).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Holds a text against the one in a file.
fn is_exactly(text: &str, expected: &Path) {
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(expected, text).unwrap();
    }
    let known = fs::read_to_string(expected).unwrap_or_default();
    assert!(text == known, "{}\nexpected:\n{known}\nfound:\n{text}", expected.display());
}

#[test]
fn what_cannot_be_imported_is_told_in_exactly_these_words_and_nothing_is_written() {
    let mut formats = std::collections::BTreeMap::new();
    let folder = fixtures("wrong");
    let mut names: Vec<_> = files(&folder).into_keys().collect();
    names.retain(|name| !name.ends_with(".expected"));
    for name in names {
        let (stem, format) = name.rsplit_once('.').unwrap();
        *formats.entry(format.to_owned()).or_insert(0) += 1;
        let place = tempfile::tempdir().unwrap();
        fs::copy(folder.join(&name), place.path().join(&name)).unwrap();
        for out in [&[][..], &["--out", "events.yaml"]] {
            let given = [&["--title", "Fish and Labels"], out].concat();
            let output = import(place.path(), &[&name], &given);
            assert_eq!(
                (output.status.code(), text(&output.stdout).as_str()),
                (Some(1), ""),
                "{name}"
            );
            let told = text(&output.stderr);
            is_exactly(&told, &folder.join(format!("{stem}.{format}.expected")));
            assert!(told.contains(&format!("{name}:")), "{name} has no line:\n{told}");
            assert!(told.ends_with("nothing was written\n"), "{told}");
        }
        let left: Vec<_> = files(place.path()).into_keys().collect();
        assert_eq!(left, [name]);
    }
    assert!(formats["md"] > 5 && formats["csv"] > 5, "{formats:?}");
}

#[test]
fn what_people_write_becomes_the_catalogue_that_they_mean() {
    let folder = fixtures("right");
    for (names, given) in RIGHT {
        let output = import(&folder, names, given);
        let stem = names.concat().replace(['.'], "-");
        assert_eq!(output.status.code(), Some(0), "{names:?}: {}", text(&output.stderr));
        is_exactly(&text(&output.stdout), &folder.join(format!("{stem}.yaml")));
        is_exactly(&text(&output.stderr), &folder.join(format!("{stem}.expected")));
        let catalogue = Catalogue::read("events.yaml", &output.stdout);
        assert!(catalogue.series().is_some() && catalogue.diagnostics().is_empty(), "{names:?}");
    }
}
