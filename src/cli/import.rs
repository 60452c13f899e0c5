//! `seminar import`.

use std::path::{Path, PathBuf};

use chrono::Days;
use clap::ValueHint;
use seminar::Catalogue;
use seminar::import::{Given, Import, Kind, Remark, import as import_files};
use seminar::zone::Zone;

use super::args::{Args, zone};
use super::check::verdict;
use super::file::{self, LARGEST};
use super::init::zone_here;
use super::terminal::count;
use super::words::naming;
use super::{Outcome, Terminal, Verdict};

/// The words of `seminar import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Read are the series' page in Markdown (.md), with what is next, the list of previous talks,
organisers and newsletter; a second page with abstracts and biographies of the same talks, which
are joined by their titles; tables (.csv, .tsv) with a row for each talk; and calendars (.ics) as
Google, Outlook, Zoom, Indico and others export them. Pages are understood as people write them:

  #### Next webinar: Rethinking Annotations
  Date: **18 September 2023 at 1pm CEST**
  ##### **Dr. Thijs Kooi** (Lunit, South Korea)
  * **Title**: Rethinking annotation cost
  #### Previous talks
  * S01E01 - **[Dr. Ada](https://ada.org)** (Lab). 27th Feb 2023. **Data**. [Video](https://...)

The columns of a table are known by names such as Date, Time, Event, Speaker, Affiliation, Title,
Abstract, Bio, Video, Zoom link, Registration; others by --column.

Events of a calendar keep their UIDs, so that those who have them see no change; one that recurs
becomes an event for each date, and is followed for a year from today where it has no end. What
lets people into a meeting, such as a link with its password, is left out.

What has no place in a catalogue is told with its line, and so is all that was decided on the way.
Nothing is guessed: what files do not say, such as the zone, is asked for. The catalogue is read
back before it is shown; where it is not in order, nothing is.

Examples:
  seminar import webinar.md --id looking-glass --url https://example.org/webinar/ \
    --timezone Europe/Copenhagen --out events.yaml
  seminar import webinar.md abstracts.md
  seminar import basic.ics --id reading-group --url https://example.org/reading-group/
  seminar import answers.csv --column \"title=Title of your talk\" --column speaker=Name")]
pub(crate) struct ImportOptions {
    /// Pages (.md), tables (.csv, .tsv) and calendars (.ics)
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,

    /// Write the catalogue to this file, which must not exist yet [default: print it]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,

    /// The series' permanent name, such as looking-glass
    #[arg(long, value_name = "NAME")]
    id: Option<String>,

    /// The series' title, where the files have none or another
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The series' own page
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The zone of its times, such as Europe/Copenhagen
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<Zone>,

    /// What a column of a table is, such as speaker=Name; may be given several times
    #[arg(long = "column", value_name = "WHAT=COLUMN", value_parser = column)]
    columns: Vec<(String, String)>,
}

fn column(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(what, name)| !what.is_empty() && !name.is_empty());
    let (what, name) = parts.ok_or("expected what it is and its name, such as speaker=Name")?;
    Ok((what.trim().to_owned(), name.trim().to_owned()))
}

pub(crate) fn import(args: &Args, options: &ImportOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    if let Some(out) = &options.out
        && out.symlink_metadata().is_ok()
    {
        let help = "name another file with --out, or move this one away";
        terminal
            .error(format!("`{}` exists already; nothing was written", out.display()), Some(help));
        return Ok(Verdict::Usage);
    }
    let files = options.files.iter().map(|path| named(path, terminal));
    let Some(files) = files.collect::<Option<Vec<_>>>() else { return Ok(Verdict::Machine) };
    let given = Given {
        id: options.id.clone(),
        title: options.title.clone(),
        url: options.url.clone(),
        timezone: options.timezone.as_ref().map(|zone| zone.name().to_owned()),
        columns: options.columns.clone(),
        until: now.instant().date_naive().checked_add_days(Days::new(365)),
    };
    let imported = import_files(&files, &given);
    let Some(catalogue) = &imported.catalogue else { return Ok(refuse(&imported, terminal)) };
    remarks(&imported, terminal);
    match &options.out {
        None => terminal.file(catalogue.as_bytes()),
        Some(out) => seminar::create(out, catalogue)?,
    }
    summarise(catalogue, options.out.as_deref(), terminal);
    Ok(Verdict::Done)
}

/// A file's name and bytes; `None` after saying why it cannot be read.
fn named(path: &Path, terminal: &Terminal) -> Option<(String, Vec<u8>)> {
    let name = path.display().to_string();
    match file::read(path, LARGEST) {
        Ok(bytes) if bytes.len() as u64 > LARGEST => {
            let help = "name a page in Markdown, a table or a calendar";
            terminal.error(format!("cannot use `{name}`: it is larger than 64 MiB"), Some(help));
            None
        }
        Ok(bytes) => Some((name, bytes)),
        Err(error) => {
            terminal.error(&error, error.help());
            None
        }
    }
}

/// What there is to say: first what has no place, then what was decided.
fn remarks(imported: &Import, terminal: &Terminal) {
    for kind in [Kind::Unplaced, Kind::Note] {
        for remark in imported.remarks.iter().filter(|remark| remark.kind == kind) {
            say(remark, terminal);
        }
    }
}

fn say(remark: &Remark, terminal: &Terminal) {
    let word = match remark.kind {
        Kind::Mistake => return terminal.error(remark, remark.help.as_deref()),
        Kind::Unplaced => "\x1b[1;33mnot placed\x1b[0m",
        Kind::Note => "\x1b[1;32mnote\x1b[0m",
    };
    let mut text = format!("{word}: {remark}");
    if let Some(help) = &remark.help {
        text.push_str(&format!("\n  \x1b[1;36mhelp\x1b[0m: {help}"));
    }
    match remark.kind {
        Kind::Note => terminal.say(text),
        _ => terminal.warn(text),
    }
}

/// Says why there is no catalogue. What was decided is worth telling where there is one.
fn refuse(imported: &Import, terminal: &Terminal) -> Verdict {
    let is_mistake = |remark: &&Remark| remark.kind == Kind::Mistake;
    imported.remarks.iter().filter(is_mistake).for_each(|remark| say(remark, terminal));
    let mistakes = imported.remarks.iter().filter(is_mistake).count();
    if !imported.missing.is_empty() {
        let keys: Vec<_> = imported.missing.iter().map(|key| format!("`{key}`")).collect();
        let flags: Vec<_> = imported.missing.iter().map(|key| flag(key)).collect();
        let message = format!("the files do not say the series' {}", listed(&keys));
        terminal.error(message, Some(&format!("add {}", flags.join(" "))));
    }
    match mistakes {
        0 => terminal.warn("nothing was written"),
        number => terminal.warn(format!("{}; nothing was written", count(number, "error"))),
    }
    let are_of_call = imported.remarks.iter().filter(is_mistake).all(|remark| remark.is_of_call);
    if are_of_call { Verdict::Usage } else { Verdict::Problems }
}

/// What gives a key that is missing. The zone of this machine is only an example.
fn flag(key: &str) -> String {
    match key {
        "id" => "--id NAME (a permanent name, such as looking-glass)".to_owned(),
        "timezone" => {
            let zone = zone_here().unwrap_or_else(|| "Europe/Copenhagen".to_owned());
            format!("--timezone ZONE (a city whose clocks the times follow, such as {zone})")
        }
        "url" => "--url URL (the series' own page)".to_owned(),
        key => format!("--{key} TEXT"),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn summarise(catalogue: &str, out: Option<&Path>, terminal: &Terminal) {
    let name = out.map_or_else(|| "the catalogue".to_owned(), |out| out.display().to_string());
    let read = Catalogue::read(&name, catalogue.as_bytes());
    terminal.say(verdict(&read));
    if let Some(out) = out {
        terminal.say(format!("look through it, then run `seminar check{}`", naming(out)));
    }
}
