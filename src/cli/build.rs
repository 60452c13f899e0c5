//! `seminar build`.

use std::path::Path;

use chrono::{DateTime, Utc};
use seminar::model::Series;
use seminar::{Catalogue, Error, Folder, Report, Site, Templates};

use super::args::BuildOptions;
use super::next::sentence;
use super::terminal::{count, problems};
use super::{Args, Outcome, Terminal, Verdict};

/// How many files are named before the rest is counted.
const NAMED: usize = 4;

pub(crate) fn build(args: &Args, options: &BuildOptions, terminal: &mut Terminal) -> Outcome {
    let now = match args.now() {
        Ok(now) => now,
        Err(message) => {
            terminal.error(message, None);
            return Ok(Verdict::Usage);
        }
    };
    terminal.stage("read");
    let catalogue = Catalogue::open(&args.catalogue)?;
    terminal.end_stage();
    let Some(series) = accepted(&catalogue, options.strict, terminal) else {
        return Ok(Verdict::Problems);
    };
    let out = options.out.clone().unwrap_or_else(|| args.default_out());
    let templates = args.templates()?;
    let (report, site) = if options.check {
        compare(series, &out, now, &templates, terminal)?
    } else {
        write(series, &out, now, &templates, terminal)?
    };
    terminal.end_stage();
    terminal.say(contents(series));
    terminal.say(sentence(series, now));
    terminal.say(changes(&out, &report, site.files().len(), options.check));
    for (list, mark) in [(&report.created, '+'), (&report.changed, '~'), (&report.removed, '-')] {
        list.iter().for_each(|name| terminal.detail(format!("{mark} {name}")));
    }
    if options.check && !report.is_up_to_date() {
        terminal.say("run `seminar build` and commit what it writes");
        return Ok(Verdict::Problems);
    }
    Ok(Verdict::Done)
}

/// The series, if nothing in the catalogue stops the build.
fn accepted<'a>(catalogue: &'a Catalogue, strict: bool, terminal: &Terminal) -> Option<&'a Series> {
    terminal.diagnostics(catalogue);
    let series = catalogue.series().filter(|_| !strict || catalogue.diagnostics().is_empty());
    if series.is_none() {
        let problems = problems(catalogue).unwrap_or_default();
        terminal.error(
            format!("{problems} in `{}`; nothing was written", catalogue.source().name()),
            None,
        );
    }
    series
}

fn write(
    series: &Series,
    out: &Path,
    now: DateTime<Utc>,
    templates: &Templates,
    terminal: &mut Terminal,
) -> Result<(Report, Site), Error> {
    let folder = Folder::lock(out, || {
        terminal.warn(format!("another build is writing `{}`; waiting for it", out.display()));
    })?;
    terminal.stage("render");
    let history = folder.history()?;
    let site = Site::render_with(series, &history, now, templates)?;
    terminal.stage("write");
    let report = folder.write(site.files(), history.files())?;
    Ok((report, site))
}

/// Compares with what the folder holds, and writes nothing.
fn compare(
    series: &Series,
    out: &Path,
    now: DateTime<Utc>,
    templates: &Templates,
    terminal: &mut Terminal,
) -> Result<(Report, Site), Error> {
    terminal.stage("render");
    let history = seminar::read_history(out)?;
    let site = Site::render_with(series, &history, now, templates)?;
    terminal.stage("compare");
    let report = seminar::compare(out, site.files(), history.files())?;
    Ok((report, site))
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
