//! Ids that break the pattern of their neighbours, such as `S0302` among `S03E01`. Ids that look
//! nothing like them were chosen so; numbers may grow, and `S03b` may stand beside `S03`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::subject::{Subject, talk_span};
use crate::diagnostic::{Code, Diagnostic};

/// How many changes make one pattern out of the other.
const SLIP: usize = 2;

type Id<'a> = (&'a str, Range<usize>);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let events = subject.sessions.iter();
    let events: Vec<_> = events.map(|it| (it.event.id.as_str(), it.id_span())).collect();
    compare(&events, found);
    let talks = subject.talks().map(|(_, entry, talk)| (talk.id.as_str(), talk_span(entry)));
    compare(&talks.collect::<Vec<_>>(), found);
}

fn compare(ids: &[Id<'_>], found: &mut Vec<Diagnostic>) {
    let mut patterns: HashMap<String, usize> = HashMap::new();
    for (id, ..) in ids {
        *patterns.entry(pattern(id)).or_default() += 1;
    }
    // Of two patterns that are used alike, neither is odd.
    let usual = patterns.iter().max_by_key(|(pattern, count)| (**count, pattern.as_str()));
    let Some((usual, &count)) = usual else { return };
    if count < 2 || (ids.len() - count) * 3 > ids.len() || !usual.contains('#') {
        return;
    }
    let neighbour = ids.iter().find(|(id, _)| pattern(id) == *usual);
    let neighbour = neighbour.map_or("", |(id, _)| *id);
    let taken: HashSet<_> = ids.iter().map(|(id, _)| *id).collect();
    for (id, span) in ids {
        let own = pattern(id);
        if own == *usual || patterns.get(&own) != Some(&1) || !is_slip(id, &own, usual) {
            continue;
        }
        let message = format!("the id `{id}` is unlike its neighbours, such as `{neighbour}`");
        let meant = mended(id, usual).filter(|meant| !taken.contains(meant.as_str()));
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`? "),
            None => String::new(),
        };
        found.push(Diagnostic::new(Code::OddId, span.clone(), message).help(format!(
            "{help}if `{id}` was published already, add `formerly: {id}` to the new id"
        )));
    }
}

/// An id with its figures made alike: `S##E##`.
fn pattern(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// An id's words, each number of it being one `#`, and the numbers.
pub(super) fn numbers(id: &str) -> (String, Vec<u64>) {
    let mut words = String::new();
    let mut numbers = Vec::new();
    for part in id.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let figures = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = figures.parse() {
            numbers.push(number);
            words.push('#');
        }
        words.push_str(&part[figures.len()..]);
    }
    (words, numbers)
}

fn is_slip(id: &str, own: &str, usual: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    let related = first(own) == first(usual) && id.contains(|c: char| c.is_ascii_digit());
    let longer = own.starts_with(usual) && !own[usual.len()..].starts_with('#');
    let grown = numbers(id).0 == numbers(&usual.replace('#', "1")).0
        && own.len() > usual.len()
        && !has_padding(id);
    related && !longer && !grown && strsim::damerau_levenshtein(own, usual) <= SLIP
}

/// Whether a number of the id begins with a zero.
fn has_padding(id: &str) -> bool {
    let mut before = ' ';
    id.chars().any(|c| {
        let starts = c == '0' && !before.is_ascii_digit();
        before = c;
        starts
    })
}

/// The id's figures in the usual pattern.
fn mended(id: &str, usual: &str) -> Option<String> {
    let figure = |c: char| match c {
        'O' | 'o' if !usual.contains(c) => Some('0'),
        'l' | 'I' if !usual.contains(c) => Some('1'),
        c => c.is_ascii_digit().then_some(c),
    };
    let mut figures: Vec<_> = id.chars().filter_map(figure).collect();
    let room = usual.matches('#').count();
    // A number alone may lack its zeros.
    if numbers(&usual.replace('#', "1")).1.len() == 1 {
        while figures.len() < room {
            figures.insert(0, '0');
        }
    }
    if figures.len() != room {
        return None;
    }
    let mut figures = figures.into_iter();
    usual.chars().map(|c| if c == '#' { figures.next() } else { Some(c) }).collect()
}
