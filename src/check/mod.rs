//! What a careful friend would notice: rules that look at a catalogue that may be right in every
//! detail, and yet is probably not what its author meant. Each rule has a file, a code, a fixture
//! that it warns about (`tests/warned/`), one beside it that it must not (`tests/silent/`), and a
//! section in the reference.
//!
//! A rule warns of what is nearly always a slip and keeps silent about the rest: a warning that is
//! wrong once in twenty is worse than none. Nothing is fetched.

mod address;
mod allow;
mod confirmed_without_day;
mod distant_date;
mod dropped_start_time;
mod early_recording;
mod empty_link;
mod foreign_talk_id;
mod future_recording;
mod html_entity;
mod invisible_character;
mod lone_weekend;
mod long_link;
mod look_alike;
mod markdown_in_text;
mod meeting_password;
mod missing_sign_up;
mod mojibake;
mod odd_duration;
mod odd_hour;
mod odd_id;
mod outer_space;
mod overdue_event;
mod overlapping_events;
mod plain_http;
mod private_address;
mod raw_html;
mod relative_link;
mod repeated_video;
mod shortened_link;
mod subject;
mod tracking_parameter;
mod two_spellings;
mod unannounced_talk;
mod url_punctuation;
mod wrapped_link;

use address::Address;
pub(crate) use html_entity::entity;
pub(crate) use meeting_password::{PASSWORDS, PERSONAL};
pub(crate) use mojibake::{accidents, word_around};
use subject::Line;
pub(crate) use subject::Subject;
pub(crate) use wrapped_link::wrapped;

use std::convert::Infallible;

use crate::diagnostic::Diagnostic;
use crate::document::Passage;
use crate::share::{WORTH, share};

/// As many as anybody reads; more would take more room than the file.
const MOST: usize = 10_000;

/// Looks at a catalogue and adds what it finds.
type Rule = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// Looks at a text or an address of the catalogue.
type PassageRule = fn(&Subject<'_>, &Passage<'_>, &mut Vec<Diagnostic>);

/// The rules that look at each passage for itself.
const PASSAGE_RULES: [PassageRule; 6] = [
    empty_link::check,
    html_entity::check,
    markdown_in_text::check,
    outer_space::check,
    raw_html::check,
    relative_link::check,
];

/// Looks at an address, which may stand in a text.
type AddressRule = fn(&Address<'_>, &mut Vec<Diagnostic>);

/// The rules that look at each address for itself.
const ADDRESS_RULES: [AddressRule; 8] = [
    dropped_start_time::check,
    meeting_password::check,
    plain_http::check,
    private_address::check,
    shortened_link::check,
    tracking_parameter::check,
    url_punctuation::check,
    wrapped_link::check,
];

/// Looks at a line with an odd character.
type LineRule = fn(&Line<'_>, &mut Vec<Diagnostic>);

/// The rules that look at each line for itself, if a character in it may be odd.
const LINE_RULES: [LineRule; 3] = [invisible_character::check, look_alike::check, mojibake::check];

/// Whether a character beyond ASCII may be what one of them looks for. Few are, and it takes less to see
/// that than to gather the lines with others.
fn may_be_odd(c: char, behind: &str) -> bool {
    invisible_character::is_hidden(c)
        || look_alike::is_suspicious(c)
        || mojibake::may_begin(c, behind)
}

/// Every other rule.
const RULES: [Rule; 16] = [
    confirmed_without_day::check,
    distant_date::check,
    early_recording::check,
    foreign_talk_id::check,
    future_recording::check,
    lone_weekend::check,
    long_link::check,
    missing_sign_up::check,
    odd_duration::check,
    odd_hour::check,
    odd_id::check,
    overdue_event::check,
    overlapping_events::check,
    repeated_video::check,
    two_spellings::check,
    unannounced_talk::check,
];

/// Adds a warning for each finding to the diagnostics, takes out what the author allows, and
/// leaves them in the order of the file.
pub(crate) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mistakes = diagnostics.len();
    let parts = RULES.len() + subject.document.parts();
    let found = share(
        parts,
        WORTH,
        || (),
        |(), part| {
            let mut found = Vec::new();
            match RULES.get(part) {
                Some(rule) => rule(subject, &mut found),
                // One passage after the other: a list of them would take as much room as the file.
                None => subject.document.see_passages(part - RULES.len(), &mut |passage| {
                    look(subject, &passage, &mut found);
                }),
            }
            Ok::<_, Infallible>(found)
        },
    );
    let Ok(found) = found;
    diagnostics.extend(found.into_iter().flatten());
    allow::apply(subject, diagnostics);
    diagnostics.sort_by_key(|it| (it.span.start, it.span.end, it.code.name()));
    diagnostics.dedup();
    diagnostics.truncate(MOST.max(mistakes));
}

/// Lets the rules that look at parts look at a passage.
fn look(subject: &Subject<'_>, passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for rule in PASSAGE_RULES {
        rule(subject, passage, diagnostics);
    }
    for address in Address::all_in(passage, subject.source) {
        for rule in ADDRESS_RULES {
            rule(&address, diagnostics);
        }
    }
    for line in subject.odd_lines(passage, may_be_odd) {
        for rule in LINE_RULES {
            rule(&line, diagnostics);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::Catalogue;

    /// A catalogue with a text wherever rules look for more than its presence.
    fn catalogue(text: &str) -> String {
        let block: String = text.lines().map(|line| format!("      {line}\n")).collect();
        let line = text.replace(['\n', '\r', '"', '\\'], " ");
        format!(
            "series:
  id: looking-glass
  title: \"{line}.\"
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
events:
  - id: S03
    start: 2023-10-02 13:00
    location: \"x {line}\"
    registration: \"https://example.org/?{}\"
    description: |
      Text:
{block}
    talks:
      - id: S03E01
        speakers: [{{name: \"{line}.\", affiliation: \"{line} {line}.\"}}]
",
            line.replace(char::is_whitespace, "&")
        )
    }

    proptest! {
        #[test]
        fn no_text_makes_a_rule_stumble_or_point_beside_the_text(
            text in "([ÃÂâðé€ƒ¡©™“”\u{a0}\u{200b}аοﬁ a-zA-Z0-9<>&;#?=()\\[\\]!:/._\n-]|\\PC|seminar: allow |\\]\\(http|&#x|<!--|http://){0,40}"
        ) {
            let mut catalogue = Catalogue::read("events.yaml", catalogue(&text).as_bytes());
            catalogue.check(&"2023-10-01T12:00:00Z".parse().unwrap());
            let source = catalogue.source().text();
            for diagnostic in catalogue.diagnostics() {
                let marked = source.get(diagnostic.span.clone());
                prop_assert!(marked.is_some(), "{diagnostic:?}");
                if let Some(repair) = &diagnostic.repair {
                    prop_assert!(source.get(repair.span.clone()).is_some(), "{diagnostic:?}");
                }
            }
        }

        #[test]
        fn where_no_character_may_be_odd_no_rule_finds_anything(
            text in "([ÃÂâðé€ƒ¡©™“”\u{a0}\u{200b}\u{202e}аοﬁ\u{fffd}a-z ]|\\PC){0,12}"
        ) {
            let beyond = || text.char_indices().filter(|(_, c)| !c.is_ascii());
            if !beyond().any(|(at, c)| may_be_odd(c, &text[at + c.len_utf8()..])) {
                let line = Line { text: &text, offset: 0, beyond: beyond().collect() };
                let mut found = vec![];
                LINE_RULES.iter().for_each(|rule| rule(&line, &mut found));
                prop_assert!(found.is_empty(), "{found:?}");
            }
        }
    }
}
