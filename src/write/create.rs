//! Writing a file that is not there yet.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::error::{Action, Error};

/// Writes a new file, whole or not at all.
///
/// # Errors
/// Where something stands there already, and where it cannot be written.
pub fn create(path: &Path, text: &str) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok() {
        let help = "edit that one, or name another file";
        return Err(Error::broken(path, "it is there already", help));
    }
    let mut file = File::create_new(path).map_err(Error::cannot(Action::Create, path))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // What went wrong is worth telling, what stops the clearing away is not.
        drop(fs::remove_file(path));
    }
    written.map_err(Error::cannot(Action::Write, path))
}
