//! What a build writes depends on what the catalogue means, on the history and on the time of the
//! build: not on how the file is written, and not on the machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
use std::path::Path;

use common::{files, folder, project, project_file, run, said, seminar};
use seminar::{Catalogue, History, Now, Site, Templates, with_outputs};
use serde_json::Value;

const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
  duration: 1h30m
  description: |
    About the data that learning-based methods
    are built on: images, and *labels*.

    - What they are.
    - Who made them.
  organizers:
    - name: Amelia Example
      affiliation: IT University of Copenhagen, Denmark
events:
  - id: S03
    title: Rethinking Annotations
    start: 2023-09-18 13:00
    location: Zoom
    tags: [labels, noise]
    talks:
      - id: S03E01
        title: Rethinking annotation cost
        speakers:
          - name: Dr. Ada Example
            affiliation: IT University of Copenhagen, Denmark
          - Bo Example
        abstract: |
          Current systems still require vast amounts
          of annotated data to perform well.

          We provide insights.
        video:
          url: https://youtu.be/qhAYUfQlYfo
          published: 2023-09-19
  - id: S04
    start: TBA
";

/// Ways to write the same: what is replaced, and what with.
const REWRITINGS: &[(&str, &[(&str, &str)])] = &[
    (
        "comments, blank lines and the marks of a document",
        &[
            ("series:\n", "# The one source.\n---\nseries: # of talks\n\n"),
            ("    start: TBA\n", "    start: TBA # soon\n\n...\n"),
        ],
    ),
    ("the line ends of Windows", &[("\n", "\r\n")]),
    (
        "quotes",
        &[
            ("id: S03\n", "id: 'S03'\n"),
            ("id: looking-glass", "\"id\": \"looking-glass\""),
            ("title: Rethinking Annotations", "title: \"Rethinking\\x20Annotations\""),
            ("start: 2023-09-18 13:00", "start: '2023-09-18 13:00'"),
            ("published: 2023-09-19", "published: \"2023-09-19\""),
            ("start: TBA", "start: 'TBA'"),
        ],
    ),
    (
        "another order of the keys",
        &[
            ("  - id: S04\n    start: TBA\n", "  - start: TBA\n    id: S04\n"),
            ("  id: looking-glass\n", ""),
            ("events:\n", "  id: looking-glass\nevents:\n"),
            ("    location: Zoom\n", ""),
            ("  - id: S03\n", "  - location: Zoom\n    id: S03\n"),
        ],
    ),
    (
        "flow style and block style",
        &[
            ("[labels, noise]", "\n      - labels\n      - noise"),
            (
                "\n          url: https://youtu.be/qhAYUfQlYfo\n          published: 2023-09-19\n",
                " {published: 2023-09-19, url: https://youtu.be/qhAYUfQlYfo}\n",
            ),
            ("  - id: S04\n    start: TBA\n", "  - {id: S04, start: TBA}\n"),
        ],
    ),
    (
        "lines wrapped elsewhere",
        &[
            ("amounts\n          of annotated data", "amounts of\n          annotated data"),
            ("methods\n    are built on:", "methods are built on:\n   "),
        ],
    ),
    (
        "folded texts",
        &[
            ("abstract: |\n", "abstract: >-\n"),
            ("perform well.\n\n", "perform well.\n\n\n"),
            ("title: Rethinking Annotations", "title: >\n      Rethinking\n      Annotations\n"),
        ],
    ),
    (
        "a literal text for a title, plain lines for an affiliation",
        &[
            (
                "title: Rethinking annotation cost",
                "title: |\n          Rethinking\n          annotation cost",
            ),
            (
                "- name: Amelia Example\n      affiliation: IT University of",
                "- name: Amelia Example\n      affiliation: IT University\n        of",
            ),
        ],
    ),
    (
        "an anchor",
        &[
            (
                "    - name: Amelia Example\n      affiliation: ",
                "    - name: Amelia Example\n      affiliation: &itu ",
            ),
            (
                "Dr. Ada Example\n            affiliation: IT University of Copenhagen, Denmark",
                "Dr. Ada Example\n            affiliation: *itu",
            ),
        ],
    ),
    (
        "the same times, lengths and addresses in other words",
        &[
            ("2023-09-18 13:00", "Monday 18 September 2023 at 1pm CEST"),
            ("1h30m", "PT90M"),
            ("https://youtu.be/qhAYUfQlYfo", "https://www.youtube.com/watch?v=qhAYUfQlYfo&si=x"),
            ("- Bo Example", "- name: Bo Example"),
            ("published: 2023-09-19", "published: 19 September 2023"),
            ("start: TBA", "start: TBA\n    status: confirmed"),
        ],
    ),
    ("the end in place of the length", &[("13:00\n", "13:00\n    end: '14:30'\n")]),
];

const FIRST: &str = "--now 2023-09-20T12:00:00Z";
const LATER: &str = "--now 2023-12-01T07:00:00Z";

fn rewritten(rewriting: &[(&str, &str)]) -> String {
    rewriting.iter().fold(CATALOGUE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// Builds another text over what was built from a first one, on another day.
fn check_that_nothing_changes(folder: &Path, text: &str, what: &str) {
    let before = files(&folder.join("feeds"));
    fs::write(folder.join("events.yaml"), text).unwrap();
    let (status, _, summary) = said(folder, &format!("build {LATER}"));
    assert_eq!(status, 0, "{what}: {summary}");
    assert!(files(&folder.join("feeds")) == before, "{what}: {summary}");
    assert!(summary.contains("feeds: up to date"), "{what}: {summary}");
    assert_eq!(run(folder, &format!("build --check {LATER}")).status.code(), Some(0), "{what}");
}

/// Any catalogue as JSON, which is YAML in flow style, with its keys in the order of letters.
fn json(yaml: &str) -> String {
    serde_json::to_string(&serde_yaml::from_str::<Value>(yaml).unwrap()).unwrap()
}

#[test]
fn another_way_to_write_the_same_catalogue_changes_no_byte_on_another_day() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {FIRST}"));
    for (what, rewriting) in REWRITINGS {
        let text = rewritten(rewriting);
        assert_ne!(text, CATALOGUE, "{what}");
        check_that_nothing_changes(folder.path(), &text, what);
    }
    check_that_nothing_changes(folder.path(), &json(CATALOGUE), "JSON");
}

/// Else the test above could not fail.
#[test]
fn another_meaning_changes_bytes_on_another_day() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {FIRST}"));
    let before = files(&folder.path().join("feeds"));
    let text = CATALOGUE.replace("vast amounts", "small amounts");
    fs::write(folder.path().join("events.yaml"), text).unwrap();
    run(folder.path(), &format!("build {LATER}"));
    assert_ne!(files(&folder.path().join("feeds")), before);
}

#[test]
fn the_projects_own_catalogue_as_json_builds_what_is_committed() {
    let folder = folder("");
    fs::create_dir(folder.path().join("feeds")).unwrap();
    for (name, bytes) in files(&project().join("feeds")) {
        fs::write(folder.path().join("feeds").join(name), bytes).unwrap();
    }
    let text = json(&project_file("events.yaml"));
    assert_eq!(text.lines().count(), 1, "nothing of the block style is left");
    let before = files(&folder.path().join("feeds"));
    fs::write(folder.path().join("events.yaml"), text).unwrap();
    assert!(run(folder.path(), "build --now 2031-02-03T04:05:06Z").status.success());
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn another_time_zone_locale_or_working_directory_gives_the_same_bytes() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {FIRST}"));
    let expected = files(&folder.path().join("feeds"));
    let elsewhere = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("events.yaml");
    for (zone, locale) in [
        ("America/New_York", "en_US.UTF-8"),
        ("Pacific/Kiritimati", "tr_TR.UTF-8"),
        ("Asia/Kathmandu", "C"),
        ("Nowhere/At_All", "ar_EG.UTF-8"),
    ] {
        let out = elsewhere.path().join(locale);
        let mut command = seminar(elsewhere.path());
        command.env("TZ", zone).env("LANG", locale).env("LC_ALL", locale).env("LANGUAGE", locale);
        command.args(["build", "--now", "2023-09-20T12:00:00Z", "--catalogue"]).arg(&catalogue);
        assert!(command.arg("--out").arg(&out).output().unwrap().status.success(), "{zone}");
        assert_eq!(files(&out), expected, "{zone} {locale}");
    }
}

#[test]
#[cfg(unix)]
fn an_unchanged_catalogue_of_many_events_touches_no_file_and_says_so() {
    use std::os::unix::fs::MetadataExt as _;
    let event = |number: usize| {
        format!("  - id: E{number}\n    start: {}-05-06 16:00\n", 2000 + number % 90)
    };
    let (series, _) = CATALOGUE.split_once("  - id: S03").unwrap();
    let folder = folder(&format!("{series}{}", (0..200).map(event).collect::<String>()));
    assert!(run(folder.path(), &format!("build {FIRST}")).status.success());
    let stamps = || -> Vec<_> {
        let entries = fs::read_dir(folder.path().join("feeds")).unwrap();
        let stamp = |entry: fs::DirEntry| {
            let found = entry.metadata().unwrap();
            (entry.file_name(), found.ino(), found.mtime(), found.mtime_nsec(), found.ctime_nsec())
        };
        entries.map(|entry| stamp(entry.unwrap())).collect()
    };
    let before = stamps();
    let (status, _, summary) = said(folder.path(), &format!("build {LATER}"));
    assert_eq!(status, 0);
    assert!(summary.contains("feeds: up to date ("), "{summary}");
    assert_eq!(stamps(), before);
}

#[test]
fn a_file_that_is_asked_for_alone_is_that_of_the_site() {
    let series = Catalogue::read("events.yaml", CATALOGUE.as_bytes()).into_series().unwrap();
    // Its recording waits for the next day.
    let now = "2023-09-18T12:00:00Z".parse::<Now>().unwrap();
    let site = Site::render(&series, &History::default(), &now);
    let alone = |name: &str| {
        with_outputs(series.clone(), &History::default(), &now, &Templates::default(), |outputs| {
            let mut bytes = Vec::new();
            outputs.write(name, &mut bytes).map(|()| bytes)
        })
    };
    for (name, bytes) in site.files() {
        assert_eq!(&alone(name).unwrap(), bytes, "{name}");
    }
    let refused = alone("S99.ics").unwrap_err().to_string();
    assert!(refused.starts_with("cannot write `S99.ics`"), "{refused}");
}
