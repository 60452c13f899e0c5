//! Reading nodes into values, with a diagnostic for each mistake.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::folded::similar;
use crate::yaml::{self, Node, Value};

/// A value and its place in the source.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    /// What of it a mark shows: the part on its first line.
    pub(crate) span: Range<usize>,
    /// All of it.
    pub(crate) whole: Range<usize>,
}

/// What can be read from a node.
pub(crate) trait Read: Sized {
    /// Whether it may be an address and nothing else.
    const IS_ADDRESS: bool = false;

    /// Reads it, or reports why not. What the node holds may be taken out of it, so that it is not in
    /// memory twice.
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// A key that a mapping may have.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) presence: Presence,
    pub(crate) is_address: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
}

/// How many mistakes are told of one file. A file with more is not a catalogue, and its mistakes
/// would take more room than the file.
const MOST: usize = 10_000;

/// Collects the mistakes of one source.
pub(crate) struct Reader<'s> {
    source: &'s str,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self { source, diagnostics: Vec::new() }
    }

    /// What is read.
    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    /// Reports a mistake. Where there are [`MOST`] already, it only says that there are more.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.is_full() {
            return;
        }
        if self.diagnostics.len() == MOST {
            diagnostic.message = format!("there are more than {MOST} problems");
            diagnostic.help = Some("mend these first; is this the right file?".to_owned());
        }
        self.diagnostics.push(diagnostic);
    }

    /// Whether nothing more is told.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() > MOST
    }

    /// Reads a value, as long as somebody could want to know what is wrong with it.
    pub(crate) fn value<T: Read>(&mut self, node: &mut Node<'_>) -> Option<T> {
        if self.is_full() { None } else { T::read(node, self) }
    }

    /// A node's text, if it is a scalar; what was expected is reported otherwise.
    pub(crate) fn text<'n>(&mut self, node: &'n Node<'_>, expected: &str) -> Option<&'n str>
    where
        's: 'n,
    {
        match &node.value {
            Value::Text(text) => Some(text),
            Value::Literal => self.source.get(node.span.clone()),
            Value::Null => self.wrong_type(node, expected, "write it, or take the entry out"),
            Value::Sequence(_) => {
                self.wrong_type(node, expected, "write it alone, without brackets and dashes")
            }
            Value::Mapping(_) => {
                let help =
                    "write it alone; a text that contains `: ` or begins with `{` needs quotes";
                self.wrong_type(node, expected, help)
            }
        }
    }

    /// The place of a part of a node's text, where the source shows it as it is; else the node's.
    pub(crate) fn part(&self, node: &Node<'_>, text: &str, part: Range<usize>) -> Range<usize> {
        match self.verbatim(node, text) {
            Some(shown) if !part.is_empty() => shown.start + part.start..shown.start + part.end,
            _ => self.visible(node),
        }
    }

    /// The place of a node's text, where the source shows it as it is.
    pub(crate) fn verbatim(&self, node: &Node<'_>, text: &str) -> Option<Range<usize>> {
        let start = node.span.start + self.source.get(node.span.clone())?.find(text)?;
        Some(start..start + text.len())
    }

    /// A node's place, or for a block collection the place of what it starts with.
    pub(crate) fn visible(&self, node: &Node<'_>) -> Range<usize> {
        match &node.value {
            Value::Mapping(entries) => entries.first().map(|(key, _)| self.visible(key)),
            Value::Sequence(nodes) => nodes.first().map(|first| self.visible(first)),
            _ => None,
        }
        .unwrap_or_else(|| first_line(self.source, &node.span))
    }

    /// Reports that something else was expected, with the next step.
    fn wrong_type<T>(
        &mut self,
        node: &Node<'_>,
        expected: &str,
        help: impl Into<String>,
    ) -> Option<T> {
        let found = match &node.value {
            Value::Null => "nothing",
            Value::Text(_) => "a text",
            Value::Literal => "a number or a truth value",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        };
        let message = format!("expected {expected}, found {found}");
        let diagnostic = Diagnostic::new(Code::WrongType, self.visible(node), message);
        self.report(diagnostic.help(help));
        None
    }

    /// Walks through a mapping's entries and hands each known key's value to `field`. Unknown,
    /// repeated and missing keys are reported.
    pub(crate) fn mapping<const KEYS: usize>(
        &mut self,
        node: &mut Node<'_>,
        what: &str,
        keys: &[Key; KEYS],
        mut field: impl FnMut(&mut Self, usize, &mut Node<'_>),
    ) -> Option<()> {
        let Value::Mapping(entries) = &mut node.value else {
            let names: Vec<_> = keys.iter().take(2).map(|key| format!("`{}`", key.name)).collect();
            let expected = format!("{what}, with keys such as {}", names.join(" and "));
            return self.wrong_type(node, &expected, instead_of_keys(node, what, keys[0].name));
        };
        let mut seen = [const { None::<Range<usize>> }; KEYS];
        for (key, value) in entries {
            if self.is_full() {
                return None;
            }
            let Some(name) = self.text(key, "the name of a key") else { continue };
            let Some(index) = keys.iter().position(|known| known.name == name) else {
                self.unknown_key(key, name, what, keys);
                continue;
            };
            if let Some(first) = seen[index].replace(key.span.clone()) {
                let message = format!("the key `{name}` is written twice");
                let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span.clone(), message)
                    .label("second time")
                    .related(first, "first time");
                self.report(diagnostic.help("keep one of the two"));
            } else if !matches!(value.value, Value::Null) {
                field(self, index, value);
            } else if keys[index].is_address && keys[index].presence == Presence::Optional {
                self.empty_address(key, name);
            } else if keys[index].presence == Presence::Required {
                let message = format!("the key `{name}` has no value");
                let diagnostic = Diagnostic::new(Code::MissingKey, key.span.clone(), message);
                let is_list = name == "events";
                let help = if is_list {
                    "write a list below it; an empty one is `[]`"
                } else {
                    "write one behind it"
                };
                self.report(diagnostic.help(help));
            }
        }
        for (key, seen) in keys.iter().zip(&seen) {
            if key.presence == Presence::Required && seen.is_none() {
                self.missing_key(node, what, key.name);
            }
        }
        Some(())
    }

    fn missing_key(&mut self, node: &Node<'_>, what: &str, name: &str) {
        let message = format!("{what} needs the key `{name}`");
        let span = self.visible(node);
        let diagnostic = Diagnostic::new(Code::MissingKey, span, message)
            .label(format!("`{name}` is missing here"));
        // A series without events is in order, and `seminar new event` goes on from there.
        let value = if name == "events" { "[]" } else { "..." };
        self.report(diagnostic.help(format!("add `{name}: {value}`")));
    }

    fn empty_address(&mut self, key: &Node<'_>, name: &str) {
        let message = format!("`{name}` is empty");
        let diagnostic = Diagnostic::new(Code::EmptyLink, self.visible(key), message);
        self.report(
            diagnostic.label("leads nowhere").help("write the address, or take the key out"),
        );
    }

    fn unknown_key(&mut self, key: &Node<'_>, name: &str, what: &str, keys: &[Key]) {
        let names = || keys.iter().map(|key| key.name);
        let help = match similar(name, names()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("{what} takes {}", names().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("unknown key `{name}`");
        let span = self.visible(key);
        let diagnostic = Diagnostic::new(Code::UnknownKey, span, message);
        self.report(diagnostic.label(format!("not a key of {what}")).help(help));
    }
}

/// What to do where something else stands in the place of a mapping, which begins with a key.
fn instead_of_keys(node: &Node<'_>, what: &str, key: &str) -> String {
    match &node.value {
        _ if key == "series" => {
            "`seminar init` begins a catalogue, and `seminar import` makes one \
                                 of what there is; check that this is the file"
                .to_owned()
        }
        Value::Null => format!("write its keys, such as `{key}: ...`, or take the entry out"),
        Value::Text(text) => match yaml::spaced(text) {
            Some(right) => format!("a space belongs between the colon and the value: `{right}`"),
            None => format!("{what} begins with a key: `{key}: ...`"),
        },
        _ => format!("{what} begins with a key: `{key}: ...`"),
    }
}

/// The part of a span that lies on its first line, without the spaces at its end.
fn first_line(source: &str, span: &Range<usize>) -> Range<usize> {
    let text = source.get(span.clone()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default().trim_end();
    span.start..span.start + line.len()
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Sequence(nodes) = &mut node.value else {
            let help = match &node.value {
                Value::Text(text) => format!("write it as a list: `- {}`", text.trim()),
                _ => "start each entry of the list with `- `".to_owned(),
            };
            return reader.wrong_type(node, "a list", help);
        };
        let mut values = Vec::with_capacity(nodes.len());
        values.extend(nodes.drain(..).filter_map(|mut node| reader.value(&mut node)));
        Some(values)
    }
}

impl<T: Read> Read for Spanned<T> {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        // Before the value is taken out of it.
        let (span, whole) = (reader.visible(node), node.span.clone());
        Some(Self { value: reader.value(node)?, span, whole })
    }
}

/// Declares the struct of a mapping: each key once, with its presence, its type and its meaning.
/// With `short key`, a text or number in place of the mapping is the value of that key alone.
macro_rules! mapping {
    (
        $(#[doc = $doc:literal])*
        $name:ident, $what:literal $(, short $short:ident)? {
            $($(#[doc = $key_doc:literal])* $presence:ident $key:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default)]
        pub(crate) struct $name {
            $($(#[doc = $key_doc])* pub(crate) $key: Option<$crate::document::Spanned<$type>>,)*
        }

        impl $crate::document::read::Read for $name {
            $(const IS_ADDRESS: bool = matches!(stringify!($short).as_bytes(), b"url");)?

            fn read(
                node: &mut $crate::yaml::Node<'_>,
                reader: &mut $crate::document::Reader<'_>,
            ) -> Option<Self> {
                let mut this = Self::default();
                $(
                    use $crate::yaml::Value;
                    if matches!(node.value, Value::Text(_) | Value::Literal) {
                        this.$short = Some(reader.value(node)?);
                        return Some(this);
                    }
                )?
                let keys = [$($crate::document::read::Key {
                    // A key that is a word of Rust ends in `_` here.
                    name: stringify!($key).trim_end_matches('_'),
                    presence: mapping!(@$presence),
                    is_address: <$type as $crate::document::read::Read>::IS_ADDRESS,
                },)*];
                reader.mapping(node, $what, &keys, |reader, index, value| {
                    let mut fields = 0..;
                    $(if fields.next() == Some(index) {
                        this.$key = reader.value(value);
                    })*
                })?;
                Some(this)
            }
        }

        impl $crate::document::Walk for $name {
            fn walk<'d>(
                &'d self,
                _: $crate::document::At<'d>,
                see: &mut dyn FnMut($crate::document::Passage<'d>),
            ) {
                $(if let Some(key) = &self.$key {
                    let name = stringify!($key).trim_end_matches('_');
                    $crate::document::walk::enter(name, key, see);
                })*
            }
        }

        impl $crate::document::schema::Shape for $name {
            fn schema(
                definitions: &mut $crate::document::schema::Definitions,
            ) -> serde_json::Value {
                let keys = [$($crate::document::schema::KeyShape {
                    name: stringify!($key).trim_end_matches('_'),
                    is_required: matches!(
                        mapping!(@$presence),
                        $crate::document::read::Presence::Required
                    ),
                    doc: concat!($($key_doc),*),
                    schema: <$type as $crate::document::schema::Shape>::schema,
                },)*];
                let short = [$(stringify!($short))?].first().copied();
                definitions.mapping(stringify!($name), concat!($($doc),*), short, &keys)
            }
        }
    };
    (@required) => { $crate::document::read::Presence::Required };
    (@optional) => { $crate::document::read::Presence::Optional };
}
pub(crate) use mapping;
