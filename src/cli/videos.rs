//! `seminar videos`.

mod list;
mod report;

use clap::ValueHint;
use seminar::Catalogue;
use seminar::model::Series;
use seminar::recordings::{Comparison, Format, List, compare};

use super::terminal::{count, problems};
use super::words::{naming, quoted};
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar videos`.
#[derive(Debug, clap::Args)]
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
pub(crate) struct VideosOptions {
    /// The list of videos: a file, an address, or - for standard input [default: the feed of the
    /// series' playlist on YouTube]
    #[arg(short, long, value_name = "FILE|URL", value_hint = ValueHint::AnyPath)]
    feed: Option<String>,

    /// Write what is clear into the catalogue
    #[arg(short, long)]
    write: bool,

    /// How many seconds fetching the list may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=3600))]
    timeout: u16,
}

pub(crate) fn videos(args: &Args, options: &VideosOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        return Ok(Verdict::Problems);
    };
    let list = match list::read(series, options, terminal)? {
        Ok(list) => list,
        Err(verdict) => return Ok(verdict),
    };
    let comparison = compare(series, &list, &now);
    let blocks = report::blocks(&comparison);
    if !blocks.is_empty() {
        terminal.data(blocks.join("\n\n"));
    }
    report::withheld(&comparison, terminal);
    terminal.say(report::summary(&list, &comparison));
    for (line, why) in &list.left_out {
        terminal.detail(format!("left out, line {line} of the list: {why}"));
    }
    terminal.say_lines(older(args, series, &list, &comparison));
    if options.write {
        return write(args, &catalogue, &comparison, terminal);
    }
    let has_more = comparison.findings.iter().any(|finding| finding.addition.is_some());
    let feed = options.feed.as_deref();
    let given = feed.map(|feed| format!("--feed {} ", quoted(feed))).unwrap_or_default();
    let write = args.call(&format!("videos {given}--write"));
    terminal.say(match (has_more, feed) {
        (false, _) => "nothing to write".to_owned(),
        (true, Some("-")) => format!("next: {write}, with the same list, writes what has a `+`"),
        (true, _) => format!("next: {write} writes what has a `+`"),
    });
    Ok(Verdict::Done)
}

/// Writes all of it into the catalogue, or nothing.
fn write(
    args: &Args,
    catalogue: &Catalogue,
    comparison: &Comparison,
    terminal: &Terminal,
) -> Outcome {
    let additions = comparison.findings.iter().filter_map(|finding| {
        finding.addition.as_ref().map(|draft| (finding.talk.as_str(), draft))
    });
    let number = additions.clone().count();
    if number == 0 {
        terminal.say("nothing to write");
        return Ok(Verdict::Done);
    }
    let edited = match catalogue.with_videos(additions) {
        Ok(edited) => edited,
        Err(refused) => {
            let name = catalogue.source().name();
            terminal.error(format!("{name}: {refused}; nothing was written"), Some(refused.help()));
            terminal.warn(refused.block().unwrap_or_default().trim_end());
            return Ok(Verdict::Problems);
        }
    };
    // Whatever a list holds, no catalogue becomes wrong by it.
    if edited.series().is_none() {
        terminal.diagnostics(&edited);
        let problems = problems(&edited).unwrap_or_default();
        terminal.error(format!("there would be {problems}; nothing was written"), None);
        return Ok(Verdict::Problems);
    }
    seminar::rewrite(&args.catalogue, catalogue.source().text(), edited.source().text())?;
    let name = catalogue.source().name();
    terminal.say(format!("{name}: {} written", count(number, "recording")));
    terminal.say(format!("next: look at the difference, then {}", args.call("build")));
    Ok(Verdict::Done)
}

/// How to come by what YouTube's feed has no room for.
fn older(args: &Args, series: &Series, list: &List, comparison: &Comparison) -> Option<String> {
    let is_full = list.format == Format::Atom && list.videos.len() >= 15;
    let playlist = series.playlist.as_ref().map_or("PLAYLIST", |url| url.as_str());
    let (playlist, named) = (quoted(playlist), naming(&args.catalogue));
    (is_full && !comparison.open.is_empty()).then(|| {
        format!(
            "YouTube's feed has the newest 15 videos alone; for older ones:\n  \
             yt-dlp --flat-playlist --dump-json {playlist} | seminar videos --feed -{named}"
        )
    })
}
