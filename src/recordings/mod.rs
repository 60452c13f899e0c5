//! Lists of published videos, as their hosts give them, and which talk each video is of.
//!
//! [`read`] knows a list by its content: YouTube's Atom feed of a playlist or channel, the RSS
//! feeds of Vimeo and PeerTube, and what `yt-dlp --flat-playlist --dump-json` prints. [`compare`]
//! holds a list against a series and says what could be added to the catalogue. Nothing is fetched
//! and nothing is written here.
//!
//! Not supported: JSON Feed, OPML, and lists in another encoding than UTF-8.

mod addition;
mod address;
mod atom;
mod matching;
mod rss;
#[cfg(test)]
mod tests;
mod xml;
mod yt_dlp;

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use url::Url;

use crate::diagnostic::Source;
use crate::special::is_unseen;
use crate::video;
use crate::when::YEARS;
use crate::zone::Zone;

pub use address::{Elsewhere, feed};
pub use matching::{Comparison, Finding, Standing, compare};

/// The largest list that is read, in bytes: fifteen entries of YouTube's are 30 kB, and a thousand
/// of yt-dlp's 5 MB.
pub const LARGEST: usize = 64 << 20;

/// A list of published videos.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// How it is written.
    pub format: Format,
    /// The name of the playlist or channel.
    pub title: Option<String>,
    /// Each video once, in the list's order.
    pub videos: Vec<Listed>,
    /// What is on the list and no video that can be linked: its line, and why.
    pub left_out: Vec<(usize, String)>,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Atom (RFC 4287), with YouTube's elements.
    Atom,
    /// RSS 2.0, with Media RSS and iTunes elements.
    Rss,
    /// The JSON of yt-dlp.
    YtDlp,
}

/// A video of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// In its canonical form (see [`crate::video`]).
    pub url: Url,
    /// As the host shows it.
    pub title: String,
    /// The host's own text below it.
    pub description: String,
    /// When it was published there.
    pub published: Option<Published>,
    /// Its length.
    pub duration: Option<TimeDelta>,
}

/// When a video was published, as exactly as its list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// At this instant.
    At(DateTime<Utc>),
    /// On this day.
    On(NaiveDate),
}

impl Published {
    /// An instant, where a catalogue may have its day by whatever clocks.
    fn at(instant: DateTime<Utc>) -> Option<Self> {
        let day = instant.date_naive();
        let around = [day.pred_opt()?, day.succ_opt()?];
        around.iter().all(|day| YEARS.contains(&day.year())).then_some(Self::At(instant))
    }

    /// A day, where a catalogue may have it.
    fn on(day: NaiveDate) -> Option<Self> {
        YEARS.contains(&day.year()).then_some(Self::On(day))
    }

    /// The day by a zone's clocks.
    pub fn day(self, zone: &Zone) -> NaiveDate {
        match self {
            Self::At(instant) => zone.at(instant).date_naive(),
            Self::On(day) => day,
        }
    }
}

/// Why a document is no list that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line of the place, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// One sentence, lower case, without a full stop.
    pub message: String,
    /// The next step.
    pub help: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Unreadable {}

impl Unreadable {
    /// What is wrong at a byte of the source.
    fn at(source: &Source, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = source.position(offset);
        Self { line, column, message: message.into(), help: AGAIN.to_owned() }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// Where lists come from.
const SOURCES: &str = "pass the feed of a playlist, such as \
    `https://www.youtube.com/feeds/videos.xml?playlist_id=ID`, \
    or what `yt-dlp --flat-playlist --dump-json PLAYLIST` prints";

/// What to do about a list that is damaged.
const AGAIN: &str = "fetch it again, and check that it came whole";

/// Reads a list, whichever of the formats it is in.
///
/// ```
/// let list = seminar::recordings::read(br#"
/// {"id": "qhAYUfQlYfo", "url": "https://www.youtube.com/watch?v=qhAYUfQlYfo", "title": "A talk"}
/// "#)?;
/// assert_eq!(list.videos[0].title, "A talk");
/// # Ok::<(), seminar::recordings::Unreadable>(())
/// ```
///
/// # Errors
///
/// Where the bytes are no such list: what they are instead, where, and the next step.
pub fn read(bytes: &[u8]) -> Result<List, Unreadable> {
    let source = source(bytes)?;
    let text = source.text();
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let mut list = match text[start..].chars().next() {
        None => {
            return Err(Unreadable::at(&source, 0, "the list is empty").help(SOURCES));
        }
        Some('<') if is_web_page(&text[start..]) => {
            let message = "this is a web page, not a list of videos";
            return Err(Unreadable::at(&source, start, message).help(SOURCES));
        }
        Some('<') => match xml::read(&source)? {
            xml::Document::Atom(feed) => listed(&source, Format::Atom, feed, atom::video),
            xml::Document::Rss(feed) => listed(&source, Format::Rss, feed, rss::video),
        },
        Some('{') => yt_dlp::list(&source)?,
        Some(_) => {
            let message = "this is neither a feed nor the JSON of yt-dlp";
            return Err(Unreadable::at(&source, start, message).help(SOURCES));
        }
    };
    for video in &mut list.videos {
        video.title = line(&video.title);
    }
    list.title = list.title.map(|title| line(&title));
    let mut known = std::collections::HashSet::new();
    list.videos.retain(|video| known.insert(video.url.clone()));
    if list.videos.is_empty()
        && let Some((line, why)) = list.left_out.first()
    {
        let message = format!("there is no video on the list that can be linked: {why}");
        let help = SOURCES.to_owned();
        return Err(Unreadable { line: *line, column: 1, message, help });
    }
    Ok(list)
}

/// Whether a document begins as web pages do; most of them are no XML.
fn is_web_page(text: &str) -> bool {
    let xml = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let text = xml.map_or(text, |(_, rest)| rest.trim_start());
    ["<!doctype html", "<html"]
        .iter()
        .any(|page| text.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page)))
}

/// A title as one line of visible characters: it goes to terminals and into the catalogue.
fn line(title: &str) -> String {
    let spaced = |c: char| if c.is_control() || c.is_whitespace() { ' ' } else { c };
    let title: String = title.chars().filter(|c| !is_unseen(*c)).map(spaced).collect();
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of the bytes.
fn source(bytes: &[u8]) -> Result<Source, Unreadable> {
    let place = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let end = text.len();
        (Source::new("", text), end)
    };
    if bytes.len() > LARGEST {
        let message = format!("the list is larger than {} MiB", LARGEST >> 20);
        let (source, _) = place(b"");
        return Err(Unreadable::at(&source, 0, message).help(SOURCES));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new("", text.to_owned())),
        Err(error) => {
            let (source, end) = place(&bytes[..error.valid_up_to()]);
            let message = "the list is not UTF-8 text";
            Err(Unreadable::at(&source, end, message).help(SOURCES))
        }
    }
}

/// The list of a feed, each of whose items is read by `video`.
fn listed(
    source: &Source,
    format: Format,
    feed: xml::Feed,
    video: fn(&xml::Item) -> Result<Listed, String>,
) -> List {
    let mut list = List { format, title: feed.title, videos: vec![], left_out: vec![] };
    for item in &feed.items {
        match video(item) {
            Ok(video) => list.videos.push(video),
            Err(why) => list.left_out.push((source.line(item.offset), why)),
        }
    }
    list
}

/// An address that a list gives, in its canonical form; or why it leads to no video.
fn address(written: &str) -> Result<Url, String> {
    let url = Url::parse(written.trim()).map_err(|_| format!("`{written}` is not an address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("`{written}` leads to no web page"));
    }
    video::canonical(&url).map_err(|refused| format!("`{written}`: {refused}"))
}

/// A length in whole seconds; what is no length of a video is none.
fn seconds(seconds: f64) -> Option<TimeDelta> {
    const LONGEST: f64 = 86_400.0;
    (1.0..=LONGEST).contains(&seconds).then(|| TimeDelta::seconds(seconds.round() as i64))
}
