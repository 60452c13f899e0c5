//! `seminar completions`.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{Args, Outcome, Terminal, Verdict};

pub(crate) fn completions(shell: Shell, terminal: &mut Terminal) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "seminar", &mut script);
    terminal.data(String::from_utf8_lossy(&script).trim_end());
    Ok(Verdict::Done)
}
