//! How an author lays out a text: its line ends, how far things are indented, whether blank lines
//! stand between the items of a list.

use super::tree::{self, Node};
use crate::diagnostic::Repair;
use crate::draft::yaml::Style;

/// A text and its layout.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    pub(super) style: Style,
}

/// What stands between two items of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    /// A blank line.
    Blank,
}

pub(super) fn spaces(number: usize) -> String {
    " ".repeat(number)
}

impl<'a> Layout<'a> {
    /// The layout of a catalogue.
    pub(super) fn of(text: &'a str, root: &Node) -> Self {
        let mut layout = Self { text, style: Style::default() };
        layout.style = layout.style_of(root).unwrap_or_default();
        layout
    }

    /// The style that the author shows in the series and the first event; `None` where he shows
    /// none.
    fn style_of(&self, root: &Node) -> Option<Style> {
        let mut style = Style::default();
        if let Some(series) = tree::entry(root, "series")
            && let Some(keys) = series.held.as_ref().filter(|held| !tree::is_flow(held))
        {
            let inner = self.column(tree::content(keys).start);
            style.step = inner.checked_sub(self.column(series.span.start)).filter(|it| *it > 0)?;
        }
        let mut mapping = root.clone();
        for key in ["events", "talks", "speakers"] {
            let Some(entry) = tree::entry(&mapping, key) else { break };
            let list = entry.held.filter(|held| tree::is_list(held) && !tree::is_flow(held));
            let Some(list) = &list else { break };
            let dash = self.column(tree::content(list).start);
            style.dash = dash.checked_sub(self.column(entry.span.start))?;
            let Some(first) = tree::item(list, 0).filter(tree::is_mapping) else { break };
            if tree::is_flow(&first) {
                break;
            }
            let keys = self.column(tree::content(&first).start);
            style.item = keys.checked_sub(dash).filter(|it| *it > 1)?;
            mapping = first;
        }
        Some(style)
    }

    /// Whether a blank line stands before the last item of a list; `None` where there is no second
    /// one.
    pub(super) fn gap(&self, list: &Node) -> Option<Gap> {
        let items = tree::parts(list);
        let [.., before, last] = items.as_slice() else { return None };
        let between = &self.text[tree::content(before).end..tree::content(last).start];
        // Between the end of the one's line and the indentation of the other's.
        let lines: Vec<_> = between.split('\n').collect();
        let whole = lines.get(1..lines.len() - 1).unwrap_or_default();
        let is_blank = |line: &&str| line.trim().is_empty();
        Some(if whole.iter().any(is_blank) { Gap::Blank } else { Gap::None })
    }

    /// How many characters stand before an offset in its line.
    pub(super) fn column(&self, offset: usize) -> usize {
        self.text[self.line_start(offset)..offset].chars().filter(|c| *c != '\u{feff}').count()
    }

    pub(super) fn line_start(&self, offset: usize) -> usize {
        self.text[..offset].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where the next line starts, or the text ends.
    pub(super) fn next_line(&self, offset: usize) -> usize {
        self.text[offset..].find('\n').map_or(self.text.len(), |end| offset + end + 1)
    }

    /// Where the line of an offset ends, before its line end.
    pub(super) fn line_end(&self, offset: usize) -> usize {
        let rest = self.text[offset..].split('\n').next().unwrap_or_default();
        offset + rest.strip_suffix('\r').unwrap_or(rest).len()
    }

    /// Where the line before that of an offset ends, before its line end.
    pub(super) fn line_before(&self, offset: usize) -> usize {
        let before = &self.text[..self.line_start(offset)];
        let before = before.strip_suffix('\n').unwrap_or(before);
        before.strip_suffix('\r').unwrap_or(before).len()
    }

    /// Lines with the line ends of the text.
    pub(super) fn ended(&self, lines: &str) -> String {
        let first = self.text.split_inclusive('\n').next().unwrap_or_default();
        if first.ends_with("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() }
    }

    /// Puts whole lines below the line of an offset, and below the comments that follow it and are
    /// indented at least this far. A text without a line end stays one.
    pub(super) fn lines_below(&self, offset: usize, comments: usize, lines: &str) -> Repair {
        let mut at = self.next_line(offset);
        while self.is_comment(at, comments) {
            at = self.next_line(at);
        }
        let lines = if self.text[..at].ends_with('\n') {
            lines.to_owned()
        } else {
            format!("\n{}", lines.trim_end_matches('\n'))
        };
        Repair { span: at..at, replacement: self.ended(&lines) }
    }

    fn is_comment(&self, line: usize, indent: usize) -> bool {
        let text = &self.text[line..self.next_line(line)];
        let start = text.trim_start_matches(' ');
        start.starts_with('#') && text.len() - start.len() >= indent
    }
}
