//! How long each stage of a build takes: `cargo bench --bench build -- 1000` for a generated
//! catalogue of 1,000 events (by default 100).
//!
//! `cargo bench --bench build -- --write FILE 1000` keeps that catalogue in a file, for other tools.

mod catalogue;

use std::error::Error;
use std::io::{self, Write as _};

use catalogue::catalogue;

/// The same for every run, so that runs can be compared.
const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo itself passes `--bench`.
    let arguments: Vec<_> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", file, events] => std::fs::write(file, catalogue(events.parse()?, SEED))?,
        [] => measure(100)?,
        [events] => measure(events.parse()?)?,
        _ => return Err("usage: [--write FILE] [EVENTS]".into()),
    }
    Ok(())
}

fn measure(events: usize) -> io::Result<()> {
    let yaml = catalogue(events, SEED);
    writeln!(io::stdout(), "{events} events, {} bytes of YAML", yaml.len())
}
