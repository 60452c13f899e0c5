//! What a template gets to see: plain data, in words and as instants. Every name here is one that
//! a template may use.
//!
//! Texts of the author (`html`, `markdown`) arrive safe for the syntax that they are named after;
//! every other value is escaped where it is printed.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::Serialize;
use url::Url;

use super::escape;
use crate::model::{self, Text};
use crate::render::links::Link as Address;

/// Everything that a page shows.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    pub(super) series: Series<'a>,
    /// The event that people can come to next.
    pub(super) next: Option<Event<'a>>,
    /// Those with a day after it, and those that would have taken place after it.
    pub(super) upcoming: Vec<Event<'a>>,
    /// Those without a day, and the postponed ones.
    pub(super) to_be_announced: Vec<Event<'a>>,
    /// Those that are over, the latest first.
    pub(super) previous: Vec<Event<'a>>,
    /// Links that subscribe to the series.
    pub(super) subscribe: Vec<Link>,
    /// The feeds by what they tell, `videos` and `news`, and by format: `rss`, `atom`, `json`.
    pub(super) feeds: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    /// The subscribed calendar.
    pub(super) calendar: String,
    pub(super) as_of: Moment,
    /// Labels and pieces of sentences, by name: see `languages/en.json`.
    pub(super) words: BTreeMap<String, String>,
    /// schema.org as JSON-LD, to stand in a `script` element.
    pub(super) linked_data: Value,
}

#[derive(Serialize)]
pub(super) struct Series<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) url: &'a str,
    /// Where the series' page is on its host: `/webinar/`.
    pub(super) path: &'a str,
    /// Where the page of all previous talks is on the same host: `/webinar_talks.html`.
    pub(super) talks_path: String,
    pub(super) language: &'a str,
    pub(super) timezone: &'a str,
    pub(super) description: Option<Rich>,
    pub(super) organizers: Vec<Person<'a>>,
    pub(super) funding: Option<Rich>,
    pub(super) playlist: Option<Link>,
    pub(super) newsletter: Option<Newsletter<'a>>,
    pub(super) image: Option<&'a str>,
    /// A CSS colour name.
    pub(super) color: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Newsletter<'a> {
    pub(super) url: Option<&'a str>,
    pub(super) note: Option<Rich>,
    pub(super) form: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) url: &'a str,
    /// `confirmed`, `tentative`, `cancelled`, `postponed`.
    pub(super) status: &'static str,
    pub(super) when: Times,
    pub(super) location: Option<&'a str>,
    pub(super) registration: Option<&'a str>,
    pub(super) join: Option<&'a str>,
    pub(super) description: Option<Rich>,
    pub(super) tags: &'a [String],
    /// Links that add it to a calendar, until it is over.
    pub(super) links: Vec<Link>,
    pub(super) talks: Vec<Talk<'a>>,
}

/// When an event takes place. Words are empty, instants `None`, as far as that is not known.
#[derive(Serialize)]
pub(super) struct Times {
    /// `Monday 18 September 2023`.
    pub(super) date: String,
    /// `13:00–14:30 CEST`.
    pub(super) times: Option<String>,
    /// `18 September 2023 at 1pm CEST`.
    pub(super) announced: String,
    /// `27th Feb 2023`.
    pub(super) short: String,
    /// What is known of it: `time`, `day`, `month`, `none`.
    pub(super) precision: &'static str,
    pub(super) timezone: String,
    /// RFC 3339.
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    /// Milliseconds since 1970, as scripts count.
    pub(super) start_ms: Option<i64>,
    pub(super) end_ms: Option<i64>,
}

#[derive(Serialize)]
pub(super) struct Talk<'a> {
    pub(super) id: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) speakers: Vec<Person<'a>>,
    #[serde(rename = "abstract")]
    pub(super) abstract_: Option<Rich>,
    pub(super) video: Option<Video<'a>>,
    /// Whether the speakers did not agree to share a recording.
    pub(super) withheld: bool,
    pub(super) slides: Option<&'a str>,
    pub(super) paper: Option<&'a str>,
    pub(super) code: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Person<'a> {
    pub(super) name: &'a str,
    pub(super) affiliation: Option<&'a str>,
    /// The affiliation, unless the next one in the list has the same: to be printed once.
    pub(super) shown_affiliation: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) bio: Option<Rich>,
}

#[derive(Serialize)]
pub(super) struct Video<'a> {
    pub(super) url: &'a str,
    pub(super) title: Option<&'a str>,
    /// RFC 3339.
    pub(super) published: String,
    pub(super) thumbnail: Option<Thumbnail>,
}

#[derive(Serialize)]
pub(super) struct Thumbnail {
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

#[derive(Serialize)]
pub(super) struct Link {
    pub(super) key: &'static str,
    pub(super) name: String,
    pub(super) url: String,
}

/// A text of the author.
#[derive(Serialize)]
pub(super) struct Rich {
    pub(super) html: Value,
    pub(super) markdown: Value,
    pub(super) plain: String,
}

/// The instant since when the view has stood.
#[derive(Serialize)]
pub(super) struct Moment {
    /// RFC 3339.
    pub(super) instant: String,
    /// `18 September 2023`.
    pub(super) day: String,
}

impl From<&Text> for Rich {
    fn from(text: &Text) -> Self {
        Self {
            html: Value::from_safe_string(escape::inert(&text.html)),
            markdown: Value::from_safe_string(text.markdown.clone()),
            plain: text.plain.clone(),
        }
    }
}

impl From<Address> for Link {
    fn from(link: Address) -> Self {
        Self { key: link.key, name: link.name.to_owned(), url: link.url }
    }
}

impl<'a> From<&'a model::Newsletter> for Newsletter<'a> {
    fn from(newsletter: &'a model::Newsletter) -> Self {
        Self {
            url: newsletter.url.as_ref().map(Url::as_str),
            note: newsletter.note.as_ref().map(Rich::from),
            form: newsletter.form.as_ref().map(Url::as_str),
        }
    }
}
