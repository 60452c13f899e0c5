//! Atom (RFC 4287), with the elements of RFC 5005 for a complete feed, of WebSub for its hub and
//! of Media RSS for recordings. The writer is ours: see `Cargo.toml`.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::render::feed::{Author, Feed, FeedItem, rfc3339};
use crate::render::media;
use crate::render::xml::Element;

/// The feed in the format `application/atom+xml`.
pub(crate) fn atom(feed: &Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    Element::new("feed")
        .attribute("xmlns", "http://www.w3.org/2005/Atom")
        .attribute("xmlns:fh", "http://purl.org/syndication/history/1.0")
        .attribute("xmlns:media", media::NAMESPACE)
        .attribute("xml:lang", feed.language)
        .children([
            Element::text("id", feed.id.urn().to_string()),
            Element::text("title", &feed.title),
            Element::text("subtitle", &feed.subtitle),
            Element::text("updated", rfc3339(feed.updated)),
            link("self", feed.address("atom")).attribute("type", "application/atom+xml"),
            link("alternate", feed.home.as_str()).attribute("type", "text/html"),
            Element::new("fh:complete"),
        ])
        .children(feed.hub.map(|hub| link("hub", hub.as_str())))
        .children(feed.image.map(|image| Element::text("logo", image.as_str())))
        .children(feed.authors.iter().map(author))
        .document(feed.items().map(entry), out)
}

fn entry(item: FeedItem<'_>) -> Element<'_> {
    let media = item.media.as_ref();
    Element::new("entry")
        .children([
            Element::text("id", item.id.urn().to_string()),
            Element::text("title", item.title),
            Element::text("published", rfc3339(item.published)),
            Element::text("updated", rfc3339(item.updated)),
        ])
        .children(item.authors.iter().map(author))
        .children([link("alternate", String::from(item.link)).attribute("type", "text/html")])
        .children(media.map(|media| link("related", media.url.as_str())))
        .children(
            item.tags.iter().map(|tag| Element::new("category").attribute("term", tag.as_str())),
        )
        .children([
            Element::text("summary", item.summary),
            Element::text("content", item.content).attribute("type", "html"),
        ])
        .children(media.into_iter().flat_map(media::elements))
}

fn author<'a>(author: &Author<'a>) -> Element<'a> {
    Element::new("author")
        .children([Element::text("name", author.name)])
        .children(author.url.map(|url| Element::text("uri", url.as_str())))
}

fn link<'a>(relation: &'static str, target: impl Into<Cow<'a, str>>) -> Element<'a> {
    Element::new("link").attribute("rel", relation).attribute("href", target)
}
