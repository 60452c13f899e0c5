//! `seminar check`.

use std::path::Path;

use clap::ValueEnum;
use seminar::Catalogue;
use seminar::diagnostic::{diff, github, json, sarif};

use super::accept::{forgetting, published};
use super::args::BuiltFolder;
use super::terminal::{count, problems};
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Every problem of the file is shown in one run, with its place and the next step. The exit status
is 1 if there is an error (with --strict: or a warning).

Formats for programs: json is an array, [] when all is well; sarif is a log in SARIF 2.1.0, for code
scanning; github makes annotations on a pull request, where it runs in a workflow.

--fix mends in the file itself what is beyond doubt, and shows each line that it changes. Comments
and layout stay as they are.

Examples:
  seminar check
  seminar check --strict --format github
  seminar check --fix --diff       what would --fix change?")]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    folder: BuiltFolder,

    /// How to print the problems
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ProblemFormat,

    /// Take warnings for errors
    #[arg(long)]
    strict: bool,

    /// Mend in the file what is beyond doubt, and show it
    #[arg(long)]
    fix: bool,

    /// With --fix: only show it
    #[arg(long, requires = "fix")]
    diff: bool,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProblemFormat {
    /// For people
    Text,
    /// For scripts
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For pull requests on GitHub: workflow commands
    Github,
}

pub(crate) fn check(args: &Args, options: &CheckOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let mut catalogue = terminal.read(&args.catalogue)?;
    terminal.stage("check");
    catalogue.check(&now);
    terminal.end_stage();
    if options.fix
        && let Some(mut repaired) = catalogue.repaired()
    {
        show(&catalogue, &repaired, options, terminal);
        if !options.diff {
            let (before, after) = (catalogue.source().text(), repaired.source().text());
            seminar::rewrite(&args.catalogue, before, after)?;
            repaired.check(&now);
            catalogue = repaired;
        }
    }
    catalogue.guard(&published(args, &options.folder, terminal)?, &now);
    report(&catalogue, options.format, &args.out(options.folder.out.as_ref()), terminal);
    let refused = catalogue.series().is_none();
    let strict = options.strict && !catalogue.diagnostics().is_empty();
    Ok(if refused || strict { Verdict::Problems } else { Verdict::Done })
}

/// Shows what was repaired. It is data, unless the problems are data themselves.
fn show(before: &Catalogue, after: &Catalogue, options: &CheckOptions, terminal: &Terminal) {
    let lines = diff(before.source(), after.source());
    match options.format {
        ProblemFormat::Text => terminal.lines(&lines),
        _ => terminal.say(lines.trim_end()),
    }
    let number = before.source().text().lines().zip(after.source().text().lines());
    let number = count(number.filter(|(old, new)| old != new).count(), "line");
    terminal.say(match options.diff {
        true => format!("{}: {number} would be repaired", before.source().name()),
        false => format!("{}: {number} repaired", before.source().name()),
    });
}

fn report(catalogue: &Catalogue, format: ProblemFormat, history: &Path, terminal: &Terminal) {
    let (source, diagnostics) = (catalogue.source(), catalogue.diagnostics());
    match format {
        ProblemFormat::Json => terminal.data(json(source, diagnostics)),
        ProblemFormat::Sarif => terminal.data(sarif(source, diagnostics)),
        ProblemFormat::Github => terminal.lines(github(source, diagnostics)),
        ProblemFormat::Text => {
            terminal.diagnostics(catalogue);
            terminal.say(verdict(catalogue));
            terminal.say_lines(forgetting(catalogue, history));
        }
    }
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
