//! A catalogue: `events.yaml` as it was read.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::check;
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::document::{self, Document};
use crate::error::{Action, Error};
use crate::history::{History, Places};
use crate::model::Series;
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
        let source = match String::from_utf8(bytes.to_vec()) {
            Ok(text) => Source::new(name, text),
            Err(error) => return Self::unreadable(name, bytes, error.utf8_error().valid_up_to()),
        };
        let (document, mut diagnostics) = document::read(&source);
        let mut series = None;
        let mut places = Places::default();
        if let Some(document) = &document {
            let (resolved, more) = resolve::resolve(document);
            series = resolved;
            places = document.places();
            diagnostics.extend(more);
        }
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
    /// Where the file cannot be read. What is wrong in it is no error of the machine.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(Error::cannot(Action::Read, path))?;
        Ok(Self::read(&path.display().to_string(), &bytes))
    }

    /// The catalogue of bytes that are not UTF-8.
    fn unreadable(name: &str, bytes: &[u8], valid: usize) -> Self {
        let source = Source::new(name, String::from_utf8_lossy(bytes).into_owned());
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let encoding = if wide { "it looks like UTF-16" } else { "it is probably Latin-1" };
        let diagnostic = Diagnostic::new(
            Code::Encoding,
            valid..valid + char::REPLACEMENT_CHARACTER.len_utf8(),
            format!("the file is not UTF-8 text: {encoding}"),
        );
        let diagnostic = diagnostic
            .label("this cannot be read")
            .help("open it in an editor and save it with the encoding UTF-8");
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

    /// Compares the catalogue with what was published of it: what is gone without a word becomes
    /// a mistake, and leaves no series.
    pub fn guard(&mut self, history: &History, now: DateTime<Utc>) {
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
    /// catalogue.check("2023-10-01T12:00:00Z".parse().expect("a time"));
    /// assert_eq!(catalogue.diagnostics()[0].code.name(), "odd-hour");
    /// assert!(catalogue.series().is_some());
    /// ```
    pub fn check(&mut self, now: DateTime<Utc>) {
        let Some(document) = &self.document else { return };
        let subject = check::Subject::new(&self.source, document, self.series.as_ref(), now);
        check::check(&subject, &mut self.diagnostics);
    }

    /// Every mistake, in the order of the file.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The text that the diagnostics' spans point into.
    pub fn source(&self) -> &Source {
        &self.source
    }
}
