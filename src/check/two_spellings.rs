//! The same person or affiliation written in two ways: with and without accents, capitals or
//! hyphens, with and without a middle initial, with two letters swapped.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Line, OrganizerEntry, Spanned, SpeakerEntry};
use crate::folded::{bare, folded};

/// A name in one place.
struct Written<'a> {
    text: &'a str,
    span: Range<usize>,
    /// The person's page.
    url: Option<&'a str>,
}

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut people = Vec::new();
    let mut affiliations = Vec::new();
    let series = subject.document.series.iter();
    let organizers = series.filter_map(|series| series.value.organizers.as_ref());
    for OrganizerEntry { name, affiliation, url, .. } in organizers.flat_map(|it| &it.value) {
        add(name, affiliation, url, &mut people, &mut affiliations);
    }
    let events = subject.document.events.iter().flat_map(|events| &events.value);
    let talks = events.flat_map(|event| event.talks.iter().flat_map(|talks| &talks.value));
    let speakers = talks.filter_map(|talk| talk.speakers.as_ref());
    for SpeakerEntry { name, affiliation, url, .. } in speakers.flat_map(|it| &it.value) {
        add(name, affiliation, url, &mut people, &mut affiliations);
    }
    compare(&people, "person", |person| vec![folded(&bare(person.text))], bare, found);
    compare(&people, "person", initials, |name| folded(&bare(name)), found);
    compare(&affiliations, "affiliation", |it| vec![folded(it.text)], str::to_owned, found);
    compare(&affiliations, "affiliation", slips, folded, found);
}

fn add<'a>(
    name: &'a Option<Spanned<Line>>,
    affiliation: &'a Option<Spanned<Line>>,
    url: &'a Option<Spanned<url::Url>>,
    people: &mut Vec<Written<'a>>,
    affiliations: &mut Vec<Written<'a>>,
) {
    let url = url.as_ref().map(|url| url.value.as_str());
    let written = |line: &'a Spanned<Line>| Written {
        text: line.value.0.as_str(),
        span: line.span.clone(),
        url,
    };
    people.extend(name.as_ref().map(written));
    affiliations.extend(affiliation.as_ref().map(written));
}

/// Reports each text that has a key in common with an earlier one and is not the same. Each pair
/// is told once, at the first place where the second way is used.
fn compare(
    all: &[Written<'_>],
    what: &str,
    keys: impl Fn(&Written<'_>) -> Vec<String>,
    form: impl Fn(&str) -> String,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<String, &Written<'_>> = HashMap::new();
    let mut told = HashSet::new();
    for written in all {
        for key in keys(written) {
            let Some(other) = first.get(&key) else {
                first.insert(key, written);
                continue;
            };
            let own = form(written.text);
            if own == form(other.text) || told.contains(&own) {
                continue;
            }
            let message =
                format!("`{}` and `{}` are probably one {what}", written.text, other.text);
            found.push(
                Diagnostic::new(Code::TwoSpellings, written.span.clone(), message)
                    .label("written so here")
                    .related(other.span.clone(), "and so here")
                    .help("write it in one way"),
            );
            told.insert(own);
            break;
        }
    }
}

/// The key of a person with a page: the page, and the name without middle initials.
fn initials(person: &Written<'_>) -> Vec<String> {
    let Some(url) = person.url else { return vec![] };
    let name = folded(&bare(person.text));
    let words: Vec<_> = name.split(' ').filter(|word| word.chars().count() > 1).collect();
    if words.len() < 2 { vec![] } else { vec![format!("{url} {}", words.join(" "))] }
}

/// The keys of an affiliation that share one with it if a single long word has two letters
/// swapped or one missing: all words, with one of them as the set of its letters.
fn slips(affiliation: &Written<'_>) -> Vec<String> {
    let name = folded(affiliation.text);
    let words: Vec<_> = name.split(' ').collect();
    let key = |index: usize| {
        let mut words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let word = &mut words[index];
        let mut letters: Vec<_> = word.chars().collect();
        if letters.len() < 7 || letters.iter().any(char::is_ascii_digit) {
            return None;
        }
        // The first letter and the last are the last ones to be swapped.
        let ends = (letters[0], letters[letters.len() - 1]);
        letters.sort_unstable();
        *word = format!("{}{}{}", ends.0, letters.iter().collect::<String>(), ends.1);
        Some(words.join(" "))
    };
    if words.len() < 2 { vec![] } else { (0..words.len()).filter_map(key).collect() }
}
