//! `seminar schema`.

use super::{Outcome, Terminal, Verdict};

pub(crate) fn schema(terminal: &mut Terminal) -> Outcome {
    terminal.data(seminar::schema());
    Ok(Verdict::Done)
}
