//! Writing the author's own file anew: whole, with its permissions, behind the same name.
//!
//! Not kept: a second hard link to the file, and another owner than the one who writes.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;

use super::plan;
use crate::error::{Action, Error};

/// Replaces a file that holds `before` by one that holds `after`, at once and whole. Where the
/// path is a symbolic link, the file that it leads to is replaced and the link stays.
///
/// # Errors
/// Where the file may not be written, or somebody else has changed it since it was read. Then it
/// is as it was.
pub fn rewrite(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    let target = plan::target(path)?;
    let standing = fs::metadata(&target).map_err(Error::cannot(Action::Read, path))?;
    if !standing.is_file() {
        return Err(Error::not_a_file(path));
    }
    // A rename asks the folder alone; who may not write the file is told so here.
    File::options().write(true).open(&target).map_err(Error::cannot(Action::Edit, path))?;
    let temporary = target.with_file_name(format!(".seminar-{}-fix.tmp", std::process::id()));
    let replaced = write(&temporary, &standing, after)
        .map_err(Error::cannot(Action::Edit, path))
        .and_then(|()| still_holds(path, &target, before))
        .and_then(|()| fs::rename(&temporary, &target).map_err(Error::cannot(Action::Edit, path)));
    if replaced.is_err() {
        // What went wrong is worth telling, what stops the clearing away is not.
        drop(fs::remove_file(&temporary));
    }
    replaced
}

/// Flushed, since this file cannot be made again.
fn write(temporary: &Path, standing: &Metadata, text: &str) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.set_permissions(standing.permissions())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn still_holds(path: &Path, target: &Path, text: &str) -> Result<(), Error> {
    let found = fs::read(target).map_err(Error::cannot(Action::Read, path))?;
    if found == text.as_bytes() {
        return Ok(());
    }
    let help = "save it in the editor where it is open, then run this again";
    Err(Error::broken(path, "it has changed while it was read", help))
}
