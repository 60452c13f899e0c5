//! Prints the items of feeds, as feed-rs reads them, as JSON by file.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs, io};

use feed_rs::model::{Entry, Link, MediaObject};
use feed_rs::parser;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut feeds = BTreeMap::new();
    for file in env::args().skip(1) {
        let name = Path::new(&file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        feeds.insert(name, items(&fs::read(&file)?));
    }
    serde_json::to_writer(io::stdout(), &feeds)?;
    Ok(())
}

/// The items, or in their place why the feed is refused.
fn items(octets: &[u8]) -> Value {
    // Without an id, feed-rs would make one up; the comparison has to see that it is not there.
    let parser = parser::Builder::new().id_generator(|_, _, _| "(none)".to_owned()).build();
    match parser.parse(octets) {
        Ok(feed) => feed.entries.iter().map(item).collect(),
        Err(refusal) => json!({ "refused": refusal.to_string() }),
    }
}

fn item(entry: &Entry) -> Value {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    json!({
        "id": entry.id,
        "title": entry.title.as_ref().map(|title| &title.content),
        "link": entry.links.iter().find(|link| is_alternate(link)).map(|link| &link.href),
        "published": entry.published,
        "updated": entry.updated,
        "authors": entry.authors.iter().map(|author| &author.name).collect::<Vec<_>>(),
        "tags": entry.categories.iter().map(|category| &category.term).collect::<Vec<_>>(),
        "thumbnail": entry.media.iter().find_map(thumbnail),
        "content": content,
    })
}

fn is_alternate(link: &Link) -> bool {
    link.rel.as_deref().is_none_or(|relation| relation == "alternate")
}

fn thumbnail(media: &MediaObject) -> Option<&String> {
    media.thumbnails.first().map(|thumbnail| &thumbnail.image.uri)
}
