//! One affiliation in one spelling: where two differ in punctuation, capitals or accents alone, the
//! one that is used most is taken, and of two that are used as often the first.

use std::collections::HashMap;

use super::{Found, Remark};
use crate::folded::folded;

/// Takes one spelling for each affiliation, and tells of it.
pub(super) fn unite(found: &mut Found) {
    let mut spellings: HashMap<String, Vec<(String, usize)>> = HashMap::new();
    for affiliation in affiliations(found) {
        let known = spellings.entry(folded(affiliation)).or_default();
        match known.iter_mut().find(|(spelling, _)| spelling == affiliation) {
            Some((_, times)) => *times += 1,
            None => known.push((affiliation.clone(), 1)),
        }
    }
    let mut told: Vec<(String, String)> = Vec::new();
    for affiliation in affiliations(found) {
        let Some(known) = spellings.get(&folded(affiliation)) else { continue };
        let most = known.iter().map(|(_, times)| *times).max().unwrap_or_default();
        let Some((taken, _)) = known.iter().find(|(_, times)| *times == most) else { continue };
        if taken != affiliation {
            let pair = (std::mem::replace(affiliation, taken.clone()), taken.clone());
            if !told.contains(&pair) {
                told.push(pair);
            }
        }
    }
    found.remarks.extend(told.into_iter().map(|(other, taken)| {
        Remark::note(format!("`{other}` is written `{taken}`, as in other places"))
    }));
}

fn affiliations(found: &mut Found) -> impl Iterator<Item = &mut String> {
    let talks = found.events.iter_mut().flat_map(|event| &mut event.talks);
    let speakers = talks.flat_map(|talk| &mut talk.draft.speakers);
    let people = speakers.chain(&mut found.series.organizers);
    people.filter_map(|person| person.affiliation.as_mut())
}
