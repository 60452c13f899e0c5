//! Doing it: all bytes to temporary files first, then the renames, the removals and the history.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::HISTORY;
use super::plan::{Change, Plan};
use crate::error::{Action, Error};

/// Called before each step with the path that an error would name.
pub(super) type Step<'a> = dyn FnMut(Action, &Path) -> io::Result<()> + 'a;

/// A file that is written, but not yet in its place.
struct Staged<'a> {
    name: &'a str,
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

/// Carries a plan out. After an error, no temporary file is left.
pub(super) fn publish(plan: &Plan<'_>, step: &mut Step<'_>) -> Result<(), Error> {
    let staged: Vec<_> = plan.changes.iter().enumerate().map(stage).collect();
    let written = write_all(plan, &staged, step).and_then(|()| replace_all(plan, &staged, step));
    if written.is_err() {
        // What stopped the build is worth telling, what stops the clearing away is not.
        staged.iter().for_each(|staged| drop(fs::remove_file(&staged.temporary)));
    }
    written
}

fn write_all(plan: &Plan<'_>, staged: &[Staged<'_>], step: &mut Step<'_>) -> Result<(), Error> {
    for (change, staged) in plan.changes.iter().zip(staged) {
        step(Action::Write, staged.target)
            .and_then(|()| write(staged, change.bytes))
            .map_err(Error::cannot(Action::Write, staged.target))?;
    }
    Ok(())
}

fn replace_all(plan: &Plan<'_>, staged: &[Staged<'_>], step: &mut Step<'_>) -> Result<(), Error> {
    let (history, others): (Vec<_>, Vec<_>) =
        staged.iter().partition(|staged| staged.name == HISTORY);
    for staged in others {
        replace(staged, step)?;
    }
    for (_, path) in &plan.stale {
        remove(path, step)?;
    }
    for staged in history {
        replace(staged, step)?;
    }
    Ok(())
}

/// Beside its target, since a rename does not cross file systems.
fn stage<'a>((number, change): (usize, &'a Change<'_>)) -> Staged<'a> {
    let temporary = format!(".seminar-{}-{number}.tmp", std::process::id());
    Staged {
        name: change.name,
        temporary: change.target.with_file_name(temporary),
        target: &change.target,
    }
}

fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(".seminar-") && name.ends_with(".tmp"))
}

/// A file that is there already is not followed or reused, whatever it is.
fn write(staged: &Staged<'_>, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(&staged.temporary)?;
    file.write_all(bytes)?;
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
