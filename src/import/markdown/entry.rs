//! A talk on one line, as lists of previous talks have it:
//! `S01E01 - **[Name](url)** (Lab). 27th Feb 2023. **Title**. [Video](url).`

use std::ops::Range;

use url::Url;

use super::inline::{Inline, Style};
use super::label::{self, Label};
use super::people;
use crate::draft::{TalkDraft, VideoDraft};
use crate::import::code::{event_of, is_code};
use crate::import::remark::shown;
use crate::import::{beside, date, status};
use crate::video::Host;
use crate::when::Written;

/// What a line says.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) talk: TalkDraft,
    pub(super) date: Option<Written>,
    pub(super) notes: Vec<String>,
    /// What has no place.
    pub(super) rest: Vec<String>,
    /// What stands beside the date and may change it.
    pub(super) doubts: Vec<String>,
    /// What says that it does not take place.
    status: Option<String>,
}

impl Entry {
    /// Takes a text that only says that the talk does not take place. What was recorded did.
    fn takes_status(&mut self, text: &str) -> bool {
        let is_taken = self.talk.video.is_none() && status::alone(text).is_some();
        if is_taken && self.status.is_none() {
            self.status = Some(text.to_owned());
        } else if is_taken {
            self.rest.push(text.to_owned());
        }
        is_taken
    }
}

/// Reads a line; `year` is the one that it stands below.
pub(super) fn read(inline: &Inline, year: Option<&str>) -> Entry {
    let mut entry = Entry::default();
    let inline = &without_links(inline, &mut entry);
    let (code, behind) = code(&inline.text);
    entry.talk.id = code.map(str::to_owned);
    let mut candidates = Vec::new();
    for range in segments(inline, behind) {
        let part = inline.part(range.clone());
        let text = part.text.trim_matches(|c: char| c.is_whitespace() || ".,;:()-–—|".contains(c));
        if text.is_empty() {
            continue;
        }
        match date::read(text, year).filter(|_| entry.date.is_none()) {
            Some(written) => entry.date = Some(written),
            None if entry.takes_status(text) => {}
            None => candidates.push(range),
        }
    }
    if entry.date.is_none() {
        take_date(inline, &mut candidates, year, &mut entry);
    }
    if entry.date.is_some() {
        candidates.retain(|range| !doubt(&inline.part(range.clone()), &mut entry.doubts));
    }
    for range in &mut candidates {
        take_bracketed_status(&inline.text, range, &mut entry);
    }
    place(inline, &candidates, &mut entry);
    // A title may say it, and what it says is its event's once that has all its talks.
    if let Some(status) = entry.status.take() {
        let title = entry.talk.title.take();
        entry.talk.title = Some(title.map_or(status.clone(), |it| format!("{it} ({status})")));
    }
    entry
}

/// Keeps a second day or hour of a line apart, which is neither a title nor a speaker.
fn doubt(part: &Inline, doubts: &mut Vec<String>) -> bool {
    let text = beside::trimmed(&part.text);
    let is_day = matches!(date::read(text, None), Some(Written::Day(_) | Written::Time(..)));
    let is_doubt = !part.is_all(&Style::Strong) && (is_day || beside::is_clock(text));
    if is_doubt {
        doubts.push(text.to_owned());
    }
    is_doubt
}

/// The code of a talk or an event that a text begins with, and where the rest begins.
pub(super) fn code(text: &str) -> (Option<&str>, usize) {
    let open = text.len() - text.trim_start_matches(['(', '[', ' ', '#']).len();
    let rest = &text[open..];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let code = &rest[..end];
    let behind = rest[end..].trim_start_matches([')', ']']);
    let trimmed = behind.trim_start();
    let separator = trimmed.chars().next().filter(|c| "-–—:.|".contains(*c));
    let width = separator.map_or(0, char::len_utf8);
    // `GPT4-like` and `GPT4 models` begin titles.
    let is_separated = width > 0 && trimmed[width..].starts_with(char::is_whitespace);
    let is_talks = event_of(code).is_some() && behind.starts_with(' ');
    let is_apart = is_separated || is_talks || open > 0 || behind.is_empty();
    if !is_code(code) || !is_apart {
        return (None, 0);
    }
    (Some(code), text.len() - trimmed.len() + width)
}

/// The parts of a line between separators, outside of brackets, quotes and what is marked.
fn segments(inline: &Inline, start: usize) -> Vec<Range<usize>> {
    let text = &inline.text;
    let is_marked =
        |at: usize| inline.spans.iter().any(|(span, _)| span.start < at && at < span.end);
    let (mut from, mut depth, mut skip) = (start, 0_usize, start);
    let mut quoted = false;
    let mut segments = Vec::new();
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' | '[' | '“' | '«' => depth += 1,
            ')' | ']' | '”' | '»' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            _ => {}
        }
        if at < skip || depth > 0 || quoted || is_marked(at) {
            continue;
        }
        // `Ada (Lab), "Data"`, `Ada (Lab), *Data*`, `Ada, Lab: **Data**`.
        let begins = |at: usize, style: &Style| {
            inline.spans.iter().any(|(span, found)| span.start == at && found == style)
        };
        let is_title =
            |at: usize| text[at..].starts_with(['"', '“', '«']) || begins(at, &Style::Emphasis);
        let is_before_title = text[at..].starts_with(", ") && is_title(at + 2)
            || text[at..].starts_with(": ") && (is_title(at + 2) || begins(at + 2, &Style::Strong));
        let length = separator(&text[from..at], &text[at..]).or(is_before_title.then_some(2));
        let length = length.filter(|length| {
            let before = text[from..at].trim();
            let is_title = before.len() < 60 && status::goes_on(before, &text[at + length..]);
            !is_title || status::alone(before).is_none()
        });
        if let Some(length) = length {
            segments.push(from..at);
            (from, skip) = (at + length, at + length);
        }
    }
    segments.push(from..text.len());
    segments
}

/// How long the separator is that a text begins with.
fn separator(before: &str, rest: &str) -> Option<usize> {
    const SEPARATORS: [&str; 6] = [" - ", " – ", " — ", " | ", "; ", " / "];
    if let Some(separator) = SEPARATORS.iter().find(|it| rest.starts_with(**it)) {
        return Some(separator.len());
    }
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    if rest.starts_with(". ") && !is_abbreviated(word) {
        return Some(2);
    }
    // A colon belongs to titles, unless a person or a date stands before it.
    let is_date =
        || before.len() <= date::LONGEST_DATE && date::read(before.trim(), None).is_some();
    let is_head = || before.trim_end().ends_with(')') || is_date();
    (rest.starts_with(": ") && is_head()).then_some(2)
}

/// Whether the full stop behind a word ends no sentence: `Dr.`, `E.`, `Ph.D.`
fn is_abbreviated(word: &str) -> bool {
    const WORDS: [&str; 12] =
        ["Dr", "Prof", "Mr", "Ms", "Mrs", "St", "Assoc", "Asst", "vs", "al", "Univ", "Dept"];
    WORDS.contains(&word)
        || word.contains('.') && word.contains(char::is_alphabetic)
        || word.chars().count() == 1 && !word.chars().all(char::is_numeric)
}

/// Takes the links that are named after what they lead to out of a line, with the brackets around
/// them. Without an address, they lead nowhere.
fn without_links(inline: &Inline, entry: &mut Entry) -> Inline {
    let mut rest = inline.clone();
    for (range, shown, address) in inline.links() {
        let Some(label) = label::of(shown) else { continue };
        if !address.is_empty() && !take_address(label, address, &mut entry.talk) {
            entry.rest.push(format!("[{shown}]({address})"));
        }
        let before = inline.text[..range.start].chars().next_back();
        let after = inline.text[range.end..].chars().next();
        let is_within = matches!((before, after), (Some('('), Some(')')) | (Some('['), Some(']')));
        let outer = usize::from(is_within);
        let range = range.start - outer..range.end + outer;
        // As wide as it was: what else is marked keeps its place.
        rest.text.replace_range(range.clone(), &" ".repeat(range.len()));
        rest.spans.retain(|(span, _)| !(range.start <= span.start && span.end <= range.end));
    }
    blank_brackets(&mut rest.text);
    rest
}

/// Takes brackets out that have lost what was in them.
pub(super) fn blank_brackets(text: &mut String) {
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        let is_empty = |c: char| c.is_ascii_whitespace() || ",;/|".contains(c);
        let inside = &text[open + 1..];
        let close = inside.len() - inside.trim_start_matches(is_empty).len();
        if inside[close..].starts_with(')') {
            text.replace_range(open..open + close + 2, &" ".repeat(close + 2));
        }
        from = open + 1;
    }
}

/// Puts an address where its label says.
pub(super) fn take_address(label: Label, address: &str, talk: &mut TalkDraft) -> bool {
    let place = match label {
        Label::Video => {
            let is_new = talk.video.is_none();
            talk.video
                .get_or_insert(VideoDraft { url: address.to_owned(), ..VideoDraft::default() });
            return is_new;
        }
        Label::Slides => &mut talk.slides,
        Label::Paper => &mut talk.paper,
        Label::Code => &mut talk.code,
        _ => return false,
    };
    let is_new = place.is_none();
    place.get_or_insert_with(|| address.to_owned());
    is_new
}

/// Takes a date out of the middle of a part.
fn take_date(
    inline: &Inline,
    parts: &mut Vec<Range<usize>>,
    year: Option<&str>,
    entry: &mut Entry,
) {
    let found = parts.iter().enumerate().find_map(|(index, part)| {
        let is_marked = inline.part(part.clone()).is_all(&Style::Strong);
        let (range, date) = date::find(&inline.text[part.clone()], year).filter(|_| !is_marked)?;
        Some((index, part.start + range.start..part.start + range.end, date))
    });
    let Some((index, range, date)) = found else { return };
    let part = parts[index].clone();
    let mut around = vec![part.start..range.start, range.end..part.end];
    around.retain(|range| {
        let text = beside::trimmed(&inline.text[range.clone()]);
        if beside::is_doubt(&inline.text[range.clone()]) {
            entry.doubts.push(text.to_owned());
        } else if entry.takes_status(text) {
        } else if status::beside(text).is_some() {
            entry.rest.push(text.to_owned());
        } else {
            return !text.is_empty();
        }
        false
    });
    parts.splice(index..=index, around);
    entry.date = Some(date);
}

/// Takes a status in brackets from the end of a part, where it is nobody's affiliation.
fn take_bracketed_status(text: &str, range: &mut Range<usize>, entry: &mut Entry) {
    let part = text[range.clone()].trim_end_matches([' ', '.', ',']);
    let found = part.strip_suffix(')').and_then(|part| part.rsplit_once('('));
    if let Some((before, words)) = found
        && entry.takes_status(words)
    {
        range.end = range.start + before.len();
    }
}

/// Tells speakers from title.
fn place(inline: &Inline, candidates: &[Range<usize>], entry: &mut Entry) {
    let parts: Vec<_> = candidates.iter().map(|range| trimmed(inline, range.clone())).collect();
    let scores: Vec<_> = parts.iter().map(person_score).collect();
    let best = (0..parts.len()).max_by_key(|index| (scores[*index], usize::MAX - index));
    // Of two or more, the first is the speaker if nothing tells.
    let best = best.filter(|index| parts.len() > 1 && scores[*index] >= 0 || scores[*index] >= 2);
    // `(Re)thinking AI (part 2)` names nobody.
    let speakers = best
        .map(|index| (index, people::read(&parts[index])))
        .filter(|(_, found)| found.people.iter().all(|person| !person.name.is_empty()));
    let speaker = speakers.map(|(index, found)| {
        entry.talk.speakers = found.people;
        entry.notes.extend(found.notes);
        index
    });
    let others: Vec<_> = (0..parts.len()).filter(|index| Some(*index) != speaker).collect();
    let is_title =
        |index: &&usize| parts[**index].is_all(&Style::Strong) || is_quoted(&parts[**index]);
    let marked = others.iter().find(is_title).copied();
    let title = match (marked, &others[..]) {
        (Some(index), _) => Some(index..index + 1),
        // What stands together is one title, which has a separator in it.
        (None, [first, .., last]) if last - first + 1 == others.len() => Some(*first..last + 1),
        (None, [only]) => Some(*only..only + 1),
        _ => None,
    };
    if let Some(range) = &title
        && let (Some(first), Some(last)) =
            (candidates.get(range.start), candidates.get(range.end - 1))
    {
        let whole = trimmed(inline, first.start..last.end);
        take_title(&whole, entry);
        if marked.is_none() {
            entry.notes.extend(people::before_title(&entry.talk));
        }
        // `cancelled` may stand where the title did.
        if speaker.is_none() && entry.status.is_some() && people::is_name(&whole.text) {
            let name = shown(&whole.text);
            entry.notes.push(format!("`{name}` is taken for a title: say if it is a speaker"));
        }
    }
    let is_left = |index: &usize| !title.as_ref().is_some_and(|range| range.contains(index));
    entry.rest.extend(others.into_iter().filter(is_left).map(|index| parts[index].text.clone()));
}

fn take_title(title: &Inline, entry: &mut Entry) {
    let text = unquoted(&title.text);
    // The other half of a bracket went with the date in it.
    let is_cut = text.matches('(').count() > text.matches(')').count() && entry.date.is_some();
    entry.talk.title = Some(format!("{text}{}", if is_cut { ")" } else { "" }));
    // A title that leads to its recording.
    for (_, text, address) in title.links() {
        let is_video = Url::parse(address).is_ok_and(|url| Host::of(&url) != Host::Other);
        let is_placed = is_video && take_address(Label::Video, address, &mut entry.talk);
        if !address.is_empty() && !is_placed {
            entry.rest.push(format!("[{text}]({address})"));
        }
    }
}

/// A title without the quotes around all of it.
fn unquoted(title: &str) -> &str {
    const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    let title = title.trim();
    let inner = title.strip_prefix(QUOTES).and_then(|title| title.strip_suffix(QUOTES));
    // `"Data" and "labels"` has its own.
    inner.filter(|inner| !inner.contains(QUOTES)).map_or(title, str::trim)
}

/// A part without the punctuation around it.
fn trimmed(inline: &Inline, range: Range<usize>) -> Inline {
    let text = &inline.text[range.clone()];
    let is_outer = |c: char| c.is_whitespace() || ".,;:-–—|".contains(c);
    let start = range.start + (text.len() - text.trim_start_matches(is_outer).len());
    let ends = |c: char| is_outer(c) || matches!(c, '(' | '[');
    let end = start + inline.text[start..range.end].trim_end_matches(ends).len();
    inline.part(start..end)
}

fn is_quoted(part: &Inline) -> bool {
    part.text.starts_with(['"', '“', '«']) || part.is_all(&Style::Emphasis)
}

/// How much a part looks like a list of people.
fn person_score(part: &Inline) -> i32 {
    let is_page =
        |address: &str| Url::parse(address).is_ok_and(|url| Host::of(&url) == Host::Other);
    let mut score = 0;
    score += 2 * i32::from(part.text.ends_with(')'));
    score += 2 * i32::from(people::has_title(&part.text));
    score += i32::from(people::is_name(
        part.text.split([',', '(', '&']).next().unwrap_or_default().trim(),
    ));
    score += i32::from(part.links().any(|(_, _, address)| is_page(address)));
    score - 4 * i32::from(is_quoted(part))
}

#[cfg(test)]
mod tests;
