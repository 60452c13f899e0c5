//! People as pages name them: `**[Dr. Ada](https://…)** (Lab, Town) and **Bob** (Lab)`.

use std::ops::Range;

use super::inline::Inline;
use crate::draft::{PersonDraft, TalkDraft};
use crate::import::remark::shown;

/// People, and what was decided about them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct People {
    pub(super) people: Vec<PersonDraft>,
    pub(super) notes: Vec<String>,
}

/// What stands before a part of a list of people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `and`, `&`, `;`: another person.
    And,
    /// Another person, or more of this one.
    Comma,
}

/// Reads a list of people.
pub(super) fn read(inline: &Inline) -> People {
    let mut found = People::default();
    // Affiliations that commas set apart go on with commas.
    let mut by_commas = false;
    for (joint, range) in parts(&inline.text) {
        let closed = inline.text[range.clone()].trim_end_matches([' ', '.', ',', ';', ':']).len();
        let part = inline.part(range.start..range.start + closed);
        let text = part.text.trim_matches(|c: char| c.is_whitespace() || ".,:-–—".contains(c));
        if text.is_empty() || crate::when::is_to_be_announced(text) {
            continue;
        }
        if let (Joint::Comma, Some(last)) = (joint, found.people.last_mut()) {
            if CREDENTIALS.contains(&text.replace('.', "").to_lowercase().as_str()) {
                last.name = format!("{}, {text}", last.name);
                continue;
            }
            if by_commas || !is_name(bare(text)) {
                by_commas = true;
                let before = last.affiliation.take();
                last.affiliation =
                    Some(before.map_or_else(|| text.to_owned(), |it| format!("{it}, {text}")));
                continue;
            }
        }
        if joint == Joint::And {
            by_commas = false;
        }
        found.people.push(person(&part));
    }
    if by_commas {
        let told = found.people.iter().filter_map(|it| Some((&it.name, it.affiliation.as_ref()?)));
        found.notes = told
            .map(|(name, it)| format!("`{it}` is taken for the affiliation of {name}"))
            .collect();
    }
    share(&mut found);
    found
}

/// What is said of a title with what may be a name before its colon: `B. Li: Data`. It stays a title,
/// as `E. Coli: a tour` and `Dr. Strangelove: a film` are.
pub(super) fn before_title(talk: &TalkDraft) -> Option<String> {
    let title = talk.title.as_deref().filter(|_| talk.speakers.is_empty())?;
    let (head, _) = title.split_once(": ")?;
    let found = read(&Inline { text: head.to_owned(), ..Inline::default() });
    let is_person = |person: &PersonDraft| has_title(&person.name) || is_name(&person.name);
    let (title, shown_head) = (shown(title), shown(head));
    (!found.people.is_empty() && found.people.iter().all(is_person))
        .then(|| format!("`{title}` is taken for a title: say if `{shown_head}` is its speaker"))
}

/// One person: a name, and an affiliation in brackets.
fn person(part: &Inline) -> PersonDraft {
    let name = bare(&part.text);
    let affiliation = part.text[name.len()..]
        .trim()
        .strip_prefix('(')
        .map(|rest| rest.strip_suffix(')').unwrap_or(rest).trim().to_owned());
    let url = part.links().filter(|(range, ..)| range.start < name.len().max(1));
    let url = url.map(|(_, _, address)| address).find(|address| address.starts_with("http"));
    let is_quote = |c: char| c.is_whitespace() || ".,:\"“”".contains(c);
    let trimmed = name.strip_prefix("by ").unwrap_or(name).trim_matches(is_quote);
    PersonDraft {
        name: if trimmed.is_empty() { name.to_owned() } else { trimmed.to_owned() },
        affiliation: affiliation.filter(|it| !it.is_empty()),
        url: url.map(str::to_owned),
        email: None,
        bio: None,
    }
}

/// What stands before the last brackets.
fn bare(text: &str) -> &str {
    let closed = text.trim_end_matches(['.', ',', ' ']).ends_with(')');
    let mut depth = 0_usize;
    let open = text.char_indices().find(|(_, c)| {
        depth += usize::from(*c == '(');
        depth > 0
    });
    match open.filter(|_| closed) {
        Some((at, _)) => text[..at].trim_end(),
        None => text,
    }
}

/// `A and B (Lab)`: both are of the lab.
fn share(found: &mut People) {
    let mut shared: Option<String> = None;
    for person in found.people.iter_mut().rev() {
        match (&person.affiliation, &shared) {
            (Some(own), _) => shared = Some(own.clone()),
            (None, Some(affiliation)) => {
                let name = &person.name;
                found
                    .notes
                    .push(format!("`{affiliation}` is taken for the affiliation of {name} too"));
                person.affiliation = Some(affiliation.clone());
            }
            (None, None) => {}
        }
    }
}

/// Where one person of a list ends and the next begins, outside of brackets.
fn parts(text: &str) -> Vec<(Joint, Range<usize>)> {
    let mut parts = Vec::new();
    let (mut start, mut joint) = (0, Joint::And);
    let mut depth = 0_usize;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let found = (depth == 0).then(|| separator(&text[at..])).flatten();
        if let Some((next, length)) = found {
            parts.push((joint, start..at));
            (start, joint, skip) = (at + length, next, at + length);
        }
    }
    parts.push((joint, start..text.len()));
    parts
}

fn separator(rest: &str) -> Option<(Joint, usize)> {
    const SEPARATORS: [(&str, Joint); 8] = [
        (", and ", Joint::And),
        (", & ", Joint::And),
        (" and ", Joint::And),
        (" & ", Joint::And),
        (" / ", Joint::And),
        ("; ", Joint::And),
        (" + ", Joint::And),
        (", ", Joint::Comma),
    ];
    SEPARATORS
        .iter()
        .find(|(separator, _)| rest.starts_with(separator))
        .map(|(separator, joint)| (*joint, separator.len()))
}

const CREDENTIALS: [&str; 8] = ["phd", "md", "msc", "bsc", "dphil", "ma", "frs", "dsc"];

/// Words of institutions.
const INSTITUTIONS: [&str; 18] = [
    "universit",
    "institut",
    "hospital",
    "college",
    "school",
    "center",
    "centre",
    "department",
    "lab",
    "faculty",
    "academy",
    "foundation",
    "inc",
    "ltd",
    "gmbh",
    "research",
    "clinic",
    "polytechni",
];

/// Whether a text is somebody's name: two words or more, with capitals, and none of an institution.
pub(super) fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["de", "da", "di", "del", "der", "den", "van", "von", "la", "le", "al", "bin", "el", "dos"];
    let words: Vec<_> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        word.starts_with(char::is_uppercase) || PARTICLES.contains(&word.to_lowercase().as_str())
    };
    let is_institution = |word: &&str| {
        let lower = word.to_lowercase();
        INSTITUTIONS.iter().any(|it| lower.starts_with(it))
    };
    (2..=6).contains(&words.len())
        && words.iter().all(is_part)
        && !words.iter().any(is_institution)
        && !text.contains(|c: char| c.is_ascii_digit() || c == ':')
}

/// Whether a text begins with an academic title.
pub(super) fn has_title(text: &str) -> bool {
    let first = text.split([' ', '.']).next().unwrap_or_default();
    ["Dr", "Prof", "Professor", "Assoc", "Asst", "PD", "Mr", "Ms", "Mrs"].contains(&first)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn people(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let people = read(&Inline::read(text, &HashMap::new())).people;
        people.into_iter().map(|it| (it.name, it.affiliation, it.url)).collect()
    }

    fn person(
        name: &str,
        affiliation: &str,
        url: &str,
    ) -> (String, Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (name.to_owned(), some(affiliation), some(url))
    }

    #[test]
    fn people_are_named_in_many_ways() {
        let ada = person("Dr. Ada Byron", "Lab, Town", "https://a.b");
        for text in [
            "**[Dr. Ada Byron](https://a.b)** (Lab, Town)",
            "[**Dr. Ada Byron**](https://a.b) (Lab, Town).",
            "[Dr. Ada Byron (Lab, Town)](https://a.b)",
            "**[Dr. Ada Byron](https://a.b) (Lab, Town)**",
            "by [Dr. Ada Byron](https://a.b), Lab, Town",
        ] {
            assert_eq!(people(text), std::slice::from_ref(&ada), "{text}");
        }
    }

    #[test]
    fn who_may_stand_before_a_title_is_told_and_stays_there() {
        let is_told = |title: &str| {
            let talk = TalkDraft { title: Some(title.to_owned()), ..TalkDraft::default() };
            before_title(&talk).is_some()
        };
        for title in [
            "B. Li: Data",
            "B. Li and A. Roy: Data: a tour",
            "Dr. Ada Byron: Data",
            "Ada Byron: Data",
            "Dr. Strangelove: a film",
            "E. Coli: a tour",
        ] {
            assert!(is_told(title), "{title}");
        }
        for title in ["Data: a tour", "Labels of data: a tour", "E. coli: a tour", "Data"] {
            assert!(!is_told(title), "{title}");
        }
    }

    #[test]
    fn several_people_are_told_apart() {
        let (one, two) = (
            person("Ada Byron", "Lab (North), Town", ""),
            person("Bo Li", "Lab (North), Town", ""),
        );
        for text in [
            "**Ada Byron** and **Bo Li** (Lab (North), Town)",
            "Ada Byron (Lab (North), Town) & Bo Li (Lab (North), Town)",
            "Ada Byron, Bo Li (Lab (North), Town)",
            "Ada Byron; Bo Li (Lab (North), Town)",
        ] {
            assert_eq!(people(text), [one.clone(), two.clone()], "{text}");
        }
        assert_eq!(people("Ada Byron, PhD"), [person("Ada Byron, PhD", "", "")]);
        assert_eq!(people("TBA"), []);
        assert_eq!(people("[Ada Byron]()"), [person("Ada Byron", "", "")]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([(),;&.é]| and |Ada|Lab| |by ){0,30}") {
            let _ = people(&text);
        }
    }
}
