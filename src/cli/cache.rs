//! The user's own folder for what can be made again. Nothing depends on it: what is missing, damaged
//! or cannot be written is as if it had never been.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// How long something is kept that nobody stores anew.
const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// As much as is kept of one thing, in bytes.
const LARGEST: usize = 1 << 27;

/// What is kept of a thing by its name.
pub(crate) fn load<T: DeserializeOwned>(kind: &str, name: &[u8]) -> Option<T> {
    let file = file(kind, name)?;
    let found = fs::metadata(&file).ok()?;
    // To read what is no file may be to wait for its other end.
    if !found.is_file() || found.len() > LARGEST as u64 {
        return None;
    }
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Keeps something, if that is possible: whole, in the place of what was there.
pub(crate) fn store(kind: &str, name: &[u8], kept: &impl Serialize) {
    let store = || {
        let file = file(kind, name)?;
        let folder = file.parent()?;
        fs::create_dir_all(folder).ok()?;
        clear(folder);
        let temporary = file.with_extension(format!("{}.tmp", std::process::id()));
        let bytes = serde_json::to_vec(kept).ok().filter(|bytes| bytes.len() <= LARGEST)?;
        let stored = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, file));
        if stored.is_err() {
            let _ = fs::remove_file(temporary);
        }
        Some(())
    };
    let _ = store();
}

/// Removes what is too old to be of use.
fn clear(folder: &Path) {
    let is_old = |path: &Path| {
        let written = fs::metadata(path).and_then(|found| found.modified()).ok()?;
        Some(SystemTime::now().duration_since(written).ok()? > KEPT)
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_old(&entry.path()) == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn file(kind: &str, name: &[u8]) -> Option<PathBuf> {
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, name);
    Some(folder()?.join("seminar").join(kind).join(format!("{name}.json")))
}

/// The user's folder for what can be made again.
fn folder() -> Option<PathBuf> {
    let named = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| named("HOME").map(|home| home.join(CACHE)))
}

#[cfg(target_os = "macos")]
const CACHE: &str = "Library/Caches";
#[cfg(not(target_os = "macos"))]
const CACHE: &str = ".cache";
