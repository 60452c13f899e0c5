//! The command line: the edge where the clock, the disk and the terminal are.

mod accept;
mod announce;
mod args;
mod ask;
mod build;
mod cache;
mod check;
mod completions;
mod diff;
mod event;
mod explain;
mod fetch;
mod file;
mod forget;
mod import;
mod init;
mod links;
mod new;
mod next;
mod page;
mod schema;
mod serve;
mod stage;
mod stamp;
mod terminal;
mod told;
mod videos;
mod words;

use seminar::Error;

pub(crate) use announce::announce;
pub(crate) use args::{Args, Command};
pub(crate) use build::build;
pub(crate) use check::check;
pub(crate) use completions::completions;
pub(crate) use diff::diff;
pub(crate) use explain::explain;
pub(crate) use forget::forget;
pub(crate) use import::import;
pub(crate) use init::init;
pub(crate) use links::links;
pub(crate) use new::new;
pub(crate) use next::next;
pub(crate) use page::page;
pub(crate) use schema::schema;
pub(crate) use serve::serve;
pub(crate) use terminal::Terminal;
pub(crate) use videos::videos;

/// How a command ended, when the machine did its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All is done.
    Done,
    /// The catalogue has problems, or the folder is not what a build would write.
    Problems,
    /// The words of the call are off.
    Usage,
    /// The machine did not play along, and that was said.
    Machine,
}

/// How a command ended.
pub(crate) type Outcome = Result<Verdict, Error>;
