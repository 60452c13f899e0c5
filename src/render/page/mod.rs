//! The pages: `index.html`, which stands alone; `page.md` and `talks.md`, for a site that Jekyll
//! or Hugo builds. Each is a [Jinja](https://jinja.palletsprojects.com/templates/) template over
//! one view of the edition; the built-in ones in `templates/` show every name that there is.
//!
//! - A template's name tells its syntax: `.md` is Markdown, everything else HTML. Values are
//!   escaped for it where they are printed. A name that the view does not have is an error.
//! - A page depends on the time of its build only through which events are over then, and which
//!   recordings are out. It says since when that has been so, not when it was built.
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

use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use crate::edition::Edition;
use crate::error::{Action, Error};
use crate::now::Now;
use language::Language;
use part::Part as _;
pub(crate) use place::is_online;
use subject::{Copy, Subject};
pub use templates::Templates;

/// The pages that a build writes, by the names of their templates.
pub(crate) const PAGES: [&str; 3] = ["index.html", "page.md", "talks.md"];

/// What the pages of an edition share, made for the first of them.
#[derive(Default)]
pub(crate) struct Shared<'a> {
    copy: OnceLock<Arc<Copy>>,
    templates: OnceLock<templates::Compiled<'a>>,
}

/// Writes one page: one of the built-in pages, or any other template.
///
/// # Errors
/// Those of the writer; and what is wrong with a template, or with the file of words.
pub(crate) fn write<'a>(
    name: &str,
    edition: &Edition<'_>,
    shared: &Shared<'a>,
    templates: &'a Templates,
    now: &Now,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = Language::of(&edition.series.language, templates.language())
        .map_err(|error| templates.broken_language(&error).through_io())?;
    let copy = shared.copy.get_or_init(|| Arc::new(Copy::of(edition))).clone();
    let view = view::Page::new(Subject { copy, language, now: now.clone() }).value();
    let compiled = shared.templates.get_or_init(|| templates.compile());
    templates.render(compiled, name, &view, out)
}

/// Renders one template.
///
/// # Errors
/// What is wrong with the template, or with the file of words.
pub(crate) fn page(
    name: &str,
    edition: &Edition<'_>,
    templates: &Templates,
    now: &Now,
) -> Result<String, Error> {
    let mut page = vec![];
    write(name, edition, &Shared::default(), templates, now, &mut page)
        .map_err(Error::cannot(Action::Write, name.as_ref()))?;
    // Templates are text, and so is what they make.
    Ok(String::from_utf8(page).unwrap_or_default())
}

#[cfg(test)]
mod tests;
