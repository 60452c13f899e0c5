//! `seminar forget`.

use seminar::{Catalogue, Folder};

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
    let id = &options.id;
    let out = args.out(options.folder.out.as_ref());
    // Locking a folder makes it, and recovers what a killed build left.
    let folder = match out.is_dir() {
        true => Some(Folder::lock(&out, || terminal.waiting(&out))?),
        false => None,
    };
    let mut history = seminar::read_history(&out)?;
    let Some(folder) = folder.filter(|_| history.forget(id)) else {
        let ids: Vec<_> = history.ids().collect();
        let help = match (ids.is_empty(), history.files().is_empty()) {
            (true, true) => {
                format!("there is no history in `{}`; `--out` names another folder", out.display())
            }
            (true, false) => "all that was published is forgotten already".to_owned(),
            (false, _) => format!("published were {}", ids.join(", ")),
        };
        terminal.error(format!("nothing was published as `{id}`"), Some(&help));
        return Ok(Verdict::Usage);
    };
    folder.remember(&history)?;
    terminal.say(match is_in_catalogue(args, id) {
        true => format!(
            "`{id}` is forgotten; it is in the catalogue, so the next build publishes it anew"
        ),
        false => format!("`{id}` is forgotten; the next build does without it"),
    });
    Ok(Verdict::Done)
}

/// Whether the catalogue has an event or a talk of this id, as far as it can be read.
fn is_in_catalogue(args: &Args, id: &str) -> bool {
    let catalogue = Catalogue::open(&args.catalogue).ok();
    let series = catalogue.and_then(Catalogue::into_series);
    series.is_some_and(|series| {
        series
            .events
            .iter()
            .any(|event| event.id == id || event.talks.iter().any(|talk| talk.id == id))
    })
}
