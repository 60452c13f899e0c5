//! The author's mistakes. A diagnostic names a place in the catalogue, says what is wrong there
//! and what to do next. It never prints; [`draw`], [`json`], [`sarif`] and [`github`] turn it into
//! text.

mod code;
mod diff;
mod draw;
mod github;
mod json;
mod sarif;

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr_iter, memrchr};

pub use code::Code;
pub use diff::diff;
pub use draw::{Style, draw};
pub use github::github;
pub use json::json;
pub use sarif::sarif;

/// Whether a diagnostic stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build stops and leaves everything as it was.
    Error,
    /// The build goes on, unless it was told to be strict.
    Warning,
}

impl Severity {
    /// The word for it: `error`, `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One mistake, or one thing worth a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake it is; stable from release to release.
    pub code: Code,
    /// One sentence, lower case, without a full stop.
    pub message: String,
    /// The text it is about, in bytes of the source.
    pub span: Range<usize>,
    /// A few words for the mark under the text.
    pub label: String,
    /// Another place that has to do with it, and a few words for its mark.
    pub related: Option<(Range<usize>, String)>,
    /// The next step.
    pub help: Option<String>,
    /// What would mend it, where that is beyond doubt.
    pub repair: Option<Repair>,
}

/// A change of the catalogue's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What is replaced, in bytes of the source.
    pub span: Range<usize>,
    /// What takes its place.
    pub replacement: String,
}

impl Diagnostic {
    pub(crate) fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        let (message, label) = (shortened(message.into()), String::new());
        Self { code, message, span, label, related: None, help: None, repair: None }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = shortened(label.into());
        self
    }

    pub(crate) fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related = Some((span, shortened(label.into())));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(shortened(help.into()));
        self
    }

    pub(crate) fn repair(mut self, span: Range<usize>, replacement: impl Into<String>) -> Self {
        self.repair = Some(Repair { span, replacement: replacement.into() });
        self
    }

    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A sentence that holds a text of the author's is as long as he likes; what matters stands at its
/// ends.
fn shortened(text: String) -> String {
    const END: usize = 300;
    let starts = || text.char_indices().map(|(start, _)| start);
    let (Some(first), Some(last)) = (starts().nth(END), starts().nth_back(END)) else {
        return text;
    };
    if last <= first { text } else { format!("{} … {}", &text[..first], &text[last..]) }
}

/// A catalogue's text, and the name that its author knows it by.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The byte offset of each line's start, once that is asked for: most catalogues have nothing
    /// that would have to be placed.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    pub(crate) fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), text, lines: OnceLock::new() }
    }

    /// The byte offset of each line's start.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            // Counted first: a vector that grows takes up to twice the room.
            let mut lines = Vec::with_capacity(self.line_starts().count());
            lines.extend(self.line_starts());
            lines
        })
    }

    fn line_starts(&self) -> impl Iterator<Item = usize> {
        [0].into_iter().chain(memchr_iter(b'\n', self.text.as_bytes()).map(|offset| offset + 1))
    }

    /// The name, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.line_start(line);
        let before = self.text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The line (from 1) of a byte offset.
    fn line(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset).max(1)
    }

    /// The byte offset of a line and column, both from 1, as near as the text allows.
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.line_start(line.max(1));
        let rest = self.text.get(start..).unwrap_or_default();
        let inside = rest.char_indices().nth(column.saturating_sub(1));
        inside.map_or(self.text.len(), |(offset, _)| start + offset)
    }

    /// The start of the first line that has more bytes than these.
    pub(crate) fn line_longer_than(&self, most: usize) -> Option<usize> {
        let mut start = 0;
        while self.text.len() - start > most {
            // The last break within reach is as good as the next, and there are few of them.
            match memrchr(b'\n', &self.text.as_bytes()[start..start + most]) {
                Some(end) => start += end + 1,
                None => return Some(start),
            }
        }
        None
    }

    /// The byte offset at which a line (from 1) starts.
    fn line_start(&self, line: usize) -> usize {
        self.lines().get(line - 1).copied().unwrap_or(self.text.len())
    }
}
