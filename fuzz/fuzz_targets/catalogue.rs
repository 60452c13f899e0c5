//! Arbitrary bytes as a catalogue: `cargo fuzz run catalogue`.

#![no_main]

#[path = "../reads_and_renders.rs"]
mod reads_and_renders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reads_and_renders::check(bytes));
