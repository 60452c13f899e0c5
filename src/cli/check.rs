//! `seminar check`.

use seminar::Catalogue;
use seminar::diagnostic::{github, json, sarif};

use super::args::{CheckOptions, ProblemFormat};
use super::terminal::{count, problems};
use super::{Args, Outcome, Terminal, Verdict};

pub(crate) fn check(args: &Args, options: &CheckOptions, terminal: &mut Terminal) -> Outcome {
    let catalogue = Catalogue::open(&args.catalogue)?;
    let (source, diagnostics) = (catalogue.source(), catalogue.diagnostics());
    match options.format {
        ProblemFormat::Json => terminal.data(json(source, diagnostics)),
        ProblemFormat::Sarif => terminal.data(sarif(source, diagnostics)),
        ProblemFormat::Github => terminal.lines(github(source, diagnostics)),
        ProblemFormat::Text => {
            terminal.diagnostics(&catalogue);
            terminal.say(verdict(&catalogue));
        }
    }
    let refused = catalogue.series().is_none();
    let strict = options.strict && !catalogue.diagnostics().is_empty();
    Ok(if refused || strict { Verdict::Problems } else { Verdict::Done })
}

fn verdict(catalogue: &Catalogue) -> String {
    let name = catalogue.source().name();
    if let Some(problems) = problems(catalogue) {
        return format!("{name}: {problems}");
    }
    let events = catalogue.series().map_or(&[][..], |series| &series.events);
    let talks = events.iter().map(|event| event.talks.len()).sum();
    format!("{name}: {} and {}, no problems", count(events.len(), "event"), count(talks, "talk"))
}
