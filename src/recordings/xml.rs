//! Feeds in XML as flat items: each with its fields by their conventional names, wherever in the
//! item they stand. What Atom and RSS mean by them is said by `atom` and `rss`.
//!
//! feed-rs, which reads all of these formats, is not used: it knows no lines, gives ids of its own
//! to items without one, and has no place for `yt:videoId`. Entities of a DTD are not expanded, so
//! that no document grows while it is read.

use quick_xml::NsReader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::{SOURCES, Unreadable};
use crate::diagnostic::Source;

/// The namespaces that are known, each with the prefix that is used for it here.
const NAMESPACES: [(&str, &str); 6] = [
    ("http://www.w3.org/2005/Atom", ""),
    ("http://search.yahoo.com/mrss", "media:"),
    ("http://www.youtube.com/xml/schemas/2015", "yt:"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
    ("http://purl.org/rss/1.0/modules/content", "content:"),
    ("http://purl.org/dc/elements/1.1", "dc:"),
];

/// As deep as no feed is.
const DEEPEST: usize = 64;

/// A feed.
pub(super) enum Document {
    Atom(Feed),
    Rss(Feed),
}

/// What a feed holds.
#[derive(Default)]
pub(super) struct Feed {
    pub(super) title: Option<String>,
    pub(super) items: Vec<Item>,
}

/// An entry of Atom's or an item of RSS's.
#[derive(Default)]
pub(super) struct Item {
    /// Its first byte.
    pub(super) offset: usize,
    fields: Vec<Field>,
}

/// An element below an item.
struct Field {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Item {
    /// The text of the first field of a name that has one.
    pub(super) fn text<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let mut texts = self.named(name).map(|field| field.text.trim());
        texts.find(|text| !text.is_empty())
    }

    /// The first attribute of a name that fields of a name have.
    pub(super) fn attribute<'a>(&'a self, field: &'a str, name: &'a str) -> Option<&'a str> {
        self.named(field).find_map(|field| field.attribute(name))
    }

    /// An address that Atom's `link` of a relation leads to.
    pub(super) fn link(&self, relation: &str) -> Option<&str> {
        let related = |field: &&Field| field.attribute("rel").unwrap_or("alternate") == relation;
        self.named("link").find(related).and_then(|link| link.attribute("href"))
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.name == name)
    }
}

impl Field {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a feed.
pub(super) fn read(source: &Source) -> Result<Document, Unreadable> {
    let mut reader = NsReader::from_str(source.text());
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::new(source);
    loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let (namespace, event) = match reader.read_resolved_event() {
            Ok((namespace, event)) => (prefix(&namespace), event),
            Err(error) => {
                let offset = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                return Err(state.broken(offset, &error));
            }
        };
        match event {
            Event::Start(start) => state.open(namespace, &start, offset)?,
            Event::End(_) => state.close(),
            Event::Text(text) => state.text(&text.xml10_content()),
            Event::CData(text) => state.text(&text.xml10_content()),
            Event::GeneralRef(reference) => state.reference(&reference, offset)?,
            Event::Eof => return state.finish(),
            _ => {}
        }
    }
}

fn prefix(namespace: &ResolveResult<'_>) -> Option<&'static str> {
    let ResolveResult::Bound(Namespace(uri)) = namespace else { return Some("") };
    let uri = uri.trim_end_matches('/');
    NAMESPACES.iter().find(|(known, _)| *known == uri).map(|(_, prefix)| *prefix)
}

/// How far the reading has come.
struct State<'s> {
    source: &'s Source,
    /// The names of the elements around the place.
    open: Vec<String>,
    root: Option<Document>,
    /// The item around the place, and at which depth it stands.
    item: Option<(Item, usize)>,
    feed: Feed,
}

impl<'s> State<'s> {
    fn new(source: &'s Source) -> Self {
        Self { source, open: vec![], root: None, item: None, feed: Feed::default() }
    }

    fn open(
        &mut self,
        prefix: Option<&str>,
        start: &BytesStart<'_>,
        offset: usize,
    ) -> Result<(), Unreadable> {
        let local = start.local_name();
        let name = match prefix {
            Some(prefix) => format!("{prefix}{}", local.as_ref()),
            None => format!("?{}", local.as_ref()),
        };
        if self.open.is_empty() {
            self.root = Some(self.root_of(&name, offset)?);
        }
        if self.open.len() == DEEPEST {
            let message = format!("more than {DEEPEST} elements lie in each other");
            return Err(Unreadable::at(self.source, offset, message).help(SOURCES));
        }
        let attributes = attributes(start).map_err(|error| self.broken(offset, &error))?;
        if let Some((item, _)) = &mut self.item {
            item.fields.push(Field { name: name.clone(), attributes, text: String::new() });
        } else if name == "entry" || name == "item" {
            self.item = Some((Item { offset, fields: vec![] }, self.open.len()));
        }
        self.open.push(name);
        Ok(())
    }

    fn root_of(&self, name: &str, offset: usize) -> Result<Document, Unreadable> {
        let refused = |message: String| Unreadable::at(self.source, offset, message).help(SOURCES);
        match name {
            _ if self.root.is_some() => Err(refused("the feed ends before this".to_owned())),
            "feed" => Ok(Document::Atom(Feed::default())),
            "rss" => Ok(Document::Rss(Feed::default())),
            name => {
                let name = name.trim_start_matches('?');
                Err(refused(format!("`<{name}>` is neither an Atom feed nor an RSS feed")))
            }
        }
    }

    fn close(&mut self) {
        self.open.pop();
        if let Some((item, _)) = self.item.take_if(|(_, depth)| *depth == self.open.len()) {
            self.feed.items.push(item);
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.item {
            // Text goes to the field that is open: the last one, since fields that hold others
            // have no text that anybody wants.
            Some((item, depth)) if self.open.len() > *depth + 1 => {
                if let Some(field) = item.fields.last_mut() {
                    field.text.push_str(text);
                }
            }
            Some(_) => {}
            None => {
                let path: Vec<_> = self.open.iter().map(String::as_str).collect();
                if let ["feed", "title"] | ["rss", "channel", "title"] = path[..] {
                    self.feed.title.get_or_insert_default().push_str(text);
                }
            }
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>, offset: usize) -> Result<(), Unreadable> {
        let name = reference.xml10_content();
        let number = reference.resolve_char_ref().map_err(|error| self.broken(offset, &error))?;
        let text = number.map(String::from);
        match text.or_else(|| resolve_predefined_entity(&name).map(str::to_owned)) {
            Some(text) => {
                self.text(&text);
                Ok(())
            }
            None => {
                let message = format!("`&{name};` is not an entity of XML");
                Err(Unreadable::at(self.source, offset, message))
            }
        }
    }

    fn finish(self) -> Result<Document, Unreadable> {
        let end = self.source.text().len();
        if let Some(name) = self.open.last() {
            let message = format!("the feed ends in the middle: `<{name}>` is not closed");
            return Err(Unreadable::at(self.source, end, message));
        }
        match self.root {
            Some(Document::Atom(_)) => Ok(Document::Atom(self.feed)),
            Some(Document::Rss(_)) => Ok(Document::Rss(self.feed)),
            None => Err(Unreadable::at(self.source, end, "there is no feed in it").help(SOURCES)),
        }
    }

    /// What the reader stumbled over.
    fn broken(&self, offset: usize, error: &Error) -> Unreadable {
        let message = format!("this is not XML: {error}");
        Unreadable::at(self.source, offset.min(self.source.text().len()), message)
    }
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, Error> {
    let read = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let attribute = attribute?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0)?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    };
    start.attributes().with_checks(false).map(read).collect()
}
