//! `seminar import`.

use std::path::Path;

use chrono::Days;
use seminar::Catalogue;
use seminar::import::{Given, Import, Kind, Remark, import as import_files};

use super::args::{Args, ImportOptions};
use super::check::verdict;
use super::file::{self, LARGEST};
use super::init::zone_here;
use super::terminal::count;
use super::words::naming;
use super::{Outcome, Terminal, Verdict};

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
