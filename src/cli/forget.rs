//! `seminar forget`.

use seminar::Folder;

use super::args::ForgetOptions;
use super::{Args, Outcome, Terminal, Verdict};

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
