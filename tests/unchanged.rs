//! A large catalogue that is built again: the same files and the same words as if nothing of the
//! build before had been kept, whatever happened in between.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
use std::path::Path;
#[cfg(unix)]
use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};
#[cfg(unix)]
use common::program_in;
use common::{files, folder, project, said};
use proptest::prelude::*;
use seminar::diagnostic::Diagnostic;
use seminar::{Built, Catalogue, Folder, Now, Templates};
use tempfile::TempDir;

/// Of every kind that waits for a day: events with times, days and months, ahead, over, cancelled; a
/// recording that is held back, and warnings that come or go.
const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
events:
  - id: S01
    start: 2023-02-27 13:00
    talks:
      - {id: S01E01, title: Data, video: https://youtu.be/qhAYUfQlYfo}
  - id: S02
    start: 2023-06-05
    status: cancelled
  - id: S03
    title: Rethinking Annotations
    start: 2023-09-18 04:00
    talks:
      - id: S03E01
        title: TBA
        video: {url: https://youtu.be/aaaaaaaaaaa, published: 2023-10-02}
      - id: S03E02
        title: Labels
  - id: S04
    start: 2023-10
  - id: S05
    start: 2023-12-04 16:00
    registration: https://example.org/sign-up
  - id: S06
    start: TBA
";

const NOW: &str = "build --now 2023-09-01T12:00:00Z";

/// The same, and long enough that it is worth keeping what it comes to.
fn large() -> String {
    CATALOGUE.to_owned() + &"# So much was never written by hand.\n".repeat(10_000)
}

/// A folder in which it was built.
fn built() -> TempDir {
    let folder = folder(&large());
    assert_eq!(said(folder.path(), NOW).0, 0);
    folder
}

/// Whether a build finds out without reading the catalogue that there is nothing to do.
fn is_only_compared(folder: &Path, words: &str) -> bool {
    let (_, _, told) = said(folder, &format!("{words} -v"));
    let has = |stage: &str| told.lines().any(|line| line.ends_with(&format!(" ms  {stage}")));
    assert!(has("read") || has("compare"), "{told}");
    !has("read")
}

fn forget(folder: &Path) {
    fs::remove_dir_all(folder.join("cache")).unwrap();
}

#[test]
fn it_is_compared_and_says_the_same() {
    let folder = built();
    let before = files(&folder.path().join("feeds"));
    for words in ["", " -q", " --color always", " --out feeds"] {
        assert!(is_only_compared(folder.path(), &format!("{NOW}{}", words.replace(" -q", ""))));
        let words = format!("{NOW}{words}");
        let kept = said(folder.path(), &words);
        forget(folder.path());
        assert_eq!(said(folder.path(), &words), kept);
    }
    assert!(said(folder.path(), NOW).2.contains("warning[odd-hour]"));
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn whatever_goes_into_a_build_is_noticed() {
    type Change = fn(&Path);
    let later = "build --now 2023-09-01T13:00:00Z";
    assert!(is_only_compared(built().path(), later), "nothing");
    let changes: &[(&str, Change)] = &[
        ("a title", |folder| {
            let text = large().replace("Rethinking Annotations", "Annotations");
            fs::write(folder.join("events.yaml"), text).unwrap();
        }),
        ("a comment that allows a warning", |folder| {
            let odd = "start: 2023-09-18 04:00";
            let text = large().replace(odd, &format!("{odd} # seminar: allow odd-hour — early"));
            fs::write(folder.join("events.yaml"), text).unwrap();
        }),
        ("a template", |folder| {
            fs::create_dir(folder.join("templates")).unwrap();
            fs::write(folder.join("templates/style.css"), "p { color: teal }").unwrap();
        }),
        ("a file by hand", |folder| {
            let path = folder.join("feeds/index.html");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, text.replace("Annotations", "annotations")).unwrap();
        }),
        ("a file that is gone", |folder| fs::remove_file(folder.join("feeds/S01.ics")).unwrap()),
        ("the history", |folder| {
            let path = folder.join("feeds/history.json");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, text.replace("Rethinking", "rethinking")).unwrap();
        }),
        ("what a killed build left", |folder| {
            fs::write(folder.join("feeds/.seminar-1-0.tmp"), "half").unwrap();
        }),
        #[cfg(unix)]
        ("what a killed build left where a link leads", |folder| {
            fs::create_dir(folder.join("public")).unwrap();
            fs::rename(folder.join("feeds/S01.ics"), folder.join("public/S01.ics")).unwrap();
            symlink("../public/S01.ics", folder.join("feeds/S01.ics")).unwrap();
            fs::write(folder.join("public/.seminar-1-0.tmp"), "half").unwrap();
        }),
        ("all of the folder", |folder| fs::remove_dir_all(folder.join("feeds")).unwrap()),
        ("what was kept", |folder| {
            let kept = fs::read_dir(folder.join("cache/seminar/built")).unwrap().next();
            fs::write(kept.unwrap().unwrap().path(), "{\"inputs\": 1").unwrap();
        }),
    ];
    for (what, change) in changes {
        let (folder, other) = (built(), built());
        change(folder.path());
        change(other.path());
        forget(other.path());
        assert_eq!(said(folder.path(), later), said(other.path(), later), "{what}");
        let feeds = |folder: &TempDir| files(&folder.path().join("feeds"));
        assert_eq!(feeds(&folder), feeds(&other), "{what}");
        assert!(!folder.path().join("public/.seminar-1-0.tmp").exists(), "{what}");
        assert!(is_only_compared(folder.path(), later), "{what}");
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_refused_as_ever() {
    let pipe = |path: &Path| {
        fs::remove_file(path).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let folder = built();
    pipe(&folder.path().join("feeds/S01.ics"));
    let (status, _, told) = said(folder.path(), NOW);
    assert_eq!(status, 3);
    assert!(told.contains("error: cannot write `feeds/S01.ics`: it is not a file"), "{told}");

    let folder = built();
    let kept = fs::read_dir(folder.path().join("cache/seminar/built")).unwrap().next();
    pipe(&kept.unwrap().unwrap().path());
    assert!(!is_only_compared(folder.path(), NOW));

    let folder = built();
    pipe(&folder.path().join("events.yaml"));
    assert_eq!(said(folder.path(), NOW).0, 3);
}

#[test]
#[cfg(unix)]
fn another_program_builds_anew() {
    let (folder, place) = (built(), tempfile::tempdir().unwrap());
    let program = place.path().join("seminar");
    let install = || {
        let _ = fs::remove_file(&program);
        program_in(place.path());
        let mut touch = Command::new("touch");
        assert!(touch.args(["-t", "197101010000"]).arg(&program).status().unwrap().success());
    };
    let reads = || {
        let mut command = Command::new(&program);
        command.current_dir(folder.path()).env("XDG_CACHE_HOME", folder.path().join("cache"));
        let output = command.args(NOW.split(' ')).arg("-v").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap().contains(" ms  read")
    };
    install();
    assert!(reads());
    assert!(!reads());
    // Of the same size, and dated alike.
    install();
    assert!(reads());
    assert!(!reads());
}

#[test]
fn other_words_of_the_call_are_another_build() {
    let folder = built();
    let path = folder.path();
    assert_eq!(said(path, &format!("{NOW} --strict")).0, 1);
    assert!(!is_only_compared(path, &format!("{NOW} --check")));
    assert!(!is_only_compared(path, &format!("{NOW} --previous feeds")));
    assert!(is_only_compared(path, NOW));
    // Messages name the file as it was named.
    let named = said(path, &format!("{NOW} --catalogue ./events.yaml")).2;
    assert!(named.contains("--> ./events.yaml:"), "{named}");
    assert!(!is_only_compared(path, &format!("{NOW} --out elsewhere")));
}

#[test]
fn a_catalogue_that_is_wrong_changes_nothing_of_what_a_killed_build_left() {
    let folder = built();
    let feeds = folder.path().join("feeds");
    let history = fs::read_to_string(feeds.join("history.json")).unwrap();
    let staged = history.replace("\"sequence\":0", "\"sequence\":7");
    fs::write(feeds.join(".seminar-1-history.tmp"), staged).unwrap();
    fs::write(folder.path().join("events.yaml"), large().replace("13:00", "25:00")).unwrap();
    let before = files(&feeds);
    assert_eq!(said(folder.path(), NOW).0, 1);
    assert_eq!(files(&feeds), before);
}

#[test]
fn a_small_catalogue_leaves_nothing_behind() {
    let folder = folder(CATALOGUE);
    assert_eq!(said(folder.path(), NOW).0, 0);
    assert!(!folder.path().join("cache").exists());
}

#[test]
fn nothing_depends_on_a_place_for_what_is_kept() {
    let folder = folder(&large());
    fs::write(folder.path().join("cache"), "a file").unwrap();
    let first = said(folder.path(), NOW);
    assert_eq!(first.0, 0);
    assert!(!is_only_compared(folder.path(), NOW));
}

#[test]
fn as_time_goes_by_it_says_what_it_would_have_said() {
    let (folder, other) = (built(), built());
    let days = ["2023-09-01", "2023-09-10", "2023-09-11", "2023-09-17", "2023-09-18"];
    let later = ["2023-10-01", "2023-10-02", "2023-11-26", "2023-12-04", "2023-12-05"];
    let times =
        ["00:00:00", "01:59:59", "02:00:00", "03:00:00", "14:59:01", "16:30:00", "22:30:00"];
    for day in days.into_iter().chain(later) {
        for time in times {
            let words = format!("build --now {day}T{time}Z");
            let kept = said(folder.path(), &words);
            assert!(is_only_compared(folder.path(), &words), "{words}");
            forget(other.path());
            assert_eq!(said(other.path(), &words), kept, "{words}");
            let feeds = |folder: &TempDir| files(&folder.path().join("feeds"));
            assert_eq!(feeds(&folder), feeds(&other), "{words}");
        }
    }
}

/// From before the first event until long after the last.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    let first: DateTime<Utc> = "2022-12-01T00:00:00Z".parse().unwrap();
    (0..2 * 365 * 24 * 60_i64).prop_map(move |minutes| first + TimeDelta::minutes(minutes))
}

/// Builds a catalogue: its warnings, and what happened to the folder. `None` where it has mistakes.
fn build(yaml: &[u8], folder: &Folder, now: &Now) -> Option<(Vec<Diagnostic>, Built)> {
    let mut catalogue = Catalogue::read("events.yaml", yaml);
    catalogue.check(now);
    let history = folder.history().unwrap();
    catalogue.guard(&history, now);
    let told = catalogue.diagnostics().to_vec();
    let series = catalogue.into_series()?;
    let built = folder.build(series, &history, now, &Templates::default(), |_| ());
    Some((told, built.unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_build_comes_to_the_same_for_as_long_as_the_present_time_says(
        at in instant(),
        share in 0.0..1.0,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder::lock(folder.path(), || ()).unwrap();
        let now = Now::from(at);
        let (told, built) = build(CATALOGUE.as_bytes(), &folder, &now).unwrap();
        let holds = now.holds();
        prop_assert!(holds.contains(&at));
        let (start, end) = (holds.start.max(at - FAR), holds.end.min(at + FAR));
        let length = ((end - start).num_seconds() as f64 * share) as i64;
        let last = end - TimeDelta::nanoseconds(1);
        for other in [start, start + TimeDelta::seconds(length), last] {
            let (again, rebuilt) = build(CATALOGUE.as_bytes(), &folder, &Now::from(other)).unwrap();
            prop_assert_eq!(&again, &told);
            prop_assert!(rebuilt.report.is_up_to_date(), "{other}: {:?}", rebuilt.report);
            prop_assert_eq!(&rebuilt.report.digests, &built.report.digests);
            prop_assert!(rebuilt.changes.is_empty());
        }
    }
}

/// A zone whose offset had seconds, which no format of dates can hold.
const MONROVIA: &str = "\
series: {id: s, title: S, url: https://example.org, timezone: Africa/Monrovia}
events:
  - id: S01
    start: 1971-11-01 13:00
    talks: [{id: S01E01, title: T, video: https://youtu.be/qhAYUfQlYfo}]
";

#[test]
fn a_catalogue_that_is_built_again_gives_the_same_bytes() {
    let now = "2023-10-01T12:00:00Z".parse().unwrap();
    let in_folder = |name| files(&project().join(name)).into_values();
    let folders = ["tests/silent", "tests/warned", "fuzz/corpus/catalogue"];
    let catalogues = folders.into_iter().flat_map(in_folder).chain([MONROVIA.into()]);
    let mut number = 0;
    for yaml in catalogues {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder::lock(folder.path(), || ()).unwrap();
        let Some((told, _)) = build(&yaml, &folder, &now) else { continue };
        let (again, rebuilt) = build(&yaml, &folder, &now).unwrap();
        let name = String::from_utf8_lossy(&yaml);
        assert!(rebuilt.report.is_up_to_date(), "{:?} of {name}", rebuilt.report);
        assert_eq!(again, told, "{name}");
        number += 1;
    }
    assert!(number > 100, "{number}");
}

/// As far as is looked where nothing ever changes.
const FAR: TimeDelta = TimeDelta::days(3000);
