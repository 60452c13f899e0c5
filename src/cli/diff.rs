//! `seminar diff`, and the sentences that `build` ends with too.

use seminar::{Change, Templates, with_outputs};

use super::accept::accepted;
use super::args::{Folders, Format};
use super::terminal::{count, named};
use super::{Args, Outcome, Terminal, Verdict};

/// How many events are told of before the rest is counted.
const TOLD: usize = 12;

/// The words of `seminar diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing is written. Sentences are those that the news feed would carry.

Example:
  seminar diff --format json       for a comment on a pull request")]
pub(crate) struct DiffOptions {
    #[command(flatten)]
    folders: Folders,

    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

pub(crate) fn diff(args: &Args, options: &DiffOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let history = args.history(&options.folders)?;
    let mut catalogue = terminal.read(&args.catalogue)?;
    catalogue.guard(&history, &now);
    let published = args.history_folder(&options.folders);
    let Some((series, _)) = accepted(&catalogue, &published, false, terminal) else {
        return Ok(Verdict::Problems);
    };
    let changes = with_outputs(series.clone(), &history, &now, &Templates::default(), |outputs| {
        outputs.changes_since(&history)
    });
    match options.format {
        Format::Json => {
            // Strings and truth values always serialise.
            terminal.data(serde_json::to_string_pretty(&changes).unwrap_or_default());
        }
        Format::Text => terminal.data(sentences(&changes).join("\n")),
    }
    Ok(Verdict::Done)
}

/// What subscribers are told, a line each.
pub(crate) fn sentences(changes: &[Change]) -> Vec<String> {
    let events: Vec<_> = changes.iter().filter_map(event).collect();
    let mut lines: Vec<_> = events.iter().take(TOLD).cloned().collect();
    if events.len() > TOLD {
        lines.push(format!("and {} more", count(events.len() - TOLD, "event")));
    }
    let new = changes.iter().filter_map(|change| match change {
        Change::NewRecording { id } => Some(id.as_str()),
        _ => None,
    });
    let changed = changes.iter().filter_map(|change| match change {
        Change::ChangedRecording { id } => Some(id.as_str()),
        _ => None,
    });
    let withdrawn = changes.iter().filter_map(|change| match change {
        Change::WithdrawnRecording { id } => Some(id.as_str()),
        _ => None,
    });
    lines.extend(recordings(&new.collect::<Vec<_>>(), "new"));
    lines.extend(recordings(&changed.collect::<Vec<_>>(), "updated"));
    lines.extend(recordings(&withdrawn.collect::<Vec<_>>(), "gone from the feeds"));
    if lines.is_empty() {
        lines.push("subscribers are told of nothing new".to_owned());
    }
    lines
}

/// `S04: moved from 16:00 to 15:00 (Monday 4 December 2023, 15:00 CET); calendars update`.
fn event(change: &Change) -> Option<String> {
    match change {
        Change::NewEvent { id, sentences } => Some(format!("{id}: {}", joined(sentences))),
        Change::ChangedEvent { id, when, sentences, calendars_update } => {
            let what = match sentences.is_empty() {
                true => "its texts or links changed".to_owned(),
                false => joined(sentences),
            };
            let update = if *calendars_update { "; calendars update" } else { "" };
            Some(format!("{id}: {what} ({when}){update}"))
        }
        _ => None,
    }
}

/// Sentences in the middle of a line.
fn joined(sentences: &[String]) -> String {
    let lower = |sentence: &String| {
        let mut letters = sentence.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect::<String>()
    };
    sentences.iter().map(lower).collect::<Vec<_>>().join("; ")
}

/// `2 recordings are new: S03E01, S03E02`.
fn recordings(ids: &[&str], what: &str) -> Option<String> {
    let verb = if ids.len() == 1 { "is" } else { "are" };
    let number = count(ids.len(), "recording");
    (!ids.is_empty()).then(|| format!("{number} {verb} {what}: {}", named(ids, TOLD)))
}
