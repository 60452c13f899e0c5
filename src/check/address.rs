//! The addresses of a catalogue: those that are values, and those in texts.

use std::iter::successors;
use std::ops::Range;

use memchr::memchr;
use url::Url;

use super::subject::{place, written};
use crate::diagnostic::Source;
use crate::document::{Content, Passage};
use crate::web::Canonical;

/// An address of the web, wherever it stands.
pub(super) struct Address<'a> {
    /// What it is, or is a part of.
    pub(super) passage: Passage<'a>,
    pub(super) position: Position,
    /// As it is written.
    pub(super) written: &'a str,
    pub(super) canonical: Canonical<'a>,
    source: &'a Source,
}

/// Where an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// It is the value of a key.
    Value,
    /// It is part of a text.
    InText,
}

impl<'a> Address<'a> {
    /// Every address of a passage.
    pub(super) fn all_in(passage: &Passage<'a>, source: &'a Source) -> Vec<Self> {
        match passage.content {
            Content::Link => Self::value(passage, source).into_iter().collect(),
            Content::Markdown(extras) => {
                let links = extras.into_iter().flat_map(|extras| &extras.links);
                links.filter_map(|(_, target)| Self::in_text(passage, target, source)).collect()
            }
            Content::Line(text) if text.contains("://") => {
                let words = text.split_whitespace().filter(|word| word.contains("://"));
                let bare = |word: &'a str| {
                    let start = word.find("http").unwrap_or_default();
                    let word = word[start..].trim_end_matches([')', ']', '>', ',', ';', '.']);
                    Self::in_text(passage, word, source)
                };
                words.filter_map(bare).collect()
            }
            Content::Line(_) => vec![],
        }
    }

    fn value(passage: &Passage<'a>, source: &'a Source) -> Option<Self> {
        let written = &source.text()[value_at(source, &passage.span)];
        Self::new(passage, Position::Value, written, source)
    }

    fn in_text(passage: &Passage<'a>, written: &'a str, source: &'a Source) -> Option<Self> {
        Self::new(passage, Position::InText, written, source)
    }

    fn new(
        passage: &Passage<'a>,
        position: Position,
        written: &'a str,
        source: &'a Source,
    ) -> Option<Self> {
        let canonical = Canonical::of(written)?;
        Some(Self { passage: passage.clone(), position, written, canonical, source })
    }

    /// Where it stands in the file.
    pub(super) fn span(&self) -> Range<usize> {
        match self.position {
            Position::Value => value_at(self.source, &self.passage.span),
            Position::InText => place(self.source, &self.passage, self.written),
        }
    }

    /// It, read anew: for the few that something is found in.
    pub(super) fn url(&self) -> Option<Url> {
        Url::parse(self.canonical.as_str()).ok()
    }

    pub(super) fn host(&self) -> &str {
        self.canonical.host()
    }

    /// Its host, and each domain that this is below.
    fn domains(&self) -> impl Iterator<Item = &str> {
        successors(Some(self.host()), |domain| {
            memchr(b'.', domain.as_bytes()).map(|dot| &domain[dot + 1..])
        })
    }

    /// Whether its host is one of these domains or below one.
    pub(super) fn is_on_any(&self, domains: &[&str]) -> bool {
        self.domains().any(|it| domains.contains(&it))
    }

    /// As it is written, without some of its parameters.
    pub(super) fn without(&self, unwanted: impl Fn(&str) -> bool) -> String {
        let Some((before, query)) = self.written.split_once('?') else {
            return self.written.to_owned();
        };
        let (query, fragment) = match query.split_once('#') {
            Some((query, fragment)) => (query, format!("#{fragment}")),
            None => (query, String::new()),
        };
        let name = |pair: &&str| !unwanted(pair.split('=').next().unwrap_or_default());
        let kept: Vec<_> = query.split('&').filter(name).collect();
        let mark = if kept.is_empty() { "" } else { "?" };
        format!("{before}{mark}{}{fragment}", kept.join("&"))
    }
}

/// The address that is a value, as its first line has it.
pub(super) fn at<'a>(source: &'a Source, value: &Range<usize>) -> Option<Canonical<'a>> {
    Canonical::of(&source.text()[value_at(source, value)])
}

/// The place of a value on one line, without quotes.
fn value_at(source: &Source, value: &Range<usize>) -> Range<usize> {
    let around = |c: char| c.is_whitespace() || "'\"".contains(c);
    let line = written(source, value).trim_start_matches(around);
    let start = value.end - line.len();
    start..start + line.trim_end_matches(around).len()
}
