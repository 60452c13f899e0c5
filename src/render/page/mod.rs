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
mod event;
mod language;
mod linked_data;
mod part;
mod person;
mod place;
mod subject;
mod templates;
mod view;

use std::io::Write;

use chrono::{DateTime, Utc};
use minijinja::{Environment, Value};

use crate::edition::Edition;
use crate::error::Error;
use language::Language;
use part::Part as _;
use subject::Subject;
pub use templates::Templates;

/// The pages that a build writes, by the names of their templates.
pub(crate) const PAGES: [&str; 3] = ["index.html", "page.md", "talks.md"];

/// The pages of an edition: what they are made of.
pub(crate) struct Pages<'a> {
    templates: &'a Templates,
    environment: Environment<'a>,
    /// What a template gets to see.
    view: Value,
}

impl<'a> Pages<'a> {
    /// # Errors
    /// What is wrong with the syntax of a template, or with the file of words.
    pub(crate) fn new(
        edition: &Edition<'_>,
        templates: &'a Templates,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let language = Language::of(&edition.series.language, templates.language())
            .map_err(|error| templates.broken_language(&error))?;
        let view = view::Page::new(Subject::of(edition, language, now)).value();
        Ok(Self { templates, environment: templates.environment()?, view })
    }

    /// Writes one page: one of the built-in pages, or any other template.
    ///
    /// # Errors
    /// What is wrong with the template, or with the disk.
    pub(crate) fn write(&self, name: &str, out: &mut dyn Write) -> Result<(), Error> {
        self.templates.render(&self.environment, name, &self.view, out)
    }
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
    let mut page = vec![];
    Pages::new(edition, templates, now)?.write(name, &mut page)?;
    // Templates are text, and so is what they make.
    Ok(String::from_utf8(page).unwrap_or_default())
}

#[cfg(test)]
mod tests;
