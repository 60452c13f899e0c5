//! The three formats of a feed, read back by parsers that did not write them.

mod clauses;
mod hostile;
mod standards;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::edition::Edition;
use crate::model::{Recording, Series, Video};
use crate::render::{Format, atom, feed, json_feed, rss};
use crate::sample;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";
const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// A feed in its three formats.
struct Files {
    rss: String,
    atom: String,
    json: String,
}

impl Files {
    fn of(series: &Series) -> Self {
        Self::of_edition(&sample::edition(series))
    }

    fn of_edition(edition: &Edition) -> Self {
        let feed = feed::videos(edition);
        let written = |format: Format| {
            let mut file = vec![];
            format(&feed, &mut file).expect("memory takes it");
            String::from_utf8(file).expect("UTF-8")
        };
        Self {
            rss: written(rss::rss),
            atom: written(atom::atom),
            json: written(json_feed::json_feed),
        }
    }

    fn rss(&self) -> Document<'_> {
        Document::parse(&self.rss).expect("well-formed RSS")
    }

    fn atom(&self) -> Document<'_> {
        Document::parse(&self.atom).expect("well-formed Atom")
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.json).expect("JSON")
    }
}

/// The sample series after a change to the only recording.
fn with_video(change: impl FnOnce(&mut Video)) -> Series {
    let mut series = sample::series();
    if let Recording::Published(video) = &mut series.events[0].talks[0].recording {
        change(video);
    }
    series
}

/// The elements of a name, anywhere below a node, without those of a namespace not asked for.
fn all<'a>(node: Node<'a, 'a>, namespace: Option<&str>, name: &str) -> Vec<Node<'a, 'a>> {
    let is_it =
        |found: &Node| found.tag_name().name() == name && found.tag_name().namespace() == namespace;
    node.descendants().filter(is_it).collect()
}

/// The text of the only element of a name.
fn text<'a>(node: Node<'a, 'a>, namespace: Option<&str>, name: &str) -> &'a str {
    let found = all(node, namespace, name);
    assert_eq!(found.len(), 1, "{name}");
    found[0].text().unwrap_or_default()
}

/// The values of an attribute of all elements of a name.
fn attributes<'a>(
    node: Node<'a, 'a>,
    (namespace, name): (&str, &str),
    attribute: &str,
) -> Vec<&'a str> {
    let found = all(node, Some(namespace), name);
    found.into_iter().filter_map(|element| element.attribute(attribute)).collect()
}

/// The targets of Atom's links of a relation that stand directly in an element.
fn links<'a>(node: Node<'a, 'a>, relation: &str) -> Vec<&'a str> {
    node.children()
        .filter(|child| child.has_tag_name((ATOM, "link")))
        .filter(|link| link.attribute("rel") == Some(relation))
        .filter_map(|link| link.attribute("href"))
        .collect()
}

fn channel<'a>(document: &'a Document<'a>) -> Node<'a, 'a> {
    all(document.root(), None, "channel")[0]
}

fn item<'a>(document: &'a Document<'a>) -> Node<'a, 'a> {
    all(document.root(), None, "item")[0]
}

fn entry<'a>(document: &'a Document<'a>) -> Node<'a, 'a> {
    all(document.root(), Some(ATOM), "entry")[0]
}
