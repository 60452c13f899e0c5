//! Walking through a document: every text and address in it with its key and its place, so that
//! what holds for all of them is checked for all of them, and a new key is never forgotten.

use std::ops::Range;

use url::Url;

use super::{Color, Email, Id, Language, Line, Markdown, OneOrMore, RecordingState, Spanned, Uid};
use crate::duration::Duration;
use crate::model::Status;
use crate::when::Written;
use crate::zone::Zone;

/// A text or an address.
#[derive(Clone, Debug)]
pub(crate) struct Passage<'d> {
    /// The key that it is the value of.
    pub(crate) key: &'static str,
    pub(crate) script: Script,
    pub(crate) text: &'d str,
    /// The part on its first line.
    pub(crate) span: Range<usize>,
    /// All of it; of a block, its body.
    pub(crate) whole: Range<usize>,
}

/// How a passage is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Plain text, shown as it is.
    Line,
    Markdown,
    Url,
}

/// The place of a value.
#[derive(Clone, Copy)]
pub(crate) struct At<'d> {
    pub(crate) key: &'static str,
    pub(crate) span: &'d Range<usize>,
    pub(crate) whole: &'d Range<usize>,
}

/// What may hold passages.
pub(crate) trait Walk {
    /// Adds those that it holds.
    fn walk<'d>(&'d self, _: At<'d>, _: &mut Vec<Passage<'d>>) {}
}

/// Walks into the value of a key.
pub(super) fn enter<'d, T: Walk>(
    key: &'static str,
    value: &'d Spanned<T>,
    passages: &mut Vec<Passage<'d>>,
) {
    value.value.walk(At { key, span: &value.span, whole: &value.whole }, passages);
}

impl At<'_> {
    fn passage<'d>(self, script: Script, text: &'d str) -> Passage<'d> {
        Passage { key: self.key, script, text, span: self.span.clone(), whole: self.whole.clone() }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk<'d>(&'d self, at: At<'d>, passages: &mut Vec<Passage<'d>>) {
        self.iter().for_each(|item| item.walk(at, passages));
    }
}

impl<T: Walk> Walk for Spanned<T> {
    fn walk<'d>(&'d self, at: At<'d>, passages: &mut Vec<Passage<'d>>) {
        enter(at.key, self, passages);
    }
}

impl Walk for Line {
    fn walk<'d>(&'d self, at: At<'d>, passages: &mut Vec<Passage<'d>>) {
        passages.push(at.passage(Script::Line, &self.0));
    }
}

impl Walk for Markdown {
    fn walk<'d>(&'d self, at: At<'d>, passages: &mut Vec<Passage<'d>>) {
        passages.push(at.passage(Script::Markdown, &self.0));
    }
}

impl Walk for Url {
    fn walk<'d>(&'d self, at: At<'d>, passages: &mut Vec<Passage<'d>>) {
        passages.push(at.passage(Script::Url, self.as_str()));
    }
}

impl Walk for Color {}
impl Walk for Duration {}
impl Walk for Email {}
impl Walk for Id {}
impl Walk for Language {}
impl Walk for RecordingState {}
impl Walk for Status {}
impl Walk for Uid {}
impl Walk for Written {}
impl Walk for Zone {}
impl<T> Walk for OneOrMore<T> {}
