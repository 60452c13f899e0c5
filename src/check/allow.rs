//! A comment that silences one warning at one place:
//!
//! ```yaml
//! # seminar: allow odd-hour — a keynote from Tokyo
//! start: 2023-12-04 04:00
//! ```
//!
//! It stands behind the text that the warning is about, or on a line of its own above. A text of
//! several lines is allowed at the line of its key, since a comment inside it would be text. The
//! YAML library drops comments, so they are looked for in the lines of the file; what lies inside
//! a text is text.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::folded::similar;

const MARK: &str = "# seminar: allow";

/// How many lines may lie between a comment and what it speaks of: among thousands of them, none looks
/// through all others.
const NEAR: usize = 200;

/// A comment that silences a warning.
struct Allow<'a> {
    name: &'a str,
    span: Range<usize>,
    /// The line (from 1) that it speaks of.
    line: usize,
    explained: bool,
}

/// Takes out the warnings that are allowed; warns of what a comment allows in vain, and without
/// a reason.
pub(super) fn apply(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let marks = marks(subject.source.text());
    if marks.is_empty() {
        return;
    }
    let passages = passages(subject);
    let marks = marks.into_iter().filter(|mark| passage_at(&passages, *mark).is_none());
    let allows: Vec<_> = marks.filter_map(|mark| allow(subject, mark)).collect();
    let mut places: HashMap<(&str, usize), usize> = HashMap::new();
    for (index, allow) in allows.iter().enumerate() {
        places.insert((allow.name, allow.line), index);
    }
    let mut used = vec![false; allows.len()];
    diagnostics.retain(|diagnostic| {
        if diagnostic.severity() == Severity::Error {
            return true;
        }
        let lines = lines(subject, &passages, diagnostic).into_iter();
        let allowed: Vec<_> =
            lines.filter_map(|line| places.get(&(diagnostic.code.name(), line))).collect();
        allowed.iter().for_each(|index| used[**index] = true);
        allowed.is_empty()
    });
    for (allow, used) in allows.iter().zip(used) {
        if !used {
            diagnostics.extend(unused(subject, allow));
        } else if !allow.explained {
            let message = format!("`{}` is allowed without a reason", allow.name);
            let help = format!("say why: `{MARK} {} — the reason`", allow.name);
            let diagnostic = Diagnostic::new(Code::UnexplainedAllow, allow.span.clone(), message);
            diagnostics.push(diagnostic.help(help));
        }
    }
}

/// Where the texts and addresses stand, in the order of the file.
fn passages(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let mut passages = Vec::new();
    for part in 0..subject.document.parts() {
        subject.document.see_passages(part, &mut |passage| passages.push(passage.whole));
    }
    passages.sort_by_key(|passage| passage.start);
    passages
}

/// The passage that an offset is in.
fn passage_at(passages: &[Range<usize>], offset: usize) -> Option<&Range<usize>> {
    let behind = passages.partition_point(|passage| passage.start <= offset);
    let passage = behind.checked_sub(1).and_then(|index| passages.get(index));
    passage.filter(|passage| offset < passage.end)
}

/// Where a text has what may be a comment, in its order.
fn marks(text: &str) -> Vec<usize> {
    memmem::find_iter(text.as_bytes(), MARK).collect()
}

fn allow<'a>(subject: &Subject<'a>, start: usize) -> Option<Allow<'a>> {
    let text = subject.source.text();
    let line = subject.source.line(start);
    let before = text[..start].rsplit('\n').next().unwrap_or_default();
    if !before.is_empty() && !before.ends_with([' ', '\t']) {
        return None;
    }
    let comment = text[start..].lines().next().unwrap_or_default().trim_end();
    let rest = comment[MARK.len()..].trim_start();
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let name = rest[..length].trim_end_matches('-');
    let explained = rest[length..].chars().any(char::is_alphanumeric);
    let alone = before.trim().is_empty();
    let line = if alone { line + lines_until_text(&text[start..]) } else { line };
    Some(Allow { name, span: start..start + comment.len(), line, explained })
}

/// How many lines below a comment the next line is that is neither one nor empty, if it is near.
fn lines_until_text(text: &str) -> usize {
    let below = text.lines().skip(1).take(NEAR);
    1 + below.map(str::trim).take_while(|line| line.is_empty() || line.starts_with('#')).count()
}

/// The lines at which a diagnostic can be allowed: its own, and that of the key whose text it is
/// in.
fn lines(subject: &Subject<'_>, passages: &[Range<usize>], diagnostic: &Diagnostic) -> Vec<usize> {
    let start = diagnostic.span.start;
    let mut lines = vec![subject.source.line(start)];
    if let Some(passage) = passage_at(passages, start) {
        let first = subject.source.line(passage.start);
        lines.push(first);
        let before = subject.source.text()[..passage.start].chars().rev();
        // A block's body begins below the line of its key.
        if before.take_while(|c| *c != '\n').all(char::is_whitespace) {
            lines.push(first - 1);
        }
    }
    lines
}

/// The warning about a comment that silences nothing. What depends on the day is left alone: it
/// may have been needed, or will be.
fn unused(subject: &Subject<'_>, allow: &Allow<'_>) -> Option<Diagnostic> {
    let (message, help) = match Code::from_name(allow.name) {
        Some(code) if code.severity() == Severity::Error => {
            let message = format!("`{}` is an error, and cannot be allowed", allow.name);
            (message, "mend it, and take the comment out".to_owned())
        }
        Some(code) if DAILY.contains(&code) => return None,
        // Among errors, not every rule can look.
        Some(_) if subject.series.is_none() => return None,
        Some(_) => {
            let message = format!("there is no `{}` here to allow", allow.name);
            (message, "take the comment out, or put it above the line that it is about".to_owned())
        }
        None => {
            let names = Code::ALL.iter().map(|code| code.name());
            let help = match similar(allow.name, names) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "name the code that stands in brackets behind `warning`".to_owned(),
            };
            (format!("there is no warning `{}`", allow.name), help)
        }
    };
    Some(Diagnostic::new(Code::UnusedAllow, allow.span.clone(), message).help(help))
}

/// The warnings that come and go with the day.
const DAILY: [Code; 7] = [
    Code::DistantDate,
    Code::EarlyRecording,
    Code::FutureRecording,
    Code::LongLink,
    Code::MissingSignUp,
    Code::OverdueEvent,
    Code::UnannouncedTalk,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::catalogue::Catalogue;

    /// Each warning has a fixture (see `tests/catalogue.rs`), which is checked on its day, long before
    /// and long after it.
    #[test]
    fn what_comes_and_goes_with_the_day_is_known_to_do_so() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/warned");
        let mut daily = BTreeSet::new();
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().unwrap() != "yaml" {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let warnings = |now: &str| -> BTreeSet<_> {
                let mut catalogue = Catalogue::read("events.yaml", &bytes);
                catalogue.check(&now.parse().unwrap());
                catalogue.diagnostics().iter().map(|it| it.code.name()).collect()
            };
            let then = warnings("2023-10-01T12:00:00Z");
            for now in ["1970-01-02T00:00:00Z", "2199-12-30T00:00:00Z"] {
                daily.extend(then.symmetric_difference(&warnings(now)));
            }
        }
        assert_eq!(daily, DAILY.map(Code::name).into());
    }
}
