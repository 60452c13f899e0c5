use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::{Format, List, Listed, Published, Unreadable, read};
use crate::zone::Zone;

fn list(text: &str) -> List {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The only video of a list.
fn video(text: &str) -> Listed {
    let list = list(text);
    assert_eq!((list.videos.len(), &list.left_out[..]), (1, &[][..]), "{list:?}");
    list.videos[0].clone()
}

fn day(video: &Listed) -> String {
    let zone = Zone::get("Europe/Copenhagen").unwrap();
    video.published.map(|it| it.day(&zone).to_string()).unwrap_or_default()
}

/// Where a document is broken, and what is said of it.
fn broken(text: &str) -> (usize, usize, String) {
    let Unreadable { line, column, message, help } = read(text.as_bytes()).unwrap_err();
    assert!(!help.is_empty() && !message.ends_with('.'), "{message} {help}");
    (line, column, message)
}

const YOUTUBE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <title>Datasets through the L👀king-Glass</title>
 <entry>
  <id>yt:video:qhAYUfQlYfo</id>
  <yt:videoId>qhAYUfQlYfo</yt:videoId>
  <title>Images &amp; &#34;annotations&#x22;</title>
  <link rel="alternate" href="https://www.youtube.com/shorts/qhAYUfQlYfo"/>
  <published>2023-09-18T22:30:00+00:00</published>
  <media:group>
   <media:title>another</media:title>
   <media:content url="https://www.youtube.com/v/qhAYUfQlYfo?version=3" width="640" height="390"/>
   <media:description>Dr. Thijs Kooi,
Lunit</media:description>
  </media:group>
 </entry>
</feed>
"#;

#[test]
fn youtubes_feed_is_read() {
    let list = list(YOUTUBE);
    assert_eq!(list.format, Format::Atom);
    assert_eq!(list.title.as_deref(), Some("Datasets through the L👀king-Glass"));
    let video = video(YOUTUBE);
    assert_eq!(video.url.as_str(), "https://www.youtube.com/watch?v=qhAYUfQlYfo");
    assert_eq!(video.title, "Images & \"annotations\"");
    assert_eq!(video.description, "Dr. Thijs Kooi,\nLunit");
    // By the series' clocks, it was the next day.
    assert_eq!(day(&video), "2023-09-19");
    assert_eq!(video.duration, None);
}

#[test]
fn another_prefix_and_another_order_mean_the_same() {
    let other = YOUTUBE.replace("yt:", "tube:").replace("media:", "m:");
    let other = other.replace("xmlns:yt", "xmlns:tube").replace("xmlns:media", "xmlns:m");
    assert_eq!(list(&other).videos, list(YOUTUBE).videos);
}

#[test]
fn vimeos_feed_is_read() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
  <channel>
    <title>Vimeo / Our webinar's videos</title>
    <atom:link href="https://vimeo.com/ours/videos/rss" rel="self" type="application/rss+xml"/>
    <item>
      <title>Brain tumor segmentation</title>
      <pubDate>Thu, 15 Jun 2023 23:12:01 -0400</pubDate>
      <link>https://vimeo.com/836512345</link>
      <description><![CDATA[<p><img src="x.jpg" alt=""/></p><p>By Ujjwal Baid</p>]]></description>
      <guid isPermaLink="false">tag:vimeo,2023-06-15:clip836512345</guid>
      <media:content duration="1694">
        <media:player url="https://player.vimeo.com/video/836512345"/>
        <media:thumbnail height="540" width="960" url="https://i.vimeocdn.com/x.jpg"/>
        <media:title>Brain tumor segmentation</media:title>
      </media:content>
    </item>
  </channel>
</rss>"#;
    let video = video(text);
    assert_eq!(list(text).format, Format::Rss);
    assert_eq!(list(text).title.as_deref(), Some("Vimeo / Our webinar's videos"));
    assert_eq!(video.url.as_str(), "https://vimeo.com/836512345");
    assert_eq!(video.duration, Some(TimeDelta::seconds(1694)));
    assert_eq!(day(&video), "2023-06-16");
    assert!(video.description.contains("By Ujjwal Baid"));
}

#[test]
fn peertubes_feed_is_read() {
    let text = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
    <channel>
        <title>Our channel - tube.example.org</title>
        <item>
            <title><![CDATA[A skin lesion <dataset>]]></title>
            <link>https://tube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d</link>
            <guid>https://tube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d</guid>
            <pubDate>Tue, 19 Sep 2023 09:00:00 GMT</pubDate>
            <itunes:duration>0:58:20</itunes:duration>
            <enclosure type="application/x-bittorrent" url="https://tube.example.org/t.torrent" length="7"/>
            <media:community><media:statistics views="3"/></media:community>
        </item>
    </channel>
</rss>"#;
    let video = video(text);
    let address = "https://tube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d";
    assert_eq!(video.url.as_str(), address);
    assert_eq!(video.title, "A skin lesion <dataset>");
    assert_eq!(
        (day(&video).as_str(), video.duration),
        ("2023-09-19", Some(TimeDelta::seconds(3500)))
    );
    // In a podcast, only the file is linked.
    let podcast = text.replace("link>", "comments>").replace("guid>", "x>");
    let podcast = podcast.replace("t.torrent", "talk.mp4").replace("0:58:20", "3500");
    let listed = self::video(&podcast);
    assert_eq!(listed.url.as_str(), "https://tube.example.org/talk.mp4");
    assert_eq!(listed.duration, video.duration);
}

#[test]
fn what_yt_dlp_prints_is_read() {
    let text = r#"{"_type": "url", "ie_key": "Youtube", "id": "qhAYUfQlYfo", "url": "https://www.youtube.com/watch?v=qhAYUfQlYfo", "title": "One", "description": null, "duration": 1694.0, "channel": "PURRlab", "timestamp": null, "release_timestamp": null, "view_count": 170, "playlist_title": "Ours", "n_entries": 6}
{"id": "_RlcKW0sZ80", "webpage_url": "https://www.youtube.com/watch?v=_RlcKW0sZ80", "url": "_RlcKW0sZ80", "title": "Two", "upload_date": "20230615"}
{"id": "pYl9bBcQA-M", "ie_key": "Youtube", "url": "pYl9bBcQA-M", "title": "Three", "timestamp": 1686832237, "upload_date": "20230614"}

{"id": "x", "ie_key": "Youtube", "url": "https://www.youtube.com/watch?v=E4inBrMLVog", "title": "[Private video]"}
{"id": "y", "url": "https://www.youtube.com/@purrlab", "title": "A tab"}
{"id": "z", "url": "https://www.youtube.com/watch?v=2sbWrXO6gAc", "title": "Soon", "live_status": "is_upcoming"}
"#;
    let list = list(text);
    assert_eq!((list.format, list.title.as_deref()), (Format::YtDlp, Some("Ours")));
    let told: Vec<_> =
        list.videos.iter().map(|it| (it.title.as_str(), it.url.as_str(), it.published)).collect();
    let on = |day| Some(Published::On(NaiveDate::from_ymd_opt(2023, 6, day).unwrap()));
    let watch = |id: &str| format!("https://www.youtube.com/watch?v={id}");
    assert_eq!(
        told,
        [
            ("One", watch("qhAYUfQlYfo").as_str(), None),
            ("Two", watch("_RlcKW0sZ80").as_str(), on(15)),
            (
                "Three",
                watch("pYl9bBcQA-M").as_str(),
                Some(Published::At("2023-06-15T12:30:37Z".parse().unwrap()))
            ),
        ]
    );
    assert_eq!(list.videos[0].duration, Some(TimeDelta::seconds(1694)));
    let left_out: Vec<_> = list.left_out.iter().map(|(line, why)| (*line, why.as_str())).collect();
    assert_eq!(
        left_out,
        [
            (5, "`[Private video]` can be seen by nobody"),
            (6, "`https://www.youtube.com/@purrlab`: this is a channel, not a video"),
            (7, "`Soon` is still to come"),
        ]
    );
    // As one object, laid out over many lines.
    let entries = text.lines().take(3).collect::<Vec<_>>().join(",\n");
    let single = format!(
        "{{\n \"id\": \"PL1\",\n \"title\": \"Ours\",\n \"entries\": [{entries}, null]\n}}"
    );
    let single = self::list(&single);
    assert_eq!((single.videos, single.title), (list.videos, list.title));
}

#[test]
fn a_time_that_no_catalogue_has_is_none() {
    let published = |keys: &str| {
        video(&format!("{{\"url\": \"https://vimeo.com/76979871\", {keys}}}")).published
    };
    for seconds in ["8210266876799", "8210200000000", "-62135596800", "7258118399", "0", "1e99"] {
        assert_eq!(published(&format!("\"timestamp\": {seconds}")), None, "{seconds}");
        let both = format!("\"timestamp\": {seconds}, \"upload_date\": \"20230615\"");
        assert_eq!(published(&both), Some(Published::On("2023-06-15".parse().unwrap())));
    }
    assert_eq!(published("\"upload_date\": \"22000101\""), None);
    assert_eq!(published("\"upload_date\": \"19691231\""), None);
    let feed = YOUTUBE.replace("<published>20", "<published>99");
    assert!(feed != YOUTUBE && list(&feed).videos.iter().all(|it| it.published.is_none()));
}

#[test]
fn objects_without_end_on_one_line_are_counted_once() {
    assert_eq!(broken(&"{}".repeat(100_000)).0, 1);
}

#[test]
fn a_video_that_is_listed_twice_is_one() {
    let twice = YOUTUBE.replace("</feed>", "") + YOUTUBE.split_once("</title>").unwrap().1;
    assert_eq!(list(&twice).videos.len(), 1);
}

#[test]
fn a_title_is_one_line_of_visible_characters() {
    let text = YOUTUBE.replace("Images", "\u{feff}Im\u{200b}ages\n\u{1b}[31m \u{202e}");
    assert_eq!(video(&text).title, "Images [31m & \"annotations\"");
}

#[test]
fn each_broken_document_is_told_with_its_place() {
    let at = |line, column, message: &str| (line, column, message.to_owned());
    assert_eq!(broken(""), at(1, 1, "the list is empty"));
    assert_eq!(broken("\u{feff} \n"), at(1, 1, "the list is empty"));
    for page in ["<!DOCTYPE html><p>Before", "\n<HTML lang=de>", "<?xml version='1.0'?>\n<html/>"] {
        assert_eq!(broken(page).2, "this is a web page, not a list of videos");
    }
    assert_eq!(broken("title,url\n"), at(1, 1, "this is neither a feed nor the JSON of yt-dlp"));
    assert_eq!(
        broken("<?xml version='1.0'?>\n<opml/>"),
        at(2, 1, "`<opml>` is neither an Atom feed nor an RSS feed")
    );
    let (line, column, message) = broken(&YOUTUBE.replace("</published>", "</publised>"));
    assert_eq!((line, column), (9, 39));
    assert!(message.starts_with("this is not XML: "), "{message}");
    let (line, _, message) = broken(&YOUTUBE.replace(" </entry>\n</feed>\n", ""));
    assert_eq!(
        (line, message.as_str()),
        (16, "the feed ends in the middle: `<entry>` is not closed")
    );
    let (line, _, message) = broken(&YOUTUBE.replace("&amp;", "&nbsp;"));
    assert_eq!((line, message.as_str()), (7, "`&nbsp;` is not an entity of XML"));
    let (line, _, message) = broken(&YOUTUBE.replace("&amp;", "&#xD800;"));
    assert!(line == 7 && message.starts_with("this is not XML"), "{line} {message}");
    let (line, _, message) = broken("<feed/>\n<feed/>");
    assert_eq!((line, message.as_str()), (2, "the feed ends before this"));
}

#[test]
fn each_broken_line_of_json_is_told_with_its_place() {
    let line = r#"{"id": "a", "title": "é", "url": "https://www.youtube.com/watch?v=_RlcKW0sZ80"}"#;
    let (at, _, message) = broken(&format!("{line}\n{line}\n{{\"id\": \"b\", "));
    assert_eq!((at, message.as_str()), (3, "the list ends in the middle of an object"));
    let (at, column, message) = broken(&format!("{line}\n{{\"é\": nul}}\n"));
    assert_eq!((at, column), (2, 9));
    assert!(message.starts_with("this is not JSON: "), "{message}");
    let (at, _, message) = broken(&format!("{line}\n{{\"title\": 7}}"));
    assert_eq!(at, 2);
    assert!(
        message.starts_with("this is not what yt-dlp prints: invalid type: integer"),
        "{message}"
    );
    let (at, _, message) = broken(&format!("{line}\nWARNING: unavailable"));
    assert!(at == 2 && message.starts_with("this is not JSON"), "{message}");
    let (at, _, message) = broken("{}\n{\"version\": \"https://jsonfeed.org/version/1.1\"}");
    assert_eq!(at, 1);
    assert!(message.ends_with("an entry has neither `url` nor `webpage_url`"), "{message}");
}

#[test]
fn bytes_that_are_not_utf_8_are_told_with_their_place() {
    let error = read(b"<feed>\n\xe9").unwrap_err();
    assert_eq!((error.line, error.column), (2, 1));
    assert_eq!(error.message, "the list is not UTF-8 text");
}

#[test]
fn nothing_grows_while_it_is_read() {
    let mut bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE feed [<!ENTITY a0 \"ha\">\n".to_owned();
    for level in 1..30 {
        let below = format!("&a{};", level - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY a{level} \"{below}\">\n"));
    }
    let feed = YOUTUBE.split_once('\n').unwrap().1.replace("&amp;", "&a29;");
    let (line, _, message) = broken(&format!("{bomb}]>\n{feed}"));
    assert_eq!((line, message.as_str()), (38, "`&a29;` is not an entity of XML"));
    let deep = "<a>".repeat(100_000);
    let (_, _, message) = broken(&format!("<feed>{deep}"));
    assert_eq!(message, "more than 64 elements lie in each other");
    let deep = "[".repeat(100_000);
    let (line, _, _) = broken(&format!("{{\"entries\": {deep}"));
    assert_eq!(line, 1);
    assert_eq!(
        read(&vec![b' '; super::LARGEST + 1]).unwrap_err().message,
        "the list is larger than 64 MiB"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_stumble(
        text in "(<(/?)(feed|rss|channel|entry|item|title|link|a:b|yt:videoId)( rel='x'| href=\"&#1;\"| xmlns='u')*(/?)>|<!\\[CDATA\\[|\\]\\]>|<!--|&[a-z#0-9]*;|\\{|\\}|\"(id|url|title|entries|duration)\":|\\[|null|1e99|\\PC|\u{1F440}){0,30}"
    ) {
        for start in ["", "<feed>", "<rss xmlns:a='http://search.yahoo.com/mrss/'><channel><item>", "{\"entries\": ["] {
            let text = format!("{start}{text}");
            if let Err(error) = read(text.as_bytes()) {
                prop_assert!(error.line >= 1 && error.column >= 1);
            }
        }
    }

    #[test]
    fn a_damaged_feed_is_read_or_told(at in 0..YOUTUBE.len(), byte in any::<u8>(), is_cut: bool) {
        let mut bytes = YOUTUBE.as_bytes().to_vec();
        bytes[at] = byte;
        if is_cut {
            bytes.truncate(at);
        }
        let lines = YOUTUBE.lines().count() + 2;
        if let Err(error) = read(&bytes) {
            prop_assert!((1..=lines).contains(&error.line), "{:?}", error);
        }
    }
}
