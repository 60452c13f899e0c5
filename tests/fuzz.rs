//! The fuzzer's corpus, and what becomes of it under small changes, always the same ones: what the
//! fuzzer looks for, without a fuzzer. `.ci/fuzz` looks farther.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

#[path = "../fuzz/reads_and_renders.rs"]
mod reads_and_renders;

use std::fs;

use common::project;
use reads_and_renders::check;

/// How many mutations are made of the whole corpus.
const MUTATIONS: usize = 4000;

fn corpus() -> Vec<Vec<u8>> {
    let entries = fs::read_dir(project().join("fuzz/corpus/catalogue")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Numbers that look random and are always the same (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn part<'a>(&mut self, bytes: &'a [u8], longest: usize) -> &'a [u8] {
        let start = self.below(bytes.len());
        &bytes[start..bytes.len().min(start + self.below(longest + 1))]
    }
}

/// What breaks readers and writers.
const PIECES: [&str; 16] = [
    "\n",
    "\t",
    ": ",
    "- ",
    "\"",
    "'",
    "&a ",
    "*a",
    "{",
    "]",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "|\n",
    "9999-12-31 23:59",
    "]]>",
];

/// One to four changes: a part is taken out, repeated, brought in from another file, or a piece is
/// put in its place.
fn mutated(numbers: &mut Numbers, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[numbers.below(corpus.len())].clone();
    for _ in 0..=numbers.below(4) {
        let start = numbers.below(bytes.len() + 1);
        let end = bytes.len().min(start + numbers.below(20));
        let new = match numbers.below(5) {
            0 => vec![],
            1 => numbers.part(&bytes, 60).to_vec(),
            2 => {
                let other = &corpus[numbers.below(corpus.len())];
                numbers.part(other, 200).to_vec()
            }
            3 => PIECES[numbers.below(PIECES.len())].as_bytes().to_vec(),
            _ => vec![numbers.next() as u8],
        };
        let keeps = numbers.below(2) == 0;
        bytes.splice(start..if keeps { start } else { end }, new);
    }
    bytes
}

#[test]
fn the_corpus_holds_what_is_refused_and_what_is_rendered() {
    let clean = |bytes: &Vec<u8>| seminar::Catalogue::read("", bytes).series().is_some();
    let corpus = corpus();
    corpus.iter().for_each(|bytes| check(bytes));
    assert!(corpus.iter().filter(|bytes| clean(bytes)).count() >= 10);
    assert!(corpus.iter().filter(|bytes| !clean(bytes)).count() >= 10);
}

#[test]
fn whatever_becomes_of_the_corpus_is_refused_or_rendered() {
    let corpus = corpus();
    let mut numbers = Numbers(5);
    for _ in 0..MUTATIONS {
        let bytes = mutated(&mut numbers, &corpus);
        if std::panic::catch_unwind(|| check(&bytes)).is_err() {
            panic!("these bytes: {}", bytes.escape_ascii());
        }
    }
}
