//! The announcement as plain text: lines of at most 72 columns, addresses whole.

use super::{Announcement, material};
use crate::model::{Event, Person, Series, Talk, Text};
use crate::render::text;
use crate::zone::Zone;

/// What leaves room for the marks of a quotation on a screen of 80 columns (RFC 3676, 4.1, calls
/// lines of up to 78 characters safe).
const WIDTH: usize = 72;

/// The announcement as plain text: the line of the subject, an empty line, the message. The event's
/// times are told in each of the zones.
pub fn plain(series: &Series, event: &Event, zones: &[Zone]) -> String {
    let announcement = Announcement::of(series, event, zones);
    let heading = [filled(&series.title, ""), filled(&event.title, "")].concat();
    let mut paragraphs = vec![
        format!("Subject: {}\n", announcement.subject),
        heading,
        announcement.notice.map(|notice| filled(notice, "")).unwrap_or_default(),
        facts(&announcement),
    ];
    paragraphs.extend(event.description.as_ref().map(|text| body(text, "")));
    paragraphs.extend(event.talks.iter().flat_map(talk));
    paragraphs.push(calendars(&announcement));
    paragraphs.push(footer(series, event, &announcement));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    text::clean(paragraphs.join("\n").into()).into_owned()
}

fn facts(announcement: &Announcement<'_>) -> String {
    let mut lines = filled(&format!("{}: {}", announcement.when_label, announcement.day), "");
    for hours in &announcement.hours {
        lines.push_str(&wrapped(hours, "  ", "    "));
    }
    if let Some(place) = announcement.place {
        lines.push_str(&wrapped(&format!("Where: {place}"), "", "  "));
    }
    for (label, url) in &announcement.ways_in {
        lines.push_str(&link(label, url.as_str(), ""));
    }
    lines
}

/// The paragraphs of a talk.
fn talk(talk: &Talk) -> Vec<String> {
    let mut heading = wrapped(talk.title(), "* ", "  ");
    for speaker in &talk.speakers {
        heading.push_str(&wrapped(&credit(speaker), "  ", "    "));
    }
    let mut paragraphs = vec![heading];
    paragraphs.extend(talk.abstract_.as_ref().map(|text| body(text, "  ")));
    paragraphs.extend(talk.speakers.iter().filter_map(|speaker| {
        let bio = body(speaker.bio.as_ref()?, "  ");
        Some([wrapped(&format!("About {}:", speaker.name), "  ", "  "), bio].concat())
    }));
    paragraphs
        .push(material(talk).iter().map(|(label, url)| link(label, url.as_str(), "  ")).collect());
    paragraphs
}

/// `Dr. Thijs Kooi (Lunit, South Korea), https://www.thijskooi.com/`.
fn credit(person: &Person) -> String {
    let name = text::speakers(std::slice::from_ref(person));
    match &person.url {
        Some(url) => format!("{name}, {url}"),
        None => name,
    }
}

fn calendars(announcement: &Announcement<'_>) -> String {
    if announcement.calendars.is_empty() {
        return String::new();
    }
    let links = announcement.calendars.iter().map(|to| link(to.name, &to.url, "  "));
    [format!("{}:\n", announcement.calendars_label)].into_iter().chain(links).collect()
}

fn footer(series: &Series, event: &Event, announcement: &Announcement<'_>) -> String {
    let organizers = match series.organizers.as_slice() {
        [] => String::new(),
        people => filled(&format!("Organised by {}", text::speakers(people)), "  "),
    };
    [
        link("Event page", event.url.as_str(), ""),
        link("Every event in your calendar", &announcement.subscribe, ""),
        organizers,
    ]
    .concat()
}

/// A link; its address stands on a line of its own where both do not fit on one.
fn link(label: &str, url: &str, indent: &str) -> String {
    wrapped(&format!("{label}: {url}"), indent, &format!("{indent}  "))
}

/// A text of several paragraphs, whose lists keep their shape.
fn body(text: &Text, indent: &str) -> String {
    text.plain.lines().map(|line| list_line(line, indent)).collect()
}

/// A line of a text: what is wrapped of an item stands below its words, not below its mark.
fn list_line(line: &str, indent: &str) -> String {
    let text = line.trim_start();
    let mark = match text.split_once(' ') {
        Some((mark, _)) if is_mark(mark) => mark.len() + 1,
        _ => 0,
    };
    let first = format!("{indent}{}", " ".repeat(line.len() - text.len()));
    let rest = format!("{first}{}", " ".repeat(mark));
    if text.is_empty() { "\n".to_owned() } else { wrapped(text, &first, &rest) }
}

/// Whether a word is the mark of a list's item: `-`, `1.`.
fn is_mark(word: &str) -> bool {
    let number = word.strip_suffix('.');
    word == "-" || number.is_some_and(|it| it.len() < 4 && it.bytes().all(|b| b.is_ascii_digit()))
}

fn filled(text: &str, rest: &str) -> String {
    wrapped(text, "", rest)
}

/// A text in lines, between words only: `first` goes before the first line, `rest` before others.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let mut lines = String::from(first);
    let mut column = first.chars().count();
    let mut margin = column;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > margin && column + 1 + length > WIDTH {
            lines.push('\n');
            lines.push_str(rest);
            margin = rest.chars().count();
            column = margin;
        }
        if column > margin {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines.push('\n');
    lines
}
