//! [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/). It has no word for a complete feed, and
//! none for a player.

use std::io::{self, BufWriter, Write};

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::render::feed::{self, FeedItem, Media, rfc3339};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    language: &'a str,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hubs: Option<[Hub<'a>; 1]>,
    items: Items<'a>,
}

/// The items, each made when its turn comes.
struct Items<'a>(&'a feed::Feed<'a>);

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    protocol: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    summary: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: String,
    date_modified: String,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<[Attachment<'a>; 1]>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<i64>,
}

/// The feed in the format `application/feed+json`.
pub(crate) fn json_feed(feed: &feed::Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: feed.home.as_str(),
        feed_url: feed.address("json"),
        description: &feed.subtitle,
        icon: feed.image.map(|image| image.as_str()),
        language: feed.language,
        authors: authors(&feed.authors),
        hubs: feed.hub.map(|hub| [Hub { protocol: "WebSub", url: hub.as_str() }]),
        items: Items(feed),
    };
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, &feed)?;
    out.write_all(b"\n")?;
    out.flush()
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        for made in self.0.items() {
            items.serialize_element(&item(&made))?;
        }
        items.end()
    }
}

fn item<'a>(item: &'a FeedItem) -> Item<'a> {
    let media = item.media.as_ref();
    let thumbnail = media.and_then(|media| media.host.thumbnail());
    let attachment = media.and_then(attachment);
    Item {
        id: item.id.urn().to_string(),
        url: item.link.as_str(),
        // A file is attached; a page is somewhere else to go.
        external_url: media.filter(|_| attachment.is_none()).map(|media| media.url.as_str()),
        title: &item.title,
        summary: &item.summary,
        content_html: &item.content,
        image: thumbnail.map(|thumbnail| thumbnail.url.into()),
        date_published: rfc3339(item.published),
        date_modified: rfc3339(item.updated),
        authors: authors(&item.authors),
        tags: item.tags,
        attachments: attachment.map(|attachment| [attachment]),
    }
}

fn attachment<'a>(media: &'a Media) -> Option<Attachment<'a>> {
    let mime_type = media.file_type()?;
    let duration_in_seconds = media.seconds();
    Some(Attachment { url: media.url.as_str(), mime_type, duration_in_seconds })
}

fn authors<'a>(authors: &[feed::Author<'a>]) -> Vec<Author<'a>> {
    let author = |author: &feed::Author<'a>| Author {
        name: author.name,
        url: author.url.map(|url| url.as_str()),
    };
    authors.iter().map(author).collect()
}
