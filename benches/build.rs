//! How long a build takes, stage by stage, on generated catalogues: what the library lets one call
//! by itself. `benches/instructions` looks inside.
//!
//! `cargo bench --bench build -- 1000 10000` times catalogues of that many events (three talks
//! each); `-- --write FILE 1000` writes one, to be built by the command itself.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)] // for people

mod catalogue;

use std::hint::black_box;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process};

use seminar::model::Series;
use seminar::{Catalogue, Folder, History, Now, Site, Templates, holds, links, with_outputs};
use tempfile::TempDir;

/// Each stage is run this often, and the median is printed.
const RUNS: usize = 5;
/// Which catalogue is generated.
const SEED: u64 = 1;

fn main() {
    // Cargo puts `--bench` behind the arguments.
    let arguments: Vec<_> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--write", file, events] => {
            fs::write(file, catalogue::catalogue(number(events), SEED)).expect("a file to write");
        }
        [] => stages(100),
        ref sizes => sizes.iter().for_each(|events| stages(number(events))),
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| {
        eprintln!("usage: build [EVENTS...] | build --write FILE EVENTS");
        process::exit(2);
    })
}

/// Prints the median of each stage for a catalogue of this many events.
fn stages(events: usize) {
    let text = catalogue::catalogue(events, SEED);
    let read = || Catalogue::read("events.yaml", text.as_bytes());
    let catalogue = read();
    let series = catalogue.series().expect("a catalogue without mistakes");
    let site = Site::render(series, &History::default(), &now());
    let bytes: usize = site.files().values().map(Vec::len).sum();
    let files = site.files().len();
    println!("{events} events: {} bytes read, {bytes} bytes in {files} files written", text.len());

    reading(&text);
    stage_with(read, "check", |mut catalogue| {
        catalogue.check(&now());
        catalogue
    });
    stage("render, first build", || Site::render(series, &History::default(), &now()));
    renderers(series);
    stage_with(folder, "write, first build", |(place, folder)| {
        folder.write(site.files(), &[]).expect("a build");
        (place, folder)
    });
    again(series, &site, read);
}

/// What it takes to read a catalogue from a file, and then to resolve it: each is half of the parts
/// that are told.
fn reading(text: &str) {
    let place = TempDir::new().expect("a folder");
    let path = place.path().join("events.yaml");
    fs::write(&path, text).expect("a file to write");
    let once = |_| {
        let (start, told, read) = (Instant::now(), AtomicUsize::new(0), OnceLock::new());
        let tell = |parts: usize| {
            if told.fetch_add(1, Ordering::Relaxed) + 1 == parts / 2 {
                read.get_or_init(|| start.elapsed());
            }
        };
        black_box(Catalogue::open_with(&path, tell).expect("a catalogue"));
        let read = read.into_inner().expect("half of the work");
        (read, start.elapsed() - read)
    };
    let (read, resolve) = (0..RUNS).map(once).unzip();
    print("read", read);
    print("resolve", resolve);
}

/// What the revisions and each kind of file take by themselves, on one thread; and the links, which
/// are a part of some.
fn renderers(series: &Series) {
    let rounds: Vec<_> = (0..RUNS).map(|_| round(series)).collect();
    for (row, (kind, _)) in rounds[0].iter().enumerate() {
        print(kind, rounds.iter().map(|round| round[row].1).collect());
    }
    let of = |event| links::event_links(series, event);
    stage("  links", || series.events.iter().map(of).collect::<Vec<_>>());
}

/// Their times in one edition. What several files have in common is worked out for the first of them.
fn round(series: &Series) -> Vec<(String, Duration)> {
    let (history, templates) = (History::default(), Templates::default());
    let series = series.clone();
    let start = Instant::now();
    with_outputs(series, &history, &now(), &templates, |outputs| {
        let mut times = vec![("  revisions".to_owned(), start.elapsed())];
        let mut bytes = Vec::new();
        for name in outputs.names() {
            bytes.clear();
            let start = Instant::now();
            outputs.write(name, &mut bytes).expect("a file");
            let taken = start.elapsed();
            black_box(&bytes);
            match times.last_mut() {
                Some((last, time)) if *last == kind(name) => *time += taken,
                _ => times.push((kind(name), taken)),
            }
        }
        times
    })
}

/// The row that a file belongs in.
fn kind(name: &str) -> String {
    match name {
        "calendar.ics" => "  calendar.ics".to_owned(),
        name if name.ends_with(".ics") => "  all single .ics".to_owned(),
        name => format!("  {name}"),
    }
}

/// The stages of a build into a folder that has everything already.
fn again(series: &Series, site: &Site, read: impl Fn() -> Catalogue) {
    let (place, folder) = folder();
    let report = folder.write(site.files(), &[]).expect("a build");
    let history = folder.history().expect("a history");
    stage("read the history", || folder.history().expect("a history"));
    stage_with(read, "guard", |mut catalogue| {
        catalogue.guard(&history, &now());
        catalogue
    });
    stage("render, unchanged", || Site::render(series, &history, &now()));
    stage("write, unchanged", || {
        let report = folder.write(site.files(), history.files()).expect("a build");
        assert!(report.is_up_to_date());
    });
    stage("compare by digests", || assert!(holds(place.path(), &report.digests)));
}

/// Behind the last event of any catalogue, so that everything is told.
fn now() -> Now {
    "2200-01-01T00:00:00Z".parse().expect("a time")
}

/// An empty folder, and what removes it in the end.
fn folder() -> (TempDir, Folder) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::lock(place.path(), || ()).expect("a lock");
    (place, folder)
}

/// Prints how long some work takes.
fn stage<Out>(name: &str, work: impl Fn() -> Out) {
    stage_with(|| (), name, |()| work());
}

/// The same of work that uses up what it is given. That is made, and what comes of it is dropped,
/// while nobody looks at the clock.
fn stage_with<In, Out>(given: impl Fn() -> In, name: &str, work: impl Fn(In) -> Out) {
    let once = |_| {
        let given = black_box(given());
        let start = Instant::now();
        let output = black_box(work(given));
        let taken = start.elapsed();
        drop(output);
        taken
    };
    print(name, (0..RUNS).map(once).collect());
}

/// Prints the median of some times.
fn print(name: &str, mut times: Vec<Duration>) {
    times.sort();
    println!("  {name:<20} {:>10.2} ms", times[times.len() / 2].as_secs_f64() * 1000.0);
}
