//! `seminar build`.

use std::path::Path;

use seminar::model::Series;
use seminar::{Catalogue, Folder, History, Report, Site};

use super::args::BuildOptions;
use super::diff::sentences;
use super::next::sentence;
use super::terminal::{count, problems};
use super::{Args, Outcome, Terminal, Verdict};

/// How many files are named before the rest is counted.
const NAMED: usize = 4;

pub(crate) fn build(args: &Args, options: &BuildOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    terminal.stage("read");
    let mut catalogue = Catalogue::open(&args.catalogue)?;
    terminal.end_stage();
    // A catalogue that is wrong in itself must not even make the folder.
    if !is_acceptable(&catalogue, options.strict) {
        refuse(&catalogue, terminal);
        return Ok(Verdict::Problems);
    }
    let out = args.out(options.folders.out.as_ref());
    let folder = match options.check {
        true => None,
        false => Some(Folder::lock(&out, || terminal.waiting(&out))?),
    };
    let history = seminar::read_history(options.folders.previous.as_deref().unwrap_or(&out))?;
    catalogue.guard(&history, now);
    let Some(series) = accepted(&catalogue, options.strict, terminal) else {
        return Ok(Verdict::Problems);
    };
    terminal.stage("render");
    let site = Site::render_with(series, &history, now, &args.templates()?)?;
    terminal.stage(if options.check { "compare" } else { "write" });
    let report = match &folder {
        Some(folder) => folder.write(site.files(), history.files())?,
        None => seminar::compare(&out, site.files(), history.files())?,
    };
    terminal.end_stage();
    terminal.say(contents(series));
    terminal.say(sentence(series, now));
    if history != History::default() && !site.changes().is_empty() {
        terminal.say(sentences(site.changes()).join("\n"));
    }
    summarise(&out, &report, &site, options.check, terminal);
    Ok(if options.check && !report.is_up_to_date() { Verdict::Problems } else { Verdict::Done })
}

/// Whether nothing in the catalogue stops the build.
fn is_acceptable(catalogue: &Catalogue, strict: bool) -> bool {
    catalogue.series().is_some() && (!strict || catalogue.diagnostics().is_empty())
}

/// The series, if nothing in the catalogue stops the build. What there is to say of it is said.
pub(super) fn accepted<'a>(
    catalogue: &'a Catalogue,
    strict: bool,
    terminal: &Terminal,
) -> Option<&'a Series> {
    if !is_acceptable(catalogue, strict) {
        refuse(catalogue, terminal);
        return None;
    }
    terminal.diagnostics(catalogue);
    catalogue.series()
}

fn refuse(catalogue: &Catalogue, terminal: &Terminal) {
    terminal.diagnostics(catalogue);
    let problems = problems(catalogue).unwrap_or_default();
    let name = catalogue.source().name();
    terminal.error(format!("{problems} in `{name}`; nothing was written"), None);
}

/// What happened to the folder, and with `-v` to each file.
fn summarise(out: &Path, report: &Report, site: &Site, check: bool, terminal: &Terminal) {
    terminal.say(changes(out, report, site.files().len(), check));
    for (list, mark) in [(&report.created, '+'), (&report.changed, '~'), (&report.removed, '-')] {
        list.iter().for_each(|name| terminal.detail(format!("{mark} {name}")));
    }
    if check && !report.is_up_to_date() {
        terminal.say("run `seminar build` and commit what it writes");
    }
}

/// What the series holds.
fn contents(series: &Series) -> String {
    let talks = || series.events.iter().flat_map(|event| &event.talks);
    let recordings = talks().filter(|talk| talk.video().is_some()).count();
    format!(
        "\x1b[1m{}\x1b[0m: {}, {}, {}",
        series.title,
        count(series.events.len(), "event"),
        count(talks().count(), "talk"),
        count(recordings, "recording"),
    )
}

/// What happened to the folder, or would.
fn changes(out: &Path, report: &Report, files: usize, check: bool) -> String {
    let out = out.display();
    if report.is_up_to_date() {
        return format!("{out}: up to date ({})", count(files, "file"));
    }
    let kinds =
        [(&report.created, "new"), (&report.changed, "changed"), (&report.removed, "removed")];
    let kinds = kinds.iter().filter(|(list, _)| !list.is_empty());
    let parts: Vec<_> = kinds.map(|(list, kind)| part(list, kind)).collect();
    let unchanged = match report.unchanged.len() {
        0 => String::new(),
        number => format!("; {number} unchanged"),
    };
    let would = if check { "out of date: " } else { "" };
    format!("{out}: {would}{}{unchanged}", parts.join("; "))
}

/// `2 new: S01.ics, S02.ics`.
fn part(names: &[String], kind: &str) -> String {
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} {kind}: {named}{more}", names.len())
}
