//! RSS 2.0 as the RSS Advisory Board's profile has it, with `content:encoded`, `dc:creator`, links
//! of Atom, RFC 5005's mark of a complete feed, and Media RSS. There is no `enclosure`, which
//! needs a file's length, and no stylesheet.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::iter;

use chrono::{DateTime, Datelike, FixedOffset};
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid, Image, Item};

use crate::render::feed::{Author, Feed, FeedItem};
use crate::render::xml::{self, Element};
use crate::render::{html, media, text};

/// How many items are in memory at a time: enough for what is cut away around them to cost little.
const AT_A_TIME: usize = 16;

/// The feed in the format `application/rss+xml`.
///
/// The library writes a channel with all its items at once, and all of them are larger than the
/// catalogue. So it writes the channel with the first ones only, and then the next ones in a
/// channel of their own, out of which they are cut: a few items are in memory at a time.
pub(crate) fn rss(feed: &Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let mut items = feed.items().map(item);
    let mut next = || items.by_ref().take(AT_A_TIME).collect::<Vec<_>>();
    let (mut whole, mut more) = (vec![], vec![]);
    let whole = document(&channel(feed, next()), &mut whole)?;
    let (channel, end) = whole.split_at(end_of_items(whole));
    out.write_all(channel.as_bytes())?;
    for items in iter::repeat_with(next).take_while(|items| !items.is_empty()) {
        let more = document(&Channel { items, ..Channel::default() }, &mut more)?;
        out.write_all(items_of(more).as_bytes())?;
    }
    out.write_all(end.as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()
}

/// The items of a channel, with the line break before them. What looks like a tag within a text is
/// escaped, or stands within an item: the first tag and the last are no text.
fn items_of(document: &str) -> &str {
    let channel = document.split("<item>").next().unwrap_or_default();
    document.get(channel.trim_end().len()..end_of_items(document)).unwrap_or_default()
}

/// Where the last item ends; a document without items ends there.
fn end_of_items(document: &str) -> usize {
    let tag = "</item>";
    document.rfind(tag).map_or(document.len(), |at| at + tag.len())
}

/// The document of a channel, in place of what was in the buffer.
fn document<'a>(channel: &Channel, buffer: &'a mut Vec<u8>) -> io::Result<&'a str> {
    buffer.clear();
    channel.pretty_write_to(&mut *buffer, b' ', 2).map_err(io::Error::other)?;
    std::str::from_utf8(buffer).map_err(io::Error::other)
}

fn channel(feed: &Feed<'_>, items: Vec<Item>) -> Channel {
    let namespaces =
        [("fh", "http://purl.org/syndication/history/1.0"), ("media", media::NAMESPACE)];
    Channel {
        title: owned(&feed.title),
        link: feed.home.to_string(),
        description: owned(&feed.subtitle),
        language: Some(owned(feed.language)),
        last_build_date: Some(date(feed.updated)),
        image: image(feed),
        atom_ext: Some(AtomExtension { links: links(feed) }),
        dublin_core_ext: Some(creators(&feed.authors)),
        extensions: extensions([Element::new("fh:complete")]),
        namespaces: namespaces.map(|(prefix, name)| (prefix.to_owned(), name.to_owned())).into(),
        items,
        ..Channel::default()
    }
}

fn item(item: FeedItem<'_>) -> Item {
    Item {
        title: Some(owned(item.title)),
        link: Some(item.link.into()),
        guid: Some(Guid { value: item.id.urn().to_string(), permalink: false }),
        pub_date: Some(date(item.published)),
        // Readers take it for HTML.
        description: Some(owned(html::text(&item.summary))),
        content: Some(owned(item.content)),
        categories: item.tags.iter().map(|tag| category(tag)).collect(),
        dublin_core_ext: Some(creators(&item.authors)),
        extensions: extensions(item.media.into_iter().flat_map(media::elements)),
        ..Item::default()
    }
}

/// A text as the library keeps it.
fn owned<'a>(text: impl Into<Cow<'a, str>>) -> String {
    xml::text(text).into_owned()
}

/// Names only: `author` and `managingEditor` are for e-mail addresses.
fn creators(authors: &[Author]) -> DublinCoreExtension {
    let creators = authors.iter().map(|author| owned(author.name)).collect();
    DublinCoreExtension { creators, ..DublinCoreExtension::default() }
}

fn category(tag: &str) -> Category {
    Category { name: owned(tag), domain: None }
}

/// A picture with the channel's own title and link, as RSS wants it.
fn image(feed: &Feed) -> Option<Image> {
    let url = feed.image?.to_string();
    let (title, link) = (owned(&feed.title), feed.home.to_string());
    Some(Image { url, title, link, ..Image::default() })
}

fn links(feed: &Feed) -> Vec<Link> {
    let own = Link {
        rel: "self".to_owned(),
        href: feed.address("rss"),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    };
    let hub = feed.hub.map(|hub| Link {
        rel: "hub".to_owned(),
        href: hub.to_string(),
        ..Link::default()
    });
    iter::once(own).chain(hub).collect()
}

/// Elements without content, by prefix and local name, as the library keeps them.
fn extensions<'a>(elements: impl IntoIterator<Item = Element<'a>>) -> ExtensionMap {
    let mut extensions = ExtensionMap::new();
    for element in elements {
        let (prefix, local) = element.name.split_once(':').unwrap_or(("", element.name));
        let attributes = element.attributes.into_iter();
        let extension = Extension {
            name: element.name.to_owned(),
            // With no value at all, the library writes white space between the tags.
            value: Some(String::new()),
            attrs: attributes.map(|(name, value)| (name.to_owned(), value.into_owned())).collect(),
            children: BTreeMap::new(),
        };
        let same_prefix = extensions.entry(prefix.to_owned()).or_default();
        same_prefix.entry(local.to_owned()).or_default().push(extension);
    }
    extensions
}

/// RFC 822 with the four digits of the year that RSS adds to it.
fn date(time: DateTime<FixedOffset>) -> String {
    let (day, month, year) = (time.day(), text::month(time.date_naive()), time.year());
    let offset = time.offset().to_string().replace(':', "");
    format!("{}, {day:02} {} {year:04} {} {offset}", time.weekday(), &month[..3], time.time())
}
