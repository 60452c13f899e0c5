//! The words of the command line, and the help that teaches them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use clap::builder::styling::{AnsiColor, Styles};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use seminar::zone::Zone;
use seminar::{Error, History, Templates, read_existing_history, read_history};

use super::init::InitOptions;
use super::new::NewOptions;
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
    #[command(after_help = "\
The new file holds what a series cannot do without, and comments that teach the rest. It is ready to
be built. A file that is there already is left alone.

Asks for what is not told; where nobody can be asked, --title, --url and --timezone are needed.

Examples:
  seminar init
  seminar init --title \"Data Talks\" --url https://example.org/talks/ --timezone Europe/Copenhagen")]
    Init(InitOptions),

    /// Build `feeds/` from the catalogue
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
    Build(BuildOptions),

    /// Show the pages while you edit the catalogue
    #[command(after_help = "\
The site is built in memory and shown to this machine's browsers alone; nothing is written. It is
built again whenever the catalogue, or a file of the folder `templates` beside it, is saved, and
open pages follow. While there is a mistake in the catalogue, they show the mistake. Ctrl-C ends
it.

Examples:
  seminar serve --open
  seminar serve --port 0           at any port that is free")]
    Serve(ServeOptions),

    /// Show what a build would tell subscribers
    #[command(after_help = "\
Nothing is written. Sentences are those that the news feed would carry.

Example:
  seminar diff --format json       for a comment on a pull request")]
    Diff(DiffOptions),

    /// Look for mistakes in the catalogue
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
    Check(CheckOptions),

    /// Make a catalogue from what a series has already
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
    #[command(after_help = "\
Without EVENT, the links of the next event; and always those to subscribe to the whole series.

Examples:
  seminar links
  seminar links S03 --format json")]
    Links(LinksOptions),

    /// Print the announcement of an event, for mailing lists and newsletters
    #[command(after_help = "\
Without EVENT, the next event is announced. The subject is the first line; the rest is the message,
with the time in the event's own zone and in a few others around the world. An event without a day
is announced as far as it is known, and one that is off says so in the subject.

Examples:
  seminar announce
  seminar announce S03 --zone America/Los_Angeles --zone Asia/Kolkata
  seminar announce S03 --format html > S03.html")]
    Announce(AnnounceOptions),

    /// Find the recordings of talks among published videos, and link them
    #[command(after_help = "\
The list of videos comes from --feed, or from the series' playlist on YouTube. Each video is held
against the talks by its title, speaker, code (S03E02) and day, and shown with a score and the
reasons. What is doubtful is left alone, and so is everything that the catalogue says already. A
talk with `recording: none` is never linked; a video that looks like one is pointed out.

Without --write nothing changes. With it, `video` is written into the catalogue with its url,
published, duration where the list has one, and title where its words differ from the talk's.

YouTube's feed has the newest 15 videos. yt-dlp lists all of them, with their lengths.

Examples:
  seminar videos                   what is on the playlist?
  seminar videos --write           link what is clear
  yt-dlp --flat-playlist --dump-json PLAYLIST | seminar videos --feed -
  seminar videos --feed https://tube.example.org/feeds/videos.xml?videoChannelId=7")]
    Videos(VideosOptions),

    /// Say of something that was published that it is gone for good
    #[command(after_help = "\
An id that was published and is gone from the catalogue stops the build, since calendars and feed
readers hold on to it. Where it only has another name now, write `formerly: OLD-ID` on what took
its place; an event that is off is best kept with `status: cancelled`.

Example:
  seminar forget S04")]
    Forget(ForgetOptions),

    /// Show the next event, in the series' time and in yours
    Next,

    /// Print a page, for a path of your own in a site of your own
    #[command(after_help = "\
Without --template, the page for a Jekyll or Hugo site (page.md of the build). A template's name
tells its syntax: .md is Markdown, everything else HTML. The built-in templates, in
src/render/page/templates, show every name that a template may use.

Examples:
  seminar page > _pages/webinar.md
  seminar page --template next.html > _includes/next-webinar.html")]
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

#[derive(Debug, clap::Args)]
pub(crate) struct BuildOptions {
    #[command(flatten)]
    pub(crate) folders: Folders,

    /// Take warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Write nothing; exit with 1 if the folder is not what a build would write
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DiffOptions {
    #[command(flatten)]
    pub(crate) folders: Folders,

    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ForgetOptions {
    /// The id of an event or a talk
    pub(crate) id: String,

    #[command(flatten)]
    pub(crate) folder: BuiltFolder,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) folder: BuiltFolder,

    /// How to print the problems
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ProblemFormat,

    /// Take warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,

    /// Mend in the file what is beyond doubt, and show it
    #[arg(long)]
    pub(crate) fix: bool,

    /// With --fix: only show it
    #[arg(long, requires = "fix")]
    pub(crate) diff: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportOptions {
    /// Pages (.md), tables (.csv, .tsv) and calendars (.ics)
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Write the catalogue to this file, which must not exist yet [default: print it]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,

    /// The series' permanent name, such as looking-glass
    #[arg(long, value_name = "NAME")]
    pub(crate) id: Option<String>,

    /// The series' title, where the files have none or another
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// The series' own page
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// The zone of its times, such as Europe/Copenhagen
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub(crate) timezone: Option<Zone>,

    /// What a column of a table is, such as speaker=Name; may be given several times
    #[arg(long = "column", value_name = "WHAT=COLUMN", value_parser = column)]
    pub(crate) columns: Vec<(String, String)>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LinksOptions {
    /// The event's id [default: the next event]
    pub(crate) event: Option<String>,

    /// How to print the links
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AnnounceOptions {
    /// The event's id [default: the next event]
    pub(crate) event: Option<String>,

    /// For mailing lists, or for services that send newsletters
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Markup,

    /// Tell the time in this zone, such as Asia/Kolkata, instead of in New York, London and Tokyo;
    /// may be given several times
    #[arg(long = "zone", value_name = "ZONE", value_parser = zone)]
    pub(crate) zones: Vec<Zone>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    pub(crate) folder: BuiltFolder,

    /// The port to listen at; 0 takes any that is free
    #[arg(short, long, value_name = "N", default_value_t = 4000)]
    pub(crate) port: u16,

    /// Open the page in your browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VideosOptions {
    /// The list of videos: a file, an address, or - for standard input [default: the feed of the
    /// series' playlist on YouTube]
    #[arg(short, long, value_name = "FILE|URL", value_hint = ValueHint::AnyPath)]
    pub(crate) feed: Option<String>,

    /// Write what is clear into the catalogue
    #[arg(short, long)]
    pub(crate) write: bool,

    /// How many seconds fetching the list may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub(crate) timeout: u16,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PageOptions {
    #[command(flatten)]
    pub(crate) folder: BuiltFolder,

    /// The template to fill in [default: the built-in page.md]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) template: Option<PathBuf>,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Markup {
    /// Plain text, for mailing lists
    Text,
    /// HTML, for newsletter services
    Html,
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

fn zone(text: &str) -> Result<Zone, String> {
    let expected = "expected a zone by continent and city, such as America/New_York";
    Zone::get(text).ok_or_else(|| expected.to_owned())
}

fn column(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(what, name)| !what.is_empty() && !name.is_empty());
    let (what, name) = parts.ok_or("expected what it is and its name, such as speaker=Name")?;
    Ok((what.trim().to_owned(), name.trim().to_owned()))
}

fn version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| {
        let database = Zone::database_release();
        format!("{} (time zone database {database})", env!("CARGO_PKG_VERSION"))
    })
}
