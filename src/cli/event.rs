//! The event that a command is about.

use seminar::Now;
use seminar::model::{Event, Series};

use super::{Terminal, Verdict};

/// The event of this id, in any case; without one, the next event, if any is ahead. An id that
/// there is not is a usage error, which has been said then.
pub(crate) fn chosen<'a>(
    series: &'a Series,
    id: Option<&str>,
    now: &Now,
    terminal: &Terminal,
) -> Result<Option<&'a Event>, Verdict> {
    let Some(id) = id else { return Ok(series.next(now)) };
    let found = series.events.iter().find(|event| event.id.eq_ignore_ascii_case(id));
    if found.is_none() {
        terminal.error(format!("there is no event `{id}`"), Some(&events(series)));
        return Err(Verdict::Usage);
    }
    Ok(found)
}

/// What there is to choose from.
pub(crate) fn events(series: &Series) -> String {
    let ids: Vec<_> = series.events.iter().map(|event| event.id.as_str()).collect();
    match ids.is_empty() {
        true => "there is none yet: `seminar new event` adds one".to_owned(),
        false => format!("the events are {}", ids.join(", ")),
    }
}
