//! Where the list of videos comes from: a file, standard input, or one request.

use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use seminar::model::Series;
use seminar::recordings::{self, Elsewhere, LARGEST, List, Unreadable};
use url::Url;

use crate::cli::fetch::{Kept, fetch};
use crate::cli::videos::VideosOptions;
use crate::cli::{Terminal, Verdict, file};

/// Bytes, what their reader knows them by, and what is to be kept of them.
struct Document {
    name: String,
    bytes: Vec<u8>,
    kept: Option<Kept>,
}

/// Reads the list. What is wrong with it has been said when there is none.
pub(super) fn read(
    series: &Series,
    options: &VideosOptions,
    terminal: &mut Terminal,
) -> Result<Result<List, Verdict>, seminar::Error> {
    let document = match &options.feed {
        Some(feed) if feed == "-" => from_standard_input(terminal),
        Some(feed) => match Url::parse(feed) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                // The page of a playlist is as good as its feed.
                from_web(&recordings::feed(&url).unwrap_or(url), options, terminal)
            }
            _ => from_file(Path::new(feed), terminal),
        },
        None => match of_playlist(series) {
            Ok(url) => from_web(&url, options, terminal),
            Err((message, help)) => {
                terminal.error(message, Some(&help));
                Err(Verdict::Usage)
            }
        },
    };
    let document = match document {
        Ok(document) => document,
        Err(verdict) => return Ok(Err(verdict)),
    };
    Ok(match recordings::read(&document.bytes) {
        Ok(list) => {
            document.kept.iter().for_each(Kept::store);
            Ok(list)
        }
        Err(unreadable) => {
            say(&document.name, &unreadable, terminal);
            Err(Verdict::Problems)
        }
    })
}

fn say(name: &str, unreadable: &Unreadable, terminal: &Terminal) {
    let Unreadable { line, column, message, help } = unreadable;
    terminal.error(format!("{message}\n  --> {name}:{line}:{column}"), Some(help));
}

/// The feed of the series' playlist.
fn of_playlist(series: &Series) -> Result<Url, (String, String)> {
    let Some(playlist) = &series.playlist else {
        let help =
            "add `playlist` to the series, or pass a list with `--feed FILE` or `--feed URL`";
        return Err(("the series has no playlist to look at".to_owned(), help.to_owned()));
    };
    recordings::feed(playlist).map_err(|elsewhere| {
        let message = match elsewhere {
            Elsewhere::ChannelName => "the playlist is a channel, whose feed goes by its id",
            Elsewhere::Video => "the playlist is a single video",
            Elsewhere::Host => "only the feeds of YouTube's playlists can be found by themselves",
        };
        let help = match elsewhere {
            Elsewhere::ChannelName => {
                "pass `--feed https://www.youtube.com/channel/ID`; the id stands under \
                 \"Share channel\" on its page"
            }
            Elsewhere::Video => "name the playlist in the series, or pass `--feed URL`",
            Elsewhere::Host => {
                "pass the feed: on Vimeo `--feed https://vimeo.com/showcase/ID/rss` or \
                 `https://vimeo.com/USER/videos/rss`, on PeerTube the one that the channel's page \
                 offers under RSS; or what `yt-dlp --flat-playlist --dump-json` prints"
            }
        };
        (format!("`{playlist}`: {message}"), help.to_owned())
    })
}

fn from_web(
    url: &Url,
    options: &VideosOptions,
    terminal: &mut Terminal,
) -> Result<Document, Verdict> {
    terminal.stage("fetch");
    let fetched = fetch(url, Duration::from_secs(options.timeout.into()));
    terminal.end_stage();
    match fetched {
        Ok(fetched) => {
            Ok(Document { name: url.to_string(), bytes: fetched.bytes, kept: fetched.kept })
        }
        Err(failure) => {
            terminal.error(failure.message, Some(&failure.help));
            Err(failure.verdict)
        }
    }
}

fn from_file(path: &Path, terminal: &Terminal) -> Result<Document, Verdict> {
    // That a list is longer than it may be is seen by its reader.
    let read = file::read(path, LARGEST as u64);
    read.map(|bytes| Document { name: path.display().to_string(), bytes, kept: None }).map_err(
        |error| {
            let help = "name a file, an address that begins with https://, or - for standard input";
            terminal.error(error, Some(help));
            Verdict::Machine
        },
    )
}

fn from_standard_input(terminal: &Terminal) -> Result<Document, Verdict> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    read.map(|_| Document { name: "standard input".to_owned(), bytes, kept: None }).map_err(
        |error| {
            terminal.error(format!("cannot read standard input: {error}"), None);
            Verdict::Machine
        },
    )
}
