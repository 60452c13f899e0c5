//! What a person sees of a build at a terminal: how far it is, as long as it goes on, and nothing of
//! that in the end. Time only ever counts from below: a build that waits longer than the command's
//! patience is long.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(unix)] // pseudo-terminals are

mod common;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use common::{folder, said, seminar};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use seminar::Folder;
use tempfile::TempDir;

/// How long nothing is shown of how far a run is.
const PATIENCE: Duration = Duration::from_millis(300);
/// What comes before anything is drawn anew, or nothing is left of it.
const CLEARED: &str = "\r\x1b[2K";
const WAITING: &str = "another build is writing `feeds`; waiting for it\n";
const BUILD: &str = "build --now 2023-08-28T12:00:00Z";

const CATALOGUE: &str = "\
series: {id: s, title: S, url: https://example.org/, timezone: Europe/Rome}
events:
  - {id: S01, title: One, start: 2023-09-18 13:00}
  - {id: S02, title: Two, start: 2023-10-16 13:00}
";

/// The environment of a terminal.
const PLAIN: [(&str, &str); 2] = [("TERM", "xterm"), ("NO_COLOR", "1")];

/// A command at a terminal.
struct Watched {
    start: Instant,
    process: Child,
    shown: File,
    text: Vec<u8>,
    /// When something was first cleared.
    cleared: Option<Duration>,
}

impl Watched {
    /// Starts it, with standard output and standard error at a terminal of its own.
    fn start(folder: &Path, words: &str, environment: &[(&str, &str)]) -> Self {
        let shown = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&shown).unwrap();
        unlockpt(&shown).unwrap();
        let name = ptsname(&shown, Vec::new()).unwrap();
        let terminal =
            File::options().write(true).open(OsStr::from_bytes(name.as_bytes())).unwrap();
        let mut command = seminar(folder);
        for name in ["TERM", "CI", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.args(words.split_whitespace()).envs(environment.iter().copied());
        command.stdout(terminal.try_clone().unwrap()).stderr(terminal);
        let start = Instant::now();
        let process = command.spawn().unwrap();
        Self { start, process, shown: shown.into(), text: Vec::new(), cleared: None }
    }

    /// Reads on; whether there is more.
    fn read(&mut self) -> bool {
        let mut more = [0; 4096];
        // When nobody has the terminal open any more, Linux says that it cannot be read.
        let length = self.shown.read(&mut more).unwrap_or(0);
        self.text.extend_from_slice(&more[..length]);
        if self.cleared.is_none() && self.text().contains(CLEARED) {
            self.cleared = Some(self.start.elapsed());
        }
        length > 0
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.text).replace("\r\n", "\n")
    }

    /// Reads until these words are shown.
    fn read_until(&mut self, words: &str) {
        while !self.text().contains(words) {
            assert!(self.read(), "no {words:?} in {:?}", self.text());
        }
    }

    /// Reads to the end, and waits for it.
    fn read_all(mut self) -> Self {
        while self.read() {}
        self.process.wait().unwrap();
        self
    }

    /// What was drawn and cleared again, without the spaces that fill its line.
    fn drawn(&self) -> Vec<String> {
        let text = self.text();
        let drawn = |line: &str| {
            let mut parts: Vec<_> =
                line.split(CLEARED).map(|it| it.trim_end().to_owned()).collect();
            parts.pop();
            parts
        };
        text.split('\n').flat_map(drawn).collect()
    }

    /// What stands there in the end.
    fn left(&self) -> String {
        let text = self.text();
        let left = |line: &str| line.rsplit(CLEARED).next().unwrap().to_owned();
        text.split('\n').map(left).collect::<Vec<_>>().join("\n")
    }
}

/// A build that has to wait for another one before it writes: when it begins with its files, it has
/// taken too long to keep back what it draws of them.
fn long_build(folder: &TempDir, words: &str, environment: &[(&str, &str)]) -> Watched {
    let other = Folder::lock(folder.path().join("feeds"), || ()).unwrap();
    let mut build = Watched::start(folder.path(), words, environment);
    build.read_until("waiting for it");
    thread::sleep(PATIENCE);
    drop(other);
    build.read_all()
}

/// What a build of this catalogue says where no terminal is.
fn messages(words: &str) -> String {
    said(folder(CATALOGUE).path(), words).2
}

#[test]
fn a_long_build_shows_how_far_it_is_and_leaves_its_messages_alone() {
    let folder = folder(CATALOGUE);
    let build = long_build(&folder, BUILD, &PLAIN);
    let is_share = |it: &String| it.starts_with("write [") && it.ends_with(" %");
    assert!(build.drawn().iter().any(is_share), "{:?}", build.drawn());
    assert_eq!(build.left(), format!("{WAITING}{}", messages(BUILD)));
    assert!(!build.left().contains('\x1b'));
}

#[test]
fn a_run_shows_nothing_of_its_progress_at_first() {
    let folder = folder(CATALOGUE);
    let build = Watched::start(folder.path(), BUILD, &PLAIN).read_all();
    // A slow machine may take that long, and then there is something to show.
    assert!(build.cleared.is_none_or(|after| after >= PATIENCE), "{:?}", build.drawn());
    assert_eq!(build.left(), messages(BUILD));
}

#[test]
fn a_long_catalogue_shows_how_much_of_it_is_read() {
    // So many marks that no machine reads them before something is shown.
    let paragraphs = if cfg!(debug_assertions) { 160_000 } else { 2_000_000 };
    let text = "      Some *marks* to read.\n\n".repeat(paragraphs);
    let folder = folder(&format!(
        "{CATALOGUE}  - id: S03\n    start: 2023-11-13 13:00\n    description: |\n{text}"
    ));
    let check = Watched::start(folder.path(), "check", &PLAIN).read_all();
    let is_count = |it: &String| it.starts_with("read [") && it.ends_with('%');
    assert!(check.drawn().iter().any(is_count), "{:?}", check.drawn());
    assert_eq!(check.left(), said(folder.path(), "check").2);
}

#[test]
fn a_preview_that_is_built_anew_is_a_run_of_its_own() {
    let folder = folder(CATALOGUE);
    let mut serve = Watched::start(folder.path(), "serve --port 0", &PLAIN);
    serve.read_until("Ctrl-C ends it");
    thread::sleep(2 * PATIENCE);
    let saved = serve.start.elapsed();
    fs::write(folder.path().join("events.yaml"), CATALOGUE.replace("Two", "Too")).unwrap();
    while serve.text().matches("no problems").count() < 2 {
        assert!(serve.read(), "{}", serve.text());
    }
    serve.process.kill().unwrap();
    // A slow machine may take that long, and then there is something to show.
    let is_patient = |after| after >= PATIENCE && (after < saved || after - saved >= PATIENCE);
    assert!(serve.cleared.is_none_or(is_patient), "{:?}", serve.drawn());
}

#[test]
fn an_error_stands_alone_too() {
    let folder = folder(CATALOGUE);
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/page.md"), "{{ nonsense }}").unwrap();
    let build = long_build(&folder, BUILD, &PLAIN);
    let (_, _, error) = said(folder.path(), BUILD);
    assert!(error.starts_with("error: "), "{error}");
    assert_eq!(build.left(), format!("{WAITING}{error}"));
}

#[test]
fn a_quiet_build_draws_nothing() {
    let folder = folder(CATALOGUE);
    let build = long_build(&folder, &format!("{BUILD} -q"), &PLAIN);
    assert_eq!(build.text(), WAITING);
}

/// A terminal that says it can do nothing, or does not say what it can, is only written to.
#[test]
fn nothing_is_drawn_on_a_terminal_that_cannot_clear_a_line() {
    for environment in [&[("TERM", "dumb")][..], &[]] {
        let folder = folder(CATALOGUE);
        let build = long_build(&folder, BUILD, environment);
        assert_eq!(build.text(), format!("{WAITING}{}", messages(BUILD)));
    }
}

#[test]
fn nothing_is_drawn_where_standard_error_is_no_terminal() {
    let folder = folder(CATALOGUE);
    let other = Folder::lock(folder.path().join("feeds"), || ()).unwrap();
    let build = thread::scope(|scope| {
        let build = scope.spawn(|| said(folder.path(), BUILD));
        // It waits for as long as this, or begins later.
        thread::sleep(2 * PATIENCE);
        drop(other);
        build.join().unwrap()
    });
    let quick = messages(BUILD);
    assert!(build.2 == quick || build.2 == format!("{WAITING}{quick}"), "{}", build.2);
}

#[test]
fn without_colours_progress_is_drawn_all_the_same() {
    let escapes = |environment| {
        let build = long_build(&folder(CATALOGUE), BUILD, environment);
        (build.drawn().is_empty(), build.left().contains("\x1b[1mS\x1b[0m: 2 events"))
    };
    assert_eq!(escapes(&PLAIN), (false, false));
    assert_eq!(escapes(&PLAIN[..1]), (false, true));
}
