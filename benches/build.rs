//! How long a build takes, stage by stage, on generated catalogues.
//!
//! `cargo bench --bench build -- 1000 10000` times catalogues of that many events (three talks
//! each); `-- --write FILE 1000` writes one, to be built by the command itself.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)] // for people

mod catalogue;

use std::time::{Duration, Instant};
use std::{env, fs, process};

use seminar::{Catalogue, Folder, History, Site};

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
    let now = "2200-01-01T00:00:00Z".parse().expect("a time");
    let catalogue = Catalogue::read("events.yaml", text.as_bytes());
    let series = catalogue.series().expect("a catalogue without mistakes");
    let first = Site::render(series, &History::default(), now);
    let folder = tempfile::tempdir().expect("a folder");
    let bytes: usize = first.files().values().map(Vec::len).sum();
    println!(
        "{events} events: {} bytes read, {bytes} bytes in {} files written",
        text.len(),
        first.files().len()
    );

    stage("read", || drop(Catalogue::read("events.yaml", text.as_bytes())));
    stage("render, first build", || drop(Site::render(series, &History::default(), now)));
    stage("write, first build", || {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Folder::lock(folder.path(), || ()).expect("a lock");
        folder.write(first.files(), &[]).expect("a build");
    });
    let folder = Folder::lock(folder.path(), || ()).expect("a lock");
    folder.write(first.files(), &[]).expect("a build");
    let history = folder.history().expect("a history");
    stage("render, unchanged", || drop(Site::render(series, &history, now)));
    stage("write, unchanged", || {
        folder.write(first.files(), history.files()).expect("a build");
    });
}

fn stage(name: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("  {name:<20} {:>10.2} ms", times[RUNS / 2].as_secs_f64() * 1000.0);
}
