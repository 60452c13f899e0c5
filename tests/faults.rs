//! The machine fails, or two builds meet: the whole command, with the operating system's own faults.
//! What happens between two steps of a build is shown beside the code, in `src/write/tests`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use common::{files, folder, program_in, run, seminar};

const FIRST: &str = "--now 2023-07-01T12:00:00Z";
const SECOND: &str = "--now 2023-08-01T12:00:00Z";

/// A catalogue of events at this hour, each with a recording.
fn catalogue(events: usize, hour: usize) -> String {
    let mut text = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
events:
"
    .to_owned();
    for number in 1..=events {
        let (month, day) = (1 + number % 12, 1 + number % 28);
        writeln!(
            text,
            "  - id: E{number}\n    title: At {hour}\n    start: 2024-{month:02}-{day:02} {hour}:00\n    \
             talks: [{{id: T{number}, title: A talk, video: 'https://youtu.be/{number:011}'}}]"
        )
        .unwrap();
    }
    text
}

/// A folder that was built, and whose events are at another hour since.
fn moved(events: usize) -> tempfile::TempDir {
    let folder = folder(&catalogue(events, 16));
    assert!(run(folder.path(), &format!("build {FIRST}")).status.success());
    fs::write(folder.path().join("events.yaml"), catalogue(events, 15)).unwrap();
    folder
}

/// What stands in `feeds/`, without the hidden files of builds that were stopped.
fn visible(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(&folder.join("feeds"));
    files.retain(|name, _| !name.starts_with('.'));
    files
}

/// What a command says in the end, after what it warns of.
fn said(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    text[text.find("error: ").unwrap_or_default()..].to_owned()
}

/// Runs the command where no file may grow beyond this many KiB, which is how a disk is full for a
/// file.
fn limited(folder: &Path, kib: usize, signal: &str, words: &str) -> Output {
    let script = format!("{signal} ulimit -c 0; ulimit -f {kib}; exec \"$0\" {words} {SECOND}");
    let mut command = Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_seminar")]).current_dir(folder);
    command.output().unwrap()
}

#[test]
fn a_file_that_finds_no_room_is_named_and_the_old_files_stay() {
    let folder = moved(20);
    let before = files(&folder.path().join("feeds"));
    let output = limited(folder.path(), 8, "trap '' XFSZ;", "build");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(said(&output), "error: cannot write `feeds/calendar.ics`: File too large\n");
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn a_build_that_is_killed_while_it_writes_is_made_good_by_the_next() {
    let undisturbed = moved(20);
    assert!(run(undisturbed.path(), &format!("build {SECOND}")).status.success());
    let folder = moved(20);
    let before = visible(folder.path());
    let output = limited(folder.path(), 8, "", "build");
    assert_eq!(output.status.code(), None, "it is killed by SIGXFSZ: {}", said(&output));
    assert_eq!(visible(folder.path()), before);
    assert!(files(&folder.path().join("feeds")).len() > before.len(), "it was about to write");
    assert!(run(folder.path(), &format!("build {SECOND}")).status.success());
    let expected = files(&undisturbed.path().join("feeds"));
    assert_eq!(files(&folder.path().join("feeds")), expected);
}

#[test]
fn a_build_that_is_killed_at_any_time_is_made_good_by_the_next() {
    let undisturbed = moved(40);
    let old = visible(undisturbed.path());
    assert!(run(undisturbed.path(), &format!("build {SECOND}")).status.success());
    let new = visible(undisturbed.path());
    for delay in (0..300).step_by(15) {
        let folder = moved(40);
        let mut command = seminar(folder.path());
        command.arg("build").args(SECOND.split(' ')).stderr(Stdio::null());
        let mut build = command.spawn().unwrap();
        thread::sleep(Duration::from_millis(delay));
        build.kill().unwrap();
        build.wait().unwrap();
        for (name, bytes) in visible(folder.path()) {
            let whole = [old.get(&name), new.get(&name)].contains(&Some(&bytes));
            assert!(whole, "{name} after {delay} ms");
        }
        assert!(run(folder.path(), &format!("build {SECOND}")).status.success());
        assert_eq!(files(&folder.path().join("feeds")), new, "after {delay} ms");
    }
}

/// Runs the command in a folder that nobody may write to, as somebody who is not the superuser, whom no
/// permission would stop.
fn as_anybody(folder: &Path, words: &str) -> Output {
    // Neither a temporary folder nor the one that the program was built in is open to everybody.
    let tools = tempfile::tempdir().unwrap();
    let program = program_in(tools.path());
    fs::set_permissions(tools.path(), Permissions::from_mode(0o755)).unwrap();
    let feeds = folder.join("feeds");
    for closed in [folder, &feeds].into_iter().filter(|folder| folder.exists()) {
        fs::set_permissions(closed, Permissions::from_mode(0o555)).unwrap();
    }
    let mut command = match fs::metadata(folder).unwrap().uid() {
        0 => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
            command
        }
        _ => Command::new(program),
    };
    let words = words.split(' ').chain(SECOND.split(' '));
    let output = command.current_dir(folder).args(words).output().unwrap();
    for closed in [folder, &feeds].into_iter().filter(|folder| folder.exists()) {
        fs::set_permissions(closed, Permissions::from_mode(0o755)).unwrap();
    }
    output
}

const HELP: &str = "  help: allow yourself to write there, or build into another folder\n";

#[test]
fn a_folder_that_may_not_be_written_to_is_an_error_with_the_path_and_the_old_files_stay() {
    let folder = moved(1);
    let before = files(&folder.path().join("feeds"));
    let output = as_anybody(folder.path(), "build");
    assert_eq!(output.status.code(), Some(3));
    let expected = "error: cannot write `feeds/calendar.ics`: Permission denied\n";
    assert_eq!(said(&output), format!("{expected}{HELP}"));
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn a_folder_that_may_not_be_made_is_an_error_with_its_path() {
    let folder = folder(&catalogue(1, 16));
    let output = as_anybody(folder.path(), "build");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(said(&output), format!("error: cannot create `feeds`: Permission denied\n{HELP}"));
    assert!(!folder.path().join("feeds").exists());
}

/// What edits the catalogue, or writes one.
const EDITS: [&str; 5] = [
    "videos --feed list.json --write",
    "new event --start TBA",
    "new talk --title TBA",
    "check --fix",
    "init b.yaml --title T --url https://example.org/ --timezone Europe/Rome",
];

/// A folder with that many events, and a list of the recording of the first, which says more of it
/// than the catalogue.
fn listed(events: usize) -> tempfile::TempDir {
    let folder = folder(&catalogue(events, 16));
    let list = r#"{"url": "https://youtu.be/00000000001", "title": "At 16", "duration": 60}"#;
    fs::write(folder.path().join("list.json"), list).unwrap();
    folder
}

#[test]
fn an_edit_that_finds_no_room_leaves_the_file_as_it_is_and_nothing_beside_it() {
    let folder = listed(40);
    let before = files(folder.path());
    for words in EDITS {
        let kib = if words.starts_with("init") { 0 } else { 2 };
        let output = limited(folder.path(), kib, "trap '' XFSZ;", words);
        assert_eq!(output.status.code(), Some(3), "{words}");
        assert!(said(&output).ends_with(".yaml`: File too large\n"), "{words}: {}", said(&output));
        assert_eq!(files(folder.path()), before, "{words}");
    }
}

#[test]
fn an_edit_that_may_not_be_made_leaves_the_file_as_it_is() {
    let folder = listed(2);
    let before = files(folder.path());
    for words in EDITS {
        let output = as_anybody(folder.path(), words);
        assert_eq!(output.status.code(), Some(3), "{words}");
        let said = said(&output);
        let is_told = said.starts_with("error: cannot change `events.yaml`: Permission denied\n  help: allow yourself to write the file and its folder\n")
            || said == "error: cannot write `b.yaml`: Permission denied\n  help: allow yourself to write there, or name a file in another place\n";
        assert!(is_told, "{words}: {said}");
        assert_eq!(files(folder.path()), before, "{words}");
    }
}

#[test]
fn builds_at_once_come_one_after_the_other() {
    let catalogues = [14, 15, 16].map(|hour| catalogue(30, hour));
    let names = ["a.yaml", "b.yaml", "c.yaml"];
    let place = || {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in names.iter().zip(&catalogues) {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    };
    let build = |folder: &Path, name: &str| {
        let mut command = seminar(folder);
        command.args(["build", "-q", "--out", "feeds", "-c", name]).args(FIRST.split(' '));
        command.stderr(Stdio::null()).spawn().unwrap()
    };
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let expected = orders.map(|order| {
        let folder = place();
        for number in order {
            assert!(build(folder.path(), names[number]).wait().unwrap().success());
        }
        files(&folder.path().join("feeds"))
    });
    for _ in 0..5 {
        let folder = place();
        let builds = names.map(|name| build(folder.path(), name));
        for mut build in builds {
            assert!(build.wait().unwrap().success());
        }
        assert!(expected.contains(&files(&folder.path().join("feeds"))), "builds have mixed");
    }
}
