//! `seminar page`.

use std::path::PathBuf;

use clap::ValueHint;

use super::accept::published;
use super::args::BuiltFolder;
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar page`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without --template, the page for a Jekyll or Hugo site (page.md of the build). A template's name
tells its syntax: .md is Markdown, everything else HTML. The built-in templates, in
src/render/page/templates, show every name that a template may use.

Examples:
  seminar page > _pages/webinar.md
  seminar page --template next.html > _includes/next-webinar.html")]
pub(crate) struct PageOptions {
    #[command(flatten)]
    folder: BuiltFolder,

    /// The template to fill in [default: the built-in page.md]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    template: Option<PathBuf>,
}

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
