//! A feed before it has a format: what RSS, Atom and JSON Feed say alike, in plain data. One
//! function builds each feed; each format has a writer of its own, which escapes.

mod news;
mod videos;

use chrono::{DateTime, FixedOffset, TimeDelta};
use url::Url;
use uuid::Uuid;

use crate::edition::{self, Entry};
use crate::model::{Person, Series, Video};
use crate::rfc3339::{self, Zero};
use crate::video::{Host, Thumbnail};

pub(crate) use news::news;
pub(crate) use videos::videos;

/// A feed.
#[derive(Clone, Debug)]
pub(crate) struct Feed<'a> {
    /// The feed's own identity, the same in every format.
    pub(crate) id: Uuid,
    /// Plain text.
    pub(crate) title: String,
    /// Plain text: what the feed is about.
    pub(crate) subtitle: String,
    /// The page that the feed belongs to.
    pub(crate) home: &'a Url,
    /// Where the feed itself is, without the extension that tells the format.
    stem: String,
    /// A BCP 47 language tag.
    pub(crate) language: &'a str,
    /// Never empty.
    pub(crate) authors: Vec<Author<'a>>,
    /// A WebSub hub.
    pub(crate) hub: Option<&'a Url>,
    /// A picture for the feed.
    pub(crate) image: Option<&'a Url>,
    /// When anything in it last changed.
    pub(crate) updated: DateTime<FixedOffset>,
    /// What its items are made of.
    sources: Sources<'a>,
}

/// What the items of a feed are made of, in their order. Their HTML is larger than the catalogue,
/// so each is made when its turn comes.
#[derive(Clone, Debug)]
enum Sources<'a> {
    Recordings(&'a [edition::Item<'a>]),
    News(&'a Series, Vec<&'a Entry<'a>>),
}

/// An item of a feed.
#[derive(Clone, Debug)]
pub(crate) struct FeedItem<'a> {
    /// The item's identity, the same in every format.
    pub(crate) id: Uuid,
    /// Plain text.
    pub(crate) title: String,
    /// The page that the item is about.
    pub(crate) link: Url,
    /// When what it tells became public.
    pub(crate) published: DateTime<FixedOffset>,
    /// When what it tells last changed.
    pub(crate) updated: DateTime<FixedOffset>,
    /// Never empty.
    pub(crate) authors: Vec<Author<'a>>,
    /// Plain text: what a list of items has room for.
    pub(crate) summary: String,
    /// HTML.
    pub(crate) content: String,
    /// Keywords.
    pub(crate) tags: &'a [String],
    /// The recording that the item announces.
    pub(crate) media: Option<Media<'a>>,
}

/// Who made something. An e-mail address is for calendars; feeds are read by harvesters too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Author<'a> {
    /// As it is to be printed.
    pub(crate) name: &'a str,
    /// Their page.
    pub(crate) url: Option<&'a Url>,
}

/// A recording, and what its host tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Media<'a> {
    /// In its canonical form.
    pub(crate) url: &'a Url,
    /// The media type, where the address is that of a file.
    pub(crate) file_type: Option<&'static str>,
    /// A still picture.
    pub(crate) thumbnail: Option<Thumbnail>,
    /// The page that plays it inside another one.
    pub(crate) player: Option<String>,
    /// Its length.
    duration: Option<TimeDelta>,
}

impl<'a> Feed<'a> {
    /// Everything that the feed ever told and still stands by.
    pub(crate) fn items(&self) -> impl Iterator<Item = FeedItem<'a>> {
        (0..).map_while(|at| match &self.sources {
            Sources::Recordings(items) => Some(videos::recording(items.get(at)?, &self.authors)),
            Sources::News(series, entries) => news::item(series, entries.get(at)?),
        })
    }

    /// Where the feed is in a format, which is named by its extension.
    pub(crate) fn address(&self, extension: &str) -> String {
        format!("{}.{extension}", self.stem)
    }
}

impl<'a> Media<'a> {
    fn of(video: &'a Video) -> Self {
        let host = Host::of(&video.url);
        Self {
            url: &video.url,
            file_type: match host {
                Host::File { media_type } => Some(media_type),
                _ => None,
            },
            thumbnail: host.thumbnail(),
            player: host.player(),
            duration: video.duration,
        }
    }

    /// Its length in seconds.
    pub(crate) fn seconds(&self) -> Option<i64> {
        self.duration.map(|duration| duration.num_seconds())
    }
}

/// Who runs the series: its organisers, or where none are named, the series itself.
fn organizers(series: &Series) -> Vec<Author<'_>> {
    if series.organizers.is_empty() {
        return vec![Author { name: &series.title, url: Some(&series.url) }];
    }
    series.organizers.iter().map(Author::from).collect()
}

/// Names with their affiliations, as plain text.
fn push_credits(persons: &[Person], out: &mut String) {
    for (at, person) in persons.iter().enumerate() {
        out.extend([if at == 0 { "" } else { ", " }, &person.name]);
        if let Some(affiliation) = &person.affiliation {
            out.extend([" (", affiliation, ")"]);
        }
    }
}

impl<'a> From<&'a Person> for Author<'a> {
    fn from(person: &'a Person) -> Self {
        Self { name: &person.name, url: person.url.as_ref() }
    }
}

/// RFC 3339 with capital letters, as Atom (3.3) and JSON Feed want it.
pub(crate) fn rfc3339(time: DateTime<FixedOffset>) -> String {
    rfc3339::text(time, Zero::Letter)
}
