//! What an announcement says of events of every kind.

use super::*;
use crate::sample;

fn zone(name: &str) -> Zone {
    Zone::get(name).unwrap()
}

/// The hours of an event in Copenhagen, for an hour and a half from this local time.
fn told(start: &str, zones: &[&str]) -> (String, Vec<String>) {
    let event = sample::event("S03", "Europe/Copenhagen", start);
    let zones: Vec<_> = zones.iter().map(|name| zone(name)).collect();
    when(&event, &zones)
}

#[test]
fn the_hours_are_right_in_the_weeks_when_only_one_side_has_changed_its_clocks() {
    let zones = ["Europe/Copenhagen", "America/New_York", "Australia/Sydney"];
    for (start, expected) in [
        ("2024-03-08T16:00:00", ["16:00–17:30 CET", "10:00–11:30 EST"]),
        ("2024-03-15T16:00:00", ["16:00–17:30 CET", "11:00–12:30 EDT"]),
        ("2024-04-05T16:00:00", ["16:00–17:30 CEST", "10:00–11:30 EDT"]),
        ("2024-10-30T16:00:00", ["16:00–17:30 CET", "11:00–12:30 EDT"]),
    ] {
        let (_, hours) = told(start, &zones);
        for (hours, expected) in hours.iter().zip(expected) {
            assert!(hours.starts_with(expected), "{start}: {hours}");
        }
    }
}

#[test]
fn a_zone_where_it_is_another_day_says_which() {
    let (day, hours) =
        told("2023-09-18T23:00:00", &["Europe/Copenhagen", "Asia/Tokyo", "America/New_York"]);
    assert_eq!(day, "Monday 18 September 2023");
    assert_eq!(
        hours,
        [
            "23:00–Tuesday 19 September, 00:30 CEST (Europe/Copenhagen)",
            "Tuesday 19 September, 06:00–07:30 JST (Asia/Tokyo)",
            "17:00–18:30 EDT (America/New_York)",
        ]
    );
}

#[test]
fn an_event_across_a_clock_change_tells_both_abbreviations() {
    let (_, hours) = told("2024-03-31T01:30:00", &["Europe/Copenhagen", "Asia/Tokyo"]);
    assert_eq!(hours, ["01:30 CET–04:00 CEST (Europe/Copenhagen)", "09:30–11:00 JST (Asia/Tokyo)"]);
}

#[test]
fn the_zones_are_the_events_own_and_others_once_each() {
    let names = |event: &Event, asked: &[Zone]| -> Vec<_> {
        zones(event, asked).iter().map(|zone| zone.name().to_owned()).collect()
    };
    let copenhagen = sample::event("S03", "Europe/Copenhagen", "2023-09-18T13:00:00");
    assert_eq!(
        names(&copenhagen, &[]),
        ["Europe/Copenhagen", "America/New_York", "Europe/London", "Asia/Tokyo"]
    );
    // Lisbon shows London's hours, and Seoul those of Tokyo.
    let lisbon = sample::event("S03", "Europe/Lisbon", "2023-09-18T13:00:00");
    assert_eq!(names(&lisbon, &[]), ["Europe/Lisbon", "America/New_York", "Asia/Tokyo"]);
    let seoul = sample::event("S03", "Asia/Seoul", "2023-09-18T13:00:00");
    assert_eq!(names(&seoul, &[]), ["Asia/Seoul", "America/New_York", "Europe/London"]);
    // Those that are asked for are told whatever they show.
    let asked = [zone("Europe/Berlin"), zone("Europe/Copenhagen"), zone("Europe/Berlin")];
    assert_eq!(names(&copenhagen, &asked), ["Europe/Copenhagen", "Europe/Berlin"]);
}

#[test]
fn an_event_is_announced_as_far_as_it_is_known() {
    let series = sample::series();
    let mut event = sample::event("S04", "Europe/Copenhagen", "2023-09-18T13:00:00");
    for (when, subject, fact) in [
        (
            When::AllDay { start: sample::day(2023, 12, 4), end: sample::day(2023, 12, 5) },
            "Annotations, Monday 4 December 2023\n",
            "When: Monday 4 December 2023, the hour is open\nWhere:",
        ),
        (
            When::Month(sample::day(2023, 12, 1)),
            "Annotations, December 2023\n",
            "When: December 2023, the day is open\nWhere:",
        ),
        (When::Unknown, "Rethinking Annotations\n", "When: to be announced\nWhere:"),
    ] {
        event.when = when;
        let message = plain(&series, &event, &zones(&event, &[]));
        assert!(message.lines().next().unwrap().ends_with(subject.trim_end()), "{message}");
        assert!(message.contains(fact), "{message}");
        let has_day = event.starts().is_some();
        assert_eq!(message.contains("Add it to your calendar"), has_day, "{message}");
    }
}

#[test]
fn what_is_off_says_so_first_and_sends_nobody_there() {
    let series = sample::series();
    for (status, subject, notice) in [
        (Status::Cancelled, "Subject: Cancelled: ", "This event is cancelled."),
        (Status::Postponed, "Subject: Postponed: ", "This event is postponed."),
    ] {
        let mut event = series.events[0].clone();
        event.status = status;
        event.join = Some(sample::url("https://example.org/join"));
        let zones = zones(&event, &[]);
        let text = plain(&series, &event, &zones);
        assert!(text.starts_with(subject), "{text}");
        for message in [text, html(&series, &event, &zones)] {
            assert!(message.contains(notice), "{message}");
            assert!(message.contains("It was planned for:"), "{message}");
            for absent in ["Sign up", "Join", "calendar.google.com", "outlook", "yahoo"] {
                assert!(!message.contains(absent), "{absent}: {message}");
            }
            assert!(message.contains("S03.ics"), "the file that takes it off a calendar");
            assert!(message.contains("Bring your calendar up to date"), "{message}");
            assert!(!message.contains("Add it to"), "{message}");
        }
    }
    let mut event = series.events[0].clone();
    event.status = Status::Postponed;
    assert!(!subject(&series, &event).contains("2023"), "{}", subject(&series, &event));
    event.status = Status::Tentative;
    let message = plain(&series, &event, &[]);
    assert!(message.contains("This event is not confirmed yet."), "{message}");
}

#[test]
fn nothing_of_a_recording_is_announced() {
    let series = sample::series();
    let event = &series.events[0];
    for message in [plain(&series, event, &[]), html(&series, event, &[])] {
        assert!(!message.contains("youtube"), "{message}");
    }
}

#[test]
fn lists_keep_their_shape_and_addresses_are_never_cut() {
    let series = sample::series();
    let mut event = series.events[0].clone();
    let address = format!("https://example.org/{}", "a".repeat(100));
    event.talks[0].abstract_ = Some(crate::sample::text(&format!(
        "One.\n\n- {0}\n- short\n  1. inner {0}\n\nSee [this]({address}).",
        "word ".repeat(20)
    )));
    event.talks[0].speakers[0].bio = Some(crate::sample::text("Knows *all*."));
    event.talks[0].paper = Some(sample::url("https://example.org/paper"));
    let message = plain(&series, &event, &[]);
    let words = |number| vec!["word"; number].join(" ");
    let expected = format!(
        "  One.\n\n  - {}\n    {}\n  - short\n    1. inner {}\n       {}\n\n  See this\n  ({address}).\n\n  \
         About Dr. Thijs Kooi:\n  Knows all.\n\n  Paper: https://example.org/paper\n",
        words(13),
        words(7),
        words(12),
        words(8),
    );
    assert!(message.contains(&expected), "{message}\n{expected}");
}

#[test]
fn only_a_line_without_a_space_to_break_at_is_longer_than_72_columns() {
    let series = sample::series();
    let message = plain(&series, &series.events[0], &zones(&series.events[0], &[]));
    for line in message.lines().skip(1) {
        let words = line.split_whitespace().count();
        assert!(line.chars().count() <= 72 || words == 1, "{line}");
        assert!(line.len() < 998, "{line}");
        assert_eq!(line, line.trim_end());
    }
}

/// Each text of the series, the event and its talks is `text`.
fn hostile(text: &str) -> Series {
    let mut series = sample::series();
    series.title = text.to_owned();
    let event = &mut series.events[0];
    (event.title, event.location) = (text.to_owned(), Some(text.to_owned()));
    event.description = Some(crate::sample::text(text));
    let talk = &mut event.talks[0];
    (talk.title, talk.abstract_) = (Some(text.to_owned()), Some(crate::sample::text(text)));
    let speaker = &mut talk.speakers[0];
    (speaker.name, speaker.affiliation) = (text.to_owned(), Some(text.to_owned()));
    speaker.bio = Some(crate::sample::text(text));
    series.organizers = talk.speakers.clone();
    series
}

const HOSTILE: &str = "a\"'><script>alert(1)</script><img src=x onerror=alert(1)>\
                       \r\nBcc: everyone@example.org\n\n[x](javascript:alert(1)) &amp; \
                       \u{0}\u{1b}[31m\u{9b}31m\u{fffe}]]>";

#[test]
fn hostile_text_stays_text_in_html() {
    let series = hostile(HOSTILE);
    let page = html(&series, &series.events[0], &[]);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&page, options).unwrap();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(!["script", "img", "iframe", "link"].contains(&name), "{page}");
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on"), "{page}");
            assert!(!attribute.value().starts_with("javascript:"), "{page}");
        }
    }
    let heading = document.descendants().find(|it| it.has_tag_name("h1")).unwrap();
    assert!(heading.text().unwrap().starts_with("a\"'><script>alert(1)</script><img src=x"));
}

#[test]
fn hostile_text_makes_no_header_and_no_escape_sequence_in_plain_text() {
    let series = hostile(HOSTILE);
    let message = plain(&series, &series.events[0], &[]);
    let (head, body) = message.split_once("\n\n").unwrap();
    assert_eq!(head.lines().count(), 1, "{head}");
    assert!(head.starts_with("Subject: a\"'><script>") && head.contains(" Bcc: "), "{head}");
    assert!(!body.starts_with("Bcc"));
    assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_a_well_formed_page_and_a_message_without_controls(text: String) {
        let series = hostile(&text);
        let page = html(&series, &series.events[0], &[]);
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        roxmltree::Document::parse_with_options(&page, options).unwrap();
        let message = plain(&series, &series.events[0], &[]);
        proptest::prop_assert!(!message.contains(|c: char| c.is_control() && c != '\n'));
        proptest::prop_assert!(message.starts_with("Subject: "));
        proptest::prop_assert_eq!(message.lines().nth(1), Some(""));
    }
}
