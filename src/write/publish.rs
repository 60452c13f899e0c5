//! Doing it: all bytes to temporary files first, then the renames, the removals and the history.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::HISTORY;
use super::plan::{Change, Plan};
use crate::error::{Action, Error};
use crate::history::History;

/// How the name of a temporary history ends.
const STAGED_HISTORY: &str = "-history.tmp";

/// Called before each step with the path that an error would name.
pub(super) type Step<'a> = dyn FnMut(Action, &Path) -> io::Result<()> + 'a;

/// A file that is written, but not yet in its place.
struct Staged<'a> {
    name: &'a str,
    bytes: &'a [u8],
    temporary: PathBuf,
    target: &'a Path,
}

/// Removes the temporary files of builds that were killed. To be called under the lock.
pub(super) fn clear_leftovers(folder: &Path, step: &mut Step<'_>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::cannot(Action::Read, folder))? {
        let entry = entry.map_err(Error::cannot(Action::Read, folder))?;
        if is_temporary(&entry.file_name()) {
            remove(&entry.path(), step)?;
        }
    }
    Ok(())
}

/// The history of a build that was stopped while it replaced files: see [`publish`].
pub(super) fn staged_history(folder: &Path) -> Result<Option<History>, Error> {
    for entry in fs::read_dir(folder).map_err(Error::cannot(Action::Read, folder))? {
        let entry = entry.map_err(Error::cannot(Action::Read, folder))?;
        if is_staged_history(&entry.file_name()) {
            let bytes =
                fs::read(entry.path()).map_err(Error::cannot(Action::Read, &entry.path()))?;
            // One that is not whole was not followed by any rename.
            if let Ok(history) = History::parse(&bytes) {
                return Ok(Some(history));
            }
        }
    }
    Ok(None)
}

/// Carries a plan out. After an error, no temporary file is left, save the history once the first
/// file was replaced: it says what subscribers may have seen since.
pub(super) fn publish(plan: &Plan<'_>, step: &mut Step<'_>) -> Result<(), Error> {
    let mut staged: Vec<_> = plan.changes.iter().enumerate().map(stage).collect();
    // Written last, too: a staged history that is whole says that all files are.
    staged.sort_by_key(|staged| staged.name == HISTORY);
    write_all(&staged, step).inspect_err(|_| clear(&staged))?;
    replace_all(plan, &staged, step).inspect_err(|_| {
        // All of them were there: the place of what is missing now is taken.
        let is_begun = staged.iter().any(|staged| !staged.temporary.exists());
        clear(staged.iter().filter(|staged| !is_begun || staged.name != HISTORY));
    })
}

/// Removes temporary files. What stopped the build is worth telling, what stops this is not.
fn clear<'a>(staged: impl IntoIterator<Item = &'a Staged<'a>>) {
    staged.into_iter().for_each(|staged| drop(fs::remove_file(&staged.temporary)));
}

fn write_all(staged: &[Staged<'_>], step: &mut Step<'_>) -> Result<(), Error> {
    for staged in staged {
        step(Action::Write, staged.target)
            .and_then(|()| write(staged))
            .map_err(Error::cannot(Action::Write, staged.target))?;
    }
    Ok(())
}

fn replace_all(plan: &Plan<'_>, staged: &[Staged<'_>], step: &mut Step<'_>) -> Result<(), Error> {
    for staged in staged.iter().filter(|staged| staged.name != HISTORY) {
        replace(staged, step)?;
    }
    for (_, path) in &plan.stale {
        remove(path, step)?;
    }
    for staged in staged.iter().filter(|staged| staged.name == HISTORY) {
        replace(staged, step)?;
    }
    Ok(())
}

/// Beside its target, since a rename does not cross file systems.
fn stage<'a>((number, change): (usize, &'a Change<'_>)) -> Staged<'a> {
    let process = std::process::id();
    let temporary = match change.name {
        HISTORY => format!(".seminar-{process}{STAGED_HISTORY}"),
        _ => format!(".seminar-{process}-{number}.tmp"),
    };
    Staged {
        name: change.name,
        bytes: change.bytes,
        temporary: change.target.with_file_name(temporary),
        target: &change.target,
    }
}

fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(".seminar-") && name.ends_with(".tmp"))
}

fn is_staged_history(name: &OsStr) -> bool {
    is_temporary(name) && name.to_str().is_some_and(|name| name.ends_with(STAGED_HISTORY))
}

/// A file that is there already is not followed or reused, whatever it is.
fn write(staged: &Staged<'_>) -> io::Result<()> {
    let mut file = File::create_new(&staged.temporary)?;
    file.write_all(staged.bytes)?;
    // See the module's first page for why the others are not flushed.
    if staged.name == HISTORY { file.sync_all() } else { Ok(()) }
}

fn replace(staged: &Staged<'_>, step: &mut Step<'_>) -> Result<(), Error> {
    step(Action::Replace, staged.target)
        .and_then(|()| fs::rename(&staged.temporary, staged.target))
        .map_err(Error::cannot(Action::Replace, staged.target))
}

fn remove(path: &Path, step: &mut Step<'_>) -> Result<(), Error> {
    match step(Action::Remove, path).and_then(|()| fs::remove_file(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(Error::cannot(Action::Remove, path)),
    }
}
