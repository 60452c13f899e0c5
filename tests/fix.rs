//! `seminar check --fix`: it mends the author's own file, and touches nothing else in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;

use common::{files, folder, project_file, said};

const CATALOGUE: &str = "\
# Ours.   
series:
  id:   looking-glass     # for ever
  title: Datasets
  url: 'purrlab.github.io/webinar/'   # the page

  timezone: Europe/Copenhagen
events:
  - {id: S03, start: \"2023-09-18 13:00\", registration: example.org/register}
  - id: S04
    start: TBA
    talks:
      - id: S04E01
        slides: talk.pdf
        video: https://youtu.be/qhAYUfQlYfo?si=abc&t=42 # the recording
";

const DIFF: &str = "\
--- events.yaml
+++ events.yaml
@@ -5 +5 @@
-  url: 'purrlab.github.io/webinar/'   # the page
+  url: 'https://purrlab.github.io/webinar/'   # the page
@@ -9 +9 @@
-  - {id: S03, start: \"2023-09-18 13:00\", registration: example.org/register}
+  - {id: S03, start: \"2023-09-18 13:00\", registration: https://example.org/register}
@@ -15 +15 @@
-        video: https://youtu.be/qhAYUfQlYfo?si=abc&t=42 # the recording
+        video: https://www.youtube.com/watch?v=qhAYUfQlYfo # the recording
";

/// The catalogue with every repair made.
fn mended() -> String {
    let mut lines: Vec<_> = CATALOGUE.lines().collect();
    let (old, new): (Vec<_>, Vec<_>) = DIFF
        .lines()
        .skip(2)
        .filter(|line| !line.starts_with('@'))
        .partition(|line| line.starts_with('-'));
    for (old, new) in old.iter().zip(&new) {
        let line = lines.iter_mut().find(|line| **line == &old[1..]).unwrap();
        *line = &new[1..];
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_file_is_mended_where_that_is_safe_and_shown_and_nothing_else_changes() {
    let folder = folder(CATALOGUE);
    let (status, data, rest) = said(folder.path(), "check --fix");
    assert_eq!(data, DIFF);
    // What may be the name of a file is left to the author.
    assert!(
        rest.starts_with("events.yaml: 3 lines repaired\nerror[invalid-url]: the URL `talk.pdf`")
    );
    assert!(rest.ends_with("events.yaml: 1 error\n"), "{rest}");
    assert_eq!(status, 1);
    let found = files(folder.path());
    assert_eq!(found.keys().collect::<Vec<_>>(), ["events.yaml"]);
    assert_eq!(String::from_utf8(found["events.yaml"].clone()).unwrap(), mended());
    let (_, data, _) = said(folder.path(), "check --fix");
    assert_eq!(data, "");
}

#[test]
fn diff_only_shows_it() {
    let folder = folder(CATALOGUE);
    let (status, data, rest) = said(folder.path(), "check --fix --diff");
    assert_eq!((status, data.as_str()), (1, DIFF));
    assert!(rest.starts_with("events.yaml: 3 lines would be repaired\n"), "{rest}");
    assert!(rest.ends_with("events.yaml: 3 errors\n"), "{rest}");
    assert_eq!(fs::read_to_string(folder.path().join("events.yaml")).unwrap(), CATALOGUE);
    let (status, _, rest) = said(folder.path(), "check --diff");
    assert_eq!(status, 2);
    assert!(rest.contains("--fix"), "{rest}");
}

#[test]
fn the_address_of_a_recording_is_no_problem_and_is_mended_all_the_same() {
    let text = CATALOGUE.replace("url: 'p", "url: 'https://p").replace("n: e", "n: https://e");
    let folder = folder(&text.replace("talk.pdf", "https://example.org/talk.pdf"));
    assert_eq!(said(folder.path(), "check --strict").0, 0);
    let (status, data, rest) = said(folder.path(), "check --strict --fix");
    assert_eq!(status, 0);
    assert_eq!(data.matches("@@ -").count(), 1);
    assert_eq!(
        rest,
        "events.yaml: 1 line repaired\nevents.yaml: 2 events and 1 talk, no problems\n"
    );
}

#[test]
fn where_a_recording_is_to_begin_is_not_mended_away() {
    let folder = folder(&mended().replace("watch?v=qhAYUfQlYfo", "watch?v=qhAYUfQlYfo&t=1830"));
    let before = files(folder.path());
    for _ in 0..2 {
        let (_, data, rest) = said(folder.path(), "check --fix");
        assert_eq!(data, "");
        assert!(rest.contains("the start time `t=1830` is not kept"), "{rest}");
        assert_eq!(files(folder.path()), before);
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let folder = folder(&CATALOGUE.replace('\n', "\r\n"));
    said(folder.path(), "check --fix");
    let found = fs::read_to_string(folder.path().join("events.yaml")).unwrap();
    assert_eq!(found, mended().replace('\n', "\r\n"));
}

#[test]
fn problems_for_programs_stay_alone_on_standard_output() {
    let folder = folder(CATALOGUE);
    let (_, data, rest) = said(folder.path(), "check --fix --format json");
    let problems: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(problems.as_array().unwrap().len(), 1);
    assert!(rest.starts_with(DIFF), "{rest}");
}

#[test]
fn a_file_without_repairs_is_not_touched() {
    let folder = folder(&mended());
    let path = folder.path().join("events.yaml");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let (_, data, rest) = said(folder.path(), "check --fix");
    assert_eq!(data, "");
    assert!(!rest.contains("repaired"), "{rest}");
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
#[cfg(unix)]
fn the_permissions_stay_and_so_does_a_symbolic_link() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    let folder = folder("");
    let (file, link) = (folder.path().join("real.yaml"), folder.path().join("events.yaml"));
    fs::remove_file(&link).unwrap();
    fs::write(&file, CATALOGUE).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.yaml", &link).unwrap();
    said(folder.path(), "check --fix");
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), mended());
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o640);
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let folder = folder("newer");
    let path = folder.path().join("events.yaml");
    let error = seminar::rewrite(&path, "older", "mended").unwrap_err();
    assert!(error.to_string().ends_with("it has changed while it was read"), "{error}");
    assert_eq!(files(folder.path()).into_values().collect::<Vec<_>>(), [b"newer"]);
}

#[test]
fn the_projects_own_catalogue_stays_as_it_means() {
    let before = seminar::Catalogue::read("events.yaml", project_file("events.yaml").as_bytes());
    let after = before.repaired();
    let after = after.as_ref().unwrap_or(&before);
    assert_eq!(before.series().unwrap(), after.series().unwrap());
}
