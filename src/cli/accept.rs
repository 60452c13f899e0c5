//! Whether a build takes a catalogue.

use seminar::Catalogue;
use seminar::model::Series;

use super::Terminal;
use super::terminal::problems;

/// Whether nothing in the catalogue stops the build.
pub(super) fn is_acceptable(catalogue: &Catalogue, strict: bool) -> bool {
    catalogue.series().is_some() && (!strict || catalogue.diagnostics().is_empty())
}

/// The series, if nothing in the catalogue stops the build, and the warnings. What there is to say of
/// it is said.
pub(super) fn accepted<'a>(
    catalogue: &'a Catalogue,
    strict: bool,
    terminal: &Terminal,
) -> Option<(&'a Series, String)> {
    if !is_acceptable(catalogue, strict) {
        refuse(catalogue, terminal);
        return None;
    }
    let warnings = terminal.diagnostics(catalogue);
    Some((catalogue.series()?, warnings))
}

/// Says why it is stopped.
pub(super) fn refuse(catalogue: &Catalogue, terminal: &Terminal) {
    terminal.diagnostics(catalogue);
    let problems = problems(catalogue).unwrap_or_default();
    let name = catalogue.source().name();
    terminal.error(format!("{problems} in `{name}`; nothing was written"), None);
}
