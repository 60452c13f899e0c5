//! Atom (RFC 4287), with the elements of RFC 5005 for a complete feed, of WebSub for its hub and
//! of Media RSS for recordings.

use std::io::{self, Write};

use crate::render::feed::{Author, Feed, FeedItem, rfc3339};
use crate::render::media;
use crate::render::xml::{self, Elements};

/// The feed in the format `application/atom+xml`.
pub(crate) fn atom(feed: &Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
        ("xmlns:media", media::NAMESPACE),
        ("xml:lang", feed.language),
    ];
    xml::document(out, |xml| {
        xml.element("feed", &attributes, |xml| {
            head(xml, feed);
            feed.items().for_each(|item| xml.element("entry", &[], |xml| entry(xml, &item)));
        });
    })
}

fn head(xml: &mut Elements<'_>, feed: &Feed<'_>) {
    xml.text("id", &feed.id.urn().to_string());
    xml.text("title", &feed.title);
    xml.text("subtitle", &feed.subtitle);
    xml.text("updated", &rfc3339(feed.updated));
    link(xml, "self", &feed.address("atom"), Some("application/atom+xml"));
    link(xml, "alternate", feed.home.as_str(), Some("text/html"));
    xml.empty("fh:complete", &[]);
    if let Some(hub) = feed.hub {
        link(xml, "hub", hub.as_str(), None);
    }
    if let Some(image) = feed.image {
        xml.text("logo", image.as_str());
    }
    feed.authors.iter().for_each(|it| author(xml, it));
}

fn entry(xml: &mut Elements<'_>, item: &FeedItem<'_>) {
    xml.text("id", &item.id.urn().to_string());
    xml.text("title", &item.title);
    xml.text("published", &rfc3339(item.published));
    xml.text("updated", &rfc3339(item.updated));
    item.authors.iter().for_each(|it| author(xml, it));
    link(xml, "alternate", item.link.as_str(), Some("text/html"));
    if let Some(media) = &item.media {
        link(xml, "related", media.url.as_str(), None);
    }
    item.tags.iter().for_each(|tag| xml.empty("category", &[("term", tag)]));
    xml.text("summary", &item.summary);
    xml.text_with("content", &[("type", "html")], &item.content);
    if let Some(media) = &item.media {
        media::elements(media, xml);
    }
}

fn author(xml: &mut Elements<'_>, author: &Author<'_>) {
    xml.element("author", &[], |xml| {
        xml.text("name", author.name);
        if let Some(url) = author.url {
            xml.text("uri", url.as_str());
        }
    });
}

fn link(xml: &mut Elements<'_>, relation: &str, target: &str, media_type: Option<&str>) {
    let media_type = media_type.map(|media_type| ("type", media_type));
    let attributes = [("rel", relation), ("href", target)].into_iter().chain(media_type);
    xml.empty("link", &attributes.collect::<Vec<_>>());
}
