//! A series' page in Markdown.
use super::Found;
use crate::diagnostic::Source;
pub(super) fn read(_: &Source) -> Found {
    Found::default()
}
