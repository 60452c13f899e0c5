//! What a series has already becomes a catalogue: one file or folder for each format, which puts
//! what it can place into `Found`, and tells of the rest with its line. What follows is the same
//! for all: what two places say of one talk is joined, missing ids are made up, and the text that
//! is written in the end is read back as any catalogue.
//!
//! Pure: files come as bytes, the catalogue goes as text.

mod beside;
mod code;
mod date;
mod found;
mod gaps;
mod ics;
mod ids;
mod join;
mod markdown;
mod mended;
mod read_back;
mod remark;
mod spelling;
mod status;
mod table;
mod way;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use url::Url;

use crate::diagnostic::Source;
use crate::draft::SeriesDraft;
use crate::video::canonical;
use crate::when::{Qualifier, Written};
pub(crate) use found::{Found, FoundEvent, FoundTalk, Place};
pub use remark::{Kind, Remark};

/// What the files may not say, and their author does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The series' permanent name.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its own page.
    pub url: Option<String>,
    /// Its zone, such as `Europe/Copenhagen`.
    pub timezone: Option<String>,
    /// What a column of a table holds: `speaker`, and the column's own name.
    pub columns: Vec<(String, String)>,
    /// Until when events are followed that recur without an end; by default for a year.
    pub until: Option<NaiveDate>,
}

/// What became of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// A catalogue without an error; `None` where a mistake or something missing is in its way.
    pub catalogue: Option<String>,
    /// What there is to say, in the order of the files.
    pub remarks: Vec<Remark>,
    /// The keys of the series that neither the files nor their author say.
    pub missing: Vec<&'static str>,
}

/// Makes a catalogue of files, each with its name and its bytes.
///
/// ```
/// use seminar::import::{Given, import};
///
/// let page = "#### Previous talks\n* S01E01 - **Ada** (Lab). 27th Feb 2023. **Data**.\n";
/// let mut given = Given { id: Some("glass".into()), title: Some("Glass".into()), ..Given::default() };
/// given.url = Some("https://example.org/webinar/".into());
/// let files = [("webinar.md".to_owned(), page.as_bytes().to_vec())];
/// let imported = import(&files, &given);
/// assert_eq!(imported.missing, ["timezone"]);
///
/// given.timezone = Some("Europe/Copenhagen".into());
/// let catalogue = import(&files, &given).catalogue.expect("a page without mistakes");
/// assert!(catalogue.contains("  - id: S01\n    start: 2023-02-27\n"));
/// ```
pub fn import(files: &[(String, Vec<u8>)], given: &Given) -> Import {
    let mut found = Found::default();
    for (name, bytes) in files {
        // The first zone that is named is the series'; what follows is told in it.
        let timezone = given.timezone.clone().or_else(|| found.series.timezone.clone());
        found = join::all(found, read(name, bytes, &Given { timezone, ..given.clone() }));
    }
    join::talks(&mut found);
    markdown::give(&mut found);
    found.series = join::series(&said(given), found.series);
    if found.events.is_empty() && found.remarks.iter().all(|remark| remark.kind != Kind::Mistake) {
        let file = files.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let remark = Remark::mistake("no event was found here").at(&Place { file, line: 1 });
        found.remarks.push(remark.help("`seminar help import` shows what is understood"));
    }
    spelling::unite(&mut found);
    videos(&mut found);
    gaps::announce(&mut found);
    ids::make_up(&mut found);
    gaps::tell(&mut found);
    let mut import = read_back::catalogue(found, files, given);
    let order = |remark: &Remark| files.iter().position(|(name, _)| *name == remark.file);
    import.remarks.sort_by_key(|remark| (order(remark).unwrap_or(files.len()), remark.line));
    import
}

/// The addresses of recordings, without what only says where they were copied.
fn videos(found: &mut Found) {
    let talks = found.events.iter_mut().flat_map(|event| &mut event.talks);
    for video in talks.filter_map(|talk| talk.draft.video.as_mut()) {
        if let Ok(canonical) =
            Url::parse(&video.url).map_err(drop).and_then(|url| canonical(&url).map_err(drop))
        {
            video.url = canonical.into();
        }
    }
}

/// What the author says, which goes before what the files say.
fn said(given: &Given) -> SeriesDraft {
    let Given { id, title, url, timezone, .. } = given.clone();
    SeriesDraft { id, title, url, timezone, ..SeriesDraft::default() }
}

/// What one file holds.
fn read(name: &str, bytes: &[u8], given: &Given) -> Found {
    let mut found = Found::default();
    let bytes = match std::str::from_utf8(bytes) {
        Err(_) if Format::of(name, &String::from_utf8_lossy(bytes)) == Some(Format::Calendar) => {
            Cow::Owned(ics::with_whole_characters(bytes))
        }
        _ => Cow::Borrowed(bytes),
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let place = Place { file: name.to_owned(), line: line + 1 };
            let remark = Remark::mistake("this is not UTF-8 text").at(&place);
            let help = "open it in an editor and save it with the encoding UTF-8";
            found.remarks.push(remark.help(help));
            return found;
        }
    };
    let Some(format) = Format::of(name, text) else {
        let place = Place { file: name.to_owned(), line: 1 };
        let remark = Remark::mistake("this is none of the formats that can be imported").at(&place);
        found
            .remarks
            .push(remark.help("give a Markdown page (.md), a table (.csv) or a calendar (.ics)"));
        return found;
    };
    let mut remarks = Vec::new();
    let source = Source::new(name, mended::text(name, text, &mut remarks));
    found = match format {
        Format::Markdown => markdown::read(&source),
        Format::Table => table::read(&source, given),
        Format::Calendar => ics::read(&source, given),
    };
    status::settle(&mut found);
    remarks.append(&mut found.remarks);
    Found { remarks, ..found }
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// A page, or a list of abstracts, in Markdown.
    Markdown,
    /// Values separated by commas, semicolons or tabs, below the names of the columns.
    Table,
    /// iCalendar.
    Calendar,
}

impl Format {
    /// The format of a file: by the end of its name, else by how it begins.
    fn of(name: &str, text: &str) -> Option<Self> {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mkd" | "mdown") => return Some(Self::Markdown),
            Some("csv" | "tsv") => return Some(Self::Table),
            Some("ics" | "ical" | "icalendar") => return Some(Self::Calendar),
            _ => {}
        }
        let line = text.lines().find(|line| !line.trim().is_empty())?;
        if line.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR") {
            return Some(Self::Calendar);
        }
        (line.starts_with("# ") || line == "---").then_some(Self::Markdown)
    }
}

/// A time as the catalogue's authors write it, in figures.
pub(crate) fn written(time: &Written) -> String {
    match time {
        Written::ToBeAnnounced => "TBA".to_owned(),
        Written::Month(first) => first.format("%Y-%m").to_string(),
        Written::Day(day) => day.to_string(),
        Written::Time(time, qualifier) => {
            format!("{} {}{}", time.date(), clock(time.time()), qualified(qualifier))
        }
        Written::Hour(time, qualifier) => format!("{}{}", clock(*time), qualified(qualifier)),
    }
}

fn clock(time: NaiveTime) -> String {
    let format = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(format).to_string()
}

fn qualified(qualifier: &Qualifier) -> String {
    match qualifier {
        Qualifier::Local => String::new(),
        Qualifier::Abbreviation(name) => format!(" {name}"),
        Qualifier::Offset(offset) => offset.to_string(),
        Qualifier::Utc => "Z".to_owned(),
    }
}
