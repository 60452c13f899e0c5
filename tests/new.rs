//! `seminar new` and `seminar init`, where nobody can be asked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
use std::path::Path;

use common::{files, folder, run, seminar};

const CATALOGUE: &str = "\
# Ours
series:
    id: looking-glass   # for ever
    title: 'Datasets'
    url: https://example.org/
    timezone: Europe/Copenhagen

events:
-   id: S03
    start: 2023-09-18 13:00 CEST
    talks:
    -   {id: S03E01, title: \"One\"} # first
# the end
";

/// Runs the command with these words, which may have spaces, and gives status, data and the rest.
fn said(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = seminar(folder);
    let output = command.args(words).args(["--now", "2023-10-01T12:00:00Z"]).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("events.yaml")).unwrap()
}

#[test]
fn an_event_is_added_in_the_authors_own_style_and_shown() {
    let folder = folder(CATALOGUE);
    let words = [
        "new",
        "event",
        "--start",
        "4 December 2023 at 1pm",
        "--title",
        "Data: a tour",
        "--talk",
        "TBA",
    ];
    let (status, data, rest) = said(folder.path(), &words);
    let block = "\n-   id: S04\n    title: \"Data: a tour\"\n    start: 4 December 2023 at 1pm\n    \
                 talks:\n    -   id: S04E01\n        title: TBA\n";
    assert_eq!(text(folder.path()), CATALOGUE.replace("# the end", &format!("{}# the end", block)));
    let shown: String = block.lines().map(|line| format!("+{line}\n")).collect();
    assert_eq!(data, format!("--- events.yaml\n+++ events.yaml\n@@ -12,0 +13,7 @@\n{shown}"));
    assert_eq!(rest, "events.yaml: the event `S04` is added\nnext: `seminar build`\n");
    assert_eq!(status, 0);
    assert_eq!(run(folder.path(), "check").status.code(), Some(0));
}

#[test]
fn a_talk_is_added_to_the_next_event_or_to_the_one_that_is_named() {
    let folder = folder(CATALOGUE);
    fs::write(folder.path().join("a.md"), "One\n\ntwo\n").unwrap();
    said(folder.path(), &["new", "event", "--start", "TBA"]);
    let words = [
        "new",
        "talk",
        "--title",
        "Two",
        "--speaker",
        "Ada (ITU)",
        "--speaker",
        "Ben",
        "--abstract-file",
        "a.md",
    ];
    let (status, _, rest) = said(folder.path(), &words);
    assert_eq!(
        (status, rest.as_str()),
        (0, "events.yaml: the talk `S04E01` is added\nnext: `seminar build`\n")
    );
    let (status, ..) = said(folder.path(), &["new", "talk", "--event", "s03", "--title", "TBA"]);
    assert_eq!(status, 0);
    let talk = "    -   id: S03E02\n        title: TBA\n";
    let event = "\n-   id: S04\n    start: TBA\n    talks:\n    -   id: S04E01\n        title: Two\n        \
                 speakers:\n        -   name: Ada\n            affiliation: ITU\n        -   Ben\n        \
                 abstract: |\n            One\n\n            two\n";
    assert_eq!(
        text(folder.path()),
        CATALOGUE.replace("# the end", &format!("{talk}{event}# the end"))
    );
}

#[test]
fn what_is_new_and_wrong_is_told_by_its_option_and_nothing_is_written() {
    let folder = folder(CATALOGUE);
    let words = ["new", "event", "--id", "s03", "--start", "2024-03-31 02:30"];
    let (status, data, rest) = said(folder.path(), &words);
    assert_eq!((status, data.as_str()), (2, ""));
    assert!(rest.contains("error: --id: the id `s03` is taken already\n  help: "), "{rest}");
    assert!(rest.contains("error: --start: `2024-03-31 02:30` does not exist"), "{rest}");
    assert!(rest.ends_with("error: the event was not added, and nothing was written\n  help: mend the options, then try again\n"), "{rest}");
    assert!(!rest.contains("-->"), "the file has no such line: {rest}");
    for (words, told) in [
        (&["event", "--start", "sometime"][..], "error: --start: "),
        (&["event", "--start", "TBA", "--join", "zoom.us/j/1"], "error: --join: "),
        (&["event", "--start", "TBA", "--id", "a b"], "error: --id: "),
        (&["talk", "--title", "x", "--id", "S03E01"], "error: --id: "),
    ] {
        let (status, data, rest) = said(folder.path(), &[&["new"], words].concat());
        assert_eq!((status, data.as_str()), (2, ""), "{words:?}: {rest}");
        assert!(rest.starts_with(told) && !rest.contains("-->"), "{words:?}: {rest}");
    }
    assert_eq!(text(folder.path()), CATALOGUE);
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn what_is_new_and_worth_a_second_look_is_written_and_warned_of() {
    let folder = folder(CATALOGUE);
    let (status, _, rest) = said(folder.path(), &["new", "event", "--start", "2023-12-04 04:00"]);
    assert_eq!(status, 0);
    assert!(rest.starts_with("warning[odd-hour]: "), "{rest}");
    assert_eq!(rest.matches("warning").count(), 1);
    assert!(text(folder.path()).contains("start: 2023-12-04 04:00\n"));
}

#[test]
fn what_is_missing_is_said_where_nobody_can_be_asked() {
    let folder = folder(CATALOGUE);
    for (words, expected) in [
        (
            &["new", "event"][..],
            "error: an event needs its start\n  help: add `--start \"2023-12-04 13:00\"`",
        ),
        (&["new", "talk"], "error: a talk needs its title\n  help: add `--title \"...\"`"),
        (
            &["new", "talk", "--event", "S9", "--title", "x"],
            "error: there is no event `S9`\n  help: the events are S03\n",
        ),
        (&["new"], "error: 'seminar new' requires a subcommand"),
        (
            &["init", "b.yaml"],
            "error: a catalogue needs to know more of the series\n  help: add --title",
        ),
    ] {
        let (status, data, rest) = said(folder.path(), words);
        assert_eq!((status, data.as_str()), (2, ""), "{words:?}");
        assert!(rest.starts_with(expected), "{rest}");
    }
    assert_eq!(text(folder.path()), CATALOGUE);
    let nothing = common::folder(
        "series: {id: s, title: S, url: https://a.b, timezone: Europe/Rome}\nevents: []",
    );
    let (status, _, rest) = said(nothing.path(), &["new", "talk", "--title", "x"]);
    assert_eq!(
        (status, rest.as_str()),
        (
            2,
            "error: there is no event that the talk could be of\n  help: add one first: `seminar new event`\n"
        )
    );
}

#[test]
fn a_file_without_an_abstract_is_told_shortly_and_nothing_is_written() {
    let folder = folder(CATALOGUE);
    fs::write(folder.path().join("scan.pdf"), b"%PDF-1.7 \xff\xfe").unwrap();
    fs::write(folder.path().join("empty.md"), "\n").unwrap();
    fs::write(folder.path().join("line.md"), "word ".repeat(1 << 20)).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    let large = fs::File::create(folder.path().join("large.md")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    for (file, status, said_of_it) in [
        (
            "large.md",
            1,
            "cannot use `large.md`: it is larger than 64 MiB\n  help: name a file with the abstract alone\n",
        ),
        (
            "gone.md",
            3,
            "cannot read `gone.md`: No such file or directory\n  help: check that the path is right\n",
        ),
        (
            "folder",
            3,
            "cannot read `folder`: Is a directory\n  help: it is a folder: name the files in it\n",
        ),
        ("scan.pdf", 1, "`scan.pdf` is not UTF-8 text\n  help: save it as UTF-8\n"),
        ("empty.md", 1, "`empty.md` is empty\n  help: write the abstract into it first\n"),
        (
            "line.md",
            1,
            "`line.md` has a line that is longer than the 1 MiB of a catalogue\n  \
             help: is it the right file? if it is, break its lines\n",
        ),
    ] {
        let words = ["new", "talk", "--title", "x", "--abstract-file", file];
        let expected = (status, String::new(), format!("error: {said_of_it}"));
        assert_eq!(said(folder.path(), &words), expected);
        assert_eq!(text(folder.path()), CATALOGUE, "{file}");
    }
    // A line that fits is written.
    fs::write(folder.path().join("line.md"), "word ".repeat(200_000)).unwrap();
    let words = ["new", "talk", "--title", "x", "--abstract-file", "line.md"];
    assert_eq!(said(folder.path(), &words).0, 0);
}

#[test]
fn a_catalogue_without_events_is_helped_to_its_first() {
    let start = "series: {id: s, title: S, url: https://a.b, timezone: Europe/Rome}\n";
    let folder = folder(start);
    let (status, _, rest) = said(folder.path(), &["new", "event", "--start", "TBA"]);
    assert_eq!(status, 1);
    assert!(rest.contains("= help: add `events: []`\n"), "{rest}");
    fs::write(folder.path().join("events.yaml"), format!("{start}events: []\n")).unwrap();
    assert_eq!(said(folder.path(), &["new", "event", "--start", "TBA"]).0, 0);
}

#[test]
fn a_catalogue_with_mistakes_is_left_alone() {
    let text_before = CATALOGUE.replace("CEST", "CET");
    let folder = folder(&text_before);
    let (status, data, rest) = said(folder.path(), &["new", "event", "--start", "TBA"]);
    assert_eq!((status, data.as_str()), (1, ""));
    assert!(rest.starts_with("error[wrong-abbreviation]: "), "{rest}");
    assert!(
        rest.ends_with(
            "error: events.yaml has mistakes, so nothing was added\n  help: mend them first\n"
        ),
        "{rest}"
    );
    assert_eq!(text(folder.path()), text_before);
}

#[test]
fn what_cannot_be_added_by_itself_is_shown_to_be_written_by_hand() {
    let catalogue = CATALOGUE
        .replace("talks:\n", "talks: &both\n")
        .replace("# the end", "-   {id: S04, start: TBA, talks: *both}");
    let catalogue = catalogue
        .replace("-   {id: S03E01, title: \"One\"} # first", "[]")
        .replace("&both\n    []", "&both []");
    let folder = folder(&catalogue);
    let (status, data, rest) =
        said(folder.path(), &["new", "talk", "--event", "S03", "--title", "Two"]);
    assert_eq!((status, data.as_str()), (1, ""));
    assert_eq!(
        rest,
        "error: the talk cannot be written without touching anything else, so nothing was written\n  \
         help: write it yourself at line 9, in the manner of the lines around it\n\n      - id: S03E01\n        title: Two\n"
    );
    assert_eq!(text(folder.path()), catalogue);
}

/// Runs the command at a terminal where somebody types these answers, and gives what the terminal
/// then shows.
#[cfg(target_os = "linux")]
fn typed(folder: &Path, words: &str, answers: &str) -> (i32, String) {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let program = env!("CARGO_BIN_EXE_seminar");
    let call = format!("{program} {words} --color never --now 2023-10-01T12:00:00Z");
    let mut command = Command::new("script");
    command.args(["-qec", &call, "/dev/null"]).current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    command.env("TZ", "Europe/Rome").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
    (output.status.code().unwrap(), shown)
}

#[test]
#[cfg(target_os = "linux")]
fn at_a_terminal_a_whole_catalogue_comes_of_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (status, shown) = typed(path, "init", "Datasets\nhttps://example.org/\n\n\n");
    assert_eq!(status, 0, "{shown}");
    assert!(
        shown.contains("Zone of its times, such as Europe/Copenhagen [Europe/Rome]: "),
        "{shown}"
    );
    assert!(shown.contains("Short name, which it keeps for ever [datasets]: "), "{shown}");
    let answers = "\nData\n2023-12-04 13:00 CEST\n2023-12-04 13:00\nZoom\n\nOne\nAda (ITU)\n\n\n";
    let (status, shown) = typed(path, "new event", answers);
    assert_eq!(status, 0, "{shown}");
    assert!(
        shown.contains("error: Europe/Rome is not on CEST then, but on CET\n  help: "),
        "{shown}"
    );
    let (status, shown) = typed(path, "new talk", "\n\nTwo\n\n\n");
    assert_eq!(status, 0, "{shown}");
    let (status, shown) = typed(path, "new talk --event S01", "\n\u{4}");
    assert_eq!(status, 2, "{shown}");
    assert!(
        shown.contains("error: there are no more answers, so nothing was written\n"),
        "{shown}"
    );
    let event = "events:\n  - id: S01\n    title: Data\n    start: 2023-12-04 13:00\n    location: Zoom\n    \
                 talks:\n      - id: S01E01\n        title: One\n        speakers:\n          - name: Ada\n            \
                 affiliation: ITU\n      - id: S01E02\n        title: Two\n\n#";
    assert!(text(path).contains(event), "{}", text(path));
    assert_eq!(run(path, "check --now 2023-10-01T12:00:00Z").status.code(), Some(0));
}

#[test]
fn a_new_catalogue_is_checked_and_built_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let words = [
        "init",
        "--title",
        "Data: a series",
        "--url",
        "https://example.org/talks/",
        "--timezone",
        "Europe/Rome",
    ];
    let (status, data, rest) = said(folder.path(), &words);
    assert_eq!((status, data.as_str()), (0, ""));
    assert_eq!(
        rest,
        "events.yaml: the catalogue of `Data: a series`\nnext: `seminar new event`, then `seminar build`\n"
    );
    assert!(text(folder.path()).contains("\n  id: data-a-series\n"));
    for words in [
        "check --strict",
        "build",
        "new event --start TBA",
        "new talk --title TBA",
        "check --strict",
    ] {
        let words: Vec<_> = words.split(' ').collect();
        let (status, _, rest) = said(folder.path(), &words);
        assert_eq!(status, 0, "{words:?}: {rest}");
    }
    let (_, _, rest) =
        said(folder.path(), &["new", "event", "--start", "TBA", "-c", "./events.yaml"]);
    let next = "next: `seminar new talk --event S02 --catalogue ./events.yaml`, or `seminar build --catalogue ./events.yaml`\n";
    assert!(rest.ends_with(next), "{rest}");
    let before = text(folder.path());
    let (status, _, rest) = said(folder.path(), &words);
    assert_eq!(status, 2);
    assert!(
        rest.starts_with("error: `events.yaml` is there already\n  help: edit that one"),
        "{rest}"
    );
    assert_eq!(text(folder.path()), before);
    let (status, _, rest) = said(
        folder.path(),
        &["init", "b.yaml", "--title", "T", "--url", "a.b", "--timezone", "CET"],
    );
    assert_eq!(status, 2);
    assert!(rest.contains("error: --timezone: ") && rest.contains("error: --url: "), "{rest}");
    assert!(!rest.contains("-->"), "there is no such file: {rest}");
    assert!(!folder.path().join("b.yaml").exists());
}
