//! Speakers and organisers, as a template sees them: one by one, and as a row of names.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::escape;
use super::part::Part;
use super::subject::Subject;
use super::view::{address, rich};
use crate::markdown::escape as markdown;
use crate::model;
use crate::render::html;

/// The speakers of a talk, or the organisers: a list that has forms, too.
#[derive(Clone)]
struct People {
    subject: Arc<Subject>,
    /// The event and the talk that they speak at; the organisers have none.
    at: Option<(usize, usize)>,
}

struct Person {
    among: People,
    number: usize,
}

/// The forms that names have.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Markdown,
}

/// The speakers of a talk, or the organisers.
pub(super) fn people(subject: &Arc<Subject>, at: Option<(usize, usize)>) -> Value {
    Value::from_object(People { subject: subject.clone(), at })
}

impl People {
    fn model(&self) -> &[model::Person] {
        let series = self.subject.series();
        let talk = |(event, talk): (usize, usize)| series.events.get(event)?.talks.get(talk);
        match self.at {
            None => &series.organizers,
            Some(at) => talk(at).map_or(&[], |talk| &talk.speakers),
        }
    }

    /// Their names in a row, each a link where there is one, with what they are affiliated to. As
    /// a loop of a template, it took as long as all else that the pages say of a talk.
    fn row(&self, form: Form) -> Value {
        let people = self.model();
        let mut row = String::with_capacity(256);
        let [begin, end, begin_affiliation, end_affiliation] = match form {
            Form::Html => {
                ["<span class=\"person\">", "</span>", " <span class=\"affiliation\">(", ")</span>"]
            }
            Form::Markdown => ["**", "**", " (", ")"],
        };
        for (number, person) in people.iter().enumerate() {
            match number {
                0 => {}
                _ if number + 1 < people.len() => row.push_str(", "),
                _ => {
                    row.push(' ');
                    form.push_text(self.subject.language.word("and"), &mut row);
                    row.push(' ');
                }
            }
            row.push_str(begin);
            form.push_name(person, &mut row);
            row.push_str(end);
            if let Some(affiliation) = shown_affiliation(people, number) {
                row.push_str(begin_affiliation);
                form.push_text(affiliation, &mut row);
                row.push_str(end_affiliation);
            }
        }
        form.value(row)
    }
}

impl Object for People {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some(name) => self.get_value_by_str(name),
            None => {
                let number = key.as_usize().filter(|number| *number < self.model().len())?;
                Some(Person { among: People::clone(self), number }.value())
            }
        }
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Form::named(key).map(|form| self.row(form))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.model().len())
    }
}

impl fmt::Debug for People {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} people", self.model().len())
    }
}

impl Part for Person {
    const NAMES: &'static [&'static str] =
        &["name", "html", "markdown", "affiliation", "shown_affiliation", "url", "email", "bio"];

    fn get(&self, name: &str) -> Option<Value> {
        let people = self.among.model();
        let person = people.get(self.number)?;
        Some(match name {
            "name" => Value::from(&person.name),
            // The name, as a link where there is one.
            "html" | "markdown" => {
                let (form, mut linked) = (Form::named(name)?, String::new());
                form.push_name(person, &mut linked);
                form.value(linked)
            }
            "affiliation" => person.affiliation.as_deref().into(),
            "shown_affiliation" => shown_affiliation(people, self.number).into(),
            "url" => address(person.url.as_ref()),
            "email" => person.email.as_deref().into(),
            "bio" => rich(person.bio.as_ref()),
            _ => return None,
        })
    }
}

impl Form {
    fn named(name: &str) -> Option<Self> {
        match name {
            "html" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    fn push_text(self, text: &str, out: &mut String) {
        match self {
            Self::Html => html::push_text(text, out),
            Self::Markdown => markdown::push_text(text, out),
        }
    }

    fn push_name(self, person: &model::Person, out: &mut String) {
        match (self, &person.url) {
            (_, None) => self.push_text(&person.name, out),
            (Self::Html, Some(url)) => html::push_link(url.as_str(), &person.name, out),
            (Self::Markdown, Some(url)) => {
                out.push('[');
                markdown::push_text(&person.name, out);
                out.extend(["](", &markdown::address(url.as_str()), ")"]);
            }
        }
    }

    /// What is written in this form, and safe for it.
    fn value(self, text: String) -> Value {
        Value::from_safe_string(match self {
            Self::Html => escape::inert(text).into_owned(),
            Self::Markdown => text,
        })
    }
}

/// The affiliation, unless the next one in the list has the same: to be printed once.
fn shown_affiliation(people: &[model::Person], number: usize) -> Option<&str> {
    let affiliation = people.get(number)?.affiliation.as_deref();
    let next = people.get(number + 1);
    affiliation.filter(|_| next.is_none_or(|next| next.affiliation.as_deref() != affiliation))
}
