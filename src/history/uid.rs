//! The UIDs that events bring along, beside those that were published. What was published wins:
//! another UID would make a second event of it in every calendar that has it.

use std::ops::Range;

use super::{EventRecord, History, Places, State, Taken, known};
use crate::diagnostic::{Code, Diagnostic};
use crate::identity;
use crate::model::{Event, Series};

impl History {
    /// The UID of an event: the one that it was published under; else its own; else one that is
    /// derived from its first id.
    pub(super) fn uid(
        &self,
        series: &Series,
        event: &Event,
        before: Option<&EventRecord>,
        taken: &Taken,
    ) -> String {
        let published = before.filter(|before| before.state == State::Published);
        let own = || event.uid.clone().filter(|uid| self.other_owner(series, event, uid).is_none());
        let forgotten = || before.map(|before| before.uid.clone());
        let derived = || {
            let original = event.formerly.first().unwrap_or(&event.id);
            taken.free(|id| identity::event_uid(&series.id, id), original).to_string()
        };
        let published = published.map(|before| before.uid.clone());
        published.or_else(own).or_else(forgotten).unwrap_or_else(derived)
    }

    /// A diagnostic for each event that was published under another UID than it gives, and for each
    /// UID that another event was published under.
    pub(super) fn guard_uids(&self, series: &Series, places: &Places) -> Vec<Diagnostic> {
        let events = series.events.iter();
        let given = events.filter_map(|event| Some((event, event.uid.as_ref()?)));
        given.filter_map(|(event, uid)| self.misgiven(series, event, uid, places)).collect()
    }

    fn misgiven(
        &self,
        series: &Series,
        event: &Event,
        uid: &String,
        places: &Places,
    ) -> Option<Diagnostic> {
        let (_, span) = places.uids.iter().find(|(given, _)| given == uid)?;
        let before = known(&self.events, &event.id, &event.formerly);
        match before.filter(|before| before.state == State::Published) {
            Some(before) if before.uid == *uid => None,
            Some(before) => Some(changed(event, before, span.clone())),
            None => {
                let owner = self.other_owner(series, event, uid)?;
                let message = format!("the event `{owner}` was published under this UID");
                let help = "take it out: calendars would take the two events for one";
                Some(Diagnostic::new(Code::DuplicateId, span.clone(), message).help(help))
            }
        }
    }

    /// The other event of the series that was published under a UID.
    fn other_owner(&self, series: &Series, event: &Event, uid: &str) -> Option<&str> {
        let (owner, _) = self.events.iter().find(|(_, record)| record.uid == uid)?;
        let mut others = series.events.iter().filter(|other| other.id != event.id);
        let is_there = others.any(|other| other.id == *owner || other.formerly.contains(owner));
        is_there.then_some(owner)
    }
}

fn changed(event: &Event, before: &EventRecord, span: Range<usize>) -> Diagnostic {
    let (id, published) = (&event.id, &before.uid);
    let message = format!("the event `{id}` was published under another UID, `{published}`");
    Diagnostic::new(Code::ChangedUid, span, message).help(format!(
        "take `uid` out: calendars that have the event know it by the one that was published\n\
         if nobody has it from there, run `seminar forget {id}`: it is published anew, under this UID"
    ))
}
