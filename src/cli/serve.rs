//! `seminar serve`: the site as a build would write it, in the browser while it is being edited.
//!
//! It listens on the loopback interface only, and answers only to names of this machine: the
//! preview is nobody else's business. Everything it answers with is in memory; it writes nothing
//! anywhere. One thread watches the files and builds, and each connection has its own for as long
//! as it lasts, up to a number and a time.
//!
//! Not supported: TLS, HTTP/2, connections that are kept open for a second request, ranges.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;

use seminar::{Catalogue, Now, Site};

use super::accept::forgetting;
use super::args::BuiltFolder;
use super::check::verdict;
use super::{Args, Outcome, Terminal, Verdict};
use preview::{Built, Preview, Shown};
use watch::Watch;

mod answer;
mod browser;
mod connection;
mod pages;
mod preview;
mod reload;
mod request;
mod watch;

/// The words of `seminar serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The site is built in memory and shown to this machine's browsers alone; nothing is written. It is
built again whenever the catalogue, or a file of the folder `templates` beside it, is saved, and
open pages follow. While there is a mistake in the catalogue, they show the mistake. Ctrl-C ends
it.

Examples:
  seminar serve --open
  seminar serve --port 0           at any port that is free")]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    folder: BuiltFolder,

    /// The port to listen at; 0 takes any that is free
    #[arg(short, long, value_name = "N", default_value_t = 4000)]
    port: u16,

    /// Open the page in your browser
    #[arg(long)]
    open: bool,
}

pub(crate) fn serve(args: &Args, options: &ServeOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let out = args.out(options.folder.out.as_ref());
    let mut watch = watch(args, &out);
    // What cannot be read at all is a wrong name rather than a mistake to be shown.
    let catalogue = terminal.read(&args.catalogue)?;
    let first = build(catalogue, args, &out, &now, terminal);
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)) {
        Ok(listener) => listener,
        Err(error) => return Ok(refused(options.port, &error, terminal)),
    };
    say(&first, &out, terminal);
    let port = listener.local_addr().map_or(options.port, |address| address.port());
    invite(&format!("http://{}:{port}/", Ipv4Addr::LOCALHOST), options, terminal);

    let shown = Shown::new(Preview::of(first));
    thread::scope(|scope| {
        scope.spawn(|| connection::accept(&listener, &shown, scope));
        loop {
            watch.wait();
            terminal.begin_anew();
            let Some(now) = terminal.now(args) else { continue };
            let read = terminal.read(&args.catalogue);
            let built = read.and_then(|catalogue| build(catalogue, args, &out, &now, terminal));
            say(&built, &out, terminal);
            shown.replace(Preview::of(built));
        }
    })
}

/// The site in memory, as a build would write it over what is in the folder.
fn build(
    mut catalogue: Catalogue,
    args: &Args,
    out: &Path,
    now: &Now,
    terminal: &mut Terminal,
) -> Built {
    terminal.stage("check");
    catalogue.check(now);
    terminal.end_stage();
    let history = seminar::read_history(out)?;
    catalogue.guard(&history, now);
    let Some(series) = catalogue.series() else { return Ok((catalogue, None)) };
    let templates = args.templates()?;
    terminal.stage("render");
    let site = Site::render_with(series, &history, now, &templates);
    terminal.end_stage();
    let site = site?;
    Ok((catalogue, Some(site)))
}

/// All that a build reads.
fn watch(args: &Args, out: &Path) -> Watch {
    let history = out.join("history.json");
    Watch::new(vec![args.catalogue.clone(), history], args.template_folder())
}

/// Says how a build went.
fn say(built: &Built, out: &Path, terminal: &Terminal) {
    match built {
        Ok((catalogue, _)) => {
            terminal.diagnostics(catalogue);
            terminal.say(verdict(catalogue));
            terminal.say_lines(forgetting(catalogue, out));
        }
        Err(error) => terminal.error(error, error.help()),
    }
}

/// Prints the address, and opens it if that is wanted.
fn invite(address: &str, options: &ServeOptions, terminal: &Terminal) {
    terminal.data(address);
    terminal.say("open it in a browser on this machine; Ctrl-C ends it");
    if options.open
        && let Err(error) = browser::open(address)
    {
        terminal.error(format!("cannot open a browser: {error}"), None);
    }
}

/// Says that it cannot listen at a port, and what to do.
fn refused(port: u16, error: &io::Error, terminal: &Terminal) -> Verdict {
    let message = format!("cannot listen at port {port} of {}: {error}", Ipv4Addr::LOCALHOST);
    terminal.error(message, Some("name another one, or take any that is free with `--port 0`"));
    Verdict::Machine
}
