//! Whether a build takes a catalogue, and what was published of it.

use std::path::Path;

use seminar::diagnostic::{Code, Diagnostic};
use seminar::model::Series;
use seminar::{Catalogue, Error, History, read_history};

use super::args::BuiltFolder;
use super::terminal::problems;
use super::words::option;
use super::{Args, Terminal};

/// Whether nothing in the catalogue stops the build.
pub(super) fn is_acceptable(catalogue: &Catalogue, strict: bool) -> bool {
    catalogue.series().is_some() && (!strict || catalogue.diagnostics().is_empty())
}

/// The series, if nothing in the catalogue stops the build, and the warnings. What there is to say of
/// it is said, once it was compared with the history in a folder.
pub(super) fn accepted<'a>(
    catalogue: &'a Catalogue,
    history: &Path,
    strict: bool,
    terminal: &Terminal,
) -> Option<(&'a Series, String)> {
    if !is_acceptable(catalogue, strict) {
        refuse(catalogue, history, terminal);
        return None;
    }
    let warnings = terminal.diagnostics(catalogue);
    Some((catalogue.series()?, warnings))
}

/// Says why it is stopped.
pub(super) fn refuse(catalogue: &Catalogue, history: &Path, terminal: &Terminal) {
    terminal.diagnostics(catalogue);
    let problems = problems(catalogue).unwrap_or_default();
    let name = catalogue.source().name();
    let help = forgetting(catalogue, history);
    terminal.error(format!("{problems} in `{name}`; nothing was written"), help.as_deref());
}

/// How an id is forgotten, where that was said to be a way on, and `seminar forget ID` would look for
/// the history in another folder.
pub(super) fn forgetting(catalogue: &Catalogue, history: &Path) -> Option<String> {
    let is_a_way = |it: &Diagnostic| matches!(it.code, Code::VanishedId | Code::ChangedUid);
    let is_told = history != "feeds" && catalogue.diagnostics().iter().any(is_a_way);
    let folder = option("--out", history);
    is_told.then(|| format!("an id is forgotten here by `seminar forget ID{folder}`"))
}

/// Says it where a folder was built before, and nothing remembers what was published.
pub(super) fn miss_history(history: &History, out: &Path, terminal: &Terminal) {
    let is_built = || ["series.json", "calendar.ics"].iter().all(|name| out.join(name).is_file());
    if history.files().is_empty() && is_built() {
        let help = "bring it back, from git or a backup, and build again: without it, every \
                    subscriber is told of everything again";
        let history = out.join("history.json");
        terminal
            .caution(format!("`{}` is gone, though a build was there", history.display()), help);
    }
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
