//! Writing a file that does not exist yet: whole, and over nothing.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use crate::error::{Action, Error};

/// Writes a new file, at once and whole.
///
/// # Errors
/// Where something stands there already, which is left as it is, and where the file may not be
/// written. Then there is none.
pub fn create(path: &Path, text: &str) -> Result<(), Error> {
    let name = path.file_name().ok_or_else(|| Error::not_a_file(path))?.to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}-{}-new.tmp", std::process::id()));
    let created = write(&temporary, text).and_then(|()| publish(&temporary, path));
    // What went wrong is worth telling, what stops the clearing away is not.
    drop(fs::remove_file(&temporary));
    created.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Error::broken(path, "it exists already", "name another file, or move this one away")
        }
        _ => Error::cannot(Action::Start, path)(error),
    })
}

fn write(temporary: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A second name for the file is refused where the name is taken, in one step. Where the file
/// system knows no second names, the step between looking and renaming is what is left.
fn publish(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            if path.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(temporary, path)
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.yaml");
        create(&path, "series:\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "series:\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_stands_there_already_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.yaml");
        fs::write(&path, "mine").unwrap();
        let error = create(&path, "series:\n").unwrap_err();
        assert!(error.to_string().ends_with("events.yaml`: it exists already"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_failure_of_the_machine() {
        let folder = tempfile::tempdir().unwrap();
        let error = create(&folder.path().join("no/events.yaml"), "").unwrap_err();
        assert!(error.to_string().starts_with("cannot write `"), "{error}");
    }
}
