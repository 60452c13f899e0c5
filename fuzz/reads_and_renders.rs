//! What holds of any bytes at all: they are read without a panic, every diagnostic has a place,
//! what is added to them is all that is new, and what reads cleanly becomes files that parsers of
//! other people accept. The fuzzer and `tests/fuzz.rs` run the same.

use calcard::icalendar::ICalendar;
use seminar::diagnostic::{Severity, Style, diff, draw, github, json, sarif};
use seminar::draft::{EventDraft, TalkDraft, VideoDraft};
use seminar::model::Event;
use seminar::{Catalogue, History, Site};

/// Panics where it does not hold.
pub(crate) fn check(bytes: &[u8]) {
    let catalogue = Catalogue::read("events.yaml", bytes);
    check_problems(&catalogue);
    if let Some(repaired) = catalogue.repaired() {
        check_problems(&repaired);
        assert!(!diff(catalogue.source(), repaired.source()).is_empty(), "a repair of nothing");
    }
    check_edits(&catalogue);
    if let Some(series) = catalogue.series() {
        let now = "2023-10-01T12:00:00Z".parse().expect("a time");
        let site = Site::render(series, &History::default(), &now);
        site.files().iter().for_each(|(name, bytes)| check_file(name, bytes));
    }
}

/// Adds an event, a talk and a recording, each of which is refused or is the only difference.
fn check_edits(catalogue: &Catalogue) {
    let id = "an-id-that-nobody-has";
    let event =
        EventDraft { id: Some(id.into()), start: Some("TBA".into()), ..EventDraft::default() };
    let talk = TalkDraft { id: Some(id.into()), title: Some("TBA".into()), ..TalkDraft::default() };
    let url = "https://youtu.be/an-id-nobod".to_owned();
    let title = Some("A: title".to_owned());
    let video = VideoDraft { url, title, published: Some("2023-09-19".into()), duration: None };
    let events = catalogue.series().map_or(&[][..], |series| &series.events);
    let talk_of = |event: &Event| event.talks.first().map(|talk| talk.id.clone());
    let (first, recorded) = (events.first(), events.iter().find_map(talk_of));
    let edits = [
        Some(catalogue.with_event(&event)),
        first.map(|event| catalogue.with_talk(&event.id, &talk)),
        recorded.map(|talk| catalogue.with_videos([(talk.as_str(), &video)])),
    ];
    for edited in edits.into_iter().flatten().flatten() {
        assert!(catalogue.series().is_none() || edited.series().is_some(), "it is wrong now");
    }
}

fn check_problems(catalogue: &Catalogue) {
    let (source, problems) = (catalogue.source(), catalogue.diagnostics());
    for problem in problems {
        assert!(source.text().get(problem.span.clone()).is_some(), "{problem:?} is nowhere");
    }
    let refused = problems.iter().any(|problem| problem.severity() == Severity::Error);
    assert_eq!(catalogue.series().is_none(), refused, "{problems:?}");
    assert_eq!(draw(source, problems, Style::Plain).is_empty(), problems.is_empty());
    assert_eq!(github(source, problems).lines().count(), problems.len());
    for text in [json(source, problems), sarif(source, problems)] {
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
    }
}

/// Reads a file with a parser that is not ours.
fn check_file(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    if name.ends_with(".ics") {
        ICalendar::parse(text).unwrap_or_else(|error| panic!("{name}: {error:?}\n{text}"));
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{name}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\r')), "{name}");
    } else if name.ends_with(".json") {
        serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    } else if name.ends_with(".rss") || name.ends_with(".atom") {
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    }
}
