//! The mirror of the file: one struct for each mapping of the catalogue, one field for each key,
//! with its type and its meaning. Every field may be missing, since every file may be wrong.
//!
//! Reading settles what one value alone can settle: its kind, the grammar of times and durations,
//! whether a URL is one. What takes more than one value is left to [`crate::resolve`].

mod address;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod value;
mod walk;

pub(crate) use read::{Reader, Spanned};
pub(crate) use schema::schema;
pub(crate) use value::{
    Color, Email, Id, Language, Line, Link, Markdown, OneOrMore, RecordingState, Uid,
};
pub(crate) use walk::{At, Content, Passage, Walk};

use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use url::{Url, form_urlencoded};

use crate::diagnostic::{Diagnostic, Repair, Source};
use crate::duration::Duration;
use crate::history::Places;
use crate::model::Status;
use crate::progress::Progress;
use crate::video;
use crate::when::Written;
use crate::yaml::{self, Node};
use crate::zone::Zone;
use read::mapping;

/// Reads the source: the document as far as it can be made out, and every mistake in it.
pub(crate) fn read(
    source: &Source,
    progress: &Progress<'_>,
) -> (Option<Document>, Vec<Diagnostic>) {
    let text = source.text();
    let full = AtomicUsize::new(usize::MAX);
    let read = yaml::read_items(source, "events", |part| Events {
        part,
        reader: Reader::new(text),
        entries: Vec::new(),
        first: None,
        at: None,
        full: &full,
        progress,
    });
    progress.reach(text.len());
    let (mut root, parts) = match read {
        Ok(read) => read,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let mut reader = Reader::new(text);
    let mut document = reader.value(&mut root);
    put_together(parts, &mut document, &mut reader);
    (document, reader.diagnostics)
}

/// Puts the events of all parts into the document, as far as somebody wants to know what is wrong with
/// them.
fn put_together(parts: Vec<Events<'_>>, document: &mut Option<Document>, reader: &mut Reader<'_>) {
    let mut none = Vec::new();
    let events = document.as_mut().and_then(|document| document.events.as_mut());
    let events = match (events, parts.first()) {
        (Some(events), Some(Events { first: Some(first), .. })) => {
            events.span = first.clone();
            &mut events.value
        }
        _ => &mut none,
    };
    events.reserve_exact(parts.iter().map(|part| part.entries.len()).sum());
    for Events { reader: part, mut entries, .. } in parts {
        if reader.is_full() {
            break;
        }
        part.diagnostics.into_iter().for_each(|diagnostic| reader.report(diagnostic));
        events.append(&mut entries);
    }
}

/// Events, each read as soon as its node is there.
struct Events<'s> {
    /// Which part of the list it is.
    part: usize,
    reader: Reader<'s>,
    entries: Vec<EventEntry>,
    /// What of the first a mark shows.
    first: Option<Range<usize>>,
    /// Where the last one starts.
    at: Option<usize>,
    /// The first part that has more mistakes than are told: what comes behind it is of no interest.
    full: &'s AtomicUsize,
    progress: &'s Progress<'s>,
}

impl<'s> yaml::Items<'s> for Events<'s> {
    fn take(&mut self, mut event: Node<'s>) {
        let start = event.span.start;
        let more = start - self.at.replace(start).unwrap_or(start);
        self.progress.add(more, self.reader.source().len());
        if self.full.load(Ordering::Relaxed) < self.part {
            return;
        }
        self.first.get_or_insert_with(|| self.reader.visible(&event));
        self.entries.extend(self.reader.value(&mut event));
        if self.reader.is_full() {
            self.full.fetch_min(self.part, Ordering::Relaxed);
        }
    }
}

/// How many events are looked at together: enough for a thread, and little beside the file.
const PART: usize = 32;

/// How many texts and addresses most events have, at most.
const PASSAGES: usize = 64;

impl Document {
    /// How many parts it has for those who look at its passages.
    pub(crate) fn parts(&self) -> usize {
        1 + self.events.as_ref().map_or(0, |events| events.value.len().div_ceil(PART))
    }

    /// Shows every text and address of a part of it, in no order. What an alias repeats in a part
    /// stands in one place, and is shown once.
    pub(crate) fn see_passages<'d>(&'d self, part: usize, see: &mut dyn FnMut(Passage<'d>)) {
        let mut places = HashSet::with_capacity(PASSAGES * PART);
        let mut see_new = |passage: Passage<'d>| {
            if places.insert(passage.whole.start) {
                see(passage);
            }
        };
        match (part.checked_sub(1), &self.series, &self.events) {
            (None, Some(series), _) => walk::enter("series", series, &mut see_new),
            (Some(part), _, Some(events)) => {
                let at = At { key: "events", span: &events.span, whole: &events.whole };
                let events = events.value.chunks(PART).nth(part).unwrap_or_default();
                events.iter().for_each(|event| event.walk(at, &mut see_new));
            }
            _ => {}
        }
    }

    /// Addresses of recordings in another than their canonical form, where the source shows them
    /// as they are.
    pub(crate) fn uncanonical_videos(&self, source: &str) -> Vec<Repair> {
        let events = self.events.iter().flat_map(|events| &events.value);
        let talks = events.flat_map(|event| event.talks.iter().flat_map(|talks| &talks.value));
        let videos = talks.filter_map(|talk| talk.video.as_ref());
        let urls = videos.filter_map(|video| video.value.url.as_ref());
        urls.filter_map(|url| uncanonical(url, source)).collect()
    }

    /// Where the ids are written.
    pub(crate) fn places(&self) -> Places {
        let place = |id: &Spanned<Id>| (id.value.0.clone(), id.span.clone());
        let uid = |uid: &Spanned<Uid>| (uid.value.0.clone(), uid.span.clone());
        let events = || self.events.iter().flat_map(|events| &events.value);
        let talks = events().flat_map(|event| event.talks.iter().flat_map(|talks| &talks.value));
        let series = self.series.as_ref().and_then(|series| series.value.id.as_ref());
        Places {
            series: series.map(|id| id.span.clone()).unwrap_or_default(),
            events: events().filter_map(|event| event.id.as_ref()).map(place).collect(),
            uids: events().filter_map(|event| event.uid.as_ref()).map(uid).collect(),
            talks: talks.filter_map(|talk| talk.id.as_ref()).map(place).collect(),
        }
    }
}

fn uncanonical(url: &Spanned<Link>, source: &str) -> Option<Repair> {
    let address = url.value.get().filter(|address| !has_start_time(address))?;
    let canonical = video::canonical_address(address).ok().flatten()?;
    let written = source.get(url.span.clone())?;
    let text = written.trim_matches(['"', '\'']);
    let start = url.span.start + written.find(text)?;
    let is_shown =
        text == address.as_str() || Url::parse(text).is_ok_and(|parsed| parsed == *address);
    is_shown.then(|| Repair { span: start..start + text.len(), replacement: canonical })
}

/// The seconds up to which a start time is a player's, and nobody's meaning.
const MEANT: u32 = 60;

/// Whether an address says where to begin, as the canonical form does not: whether that is lost is for
/// the author to say.
fn has_start_time(address: &Url) -> bool {
    let is_meant = |value: &str| {
        let seconds = value.strip_suffix('s').unwrap_or(value).parse::<u32>();
        !value.is_empty() && seconds.map_or(true, |seconds| seconds >= MEANT)
    };
    let parts = [address.query(), address.fragment()].into_iter().flatten();
    parts.flat_map(|part| form_urlencoded::parse(part.as_bytes())).any(|(name, value)| {
        ["t", "start"].iter().any(|start| name.eq_ignore_ascii_case(start)) && is_meant(&value)
    })
}

mapping! {
    /// A catalogue.
    Document, "the catalogue" {
        /// The series itself.
        required series: SeriesEntry,
        /// Its events, in any order.
        required events: Vec<EventEntry>,
    }
}

mapping! {
    /// The series itself.
    SeriesEntry, "the series" {
        /// The series' permanent name, which every UID and feed id is derived from.
        required id: Id,
        /// Calendar name, feed title, page heading.
        required title: Line,
        /// The series' own page.
        required url: Link,
        /// Where the content of `feeds/` is served; by default `url` and `feeds/`.
        optional feeds_url: Link,
        /// The zone of every local time in the file, such as `Europe/Copenhagen`.
        required timezone: Zone,
        /// The default length of an event; `1h` where it is absent.
        optional duration: Duration,
        /// A BCP 47 tag; `en` where it is absent.
        optional language: Language,
        /// What the series is about, in Markdown.
        optional description: Markdown,
        /// The people who run it.
        optional organizers: Vec<OrganizerEntry>,
        /// The playlist of all recordings.
        optional playlist: Link,
        /// Where people sign up for news.
        optional newsletter: NewsletterEntry,
        /// Who pays, in Markdown.
        optional funding: Markdown,
        /// A picture for the series.
        optional image: Link,
        /// A CSS colour name for the calendar.
        optional color: Color,
        /// A WebSub hub that the feeds name.
        optional hub: Link,
        /// How long before its start an event's own file rings.
        optional reminder: Duration,
    }
}

mapping! {
    /// Someone who runs the series.
    OrganizerEntry, "an organiser", short name {
        /// The name as it is to be printed.
        required name: Line,
        /// Institution and place.
        optional affiliation: Line,
        /// The organiser's page.
        optional url: Link,
        /// An address that may be published.
        optional email: Email,
        /// A few sentences in Markdown.
        optional bio: Markdown,
    }
}

mapping! {
    /// A mailing list.
    NewsletterEntry, "the newsletter", short url {
        /// The page to sign up on.
        optional url: Link,
        /// What to know before signing up, in Markdown.
        optional note: Markdown,
        /// A sign-up form to show in a frame.
        optional form: Link,
    }
}

mapping! {
    /// One session that people attend.
    EventEntry, "an event" {
        /// Unique; names the file `<id>.ics`.
        required id: Id,
        /// By default the only talk's title, else the id.
        optional title: Line,
        /// When it begins, as far as that is known.
        required start: Written,
        /// How long it lasts.
        optional duration: Duration,
        /// When it is over, in place of `duration`.
        optional end: Written,
        /// The zone of this event, in place of the series'.
        optional timezone: Zone,
        /// `confirmed`, `tentative`, `cancelled` or `postponed`; `confirmed` where it is absent.
        optional status: Status,
        /// `Zoom`, a room, an address.
        optional location: Line,
        /// Where people sign up.
        optional registration: Link,
        /// The meeting itself, when it is open to all.
        optional join: Link,
        /// The event's own page; by default the series' page at `#<id>`.
        optional url: Link,
        /// What it is about, in Markdown.
        optional description: Markdown,
        /// Keywords.
        optional tags: Vec<Spanned<Line>>,
        /// A picture for the event.
        optional image: Link,
        /// The programme, in its order.
        optional talks: Vec<TalkEntry>,
        /// Ids under which the event was published before.
        optional formerly: OneOrMore<Id>,
        /// The UID that the event has in people's calendars already.
        optional uid: Uid,
    }
}

mapping! {
    /// One talk of an event.
    TalkEntry, "a talk" {
        /// Unique in the whole file.
        required id: Id,
        /// The title, or `TBA`.
        optional title: Line,
        /// Who gives it.
        optional speakers: Vec<SpeakerEntry>,
        /// What it is about, in Markdown.
        optional abstract_: Markdown,
        /// The recording.
        optional video: VideoEntry,
        /// The slides.
        optional slides: Link,
        /// The paper it is about.
        optional paper: Link,
        /// The code it is about.
        optional code: Link,
        /// `pending`, or `none` when the speakers did not agree to share it.
        optional recording: RecordingState,
        /// Ids under which the talk was published before.
        optional formerly: OneOrMore<Id>,
    }
}

mapping! {
    /// Someone who gives a talk.
    SpeakerEntry, "a speaker", short name {
        /// With titles, as it is to be printed.
        required name: Line,
        /// Institution and place.
        optional affiliation: Line,
        /// The speaker's page.
        optional url: Link,
        /// A few sentences in Markdown.
        optional bio: Markdown,
    }
}

mapping! {
    /// A recording.
    VideoEntry, "a video", short url {
        /// Where it can be watched.
        required url: Link,
        /// Its own title, where that differs from the talk's.
        optional title: Line,
        /// When it was first linked.
        optional published: Written,
        /// Its length.
        optional duration: Duration,
    }
}
