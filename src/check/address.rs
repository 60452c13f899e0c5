//! The addresses of a catalogue: those that are values, and those in texts.

use std::ops::Range;

use url::Url;

use super::subject::place;
use crate::diagnostic::Source;
use crate::document::{Passage, Script};
use crate::markdown;

/// An address of the web, wherever it stands.
pub(super) struct Address {
    /// The key that it is the value of, or in the value of.
    pub(super) key: &'static str,
    pub(super) position: Position,
    /// As it is written.
    pub(super) written: String,
    pub(super) url: Url,
    pub(super) span: Range<usize>,
}

/// Where an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// It is the value of a key.
    Value,
    /// It is part of a text.
    InText,
}

impl Address {
    /// Every address of a passage.
    pub(super) fn all_in(passage: &Passage<'_>, source: &Source) -> Vec<Self> {
        match passage.script {
            Script::Url => {
                let written = source.text().get(passage.span.clone()).unwrap_or_default();
                let written =
                    written.trim_matches(|c: char| c.is_whitespace() || "'\"".contains(c));
                Self::read(passage, written, Position::Value, source).into_iter().collect()
            }
            Script::Markdown => {
                let links = markdown::extras(passage.text).links.into_iter();
                let read = |(_, target): (String, String)| {
                    Self::read(passage, &target, Position::InText, source)
                };
                links.filter_map(read).collect()
            }
            Script::Line => {
                let words = passage.text.split_whitespace().filter(|word| word.contains("://"));
                let bare = |word: &str| {
                    let start = word.find("http").unwrap_or_default();
                    let word = word[start..].trim_end_matches([')', ']', '>', ',', ';', '.']);
                    Self::read(passage, word, Position::InText, source)
                };
                words.filter_map(bare).collect()
            }
        }
    }

    fn read(
        passage: &Passage<'_>,
        written: &str,
        position: Position,
        source: &Source,
    ) -> Option<Self> {
        let url = Url::parse(written).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| Self {
            key: passage.key,
            position,
            written: written.to_owned(),
            url,
            span: place(source, passage, written),
        })
    }

    /// Whether its host is a domain or one below it.
    pub(super) fn is_on(&self, domain: &str) -> bool {
        let below = self.url.host_str().and_then(|host| host.strip_suffix(domain));
        below.is_some_and(|below| below.is_empty() || below.ends_with('.'))
    }

    /// Whether its host is one of these domains or below one.
    pub(super) fn is_on_any(&self, domains: &[&str]) -> bool {
        domains.iter().any(|domain| self.is_on(domain))
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.url.query_pairs();
        pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.into_owned())
    }

    /// As it is written, without some of its parameters.
    pub(super) fn without(&self, unwanted: impl Fn(&str) -> bool) -> String {
        let Some((before, query)) = self.written.split_once('?') else {
            return self.written.clone();
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
