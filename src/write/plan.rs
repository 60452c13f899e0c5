//! What is to be done: where each file's place is, and what of an earlier build is left over.
//! Reads, and writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::HISTORY;
use crate::error::{Action, Error};
use crate::share::share;

/// How many places make a thread worth its start: to ask for one takes next to nothing.
const WORTH: usize = 64;

/// The place of a file.
pub(super) struct Target<'a> {
    pub(super) name: &'a str,
    /// The file to replace: where a symbolic link leads.
    pub(super) path: PathBuf,
}

/// Where the files of these names belong; the history comes last.
pub(super) fn targets<'a>(folder: &Path, names: Vec<&'a str>) -> Result<Vec<Target<'a>>, Error> {
    let target = |name| Ok(Target { name, path: target(&path_of(folder, name)?)? });
    let mut targets = share(names.len(), WORTH, || (), |(), number| target(names[number]))?;
    targets.sort_by_key(|target| target.name == HISTORY);
    Ok(targets)
}

/// Every folder that is written into: `folder`, and those that symbolic links lead to.
pub(super) fn folders<'a>(folder: &'a Path, targets: &'a [Target<'_>]) -> BTreeSet<&'a Path> {
    targets.iter().filter_map(|target| target.path.parent()).chain([folder]).collect()
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

/// Names and paths of files of earlier builds that are still there and no longer written. Of a
/// link only the link itself is ours; a folder never is.
pub(super) fn stale<'a>(
    folder: &Path,
    targets: &[Target<'_>],
    previous: &'a [String],
) -> Result<Vec<(&'a str, PathBuf)>, Error> {
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name).collect();
    let gone: BTreeSet<&str> =
        previous.iter().map(String::as_str).filter(|name| !names.contains(name)).collect();
    if gone.is_empty() {
        return Ok(vec![]);
    }
    let current: BTreeMap<String, &str> =
        names.iter().map(|name| (name.to_lowercase(), *name)).collect();
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
