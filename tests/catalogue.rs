//! Fixture catalogues. `tests/wrong/CODE[-CASE].yaml` must be refused, or warned about, with exactly
//! the text beside it; `SEMINAR_BLESS=1 cargo test` writes these texts anew, to be read in the diff.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use seminar::Catalogue;
use seminar::diagnostic::{Code, Severity, Style, draw};

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().unwrap() == "yaml").collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn read(path: &Path) -> Catalogue {
    Catalogue::read("events.yaml", &fs::read(path).unwrap())
}

#[test]
fn every_mistake_is_told_in_exactly_these_words() {
    let bless = std::env::var_os("SEMINAR_BLESS").is_some();
    for path in fixtures("wrong") {
        let catalogue = read(&path);
        let text = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
        let expected = path.with_extension("txt");
        if bless {
            fs::write(&expected, &text).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert!(text == expected, "{}\nexpected:\n{expected}\nfound:\n{text}", path.display());
    }
}

#[test]
fn every_fixture_is_about_the_code_in_its_name_and_every_code_has_one() {
    let mut seen = BTreeSet::new();
    for path in fixtures("wrong") {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let catalogue = read(&path);
        let codes: Vec<_> = catalogue.diagnostics().iter().map(|it| it.code.name()).collect();
        if stem != "many" {
            let about = |code: &&str| stem == **code || stem.starts_with(&format!("{code}-"));
            assert!(codes.iter().all(about), "{stem}: {codes:?}");
        }
        assert!(!codes.is_empty(), "{stem} is read without a word");
        seen.extend(codes);
    }
    // These two take a history: see `tests/history.rs`.
    seen.extend([Code::VanishedId.name(), Code::RenamedSeries.name()]);
    let all: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(seen, all);
}

#[test]
fn an_error_leaves_no_series_and_a_warning_does() {
    for path in fixtures("wrong") {
        let catalogue = read(&path);
        let severities = || catalogue.diagnostics().iter().map(|it| it.severity());
        let refused = severities().any(|severity| severity == Severity::Error);
        assert_eq!(catalogue.series().is_none(), refused, "{}", path.display());
    }
}

#[test]
fn mistakes_are_told_in_the_order_of_the_file() {
    for path in fixtures("wrong") {
        let catalogue = read(&path);
        let places: Vec<_> = catalogue.diagnostics().iter().map(|it| it.span.start).collect();
        assert!(places.is_sorted(), "{}", path.display());
    }
}
