//! An edition: the series joined with what its history says of each part. This is all that a
//! renderer gets to see.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

use crate::history::Note;
use crate::model::{Event, Series, Talk, Video};

/// One edition of everything that is published.
#[derive(Clone, Debug)]
pub(crate) struct Edition<'a> {
    pub(crate) series: &'a Series,
    /// The same, for what cannot borrow it: there is one copy of a series, which may be large.
    pub(crate) shared: Arc<Series>,
    /// One for each event, in the order of [`Series::events`].
    pub(crate) entries: Vec<Entry<'a>>,
    /// One for each talk with a published recording, the newest publication first.
    pub(crate) items: Vec<Item<'a>>,
    /// When a recording was last taken out of the feeds.
    pub(crate) withdrawn: Option<DateTime<FixedOffset>>,
}

/// An event and its revision.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) event: &'a Event,
    /// UID (RFC 5545, 3.8.4.7): a UUID (RFC 7986, 5.3), unless the event brought one along.
    pub(crate) uid: String,
    /// CREATED.
    pub(crate) created: DateTime<Utc>,
    /// LAST-MODIFIED, and DTSTAMP (RFC 5545, 3.8.7.2, without METHOD).
    pub(crate) modified: DateTime<Utc>,
    /// SEQUENCE (RFC 5545, 3.8.7.4).
    pub(crate) sequence: u32,
    /// What the news told of it, the oldest first.
    pub(crate) notes: Vec<Note>,
    /// Whether calendars show it.
    pub(crate) presence: Presence,
}

/// Whether calendars show an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Its day is open: it is in no calendar and has no file.
    Unscheduled,
    /// It is in the subscribed calendar, and has a file.
    Listed,
    /// It was cancelled and its date is long past: its file stays, the calendar is rid of it.
    Retired,
}

/// A recording as an item of the feeds.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) event: &'a Event,
    pub(crate) talk: &'a Talk,
    pub(crate) video: &'a Video,
    /// The entry's id is `urn:uuid:` and this.
    pub(crate) id: Uuid,
    /// Never changes once it is out.
    pub(crate) published: DateTime<FixedOffset>,
    /// Of the item's content, not of the build.
    pub(crate) updated: DateTime<FixedOffset>,
}
