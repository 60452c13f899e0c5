//! How a feed must say it: the rules of RFC 4287, of RSS 2.0 with its profile, and of the W3C's
//! feed validator.

use chrono::DateTime;

use super::*;

#[test]
fn dates_are_those_of_the_edition_in_the_words_of_each_format() {
    let series = sample::series();
    let mut edition = sample::edition(&series);
    let time = |text| DateTime::parse_from_rfc3339(text).expect("a time");
    edition.items[0].published = time("2023-09-01T00:00:00+02:00");
    edition.items[0].updated = time("2024-01-02T03:04:05Z");
    let files = Files::of_edition(&edition);

    let rss = files.rss();
    assert_eq!(text(rss.root(), None, "lastBuildDate"), "Tue, 02 Jan 2024 03:04:05 +0000");
    assert_eq!(text(rss.root(), None, "pubDate"), "Fri, 01 Sep 2023 00:00:00 +0200");

    let atom = files.atom();
    let updated = all(atom.root(), Some(ATOM), "updated");
    let updated: Vec<_> = updated.iter().map(Node::text).collect();
    assert_eq!(updated, [Some("2024-01-02T03:04:05Z"), Some("2024-01-02T03:04:05Z")]);
    assert_eq!(text(atom.root(), Some(ATOM), "published"), "2023-09-01T00:00:00+02:00");

    let item = &files.json()["items"][0];
    assert_eq!(item["date_published"], "2023-09-01T00:00:00+02:00");
    assert_eq!(item["date_modified"], "2024-01-02T03:04:05Z");
}

#[test]
fn no_white_space_stands_in_dates_and_addresses() {
    let mut series = sample::series();
    series.image = Some(sample::url("https://example.org/logo.png"));
    let files = Files::of(&series);
    for name in ["id", "updated", "published", "uri", "logo"] {
        for element in all(files.atom().root(), Some(ATOM), name) {
            assert!(!element.text().unwrap_or(" ").contains(char::is_whitespace), "{name}");
        }
    }
    for name in ["link", "guid", "url"] {
        for element in all(files.rss().root(), None, name) {
            assert!(!element.text().unwrap_or(" ").contains(char::is_whitespace), "{name}");
        }
    }
}

#[test]
fn the_description_stands_before_the_content() {
    let files = Files::of(&sample::series());
    let rss = files.rss();
    let names: Vec<_> = item(&rss).children().map(|child| child.tag_name().name()).collect();
    let place = |name| names.iter().position(|found| *found == name);
    assert!(place("description").is_some() && place("description") < place("encoded"));
}

#[test]
fn the_description_of_an_item_is_html_too() {
    let mut series = sample::series();
    series.events[0].talks[0].speakers[0].name = "A <b> & C".to_owned();
    let files = Files::of(&series);
    assert!(text(item(&files.rss()), None, "description").starts_with("A &lt;b&gt; &amp; C ("));
    assert!(text(entry(&files.atom()), Some(ATOM), "summary").starts_with("A <b> & C ("));
}

#[test]
fn an_atom_feed_has_what_the_standard_requires_exactly_once() {
    let files = Files::of(&sample::series());
    let atom = files.atom();
    for (parent, names) in [
        (atom.root_element(), &["id", "title", "updated", "author"][..]),
        (entry(&atom), &["id", "title", "updated", "published", "summary", "content", "author"]),
    ] {
        for name in names {
            let found = parent.children().filter(|child| child.has_tag_name((ATOM, *name)));
            assert_eq!(found.count(), 1, "{name}");
        }
        assert_eq!(links(parent, "alternate").len(), 1);
    }
}

#[test]
fn a_feed_without_items_is_a_feed() {
    let mut series = sample::series();
    series.events.clear();
    let files = Files::of(&series);
    for document in [&files.rss, &files.atom, &files.json] {
        let read = feed_rs::parser::parse(document.as_bytes()).expect("a feed");
        assert!(read.entries.is_empty());
    }
    assert_eq!(text(files.atom().root(), Some(ATOM), "updated"), "1970-01-01T00:00:00Z");
    assert_eq!(files.json()["items"], serde_json::json!([]));
}

#[test]
fn the_readers_of_the_ecosystem_see_one_and_the_same_feed() {
    let series = sample::series();
    let files = Files::of(&series);
    let rss = ::rss::Channel::read_from(files.rss.as_bytes()).expect("RSS");
    let atom = atom_syndication::Feed::read_from(files.atom.as_bytes()).expect("Atom");
    let (item, entry) = (&rss.items()[0], &atom.entries()[0]);
    assert_eq!(rss.title(), atom.title().as_str());
    assert_eq!(item.title(), Some(entry.title().as_str()));
    assert_eq!(item.guid().map(|guid| guid.value()), Some(entry.id()));
    assert_eq!(item.content(), entry.content().and_then(|content| content.value()));
    let published = item.pub_date().map(|date| DateTime::parse_from_rfc2822(date).expect("a date"));
    assert_eq!(published.as_ref(), entry.published());
    assert_eq!(item.link(), entry.links().first().map(|link| link.href()));
}
