//! `seminar links`.

use seminar::links::{Link, event_links, subscribe_links};
use seminar::model::{Event, Series};
use serde_json::{Map, Value, json};

use super::args::Format;
use super::event::chosen;
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar links`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without EVENT, the links of the next event; and always those to subscribe to the whole series.

Examples:
  seminar links
  seminar links S03 --format json")]
pub(crate) struct LinksOptions {
    /// The event's id [default: the next event]
    event: Option<String>,

    /// How to print the links
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

pub(crate) fn links(args: &Args, options: &LinksOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        return Ok(Verdict::Problems);
    };
    let series = &*series.as_of(&now);
    let event = match chosen(series, options.event.as_deref(), &now, terminal) {
        Ok(event) => event,
        Err(verdict) => return Ok(verdict),
    };
    let links = event.map(|event| event_links(series, event)).unwrap_or_default();
    let subscribe = subscribe_links(series);
    match options.format {
        Format::Json => terminal.data(machine(event, &links, &subscribe)),
        Format::Text => terminal.data(text(series, event, &links, &subscribe)),
    }
    Ok(Verdict::Done)
}

fn text(series: &Series, event: Option<&Event>, links: &[Link], subscribe: &[Link]) -> String {
    let heading = match event {
        None => "No event is ahead; name one to see its links.".to_owned(),
        Some(event) if links.is_empty() => {
            format!("{} {} has no day yet, so there is nothing to add.", event.id, event.title)
        }
        Some(event) => format!("Add {} {} to", event.id, event.title),
    };
    let mut lines = vec![heading];
    lines.extend(links.iter().map(line));
    lines.push(format!("\nSubscribe to {} with", series.title));
    lines.extend(subscribe.iter().map(line));
    lines.join("\n")
}

fn line(link: &Link) -> String {
    format!("  {}\n    {}", link.name, link.url)
}

fn machine(event: Option<&Event>, links: &[Link], subscribe: &[Link]) -> String {
    let object = |links: &[Link]| {
        let entries =
            links.iter().map(|link| (link.key.to_owned(), Value::from(link.url.as_str())));
        Value::Object(entries.collect::<Map<_, _>>())
    };
    let document = json!({
        "event": event.map(|event| &event.id),
        "links": object(links),
        "subscribe": object(subscribe),
    });
    format!("{document:#}")
}
