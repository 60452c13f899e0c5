//! The words of the command line that are no single command's. Each command has its own, and the help
//! that teaches them, beside what it does.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use clap::builder::styling::{AnsiColor, Styles};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use seminar::zone::Zone;
use seminar::{Error, History, Templates, read_existing_history, read_history};

use super::announce::AnnounceOptions;
use super::build::BuildOptions;
use super::check::CheckOptions;
use super::diff::DiffOptions;
use super::forget::ForgetOptions;
use super::import::ImportOptions;
use super::init::InitOptions;
use super::links::LinksOptions;
use super::new::NewOptions;
use super::page::PageOptions;
use super::serve::ServeOptions;
use super::videos::VideosOptions;
use super::words::{naming, option};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Calendars, add-to-calendar links and feeds from the one file that the organisers of a talk
/// series keep.
#[derive(Debug, Parser)]
#[command(version = version(), styles = STYLES, max_term_width = 100, after_help = "\
Start with `seminar init`, which writes a catalogue, `events.yaml`; `seminar build` then writes the
folder `feeds/` beside it.
`seminar help COMMAND` says more. The file's format is explained in CATALOGUE.md.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The catalogue
    #[arg(short, long, global = true, value_name = "FILE", default_value = "events.yaml", value_hint = ValueHint::FilePath)]
    pub(crate) catalogue: PathBuf,

    /// Take this as the present time, such as 2023-09-19T12:00:00Z
    ///
    /// The environment variable SOURCE_DATE_EPOCH (seconds since 1970) does the same.
    #[arg(long, global = true, value_name = "TIME", value_parser = time)]
    now: Option<DateTime<Utc>>,

    /// Colour the messages: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) color: ColorChoice,

    /// Say nothing but what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Say more: each file, and the time that each stage took
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a catalogue
    Init(InitOptions),

    /// Build `feeds/` from the catalogue
    Build(BuildOptions),

    /// Show the pages while you edit the catalogue
    Serve(ServeOptions),

    /// Show what a build would tell subscribers
    Diff(DiffOptions),

    /// Look for mistakes in the catalogue
    Check(CheckOptions),

    /// Make a catalogue from what a series has already
    Import(ImportOptions),

    /// Add an event or a talk to the catalogue
    #[command(
        subcommand,
        after_help = "\
Everything else in the file stays as it is: comments, quotes, blank lines and the way you indent.
What is new is held against the whole catalogue first; where there is a mistake, nothing is written.

Examples:
  seminar new event                asks for what it needs
  seminar new talk --event S04 --title \"Data papers\" --speaker \"Dr. Ada Lind (ITU, Denmark)\""
    )]
    New(NewOptions),

    /// Explain a kind of problem
    #[command(after_help = "\
Without CODE, all codes are listed.

Example:
  seminar explain wrong-abbreviation")]
    Explain {
        /// The code that stands in brackets behind `error` or `warning`
        code: Option<String>,
    },

    /// Print the JSON Schema of the catalogue
    #[command(after_help = "\
Editors that know it complete and explain keys. For VS Code and all who use the YAML language
server, write the schema beside the catalogue and name it in the catalogue's first line:
  seminar schema > events.schema.json
  # yaml-language-server: $schema=./events.schema.json")]
    Schema,

    /// Print the add-to-calendar links of an event
    Links(LinksOptions),

    /// Print the announcement of an event, for mailing lists and newsletters
    Announce(AnnounceOptions),

    /// Find the recordings of talks among published videos, and link them
    Videos(VideosOptions),

    /// Say of something that was published that it is gone for good
    Forget(ForgetOptions),

    /// Show the next event, in the series' time and in yours
    Next,

    /// Print a page, for a path of your own in a site of your own
    Page(PageOptions),

    /// Print a completion script for your shell
    #[command(after_help = "\
Example, for bash:
  seminar completions bash > ~/.local/share/bash-completion/completions/seminar")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Where a build goes to, and what came before it.
#[derive(Debug, clap::Args)]
pub(crate) struct Folders {
    /// The folder to build [default: `feeds` beside the catalogue]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: Option<PathBuf>,

    /// Take the history from this folder, such as a checkout of what is published
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) previous: Option<PathBuf>,
}

impl Folders {
    /// The words that name them.
    pub(crate) fn words(&self) -> String {
        let of = |name, path: &Option<PathBuf>| path.as_ref().map(|path| option(name, path));
        [of("--out", &self.out), of("--previous", &self.previous)].into_iter().flatten().collect()
    }
}

/// Where something was built.
#[derive(Debug, clap::Args)]
pub(crate) struct BuiltFolder {
    /// The folder that was built, whose history knows what was published [default: `feeds` beside
    /// the catalogue]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: Option<PathBuf>,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Args {
    /// The folder that is built: the one that is named, else `feeds` beside the catalogue.
    pub(crate) fn out(&self, named: Option<&PathBuf>) -> PathBuf {
        let beside = || self.catalogue.parent().unwrap_or(Path::new("")).join("feeds");
        named.cloned().unwrap_or_else(beside)
    }

    /// `seminar COMMAND`, for the same catalogue.
    pub(crate) fn call(&self, command: &str) -> String {
        format!("`seminar {command}{}`", naming(&self.catalogue))
    }

    /// The templates beside the catalogue.
    pub(crate) fn templates(&self) -> Result<Templates, Error> {
        Templates::open(&self.template_folder())
    }

    /// Where those templates are.
    pub(crate) fn template_folder(&self) -> PathBuf {
        self.catalogue.with_file_name("templates")
    }

    /// The folder whose history is built upon.
    pub(crate) fn history_folder(&self, folders: &Folders) -> PathBuf {
        folders.previous.clone().unwrap_or_else(|| self.out(folders.out.as_ref()))
    }

    /// The history to build upon: that of the folder, or of the one that is named in its place,
    /// which then has to have one.
    pub(crate) fn history(&self, folders: &Folders) -> Result<History, Error> {
        match &folders.previous {
            None => read_history(&self.out(folders.out.as_ref())),
            Some(previous) => read_existing_history(previous),
        }
    }

    /// The present time: as told, else by SOURCE_DATE_EPOCH, else by the clock.
    pub(crate) fn now(&self) -> Result<DateTime<Utc>, String> {
        if let Some(now) = self.now {
            return Ok(now);
        }
        let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else {
            return Ok(std::time::SystemTime::now().into());
        };
        let seconds = epoch.to_str().and_then(|seconds| seconds.parse().ok());
        let instant = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        let instant = instant.filter(is_in_reach);
        instant.ok_or_else(|| {
            format!(
                "SOURCE_DATE_EPOCH is `{}`, and not a number of seconds since 1970",
                epoch.display()
            )
        })
    }
}

/// Whether a time has a year that every format can write.
fn is_in_reach(time: &DateTime<Utc>) -> bool {
    (1970..=9999).contains(&time.year())
}

fn time(text: &str) -> Result<DateTime<Utc>, String> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) if is_in_reach(&time.to_utc()) => Ok(time.to_utc()),
        Ok(_) => Err("years run from 1970 to 9999".into()),
        Err(_) => Err("expected a time as RFC 3339 writes it, such as 2023-09-19T12:00:00Z".into()),
    }
}

/// A zone by its name.
pub(crate) fn zone(text: &str) -> Result<Zone, String> {
    let expected = "expected a zone by continent and city, such as America/New_York";
    Zone::get(text).ok_or_else(|| expected.to_owned())
}

fn version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| {
        let database = Zone::database_release();
        format!("{} (time zone database {database})", env!("CARGO_PKG_VERSION"))
    })
}
