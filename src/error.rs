//! The machine's failures: a disk that is full, a folder that may not be read. The author's
//! mistakes are diagnostics and live elsewhere.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why the machine could not do its part.
///
/// One opaque type for all of it. `Display` names the path and the reason in one line, without a
/// full stop; [`Error::help`] says what to do next; [`std::error::Error::source`] is the
/// [`io::Error`] below it, where there is one (its text is already part of the line).
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    /// The operating system refused.
    Io { action: Action, source: io::Error },
    /// Something that is no file stands where a file is to be written.
    NotAFile,
    /// A name that would lead out of the folder, or is hidden in it.
    FileName,
    /// A file of ours does not hold what it must.
    Broken { reason: String, help: String },
}

/// What was tried with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// To make a folder.
    Create,
    /// To read a file or a folder.
    Read,
    /// To read the catalogue.
    Open,
    /// To read a file that the words of a call name.
    Take,
    /// To write a file's bytes, beside the old file.
    Write,
    /// To write a file that the author named.
    Start,
    /// To put a new file in the place of the old one.
    Replace,
    /// To write the author's own file anew.
    Edit,
    /// To remove a file.
    Remove,
    /// To wait for other builds.
    Lock,
}

impl Error {
    /// For `map_err`: the operating system refused to do this with that path. What went through a
    /// writer as one of these (see [`Error::through_io`]) comes out as it was.
    pub(crate) fn cannot(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.downcast::<Self>() {
            Ok(error) => error,
            Err(source) => Self { path: path.to_owned(), problem: Problem::Io { action, source } },
        }
    }

    /// For a program's own files, which its user named: this one could not be read.
    pub fn unread(path: &Path, source: io::Error) -> Self {
        Self::cannot(Action::Take, path)(source)
    }

    /// In the form in which a writer can pass it on.
    pub(crate) fn through_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// Something that is no file stands where a file is to be written.
    pub(crate) fn not_a_file(path: &Path) -> Self {
        Self { path: path.to_owned(), problem: Problem::NotAFile }
    }

    /// A name that would lead out of the folder, or is hidden in it.
    pub(crate) fn file_name(name: &str) -> Self {
        Self { path: PathBuf::from(name), problem: Problem::FileName }
    }

    /// A file of ours does not hold what it must: what is wrong, and the way on.
    pub(crate) fn broken(path: &Path, reason: impl Into<String>, help: impl Into<String>) -> Self {
        let problem = Problem::Broken { reason: reason.into(), help: help.into() };
        Self { path: path.to_owned(), problem }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next step, where there is an obvious one.
    pub fn help(&self) -> Option<&str> {
        match &self.problem {
            Problem::Io { action, source } => help_with(*action, source.kind()),
            Problem::NotAFile => Some("move it away, or build into another folder"),
            Problem::FileName => Some("a file's name has no `/` or `\\` and no dot at its start"),
            Problem::Broken { help, .. } => Some(help),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io { action, source } => {
                write!(formatter, "cannot {} `{path}`: {}", action.verb(), reason(source))
            }
            Problem::NotAFile => write!(formatter, "cannot write `{path}`: it is not a file"),
            Problem::FileName => write!(formatter, "cannot use `{path}` as the name of a file"),
            Problem::Broken { reason, .. } => write!(formatter, "cannot use `{path}`: {reason}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Io { source, .. } => Some(source),
            Problem::NotAFile | Problem::FileName | Problem::Broken { .. } => None,
        }
    }
}

impl Action {
    fn is_to_read(self) -> bool {
        matches!(self, Self::Read | Self::Open | Self::Take)
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read | Self::Open | Self::Take => "read",
            Self::Write | Self::Start => "write",
            Self::Replace => "replace",
            Self::Edit => "change",
            Self::Remove => "remove",
            Self::Lock => "lock",
        }
    }
}

/// The system's own words, without the number that Rust adds to them.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let number = error.raw_os_error().map(|code| format!(" (os error {code})"));
    match number.and_then(|number| text.strip_suffix(&number).map(str::to_owned)) {
        Some(words) => words,
        None => text,
    }
}

fn help_with(action: Action, kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::NotFound if action == Action::Open => Some(
            "run it beside `events.yaml`, name the file with `--catalogue FILE`, or start one with \
                 `seminar init`",
        ),
        ErrorKind::NotFound => Some("check that the path is right"),
        ErrorKind::NotADirectory if action.is_to_read() => Some("check that the path is right"),
        ErrorKind::PermissionDenied if action.is_to_read() => Some("allow yourself to read it"),
        ErrorKind::IsADirectory if action == Action::Take => {
            Some("it is a folder: name the files in it")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if action == Action::Edit => {
            Some("allow yourself to write the file and its folder")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if action == Action::Start => {
            Some("allow yourself to write there, or name a file in another place")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("allow yourself to write there, or build into another folder")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded
            if matches!(action, Action::Edit | Action::Start) =>
        {
            Some("make room, then try again")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room, then build again"),
        ErrorKind::NotADirectory if action == Action::Start => {
            Some("a part of the path is a file: name a file in another place")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            Some("a part of the path is a file: move it away, or build into another folder")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    fn full() -> Error {
        let cause = io::Error::from_raw_os_error(28);
        Error::cannot(Action::Write, Path::new("feeds/calendar.ics"))(cause)
    }

    #[test]
    #[cfg(unix)]
    fn a_failure_of_the_disk_names_the_path_and_the_systems_reason() {
        assert_eq!(
            full().to_string(),
            "cannot write `feeds/calendar.ics`: No space left on device"
        );
        assert_eq!(full().help(), Some("make room, then build again"));
        assert_eq!(full().path(), Path::new("feeds/calendar.ics"));
    }

    #[test]
    fn the_failure_below_stays_in_reach() {
        let error = full();
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.and_then(io::Error::raw_os_error), Some(28));
    }

    #[test]
    fn a_reason_of_our_own_is_told_as_it_is() {
        let error = Error::cannot(Action::Read, Path::new("a"))(io::Error::other("no luck"));
        assert_eq!(error.to_string(), "cannot read `a`: no luck");
        assert_eq!(error.help(), None);
    }

    #[test]
    fn only_a_catalogue_that_is_not_there_is_looked_for_elsewhere() {
        let missing = || io::ErrorKind::NotFound.into();
        let catalogue = Error::cannot(Action::Open, Path::new("events.yaml"))(missing());
        assert!(catalogue.help().is_some_and(|help| help.contains("`--catalogue FILE`")));
        for other in [
            Error::cannot(Action::Read, Path::new("a.html"))(missing()),
            Error::unread(Path::new("a.md"), missing()),
            Error::cannot(Action::Open, Path::new("a/b"))(io::ErrorKind::NotADirectory.into()),
        ] {
            assert_eq!(other.help(), Some("check that the path is right"), "{other}");
        }
    }

    #[test]
    fn a_broken_file_comes_with_the_way_on() {
        let path = Path::new("feeds/history.json");
        let error = Error::broken(path, "it is not JSON", "take it from the last commit");
        assert_eq!(error.to_string(), "cannot use `feeds/history.json`: it is not JSON");
        assert_eq!(error.help(), Some("take it from the last commit"));
        assert!(error.source().is_none());
    }
}
