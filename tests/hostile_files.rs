//! Files that no organiser wrote: each gives one clear error, in bounded memory, and never a panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails
#![cfg(unix)] // pipes, permissions and `ulimit` are

mod common;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

const SERIES: &str =
    "series: {id: s, title: S, url: https://example.org/, timezone: Europe/Rome}\nevents:\n";

/// The memory that a check may take: next to nothing beyond the file. In KiB, of address space.
const MEMORY: usize = 256 << 10;

/// Checks a catalogue within that much memory: exit status, and what is said.
fn check_within(kibibytes: usize, folder: &Path, words: &str) -> (Option<i32>, String) {
    let script = format!("ulimit -v {kibibytes} && exec \"$0\" check {words}");
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", &script, env!("CARGO_BIN_EXE_seminar")]);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8([stderr, stdout].concat()).unwrap())
}

/// Checks these bytes. The message has to be the only one, and to begin with these words.
fn assert_refused(bytes: &[u8], begin: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events.yaml"), bytes).unwrap();
    let kibibytes = MEMORY + 2 * bytes.len() / 1024;
    let (status, said) = check_within(kibibytes, folder.path(), "");
    let start = said.chars().take(600).collect::<String>();
    assert_eq!(status, Some(1), "{start}");
    assert!(said.starts_with(begin), "{start}");
    assert!(said.ends_with("events.yaml: 1 error\n"), "{start}");
    assert!(said.len() < 2000, "{} bytes are said: {start}", said.len());
    for format in ["json", "sarif", "github"] {
        let words = format!("--fix --format {format}");
        assert_eq!(check_within(kibibytes, folder.path(), &words).0, Some(1), "{format}");
    }
    assert!(fs::read(folder.path().join("events.yaml")).unwrap() == bytes);
}

/// Opens a path that is no file of ours. The machine refuses it, in one line and with a next step.
fn assert_not_opened(folder: &Path, name: &str, reason: &str) {
    let (status, said) = check_within(MEMORY, folder, &format!("-c {name}"));
    assert_eq!(status, Some(3), "{said}");
    assert!(said.starts_with(&format!("error: {reason}\n  help: ")), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn nothing_and_next_to_nothing() {
    for text in ["", "\n\n", "# a comment\n", "---\n", "\u{feff}"] {
        assert_refused(text.as_bytes(), "error[wrong-type]: expected the catalogue");
    }
}

#[test]
fn another_kind_of_file() {
    assert_refused(b"\x89PNG\r\n\x1a\n\0\0\0", "error[encoding]: the file is not UTF-8 text");
    assert_refused(&[0xff; 100_000], "error[encoding]: ");
    assert_refused(&[0; 100_000], "error[yaml]: ");
    let wide: Vec<_> = "\u{feff}series:".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_refused(&wide, "error[encoding]: the file is not UTF-8 text: it looks like UTF-16");
    assert_refused(b"# Jim\xe9nez\n", "error[encoding]: ");
    assert_refused(b"- a\n- list\n", "error[wrong-type]: expected the catalogue");
    assert_refused(b"series:\n\tid: x\n", "error[yaml]: broken YAML: tabs");
}

#[test]
fn a_hundred_thousand_levels() {
    for level in ["[", "- ", "{a: ", "? ", "!!seq [", "&a ["] {
        assert_refused(level.repeat(100_000).as_bytes(), "error[yaml]: broken YAML: ");
    }
    let steps = (0..1500).map(|depth| format!("{}a:\n", " ".repeat(depth)));
    assert_refused(steps.collect::<String>().as_bytes(), "error[yaml]: broken YAML: the nesting");
}

#[test]
fn aliases_of_aliases() {
    let names: Vec<_> = ('a'..='z').collect();
    let level = |pair: &[char]| {
        let aliases = vec![format!("*{}", pair[0]); 9].join(", ");
        format!("{}: &{} [{aliases}]\n", pair[1], pair[1])
    };
    let bomb = format!("a: &a [x]\n{}", names.windows(2).map(level).collect::<String>());
    assert_refused(bomb.as_bytes(), "error[yaml]: broken YAML: the aliases repeat too much");
    let itself = "a: &a [*a]\n";
    assert_refused(itself.as_bytes(), "error[yaml]: broken YAML: ");
}

#[test]
fn a_line_of_200_megabytes() {
    const MEGABYTES: usize = 200_000_000;
    for start in ["", "  - {id: \""] {
        let text = format!("{SERIES}{start}{}", "a".repeat(MEGABYTES));
        assert_refused(text.as_bytes(), "error[yaml]: this line is longer than 1 MiB");
    }
}

#[test]
fn texts_of_many_lines_are_cut_where_they_are_quoted() {
    let long = "    a\n".repeat(200_000);
    let text = format!("{SERIES}  - id: |\n{long}    start: TBA\n");
    assert_refused(text.as_bytes(), "error[yaml]: ");
    let text = format!("{SERIES}  - start: TBA\n    id: >\n  {}", long.replace('\n', "\n  "));
    assert_refused(text.as_bytes(), "error[unusable-id]: the id `a a a");
}

#[test]
fn more_problems_than_anybody_reads_are_counted_no_further() {
    let folder = common::folder(&format!("{SERIES}{}", "  - x\n".repeat(300_000)));
    let (status, said) = check_within(2 * MEMORY, folder.path(), "--format github");
    assert_eq!(status, Some(1));
    assert_eq!(said.lines().count(), 10_001);
    assert!(said.lines().last().unwrap().contains("there are more than 10000 problems"));
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    // A pipe that nobody writes to would be waited for.
    assert_not_opened(folder.path(), "pipe", "cannot use `pipe`: it is not a file");
    assert_not_opened(folder.path(), "folder", "cannot use `folder`: it is a folder");
    assert_not_opened(folder.path(), "/dev/zero", "cannot use `/dev/zero`: it is not a file");
}

#[test]
fn a_file_of_gigabytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("events.yaml")).unwrap();
    file.set_len(64 << 30).unwrap();
    let reason = "cannot use `events.yaml`: it is larger than 1 GiB";
    assert_not_opened(folder.path(), "events.yaml", reason);
}

#[test]
fn a_file_that_may_not_be_read() {
    let folder = common::folder(SERIES);
    let (path, program) = (folder.path().join("events.yaml"), common::program_in(folder.path()));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = Command::new(program);
    command.current_dir(folder.path()).arg("check");
    // Root may read everything, so somebody else has to try.
    if fs::metadata(&path).unwrap().uid() == 0 {
        command.uid(65_534);
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: cannot read `events.yaml`: Permission denied\n  help: allow yourself to read it\n"
    );
}
