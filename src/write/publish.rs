//! Doing it: all bytes to temporary files first, then the renames, the removals and the history.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::digest::Digest;
use super::plan::{self, Target};
use super::sink::{Difference, Sink, Standing, Taken};
use super::{Files, HISTORY, Made, Report};
use crate::error::{Action, Error};
use crate::history::History;
use crate::progress::Progress;
use crate::share::{WORTH, share};

/// How the name of a temporary history ends.
const STAGED_HISTORY: &str = "-history.tmp";

/// Called before each step with the path that an error would name.
pub(super) type Step<'a> = dyn FnMut(Action, &Path) -> io::Result<()> + Send + 'a;

/// What stood in a file's place, and the digest of what stands there in the end.
type Found = (Standing, Digest);

/// A file on its way to its place.
struct Staged<'a> {
    target: &'a Target<'a>,
    /// Beside its target, since a rename does not cross file systems.
    temporary: PathBuf,
}

/// Carries a build out. After an error, no temporary file is left, save the history once the first
/// file was replaced: it says what subscribers may have seen since.
pub(super) fn publish(
    folder: &Path,
    files: &dyn Files,
    previous: &[String],
    made: Made<'_>,
    step: &mut Step<'_>,
) -> Result<Report, Error> {
    let targets = plan::targets(folder, files.names())?;
    let stale = plan::stale(folder, &targets, previous)?;
    for folder in plan::folders(folder, &targets) {
        clear_leftovers(folder, step)?;
    }
    let staged: Vec<_> = targets.iter().enumerate().map(stage).collect();
    let found = make_all(files, &staged, made, step).inspect_err(|_| clear(&staged))?;
    let differs = |(staged, found): (_, &Found)| (found.0 != Standing::SameBytes).then_some(staged);
    let staged: Vec<_> = staged.iter().zip(&found).filter_map(differs).collect();
    replace_all(&staged, &stale, step).inspect_err(|_| {
        // All of them were there: the place of what is missing now is taken.
        let is_begun = staged.iter().any(|staged| !staged.temporary.exists());
        clear(staged.iter().copied().filter(|it| !is_begun || it.target.name != HISTORY));
    })?;
    Ok(report(&targets, &found, &stale))
}

/// What [`publish`] would do.
pub(super) fn compare(
    folder: &Path,
    files: &dyn Files,
    previous: &[String],
    made: Made<'_>,
) -> Result<Report, Error> {
    let targets = plan::targets(folder, files.names())?;
    let stale = plan::stale(folder, &targets, previous)?;
    let progress = progress(files, &targets, made);
    let found = share(targets.len(), WORTH, Vec::new, |room, number| {
        let taken = make(files, &targets[number], room, Difference::Tell)?;
        progress.add(files.work(targets[number].name), usize::MAX);
        Ok((taken.before, taken.digest))
    })?;
    Ok(report(&targets, &found, &stale))
}

fn report(targets: &[Target<'_>], found: &[Found], stale: &[(&str, PathBuf)]) -> Report {
    let names = |before| {
        let found = targets.iter().zip(found).filter(|(_, found)| found.0 == before);
        let mut names: Vec<_> = found.map(|(target, _)| target.name.to_owned()).collect();
        names.sort_unstable();
        names
    };
    Report {
        created: names(Standing::Nothing),
        changed: names(Standing::OtherBytes),
        removed: stale.iter().map(|(name, _)| (*name).to_owned()).collect(),
        unchanged: names(Standing::SameBytes),
        digests: targets
            .iter()
            .zip(found)
            .map(|(it, found)| (it.name.to_owned(), found.1))
            .collect(),
    }
}

/// Whether a build that was killed left something, or, where it is asked without the lock, one is
/// writing.
pub(super) fn has_leftovers(folder: &Path) -> io::Result<bool> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = names.collect::<io::Result<Vec<_>>>()?.into_iter();
    Ok(names.any(|name| is_temporary(&name)))
}

/// Removes the temporary files of builds that were killed. To be called under the lock.
fn clear_leftovers(folder: &Path, step: &mut Step<'_>) -> Result<(), Error> {
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

/// Removes temporary files. What stopped the build is worth telling, what stops this is not.
fn clear<'a>(staged: impl IntoIterator<Item = &'a Staged<'a>>) {
    staged.into_iter().for_each(|staged| drop(fs::remove_file(&staged.temporary)));
}

/// Makes every file beside its place, unless it stands there already. A staged history that is
/// whole says that all files are, so it is written when all others are.
fn make_all(
    files: &dyn Files,
    staged: &[Staged<'_>],
    made: Made<'_>,
    step: &mut Step<'_>,
) -> Result<Vec<Found>, Error> {
    let (step, progress) =
        (Mutex::new(step), progress(files, staged.iter().map(|it| it.target), made));
    let make = |room: &mut Vec<u8>, number: usize| {
        let Staged { target, temporary } = &staged[number];
        let ask = || {
            let mut step = step.lock().unwrap_or_else(PoisonError::into_inner);
            step(Action::Write, &target.path)
        };
        let taken = make(files, target, room, Difference::Stage(temporary, &ask))?;
        // See the module's first page for why the others are not flushed.
        if let (HISTORY, Some(file)) = (target.name, taken.new) {
            file.sync_all().map_err(Error::cannot(Action::Write, &target.path))?;
        }
        progress.add(files.work(target.name), usize::MAX);
        Ok((taken.before, taken.digest))
    };
    let others = staged.iter().take_while(|staged| staged.target.name != HISTORY).count();
    let mut found = share(others, WORTH, Vec::new, make)?;
    for history in others..staged.len() {
        found.push(make(&mut Vec::new(), history)?);
    }
    Ok(found)
}

/// How far the making of files has come.
fn progress<'a, 'b>(
    files: &dyn Files,
    targets: impl IntoIterator<Item = &'b Target<'b>>,
    made: Made<'a>,
) -> Progress<'a> {
    Progress::new(targets.into_iter().map(|target| files.work(target.name)).sum(), made)
}

/// Makes a file.
fn make(
    files: &dyn Files,
    target: &Target<'_>,
    room: &mut Vec<u8>,
    difference: Difference<'_>,
) -> Result<Taken, Error> {
    let mut sink = Sink::open(&target.path, room, difference)?;
    let made = files.make(target.name, &mut sink).and_then(|()| sink.finish());
    made.map_err(Error::cannot(Action::Write, &target.path))
}

fn replace_all(
    staged: &[&Staged<'_>],
    stale: &[(&str, PathBuf)],
    step: &mut Step<'_>,
) -> Result<(), Error> {
    for staged in staged.iter().filter(|staged| staged.target.name != HISTORY) {
        replace(staged, step)?;
    }
    for (_, path) in stale {
        remove(path, step)?;
    }
    for staged in staged.iter().filter(|staged| staged.target.name == HISTORY) {
        replace(staged, step)?;
    }
    Ok(())
}

fn stage<'a>((number, target): (usize, &'a Target<'_>)) -> Staged<'a> {
    let process = std::process::id();
    let temporary = match target.name {
        HISTORY => format!(".seminar-{process}{STAGED_HISTORY}"),
        _ => format!(".seminar-{process}-{number}.tmp"),
    };
    Staged { target, temporary: target.path.with_file_name(temporary) }
}

fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(".seminar-") && name.ends_with(".tmp"))
}

fn is_staged_history(name: &OsStr) -> bool {
    is_temporary(name) && name.to_str().is_some_and(|name| name.ends_with(STAGED_HISTORY))
}

fn replace(staged: &Staged<'_>, step: &mut Step<'_>) -> Result<(), Error> {
    let target = &staged.target.path;
    step(Action::Replace, target)
        .and_then(|()| fs::rename(&staged.temporary, target))
        .map_err(Error::cannot(Action::Replace, target))
}

fn remove(path: &Path, step: &mut Step<'_>) -> Result<(), Error> {
    match step(Action::Remove, path).and_then(|()| fs::remove_file(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(Error::cannot(Action::Remove, path)),
    }
}
