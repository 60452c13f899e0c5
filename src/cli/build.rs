//! `seminar build`.

use std::mem;
use std::path::Path;
use std::sync::Arc;

use seminar::model::{Series, Talk};
use seminar::{Built, Catalogue, Error, Folder, History, Now, Report};

use super::accept::{accepted, is_acceptable, miss_history, refuse};
use super::args::Folders;
use super::diff::sentences;
use super::next::sentence;
use super::stamp::{Inputs, Stamp};
use super::terminal::{count, named};
use super::{Args, Outcome, Terminal, Verdict};

/// How many files are named before the rest is counted.
const NAMED: usize = 4;

/// The words of `seminar build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Written are: calendar.ics to subscribe to, an .ics file for each event with a day, the feeds of
recordings (videos.rss, videos.atom, videos.json) and of news (news.rss, news.atom, news.json),
index.html to look at, page.md and talks.md for a Jekyll or Hugo site, series.json for scripts, and
history.json, by which the next build tells subscribers of each change once. Publish the folder as
it is, and keep it in version control.

Files in `templates/` beside the catalogue go before the built-in templates of the pages.

If anything in the catalogue is wrong, nothing is written and the exit status is 1.

What the build of a large catalogue (256 KiB and more) came to is kept in your cache, so that
another one that would change nothing only compares.

Examples:
  seminar build                    build feeds/ beside events.yaml
  seminar build --out public       build another folder
  seminar build --check            in CI: is feeds/ what events.yaml says?")]
pub(crate) struct BuildOptions {
    #[command(flatten)]
    pub(super) folders: Folders,

    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,

    /// Write nothing; exit with 1 if the folder is not what a build would write
    #[arg(long)]
    pub(super) check: bool,
}

pub(crate) fn build(args: &Args, options: &BuildOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let out = args.out(options.folders.out.as_ref());
    let inputs = Inputs::of(args, options);
    if let Some(stamp) = inputs.as_ref().and_then(|it| unchanged(it, &out, &now, terminal)) {
        terminal.drawn(&stamp.warnings);
        terminal.say_lines(&stamp.summary);
        summarise(&out, &stamp.report(), None, terminal);
        return Ok(Verdict::Done);
    }
    let Some(judged) = judged(args, options, &now, terminal)? else {
        return Ok(Verdict::Problems);
    };
    let Judged { catalogue, warnings, folder, history } = judged;
    let templates = args.templates()?;
    let inputs = inputs.and_then(|it| it.digest(catalogue.source().text(), &templates));
    // The text of a large catalogue is not kept while its files are made.
    let Some(series) = catalogue.into_series().map(Arc::new) else { return Ok(Verdict::Problems) };
    // The process ends with the build: to give back each of so many texts would only take time.
    mem::forget(Arc::clone(&series));
    let summary = summary(&series, &now);
    terminal.stage(if options.check { "compare" } else { "write" });
    let made = terminal.counter();
    let Built { report, changes } = match &folder {
        Some(folder) => folder.build(series, &history, &now, &templates, made)?,
        None => seminar::compare(&out, series, &history, &now, &templates, made)?,
    };
    terminal.end_stage();
    terminal.say_lines(&summary);
    if !changes.is_empty() {
        terminal.say(sentences(&changes).join("\n"));
    }
    let next = || args.call(&format!("build{}", options.folders.words()));
    summarise(&out, &report, options.check.then(next), terminal);
    if let Some(inputs) = inputs {
        Stamp::new(inputs, &now, &report, warnings, summary).store(&out);
    }
    Ok(if options.check && !report.is_up_to_date() { Verdict::Problems } else { Verdict::Done })
}

/// A catalogue that can be built.
struct Judged {
    catalogue: Catalogue,
    /// As they are drawn.
    warnings: String,
    /// Where it is built, which is locked, unless it is only compared.
    folder: Option<Folder>,
    history: History,
}

/// Reads the catalogue, and compares it with what was published. Where it cannot be built, that is
/// said.
fn judged(
    args: &Args,
    options: &BuildOptions,
    now: &Now,
    terminal: &mut Terminal,
) -> Result<Option<Judged>, Error> {
    let out = args.out(options.folders.out.as_ref());
    let mut catalogue = terminal.read(&args.catalogue)?;
    terminal.stage("check");
    catalogue.check(now);
    terminal.end_stage();
    // A catalogue that is wrong in itself must not even make the folder.
    if !is_acceptable(&catalogue, options.strict) {
        refuse(&catalogue, &out, terminal);
        return Ok(None);
    }
    let folder = match options.check {
        true => None,
        false => Some(Folder::lock(&out, || terminal.waiting(&out))?),
    };
    terminal.stage("history");
    let published = args.history_folder(&options.folders);
    let history = args.history(&options.folders)?;
    miss_history(&history, &published, terminal);
    catalogue.guard(&history, now);
    terminal.end_stage();
    let accepted = accepted(&catalogue, &published, options.strict, terminal);
    let warnings = accepted.map(|(_, warnings)| warnings);
    Ok(warnings.map(|warnings| Judged { catalogue, warnings, folder, history }))
}

/// What the series holds, what comes next, and what waits.
fn summary(series: &Series, now: &Now) -> Vec<String> {
    let told = series.as_of(now);
    let mut lines = vec![contents(&told), sentence(series, now)];
    lines.extend(waiting(series, &told));
    lines
}

/// What the last build came to, if this one would come to the same.
fn unchanged(inputs: &Inputs<'_>, out: &Path, now: &Now, terminal: &mut Terminal) -> Option<Stamp> {
    let stamp = Stamp::load(out).filter(|stamp| stamp.holds_at(now))?;
    terminal.stage("compare");
    // Without a lock: while another build writes, it is not.
    let is_fresh = stamp.is_of(inputs, out);
    terminal.end_stage();
    is_fresh.then_some(stamp)
}

/// What happened to the folder, and with `-v` to each file. A check tells what would, and the command
/// that makes it so.
fn summarise(out: &Path, report: &Report, check: Option<String>, terminal: &Terminal) {
    let changes = changes(out, report, check.is_some());
    let build = check.filter(|_| !report.is_up_to_date());
    // That the folder is out of date is what `--check` was asked for.
    match build {
        Some(_) => terminal.warn(changes),
        None => terminal.say(changes),
    }
    for (list, mark) in [(&report.created, '+'), (&report.changed, '~'), (&report.removed, '-')] {
        list.iter().for_each(|name| terminal.detail(format!("{mark} {name}")));
    }
    if let Some(build) = build {
        terminal.say(format!("run {build} and commit what it writes"));
    }
}

/// The recordings that wait for their day.
fn waiting(series: &Series, told: &Series) -> Vec<String> {
    let pairs = talks(series).zip(talks(told));
    let waiting = pairs.filter(|(talk, told)| talk.recording != told.recording);
    let sentence = |(talk, _): (&Talk, &Talk)| {
        let published = talk.video()?.published?.format("%-d %B %Y");
        Some(format!("the recording of {} waits for {published}", talk.id))
    };
    waiting.filter_map(sentence).collect()
}

fn talks(series: &Series) -> impl Iterator<Item = &Talk> {
    series.events.iter().flat_map(|event| &event.talks)
}

/// What the series holds.
fn contents(series: &Series) -> String {
    let recordings = talks(series).filter(|talk| talk.video().is_some()).count();
    format!(
        "\x1b[1m{}\x1b[0m: {}, {}, {}",
        series.title,
        count(series.events.len(), "event"),
        count(talks(series).count(), "talk"),
        count(recordings, "recording"),
    )
}

/// What happened to the folder, or would.
fn changes(out: &Path, report: &Report, check: bool) -> String {
    let out = out.display();
    if report.is_up_to_date() {
        return format!("{out}: up to date ({})", count(report.unchanged.len(), "file"));
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
    format!("{} {kind}: {}", names.len(), named(names, NAMED))
}
