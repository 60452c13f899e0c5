//! The announcement, as the command prints it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use common::{folder, project, project_file, said};
use url::Url;

/// Before the third webinar.
const BEFORE: &str = "--now 2023-08-28T12:00:00Z";

/// After it.
const AFTER: &str = "--now 2023-09-19T12:00:00Z";

fn announced(words: &str) -> String {
    let (status, data, errors) = said(&project(), &format!("announce {words}"));
    assert_eq!((status, errors.as_str()), (0, ""), "{words}");
    data
}

#[test]
fn the_third_webinar_is_announced_as_its_organisers_would() {
    let expected = project_file("tests/announce/S03.txt");
    assert_eq!(announced(BEFORE), expected, "the next event");
    assert_eq!(announced(&format!("s03 {BEFORE}")), expected, "the event that is named");
}

#[test]
fn an_event_that_is_over_is_announced_with_a_word_to_whoever_asks() {
    let (status, data, errors) = said(&project(), &format!("announce s03 {AFTER}"));
    assert_eq!((status, data), (0, project_file("tests/announce/S03.txt")));
    assert!(errors.starts_with("warning: `S03` is over\n  help: "), "{errors}");
}

#[test]
fn in_a_catalogue_without_events_the_way_to_the_first_is_shown() {
    let folder = folder(
        "series: {id: s, title: S, url: https://example.org, timezone: Europe/Rome}\nevents: []\n",
    );
    let (status, _, errors) = said(folder.path(), "announce");
    let expected =
        "error: no event is ahead\n  help: there is none yet: `seminar new event` adds one\n";
    assert_eq!((status, errors.as_str()), (2, expected));
}

#[test]
fn every_zone_tells_the_webinars_instant_as_another_database_has_it() {
    for (id, start) in [
        ("S01", "2023-02-27T15:00:00Z"),
        ("S02", "2023-06-05T14:00:00Z"),
        ("S03", "2023-09-18T11:00:00Z"),
    ] {
        let zones = "--zone Australia/Sydney --zone America/Los_Angeles";
        let text = announced(&format!("{id} {zones} --now 2023-01-01T12:00:00Z"));
        let (_, day) = text.lines().next().unwrap().rsplit_once(", ").unwrap();
        let start: DateTime<Utc> = start.parse().unwrap();
        let mut number = 0;
        for line in text.lines().filter(|line| line.starts_with("  ") && line.ends_with(')')) {
            let Some((hours, zone)) = line.trim_matches([' ', ')']).split_once(" (") else {
                continue;
            };
            let Ok(zone) = zone.parse::<Tz>() else { continue };
            // `Tuesday 6 June, 00:00–01:30 AEST`: the day stands there if it is another one.
            let (day, hours) = match hours.split_once(", ") {
                Some((day, hours)) => (format!("{day} 2023"), hours),
                None => (day.to_owned(), hours),
            };
            let (clock, _) = hours.split_once('–').unwrap();
            let local = format!("{day} {clock}");
            let local = NaiveDateTime::parse_from_str(&local, "%A %d %B %Y %H:%M").unwrap();
            assert_eq!(
                zone.from_local_datetime(&local).single().unwrap().to_utc(),
                start,
                "{line}"
            );
            number += 1;
        }
        assert_eq!(number, 3, "{text}");
    }
}

#[test]
fn the_calendar_links_are_those_of_the_event() {
    let text = announced(&format!("S03 {BEFORE}"));
    let links: Vec<Url> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let query = |host: &str| -> BTreeMap<_, _> {
        let link = links.iter().find(|link| link.host_str() == Some(host)).expect(host);
        link.query_pairs().into_owned().collect()
    };
    let google = query("calendar.google.com");
    assert_eq!(google["dates"], "20230918T130000/20230918T143000");
    assert_eq!(google["ctz"], "Europe/Copenhagen");
    for host in ["outlook.live.com", "outlook.cloud.microsoft"] {
        assert_eq!(query(host)["startdt"], "2023-09-18T11:00:00Z");
        assert_eq!(query(host)["enddt"], "2023-09-18T12:30:00Z");
    }
    let file = "https://purrlab.github.io/feeds/S03.ics";
    assert!(links.iter().any(|link| link.as_str() == file));
}

#[test]
fn the_form_for_newsletters_is_well_formed_has_no_script_and_asks_for_nothing() {
    let page = announced(&format!("--format html {BEFORE}"));
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&page, options).unwrap();
    let text = |name: &str| {
        let element = document.descendants().find(|element| element.has_tag_name(name)).unwrap();
        element.text().unwrap_or_default().to_owned()
    };
    let subject = project_file("tests/announce/S03.txt");
    let subject = subject.lines().next().unwrap().strip_prefix("Subject: ").unwrap();
    assert_eq!(text("title"), subject);
    assert_eq!(text("h1"), "Rethinking Annotations");
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(!["script", "link", "style", "img", "iframe"].contains(&name), "{name}");
        let asks = |attribute: &roxmltree::Attribute<'_, '_>| attribute.value().contains("url(");
        assert!(!element.attributes().any(|attribute| asks(&attribute)));
    }
}

#[test]
fn without_an_event_ahead_one_has_to_be_named() {
    let (status, data, errors) = said(&project(), &format!("announce {AFTER}"));
    assert_eq!((status, data.as_str()), (2, ""));
    assert_eq!(
        errors,
        "error: no event is ahead\n  help: name the one to announce: the events are S01, S02, S03\n"
    );
}

#[test]
fn an_event_that_does_not_exist_is_the_same_error_as_that_of_links() {
    let links = said(&project(), "links S99");
    assert_eq!(links.0, 2);
    assert_eq!(said(&project(), "announce S99"), links);
}

#[test]
fn a_zone_is_named_by_its_city() {
    for zone in ["CET", "UTC", "+02:00", "Europe/Atlantis"] {
        let (status, _, errors) = said(&project(), &format!("announce S03 --zone {zone}"));
        assert_eq!(status, 2, "{zone}");
        assert!(errors.contains("such as America/New_York"), "{errors}");
    }
}

#[test]
fn a_catalogue_with_a_mistake_announces_nothing() {
    let catalogue = project_file("events.yaml").replace("13:00 CEST", "13:00 CET");
    let (status, data, errors) = said(folder(&catalogue).path(), "announce S03");
    assert_eq!((status, data.as_str()), (1, ""));
    assert!(errors.starts_with("error[wrong-abbreviation]: "), "{errors}");
}
