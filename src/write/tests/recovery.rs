//! What subscribers are told when a real build was killed or failed: the same as if it had not been,
//! whenever the next one comes.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use chrono::{DateTime, TimeDelta};
use serde_json::Value;

use super::*;
use crate::Site;
use crate::model::{Series, When};
use crate::now::Now;
use crate::sample;

/// When the builds are: the first one, the one that is stopped, and the next one.
fn day(number: i64) -> Now {
    let first = DateTime::parse_from_rfc3339("2023-08-01T12:00:00Z").expect("a time");
    Now::from(first.to_utc() + TimeDelta::days(number))
}

/// Two events, and a talk with a recording.
fn announced() -> Series {
    let mut series = sample::series();
    series.events.push(sample::event("S04", "Europe/Copenhagen", "2023-12-04T16:00:00"));
    series
}

/// The same later on: an event moved, another one has its date open again and so loses its file,
/// there is a third one, and a second recording.
fn changed() -> Series {
    let mut series = announced();
    let mut event = sample::event("S03", "Europe/Copenhagen", "2023-09-18T15:00:00");
    event.talks = vec![sample::talk("S03E01"), sample::talk("S03E02")];
    series.events[0] = event;
    series.events[1].when = When::Unknown;
    series.events.push(sample::event("S05", "Europe/Copenhagen", "2024-02-05T16:00:00"));
    series
}

fn build(folder: &Path, series: &Series, now: &Now) {
    let folder = lock(folder);
    let history = folder.history().expect("a history");
    let site = Site::render(series, &history, now);
    folder.write(site.files(), history.files()).expect("a build");
}

/// Writes what a build made of this history, and meets `fate` before the step of this number.
/// `Err` when that was its end.
fn stopped(
    folder: &Path,
    site: &Site,
    history: &History,
    at: usize,
    fate: fn() -> io::Result<()>,
) -> thread::Result<Result<Report, Error>> {
    let mut steps = 0;
    catch_unwind(AssertUnwindSafe(|| {
        lock(folder).write_stepwise(site.files(), history.files(), &mut |_, _| {
            steps += 1;
            if steps > at { fate() } else { Ok(()) }
        })
    }))
}

fn kill() -> io::Result<()> {
    resume_unwind(Box::new("killed"))
}

fn full() -> io::Result<()> {
    Err(io::ErrorKind::StorageFull.into())
}

/// What a folder holds after the undisturbed build of the first day, and that of some later one.
fn undisturbed(number: i64) -> Files {
    let folder = tempdir().expect("a folder");
    build(folder.path(), &announced(), &day(0));
    if number > 0 {
        build(folder.path(), &changed(), &day(number));
    }
    contents(folder.path())
}

/// Stops the build of the second day before each of its steps in turn, and gives each folder that
/// is left. The number of stops.
fn each_stop(fate: fn() -> io::Result<()>, mut check: impl FnMut(&Path)) -> usize {
    let first = Site::render(&announced(), &History::default(), &day(0));
    let history = History::parse(&first.files()[HISTORY]).expect("a history");
    let second = Site::render(&changed(), &history, &day(1));
    for at in 0.. {
        let folder = tempdir().expect("a folder");
        lock(folder.path()).write(first.files(), &[]).expect("a build");
        if matches!(stopped(folder.path(), &second, &history, at, fate), Ok(Ok(_))) {
            return at;
        }
        check(folder.path());
    }
    unreachable!("a build has an end")
}

#[test]
fn the_next_build_ends_in_the_bytes_of_an_undisturbed_one() {
    let (before, expected) = (undisturbed(0), undisturbed(1));
    let written = expected.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).count();
    let removed = before.keys().filter(|name| !expected.contains_key(*name)).count();
    for fate in [kill, full] {
        let stops = each_stop(fate, |folder| {
            build(folder, &changed(), &day(1));
            assert_eq!(contents(folder), expected);
        });
        assert_eq!(stops, 2 * written + removed);
    }
}

#[test]
fn what_anybody_may_have_seen_of_a_stopped_build_stands_on_a_later_day() {
    let first = Site::render(&announced(), &History::default(), &day(0));
    let (then, later) = (undisturbed(1), undisturbed(5));
    for fate in [kill, full] {
        let mut stop = 0;
        each_stop(fate, |folder| {
            let mut seen = contents(folder);
            seen.retain(|name, _| !name.starts_with('.'));
            build(folder, &changed(), &day(5));
            let files = contents(folder);
            assert!(files == then || seen == *first.files() && files == later, "step {stop}");
            stop += 1;
        });
    }
}

#[test]
fn no_revision_is_counted_twice_and_nothing_that_was_seen_is_published_anew() {
    each_stop(kill, |folder| {
        let published = |file: &Path| -> Option<Vec<(String, String)>> {
            let feed: Value = serde_json::from_slice(&fs::read(file).ok()?).expect("JSON");
            let text = |item: &Value, key: &str| item[key].as_str().expect("a text").to_owned();
            let items = feed["items"].as_array().expect("items").iter();
            Some(items.map(|item| (text(item, "id"), text(item, "date_published"))).collect())
        };
        let before = published(&folder.join("videos.json")).expect("a feed");
        build(folder, &changed(), &day(5));
        let after = published(&folder.join("videos.json")).expect("a feed");
        assert!(before.iter().all(|item| after.contains(item)), "{before:?} {after:?}");
        let event = fs::read_to_string(folder.join("S03.ics")).expect("a file");
        assert!(event.contains("\r\nSEQUENCE:1\r\n"), "{event}");
    });
}

#[test]
fn a_first_build_that_was_killed_is_still_the_first() {
    // It dates recordings by their events, which later builds do not.
    let site = Site::render(&announced(), &History::default(), &day(100));
    for at in 0..2 * site.files().len() {
        let folder = tempdir().expect("a folder");
        let killed = stopped(folder.path(), &site, &History::default(), at, kill);
        assert!(killed.is_err());
        build(folder.path(), &announced(), &day(100));
        assert_eq!(contents(folder.path()), *site.files(), "step {at}");
    }
}

#[test]
fn a_file_that_only_a_killed_build_wrote_goes_with_its_event() {
    each_stop(kill, |folder| {
        // S05 was never in the history; its author thinks better of it.
        let mut series = changed();
        series.events.pop();
        build(folder, &series, &day(1));
        assert!(!folder.join("S05.ics").exists());
        assert!(!folder.join("S04.ics").exists());
    });
}
