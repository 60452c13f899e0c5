//! The model: a talk series as its catalogue means it. Plain data that is always valid; renderers
//! read it and cannot fail. It knows nothing of YAML, spans, files or formats.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Months, NaiveDate, TimeDelta};
use url::Url;

use crate::now::Now;
use crate::zone::Zone;

/// A talk series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The permanent name that every UID and feed id is derived from.
    pub id: String,
    /// Calendar name, feed title, page heading.
    pub title: String,
    /// The series' own page.
    pub url: Url,
    /// Where the built folder is served. Ends in `/`.
    pub feeds_url: Url,
    /// The zone that the series lives in.
    pub zone: Zone,
    /// A BCP 47 language tag.
    pub language: String,
    /// What it is about.
    pub description: Option<Text>,
    /// The people who run it.
    pub organizers: Vec<Person>,
    /// The recordings' playlist.
    pub playlist: Option<Url>,
    /// Where news of the series can be signed up for.
    pub newsletter: Option<Newsletter>,
    /// Who pays.
    pub funding: Option<Text>,
    /// A picture for the series.
    pub image: Option<Url>,
    /// A CSS colour name (RFC 7986, 5.9).
    pub color: Option<String>,
    /// A WebSub hub.
    pub hub: Option<Url>,
    /// How long before its start an event's own file rings.
    pub reminder: Option<TimeDelta>,
    /// By start, events without a day last; ties by id.
    pub events: Vec<Event>,
}

/// A text that its author wrote in Markdown, in the forms that outputs have use for. Where the
/// author wrapped a line is no matter of the text's. Copies share the forms: texts are nearly all
/// that a catalogue holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// HTML that is safe to show: raw HTML is text in it, and links lead to the web or a mailbox.
    pub html: Arc<str>,
    /// Plain text with bare URLs.
    pub plain: Arc<str>,
    /// Markdown that is safe to show: CommonMark and kramdown read the same in it, and neither of
    /// them nor a template language finds anything to run.
    pub markdown: Arc<str>,
}

/// A mailing list.
#[derive(Clone, Debug, PartialEq)]
pub struct Newsletter {
    /// Its page.
    pub url: Option<Url>,
    /// What to know before signing up.
    pub note: Option<Text>,
    /// A sign-up form, to be shown in a frame.
    pub form: Option<Url>,
}

/// One session that people attend: one calendar entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique in the series, without regard to case; usable as a file name and in a URL.
    pub id: String,
    /// What the event is called.
    pub title: String,
    /// When it takes place.
    pub when: When,
    /// The zone its times are meant in.
    pub zone: Zone,
    /// Whether it takes place.
    pub status: Status,
    /// `Zoom`, a room, an address.
    pub location: Option<String>,
    /// Where people sign up.
    pub registration: Option<Url>,
    /// The meeting itself, where it is open to all.
    pub join: Option<Url>,
    /// The event's page.
    pub url: Url,
    /// What it is about.
    pub description: Option<Text>,
    /// Keywords.
    pub tags: Vec<String>,
    /// A picture for the event.
    pub image: Option<Url>,
    /// In the order of the programme.
    pub talks: Vec<Talk>,
    /// Ids under which it was published before.
    pub formerly: Vec<String>,
    /// The UID that it has in calendars already; by default one is derived from the ids.
    pub uid: Option<String>,
}

/// When an event takes place, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From one instant to a later one; offsets are those of the event's zone at each.
    Timed {
        /// The first instant.
        start: DateTime<FixedOffset>,
        /// The first instant after it.
        end: DateTime<FixedOffset>,
    },
    /// On these days, the hour being open.
    AllDay {
        /// The first day.
        start: NaiveDate,
        /// The first day after it.
        end: NaiveDate,
    },
    /// Some time in the month of this first day.
    Month(NaiveDate),
    /// To be announced.
    Unknown,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It may.
    Tentative,
    /// It does not.
    Cancelled,
    /// It will, at a time not known yet; its old time stands until then.
    Postponed,
}

/// One talk of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// Unique in the series, without regard to case.
    pub id: String,
    /// `None` while it is to be announced.
    pub title: Option<String>,
    /// Who gives it.
    pub speakers: Vec<Person>,
    /// What it is about.
    pub abstract_: Option<Text>,
    /// Whether and where it can be seen again.
    pub recording: Recording,
    /// The slides.
    pub slides: Option<Url>,
    /// The paper it is about.
    pub paper: Option<Url>,
    /// The code it is about.
    pub code: Option<Url>,
    /// Ids under which it was published before.
    pub formerly: Vec<String>,
}

/// A speaker or an organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// With titles, as it is to be printed.
    pub name: String,
    /// Institution and place.
    pub affiliation: Option<String>,
    /// The person's page.
    pub url: Option<Url>,
    /// Only organisers have one.
    pub email: Option<String>,
    /// A few sentences.
    pub bio: Option<Text>,
}

/// Whether and where a talk can be seen again.
#[derive(Clone, Debug, PartialEq)]
pub enum Recording {
    /// Not yet, perhaps later.
    Pending,
    /// The speakers did not agree to share it: nothing of it is ever published.
    Withheld,
    /// It is public.
    Published(Video),
}

/// A recording on the web.
#[derive(Clone, Debug, PartialEq)]
pub struct Video {
    /// In its canonical form (see [`crate::video`]).
    pub url: Url,
    /// The recording's own title, where it differs from the talk's.
    pub title: Option<String>,
    /// When it was first linked; the start of the day where only that is known.
    pub published: Option<DateTime<FixedOffset>>,
    /// Its length.
    pub duration: Option<TimeDelta>,
}

impl Status {
    /// The word for it in catalogues, and in what is made of them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }
}

impl Event {
    /// The instant from which on it is under way; `None` without a day.
    pub fn starts(&self) -> Option<DateTime<FixedOffset>> {
        match self.when {
            When::Timed { start, .. } => Some(start),
            When::AllDay { start, .. } => Some(self.zone.start_of_day(start)),
            When::Month(_) | When::Unknown => None,
        }
    }

    /// The instant from which on it is over; `None` without a day.
    pub fn ends(&self) -> Option<DateTime<FixedOffset>> {
        match self.when {
            When::Timed { end, .. } => Some(end),
            When::AllDay { end, .. } => Some(self.zone.start_of_day(end)),
            When::Month(_) | When::Unknown => None,
        }
    }

    /// Whether the time that is known of it lies behind: the event itself, or the month that it was
    /// planned for.
    pub fn is_over(&self, now: &Now) -> bool {
        let end = match self.when {
            When::Month(first) => {
                let next = first.checked_add_months(Months::new(1));
                next.map(|next| self.zone.start_of_day(next))
            }
            When::Timed { .. } | When::AllDay { .. } | When::Unknown => self.ends(),
        };
        end.is_some_and(|end| !now.is_before(end))
    }

    /// Whether it will take place, or takes place now, on a day that is known.
    pub fn is_ahead(&self, now: &Now) -> bool {
        matches!(self.status, Status::Confirmed | Status::Tentative)
            && self.ends().is_some_and(|end| now.is_before(end))
    }
}

impl Series {
    /// The first event that is still ahead.
    pub fn next(&self, now: &Now) -> Option<&Event> {
        self.events.iter().find(|event| event.is_ahead(now))
    }

    /// What of the series may be told at a time: a recording that is dated later is not out yet, and
    /// nothing of it is to be seen anywhere.
    pub fn as_of(&self, now: &Now) -> Cow<'_, Self> {
        let is_early = |talk: &Talk| {
            let published = talk.video().and_then(|video| video.published);
            published.is_some_and(|published| now.is_before(published))
        };
        if !self.events.iter().flat_map(|event| &event.talks).any(is_early) {
            return Cow::Borrowed(self);
        }
        let mut series = self.clone();
        for talk in series.events.iter_mut().flat_map(|event| &mut event.talks) {
            if is_early(talk) {
                talk.recording = Recording::Pending;
            }
        }
        Cow::Owned(series)
    }

    /// The first organiser who gives an e-mail address, and the address.
    pub fn contact(&self) -> Option<(&Person, &str)> {
        self.organizers.iter().find_map(|person| Some((person, person.email.as_deref()?)))
    }

    /// The address of a file of the built folder.
    pub fn feed_address(&self, file: &str) -> String {
        [self.feeds_url.as_str(), file].concat()
    }
}

impl Talk {
    /// The title, or `To be announced`.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or("To be announced")
    }

    /// The published recording.
    pub fn video(&self) -> Option<&Video> {
        match &self.recording {
            Recording::Published(video) => Some(video),
            Recording::Pending | Recording::Withheld => None,
        }
    }
}
