//! Watching files: whether the catalogue, the history or a template is another one than before.
//!
//! It looks at a handful of names ten times a second, which costs less than a thousandth of one
//! processor. The system's own notices (inotify and its likes) follow files rather than names, so
//! they lose a file that an editor replaces when it saves, and tell nothing on network drives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// The time between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Files by name, and folders whose files count, as they looked last.
pub(super) struct Watch {
    files: Vec<PathBuf>,
    folder: PathBuf,
    seen: Look,
}

/// Time of the last change and length of each file that is there.
type Look = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

impl Watch {
    /// Watches these files and those in a folder, from now on.
    pub(super) fn new(files: Vec<PathBuf>, folder: PathBuf) -> Self {
        let seen = look(&files, &folder);
        Self { files, folder, seen }
    }

    /// Waits until something has changed, and has come to rest: an editor that saves may leave a
    /// half-written file, or none, for a moment.
    pub(super) fn wait(&mut self) {
        let mut before = self.seen.clone();
        loop {
            sleep(PAUSE);
            let now = look(&self.files, &self.folder);
            if now == before && now != self.seen {
                self.seen = now;
                return;
            }
            before = now;
        }
    }
}

fn look(files: &[PathBuf], folder: &Path) -> Look {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.chain(files.iter().cloned());
    let look = |path: PathBuf| {
        let metadata = fs::metadata(&path).ok()?;
        Some((path, (metadata.modified().ok(), metadata.len())))
    };
    files.filter_map(look).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_sees_what_is_written_replaced_and_removed() {
        let home = tempfile::tempdir().unwrap();
        let (file, folder) = (home.path().join("events.yaml"), home.path().join("templates"));
        let looks = || look(std::slice::from_ref(&file), &folder);
        let nothing = looks();
        assert!(nothing.is_empty());
        fs::write(&file, "one").unwrap();
        let one = looks();
        assert_eq!(one, looks());
        let other = home.path().join("other");
        fs::write(&other, "three").unwrap();
        fs::rename(&other, &file).unwrap();
        let replaced = looks();
        assert_ne!(replaced, one);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("index.html"), "").unwrap();
        assert_ne!(looks(), replaced);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(looks(), replaced);
        fs::remove_file(&file).unwrap();
        assert_eq!(looks(), nothing);
    }

    #[test]
    fn waiting_ends_with_the_new_look() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("events.yaml");
        let mut watch = Watch::new(vec![file.clone()], home.path().join("templates"));
        fs::write(&file, "one").unwrap();
        watch.wait();
        assert_eq!(watch.seen, look(&[file], home.path()));
    }
}
