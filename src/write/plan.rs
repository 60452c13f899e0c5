//! What is to be done: each file beside what stands in its place now. Reads, and writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Report;
use crate::error::{Action, Error};

/// What a build is about to do to a folder.
pub(super) struct Plan<'a> {
    /// Files to write, by name.
    pub(super) changes: Vec<Change<'a>>,
    /// Names and paths of files to remove.
    pub(super) stale: Vec<(&'a str, PathBuf)>,
    unchanged: Vec<&'a str>,
}

/// A file whose bytes are not in the folder yet.
pub(super) struct Change<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    /// The file to replace: where a symbolic link leads.
    pub(super) target: PathBuf,
    before: Standing,
}

/// What stands where a file is to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Nothing,
    OtherBytes,
    SameBytes,
}

impl Plan<'_> {
    /// Every folder that is written into: `folder`, and those that symbolic links lead to.
    pub(super) fn folders<'b>(&'b self, folder: &'b Path) -> BTreeSet<&'b Path> {
        let targets = self.changes.iter().filter_map(|change| change.target.parent());
        targets.chain([folder]).collect()
    }

    pub(super) fn report(&self) -> Report {
        let names = |before| {
            let changes = self.changes.iter().filter(move |change| change.before == before);
            changes.map(|change| change.name.to_owned()).collect()
        };
        Report {
            created: names(Standing::Nothing),
            changed: names(Standing::OtherBytes),
            removed: self.stale.iter().map(|(name, _)| (*name).to_owned()).collect(),
            unchanged: self.unchanged.iter().map(|&name| name.to_owned()).collect(),
        }
    }
}

/// Compares `files` and the names of `previous` with what is in `folder`.
pub(super) fn plan<'a>(
    folder: &Path,
    files: &'a BTreeMap<String, Vec<u8>>,
    previous: &'a [String],
) -> Result<Plan<'a>, Error> {
    let stale = stale(folder, files, previous)?;
    let mut plan = Plan { changes: vec![], stale, unchanged: vec![] };
    for (name, bytes) in files {
        let target = target(&path_of(folder, name)?)?;
        match standing(&target, bytes)? {
            Standing::SameBytes => plan.unchanged.push(name),
            before => plan.changes.push(Change { name, bytes, target, before }),
        }
    }
    Ok(plan)
}

/// The path of a name. Names come from ids that were checked, and from a history that anyone can
/// edit: none of them may lead out of the folder.
fn path_of(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0']) {
        return Err(Error::file_name(name));
    }
    Ok(folder.join(name))
}

/// The file that a path stands for: itself, or where the link leads.
pub(super) fn target(path: &Path) -> Result<PathBuf, Error> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    match fs::canonicalize(path) {
        // It leads to a file that does not exist yet.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::read_link(path).map(|link| path.parent().unwrap_or(Path::new("")).join(link))
        }
        found => found,
    }
    .map_err(Error::cannot(Action::Read, path))
}

fn standing(path: &Path, bytes: &[u8]) -> Result<Standing, Error> {
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
        found => found.map_err(Error::cannot(Action::Read, path))?,
    };
    // To rename a file over a device would be the end of the device.
    if !found.is_file() {
        return Err(Error::not_a_file(path));
    }
    if usize::try_from(found.len()) != Ok(bytes.len()) {
        return Ok(Standing::OtherBytes);
    }
    let old = fs::read(path).map_err(Error::cannot(Action::Read, path))?;
    Ok(if old == bytes { Standing::SameBytes } else { Standing::OtherBytes })
}

/// Files of earlier builds that are still there and no longer written. Of a link only the link
/// itself is ours; a folder never is.
fn stale<'a>(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    previous: &'a [String],
) -> Result<Vec<(&'a str, PathBuf)>, Error> {
    let gone: BTreeSet<&str> =
        previous.iter().map(String::as_str).filter(|&name| !files.contains_key(name)).collect();
    if gone.is_empty() {
        return Ok(vec![]);
    }
    let current: BTreeMap<String, &str> =
        files.keys().map(|name| (name.to_lowercase(), name.as_str())).collect();
    let mut stale = vec![];
    for name in gone {
        let path = path_of(folder, name)?;
        let exists = fs::symlink_metadata(&path).is_ok_and(|found| !found.is_dir());
        let twin = current.get(&name.to_lowercase()).map(|twin| folder.join(twin));
        if exists && !twin.is_some_and(|twin| are_one(&path, &twin)) {
            stale.push((name, path));
        }
    }
    Ok(stale)
}

/// Whether two names are one file, because the file system takes no notice of case.
fn are_one(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
