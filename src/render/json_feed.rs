//! [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/). It has no word for a complete feed, and
//! none for a player.

use std::io::{self, Write};

use crate::render::feed::{Author, Feed, FeedItem, Media, rfc3339};
use crate::render::json::{self, Object};

/// The feed in the format `application/feed+json`.
pub(crate) fn json_feed(feed: &Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    json::document(out, |json| {
        json.text("version", "https://jsonfeed.org/version/1.1");
        json.text("title", &feed.title);
        json.text("home_page_url", feed.home);
        json.text("feed_url", feed.address("json"));
        json.text("description", &feed.subtitle);
        json.optional("icon", feed.image);
        json.text("language", feed.language);
        json.objects("authors", &feed.authors, author);
        if let Some(hub) = feed.hub {
            json.objects("hubs", [hub], |json, hub| {
                json.text("type", "WebSub");
                json.text("url", hub);
            });
        }
        json.objects("items", feed.items(), item);
    })
}

fn item(json: &mut Object<'_>, item: FeedItem<'_>) {
    let media = item.media.as_ref();
    let thumbnail = media.and_then(|media| media.thumbnail.as_ref());
    json.text("id", item.id.urn().to_string());
    json.text("url", &item.link);
    // A file is attached; a page is somewhere else to go.
    json.optional("external_url", media.filter(|it| it.file_type.is_none()).map(|it| it.url));
    json.text("title", &item.title);
    json.text("summary", &item.summary);
    json.text("content_html", &item.content);
    json.optional("image", thumbnail.map(|thumbnail| &thumbnail.url));
    json.text("date_published", rfc3339(item.published));
    json.text("date_modified", rfc3339(item.updated));
    json.objects("authors", &item.authors, author);
    if !item.tags.is_empty() {
        json.texts("tags", item.tags);
    }
    if let Some((media, file_type)) = media.and_then(|media| Some((media, media.file_type?))) {
        json.objects("attachments", [media], |json, media| attachment(json, media, file_type));
    }
}

fn attachment(json: &mut Object<'_>, media: &Media<'_>, file_type: &str) {
    json.text("url", media.url);
    json.text("mime_type", file_type);
    if let Some(seconds) = media.seconds() {
        json.number("duration_in_seconds", seconds);
    }
}

fn author(json: &mut Object<'_>, author: &Author<'_>) {
    json.text("name", author.name);
    json.optional("url", author.url);
}
