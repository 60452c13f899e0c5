//! `seminar check`.

use seminar::Catalogue;
use seminar::diagnostic::json;

use super::args::{CheckOptions, Format};
use super::terminal::{count, problems};
use super::{Args, Outcome, Terminal, Verdict};

pub(crate) fn check(args: &Args, options: &CheckOptions, terminal: &mut Terminal) -> Outcome {
    let catalogue = Catalogue::open(&args.catalogue)?;
    match options.format {
        Format::Json => terminal.data(json(catalogue.source(), catalogue.diagnostics())),
        Format::Text => {
            terminal.diagnostics(&catalogue);
            terminal.say(verdict(&catalogue));
        }
    }
    let refused = catalogue.series().is_none();
    let strict = options.strict && !catalogue.diagnostics().is_empty();
    Ok(if refused || strict { Verdict::Problems } else { Verdict::Done })
}

/// How much there is in a catalogue, or how much is wrong with it.
pub(super) fn verdict(catalogue: &Catalogue) -> String {
    let name = catalogue.source().name();
    if let Some(problems) = problems(catalogue) {
        return format!("{name}: {problems}");
    }
    let events = catalogue.series().map_or(&[][..], |series| &series.events);
    let talks = events.iter().map(|event| event.talks.len()).sum();
    format!("{name}: {} and {}, no problems", count(events.len(), "event"), count(talks, "talk"))
}
