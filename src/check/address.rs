//! The addresses of a catalogue: those that are values, and those in texts.

use std::ops::Range;

use url::Url;

use super::subject::{place, written};
use crate::diagnostic::Source;
use crate::document::{Content, Passage};

/// An address of the web, wherever it stands.
pub(super) struct Address<'a> {
    /// The key that it is the value of, or in the value of.
    pub(super) key: &'static str,
    pub(super) position: Position,
    /// As it is written.
    pub(super) written: &'a str,
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
        let (span, url) = at(source, &passage.span)?;
        let written = &source.text()[span.clone()];
        Some(Self { key: passage.key, position: Position::Value, written, url, span })
    }

    fn in_text(passage: &Passage<'a>, written: &'a str, source: &Source) -> Option<Self> {
        let (key, position) = (passage.key, Position::InText);
        let url = web(written)?;
        Some(Self { key, position, written, url, span: place(source, passage, written) })
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

/// The address that is a value, as its first line has it, and its place without quotes.
pub(super) fn at(source: &Source, value: &Range<usize>) -> Option<(Range<usize>, Url)> {
    let around = |c: char| c.is_whitespace() || "'\"".contains(c);
    let line = written(source, value).trim_start_matches(around);
    let start = value.end - line.len();
    let line = line.trim_end_matches(around);
    Some((start..start + line.len(), web(line)?))
}

/// An address of the web.
fn web(written: &str) -> Option<Url> {
    Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}
