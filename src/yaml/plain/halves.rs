//! A long catalogue is a long list, and a parser goes through a text from its start to its end. So
//! the list is cut before one of its items, and the halves are read beside each other.

use memchr::memchr;

use super::read_part;
use crate::share::both;
use crate::yaml::{Node, Value};

/// What an item begins with.
const DASH: &str = "- ";

/// Reads a text whose last key holds a list, cut before the first item that begins after `middle`.
/// `None` where the halves are not sure to be what the whole is.
pub(in crate::yaml) fn read(text: &str, middle: usize) -> Option<Node<'_>> {
    let column = column_of_items(text)?;
    let cut = item_after(text, middle, column)?;
    // With the dash of the item behind the cut, which is an empty item there: that it ends the list
    // shows that the list was cut, and nothing within it, and what stands before it reaches as far as
    // in the whole.
    let (first, second) = (&text[..cut + column + DASH.len()], &text[cut..]);
    let (root, rest) = both(|| read_part(first, 0), || read_part(second, cut));
    let mut root = root?;
    let Value::Mapping(entries) = &mut root.value else { return None };
    match (&mut entries.last_mut()?.1.value, rest?.value) {
        (Value::Sequence(items), Value::Sequence(more)) => {
            items
                .pop()
                .filter(|item| matches!(item.value, Value::Null) && item.span.start > cut)?;
            items.extend(more);
        }
        _ => return None,
    }
    Some(root)
}

/// The column of the dashes of the first list that is the value of a key without indentation.
fn column_of_items(text: &str) -> Option<usize> {
    let is_content = |line: &&str| !matches!(line.trim_start().as_bytes(), [] | [b'#', ..]);
    let mut lines = text.lines().filter(is_content);
    let mut before = lines.next()?;
    lines.find_map(|line| {
        let is_below_key = !before.starts_with([' ', '-']);
        before = line;
        column_of_dash(line).filter(|_| is_below_key)
    })
}

/// Where the first line after an offset starts that has its dash in this column.
fn item_after(text: &str, offset: usize, column: usize) -> Option<usize> {
    let mut start = offset + memchr(b'\n', text.as_bytes().get(offset..)?)? + 1;
    for line in text[start..].split_inclusive('\n') {
        if column_of_dash(line) == Some(column) {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// The column of the dash that a line begins with.
fn column_of_dash(line: &str) -> Option<usize> {
    let column = line.find(|c| c != ' ')?;
    line[column..].starts_with(DASH).then_some(column)
}
