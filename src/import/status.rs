//! Whether an event takes place, in the words of pages and tables.

use std::collections::HashSet;

use super::remark::{shown, shown_whole};
use super::{Found, FoundEvent, Place, Remark};
use crate::draft::TalkDraft;
use crate::folded::folded;

/// What a status can be.
pub(super) const HELP: &str = "a status is confirmed, tentative, cancelled or postponed";

/// The status that a word is, as a catalogue has it.
pub(super) fn of(word: &str) -> Option<&'static str> {
    match folded(word).as_str() {
        "cancelled" | "canceled" => Some("cancelled"),
        "postponed" => Some("postponed"),
        "confirmed" => Some("confirmed"),
        "tentative" => Some("tentative"),
        _ => None,
    }
}

/// What stands between a status and a title.
const MARKS: [&str; 4] = [": ", " - ", " – ", " — "];

/// The status of a text that says nothing else: `CANCELLED`, `this talk is postponed to May`,
/// `cancelled due to illness`.
pub(super) fn alone(text: &str) -> Option<&'static str> {
    const BEFORE: [&str; 10] = [
        "the", "this", "talk", "event", "seminar", "webinar", "session", "lecture", "meeting", "is",
    ];
    const BEHIND: [&str; 6] = ["due", "because", "owing", "to", "until", "till"];
    if MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let folded = folded(text);
    let mut words = folded.split(' ').skip_while(|word| BEFORE.contains(word));
    let status = words.next().and_then(of)?;
    let is_off = matches!(status, "cancelled" | "postponed");
    (is_off && words.next().is_none_or(|word| BEHIND.contains(&word))).then_some(status)
}

/// Takes what titles say of a status for that of their events, and tells of it. That of one talk
/// among several is not its event's.
pub(super) fn settle(found: &mut Found) {
    let Found { events, remarks, .. } = found;
    // An event that recurs says it once.
    let mut said = HashSet::new();
    for FoundEvent { draft, talks, place, .. } in events {
        // What was recorded took place.
        if talks.iter().any(|talk| talk.draft.video.is_some()) {
            continue;
        }
        let mut told = vec![take(&mut draft.title, &mut draft.status, place)];
        if let [talk] = &mut talks[..] {
            let was_titled = talk.draft.title.is_some();
            told.push(take(&mut talk.draft.title, &mut draft.status, &talk.place));
            // `cancelled` in the place of a talk.
            let is_bare = talk.draft == TalkDraft::default() && talk.bios.is_empty();
            if was_titled && is_bare && talk.pages.is_empty() {
                talks.clear();
            }
        }
        let told = told.into_iter().flatten();
        remarks.extend(told.filter(|it| said.insert((it.line, it.message.clone()))));
    }
}

/// Takes the status out of a title, unless the event has another one. What only may be one stays, and
/// is told.
fn take(title: &mut Option<String>, known: &mut Option<String>, place: &Place) -> Option<Remark> {
    let whole = title.as_deref()?;
    let Some((words, status, rest)) = of_title(whole) else {
        let status = beside(whole).filter(|_| known.is_none())?;
        let whole = shown(whole);
        let message = format!("`{whole}` is taken for a title: say if it is `status: {status}`");
        return Some(Remark::note(message).at(place));
    };
    if known.as_ref().is_some_and(|known| known != status) {
        return None;
    }
    let remark = taken(words, status).at(place);
    let rest = rest.trim().to_owned();
    *title = Some(rest).filter(|rest| !rest.is_empty());
    *known = Some(status.to_owned());
    Some(remark)
}

/// What is said of words that are taken for a status: all of them, since they stand nowhere else.
pub(super) fn taken(words: &str, status: &str) -> Remark {
    Remark::note(format!("`{}` is taken for `status: {status}`", shown_whole(words)))
}

/// The words of a title that say a status, the status, and the title without them: `Cancelled: Data`,
/// `[cancelled] Data`, `CANCELLED Data`, `Data (cancelled)`. Where a title may be about such things,
/// it stays.
fn of_title(title: &str) -> Option<(&str, &'static str, &str)> {
    let title = title.trim();
    if let Some(status) = alone(title) {
        return Some((title, status, ""));
    }
    let brackets = [('(', ')'), ('[', ']')];
    let bracketed = brackets.into_iter().filter_map(|(open, close)| {
        let (words, rest) = title.strip_prefix(open)?.split_once(close)?;
        Some((words, rest.trim_start_matches([' ', ':'])))
    });
    let marked = MARKS.into_iter().filter_map(|mark| {
        title.split_once(mark).filter(|(words, rest)| mark == ": " || !goes_on(words, rest))
    });
    // Among small letters, a word in capitals stands apart.
    let apart = title.split_once(' ').filter(|(word, rest)| is_capital(word) && !is_capital(rest));
    let before = bracketed.chain(marked).chain(apart);

    let bracketed = brackets
        .into_iter()
        .filter_map(|(open, close)| title.strip_suffix(close)?.rsplit_once(open));
    let marked = MARKS.into_iter().chain([", "]).filter_map(|mark| title.rsplit_once(mark));
    let marked = marked.filter(|(rest, words)| {
        is_capital(words) && !is_capital(rest) || of(words).is_some() && !rest.contains(", ")
    });
    // `How to handle cancelled trials (postponed)` is about it.
    let behind = bracketed.chain(marked).filter(|(rest, _)| beside(rest).is_none());
    let mut parts = before.chain(behind.map(|(rest, words)| (words, rest)));
    parts.find_map(|(words, rest)| Some((words, alone(words)?, rest)))
}

/// Whether a title goes on behind a dash: `Postponed - but not forgotten`.
pub(super) fn goes_on(words: &str, rest: &str) -> bool {
    !is_capital(words) && rest.starts_with(char::is_lowercase)
}

fn is_capital(text: &str) -> bool {
    !text.contains(char::is_lowercase)
}

/// The status that a remark beside a date or a title says, unless it says that it is none.
pub(super) fn beside(text: &str) -> Option<&'static str> {
    let folded = folded(text);
    let mut words = folded.split(' ');
    let is_off = |word: &&str| matches!(of(word), Some("cancelled" | "postponed"));
    let status = words.clone().find(is_off).and_then(of)?;
    (!words.any(|word| ["not", "no", "if", "was", "unless", "may"].contains(&word)))
        .then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_in_a_title_is_found_wherever_it_stands() {
        for title in [
            "Data (cancelled)",
            "Data [Canceled]",
            "(cancelled) Data",
            "[CANCELLED]: Data",
            "CANCELLED: Data",
            "Cancelled – Data",
            "CANCELLED Data",
            "Data - cancelled",
            "Data, cancelled",
            "Data, CANCELLED",
            "Data (cancelled due to illness)",
            "Cancelled due to illness: Data",
            "CANCELLED - Data",
        ] {
            let (words, status, rest) = of_title(title).unwrap_or_default();
            assert_eq!((status, rest.trim()), ("cancelled", "Data"), "{title}: {words}");
        }
        for title in ["postponed", "This talk is postponed to May 2026", "Postponed due to illness"]
        {
            assert_eq!(of_title(title), Some((title, "postponed", "")), "{title}");
        }
        for (title, words, rest) in [
            ("Postponed to May: Graphs", "Postponed to May", "Graphs"),
            (
                "Postponed until the end of time: physics",
                "Postponed until the end of time",
                "physics",
            ),
            ("CANCELLED: Data (cancelled)", "CANCELLED", "Data (cancelled)"),
        ] {
            let found = of_title(title).map(|(words, _, rest)| (words, rest));
            assert_eq!(found, Some((words, rest)), "{title}");
        }
    }

    #[test]
    fn no_word_of_what_is_taken_is_lost() {
        let words = format!("Cancelled due to {}illness", "a very long ".repeat(20));
        assert!(taken(&words, "cancelled").message.contains(&words));
    }

    #[test]
    fn a_title_about_such_things_stays() {
        for title in [
            "Cancelled subscriptions",
            "Churn (cancelled subscriptions)",
            "Data (not cancelled)",
            "CANCELLED SUBSCRIPTIONS",
            "Cancelled by mistake: a history",
            "Cancelled trains",
            "Cancelled, postponed, forgotten",
            "Postponed - but not forgotten",
            "Trains, planes, cancelled",
            "The games: postponed to another year",
            "Who is CANCELLED",
            "How to handle cancelled trials (postponed)",
            "Confirmed",
            "Data (confirmed)",
            "",
        ] {
            assert_eq!(of_title(title), None, "{title}");
        }
    }
}
