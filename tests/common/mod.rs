//! What several tests share: a folder with a catalogue, and the command run in it.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![allow(dead_code, unreachable_pub)] // each test target uses a part of it

pub mod commented;
pub mod examples;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The command, with nothing of this machine's environment that could change what it says.
pub fn seminar(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seminar"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    command
}

/// A copy of the command in a folder. Another process makes it: what this one has open for writing, a
/// test beside this one may hand on to a command of its own, and what is open for writing cannot be run.
pub fn program_in(folder: &Path) -> PathBuf {
    let copy = folder.join("seminar");
    let mut command = Command::new("cp");
    let made = command.arg("--").arg(env!("CARGO_BIN_EXE_seminar")).arg(&copy).status().unwrap();
    assert!(made.success());
    copy
}

/// Runs the command with these words.
pub fn run(folder: &Path, words: &str) -> Output {
    seminar(folder).args(words.split_whitespace()).output().unwrap()
}

/// Runs the command and gives what it says: exit status, standard output, standard error.
pub fn said(folder: &Path, words: &str) -> (i32, String, String) {
    let output = run(folder, words);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A folder with a catalogue in it.
pub fn folder(catalogue: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events.yaml"), catalogue).unwrap();
    folder
}

/// The project's own folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project.
pub fn project_file(name: &str) -> String {
    fs::read_to_string(project().join(name)).unwrap()
}

/// Every file of a folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let file = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}
