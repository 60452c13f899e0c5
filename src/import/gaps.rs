//! What the files do not say and a catalogue's readers will miss: told, and never made up.

use super::remark::shown;
use super::{Found, FoundEvent, Remark, date};
use crate::when::{self, Written};

/// How many ids are named before the rest is counted.
const NAMED: usize = 4;

/// An event that nothing tells the day of is still to be announced.
pub(super) fn announce(found: &mut Found) {
    for event in found.events.iter_mut().filter(|event| event.draft.start.is_none()) {
        event.draft.start = Some("TBA".to_owned());
        let text = event.draft.description.as_deref().unwrap_or_default();
        let remark = match date::find(text, None) {
            Some((range, _)) => {
                let date = shown(&text[range]);
                let message = format!("`{date}` in a description may be the day of its event");
                let help = "the event has `start: TBA`; write the day there if this is it";
                Remark::note(message).help(help)
            }
            None => Remark::note("no day is written here; the event has `start: TBA`")
                .help("write the day there once it is known"),
        };
        found.remarks.push(remark.at(&event.place));
    }
}

/// Whether a text says more than that there is none, or none yet.
pub(super) fn says_something(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    !when::is_to_be_announced(&text) && !["none", "n/a", "-", "–"].contains(&text.as_str())
}

/// Tells of what is missing.
pub(super) fn tell(found: &mut Found) {
    let mut remarks = Vec::new();
    let events = &found.events;
    remarks.extend(missing(
        events,
        |event| event.talks.len() > 1 && event.draft.title.is_none(),
        "no title of its own",
        "several talks share an event: write a `title` for all of them",
    ));
    remarks.extend(missing(
        events,
        |event| is_day(event) && event.draft.end.is_none(),
        "a day and no hour",
        "write the hour behind the day, such as `2023-02-27 16:00`",
    ));
    let has_length =
        |event: &FoundEvent| event.draft.duration.is_some() || event.draft.end.is_some();
    if found.series.duration.is_none() && !events.is_empty() && !events.iter().any(has_length) {
        let remark = Remark::note("nothing says how long an event lasts; it is an hour now");
        remarks.push(remark.help("write `duration` to the series, such as `duration: 1h30m`"));
    }
    remarks.extend(events.iter().flat_map(unrecorded));
    found.remarks.extend(remarks);
}

/// One remark for all events that lack something.
fn missing(
    events: &[FoundEvent],
    lacks: impl Fn(&FoundEvent) -> bool,
    what: &str,
    help: &str,
) -> Option<Remark> {
    let lacking: Vec<_> = events.iter().filter(|event| lacks(event)).collect();
    let ids: Vec<_> = lacking.iter().filter_map(|event| event.draft.id.as_deref()).collect();
    let first = lacking.first()?;
    let named = ids.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let more = match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let verb = if ids.len() == 1 { "has" } else { "have" };
    let remark = Remark::note(format!("{named}{more} {verb} {what}")).at(&first.place);
    Some(remark.help(help))
}

fn is_day(event: &FoundEvent) -> bool {
    let start = event.draft.start.as_deref().unwrap_or_default();
    matches!(when::read(start), Ok(Written::Day(_)))
}

/// Talks without a recording among others that have one: it may not have been agreed to, and then
/// nothing of it may ever be published.
fn unrecorded(event: &FoundEvent) -> Vec<Remark> {
    if event.talks.iter().all(|talk| talk.draft.video.is_none()) {
        return vec![];
    }
    let open = event
        .talks
        .iter()
        .filter(|talk| talk.draft.video.is_none() && talk.draft.recording.is_none());
    let remark = open.map(|talk| {
        let id = talk.draft.id.as_deref().unwrap_or_default();
        let message = format!("`{id}` has no recording, unlike other talks of that day");
        let help = "if its speakers did not agree to share one, write `recording: none`";
        Remark::note(message).at(&talk.place).help(help)
    });
    remark.collect()
}
