//! What a feed must say: every clause of the contract.

use chrono::TimeDelta;

use super::*;

#[test]
fn there_is_one_item_for_each_recording_in_the_order_of_the_edition() {
    let mut series = sample::series();
    series.events[0].talks.push(sample::talk("S03E02"));
    let mut edition = sample::edition(&series);
    edition.items.reverse();
    let files = Files::of_edition(&edition);
    let expected: Vec<_> = edition.items.iter().map(|item| item.id.urn().to_string()).collect();
    assert_eq!(expected.len(), 2);
    for document in [&files.rss, &files.atom, &files.json] {
        let read = feed_rs::parser::parse(document.as_bytes()).expect("a feed");
        let ids: Vec<_> = read.entries.into_iter().map(|entry| entry.id).collect();
        assert_eq!(ids, expected);
    }
}

#[test]
fn each_feed_says_where_it_is_itself() {
    let files = Files::of(&sample::series());
    let rss = files.rss();
    assert_eq!(links(channel(&rss), "self"), ["https://example.org/feeds/videos.rss"]);
    assert_eq!(attributes(channel(&rss), (ATOM, "link"), "type"), ["application/rss+xml"]);
    let atom = files.atom();
    assert_eq!(links(atom.root_element(), "self"), ["https://example.org/feeds/videos.atom"]);
    assert_eq!(files.json()["feed_url"], "https://example.org/feeds/videos.json");
}

#[test]
fn each_feed_belongs_to_the_page_of_the_series() {
    let files = Files::of(&sample::series());
    for document in [&files.rss, &files.atom, &files.json] {
        let read = feed_rs::parser::parse(document.as_bytes()).expect("a feed");
        assert!(read.links.iter().any(|link| link.href == "https://example.org/webinar/"));
    }
}

#[test]
fn each_feed_states_its_language() {
    let mut series = sample::series();
    series.language = "pt-BR".to_owned();
    let files = Files::of(&series);
    assert_eq!(text(files.rss().root(), None, "language"), "pt-BR");
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(files.atom().root_element().attribute((xml, "lang")), Some("pt-BR"));
    assert_eq!(files.json()["language"], "pt-BR");
}

#[test]
fn each_feed_and_each_item_names_its_authors_and_no_address_of_theirs() {
    let mut series = sample::series();
    series.organizers[0].email = Some("someone@example.org".to_owned());
    let files = Files::of(&series);
    let names = ["Amelia Jiménez-Sánchez", "Dr. Thijs Kooi"];
    let texts = |nodes: Vec<Node>| -> Vec<String> {
        nodes.iter().filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    assert_eq!(texts(all(files.rss().root(), Some(DC), "creator")), names);
    assert_eq!(texts(all(files.atom().root(), Some(ATOM), "name")), names);
    assert_eq!(files.json()["authors"][0]["name"], names[0]);
    assert_eq!(files.json()["items"][0]["authors"][0]["name"], names[1]);
    for document in [&files.rss, &files.atom, &files.json] {
        assert!(!document.contains("someone@example.org"));
    }
}

#[test]
fn content_is_html_in_which_nothing_of_the_source_runs() {
    let mut series = sample::series();
    let hostile = "*x* <script>alert(1)</script> [y](javascript:alert(2))";
    series.events[0].talks[0].abstract_ = Some(crate::sample::text(hostile));
    let files = Files::of(&series);
    let (rss, atom, json) = (files.rss(), files.atom(), files.json());
    assert_eq!(attributes(entry(&atom), (ATOM, "content"), "type"), ["html"]);
    for content in [
        text(item(&rss), Some(CONTENT), "encoded"),
        text(entry(&atom), Some(ATOM), "content"),
        json["items"][0]["content_html"].as_str().expect("text"),
    ] {
        let paragraph = "<p><em>x</em> &lt;script&gt;alert(1)&lt;/script&gt; y</p>";
        assert!(content.contains(paragraph), "{content}");
    }
}

#[test]
fn an_item_is_known_by_a_urn_that_is_no_link() {
    let series = sample::series();
    let edition = sample::edition(&series);
    let urn = edition.items[0].id.urn().to_string();
    assert!(urn.starts_with("urn:uuid:"));
    let files = Files::of_edition(&edition);
    let rss = files.rss();
    assert_eq!(text(item(&rss), None, "guid"), urn);
    assert_eq!(all(item(&rss), None, "guid")[0].attribute("isPermaLink"), Some("false"));
    assert_eq!(text(entry(&files.atom()), Some(ATOM), "id"), urn);
    assert_eq!(files.json()["items"][0]["id"], urn.as_str());
}

#[test]
fn a_youtube_recording_has_a_thumbnail_and_a_player() {
    let files = Files::of(&sample::series());
    let picture = "https://i.ytimg.com/vi/qhAYUfQlYfo/hqdefault.jpg";
    for document in [files.rss(), files.atom()] {
        let read = |name, attribute| attributes(document.root(), (MEDIA, name), attribute).concat();
        assert_eq!(read("thumbnail", "url"), picture);
        assert_eq!(read("thumbnail", "width"), "480");
        assert_eq!(read("thumbnail", "height"), "360");
        assert_eq!(read("player", "url"), "https://www.youtube-nocookie.com/embed/qhAYUfQlYfo");
    }
    assert_eq!(files.json()["items"][0]["image"], picture);
}

#[test]
fn recordings_on_vimeo_and_peertube_have_a_player() {
    for (address, player) in [
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
        (
            "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://tube.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv",
        ),
    ] {
        let files = Files::of(&with_video(|video| video.url = sample::url(address)));
        for document in [files.rss(), files.atom()] {
            assert_eq!(attributes(document.root(), (MEDIA, "player"), "url"), [player]);
            assert!(all(document.root(), Some(MEDIA), "thumbnail").is_empty());
        }
        assert_eq!(files.json()["items"][0]["external_url"], address);
    }
}

#[test]
fn a_media_file_is_media_content_outside_of_any_group() {
    let files = Files::of(&with_video(|video| {
        video.url = sample::url("https://example.org/S03E01.mp4?a=1&b=2");
        video.duration = Some(TimeDelta::minutes(62));
    }));
    for document in [files.rss(), files.atom()] {
        let read = |attribute| attributes(document.root(), (MEDIA, "content"), attribute).concat();
        assert_eq!(read("url"), "https://example.org/S03E01.mp4?a=1&b=2");
        assert_eq!(read("type"), "video/mp4");
        assert_eq!(read("medium"), "video");
        assert_eq!(read("duration"), "3720");
        assert!(all(document.root(), Some(MEDIA), "group").is_empty());
        assert!(all(document.root(), Some(MEDIA), "player").is_empty());
    }
    let item = &files.json()["items"][0];
    assert_eq!(item["attachments"][0]["url"], "https://example.org/S03E01.mp4?a=1&b=2");
    assert_eq!(item["attachments"][0]["mime_type"], "video/mp4");
    assert_eq!(item["attachments"][0]["duration_in_seconds"], 3720);
    assert!(item.get("external_url").is_none());
}

#[test]
fn any_other_page_is_linked_to_and_nothing_more() {
    let page = "https://example.org/recordings/S03E01";
    let files = Files::of(&with_video(|video| video.url = sample::url(page)));
    for document in [files.rss(), files.atom()] {
        let is_media = |node: &Node| node.tag_name().namespace() == Some(MEDIA);
        assert!(!document.descendants().any(|node| is_media(&node)));
    }
    assert_eq!(links(entry(&files.atom()), "related"), [page]);
    let item = &files.json()["items"][0];
    assert_eq!(item["external_url"], page);
    assert!(item.get("attachments").is_none() && item.get("image").is_none());
}

#[test]
fn the_xml_feeds_are_marked_as_complete() {
    let files = Files::of(&sample::series());
    for document in [files.rss(), files.atom()] {
        let marks = all(document.root(), Some(HISTORY), "complete");
        assert_eq!(marks.len(), 1);
        assert!(!marks[0].has_children());
    }
}

#[test]
fn a_hub_is_named_where_one_is_given() {
    let mut series = sample::series();
    let files = Files::of(&series);
    assert!(links(channel(&files.rss()), "hub").is_empty());
    assert!(links(files.atom().root_element(), "hub").is_empty());
    assert!(files.json().get("hubs").is_none());

    series.hub = Some(sample::url("https://hub.example.org/"));
    let files = Files::of(&series);
    assert_eq!(links(channel(&files.rss()), "hub"), ["https://hub.example.org/"]);
    assert_eq!(links(files.atom().root_element(), "hub"), ["https://hub.example.org/"]);
    assert_eq!(files.json()["hubs"][0]["type"], "WebSub");
    assert_eq!(files.json()["hubs"][0]["url"], "https://hub.example.org/");
}

#[test]
fn there_is_no_stylesheet_and_no_enclosure() {
    for address in ["https://youtu.be/qhAYUfQlYfo", "https://example.org/a.mp4"] {
        let files = Files::of(&with_video(|video| video.url = sample::url(address)));
        for document in [files.rss(), files.atom()] {
            assert!(!document.root().children().any(|node| node.is_pi()));
            assert!(all(document.root(), None, "enclosure").is_empty());
        }
        assert!(links(entry(&files.atom()), "enclosure").is_empty());
    }
}

#[test]
fn tags_are_categories() {
    let mut series = sample::series();
    series.events[0].tags = vec!["fairness".to_owned(), "a, b & c".to_owned()];
    let files = Files::of(&series);
    let rss = files.rss();
    let terms: Vec<_> = all(item(&rss), None, "category").iter().map(Node::text).collect();
    assert_eq!(terms, [Some("fairness"), Some("a, b & c")]);
    assert_eq!(
        attributes(entry(&files.atom()), (ATOM, "category"), "term"),
        ["fairness", "a, b & c"]
    );
    assert_eq!(files.json()["items"][0]["tags"], serde_json::json!(["fairness", "a, b & c"]));
}

#[test]
fn the_picture_of_the_series_is_that_of_its_feeds() {
    let mut series = sample::series();
    series.image = Some(sample::url("https://example.org/logo.png"));
    let files = Files::of(&series);
    let rss = files.rss();
    let image = all(channel(&rss), None, "image")[0];
    assert_eq!(text(image, None, "url"), "https://example.org/logo.png");
    assert_eq!(text(image, None, "title"), "Datasets through the L👀king-Glass: recordings");
    assert_eq!(text(image, None, "link"), "https://example.org/webinar/");
    assert_eq!(text(files.atom().root(), Some(ATOM), "logo"), "https://example.org/logo.png");
    assert_eq!(files.json()["icon"], "https://example.org/logo.png");
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let (first, second) = (Files::of(&sample::series()), Files::of(&sample::series()));
    assert_eq!(first.rss, second.rss);
    assert_eq!(first.atom, second.atom);
    assert_eq!(first.json, second.json);
}
