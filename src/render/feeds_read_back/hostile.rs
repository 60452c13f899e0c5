//! No text of a catalogue breaks out of its place in a feed, whatever it holds.

use proptest::prelude::*;

use super::*;
use crate::render::{html, xml};

/// Text made of what usually breaks things, and of anything else.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = vec![
        "]]>",
        "<![CDATA[",
        "</script>",
        "<script>",
        "<!--",
        "-->",
        "<?xml?>",
        "</title>",
        "&amp;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\\",
        ";",
        ",",
        "^",
        "\r",
        "\n",
        "\r\n",
        "\t",
        " ",
        "\0",
        "\u{1}",
        "\u{b}",
        "\u{1b}[31m",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{feff}",
        "e\u{301}",
        "👀",
        "\u{10ffff}",
        "&#0;",
        "&lt;",
        "%00",
        "\u{7f}",
    ];
    let piece = prop_oneof![
        3 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z ]{1,8}",
    ];
    // A letter at each end, since readers may trim.
    prop::collection::vec(piece, 0..8).prop_map(|pieces| format!("a{}z", pieces.concat()))
}

/// The sample series with hostile text wherever text can be.
fn hostile_series() -> impl Strategy<Value = Series> {
    prop::collection::vec(hostile(), 10).prop_map(|mut texts| {
        // The number keeps them apart: an event's title that is also the talk's is told once.
        let mut next = || format!("{} {}", texts.len(), texts.pop().unwrap_or_default());
        let mut series = with_video(|video| video.title = Some(next()));
        series.title = next();
        series.description = Some(crate::sample::text(&next()));
        series.organizers[0].name = next();
        let event = &mut series.events[0];
        event.title = next();
        event.tags = vec![next()];
        let talk = &mut event.talks[0];
        talk.title = Some(next());
        talk.abstract_ = Some(crate::sample::text(&next()));
        talk.speakers[0].name = next();
        talk.speakers[0].affiliation = Some(next());
        series
    })
}

/// What a reader must find: the texts of the catalogue through what the format cannot carry.
struct Expected {
    feed_title: String,
    title: String,
    speaker: String,
    tag: String,
    summary: String,
    content: String,
}

impl Expected {
    fn of(series: &Series, carry: fn(&str) -> String) -> Self {
        let event = &series.events[0];
        let (talk, speaker) = (&event.talks[0], &event.talks[0].speakers[0]);
        let affiliation = speaker.affiliation.as_deref().unwrap_or_default();
        let recording = talk.video().and_then(|video| video.title.as_deref()).unwrap_or_default();
        let abstract_ = talk.abstract_.as_ref().map_or("", |text| &text.html);
        let day = "18 September 2023";
        let written = html::text;
        let content = format!(
            "<p><a href=\"https://www.youtube.com/watch?v=qhAYUfQlYfo\"><img \
             src=\"https://i.ytimg.com/vi/qhAYUfQlYfo/hqdefault.jpg\" alt=\"Watch the recording\" \
             width=\"480\" height=\"360\" /></a></p>\n\
             <p><a href=\"https://www.thijskooi.com/\">{}</a> ({})</p>\n\
             <p>{}, {day}</p>\n{abstract_}\
             <ul>\n<li><a href=\"https://www.youtube.com/watch?v=qhAYUfQlYfo\">Recording: {}</a></li>\n</ul>",
            written(&speaker.name),
            written(affiliation),
            written(&event.title),
            written(recording),
        );
        Self {
            feed_title: carry(&format!("{}: recordings", series.title)),
            title: carry(talk.title()),
            speaker: carry(&speaker.name),
            tag: carry(&event.tags[0]),
            summary: carry(&format!("{} ({affiliation}) · {}, {day}", speaker.name, event.title)),
            content: carry(&content),
        }
    }
}

proptest! {
    #[test]
    fn rss_gives_every_text_back(series in hostile_series()) {
        let files = Files::of(&series);
        let expected = Expected::of(&series, |text| xml::text(text).into_owned());
        let document = files.rss();
        let item = item(&document);
        let title = channel(&document).children().find(|child| child.has_tag_name("title"));
        prop_assert_eq!(title.and_then(|title| title.text()), Some(expected.feed_title.as_str()));
        prop_assert_eq!(text(item, None, "title"), expected.title);
        prop_assert_eq!(text(item, Some(DC), "creator"), expected.speaker);
        prop_assert_eq!(text(item, None, "category"), expected.tag);
        prop_assert_eq!(text(item, None, "description"), html::text(&expected.summary));
        prop_assert_eq!(text(item, Some(CONTENT), "encoded"), expected.content);
    }

    #[test]
    fn atom_gives_every_text_back(series in hostile_series()) {
        let files = Files::of(&series);
        let expected = Expected::of(&series, |text| xml::text(text).into_owned());
        let document = files.atom();
        let entry = entry(&document);
        let title = document.root_element().children().find(|child| child.has_tag_name((ATOM, "title")));
        prop_assert_eq!(title.and_then(|title| title.text()), Some(expected.feed_title.as_str()));
        prop_assert_eq!(text(entry, Some(ATOM), "title"), expected.title);
        prop_assert_eq!(text(entry, Some(ATOM), "name"), expected.speaker);
        prop_assert_eq!(attributes(entry, (ATOM, "category"), "term"), [expected.tag]);
        prop_assert_eq!(text(entry, Some(ATOM), "summary"), expected.summary);
        prop_assert_eq!(text(entry, Some(ATOM), "content"), expected.content);
    }

    #[test]
    fn json_feed_gives_every_text_back(series in hostile_series()) {
        let json = Files::of(&series).json();
        let expected = Expected::of(&series, str::to_owned);
        let item = &json["items"][0];
        prop_assert_eq!(&json["title"], &expected.feed_title);
        prop_assert_eq!(&item["title"], &expected.title);
        prop_assert_eq!(&item["authors"][0]["name"], &expected.speaker);
        prop_assert_eq!(&item["tags"][0], &expected.tag);
        prop_assert_eq!(&item["summary"], &expected.summary);
        prop_assert_eq!(&item["content_html"], &expected.content);
    }

    #[test]
    fn feed_readers_find_the_item_whatever_it_says(series in hostile_series()) {
        let files = Files::of(&series);
        let id = sample::edition(&series).items[0].id.urn().to_string();
        for document in [&files.rss, &files.atom, &files.json] {
            let read = feed_rs::parser::parse(document.as_bytes()).expect("a feed");
            prop_assert_eq!(read.entries.len(), 1);
            prop_assert_eq!(&read.entries[0].id, &id);
        }
        let rss = ::rss::Channel::read_from(files.rss.as_bytes()).expect("RSS");
        let atom = atom_syndication::Feed::read_from(files.atom.as_bytes()).expect("Atom");
        prop_assert_eq!(rss.items()[0].content(), atom.entries()[0].content().and_then(|content| content.value()));
    }

    #[test]
    fn the_content_is_markup_that_nests(series in hostile_series()) {
        let edition = sample::edition(&series);
        let feed = feed::videos(&edition).items().next().expect("an item").content;
        let wrapped = format!("<div>{}</div>", xml::text(&feed));
        let read = Document::parse(&wrapped).expect("markup that nests");
        let scripts = read.descendants().filter(|node| node.has_tag_name("script"));
        prop_assert_eq!(scripts.count(), 0);
    }
}
