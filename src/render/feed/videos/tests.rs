use chrono::TimeDelta;

use super::*;
use crate::model::Recording;
use crate::sample;

fn feed_of(series: &Series) -> (Feed<'_>, FeedItem<'_>) {
    // A feed points into its edition.
    let feed = videos(Box::leak(Box::new(sample::edition(series))));
    let item = feed.items().next().expect("an item");
    (feed, item)
}

/// The sample series after a change to its event, and its only item.
fn check(change: impl FnOnce(&mut Event), check: impl FnOnce(FeedItem<'_>)) {
    let mut series = sample::series();
    change(&mut series.events[0]);
    check(feed_of(&series).1);
}

fn video(talk: &mut Talk) -> &mut Video {
    match &mut talk.recording {
        Recording::Published(video) => video,
        other => panic!("no recording: {other:?}"),
    }
}

#[test]
fn the_feed_is_the_series() {
    let series = sample::series();
    let (feed, _) = feed_of(&series);
    assert_eq!(feed.title, "Datasets through the L👀king-Glass: recordings");
    assert_eq!(feed.subtitle, "About the data that learning-based methods are built on.");
    assert_eq!(feed.address("rss"), "https://example.org/feeds/videos.rss");
    assert_eq!(feed.id, identity::feed_id("looking-glass", "videos"));
}

#[test]
fn the_playlist_stands_below_the_description() {
    let mut series = sample::series();
    series.description = None;
    series.playlist = Some(sample::url("https://www.youtube.com/playlist?list=PL1"));
    let expected = "Recordings of the talks of Datasets through the L👀king-Glass\n\n\
                    All recordings: https://www.youtube.com/playlist?list=PL1";
    assert_eq!(feed_of(&series).0.subtitle, expected);
}

#[test]
fn a_series_without_organisers_is_the_author_itself() {
    let mut series = sample::series();
    series.organizers.clear();
    let names: Vec<_> = feed_of(&series).0.authors.iter().map(|author| author.name).collect();
    assert_eq!(names, ["Datasets through the L👀king-Glass"]);
}

#[test]
fn the_feed_was_updated_when_its_newest_item_was() {
    let mut series = sample::series();
    let second = sample::talk("S03E02");
    series.events[0].talks.push(second);
    let mut edition = sample::edition(&series);
    let newest = edition.items[1].updated + TimeDelta::days(3);
    edition.items[1].updated = newest;
    assert_eq!(videos(&edition).updated, newest);
}

#[test]
fn an_empty_feed_was_updated_when_the_first_event_was_seen() {
    let series = sample::series();
    let mut edition = sample::edition(&series);
    edition.items.clear();
    let created = edition.entries[0].created;
    edition.entries[0].modified += TimeDelta::days(3);
    assert_eq!(videos(&edition).updated, created);
    edition.entries.clear();
    assert_eq!(videos(&edition).updated.timestamp(), 0);
}

#[test]
fn an_item_has_the_title_that_the_talk_was_announced_with() {
    let own = "Optimizing annotation cost";
    check(
        |event| video(&mut event.talks[0]).title = Some(own.to_owned()),
        |item| {
            assert_eq!(item.title, "Did You Get What You Paid For?");
            assert!(item.content.contains(">Recording: Optimizing annotation cost</a>"));
        },
    );
    check(
        |event| {
            video(&mut event.talks[0]).title = Some(own.to_owned());
            event.talks[0].title = None;
        },
        |item| assert_eq!(item.title, own),
    );
    check(
        |event| event.talks[0].title = None,
        |item| assert_eq!(item.title, "Rethinking Annotations"),
    );
}

#[test]
fn an_item_links_to_its_talk_on_the_page_of_the_event() {
    for (page, place) in [
        ("https://example.org/webinar/#S03", "https://example.org/webinar/#S03E01"),
        ("https://example.org/2023/autumn", "https://example.org/2023/autumn#S03E01"),
        ("https://example.org/#/events/3", "https://example.org/#/events/3"),
    ] {
        check(|event| event.url = sample::url(page), |item| assert_eq!(item.link.as_str(), place));
    }
}

#[test]
fn an_item_is_by_its_speakers_or_else_by_the_organisers() {
    let names = |item: FeedItem| item.authors.iter().map(|author| author.name.to_owned()).collect();
    check(
        |event| event.talks[0].speakers.push(sample::person("Cathrine Damgaard")),
        |item| {
            let names: Vec<String> = names(item);
            assert_eq!(names, ["Dr. Thijs Kooi", "Cathrine Damgaard"]);
        },
    );
    check(
        |event| event.talks[0].speakers.clear(),
        |item| {
            let names: Vec<String> = names(item);
            assert_eq!(names, ["Amelia Jiménez-Sánchez"]);
        },
    );
}

#[test]
fn the_summary_says_who_what_and_when() {
    check(
        |_| {},
        |item| {
            let expected =
                "Dr. Thijs Kooi (Lunit, South Korea) · Rethinking Annotations, 18 September 2023";
            assert_eq!(item.summary, expected);
        },
    );
    check(
        |event| {
            event.talks[0].speakers.clear();
            event.talks[0].title = None;
        },
        |item| assert_eq!(item.summary, "18 September 2023"),
    );
}

#[test]
fn the_day_is_the_one_on_the_clocks_of_the_zone() {
    let mut series = sample::series();
    let talk = sample::talk("S01E01");
    series.events = vec![sample::event("S01", "Pacific/Auckland", "2023-09-18T00:30:00")];
    series.events[0].talks.push(talk);
    assert!(feed_of(&series).1.summary.ends_with("18 September 2023"));
}

#[test]
fn a_day_is_told_as_far_as_it_is_known() {
    let (first, second, third) =
        (sample::day(2023, 9, 30), sample::day(2023, 10, 1), sample::day(2023, 10, 2));
    let cases = [
        (When::AllDay { start: first, end: second }, Some("30 September 2023")),
        (When::AllDay { start: first, end: third }, Some("30 September 2023 to 1 October 2023")),
        (When::Month(second), Some("October 2023")),
        (When::Unknown, None),
    ];
    for (when, words) in cases {
        assert_eq!(day(when).as_deref(), words);
    }
}

#[test]
fn the_content_is_all_that_a_reader_wants_to_know() {
    check(
        |event| {
            let talk = &mut event.talks[0];
            talk.slides = Some(sample::url("https://example.org/slides.pdf?a=1&b=2"));
            talk.paper = Some(sample::url("https://example.org/paper"));
            talk.code = Some(sample::url("https://example.org/code"));
            let mut second = sample::person("Trine <Naja> Eriksen");
            (second.affiliation, second.url) = (None, None);
            talk.speakers.push(second);
        },
        |item| {
            let expected = r#"<p><a href="https://www.youtube.com/watch?v=qhAYUfQlYfo"><img src="https://i.ytimg.com/vi/qhAYUfQlYfo/hqdefault.jpg" alt="Watch the recording" width="480" height="360" /></a></p>
<p><a href="https://www.thijskooi.com/">Dr. Thijs Kooi</a> (Lunit, South Korea)<br />
Trine &lt;Naja&gt; Eriksen</p>
<p>Rethinking Annotations, 18 September 2023</p>
<p>Although <em>techniques</em> like self-supervision …</p>
<ul>
<li><a href="https://www.youtube.com/watch?v=qhAYUfQlYfo">Recording</a></li>
<li><a href="https://example.org/slides.pdf?a=1&amp;b=2">Slides</a></li>
<li><a href="https://example.org/paper">Paper</a></li>
<li><a href="https://example.org/code">Code</a></li>
</ul>"#;
            assert_eq!(item.content, expected);
        },
    );
}

#[test]
fn the_content_leaves_out_what_is_not_known() {
    check(
        |event| {
            event.when = When::Unknown;
            let talk = &mut event.talks[0];
            (talk.abstract_, talk.title) = (None, None);
            talk.speakers.clear();
            video(talk).url = sample::url("https://example.org/recording");
        },
        |item| {
            let expected =
                "<ul>\n<li><a href=\"https://example.org/recording\">Recording</a></li>\n</ul>";
            assert_eq!(item.content, expected);
        },
    );
}
