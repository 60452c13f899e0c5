//! What is shown at present: the files of a site, or what stands in the way of one.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use seminar::diagnostic::{Style, draw};
use seminar::{Catalogue, Error, Site};
use uuid::Uuid;

use super::pages;

/// One state of the preview.
pub(super) struct Preview {
    /// Another one wherever anything of the content differs, and only there.
    pub(super) version: String,
    pub(super) content: Content,
}

pub(super) enum Content {
    /// Every file by its name.
    Site(Site),
    /// What is wrong instead.
    Problem(Problem),
}

/// What stands in the way of a site.
pub(super) struct Problem {
    /// As a page.
    pub(super) html: String,
    /// For whoever asks for another file than a page.
    pub(super) text: String,
}

/// A catalogue that could be read, and the site that it gives, if any.
pub(super) type Built = Result<(Catalogue, Option<Site>), Error>;

impl Preview {
    pub(super) fn of(built: Built) -> Self {
        let content = match built {
            Ok((_, Some(site))) => Content::Site(site),
            Ok((catalogue, None)) => Content::Problem(Problem::in_catalogue(&catalogue)),
            Err(error) => Content::Problem(Problem::of_machine(&error)),
        };
        Self { version: content.fingerprint().to_string(), content }
    }
}

impl Content {
    fn fingerprint(&self) -> Uuid {
        match self {
            Self::Problem(problem) => fingerprint(problem.html.as_bytes()),
            Self::Site(site) => {
                let each = site.files().iter().map(|(name, bytes)| (name, fingerprint(bytes)));
                let list: String = each.map(|(name, it)| format!("{name} {it}\n")).collect();
                fingerprint(list.as_bytes())
            }
        }
    }
}

/// A name for bytes that no others have (RFC 9562, 5.5: made with SHA-1).
pub(super) fn fingerprint(bytes: &[u8]) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes)
}

impl Problem {
    fn in_catalogue(catalogue: &Catalogue) -> Self {
        let source = catalogue.source();
        let diagnostics = catalogue.diagnostics();
        Self {
            html: pages::diagnostics(source, diagnostics),
            text: draw(source, diagnostics, Style::Plain),
        }
    }

    fn of_machine(error: &Error) -> Self {
        let help = error.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let text = format!("error: {error}{help}\n");
        Self { html: pages::failure(&text), text }
    }
}

/// The state that everybody sees, and the place to wait for the next.
pub(super) struct Shown {
    preview: Mutex<Arc<Preview>>,
    changed: Condvar,
}

impl Shown {
    pub(super) fn new(preview: Preview) -> Self {
        Self { preview: Mutex::new(Arc::new(preview)), changed: Condvar::new() }
    }

    pub(super) fn now(&self) -> Arc<Preview> {
        Arc::clone(&self.lock())
    }

    pub(super) fn replace(&self, preview: Preview) {
        *self.lock() = Arc::new(preview);
        self.changed.notify_all();
    }

    /// The state that differs from this version, as soon as there is one; `None` if there is none
    /// for this long.
    pub(super) fn after(&self, version: &str, patience: Duration) -> Option<Arc<Preview>> {
        let same = |preview: &mut Arc<Preview>| preview.version == version;
        let waited = self.changed.wait_timeout_while(self.lock(), patience, same);
        let (preview, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| Arc::clone(&preview))
    }

    /// A thread that panicked while it held the lock has left a whole state behind.
    fn lock(&self) -> MutexGuard<'_, Arc<Preview>> {
        self.preview.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
