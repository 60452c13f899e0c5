//! A speaker or an organiser, as a template sees them.

use std::sync::Arc;

use minijinja::Value;

use super::part::{Part, list};
use super::subject::Subject;
use super::view::{address, rich};
use crate::model;

struct Person {
    subject: Arc<Subject>,
    /// The event and the talk that they speak at; the organisers have none.
    at: Option<(usize, usize)>,
    number: usize,
}

/// The speakers of a talk, or the organisers.
pub(super) fn people(subject: &Arc<Subject>, at: Option<(usize, usize)>, number: usize) -> Value {
    let subject = subject.clone();
    list(number, move |number| Person { subject: subject.clone(), at, number })
}

impl Person {
    fn among(&self) -> Option<&[model::Person]> {
        let series = self.subject.series();
        Some(match self.at {
            None => &series.organizers,
            Some((event, talk)) => &series.events.get(event)?.talks.get(talk)?.speakers,
        })
    }
}

impl Part for Person {
    const NAMES: &'static [&'static str] =
        &["name", "affiliation", "shown_affiliation", "url", "email", "bio"];

    fn get(&self, name: &str) -> Option<Value> {
        let people = self.among()?;
        let person = people.get(self.number)?;
        Some(match name {
            "name" => Value::from(&person.name),
            "affiliation" => person.affiliation.as_deref().into(),
            // The affiliation, unless the next one in the list has the same: to be printed once.
            "shown_affiliation" => {
                let next = people.get(self.number + 1);
                let repeated = next.is_some_and(|next| next.affiliation == person.affiliation);
                person.affiliation.as_deref().filter(|_| !repeated).into()
            }
            "url" => address(person.url.as_ref()),
            "email" => person.email.as_deref().into(),
            "bio" => rich(person.bio.as_ref()),
            _ => return None,
        })
    }
}
