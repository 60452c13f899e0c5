//! Whether a build takes a catalogue, and what was published of it.

use seminar::model::Series;
use seminar::{Catalogue, Error, History, read_history};

use super::args::BuiltFolder;
use super::terminal::problems;
use super::{Args, Terminal};

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

/// What was published into the folder that was built. If one was named that has no history, that is
/// said.
pub(super) fn published(
    args: &Args,
    built: &BuiltFolder,
    terminal: &Terminal,
) -> Result<History, Error> {
    let out = args.out(built.out.as_ref());
    let history = read_history(&out)?;
    if built.out.is_some() && history.files().is_empty() {
        let help = "that is right before its first build; else name the folder that was built";
        terminal.caution(format!("there is no history in `{}`", out.display()), help);
    }
    Ok(history)
}
