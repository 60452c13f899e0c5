//! The pages: `index.html`, which stands alone; `page.md` and `talks.md`, for a site that Jekyll
//! or Hugo builds. Each is a [Jinja](https://jinja.palletsprojects.com/templates/) template over
//! one view of the edition; the built-in ones in `templates/` show every name that there is.
//!
//! - A template's name tells its syntax: `.md` is Markdown, everything else HTML. Values are
//!   escaped for it where they are printed. A name that the view does not have is an error.
//! - A page depends on the time of its build only through which events are over then. It says
//!   since when that has been so, not when it was built.
//! - `index.html` carries the hash of its script in its Content-Security-Policy.
//!
//! Not supported: reading templates from folders within the folder.

mod escape;
mod language;
mod linked_data;
mod templates;
mod view;
mod viewer;

use std::io;

use chrono::{DateTime, Utc};
use minijinja::value::{Serde, Value};

use crate::edition::Edition;
use crate::error::Error;
use language::Language;
pub use templates::Templates;

/// The pages that a build writes, by the names of their templates.
pub(crate) const PAGES: [&str; 3] = ["index.html", "page.md", "talks.md"];

/// Writes one page.
///
/// # Errors
/// Those of the writer; and what is wrong with a template, or with the file of words.
pub(crate) fn write(
    name: &str,
    edition: &Edition<'_>,
    templates: &Templates,
    now: DateTime<Utc>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(page(name, edition, templates, now).map_err(Error::through_io)?.as_bytes())
}

/// Renders one template.
///
/// # Errors
/// What is wrong with the template, or with the file of words.
pub(crate) fn page(
    name: &str,
    edition: &Edition<'_>,
    templates: &Templates,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    templates.render(name, &view(edition, templates, now)?)
}

/// What a template gets to see.
fn view(edition: &Edition<'_>, templates: &Templates, now: DateTime<Utc>) -> Result<Value, Error> {
    let language = Language::of(&edition.series.language, templates.language())
        .map_err(|error| templates.broken_language(&error))?;
    Ok(Value::from(Serde(viewer::view(edition, &language, now))))
}

#[cfg(test)]
mod tests;
