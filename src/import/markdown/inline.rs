//! The inside of a line: its text, and what of it is strong, emphasised or a link. As people write
//! pages, forgiving: a mark that is not closed is a letter, and HTML within a sentence is read where
//! it says the same.

use std::collections::HashMap;
use std::ops::Range;

use crate::check::entity;

/// A text, and what of it is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inline {
    pub(super) text: String,
    /// In bytes of the text, in the order of their ends.
    pub(super) spans: Vec<(Range<usize>, Style)>,
    /// `<a id="…">`.
    pub(super) anchor: Option<String>,
}

/// How a part of a text is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    /// With its address, which may be empty.
    Link(String),
}

impl Inline {
    /// Reads a text; links by name lead to what `references` say.
    pub(super) fn read(markdown: &str, references: &HashMap<String, String>) -> Self {
        if markdown.len() > LARGEST {
            let text = markdown.split_whitespace().collect::<Vec<_>>().join(" ");
            return Self { text, ..Self::default() };
        }
        let mut reader = Reader { rest: markdown, inline: Self::default(), references, depth: 0 };
        reader.read();
        reader.inline
    }

    /// The addresses of all links, with their texts.
    pub(super) fn links(&self) -> impl Iterator<Item = (&Range<usize>, &str, &str)> {
        self.spans.iter().filter_map(|(range, style)| match style {
            Style::Link(address) => Some((range, &self.text[range.clone()], address.as_str())),
            _ => None,
        })
    }

    /// The links as Markdown, to be told where only the text is taken.
    pub(super) fn shown_links(&self) -> Vec<String> {
        let links = self.links().filter(|(.., address)| !address.is_empty());
        links.map(|(_, shown, address)| format!("[{shown}]({address})")).collect()
    }

    /// A part of it, without the white space around it.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        let within = |span: &Range<usize>| {
            let clipped = span.start.max(start)..span.end.min(end);
            let is_in = clipped.start < clipped.end
                || (span.is_empty() && span.start >= start && span.start <= end);
            is_in.then(|| clipped.start - start..clipped.end.max(clipped.start) - start)
        };
        let spans =
            self.spans.iter().filter_map(|(span, style)| Some((within(span)?, style.clone())));
        Self { text: self.text[start..end].to_owned(), spans: spans.collect(), anchor: None }
    }

    /// Whether all letters of a part are marked so.
    pub(super) fn is_all(&self, style: &Style) -> bool {
        let is_covered =
            |at: usize| self.spans.iter().any(|(span, found)| found == style && span.contains(&at));
        let mut letters = self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()).peekable();
        letters.peek().is_some() && letters.all(|(at, _)| is_covered(at))
    }
}

/// The longest text that is looked into, in bytes. No line of a page is as long, and a paragraph of
/// that length is shown as it is.
const LARGEST: usize = 8_000;

/// How deep links may hold links.
const DEPTH: usize = 4;

/// How far away a bracket is closed, in characters. Nobody writes longer ones, and looking for it
/// behind each bracket of a long line takes long.
const LONGEST: usize = 2_000;

struct Reader<'a> {
    rest: &'a str,
    inline: Inline,
    references: &'a HashMap<String, String>,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut strong = None;
        let mut emphasis = None;
        let mut anchor: Option<(usize, String)> = None;
        while let Some(c) = self.rest.chars().next() {
            match c {
                '\\' => self.escaped(),
                '`' => self.code(),
                '!' if self.rest.starts_with("![") => self.rest = &self.rest[1..],
                '[' if self.link() => {}
                '<' if self.tag(&mut anchor) => {}
                '&' if self.entity() => {}
                'h' if self.address() => {}
                '*' | '_' => self.mark(c, &mut strong, &mut emphasis),
                c if c.is_whitespace() => self.space(c),
                c => self.take(c),
            }
        }
    }

    fn take(&mut self, c: char) {
        self.inline.text.push(c);
        self.rest = &self.rest[c.len_utf8()..];
    }

    /// White space is one space.
    fn space(&mut self, c: char) {
        if !self.inline.text.ends_with(' ') && !self.inline.text.is_empty() {
            self.inline.text.push(' ');
        }
        self.rest = &self.rest[c.len_utf8()..];
    }

    fn escaped(&mut self) {
        self.rest = &self.rest[1..];
        match self.rest.chars().next() {
            Some(c) if c.is_ascii_punctuation() => self.take(c),
            _ => self.inline.text.push('\\'),
        }
    }

    fn code(&mut self) {
        let inner = &self.rest[1..];
        match inner.find('`') {
            Some(end) => {
                self.inline.text.push_str(&inner[..end]);
                self.rest = &inner[end + 1..];
            }
            None => self.take('`'),
        }
    }

    /// `**`, `*` and their like: the first opens before a letter, the second closes.
    fn mark(&mut self, c: char, strong: &mut Option<usize>, emphasis: &mut Option<usize>) {
        let doubled = self.rest[1..].starts_with(c);
        let width = if doubled { 2 } else { 1 };
        let behind = self.rest[width..].chars().next();
        let (open, style) = match doubled {
            true => (strong, Style::Strong),
            false => (emphasis, Style::Emphasis),
        };
        let before = self.inline.text.chars().next_back();
        // `snake_case` has no emphasis.
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_inside = c == '_' && is_word(before) && is_word(behind);
        let here = self.inline.text.len();
        match open.take() {
            Some(start) if !is_inside => {
                self.inline.spans.push((start..here, style));
            }
            None if !is_inside && behind.is_some_and(|c| !c.is_whitespace()) => *open = Some(here),
            kept => {
                *open = kept;
                self.inline.text.push_str(&self.rest[..width]);
            }
        }
        self.rest = &self.rest[width..];
    }

    /// `[text](address)`, `[text][name]`, `[[text]](address)`.
    fn link(&mut self) -> bool {
        let Some(end) = closing(self.rest, '[', ']').filter(|_| self.depth < DEPTH) else {
            return false;
        };
        let (label, behind) = (&self.rest[1..end], &self.rest[end + 1..]);
        let (address, length) = if behind.starts_with('(') {
            let Some(end) = closing(behind, '(', ')') else { return false };
            (target(&behind[1..end]).to_owned(), end + 1)
        } else if let Some(end) = behind.strip_prefix('[').and_then(|name| name.find(']')) {
            let name = if end == 0 { label } else { &behind[1..=end] };
            let Some(address) = self.references.get(&name.to_lowercase()) else { return false };
            (address.clone(), end + 2)
        } else if let Some(address) = self.references.get(&label.to_lowercase()) {
            (address.clone(), 0)
        } else {
            return false;
        };
        let label = label.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(label);
        self.nested(label, Style::Link(address));
        self.rest = &behind[length..];
        true
    }

    /// Adds what a link shows, and the link.
    fn nested(&mut self, label: &str, style: Style) {
        let mut inner = Reader {
            rest: label,
            inline: Inline::default(),
            references: self.references,
            depth: self.depth + 1,
        };
        inner.read();
        let start = self.inline.text.len();
        self.inline.text.push_str(&inner.inline.text);
        let moved =
            |(span, style): (Range<usize>, Style)| (span.start + start..span.end + start, style);
        self.inline.spans.extend(inner.inline.spans.into_iter().map(moved));
        self.inline.spans.push((start..self.inline.text.len(), style));
    }

    /// `<https://…>`, and HTML.
    fn tag(&mut self, anchor: &mut Option<(usize, String)>) -> bool {
        let Some(end) = closing(self.rest, '<', '>') else { return false };
        let tag = &self.rest[1..end];
        let start = self.inline.text.len();
        if tag.starts_with("http://") || tag.starts_with("https://") {
            self.inline.text.push_str(tag);
            self.inline.spans.push((start..self.inline.text.len(), Style::Link(tag.to_owned())));
        } else if !is_html(tag, &self.rest[end + 1..]) {
            return false;
        } else if let Some(address) = attribute(tag, "href") {
            *anchor = Some((start, address));
        } else if tag == "/a" {
            if let Some((from, address)) = anchor.take() {
                self.inline.spans.push((from..start, Style::Link(address)));
            }
        } else if tag.starts_with("br") {
            self.inline.text.push(' ');
        } else if let Some(id) = attribute(tag, "id").or_else(|| attribute(tag, "name")) {
            self.inline.anchor.get_or_insert(id);
        }
        self.rest = &self.rest[end + 1..];
        true
    }

    fn entity(&mut self) -> bool {
        let shown = entity(self.rest).filter(|(_, meant)| !meant.contains(char::is_control));
        let Some((entity, meant)) = shown else { return false };
        self.inline.text.push_str(&meant);
        self.rest = &self.rest[entity.len()..];
        true
    }

    /// An address that stands in the text as it is.
    fn address(&mut self) -> bool {
        if !self.rest.starts_with("http://") && !self.rest.starts_with("https://") {
            return false;
        }
        let ends = |c: char| c.is_whitespace() || "<>\"*`".contains(c);
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let address = self.rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '\'']);
        let address = match address.contains('(') {
            true => address,
            false => address.trim_end_matches(')'),
        };
        let start = self.inline.text.len();
        self.inline.text.push_str(address);
        self.inline.spans.push((start..self.inline.text.len(), Style::Link(address.to_owned())));
        self.rest = &self.rest[address.len()..];
        true
    }
}

/// The elements of HTML that need not be closed.
const OPEN: [&str; 10] = ["br", "hr", "img", "input", "li", "p", "td", "th", "tr", "wbr"];

/// Those that are.
const CLOSED: [&str; 52] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "center",
    "cite",
    "code",
    "del",
    "details",
    "dfn",
    "div",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "iframe",
    "ins",
    "kbd",
    "label",
    "mark",
    "math",
    "ol",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "time",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// Whether what stands in angle brackets is HTML, or an address for mail: `Vec<u8>` and `<T>` are
/// text, and so is `Option<u>`, which nothing closes.
fn is_html(tag: &str, behind: &str) -> bool {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, more) = name.split_at(length);
    let is_one_of = |names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    let is_closed = || {
        let mut ends = behind.match_indices("</").map(|(at, mark)| &behind[at + mark.len()..]);
        ends.any(|end| end.get(..length).is_some_and(|end| end.eq_ignore_ascii_case(name)))
    };
    let is_mail = tag.contains('@') && !tag.contains(char::is_whitespace);
    let is_whole = more.is_empty() || more.starts_with(|c: char| c.is_whitespace() || c == '/');
    let has_more = tag.starts_with('/') || !more.is_empty();
    let is_element = is_one_of(&OPEN) || is_one_of(&CLOSED) && (has_more || is_closed());
    tag.starts_with("!--") || is_mail || is_whole && is_element
}

/// Where the bracket is closed that a text begins with.
pub(super) fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == open => depth += 1,
            c if c == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The address alone: what stands behind it is a title.
fn target(inside: &str) -> &str {
    let inside = inside.trim();
    match inside.strip_prefix('<').and_then(|inside| inside.split_once('>')) {
        Some((address, _)) => address,
        None => inside.split_whitespace().next().unwrap_or_default(),
    }
}

/// The value of an attribute of a tag.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let (start, _) = lower.match_indices(name).find(|(at, _)| {
        lower[..*at].ends_with(char::is_whitespace)
            && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[start + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split([' ', '>']).next(),
    };
    value.map(|value| value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests;
