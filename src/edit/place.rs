//! Where something new goes in a text, in block style and between brackets.

use super::layout::{Gap, Layout, spaces};
use super::tree::{self, Comma, Entry, Node};
use crate::diagnostic::Repair;

/// Something new, in both styles of YAML.
pub(super) struct New<'a> {
    /// Whole lines, indented to a column.
    pub(super) block: &'a dyn Fn(usize) -> String,
    /// A part of a line, to stand between brackets.
    pub(super) flow: String,
    /// What stands before it in a list whose author has not shown that yet.
    pub(super) gap: Gap,
}

/// The changes that make one change of a text, in its order.
pub(super) type Changes = Vec<Repair>;

/// Adds an item to the list of a key.
pub(super) fn item(
    layout: &Layout<'_>,
    mapping: &Node,
    key: &str,
    new: &New<'_>,
) -> Option<Changes> {
    let listed = format!("[{}]", new.flow);
    let at = |column: usize| (new.block)(column + layout.style.dash);
    let Some(entry) = tree::entry(mapping, key) else {
        let block = |column| format!("{}{key}:\n{}", spaces(column), at(column));
        let flow = format!("{key}: {listed}");
        return entry_of(layout, mapping, &New { block: &block, flow, gap: Gap::None });
    };
    let list = entry.held.as_ref().filter(|held| tree::is_list(held));
    match list {
        Some(list) if !tree::is_flow(list) => Some(block_item(layout, list, new)),
        Some(list) if is_for_brackets(list, mapping) => between_brackets(layout, list, &new.flow),
        None if entry.held.as_ref().is_some_and(|held| !is_nothing(held)) => None,
        _ => value(layout, mapping, &entry, &New { block: &at, flow: listed, gap: Gap::None }),
    }
}

/// Whether an item has to be put between the brackets that are there: where there are none around
/// them, empty ones become a block.
fn is_for_brackets(list: &Node, mapping: &Node) -> bool {
    tree::is_flow(mapping) || tree::has_comments(list) || !tree::parts(list).is_empty()
}

fn is_nothing(node: &Node) -> bool {
    matches!(node.text().to_string().as_str(), "~" | "null" | "Null" | "NULL")
}

/// Adds an entry to a mapping.
pub(super) fn entry_of(layout: &Layout<'_>, mapping: &Node, new: &New<'_>) -> Option<Changes> {
    if tree::is_flow(mapping) {
        return between_brackets(layout, mapping, &new.flow);
    }
    let content = tree::content(mapping);
    let column = layout.column(content.start);
    Some(vec![layout.lines_below(content.end, column, &(new.block)(column))])
}

/// Writes the value of an entry that has none, or an empty one.
pub(super) fn value(
    layout: &Layout<'_>,
    mapping: &Node,
    entry: &Entry,
    new: &New<'_>,
) -> Option<Changes> {
    if tree::is_flow(mapping) {
        let after = &layout.text[entry.value.end..];
        let end = entry.value.end + after.len() - after.trim_start_matches(' ').len();
        let span = entry.colon..end;
        return Some(vec![Repair { span, replacement: format!(" {}", new.flow) }]);
    }
    let column = layout.column(entry.span.start);
    let below = layout.lines_below(entry.value.end, column + 1, &(new.block)(column));
    if entry.value.is_empty() {
        return Some(vec![below]);
    }
    // An anchor stays before the value; what is empty goes, with the space before it.
    let span = tree::content(entry.held.as_ref()?);
    let start = layout.text[..span.start].trim_end_matches(' ').len();
    Some(vec![Repair { span: start..span.end, replacement: String::new() }, below])
}

/// Below the last item, with the blank line that separates the items of this list.
fn block_item(layout: &Layout<'_>, list: &Node, new: &New<'_>) -> Changes {
    let content = tree::content(list);
    let column = layout.column(content.start);
    let lines = (new.block)(column);
    let lines = match layout.gap(list).unwrap_or(new.gap) {
        Gap::Blank => format!("\n{lines}"),
        Gap::None => lines,
    };
    vec![layout.lines_below(content.end, column + 1, &lines)]
}

/// Behind the last of what stands between brackets: on a line of its own, if that one has one.
pub(super) fn between_brackets(
    layout: &Layout<'_>,
    collection: &Node,
    new: &str,
) -> Option<Changes> {
    let (end, comma, closing) = tree::inside(collection)?;
    let insert = |at: usize, text: String| Repair { span: at..at, replacement: text };
    let Some(last) = tree::parts(collection).pop() else {
        return Some(vec![insert(closing, new.to_owned())]);
    };
    let start = tree::content(&last).start;
    let indent = &layout.text[layout.line_start(start)..start];
    let next = layout.next_line(end);
    if !indent.trim().is_empty() || next > closing {
        return Some(vec![insert(
            end,
            match comma {
                Comma::Written => format!(" {new},"),
                Comma::Missing => format!(", {new}"),
            },
        )]);
    }
    Some(match comma {
        Comma::Written => vec![insert(next, layout.ended(&format!("{indent}{new},\n")))],
        Comma::Missing => vec![
            insert(end, ",".to_owned()),
            insert(next, layout.ended(&format!("{indent}{new}\n"))),
        ],
    })
}
