//! `seminar announce`.

use seminar::announce;

use super::args::{AnnounceOptions, Markup};
use super::event::{chosen, events};
use super::{Args, Outcome, Terminal, Verdict};

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
