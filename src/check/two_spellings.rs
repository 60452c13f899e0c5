//! The same person or affiliation written in two ways: with and without accents, capitals or
//! hyphens, with and without a middle initial, with two letters swapped.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::address;
use super::subject::{Subject, written};
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::document::{Line, Link, OrganizerEntry, Spanned, SpeakerEntry};
use crate::folded::{bare, folded};

/// A name in one place. It only points to what was read, since there are as many as speakers.
struct Written<'a> {
    name: &'a Spanned<Line>,
    /// The person's page.
    page: Option<&'a Spanned<Link>>,
}

/// What a text is compared by. Most are written many times, and read once.
struct Form {
    /// Without titles.
    bare: String,
    folded: String,
    /// What it has in common with its slips.
    near: Vec<String>,
}

/// Names as they are gathered. What is written in the same way for the third time tells nothing new,
/// and most of a large catalogue is that.
struct Names<'a> {
    source: &'a Source,
    written: Vec<Written<'a>>,
    times: HashMap<(&'a str, &'a str), usize>,
}

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut people = Names::new(subject.source);
    let mut affiliations = Names::new(subject.source);
    let series = subject.document.series.iter();
    let organizers = series.filter_map(|series| series.value.organizers.as_ref());
    for OrganizerEntry { name, affiliation, url, .. } in organizers.flat_map(|it| &it.value) {
        people.add(name, url.as_ref());
        affiliations.add(affiliation, None);
    }
    let events = subject.document.events.iter().flat_map(|events| &events.value);
    let talks = events.flat_map(|event| event.talks.iter().flat_map(|talks| &talks.value));
    let speakers = talks.filter_map(|talk| talk.speakers.as_ref());
    for SpeakerEntry { name, affiliation, url, .. } in speakers.flat_map(|it| &it.value) {
        people.add(name, url.as_ref());
        affiliations.add(affiliation, None);
    }
    let (people, affiliations) = (people.written, affiliations.written);
    let forms = forms(&people, bare, without_initials);
    compare(subject.source, &people, &forms, "person", whole, |form| &form.bare, found);
    compare(subject.source, &people, &forms, "person", page_and_near, |form| &form.folded, found);
    let forms = self::forms(&affiliations, str::to_owned, slips);
    compare(subject.source, &affiliations, &forms, "affiliation", whole, |form| &form.bare, found);
    compare(subject.source, &affiliations, &forms, "affiliation", near, |form| &form.folded, found);
}

impl<'a> Names<'a> {
    fn new(source: &'a Source) -> Self {
        Self { source, written: Vec::new(), times: HashMap::new() }
    }

    fn add(&mut self, name: &'a Option<Spanned<Line>>, page: Option<&'a Spanned<Link>>) {
        let Some(name) = name else { return };
        let page_written = page.map_or("", |page| written(self.source, &page.span));
        let times = self.times.entry((&name.value.0, page_written)).or_default();
        *times += 1;
        if *times <= 2 {
            self.written.push(Written { name, page });
        }
    }
}

fn forms<'a>(
    all: &[Written<'a>],
    bare: fn(&str) -> String,
    near: fn(&str) -> Vec<String>,
) -> HashMap<&'a str, Form> {
    let mut forms = HashMap::new();
    for written in all {
        forms.entry(written.text()).or_insert_with(|| {
            let bare = bare(written.text());
            let folded = folded(&bare);
            let near = near(&folded);
            Form { bare, folded, near }
        });
    }
    forms
}

fn whole<'f>(_: &Source, _: &Written<'_>, form: &'f Form) -> Vec<Cow<'f, str>> {
    vec![Cow::from(&form.folded)]
}

fn near<'f>(_: &Source, _: &Written<'_>, form: &'f Form) -> Vec<Cow<'f, str>> {
    form.near.iter().map(Cow::from).collect()
}

/// The keys of a person with a page: the page, and the name without middle initials.
fn page_and_near<'f>(source: &Source, person: &Written<'_>, form: &'f Form) -> Vec<Cow<'f, str>> {
    let page = person.page.and_then(|page| address::at(source, &page.span));
    let Some(page) = page else { return vec![] };
    form.near.iter().map(|name| format!("{} {name}", page.as_str()).into()).collect()
}

impl<'a> Written<'a> {
    fn text(&self) -> &'a str {
        &self.name.value.0
    }
}

/// Reports each text that has a key in common with an earlier one and is not the same. Each pair
/// is told once, at the first place where the second way is used.
fn compare(
    source: &Source,
    all: &[Written<'_>],
    forms: &HashMap<&str, Form>,
    what: &str,
    keys: for<'f> fn(&Source, &Written<'_>, &'f Form) -> Vec<Cow<'f, str>>,
    own: for<'f> fn(&'f Form) -> &'f str,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<Cow<'_, str>, (&Written<'_>, &str)> = HashMap::new();
    let mut told = HashSet::new();
    for written in all {
        let Some(form) = forms.get(written.text()) else { continue };
        let own = own(form);
        for key in keys(source, written, form) {
            let Some((other, others)) = first.get(&key) else {
                first.insert(key, (written, own));
                continue;
            };
            if own == *others || told.contains(own) {
                continue;
            }
            let message =
                format!("`{}` and `{}` are probably one {what}", written.text(), other.text());
            found.push(
                Diagnostic::new(Code::TwoSpellings, written.name.span.clone(), message)
                    .label("written so here")
                    .related(other.name.span.clone(), "and so here")
                    .help("write it in one way"),
            );
            told.insert(own);
            break;
        }
    }
}

/// A folded name without middle initials, if more than one word is left.
fn without_initials(name: &str) -> Vec<String> {
    let words: Vec<_> = name.split(' ').filter(|word| word.chars().count() > 1).collect();
    if words.len() < 2 { vec![] } else { vec![words.join(" ")] }
}

/// As many words as no affiliation has: each of them makes a key of all.
const MOST_WORDS: usize = 24;

/// The keys of a folded affiliation, that another shares one of if a single long word has two
/// letters swapped or one missing: all words, with one of them as the set of its letters.
fn slips(name: &str) -> Vec<String> {
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
    let has_keys = (2..=MOST_WORDS).contains(&words.len());
    if has_keys { (0..words.len()).filter_map(key).collect() } else { vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_text_are_few() {
        assert_eq!(slips("university of copenhagen").len(), 2);
        for words in [1, MOST_WORDS + 1, 5_000] {
            assert!(slips(vec!["university"; words].join(" ").as_str()).is_empty(), "{words}");
        }
    }
}
