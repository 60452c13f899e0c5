//! `seminar announce`.

use clap::ValueEnum;
use seminar::announce;
use seminar::zone::Zone;

use super::args::zone;
use super::event::{chosen, events};
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar announce`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without EVENT, the next event is announced. The subject is the first line; the rest is the message,
with the time in the event's own zone and in a few others around the world. An event without a day
is announced as far as it is known, and one that is off says so in the subject.

Examples:
  seminar announce
  seminar announce S03 --zone America/Los_Angeles --zone Asia/Kolkata
  seminar announce S03 --format html > S03.html")]
pub(crate) struct AnnounceOptions {
    /// The event's id [default: the next event]
    event: Option<String>,

    /// For mailing lists, or for services that send newsletters
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Markup,

    /// Tell the time in this zone, such as Asia/Kolkata, instead of in New York, London and Tokyo;
    /// may be given several times
    #[arg(long = "zone", value_name = "ZONE", value_parser = zone)]
    zones: Vec<Zone>,
}

/// How a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Markup {
    /// Plain text, for mailing lists
    Text,
    /// HTML, for newsletter services
    Html,
}

pub(crate) fn announce(args: &Args, options: &AnnounceOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        return Ok(Verdict::Problems);
    };
    let series = &*series.as_of(&now);
    let event = match chosen(series, options.event.as_deref(), &now, terminal) {
        Ok(Some(event)) => event,
        Ok(None) => {
            let help = match series.events.is_empty() {
                true => events(series),
                false => format!("name the one to announce: {}", events(series)),
            };
            terminal.error("no event is ahead", Some(&help));
            return Ok(Verdict::Usage);
        }
        Err(verdict) => return Ok(verdict),
    };
    if event.is_over(&now) {
        let help = "look at the date, or announce what comes next, without naming an event";
        terminal.caution(format!("`{}` is over", event.id), help);
    }
    let zones = announce::zones(event, &options.zones);
    let message = match options.format {
        Markup::Text => announce::plain(series, event, &zones),
        Markup::Html => announce::html(series, event, &zones),
    };
    terminal.file(message.as_bytes());
    Ok(Verdict::Done)
}
