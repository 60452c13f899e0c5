//! `seminar page`.

use super::accept::published;
use super::args::PageOptions;
use super::{Args, Outcome, Terminal, Verdict};

pub(crate) fn page(args: &Args, options: &PageOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        return Ok(Verdict::Problems);
    };
    let mut templates = args.templates()?;
    let name = match &options.template {
        Some(path) => templates.add(path)?,
        None => "page.md".to_owned(),
    };
    let history = published(args, &options.folder, terminal)?;
    terminal.file(seminar::page(&name, series, &history, &now, &templates)?.as_bytes());
    Ok(Verdict::Done)
}
