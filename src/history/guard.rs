//! The guard: what was published under an id and is gone from the catalogue is a mistake, until
//! its author says what became of it; so is another UID than was published.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{History, State};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Series;
use crate::now::Now;

/// The ids of a catalogue, and where they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Of the series.
    pub(crate) series: Range<usize>,
    /// Of events, in the order of the file.
    pub(crate) events: Vec<(String, Range<usize>)>,
    /// UIDs that events bring along, in the order of the file.
    pub(crate) uids: Vec<(String, Range<usize>)>,
    /// Of talks, in the order of the file.
    pub(crate) talks: Vec<(String, Range<usize>)>,
}

impl History {
    /// A diagnostic for each id that was published and is gone, and for each UID that is given to
    /// something else than was published.
    pub(crate) fn guard(&self, series: &Series, places: &Places, now: &Now) -> Vec<Diagnostic> {
        if !self.series.is_empty() && self.series != series.id {
            return vec![renamed_series(&self.series, places)];
        }
        let formerly = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect();
        let talks = || series.events.iter().flat_map(|event| &event.talks);
        let former_events = formerly(&mut series.events.iter().flat_map(|event| &event.formerly));
        let former_talks = formerly(&mut talks().flat_map(|talk| &talk.formerly));

        let mut diagnostics = Vec::new();
        let published = self.events.iter().filter(|(_, record)| record.state == State::Published);
        let published: BTreeMap<_, _> = published.collect();
        // Looked for once, and only where something is gone.
        let heir_of_events =
            LazyCell::new(|| heir(&places.events, |id| self.events.contains_key(id)));
        for id in vanished(published.keys(), &places.events, &former_events) {
            let ahead = published[id].seen.is_ahead(now);
            diagnostics.push(gone("event", id, *heir_of_events, places, ahead));
        }
        let published = self.talks.iter().filter(|(_, record)| record.state == State::Published);
        let published: Vec<_> = published.map(|(id, _)| id).collect();
        let heir_of_talks = LazyCell::new(|| heir(&places.talks, |id| self.talks.contains_key(id)));
        for id in vanished(published.iter(), &places.talks, &former_talks) {
            diagnostics.push(gone("talk", id, *heir_of_talks, places, false));
        }
        diagnostics.extend(self.guard_uids(series, places));
        diagnostics
    }

    /// Says of an id that was published that it is gone for good, with its talks if it is an
    /// event's. `false` where nothing was published under it.
    pub fn forget(&mut self, id: &str) -> bool {
        let mut known = false;
        let mut ids = vec![id.to_owned()];
        if let Some(event) = self.events.get_mut(id) {
            event.state = State::Forgotten;
            ids.extend(event.seen.talk_ids().cloned());
            known = true;
        }
        for id in ids {
            if let Some(talk) = self.talks.get_mut(&id) {
                talk.state = State::Forgotten;
                known = true;
            }
        }
        known
    }

    /// Every id that was published and not forgotten.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let events = self.events.iter().map(|(id, record)| (id, record.state));
        let talks = self.talks.iter().map(|(id, record)| (id, record.state));
        let published = events.chain(talks).filter(|(_, state)| *state == State::Published);
        published.map(|(id, _)| id.as_str())
    }
}

/// The published ids that the catalogue neither has nor gives an heir.
fn vanished<'a, 'b: 'a>(
    published: impl Iterator<Item = &'a &'b String>,
    places: &[(String, Range<usize>)],
    formerly: &HashSet<String>,
) -> Vec<&'b String> {
    let present: HashSet<_> = places.iter().map(|(id, _)| id).collect();
    published.copied().filter(|id| !present.contains(id) && !formerly.contains(*id)).collect()
}

/// The first id that was never published: perhaps the new name of what is gone.
fn heir(
    places: &[(String, Range<usize>)],
    is_published: impl Fn(&String) -> bool,
) -> Option<&(String, Range<usize>)> {
    places.iter().find(|(id, _)| !is_published(id))
}

fn gone(
    what: &str,
    id: &str,
    heir: Option<&(String, Range<usize>)>,
    places: &Places,
    ahead: bool,
) -> Diagnostic {
    let message = format!("the {what} `{id}` was published and is gone from the catalogue");
    let mut help = Vec::new();
    if ahead {
        help.push(
            "if it is off, bring it back with `status: cancelled`: calendars show it then"
                .to_owned(),
        );
    }
    help.push(match heir {
        Some((heir, _)) => {
            format!("if `{heir}` is its new name, write `formerly: {id}` below that")
        }
        None => format!("if it has a new name, write `formerly: {id}` below that"),
    });
    help.push(format!("if it is gone for good, run `seminar forget {id}`"));
    let (span, label) = match heir {
        Some((_, span)) => (span.clone(), "is this what became of it?"),
        None => (places.series.clone(), ""),
    };
    Diagnostic::new(Code::VanishedId, span, message).label(label).help(help.join("\n"))
}

fn renamed_series(before: &str, places: &Places) -> Diagnostic {
    let message = format!("the series was published as `{before}`, and ids are derived from that");
    Diagnostic::new(Code::RenamedSeries, places.series.clone(), message).help(format!(
        "write `id: {before}` again; what people read is the `title`\n\
         a new series is built into a folder of its own: `--out`"
    ))
}
