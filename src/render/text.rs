//! What calendars show of an event, as plain text: clients show markup as it is written, so there
//! is none, and each URL stands at the end of its line, where every client makes a link of it.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, Month, NaiveDate, Timelike, Weekday};
use url::Url;

use crate::digits::{push_digits, push_number};
use crate::model::{Event, Person, Series, Status, Talk, When};
use crate::zone::Zone;

/// From when to when an event takes place, in words, as the clocks of a zone show it.
pub fn when(event: &Event, zone: &Zone) -> String {
    match event.when {
        When::Timed { start, end } => {
            let [change, abbreviation] = abbreviations(start, end, zone);
            let [start, end] = [start, end].map(|time| zone.at(time.to_utc()));
            let until = if start.date_naive() == end.date_naive() {
                clock(end)
            } else {
                let (weekday, month) = (weekday(end.date_naive()), month(end.date_naive()));
                format!("{weekday} {} {month} {}", end.day(), clock(end))
            };
            let first = long_day(start.date_naive());
            let start = clock(start);
            let span = [&first, " ", &start, &change, "–", &until, &abbreviation];
            [&span.concat(), " (", zone.name(), ")"].concat()
        }
        When::AllDay { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            let first = long_day(start);
            let last = (last > start).then(|| format!(" to {}", long_day(last)));
            format!("{first}{}, the hour is open", last.unwrap_or_default())
        }
        When::Month(first) => format!("{} {}, the day is open", month(first), first.year()),
        When::Unknown => "to be announced".to_owned(),
    }
}

/// What is written behind the start and behind the end of a span of time to tell what clocks they are
/// of: ` CEST` behind the end, and behind the start too where the clocks change in between.
pub(crate) fn abbreviations(
    start: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    zone: &Zone,
) -> [String; 2] {
    let [from, until] = [start, end].map(|time| zone.offset_at(time.to_utc()).abbreviation);
    [if from == until { String::new() } else { [" ", &from].concat() }, [" ", &until].concat()]
}

/// `Monday 18 September 2023`.
pub(crate) fn long_day(day: NaiveDate) -> String {
    [weekday(day), " ", &self::day(day)].concat()
}

/// `18 September 2023`. Here and around it, `format!` would take several times as long, and chrono's
/// patterns ten times as long as that.
pub(crate) fn day(day: NaiveDate) -> String {
    let mut text = String::with_capacity("18 September 2023".len());
    push_number(day.day(), &mut text);
    text.extend([" ", month(day), " "]);
    push_number(day.year(), &mut text);
    text
}

/// `September`.
pub(crate) fn month(day: NaiveDate) -> &'static str {
    u8::try_from(day.month())
        .ok()
        .and_then(|month| Month::try_from(month).ok())
        .map_or("", |it| it.name())
}

/// `Monday`.
pub(crate) fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// `13:00`.
pub(crate) fn clock(time: DateTime<FixedOffset>) -> String {
    let (time, mut text) = (time.time(), String::with_capacity("13:00".len()));
    push_digits::<2>(time.hour(), &mut text);
    text.push(':');
    push_digits::<2>(time.minute(), &mut text);
    text
}

/// SUMMARY: `<series title>: <event title>`, with `Cancelled: ` or `Postponed: ` before it, since
/// not every client shows the status.
pub(crate) fn summary(series: &Series, event: &Event) -> String {
    [prefix(event), &series.title, ": ", &event.title].concat()
}

/// The event's title, with `Cancelled: ` or `Postponed: ` before it.
pub(crate) fn title(event: &Event) -> String {
    [prefix(event), &event.title].concat()
}

fn prefix(event: &Event) -> &'static str {
    match event.status {
        Status::Confirmed | Status::Tentative => "",
        Status::Cancelled => "Cancelled: ",
        Status::Postponed => "Postponed: ",
    }
}

/// LOCATION: the location and the link that leads in, or to the sign-up. Empty without either.
pub(crate) fn place(event: &Event) -> String {
    let link = event.join.as_ref().or(event.registration.as_ref());
    match (event.location.as_deref(), link) {
        (Some(location), Some(link)) => [location, ": ", link.as_str()].concat(),
        (Some(location), None) => location.to_owned(),
        (None, Some(link)) => link.as_str().to_owned(),
        (None, None) => String::new(),
    }
}

/// DESCRIPTION: the sign-up and join links first, then the description, then each talk, and last
/// the event's page.
pub(crate) fn details(event: &Event) -> String {
    let texts = event.talks.iter().map(|talk| &talk.abstract_).chain([&event.description]);
    let length: usize = texts.flatten().map(|text| text.plain.len()).sum();
    let mut details = Details { text: String::with_capacity(length + 1_024), between: "" };
    details.paragraph();
    details.link("Sign up", event.registration.as_ref());
    details.link("Join", event.join.as_ref());
    details.paragraph();
    details.line(match event.status {
        Status::Confirmed | Status::Tentative => "",
        Status::Cancelled => "This event is cancelled.",
        Status::Postponed => {
            "This event is postponed. It stands at its old time until there is a new one."
        }
    });
    details.paragraph();
    details.line(event.description.as_ref().map_or("", |text| &text.plain));
    event.talks.iter().for_each(|talk| details.talk(talk));
    details.paragraph();
    details.link("Event page", Some(&event.url));
    details.text
}

/// A text as it grows, line by line.
struct Details {
    text: String,
    /// What the next line is joined with.
    between: &'static str,
}

impl Details {
    /// A talk: its title and its speakers, its abstract, its links.
    fn talk(&mut self, talk: &Talk) {
        self.paragraph();
        self.line(talk.title());
        self.line(&speakers(&talk.speakers));
        self.paragraph();
        self.line(talk.abstract_.as_ref().map_or("", |text| &text.plain));
        self.paragraph();
        self.link("Recording", talk.video().map(|video| &video.url));
        self.link("Slides", talk.slides.as_ref());
        self.link("Paper", talk.paper.as_ref());
        self.link("Code", talk.code.as_ref());
    }

    /// The next line stands apart.
    fn paragraph(&mut self) {
        self.between = "\n\n";
    }

    /// A line, or several, unless there is nothing on it.
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            self.join();
            self.text.push_str(line);
        }
    }

    fn link(&mut self, label: &str, url: Option<&Url>) {
        if let Some(url) = url {
            self.join();
            self.text.extend([label, ": ", url.as_str()]);
        }
    }

    fn join(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(self.between);
        }
        self.between = "\n";
    }
}

/// Names, each group of one affiliation followed by it: `A, B (X); C (Y)`.
pub(crate) fn speakers(speakers: &[Person]) -> String {
    let mut text = String::with_capacity(128);
    let groups = speakers.chunk_by(|one, next| one.affiliation == next.affiliation);
    for (at, group) in groups.enumerate() {
        text.push_str(if at == 0 { "" } else { "; " });
        for (at, person) in group.iter().enumerate() {
            text.extend([if at == 0 { "" } else { ", " }, &person.name]);
        }
        if let Some(affiliation) = group.first().and_then(|person| person.affiliation.as_deref()) {
            text.extend([" (", affiliation, ")"]);
        }
    }
    text
}

/// A text without control characters, which no reader shows and some servers refuse. Lines end
/// with a single line feed.
pub(crate) fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    // Nearly every text may stay as it is, and bytes tell which: the controls beyond ASCII begin
    // with 0xC2. To look at all of them is faster than to stop at the first.
    let is_odd =
        |byte: &u8| (*byte < b' ' && !matches!(byte, b'\t' | b'\n')) || matches!(byte, 0x7f | 0xc2);
    if !text.as_bytes().iter().fold(false, |odd, byte| odd | is_odd(byte)) {
        return text;
    }
    let is_control = |character: char| character.is_control() && !"\n\t".contains(character);
    text.replace("\r\n", "\n").replace('\r', "\n").replace(is_control, "").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Recording;
    use crate::sample;

    /// An event with every kind of link and two talks, the second one with all that a talk has.
    fn full() -> Event {
        let mut event = sample::event("S03", "Europe/Copenhagen", "2023-09-18T13:00:00");
        event.join = Some(sample::url("https://example.org/join"));
        event.description = Some(crate::sample::text("About *annotations*.\n"));
        let mut open = sample::talk("S03E01");
        open.title = None;
        open.speakers = vec![];
        open.abstract_ = None;
        open.recording = Recording::Pending;
        let mut talk = sample::talk("S03E02");
        let with = |name, affiliation: Option<&str>| Person {
            affiliation: affiliation.map(str::to_owned),
            ..sample::person(name)
        };
        talk.speakers = vec![
            with("Cathrine Damgaard", Some("ITU, Denmark")),
            with("Trine Naja Eriksen", Some("ITU, Denmark")),
            with("Ada", None),
            with("Dr. Thijs Kooi", Some("Lunit")),
        ];
        talk.slides = Some(sample::url("https://example.org/slides.pdf"));
        talk.paper = Some(sample::url("https://example.org/paper"));
        talk.code = Some(sample::url("https://example.org/code"));
        event.talks = vec![open, talk];
        event
    }

    #[test]
    fn each_end_has_its_own_abbreviation_where_the_clocks_change_in_between() {
        let mut event = sample::event("S03", "Europe/Copenhagen", "2023-10-29T01:30:00");
        let words = when(&event, &event.zone);
        assert_eq!(words, "Sunday 29 October 2023 01:30 CEST–02:00 CET (Europe/Copenhagen)");
        let [start, end] = ["2023-10-27T09:00:00+02:00", "2023-10-30T17:00:00+01:00"]
            .map(|time| DateTime::parse_from_rfc3339(time).unwrap());
        event.when = When::Timed { start, end };
        let words = when(&event, &event.zone);
        let expected =
            "Friday 27 October 2023 09:00 CEST–Monday 30 October 17:00 CET (Europe/Copenhagen)";
        assert_eq!(words, expected);
    }

    #[test]
    fn the_details_of_an_event_read_from_the_links_to_the_page() {
        let expected = "\
Sign up: https://example.org/register/S03
Join: https://example.org/join

About annotations.

To be announced

Did You Get What You Paid For?
Cathrine Damgaard, Trine Naja Eriksen (ITU, Denmark); Ada; Dr. Thijs Kooi (Lunit)

Although techniques like self-supervision …

Recording: https://www.youtube.com/watch?v=qhAYUfQlYfo
Slides: https://example.org/slides.pdf
Paper: https://example.org/paper
Code: https://example.org/code

Event page: https://example.org/webinar/#S03";
        assert_eq!(details(&full()), expected);
    }

    #[test]
    fn the_details_of_a_bare_event_are_its_page() {
        let mut event = full();
        (event.registration, event.join, event.description) = (None, None, None);
        event.talks = vec![];
        assert_eq!(details(&event), "Event page: https://example.org/webinar/#S03");
    }

    #[test]
    fn a_cancelled_or_postponed_event_says_so_behind_its_links() {
        for (status, sentence) in [
            (Status::Cancelled, "This event is cancelled."),
            (Status::Postponed, "This event is postponed. It stands at its old time"),
        ] {
            let mut event = full();
            event.status = status;
            let expected = format!("Join: https://example.org/join\n\n{sentence}");
            assert!(details(&event).contains(&expected), "{}", details(&event));
        }
    }

    #[test]
    fn nothing_of_a_withheld_recording_is_shown() {
        let mut event = full();
        event.talks[1].recording = Recording::Withheld;
        assert!(!details(&event).to_lowercase().contains("recording"), "{}", details(&event));
    }

    #[test]
    fn the_summary_names_series_and_event_and_says_when_it_is_off() {
        let series = sample::series();
        let mut event = full();
        let plain = "Datasets through the L👀king-Glass: Rethinking Annotations";
        for (status, prefix) in [
            (Status::Confirmed, ""),
            (Status::Tentative, ""),
            (Status::Cancelled, "Cancelled: "),
            (Status::Postponed, "Postponed: "),
        ] {
            event.status = status;
            assert_eq!(summary(&series, &event), format!("{prefix}{plain}"));
        }
    }

    #[test]
    fn the_place_is_the_location_and_the_link_that_leads_in() {
        let mut event = full();
        assert_eq!(place(&event), "Zoom: https://example.org/join");
        event.join = None;
        assert_eq!(place(&event), "Zoom: https://example.org/register/S03");
        event.location = None;
        assert_eq!(place(&event), "https://example.org/register/S03");
        event.registration = None;
        assert_eq!(place(&event), "");
        event.location = Some("Room 2A12".to_owned());
        assert_eq!(place(&event), "Room 2A12");
    }
}
