//! A long catalogue is a long list, and a parser goes through a text from its start to its end. So
//! the list is cut before one of its items, and the halves are read beside each other.

use memchr::memchr;

use super::{Events, Items};
use crate::share::both;
use crate::yaml::Node;

/// What an item begins with.
const DASH: &str = "- ";

/// Reads a text whose last key is `list`, cut before the first item that begins after `middle`.
/// `None` where the halves are not sure to be what the whole is.
pub(in crate::yaml) fn read_items<'a, I: Items<'a>>(
    text: &'a str,
    list: &'a str,
    items: impl Fn() -> I,
    middle: usize,
) -> Option<(Node<'a>, Vec<I>)> {
    let column = column_of_items(text)?;
    let cut = item_after(text, middle, column)?;
    // With the dash of the item behind the cut, which is an empty item there: that it ends the list
    // shows that the list was cut, and nothing within it, and what stands before it reaches as far as
    // in the whole.
    let mut first = Events::new(&text[..cut + column + DASH.len()], Some(list), items());
    first.cut = Some(cut);
    let mut second = Events::new(&text[cut..], None, items());
    second.start = cut;
    let (root, rest) = both(|| first.root(), || second.root_items());
    rest?;
    first.is_cut.then_some((root?, vec![first.items, second.items]))
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
