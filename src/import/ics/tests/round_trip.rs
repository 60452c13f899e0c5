//! What subscribers of a calendar see once it is imported and built: read by icalendar.

use std::fs;
use std::path::Path;

use icalendar::{Calendar, CalendarComponent, Component as _};

use super::{exported, folder, given, imported, now, remarks};
use crate::import::{Given, Import, import};
use crate::{Catalogue, History, Site};

/// UID, summary, start and end of each event as icalendar reads them, by UID.
fn entries(text: &str) -> Vec<[String; 4]> {
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let mut entries: Vec<_> = events
        .map(|event| {
            let value = |name: &str| {
                let property = event.properties().get(name).unwrap();
                let zone = property.params().get("TZID").map_or("", |zone| zone.value());
                format!("{zone}:{}", property.value())
            };
            ["UID", "SUMMARY", "DTSTART", "DTEND"].map(value)
        })
        .collect();
    entries.sort();
    entries
}

/// The calendar that is built of an imported one.
fn built(import: &Import) -> String {
    let text = import.catalogue.as_ref().unwrap();
    let catalogue = Catalogue::read("events.yaml", text.as_bytes());
    let series = catalogue.series().unwrap_or_else(|| panic!("{text}"));
    let site = Site::render(series, &History::default(), &now());
    String::from_utf8(site.get("calendar.ics").unwrap().to_vec()).unwrap()
}

#[test]
fn subscribers_of_our_own_calendar_see_no_change() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds/calendar.ics");
    let calendar = fs::read_to_string(path).unwrap();
    let given = Given { id: Some("another-series".to_owned()), ..Given::default() };
    let import = imported("calendar.ics", calendar.as_bytes(), &given);
    let text = import.catalogue.as_ref().unwrap();
    for line in
        ["  - id: S01\n", "  - id: S02\n", "  - id: S03\n", "title: Rethinking Annotations\n"]
    {
        assert!(text.contains(line), "{text}");
    }
    let before = entries(&calendar);
    assert_eq!(before.len(), 3);
    assert_eq!(entries(&built(&import)), before);
}

#[test]
fn subscribers_of_an_imported_calendar_see_their_events_at_their_times_with_their_uids() {
    let after = entries(&built(&exported(&folder("ics/google.ics"))));
    let of = |name: &str| {
        let uid = format!(":{name}@google.com");
        let entry = after.iter().find(|entry| entry[0] == uid).unwrap();
        [entry[2].clone(), entry[3].clone()]
    };
    // Google tells one time in UTC, we in the series' zone.
    let local = |time: &str| format!("Europe/Copenhagen:{time}");
    let single = [local("20230918T130000"), local("20230918T143000")];
    assert_eq!(of("5u9c7k2m3v8q1r0t6w4x2y"), single);
    let recurring = [local("20231002T160000"), local("20231002T170000")];
    assert_eq!(of("7a1b2c3d4e5f6g7h8i9j0k"), recurring);
    assert_eq!(of("0abcdefg1hijklmn2opqrst3uv"), [":20240610", ":20240613"]);
    assert_eq!(after.len(), 5);
}

#[test]
fn places_and_links_of_our_own_calendar_are_what_they_were() {
    let meet = "https://meet.google.com/abc-defg-hij";
    let (page, zoom) = ("https://example.org/sign-up", "https://zoom.us/meeting/register/u5U");
    for (location, registration, join) in [
        (None, None, Some(meet)),
        (Some("Room 2 (north)"), None, Some(meet)),
        (Some("Google Meet"), None, Some("https://example.org/live")),
        (None, Some(zoom), None),
        (None, Some(page), None),
        (Some("Room 2 (north)"), Some(page), None),
        (None, Some(page), Some(meet)),
        (Some("Room 2"), None, None),
    ] {
        let key = |name: &str, value: Option<&str>| {
            value.map_or(String::new(), |value| format!("    {name}: {value}\n"))
        };
        let links =
            [key("location", location), key("registration", registration), key("join", join)];
        let text = format!(
            "series:\n  id: s\n  title: S\n  url: https://example.org/seminar/\n  timezone: Europe/Rome\n\
             events:\n  - id: S01\n    title: A\n    start: 2023-10-02 13:00\n{}",
            links.concat()
        );
        let calendar = built(&Import { catalogue: Some(text), ..Import::default() });
        let again = imported("calendar.ics", calendar.as_bytes(), &given()).catalogue.unwrap();
        assert!(again.ends_with(&format!("    duration: 1h\n{}", links.concat())), "{again}");
    }
}

#[test]
fn a_second_calendar_is_told_in_the_zone_of_the_first() {
    let first = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Copenhagen\nBEGIN:VEVENT\nUID:1@example.org\n\
                 SUMMARY:Labels\nDTSTART:20230918T110000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n";
    let second = first.replace("Copenhagen", "Dublin").replace("1@", "2@").replace("0918", "0919");
    let files = [("a.ics".to_owned(), first.into()), ("b.ics".to_owned(), second.into_bytes())];
    let given = Given { title: Some("Seminar".to_owned()), ..given() };
    let text = import(&files, &given).catalogue.unwrap();
    // Told in the first file's zone, since that is the series'.
    assert!(
        text.contains("start: 2023-09-18 13:00") && text.contains("start: 2023-09-19 13:00"),
        "{text}"
    );
}

/// A catalogue with what is hard to carry over.
const HARD: &str = "
series:
  id: hard
  title: 'Hard, indeed; \\ and so on'
  url: https://example.org/hard/
  timezone: ZONE
events:
  - {id: a-1, title: 'A: B, C; D', start: 2023-03-26 01:30, duration: 3h, tags: ['x, y', z]}
  - {id: a-2, title: Twice, start: '2023-10-29T02:30+01:00'}
  - {id: a-3, title: Off, start: 2023-11-01 12:00, status: cancelled, location: 'Room 1, 2nd floor'}
  - {id: a-4, title: Later, start: 2024-02-29 12:00, status: postponed, location: Zoom,
     registration: 'https://example.zoom.us/meeting/register/x'}
  - {id: a-5, title: Perhaps, start: 2024-12-31, end: 2025-01-02, status: tentative,
     url: 'https://example.org/a-5.html'}
  - {id: a-6, title: Night, start: 2024-01-05 22:00, end: '2024-01-07 23:30:30',
     join: 'https://meet.example.org/room', location: Here}
";

#[test]
fn what_is_hard_to_carry_over_is_the_same_for_subscribers() {
    for zone in
        ["Europe/Copenhagen", "Africa/Casablanca", "Australia/Lord_Howe", "America/Vancouver"]
    {
        let hard = HARD.replace("ZONE", zone);
        let catalogue = Catalogue::read("events.yaml", hard.as_bytes());
        let series = catalogue.series().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics()));
        let site = Site::render(series, &History::default(), &now());
        let calendar = String::from_utf8(site.get("calendar.ics").unwrap().to_vec()).unwrap();
        let given = Given { id: Some("again".to_owned()), ..Given::default() };
        let import = imported("calendar.ics", calendar.as_bytes(), &given);
        let after = built(&import);
        assert_eq!(
            entries(&after),
            entries(&calendar),
            "{calendar}\n{}",
            import.catalogue.unwrap()
        );
        for line in ["STATUS", "CATEGORIES", "LOCATION", "URL:", "CONFERENCE", "TRANSP", "NAME"] {
            let all = |text: &str| {
                let text = text.replace("\r\n ", "");
                let mut lines: Vec<_> =
                    text.lines().filter(|it| it.starts_with(line)).map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(all(&after), all(&calendar), "{line}");
        }
    }
}

#[test]
fn a_zone_that_only_its_rules_tell_keeps_every_instant() {
    for zone in
        ["Europe/Copenhagen", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Gaza", "Asia/Tokyo"]
    {
        let events: String = (1..=12)
            .map(|month| format!("  - {{id: a-{month}, start: 2024-{month:02}-15 12:00}}\n"))
            .collect();
        let series =
            format!("series: {{id: a, title: A, url: 'https://a.example/', timezone: {zone}}}\n");
        let catalogue =
            Catalogue::read("events.yaml", format!("{series}events:\n{events}").as_bytes());
        let site = Site::render(catalogue.series().unwrap(), &History::default(), &now());
        let calendar = String::from_utf8(site.get("calendar.ics").unwrap().to_vec()).unwrap();
        let import =
            imported("calendar.ics", calendar.replace(zone, "Our own").as_bytes(), &given());
        let said = remarks(&import.remarks);
        assert!(said.contains("`Our own` is taken for `"), "{said}");
        let instants = |text: &str| {
            let catalogue = Catalogue::read("events.yaml", text.as_bytes());
            let events = &catalogue.series().unwrap().events;
            events.iter().map(|event| event.starts().unwrap().to_utc()).collect::<Vec<_>>()
        };
        let before = instants(&format!("{series}events:\n{events}"));
        assert_eq!(instants(&import.catalogue.unwrap()), before, "{zone}");
    }
}

#[test]
fn a_character_that_was_folded_in_its_middle_is_whole_again() {
    let mut bytes = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20230918\r\n".to_vec();
    bytes.extend_from_slice(b"SUMMARY:L\xF0\x9F\r\n \x91\x80king and J\xC3\n \xADm\r\n");
    bytes.extend_from_slice(b"COMMENT:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    let import = imported("calendar.ics", &bytes, &given());
    assert!(remarks(&import.remarks).contains("calendar.ics:8: `COMMENT`"));
    assert!(import.catalogue.unwrap().contains("title: L👀king and Jím\n"));
}
