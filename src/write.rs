//! Writing: files become a folder of whole files, one after the other, so that no more of them is
//! in memory than is being made.
//!
//! - A file whose bytes are the same is not touched. Every other one goes to a temporary file in
//!   the same folder and is renamed over the old one, so that a reader sees the old file or the
//!   new one. Only when all of them are on the disk does the first rename happen: a full disk
//!   changes nothing.
//! - Files that an earlier build wrote and this one does not are removed; others are left alone.
//! - [`HISTORY`] is written last before the first rename, and replaced last of all. A build that is
//!   killed leaves the old one standing, so the next build takes the same step from it again, and
//!   once only. If files were replaced already, the new history still stands beside the old one:
//!   subscribers may have seen its dates, so the next build goes on from it. What else a killed
//!   build left is cleared away by the next.
//! - A folder is locked from before its history is read until its files are written; a second
//!   build waits.
//! - Where a name is a symbolic link, the file that it leads to is replaced and the link stays.
//!
//! After a power cut, what a kill cannot do may happen: a renamed file whose bytes never arrived.
//! Only the history is flushed to the disk against that, since it alone cannot be made again;
//! the next build compares all other files byte by byte, or by their digests, and repairs them.
//!
//! Not supported: folders within the folder, and a lock on file systems that have none (there the
//! files still stay whole).

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Action, Error};
use crate::history::History;

mod create;
mod digest;
mod plan;
mod publish;
mod rewrite;
mod sink;
#[cfg(test)]
mod tests;

pub use create::create;
pub use rewrite::rewrite;

/// The file that is written last, and the only one that tells the next build anything.
pub(crate) const HISTORY: &str = "history.json";

/// Files on their way into a folder.
pub(crate) trait Files: Sync {
    /// Their names; those first that take longest to make.
    fn names(&self) -> Vec<&str>;

    /// How much work it is to make one of them, in no unit.
    fn work(&self, _name: &str) -> usize {
        1
    }

    /// Makes one of them.
    fn make(&self, name: &str, out: &mut dyn io::Write) -> io::Result<()>;
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn names(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }

    fn make(&self, name: &str, out: &mut dyn io::Write) -> io::Result<()> {
        self.get(name).map_or(Ok(()), |bytes| out.write_all(bytes))
    }
}

/// A history alone.
impl Files for History {
    fn names(&self) -> Vec<&str> {
        vec![HISTORY]
    }

    fn make(&self, _: &str, out: &mut dyn io::Write) -> io::Result<()> {
        History::write(self, out)
    }
}

/// Called each time that another one of so many equal parts of the work is done.
pub(crate) type Made<'a> = &'a (dyn Fn(usize) + Sync);

/// A folder that is built into, and nobody else's for as long as this value lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Closing it unlocks it; `None` where the file system knows no locks.
    _lock: Option<File>,
}

/// What a build does to its folder: names of files, each list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Not there before.
    pub created: Vec<String>,
    /// There, with other bytes.
    pub changed: Vec<String>,
    /// Written by an earlier build, and not by this one.
    pub removed: Vec<String>,
    /// There, with the same bytes: not touched.
    pub unchanged: Vec<String>,
    /// All that stand there then, the history last, with 128 bits of their bytes: for
    /// [`holds`].
    pub digests: Vec<(String, u128)>,
}

impl Report {
    /// Whether the folder already is what the build would write.
    pub fn is_up_to_date(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

impl Folder {
    /// Makes the folder where it does not exist, and locks it. While another build holds it, this
    /// waits, and calls `waiting` first. Where a build was killed while it replaced files, its
    /// history becomes the folder's.
    ///
    /// # Errors
    /// Where the folder can be neither made nor opened, and where there is a killed build to go on
    /// from and the history cannot be used.
    pub fn lock(path: impl Into<PathBuf>, waiting: impl FnOnce()) -> Result<Self, Error> {
        let path = path.into();
        fs::create_dir_all(&path).map_err(Error::cannot(Action::Create, &path))?;
        let lock = lock(&path, waiting).map_err(Error::cannot(Action::Lock, &path))?;
        let folder = Self { path, _lock: lock };
        folder.recover()?;
        Ok(folder)
    }

    /// Makes the history of a killed build the folder's. The next build has to remove what
    /// either of the two wrote.
    fn recover(&self) -> Result<(), Error> {
        let Some(mut next) = publish::staged_history(&self.path)? else { return Ok(()) };
        next.files.extend(self.history()?.files);
        next.files.sort_unstable();
        next.files.dedup();
        self.remember(&next)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What earlier builds published into it.
    ///
    /// # Errors
    /// Where the history is there and cannot be used.
    pub fn history(&self) -> Result<History, Error> {
        history(&self.path)
    }

    /// Writes a history, and nothing else.
    ///
    /// # Errors
    /// As [`Folder::write`].
    pub fn remember(&self, history: &History) -> Result<(), Error> {
        self.publish(history, &[], &|_| ()).map(drop)
    }

    /// Writes `files` (names and bytes), and removes what `previous` names (what earlier builds
    /// wrote) and `files` does not.
    ///
    /// # Errors
    /// Each with the path. Up to the first rename, nothing has changed; after it, every file is
    /// whole, and the next build does the rest.
    pub fn write(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        previous: &[String],
    ) -> Result<Report, Error> {
        self.publish(files, previous, &|_| ())
    }

    /// The same as [`Folder::write`], for files that are made as they are written.
    pub(crate) fn publish(
        &self,
        files: &dyn Files,
        previous: &[String],
        made: Made<'_>,
    ) -> Result<Report, Error> {
        publish::publish(&self.path, files, previous, made, &mut |_, _| Ok(()))
    }

    /// The same, calling `step` before each step: its error is what the disk could answer to it.
    /// This is where tests fill the disk, and kill the build.
    #[cfg(test)]
    fn write_stepwise(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        previous: &[String],
        step: &mut publish::Step<'_>,
    ) -> Result<Report, Error> {
        publish::publish(&self.path, files, previous, &|_| (), step)
    }
}

/// What earlier builds published into a folder: nothing, where there is no history.
///
/// # Errors
/// Where the history is there and cannot be used.
pub fn history(folder: &Path) -> Result<History, Error> {
    let path = folder.join(HISTORY);
    match fs::read(&path) {
        Ok(bytes) => History::parse(&bytes)
            .map_err(|unusable| Error::broken(&path, unusable.to_string(), unusable.help())),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound) => Ok(History::default()),
        Err(error) => Err(Error::cannot(Action::Read, &path)(error)),
    }
}

/// The same, of a folder that has to have a history.
///
/// # Errors
/// Where there is none, too.
pub fn existing_history(folder: &Path) -> Result<History, Error> {
    let path = folder.join(HISTORY);
    if !path.exists() {
        let help = "name a folder that a build wrote, or leave `--previous` out for a first build";
        return Err(Error::broken(&path, "it does not exist", help));
    }
    history(folder)
}

/// Whether each of these files has the bytes still that a build left in a folder, as its
/// [`Report::digests`] say, and there is nothing besides that the next build would clear away; so not
/// while another one writes. What cannot be read has not. Writes nothing, and takes no lock.
pub fn holds(folder: &Path, files: &[(String, u128)]) -> bool {
    digest::holds(folder, files).unwrap_or(false)
}

/// What [`Folder::publish`] would do. Writes nothing, and takes no lock.
pub(crate) fn compare(
    folder: &Path,
    files: &dyn Files,
    previous: &[String],
    made: Made<'_>,
) -> Result<Report, Error> {
    publish::compare(folder, files, previous, made)
}

fn lock(path: &Path, waiting: impl FnOnce()) -> io::Result<Option<File>> {
    let handle = lockable(path)?;
    match handle.try_lock() {
        Ok(()) => Ok(Some(handle)),
        Err(TryLockError::WouldBlock) => {
            waiting();
            handle.lock()?;
            Ok(Some(handle))
        }
        // Some network file systems have no locks. That must not stop the only build there is.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The folder itself is the lock: no file has to be left behind.
#[cfg(unix)]
fn lockable(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Elsewhere only files can be locked. It stays behind, since to remove it would be a race.
#[cfg(not(unix))]
fn lockable(path: &Path) -> io::Result<File> {
    File::options().create(true).append(true).open(path.join(".seminar.lock"))
}
