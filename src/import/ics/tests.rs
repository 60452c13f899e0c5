//! Exports as the products write them, and what becomes of them: `tests/import/ics/NAME.ics` gives
//! exactly the catalogue `NAME.yaml` and the remarks `NAME.txt`. `SEMINAR_BLESS=1` writes both
//! anew, to be read in the diff.

mod hostile;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};

use super::read;
use crate::diagnostic::Source;
use crate::import::{Found, Given, Import, Remark, import};
use crate::{Catalogue, Now};

fn now() -> Now {
    "2023-10-01T12:00:00Z".parse().unwrap()
}

/// What an author says beside a calendar.
fn given() -> Given {
    Given {
        id: Some("seminar".to_owned()),
        url: Some("https://example.org/seminar/".to_owned()),
        until: Some("2024-10-01".parse().unwrap()),
        ..Given::default()
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

/// The calendars of a folder, by name.
fn calendars(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "ics")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn found(text: &str) -> Found {
    read(&Source::new("calendar.ics", text.to_owned()), &given())
}

/// The whole way of a file, with the keys that it does not say.
fn imported(name: &str, bytes: &[u8], given: &Given) -> Import {
    let files = [(name.to_owned(), bytes.to_vec())];
    let missing = import(&files, given).missing;
    let filled = |key, value: &str| missing.contains(&key).then(|| value.to_owned());
    let title = given.title.clone().or_else(|| filled("title", "Seminar"));
    let timezone = given.timezone.clone().or_else(|| filled("timezone", "Europe/Zurich"));
    import(&files, &Given { title, timezone, ..given.clone() })
}

/// The whole way of an export.
fn exported(path: &Path) -> Import {
    let name = path.file_name().unwrap().to_str().unwrap();
    imported(name, &fs::read(path).unwrap(), &given())
}

/// A calendar with the lines of one event.
fn event(lines: &str) -> Found {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1@example.org\nSUMMARY:Labels\n{lines}\nEND:VEVENT\n\
         END:VCALENDAR\n"
    );
    found(&text)
}

fn remarks(remarks: &[Remark]) -> String {
    let mut text = String::new();
    for remark in remarks {
        text += &format!("{remark}\n");
        text += &remark.help.iter().map(|help| format!("  = help: {help}\n")).collect::<String>();
    }
    text
}

fn is_exactly(path: &Path, text: &str) {
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(text == expected, "{}\nexpected:\n{expected}\nfound:\n{text}", path.display());
}

#[test]
fn every_export_becomes_exactly_this_catalogue_with_these_remarks() {
    for path in calendars("ics") {
        let import = exported(&path);
        is_exactly(&path.with_extension("txt"), &remarks(&import.remarks));
        is_exactly(&path.with_extension("yaml"), &import.catalogue.unwrap());
    }
}

#[test]
fn what_is_imported_passes_the_check_without_a_word() {
    for path in calendars("ics") {
        let text = exported(&path).catalogue.unwrap();
        let mut catalogue = Catalogue::read("events.yaml", text.as_bytes());
        catalogue.check(&now());
        assert_eq!(catalogue.diagnostics(), [], "{text}");
    }
}

/// The starts of what was found, as they are written.
fn starts(found: &Found) -> Vec<&str> {
    found.events.iter().map(|event| event.draft.start.as_deref().unwrap()).collect()
}

#[test]
fn the_zone_of_a_time_is_found_whatever_it_is_called() {
    for (name, zone) in [
        ("Europe/Copenhagen", "Europe/Copenhagen"),
        ("/mozilla.org/20050126_1/Europe/Copenhagen", "Europe/Copenhagen"),
        ("/freeassociation.sourceforge.net/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("\"W. Europe Standard Time\"", "Europe/Berlin"),
        ("romance standard time", "Europe/Paris"),
    ] {
        let found = event(&format!("DTSTART;TZID={name}:20230918T130000\nDURATION:PT1H"));
        assert_eq!(starts(&found), ["2023-09-18 13:00"], "{name}");
        assert_eq!(found.series.timezone.as_deref(), Some(zone), "{name}");
        let is_told = remarks(&found.remarks).contains("a name of Windows");
        assert_eq!(is_told, name.to_lowercase().contains("standard time"), "{name}");
    }
}

#[test]
fn the_series_zone_wins_over_another_with_the_same_clocks() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Romance Standard Time:20230918T130000\n\
                DURATION:PT1H\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n";
    let found = read(
        &Source::new("calendar.ics", text.to_owned()),
        &Given { timezone: Some("Europe/Copenhagen".to_owned()), ..given() },
    );
    assert_eq!(found.series.timezone.as_deref(), Some("Europe/Copenhagen"));
    assert_eq!(found.events[0].draft.timezone, None);
}

#[test]
fn hours_that_clocks_show_twice_or_never_are_certain_and_told() {
    let found = event("DTSTART;TZID=Europe/Copenhagen:20231029T023000\nDURATION:PT30M");
    assert_eq!(starts(&found), ["2023-10-29T02:30+02:00"]);
    assert!(
        remarks(&found.remarks).contains("shows 2023-10-29 02:30 twice"),
        "{}",
        remarks(&found.remarks)
    );
    let found = event("DTSTART;TZID=Europe/Copenhagen:20230326T023000\nDURATION:PT30M");
    assert_eq!(starts(&found), ["2023-03-26 03:30"]);
    assert!(
        remarks(&found.remarks).contains("shows 2023-03-26 02:30 never"),
        "{}",
        remarks(&found.remarks)
    );
}

#[test]
fn a_duration_over_a_change_of_the_clocks_is_exact() {
    for (start, length, expected) in [
        ("Europe/Copenhagen:20261025T013000", "PT2H", "2h"),
        ("America/New_York:20261101T003000", "PT1H30M", "1h30m"),
        ("America/New_York:20261101T013000", "PT1H", "1h"),
        ("Europe/Copenhagen:20260329T013000", "PT1H", "1h"),
    ] {
        let found = event(&format!("DTSTART;TZID={start}\nDURATION:{length}"));
        assert_eq!(found.events[0].draft.duration.as_deref(), Some(expected), "{start}");
    }
    // An end that is written as a time stands with its offset.
    let found = event("DTSTART;TZID=America/New_York:20261031T003000\nDURATION:PT26H");
    assert_eq!(found.events[0].draft.end.as_deref(), Some("2026-11-01T01:30-05:00"));
}

#[test]
fn an_end_that_the_clocks_show_twice_is_told() {
    let lines = "DTSTART;TZID=Europe/Copenhagen:20231029T013000\n\
                 DTEND;TZID=Europe/Copenhagen:20231029T023000";
    let found = event(lines);
    assert_eq!(found.events[0].draft.duration.as_deref(), Some("1h"));
    let told = remarks(&found.remarks);
    assert!(
        told.contains("calendar.ics:6: Europe/Copenhagen shows 2023-10-29 02:30 twice"),
        "{told}"
    );
}

#[test]
fn times_of_no_zone_are_told() {
    let found = event("DTSTART:20230918T130000\nDURATION:PT1H");
    assert!(
        remarks(&found.remarks).contains("times without a zone"),
        "{}",
        remarks(&found.remarks)
    );
    assert_eq!(found.series.timezone, None, "that is for its author to say");
}

#[test]
fn rules_are_followed_on_the_clocks_of_their_zone() {
    let rule = |lines: &str| {
        let found = event(&format!("DURATION:PT1H\n{lines}"));
        starts(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // Over the end of summer time, at the same hour.
    let weekly = "DTSTART;TZID=Europe/Copenhagen:20231023T160000\nRRULE:FREQ=WEEKLY;COUNT=3";
    assert_eq!(rule(weekly), ["2023-10-23 16:00", "2023-10-30 16:00", "2023-11-06 16:00"]);
    // The end in UTC includes the last one.
    let until = "DTSTART;TZID=Europe/Copenhagen:20231023T160000\n\
                 RRULE:FREQ=WEEKLY;UNTIL=20231030T150000Z";
    assert_eq!(rule(until), ["2023-10-23 16:00", "2023-10-30 16:00"]);
    let days = "DTSTART;VALUE=DATE:20231002\nRRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20231204";
    assert_eq!(rule(days), ["2023-10-02", "2023-11-06", "2023-12-04"]);
    let more = "DTSTART:20231002T140000Z\nX-WR:\nRDATE:20231003T140000Z,20231001T140000Z";
    assert_eq!(rule(more).len(), 3);
    let fewer = "DTSTART;TZID=Europe/Copenhagen:20231023T160000\nRRULE:FREQ=DAILY;COUNT=4\n\
                 EXDATE:20231024T140000Z\nEXDATE;VALUE=DATE:20231025";
    assert_eq!(rule(fewer), ["2023-10-23 16:00", "2023-10-26 16:00"]);
}

#[test]
fn a_change_from_a_date_on_moves_that_date_and_those_after_it() {
    let weekly = |change: &str| {
        let found = found(&format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\nDURATION:PT1H\n\
             DTSTART;TZID=Europe/Copenhagen:20231009T160000\nRRULE:FREQ=WEEKLY;COUNT=5\nEND:VEVENT\n\
             {change}END:VCALENDAR\n"
        ));
        let titles = found.events.iter().map(|event| event.draft.title.clone().unwrap());
        let starts = starts(&found).into_iter().map(str::to_owned);
        starts.zip(titles).map(|(start, title)| format!("{start} {title}")).collect::<Vec<_>>()
    };
    let change = |date: &str, range: &str, start: &str, title: &str| {
        format!(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:{title}\nDURATION:PT1H\n\
             RECURRENCE-ID{range};TZID=Europe/Copenhagen:{date}T160000\n\
             DTSTART{start}\nEND:VEVENT\n"
        )
    };
    // A day and an hour later, over the end of summer time, said on another clock.
    let onwards = change("20231016", ";RANGE=THISANDFUTURE", ":20231017T150000Z", "B");
    assert_eq!(
        weekly(&onwards),
        [
            "2023-10-09 16:00 A",
            "2023-10-17 17:00 B",
            "2023-10-24 17:00 B",
            "2023-10-31 17:00 B",
            "2023-11-07 17:00 B"
        ]
    );
    // Behind it, a single date and another change from a date on.
    let one = change("20231023", "", ";TZID=Europe/Copenhagen:20231023T090000", "C");
    let again =
        change("20231106", ";RANGE=THISANDFUTURE", ";TZID=Europe/Copenhagen:20231106T150000", "D");
    assert_eq!(
        weekly(&(again + &one + &onwards)),
        [
            "2023-10-09 16:00 A",
            "2023-10-17 17:00 B",
            "2023-10-23 09:00 C",
            "2023-10-31 17:00 B",
            "2023-11-06 15:00 D"
        ]
    );
}

#[test]
fn a_rule_without_an_end_is_followed_for_a_year_and_told() {
    let found = event("DURATION:PT1H\nDTSTART:20230904T140000Z\nRRULE:FREQ=WEEKLY");
    assert_eq!(found.events.len(), 57);
    assert!(
        remarks(&found.remarks).contains("it is followed until 2024-10-01"),
        "{}",
        remarks(&found.remarks)
    );
    let found = event("DURATION:PT1H\nDTSTART:20230904T140000Z\nRRULE:FREQ=MINUTELY");
    assert_eq!(found.events.len(), 500);
    assert!(
        remarks(&found.remarks).contains("recurs more than 500 times"),
        "{}",
        remarks(&found.remarks)
    );
}

#[test]
fn a_meeting_s_password_is_nowhere_in_the_catalogue() {
    for path in calendars("ics") {
        let text = exported(&path).catalogue.unwrap();
        for secret in ["pwd=", "UzNjcjN0", "123456#", "aB3dEf", "Passcode", "pin=1"] {
            assert!(!text.contains(secret), "{secret}\n{text}");
        }
    }
    for place in ["DESCRIPTION:Come in: ", "LOCATION:", "LOCATION:Zoom: ", "URL:", "CONFERENCE:"] {
        let found =
            event(&format!("DTSTART:20230918T110000Z\n{place}https://zoom.us/j/1?pwd=s3cret"));
        assert!(!format!("{:?}", found.events).contains("s3cret"), "{place}");
        assert!(!remarks(&found.remarks).contains("s3cret"), "{place}");
    }
}

#[test]
fn plain_text_reads_the_same_as_markdown() {
    for text in [
        "50% of labels *are* [wrong](https://example.org) & <b",
        "# not a heading\n> no quotation\n1. no list\n---\n~~~\nsnake_case_word _x_ `code`",
        "https://example.org/a_b_c?d=1&copy=2. And more",
        "a\\b \\* &amp; &#65; back\\",
    ] {
        let markdown = super::text::joined(&super::text::lines(text));
        let plain = crate::markdown::read(&markdown, None).0.plain;
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(&plain), squeezed(text), "{markdown}");
    }
}
