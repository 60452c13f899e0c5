//! Fixture catalogues. `tests/wrong/CODE[-CASE].yaml` must be refused, or warned about, with exactly
//! the text beside it. So must `tests/warned/CODE[-CASE].yaml`, in which a check at a fixed time
//! finds what a careful friend would; and `tests/silent/CODE-CASE.yaml` is close to it, and passes
//! without a word. `SEMINAR_BLESS=1 cargo test` writes these texts anew, to be read in the diff.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use seminar::diagnostic::{Code, Diagnostic, Severity, Style, draw};
use seminar::{Catalogue, Now};

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

/// The day on which all fixtures are checked.
fn now() -> Now {
    "2023-10-01T12:00:00Z".parse().unwrap()
}

/// The same, with what a check finds on a fixed day.
fn checked(path: &Path) -> Catalogue {
    let mut catalogue = read(path);
    catalogue.check(&now());
    catalogue
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// Whether a fixture is named after a code.
fn is_about(path: &Path, code: &str) -> bool {
    stem(path).strip_prefix(code).is_some_and(|case| case.is_empty() || case.starts_with('-'))
}

fn codes(catalogue: &Catalogue) -> Vec<&'static str> {
    catalogue.diagnostics().iter().map(|it| it.code.name()).collect()
}

fn tells_exactly(path: &Path, catalogue: &Catalogue) {
    let text = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
    let expected = path.with_extension("txt");
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(&expected, &text).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    assert!(text == expected, "{}\nexpected:\n{expected}\nfound:\n{text}", path.display());
}

#[test]
fn every_mistake_is_told_in_exactly_these_words() {
    for path in fixtures("wrong") {
        tells_exactly(&path, &read(&path));
    }
}

#[test]
fn every_warning_is_told_in_exactly_these_words() {
    for path in fixtures("warned") {
        tells_exactly(&path, &checked(&path));
    }
}

#[test]
fn every_problem_is_told_with_the_next_step() {
    let wrong = fixtures("wrong").into_iter().map(|path| read(&path));
    for catalogue in wrong.chain(fixtures("warned").iter().map(|path| checked(path))) {
        for diagnostic in catalogue.diagnostics() {
            assert!(diagnostic.help.is_some(), "{diagnostic:?}");
        }
    }
}

#[test]
fn every_fixture_is_about_the_code_in_its_name_and_every_code_has_one() {
    let mut seen = BTreeSet::new();
    let wrong = fixtures("wrong").into_iter().map(|path| (read(&path), path));
    let warned = fixtures("warned").into_iter().map(|path| (checked(&path), path));
    for (catalogue, path) in wrong.chain(warned) {
        let codes = codes(&catalogue);
        if !stem(&path).starts_with("many") {
            assert!(codes.iter().all(|code| is_about(&path, code)), "{}: {codes:?}", stem(&path));
        }
        assert!(!codes.is_empty(), "{} is read without a word", stem(&path));
        seen.extend(codes);
    }
    // These three take a history: see `tests/history.rs`.
    let of_history = [Code::VanishedId, Code::ChangedUid, Code::RenamedSeries];
    seen.extend(of_history.map(|code| code.name()));
    let all: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(seen, all);
}

#[test]
fn what_is_close_to_a_warning_and_right_passes_without_a_word() {
    for path in fixtures("silent") {
        let catalogue = checked(&path);
        let said = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
        assert!(said.is_empty() && catalogue.series().is_some(), "{}\n{said}", path.display());
    }
}

#[test]
fn every_warning_of_a_check_has_a_fixture_that_is_close_and_silent() {
    let silent = fixtures("silent");
    for path in fixtures("warned") {
        for code in codes(&checked(&path)) {
            assert!(silent.iter().any(|path| is_about(path, code)), "{code}");
        }
    }
}

#[test]
fn what_is_right_in_every_detail_is_warned_about_in_a_check_only() {
    for path in fixtures("silent") {
        assert!(codes(&read(&path)).is_empty(), "{}", path.display());
    }
    for path in fixtures("warned") {
        assert!(read(&path).series().is_some(), "{}", path.display());
    }
}

#[test]
fn a_repair_mends_what_it_is_offered_for_and_breaks_nothing() {
    let mut number = 0;
    for path in fixtures("warned").into_iter().chain(fixtures("wrong")) {
        let catalogue = checked(&path);
        let mut text = catalogue.source().text().to_owned();
        let found = catalogue.diagnostics().iter();
        let (mended, left): (Vec<_>, Vec<_>) = found.partition(|it| it.repair.is_some());
        if mended.is_empty() {
            continue;
        }
        for repair in mended.iter().filter_map(|it| it.repair.as_ref()).rev() {
            text.replace_range(repair.span.clone(), &repair.replacement);
        }
        number += mended.len();
        let mut after = Catalogue::read("events.yaml", text.as_bytes());
        after.check(&now());
        let errors = |all: &mut dyn Iterator<Item = &Diagnostic>| {
            all.filter(|it| it.severity() == Severity::Error).count()
        };
        let (before, after_it) = (left.into_iter(), after.diagnostics().iter());
        assert_eq!(errors(&mut { before }), errors(&mut { after_it }), "{text}");
        let again = after.diagnostics().iter().find(|it| it.repair.is_some());
        assert!(again.is_none(), "{again:?}\n{text}");
    }
    assert!(number > 10, "only {number} repairs were found");
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
    for path in fixtures("wrong").into_iter().chain(fixtures("warned")) {
        let catalogue = checked(&path);
        let places: Vec<_> = catalogue.diagnostics().iter().map(|it| it.span.start).collect();
        assert!(places.is_sorted(), "{}", path.display());
    }
}
