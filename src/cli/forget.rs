//! `seminar forget`.

use seminar::Folder;

use super::args::BuiltFolder;
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar forget`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
An id that was published and is gone from the catalogue stops the build, since calendars and feed
readers hold on to it. Where it only has another name now, write `formerly: OLD-ID` on what took
its place; an event that is off is best kept with `status: cancelled`.

Example:
  seminar forget S04")]
pub(crate) struct ForgetOptions {
    /// The id of an event or a talk
    id: String,

    #[command(flatten)]
    folder: BuiltFolder,
}

pub(crate) fn forget(args: &Args, options: &ForgetOptions, terminal: &mut Terminal) -> Outcome {
    let out = args.out(options.folder.out.as_ref());
    // Locking a folder makes it, and recovers what a killed build left.
    let folder = match out.is_dir() {
        true => Some(Folder::lock(&out, || terminal.waiting(&out))?),
        false => None,
    };
    let mut history = seminar::read_history(&out)?;
    let Some(folder) = folder.filter(|_| history.forget(&options.id)) else {
        let ids: Vec<_> = history.ids().collect();
        let help = match ids.is_empty() {
            true => {
                format!("there is no history in `{}`; `--out` names another folder", out.display())
            }
            false => format!("published were {}", ids.join(", ")),
        };
        terminal.error(format!("nothing was published as `{}`", options.id), Some(&help));
        return Ok(Verdict::Usage);
    };
    folder.remember(&history)?;
    terminal.say(format!("`{}` is forgotten; the next build does without it", options.id));
    Ok(Verdict::Done)
}
