//! A file that the words of a call name and that cannot be read, told in the same way by all.

use std::io::{self, ErrorKind};
use std::path::Path;

/// What is said of it.
pub(crate) fn message(path: &Path, error: &io::Error) -> String {
    // Without the number that Rust adds to the system's own words.
    let reason = error.to_string();
    let reason = reason.split(" (os error").next().unwrap_or_default();
    format!("cannot read `{}`: {reason}", path.display())
}

/// The next step.
pub(crate) fn help(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied => "allow yourself to read it",
        ErrorKind::IsADirectory => "it is a folder: name the files in it",
        _ => "check that the path is right",
    }
}
