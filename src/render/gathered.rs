//! Text on its way out: XML and JSON come in very small pieces, which are gathered first.

use std::io::{self, Write};

/// How many bytes are written at a time, or a few more.
const ENOUGH: usize = 1 << 15;

/// Takes text, and writes it out in large pieces.
pub(crate) struct Gathered<'a> {
    /// What is not written yet.
    pub(crate) text: String,
    out: &'a mut dyn Write,
    written: io::Result<()>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { text: String::with_capacity(2 * ENOUGH), out, written: Ok(()) }
    }

    /// Writes the text if there is enough of it.
    pub(crate) fn write_if_enough(&mut self) {
        if self.text.len() >= ENOUGH {
            self.write();
        }
    }

    /// Writes what is left, and tells what became of it all.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.write();
        self.written
    }

    /// After a failure nothing more is written.
    fn write(&mut self) {
        if self.written.is_ok() {
            self.written = self.out.write_all(self.text.as_bytes());
        }
        self.text.clear();
    }
}
