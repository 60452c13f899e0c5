//! Text on its way out: XML and JSON come in very small pieces, which are gathered first.

use std::io;

/// How many bytes are written at a time, or some more: so many that a file takes them as they are.
const ENOUGH: usize = 1 << 18;

/// A line break, and as many spaces as are ever needed behind it.
const LINE: &str = "\n                        ";

/// Takes text, and writes it out in large pieces.
pub(crate) struct Gathered<'a> {
    /// What is not written yet.
    pub(crate) text: String,
    /// Where it goes: into a file, which takes bytes, or into a page, which takes text.
    out: &'a mut dyn FnMut(&str) -> io::Result<()>,
    written: io::Result<()>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(crate) fn new(out: &'a mut dyn FnMut(&str) -> io::Result<()>) -> Self {
        Self { text: String::with_capacity(ENOUGH + ENOUGH / 8), out, written: Ok(()) }
    }

    /// Begins a line, indented by two spaces for each level of depth.
    pub(crate) fn line(&mut self, depth: usize) {
        self.text.push_str(LINE.get(..=2 * depth).unwrap_or(LINE));
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
            self.written = (self.out)(&self.text);
        }
        self.text.clear();
    }
}
