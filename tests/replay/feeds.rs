//! What somebody has who follows a feed, as readers find it that are not ours.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use feed_rs::model::Entry;
use feed_rs::parser;
use roxmltree::Document;
use serde_json::Value;

/// An item of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) published: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    /// Title, summary, text and media: what somebody reads. Not the page that it leads to.
    pub(crate) content: String,
    /// The text alone, as HTML.
    pub(crate) html: String,
    /// The same item in Atom, RSS and JSON Feed, byte for byte.
    pub(crate) bytes: [String; 3],
}

/// A feed's items by id, which is the same in each of its formats.
pub(crate) fn items(atom: &str, rss: &str, json: &str) -> BTreeMap<String, Item> {
    let by_atom = entries(atom);
    let by_rss = entries(rss);
    let by_json = entries(json);
    let (atom, rss, json) = (xml(atom, "entry", "id"), xml(rss, "item", "guid"), objects(json));
    assert!(by_atom.keys().eq(by_rss.keys()) && by_atom.keys().eq(by_json.keys()));

    let items = by_atom.into_iter().map(|(id, entry)| {
        let (rss_entry, json_entry) = (&by_rss[&id], &by_json[&id]);
        for other in [rss_entry, json_entry] {
            assert_eq!(title(other), title(&entry));
            assert_eq!(other.published, entry.published);
        }
        assert_eq!(json_entry.updated, entry.updated);
        let item = Item {
            title: title(&entry),
            summary: entry.summary.as_ref().unwrap().content.clone(),
            published: entry.published.unwrap(),
            updated: entry.updated.unwrap(),
            content: format!("{:?}", (&entry.title, &entry.summary, &entry.content, &entry.media)),
            html: entry.content.unwrap().body.unwrap(),
            bytes: [atom[&id].clone(), rss[&id].clone(), json[&id].clone()],
        };
        (id, item)
    });
    items.collect()
}

/// The entries that feed-rs finds; no id is there twice.
fn entries(text: &str) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    for entry in parser::parse(text.as_bytes()).unwrap().entries {
        assert!(entries.insert(entry.id.clone(), entry).is_none(), "an id is there twice");
    }
    entries
}

fn title(entry: &Entry) -> String {
    entry.title.as_ref().unwrap().content.clone()
}

/// The bytes of each element of a name, by its id.
fn xml(text: &str, name: &str, id: &str) -> BTreeMap<String, String> {
    let document = Document::parse(text).unwrap();
    let elements = document.descendants().filter(|node| node.tag_name().name() == name);
    let named = elements.map(|element| {
        let id = element.children().find(|node| node.tag_name().name() == id).unwrap();
        (id.text().unwrap().to_owned(), text[element.range()].to_owned())
    });
    named.collect()
}

fn objects(text: &str) -> BTreeMap<String, String> {
    let feed: Value = serde_json::from_str(text).unwrap();
    let items = feed["items"].as_array().unwrap().iter();
    items.map(|item| (item["id"].as_str().unwrap().to_owned(), item.to_string())).collect()
}

/// The sentences at the end of an item of news, without their days.
pub(crate) fn sentences(item: &Item) -> Vec<String> {
    let html = format!("<body>{}</body>", item.html);
    let document = Document::parse(&html).unwrap();
    let list = document.descendants().rfind(|node| node.has_tag_name("ul")).unwrap();
    let lines = list.children().filter(roxmltree::Node::is_element);
    let text = lines.map(|line| line.text().unwrap().split_once(": ").unwrap().1.to_owned());
    text.collect()
}
