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

use memchr::{memchr, memchr_iter, memrchr};

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
    /// How many lines end before each block of the text, once that is asked for: most catalogues have
    /// nothing that would have to be placed. The start of each line would take a fifth of the text's
    /// room.
    blocks: OnceLock<Vec<usize>>,
}

/// How many bytes of a text are a block.
const BLOCK: usize = 4 << 10;

impl Source {
    pub(crate) fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), text, blocks: OnceLock::new() }
    }

    /// How many lines end before each block of the text, and in all of it.
    fn blocks(&self) -> &[usize] {
        self.blocks.get_or_init(|| {
            let mut all = 0;
            let ends = self.text.as_bytes().chunks(BLOCK).map(|block| {
                all += memchr_iter(b'\n', block).count();
                all
            });
            [0].into_iter().chain(ends).collect()
        })
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
        let before = self.text.get(self.line_start(offset)..offset).unwrap_or_default();
        (self.line(offset), before.chars().count() + 1)
    }

    /// The line (from 1) of a byte offset.
    pub(crate) fn line(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        let block = before.len() / BLOCK;
        let ends = self.blocks().get(block).copied().unwrap_or_default();
        1 + ends + memchr_iter(b'\n', &before[block * BLOCK..]).count()
    }

    /// Where the line of a byte offset starts.
    fn line_start(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        memrchr(b'\n', before).map_or(0, |end| end + 1)
    }

    /// Where the line of a byte offset ends.
    fn line_end(&self, offset: usize) -> usize {
        let behind = self.text.as_bytes().get(offset..).unwrap_or_default();
        memchr(b'\n', behind).map_or(self.text.len(), |length| offset + length)
    }

    /// The byte offset of a line and column, both from 1, as near as the text allows.
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
        let ends = memchr_iter(b'\n', self.text.as_bytes()).map(|end| end + 1);
        let start = [0].into_iter().chain(ends).nth(line.saturating_sub(1));
        let start = start.unwrap_or(self.text.len());
        let inside = self.text[start..].char_indices().nth(column.saturating_sub(1));
        inside.map_or(self.text.len(), |(offset, _)| start + offset)
    }

    /// The start of the first line that has more bytes than these.
    pub(crate) fn line_longer_than(&self, most: usize) -> Option<usize> {
        let text = self.text.as_bytes();
        let mut start = 0;
        while text.len() - start > most {
            // What is before the last end of a line so near is not too long.
            match memrchr(b'\n', &text[start..start + most]) {
                Some(end) => start += end + 1,
                None => return Some(start),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_lines_between_line_breaks(
            lines in prop::collection::vec("[aé]{0,9}", 1..9),
            repeated in 0..3_usize,
            line in 1..9_usize,
            most in 1..30_usize,
        ) {
            let text = format!("{}{}", "x\n".repeat(repeated * BLOCK / 2), lines.join("\n"));
            let source = Source::new("events.yaml", text.clone());
            let starts: Vec<_> = [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
            let ends = starts[1..].iter().copied().chain([text.len()]);
            let long = starts.iter().zip(ends).find(|(start, end)| end - *start > most);
            prop_assert_eq!(source.line_longer_than(most), long.map(|(start, _)| *start));
            let here = starts.len() - lines.len() + line;
            prop_assert_eq!(source.offset(here, 1), *starts.get(here - 1).unwrap_or(&text.len()));
            for offset in text.len().saturating_sub(40)..=text.len() + 1 {
                let line = starts.partition_point(|start| *start <= offset);
                let start = starts[line - 1];
                let before = text.get(start..offset).unwrap_or_default();
                prop_assert_eq!(source.position(offset), (line, before.chars().count() + 1));
                let end = starts.get(line).map_or(text.len(), |next| next - 1);
                prop_assert!(offset > text.len() || (source.line_start(offset), source.line_end(offset)) == (start, end));
            }
        }
    }
}
