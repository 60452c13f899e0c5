//! A catalogue: `events.yaml` as it was read.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::check;
use crate::diagnostic::{Code, Diagnostic, Repair, Severity, Source};
use crate::document::{self, Document};
use crate::draft::{EventDraft, TalkDraft, VideoDraft};
use crate::edit::{self, Refused};
use crate::error::{Action, Error};
use crate::history::{History, Places};
use crate::model::Series;
use crate::now::Now;
use crate::progress::Progress;
use crate::repair;
use crate::resolve;

/// A catalogue that was read: its text, every mistake in it and, if none of them is an error, the
/// series that it describes.
///
/// ```
/// let catalogue = seminar::Catalogue::read("events.yaml", b"series: {id: my series}");
/// assert!(catalogue.series().is_none());
/// let codes: Vec<_> = catalogue.diagnostics().iter().map(|it| it.code.name()).collect();
/// assert_eq!(
///     codes,
///     ["missing-key", "missing-key", "missing-key", "missing-key", "unusable-id"]
/// );
/// ```
#[derive(Debug)]
pub struct Catalogue {
    source: Source,
    /// What [`Catalogue::check`] reads, as far as it could be made out.
    document: Option<Document>,
    series: Option<Series>,
    diagnostics: Vec<Diagnostic>,
    places: Places,
}

impl Catalogue {
    /// Reads a catalogue from bytes; `name` is what messages call it. It never fails: what is
    /// wrong with the bytes is said by [`Catalogue::diagnostics`].
    pub fn read(name: &str, bytes: &[u8]) -> Self {
        Self::of(name, bytes.to_vec(), &|_| ())
    }

    fn of(name: &str, bytes: Vec<u8>, read: &(dyn Fn(usize) + Sync)) -> Self {
        let source = match String::from_utf8(bytes) {
            // What has Latin letters alone is UTF-8 in UTF-16 as well.
            Ok(text) if is_utf_16(text.as_bytes()) => {
                return Self::unreadable(name, text.as_bytes(), 0);
            }
            Ok(text) => Source::new(name, text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                return Self::unreadable(name, error.as_bytes(), valid);
            }
        };
        // Each of its bytes is read, and then resolved.
        let progress = Progress::new(2 * source.text().len(), read);
        let (mut document, mut diagnostics) = document::read(&source, &progress);
        let mut series = None;
        let mut places = Places::default();
        if let Some(document) = &mut document {
            places = document.places();
            let (resolved, more) = resolve::resolve(document, &progress);
            series = resolved;
            diagnostics.extend(more);
        }
        progress.reach(2 * source.text().len());
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
        if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
            series = None;
        }
        Self { source, document, series, diagnostics, places }
    }

    /// Reads a catalogue from a file.
    ///
    /// # Errors
    ///
    /// Where there is no file that can be read, or it is larger than a gibibyte. What is wrong in
    /// it is no error of the machine.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, |_| ())
    }

    /// The same. Each time that another one of so many equal parts of the work is done, `read` is
    /// called with their number; it may be on another thread.
    ///
    /// # Errors
    ///
    /// As [`Catalogue::open`].
    pub fn open_with(path: &Path, read: impl Fn(usize) + Sync) -> Result<Self, Error> {
        // Looked at before it is opened, since to open a pipe is to wait for its other end.
        let found = fs::metadata(path).map_err(Error::cannot(Action::Open, path))?;
        if !found.is_file() {
            let reason = if found.is_dir() { "it is a folder" } else { "it is not a file" };
            return Err(Error::broken(path, reason, "name the catalogue itself"));
        }
        let bytes = read_at_most(path, LARGEST).map_err(Error::cannot(Action::Open, path))?;
        let Some(bytes) = bytes else {
            let help = "check that this is the catalogue; nobody has written that much by hand";
            return Err(Error::broken(path, "it is larger than 1 GiB", help));
        };
        Ok(Self::of(&path.display().to_string(), bytes, &read))
    }

    /// The catalogue of bytes that are not UTF-8. Its text ends soon after the first of them.
    fn unreadable(name: &str, bytes: &[u8], valid: usize) -> Self {
        let rest = &bytes[valid..bytes.len().min(valid + 200)];
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes[..valid + line.len()]).into_owned();
        let first = text[valid..].chars().next().map_or(0, char::len_utf8);
        let source = Source::new(name, text);
        let (encoding, help) = likely_encoding(bytes);
        let diagnostic = Diagnostic::new(
            Code::Encoding,
            valid..valid + first,
            format!("the file is not UTF-8 text: {encoding}"),
        );
        let diagnostic = diagnostic.label("this cannot be read").help(help);
        Self {
            source,
            document: None,
            series: None,
            diagnostics: vec![diagnostic],
            places: Places::default(),
        }
    }

    /// The series; `None` if there is an error among the diagnostics.
    pub fn series(&self) -> Option<&Series> {
        self.series.as_ref()
    }

    /// The same, without the rest: neither the text nor what was found in it.
    pub fn into_series(self) -> Option<Series> {
        self.series
    }

    /// Compares the catalogue with what was published of it: what is gone without a word becomes
    /// a mistake, and leaves no series.
    pub fn guard(&mut self, history: &History, now: &Now) {
        let Some(series) = &self.series else { return };
        let gone = history.guard(series, &self.places, now);
        if !gone.is_empty() {
            self.series = None;
            self.diagnostics.extend(gone);
            self.diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        }
    }

    /// Looks for what is worth a second look, and adds a warning for each. Those that a comment
    /// allows at their place (`# seminar: allow CODE — reason`) are left out.
    ///
    /// ```
    /// let yaml = "\
    /// series:
    ///   id: looking-glass
    ///   title: Datasets through the L👀king-Glass
    ///   url: https://example.org/webinar/
    ///   timezone: Europe/Copenhagen
    /// events:
    ///   - id: S04
    ///     start: 2023-12-04 04:00
    /// ";
    /// let mut catalogue = seminar::Catalogue::read("events.yaml", yaml.as_bytes());
    /// assert!(catalogue.diagnostics().is_empty());
    /// catalogue.check(&"2023-10-01T12:00:00Z".parse().expect("a time"));
    /// assert_eq!(catalogue.diagnostics()[0].code.name(), "odd-hour");
    /// assert!(catalogue.series().is_some());
    /// ```
    ///
    /// What only this reads is given back to the machine, so a second check finds nothing more.
    pub fn check(&mut self, now: &Now) {
        let Some(document) = self.document.take() else { return };
        let subject = check::Subject::new(&self.source, &document, self.series.as_ref(), now);
        check::check(&subject, &mut self.diagnostics);
    }

    /// Every mistake, in the order of the file.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What can be mended without a doubt, in no order: the repairs of the diagnostics, and the
    /// canonical addresses of recordings. Other forms of these are fine to read, so no diagnostic
    /// speaks of them.
    pub(crate) fn repairs(&self) -> impl Iterator<Item = Repair> {
        // Read anew, since resolving took the addresses out, and few ask for this.
        let (document, _) = document::read(&self.source, &Progress::unseen());
        let addresses = document.map(|it| it.uncanonical_videos(self.source.text()));
        let repairs = self.diagnostics.iter().filter_map(|diagnostic| diagnostic.repair.clone());
        repairs.chain(addresses.unwrap_or_default())
    }

    /// The catalogue with everything mended that can be without a doubt, read anew; `None` where
    /// there is nothing. Comments, layout and every other value are as they were.
    ///
    /// ```
    /// let yaml = b"series: {id: s, title: S, url: example.org/s, timezone: Europe/Rome}\nevents: []";
    /// let mended = seminar::Catalogue::read("events.yaml", yaml).repaired().expect("a repair");
    /// assert!(mended.source().text().contains("url: https://example.org/s,"));
    /// assert!(mended.diagnostics().is_empty());
    /// ```
    pub fn repaired(&self) -> Option<Self> {
        repair::repaired(self)
    }

    /// The catalogue with an event at the end of `events`, read anew. Comments, layout and every
    /// other value are as they were; whether the whole is without mistakes is another question.
    ///
    /// ```
    /// use seminar::draft::EventDraft;
    ///
    /// let yaml = b"series: {id: s, title: S, url: https://example.org, timezone: Europe/Rome}
    /// events: # ours
    /// - id: S01
    ///   start: TBA
    /// ";
    /// let event = EventDraft {
    ///     id: Some("S02".to_owned()),
    ///     start: Some("4 December 2023 at 1pm".to_owned()),
    ///     ..EventDraft::default()
    /// };
    /// let longer = seminar::Catalogue::read("events.yaml", yaml).with_event(&event)?;
    /// assert!(longer.source().text().ends_with("\n- id: S02\n  start: 4 December 2023 at 1pm\n"));
    /// assert_eq!(longer.series().map(|series| series.events.len()), Some(2));
    /// # Ok::<(), seminar::Refused>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where it cannot be written there without touching anything else.
    pub fn with_event(&self, event: &EventDraft) -> Result<Self, Refused> {
        edit::add_event(self.source.text(), event).map(|text| self.with_text(text))
    }

    /// The catalogue with a talk at the end of an event's `talks`, in the same manner.
    ///
    /// # Errors
    ///
    /// Where there is no such event, or the talk cannot be written there without touching anything
    /// else.
    pub fn with_talk(&self, event: &str, talk: &TalkDraft) -> Result<Self, Refused> {
        edit::add_talk(self.source.text(), event, talk).map(|text| self.with_text(text))
    }

    /// The catalogue with the recordings of talks, in the same manner: all of them, or none. What a
    /// draft leaves open stays, where it is said of the same recording.
    ///
    /// # Errors
    ///
    /// Where there is no such talk, it says `recording: none`, it has two of these recordings, or one
    /// cannot be written there without touching anything else. The error is about one such talk.
    pub fn with_videos<'a>(
        &self,
        videos: impl IntoIterator<Item = (&'a str, &'a VideoDraft)>,
    ) -> Result<Self, Refused> {
        edit::set_videos(self.source.text(), videos).map(|text| self.with_text(text))
    }

    fn with_text(&self, text: String) -> Self {
        Self::of(self.source.name(), text.into_bytes(), &|_| ())
    }

    /// The text that the diagnostics' spans point into.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// What bytes are that are not UTF-8, and what to do with them.
fn likely_encoding(bytes: &[u8]) -> (&'static str, &'static str) {
    let save = "open it in an editor and save it with the encoding UTF-8";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || is_utf_16(bytes) {
        ("it looks like UTF-16", save)
    } else if bytes.contains(&0) {
        ("it is probably no text at all", "check that this is the catalogue")
    } else {
        ("it is probably Latin-1", save)
    }
}

/// Whether bytes without a mark of their order are UTF-16 all the same: of most of its pairs one byte is
/// nothing, and always the same of the two.
fn is_utf_16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1 << 10)];
    let pairs = start.chunks_exact(2);
    let number = pairs.len();
    let empty = |at: usize| pairs.clone().filter(|pair| pair[at] == 0).count();
    match [empty(0), empty(1)] {
        [0, most] | [most, 0] => 2 * most > number,
        _ => false,
    }
}

/// The largest catalogue that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The bytes of a file; `None` where they are more.
fn read_at_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    let expected = file.metadata()?.len();
    if expected <= most {
        bytes.reserve(usize::try_from(expected).unwrap_or_default() + 1);
        file.take(most + 1).read_to_end(&mut bytes)?;
    }
    Ok((expected.max(bytes.len() as u64) <= most).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn utf_16_is_known_without_a_mark_of_its_order() {
        let text = "series:\n  title: Dåtå, データ\nevents: []\n";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert!(is_utf_16(&little) && is_utf_16(&big));
        let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";
        for bytes in [text.as_bytes(), image, &[0; 40], b"a\0", b"a", b"", b"a: b\0\n"] {
            assert_eq!(is_utf_16(bytes), bytes == b"a\0", "{bytes:?}");
        }
    }

    #[test]
    fn every_part_of_the_reading_is_told() {
        let head = "series: {id: s, title: S, url: https://example.org, timezone: Europe/Rome}\n";
        let event = |number| format!("- {{id: S{number}, start: 2023-10-02 13:00}}\n");
        let events =
            |number| format!("{head}events:\n{}", (0..number).map(event).collect::<String>());
        // Short and plain, with what is beyond that, in parts, without events, and nothing at all.
        for text in
            [events(1), events(3) + "&a b: *a\n", events(5000), head.to_owned(), String::new()]
        {
            let (told, all) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let read = |parts| {
                told.fetch_add(1, Ordering::Relaxed);
                all.store(parts, Ordering::Relaxed);
            };
            Catalogue::of("events.yaml", text.clone().into_bytes(), &read);
            let (told, all) = (told.into_inner(), all.into_inner());
            assert!(told == all && (told > 0 || text.is_empty()), "{told} of {all}");
        }
    }
}
