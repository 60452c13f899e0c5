//! The two calendars, clause by clause.

use chrono::TimeDelta;

use super::super::{TimeZones, event_file, has_file};
use crate::model::{Event, Series, Status, When};
use crate::render::text;
use crate::sample;
use crate::zone::{Local, Zone};

pub(super) fn calendar_of(series: &Series) -> String {
    unfolded(super::calendar(series))
}

/// The file of the first event.
fn file_of(series: &Series) -> Option<String> {
    let edition = sample::edition(series);
    let entry = &edition.entries[0];
    has_file(entry).then(|| {
        let mut octets = Vec::new();
        event_file(&edition, entry, &TimeZones::default(), &mut octets).expect("memory");
        unfolded(String::from_utf8(octets).expect("UTF-8"))
    })
}

fn unfolded(text: String) -> String {
    text.replace("\r\n ", "").replace("\r\n", "\n")
}

/// The sample series with its one event changed.
fn series_with(change: impl FnOnce(&mut Event)) -> Series {
    let mut series = sample::series();
    change(&mut series.events[0]);
    series
}

/// The lines of a property in a text.
fn lines<'a>(text: &'a str, property: &str) -> Vec<&'a str> {
    let is_it =
        |line: &&str| line.strip_prefix(property).is_some_and(|rest| rest.starts_with([':', ';']));
    text.lines().filter(is_it).collect()
}

/// The names of the properties and components from one line to another, without VTIMEZONE.
fn outline(text: &str) -> String {
    let zone = text.find("BEGIN:VTIMEZONE").zip(text.find("BEGIN:VEVENT"));
    let (head, tail) = zone.map_or((text, ""), |(from, to)| (&text[..from], &text[to..]));
    let lines = head.lines().chain(tail.lines());
    let names: Vec<_> =
        lines.map(|line| line.split([':', ';']).next().unwrap_or_default()).collect();
    names.join(" ")
}

#[test]
fn the_sample_series_is_this_calendar() {
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//seminar//seminar//EN
NAME:Datasets through the L👀king-Glass
X-WR-CALNAME:Datasets through the L👀king-Glass
DESCRIPTION:About the data that learning-based methods are built on.
X-WR-CALDESC:About the data that learning-based methods are built on.
SOURCE;VALUE=URI:https://example.org/feeds/calendar.ics
URL:https://example.org/webinar/
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:UID-OF-S03
DTSTAMP:20230919T080000Z
CREATED:20230919T080000Z
LAST-MODIFIED:20230919T080000Z
SEQUENCE:0
DTSTART;TZID=Europe/Copenhagen:20230918T130000
DTEND;TZID=Europe/Copenhagen:20230918T143000
SUMMARY:Datasets through the L👀king-Glass: Rethinking Annotations
DESCRIPTION:DETAILS
LOCATION:Zoom: https://example.org/register/S03
URL:https://example.org/webinar/#S03
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
";
    let series = sample::series();
    let edition = sample::edition(&series);
    let details = text::details(edition.entries[0].event).replace(',', "\\,").replace('\n', "\\n");
    let expected = expected.replace("UID-OF-S03", &edition.entries[0].uid.to_string());
    assert_eq!(calendar_of(&series), expected.replace("DETAILS", &details));
}

#[test]
fn neither_calendar_has_a_method_attendees_or_html() {
    let series = sample::series();
    for text in [calendar_of(&series), file_of(&series).expect("a file")] {
        for property in ["METHOD", "ATTENDEE", "X-ALT-DESC", "X-WR-TIMEZONE"] {
            assert_eq!(lines(&text, property), [""; 0]);
        }
    }
}

#[test]
fn the_calendar_has_the_series_colour_and_image_where_there_are_some() {
    let mut series = sample::series();
    series.color = Some("rebeccapurple".to_owned());
    series.image = Some(sample::url("https://example.org/a,b.png"));
    let text = calendar_of(&series);
    assert_eq!(lines(&text, "COLOR"), ["COLOR:rebeccapurple"]);
    assert_eq!(lines(&text, "IMAGE"), ["IMAGE;VALUE=URI:https://example.org/a,b.png"]);
}

#[test]
fn an_event_s_file_has_nothing_that_names_a_calendar() {
    let mut series = sample::series();
    series.color = Some("rebeccapurple".to_owned());
    let expected = "BEGIN VERSION PRODID BEGIN UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE DTSTART \
                    DTEND SUMMARY DESCRIPTION LOCATION URL STATUS END END";
    assert_eq!(outline(&file_of(&series).expect("a file")), expected);
}

#[test]
fn the_same_event_is_the_same_in_both_calendars() {
    let series = sample::series();
    let from_zone = |text: String| text[text.find("BEGIN:VTIMEZONE").expect("a zone")..].to_owned();
    assert_eq!(from_zone(file_of(&series).expect("a file")), from_zone(calendar_of(&series)));
}

#[test]
fn an_event_has_all_its_properties_in_a_fixed_order() {
    let mut series = series_with(|event| {
        event.join = Some(sample::url("https://example.org/join;x=1,2"));
        event.tags = vec!["AI, ML".to_owned(), "data".to_owned()];
        event.image = Some(sample::url("https://example.org/event.png"));
        event.status = Status::Cancelled;
    });
    series.organizers[0].email = Some("amelia@example.org".to_owned());
    let text = calendar_of(&series);
    let event = &text[text.find("BEGIN:VEVENT").expect("an event")..];
    let expected = "BEGIN UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY \
                    DESCRIPTION LOCATION URL STATUS TRANSP CATEGORIES ORGANIZER IMAGE CONFERENCE END \
                    END";
    assert_eq!(outline(event), expected);
    assert_eq!(lines(event, "CATEGORIES"), ["CATEGORIES:AI\\, ML,data"]);
    assert_eq!(lines(event, "IMAGE"), ["IMAGE;VALUE=URI:https://example.org/event.png"]);
    let conference = "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Zoom:https://example.org/join;x=1,2";
    assert_eq!(lines(event, "CONFERENCE"), [conference]);
}

#[test]
fn the_organizer_is_the_first_one_with_an_address() {
    let mut series = sample::series();
    assert_eq!(lines(&calendar_of(&series), "ORGANIZER"), [""; 0]);
    let mut second = sample::person("Veronika \"V\" Cheplygina, PhD");
    second.email = Some("v?subject=x&a+b@example.org".to_owned());
    let mut third = sample::person("Third");
    third.email = Some("third@example.org".to_owned());
    series.organizers.extend([second, third]);
    let organizer = "ORGANIZER;CN=\"Veronika ^'V^' Cheplygina, PhD\":\
                     mailto:v%3Fsubject%3Dx%26a+b@example.org";
    assert_eq!(lines(&calendar_of(&series), "ORGANIZER"), [organizer]);
}

#[test]
fn status_and_summary_say_whether_the_event_takes_place_and_the_time_is_free_if_not() {
    for (status, written, free, prefix) in [
        (Status::Confirmed, "CONFIRMED", false, ""),
        (Status::Tentative, "TENTATIVE", false, ""),
        (Status::Cancelled, "CANCELLED", true, "Cancelled: "),
        (Status::Postponed, "TENTATIVE", true, "Postponed: "),
    ] {
        let text = calendar_of(&series_with(|event| event.status = status));
        assert_eq!(lines(&text, "STATUS"), [format!("STATUS:{written}")]);
        let transparent: &[&str] = if free { &["TRANSP:TRANSPARENT"] } else { &[] };
        assert_eq!(lines(&text, "TRANSP"), transparent);
        assert!(lines(&text, "SUMMARY")[0].starts_with(&format!("SUMMARY:{prefix}Datasets")));
    }
}

#[test]
fn an_all_day_event_has_dates_an_exclusive_end_and_no_zone_and_blocks_nobodys_time() {
    let series = series_with(|event| {
        event.when =
            When::AllDay { start: sample::day(2023, 12, 31), end: sample::day(2024, 1, 1) };
    });
    for text in [calendar_of(&series), file_of(&series).expect("a file")] {
        assert_eq!(lines(&text, "DTSTART"), ["DTSTART;VALUE=DATE:20231231"]);
        assert_eq!(lines(&text, "DTEND"), ["DTEND;VALUE=DATE:20240101"]);
        assert_eq!(lines(&text, "TRANSP"), ["TRANSP:TRANSPARENT"]);
        assert!(!text.contains("VTIMEZONE"));
    }
}

#[test]
fn an_event_without_a_day_is_in_no_calendar() {
    for when in [When::Month(sample::day(2023, 12, 1)), When::Unknown] {
        let series = series_with(|event| event.when = when);
        assert!(!calendar_of(&series).contains("VEVENT"));
        assert_eq!(file_of(&series), None);
    }
}

#[test]
fn only_an_event_s_own_file_rings_and_only_if_it_takes_place() {
    let mut series = sample::series();
    for (seconds, trigger) in
        [(900, "-PT15M"), (3600, "-PT1H"), (5400, "-PT90M"), (172_800, "-P2D"), (61, "-PT61S")]
    {
        series.reminder = Some(TimeDelta::seconds(seconds));
        assert!(!calendar_of(&series).contains("VALARM"));
        let alarm = format!(
            "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:{trigger}\n\
             DESCRIPTION:Datasets through the L👀king-Glass: Rethinking Annotations\nEND:VALARM\n"
        );
        assert!(file_of(&series).expect("a file").contains(&alarm));
    }
    for status in [Status::Cancelled, Status::Postponed] {
        series.events[0].status = status;
        assert!(!file_of(&series).expect("a file").contains("VALARM"));
    }
}

#[test]
fn each_zone_that_is_used_stands_once_before_the_events_by_name() {
    let mut series = sample::series();
    for zone in ["Pacific/Auckland", "America/New_York", "Europe/Copenhagen"] {
        series.events.push(sample::event(zone, zone, "2024-01-10T10:00:00"));
    }
    let text = calendar_of(&series);
    let expected = ["TZID:America/New_York", "TZID:Europe/Copenhagen", "TZID:Pacific/Auckland"];
    assert_eq!(lines(&text, "TZID"), expected);
    assert!(text.rfind("END:VTIMEZONE") < text.find("BEGIN:VEVENT"));
}

#[test]
fn an_event_that_begins_or_ends_at_a_time_that_comes_twice_is_written_in_utc() {
    let zone = Zone::get("Europe/Copenhagen").expect("a zone");
    let time = sample::day(2023, 10, 29).and_hms_opt(2, 30, 0).expect("a time");
    let Local::Twice(first, second) = zone.local(time) else { panic!("{time} is one instant") };
    let hour = TimeDelta::hours(1);
    for (start, end, written) in [
        (first, second, ["DTSTART:20231029T003000Z", "DTEND:20231029T013000Z"]),
        (first - hour, first, ["DTSTART:20231028T233000Z", "DTEND:20231029T003000Z"]),
        (second, second + hour, ["DTSTART:20231029T013000Z", "DTEND:20231029T023000Z"]),
    ] {
        let event = |event: &mut Event| event.when = When::Timed { start, end };
        let text = file_of(&series_with(event)).expect("a file");
        assert_eq!(lines(&text, "DTSTART").len() + lines(&text, "DTEND").len(), 2);
        assert!(written.iter().all(|line| text.contains(&format!("{line}\n"))), "{text}");
        assert!(!text.contains("TZID"));
    }
}
