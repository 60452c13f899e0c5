//! A long catalogue is a long list, and a parser goes through a text from its start to its end. So
//! the list is cut before some of its items, and the parts are read beside each other.

use memchr::memchr;

use super::{Events, Items};
use crate::share::share;
use crate::yaml::Node;

/// What an item begins with.
const DASH: &str = "- ";

/// Reads a text whose last key is `list`, in parts of about `size` bytes. `None` where they are not
/// sure to be what the whole is.
pub(in crate::yaml) fn read_items<'a, I: Items<'a>>(
    text: &'a str,
    list: &'a str,
    items: impl Fn(usize) -> I + Sync,
    size: usize,
) -> Option<(Node<'a>, Vec<I>)> {
    let (start, column) = first_item(text)?;
    let cuts = cuts(text, start, column, size);
    let read = |part: usize| {
        let start = part.checked_sub(1).map_or(0, |before| cuts[before]);
        let cut = cuts.get(part).copied();
        // With the dash of the item behind the cut, which is an empty item there: that it ends the
        // list shows that the list was cut, and nothing within it, and what stands before it reaches
        // as far as in the whole.
        let end = cut.map_or(text.len(), |cut| cut + column + DASH.len());
        let key = (part == 0).then_some(list);
        let mut events = Events { start, cut, ..Events::new(&text[start..end], key, items(part)) };
        let root = match part {
            0 => Some(events.root()?),
            _ => events.root_items().map(|()| None)?,
        };
        (events.is_cut == cut.is_some()).then_some((root, events.items))
    };
    let parts = share(cuts.len() + 1, 1, || (), |(), part| read(part).ok_or(())).ok()?;
    let (mut roots, items): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    Some((roots.first_mut()?.take()?, items))
}

/// Where the line of the first item starts of the first list that is the value of a key without
/// indentation, and the column of its dash.
fn first_item(text: &str) -> Option<(usize, usize)> {
    let is_content = |line: &str| !matches!(line.trim_start().as_bytes(), [] | [b'#', ..]);
    let mut start = 0;
    let mut is_below_key = false;
    for line in text.split_inclusive('\n') {
        if is_content(line) {
            if let Some(column) = column_of_dash(line).filter(|_| is_below_key) {
                return Some((start, column));
            }
            is_below_key = !line.starts_with([' ', '-']);
        }
        start += line.len();
    }
    None
}

/// Where to cut: before items that have their dash in this column, after each `size` bytes or more.
fn cuts(text: &str, start: usize, column: usize, size: usize) -> Vec<usize> {
    let next = |before: &usize| item_after(text, before + size, column);
    std::iter::successors(item_after(text, start + size, column), next).collect()
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
