//! The document becomes a series. Everything that takes more than one value is settled here:
//! defaults, zones, ids that are taken, keys that contradict each other.

mod ids;
mod time;

use std::convert::Infallible;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, FixedOffset};
use url::Url;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Document, EventEntry, Line, Link, Markdown, NewsletterEntry, OneOrMore, OrganizerEntry,
    RecordingState, SeriesEntry, Spanned, SpeakerEntry, TalkEntry, VideoEntry,
};
use crate::duration::Duration;
use crate::model::{Event, Newsletter, Person, Recording, Series, Status, Talk, Text, Video, When};
use crate::progress::Progress;
use crate::share::share;
use crate::video;
use crate::when::is_to_be_announced;
use crate::zone::Zone;

/// Resolves the document. The series is whole only if no diagnostic is an error.
/// Markdown is taken out of the document, so that it is not in memory beside what it becomes.
pub(crate) fn resolve(
    document: &mut Document,
    progress: &Progress<'_>,
) -> (Option<Series>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    ids::check(document, &mut diagnostics);
    let series = document.series.as_mut().map(|entry| &mut entry.value);
    let defaults = Defaults::of(series.as_deref());
    let events = events(entries(&mut document.events), &defaults, progress, &mut diagnostics);
    let series = series.and_then(|entry| self::series(entry, events, &mut diagnostics));
    (series, diagnostics)
}

/// How many events are resolved together: little enough that all cores end at about the same time.
const PART: usize = 8;

/// Resolves events on all cores, since reading their texts takes longer than all else about a
/// catalogue. The mistakes stay in order.
fn events(
    entries: &mut [EventEntry],
    defaults: &Defaults,
    progress: &Progress<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Event>> {
    let (number, each) = (entries.len(), progress.left() / entries.len().max(1));
    let parts: Vec<_> = entries.chunks_mut(PART).map(Mutex::new).collect();
    let resolve = |part: usize| {
        // Nobody else has it: each part is taken up once.
        let mut entries = parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = Vec::new();
        let events = entries.iter_mut().map(|entry| event(entry, defaults, &mut found));
        let events: Vec<_> = events.collect();
        progress.add(each * events.len(), usize::MAX);
        (events, found)
    };
    let Ok(resolved) = share(parts.len(), 1, || (), |(), part| Ok::<_, Infallible>(resolve(part)));
    let mut events = Vec::with_capacity(number);
    for (part, found) in resolved {
        events.extend(part);
        diagnostics.extend(found);
    }
    events.into_iter().collect()
}

/// The entries of a list. From a slice comes a vector that is as long, where one that grows has room
/// for four from the first on.
fn entries<T>(key: &mut Option<Spanned<Vec<T>>>) -> &mut [T] {
    key.as_mut().map_or(&mut [], |entries| &mut entries.value)
}

/// What an event takes from its series, as far as that is known: what is wrong there hides nothing
/// that is wrong with an event.
struct Defaults {
    zone: Option<Zone>,
    duration: Duration,
    /// The series' page.
    url: Option<Url>,
}

impl Defaults {
    fn of(series: Option<&SeriesEntry>) -> Self {
        Self {
            zone: series.and_then(|series| value(&series.timezone)),
            duration: series.and_then(|series| value(&series.duration)).unwrap_or(Duration::HOUR),
            url: series.and_then(|series| link(&series.url)),
        }
    }
}

/// The value of a key, if it is there.
fn value<T: Clone>(key: &Option<Spanned<T>>) -> Option<T> {
    key.as_ref().map(|spanned| spanned.value.clone())
}

/// The address of a key, as a copy.
fn link(key: &Option<Spanned<Link>>) -> Option<Url> {
    key.as_ref()?.value.get().cloned()
}

/// The address of a key, which is gone from the document then.
fn taken(key: &mut Option<Spanned<Link>>) -> Option<Url> {
    key.as_mut()?.value.0.take().map(|url| *url)
}

fn line(key: &Option<Spanned<Line>>) -> Option<String> {
    key.as_ref().map(|spanned| spanned.value.0.clone())
}

/// A text, whose addresses may be those of the series' page.
fn text(key: &mut Option<Spanned<Markdown>>, base: Option<&Url>) -> Option<Text> {
    Some(key.as_mut()?.value.take(base))
}

/// `events` are missing where something is wrong with one of them.
fn series(
    entry: &mut SeriesEntry,
    events: Option<Vec<Event>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Series> {
    let url = link(&entry.url);
    let base = url.as_ref();
    // What can be wrong comes first, so that all of it is told.
    let feeds_url = feeds_url(entry, base, diagnostics);
    let newsletter = entry.newsletter.as_mut().map(|entry| newsletter(entry, base, diagnostics));
    let mut events = events?;
    events.sort_by_cached_key(order);
    Some(Series {
        id: value(&entry.id)?.0,
        title: line(&entry.title)?,
        feeds_url: feeds_url?,
        zone: value(&entry.timezone)?,
        language: value(&entry.language).map_or_else(|| "en".to_owned(), |tag| tag.0),
        description: text(&mut entry.description, base),
        organizers: people(&mut entry.organizers, |entry| organizer(entry, base))?,
        playlist: taken(&mut entry.playlist),
        newsletter: match newsletter {
            None => None,
            Some(newsletter) => Some(newsletter?),
        },
        funding: text(&mut entry.funding, base),
        image: taken(&mut entry.image),
        color: value(&entry.color).map(|color| color.0),
        hub: taken(&mut entry.hub),
        reminder: value(&entry.reminder).map(Duration::exact),
        events,
        url: url?,
    })
}

/// Events with a day by their start, then those with a month, then those to be announced.
fn order(event: &Event) -> (u8, Option<DateTime<FixedOffset>>, String) {
    let (rank, start) = match event.when {
        When::Timed { .. } | When::AllDay { .. } => (0, event.starts()),
        When::Month(first) => (1, Some(event.zone.start_of_day(first))),
        When::Unknown => (2, None),
    };
    (rank, start, event.id.clone())
}

/// Where the built folder is served: an address that file names can be put behind.
fn feeds_url(
    entry: &SeriesEntry,
    url: Option<&Url>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Url> {
    let folder = |url: &Url, name: &str| {
        let mut folder = url.clone();
        folder.set_query(None);
        folder.set_fragment(None);
        let path = format!("{}/{name}", url.path().trim_end_matches('/'));
        folder.set_path(&path);
        folder
    };
    let Some(written) = &entry.feeds_url else {
        let url = url?;
        let file = url.path().rsplit('/').next().unwrap_or_default();
        // A page that is a file has its folder beside it.
        let page = if file.contains('.') { url.join(".").ok()? } else { url.clone() };
        return Some(folder(&page, "feeds/"));
    };
    let address = written.value.get()?;
    if address.query().is_some() || address.fragment().is_some() {
        let message = "`feeds_url` has a `?` or `#`, so no file name can be put behind it";
        let diagnostic = Diagnostic::new(Code::InvalidUrl, written.span.clone(), message);
        diagnostics.push(diagnostic.help("write the address of the folder alone"));
        return None;
    }
    Some(folder(address, ""))
}

fn people<E>(
    key: &mut Option<Spanned<Vec<E>>>,
    person: impl Fn(&mut E) -> Option<Person>,
) -> Option<Vec<Person>> {
    entries(key).iter_mut().map(person).collect::<Vec<_>>().into_iter().collect()
}

fn organizer(entry: &mut OrganizerEntry, base: Option<&Url>) -> Option<Person> {
    Some(Person {
        name: line(&entry.name)?,
        affiliation: line(&entry.affiliation),
        url: taken(&mut entry.url),
        email: value(&entry.email).map(|email| email.0),
        bio: text(&mut entry.bio, base),
    })
}

fn speaker(entry: &mut SpeakerEntry, base: Option<&Url>) -> Option<Person> {
    Some(Person {
        name: line(&entry.name)?,
        affiliation: line(&entry.affiliation),
        url: taken(&mut entry.url),
        email: None,
        bio: text(&mut entry.bio, base),
    })
}

fn newsletter(
    entry: &mut Spanned<NewsletterEntry>,
    base: Option<&Url>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Newsletter> {
    let NewsletterEntry { url, note, form } = &mut entry.value;
    if url.is_none() && note.is_none() && form.is_none() {
        let message = "the newsletter has none of its keys";
        let diagnostic = Diagnostic::new(Code::MissingKey, entry.span.clone(), message);
        diagnostics.push(diagnostic.help("write `url`, `note` or `form`, or take it out"));
        return None;
    }
    Some(Newsletter { url: taken(url), note: text(note, base), form: taken(form) })
}

fn event(
    entry: &mut EventEntry,
    defaults: &Defaults,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Event> {
    let zone = value(&entry.timezone).or_else(|| defaults.zone.clone());
    let base = defaults.url.as_ref();
    let when = time::when(entry, zone.as_ref(), defaults.duration, diagnostics);
    let talks = entries(&mut entry.talks).iter_mut();
    let talks: Vec<_> = talks.map(|entry| talk(entry, defaults, diagnostics)).collect();
    let talks = talks.into_iter().collect::<Option<Vec<_>>>()?;
    let id = value(&entry.id)?.0;
    let url = taken(&mut entry.url).or_else(|| {
        let mut page = defaults.url.clone()?;
        page.set_fragment(Some(&id));
        Some(page)
    });
    let tags = entry.tags.iter().flat_map(|tags| &tags.value).map(|tag| tag.value.0.clone());
    Some(Event {
        title: line(&entry.title).unwrap_or_else(|| default_title(&id, &talks)),
        when: when?,
        zone: zone?,
        status: value(&entry.status).unwrap_or(Status::Confirmed),
        location: line(&entry.location),
        registration: taken(&mut entry.registration),
        join: taken(&mut entry.join),
        url: url?,
        description: text(&mut entry.description, base),
        tags: tags.collect(),
        image: taken(&mut entry.image),
        formerly: former_ids(&entry.formerly),
        uid: value(&entry.uid).map(|uid| uid.0),
        id,
        talks,
    })
}

/// The only talk's title, else the id.
fn default_title(id: &str, talks: &[Talk]) -> String {
    match talks {
        [Talk { title: Some(title), .. }] => title.clone(),
        _ => id.to_owned(),
    }
}

fn former_ids(key: &Option<Spanned<OneOrMore<crate::document::Id>>>) -> Vec<String> {
    key.iter().flat_map(|ids| &ids.value.0).map(|id| id.value.0.clone()).collect()
}

fn talk(
    entry: &mut TalkEntry,
    defaults: &Defaults,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Talk> {
    let base = defaults.url.as_ref();
    let recording = recording(entry, defaults, diagnostics);
    Some(Talk {
        id: value(&entry.id)?.0,
        title: line(&entry.title).filter(|title| !is_to_be_announced(title)),
        speakers: people(&mut entry.speakers, |entry| speaker(entry, base))?,
        abstract_: text(&mut entry.abstract_, base),
        recording: recording?,
        slides: taken(&mut entry.slides),
        paper: taken(&mut entry.paper),
        code: taken(&mut entry.code),
        formerly: former_ids(&entry.formerly),
    })
}

fn recording(
    entry: &TalkEntry,
    defaults: &Defaults,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Recording> {
    let state = value(&entry.recording).unwrap_or(RecordingState::Pending);
    match (&entry.video, state) {
        (None, RecordingState::Pending) => Some(Recording::Pending),
        (None, RecordingState::None) => Some(Recording::Withheld),
        (Some(entry), RecordingState::Pending) => {
            video(&entry.value, defaults, diagnostics).map(Recording::Published)
        }
        (Some(video), RecordingState::None) => {
            let span = entry.recording.as_ref().map_or(video.span.clone(), |key| key.span.clone());
            let message = "`recording: none` beside a video: nothing of it may be published";
            diagnostics.push(
                Diagnostic::new(Code::Contradiction, span, message)
                    .label("says that there is none")
                    .related(video.span.clone(), "a recording")
                    .help("take out `recording` if the speakers agreed, or else the video"),
            );
            None
        }
    }
}

fn video(
    entry: &VideoEntry,
    defaults: &Defaults,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Video> {
    let url = entry.url.as_ref().and_then(|written| {
        let canonical = video::canonical(written.value.get()?);
        let mut refused = |mistake| diagnostics.push(not_a_video(&mistake, written.span.clone()));
        canonical.map_err(&mut refused).ok()
    });
    let published = match &entry.published {
        None => None,
        Some(published) => Some(time::instant(published, defaults.zone.as_ref(), diagnostics)?),
    };
    Some(Video {
        url: url?,
        title: line(&entry.title),
        published,
        duration: value(&entry.duration).map(Duration::exact),
    })
}

fn not_a_video(mistake: &video::Refused, span: Range<usize>) -> Diagnostic {
    let place = match mistake {
        video::Refused::Playlist => "; the playlist of the series goes to `series`, as `playlist`",
        _ => "",
    };
    let help = format!("link the recording itself, such as `https://youtu.be/qhAYUfQlYfo`{place}");
    Diagnostic::new(Code::NotAVideo, span, mistake.to_string()).help(help)
}
