//! Walking through a document: every text and address in it with its key and its place, so that
//! what holds for all of them is checked for all of them, and a new key is never forgotten.

use std::ops::Range;

use super::{
    Color, Email, Id, Language, Line, Link, Markdown, OneOrMore, RecordingState, Spanned, Uid,
};
use crate::duration::Duration;
use crate::markdown::Extras;
use crate::model::Status;
use crate::when::Written;
use crate::zone::Zone;

/// A text or an address.
#[derive(Clone, Debug)]
pub(crate) struct Passage<'d> {
    /// The key that it is the value of.
    pub(crate) key: &'static str,
    pub(crate) content: Content<'d>,
    /// The part on its first line.
    pub(crate) span: Range<usize>,
    /// All of it; of a block, its body.
    pub(crate) whole: Range<usize>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'d> {
    /// Plain text, shown as it is.
    Line(&'d str),
    /// Markdown, with what it holds beside its words.
    Markdown(Option<&'d Extras>),
    /// An address of the web, as it is written.
    Link,
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
    /// Shows those that it holds.
    fn walk<'d>(&'d self, _: At<'d>, _: &mut dyn FnMut(Passage<'d>)) {}
}

/// Walks into the value of a key.
pub(super) fn enter<'d, T: Walk>(
    key: &'static str,
    value: &'d Spanned<T>,
    see: &mut dyn FnMut(Passage<'d>),
) {
    value.value.walk(At { key, span: &value.span, whole: &value.whole }, see);
}

impl At<'_> {
    fn passage<'d>(self, content: Content<'d>) -> Passage<'d> {
        Passage { key: self.key, content, span: self.span.clone(), whole: self.whole.clone() }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk<'d>(&'d self, at: At<'d>, see: &mut dyn FnMut(Passage<'d>)) {
        self.iter().for_each(|item| item.walk(at, see));
    }
}

impl<T: Walk> Walk for Spanned<T> {
    fn walk<'d>(&'d self, at: At<'d>, see: &mut dyn FnMut(Passage<'d>)) {
        enter(at.key, self, see);
    }
}

impl Walk for Line {
    fn walk<'d>(&'d self, at: At<'d>, see: &mut dyn FnMut(Passage<'d>)) {
        see(at.passage(Content::Line(&self.0)));
    }
}

impl Walk for Markdown {
    fn walk<'d>(&'d self, at: At<'d>, see: &mut dyn FnMut(Passage<'d>)) {
        see(at.passage(Content::Markdown(self.extras())));
    }
}

impl Walk for Link {
    fn walk<'d>(&'d self, at: At<'d>, see: &mut dyn FnMut(Passage<'d>)) {
        see(at.passage(Content::Link));
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
