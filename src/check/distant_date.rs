//! A date far from the series' rhythm: a year off, or a year ahead of everything else.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

use super::odd_id::numbers;
use super::overdue_event::is_marked;
use super::subject::{Session, Subject};
use crate::diagnostic::{Code, Diagnostic};

/// How far an event is out of order that was not swapped with another on purpose.
const FAR: TimeDelta = TimeDelta::days(120);

/// The same for one that took place: who knows that, mostly knows when.
const FAR_FOR_THE_PAST: TimeDelta = TimeDelta::days(200);

/// As far ahead as no event lies that is announced in the series' rhythm.
const AHEAD: TimeDelta = TimeDelta::days(300);

type Dated<'s, 'a> = (&'s Session<'a>, DateTime<FixedOffset>);

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if let Some((session, meant)) = year_off(subject) {
        let message = format!("`{}` lies a year away from its neighbours", session.event.id);
        found.push(
            Diagnostic::new(Code::DistantDate, session.start_span(), message)
                .help(format!("did you mean `{meant}`?")),
        );
        return;
    }
    let mut dated = dated(subject);
    dated.sort_by_key(|(_, start)| *start);
    if let [before @ .., (_, previous), (session, last)] = dated.as_slice()
        && !before.is_empty()
    {
        let starts = || before.iter().map(|(_, start)| start).chain([previous]);
        let gaps = starts().zip(starts().skip(1)).map(|(one, next)| *next - *one);
        let usual = gaps.max().unwrap_or_default();
        let gap = *last - *previous;
        if subject.now.is_before(*last - AHEAD) && gap > AHEAD && gap > usual * 3 {
            let months = subject.now.days_until(*last) / 30;
            let message = format!("`{}` is {months} months ahead", session.event.id);
            found.push(
                Diagnostic::new(Code::DistantDate, session.start_span(), message)
                    .label("far from the series' rhythm")
                    .help("check the year"),
            );
        }
    }
}

/// The events that are on and have a day.
fn dated<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Dated<'s, 'a>> {
    let on = subject.sessions.iter().filter(|session| session.is_on());
    on.filter_map(|session| Some((session, session.event.starts()?))).collect()
}

/// The event that a year more or less would bring back into the order of all others, by far, and
/// the day that it then has.
pub(super) fn year_off<'s, 'a>(subject: &'s Subject<'a>) -> Option<(&'s Session<'a>, NaiveDate)> {
    let mut dated = dated(subject);
    let numbered = sort_by_number(&mut dated);
    let mut starts: Vec<_> = dated.iter().map(|(_, start)| start.date_naive()).collect();
    if dated.len() < if numbered { 3 } else { 4 } {
        return None;
    }
    // Those who write the newest event first have their reasons.
    if !numbered && starts.first() > starts.last() {
        starts.reverse();
        dated.reverse();
    }
    // One event out of order makes at most two steps back.
    let back = starts.windows(2).filter(|pair| pair[1] < pair[0]).count();
    if !(1..=2).contains(&back) {
        return None;
    }
    let mut candidates = Vec::new();
    for index in 0..starts.len() {
        let written = starts[index];
        let far = if is_marked(dated[index].0) { FAR_FOR_THE_PAST } else { FAR };
        if !is_out_of_order(&starts, index, far) {
            continue;
        }
        for year in [written.year() - 1, written.year() + 1] {
            let Some(meant) = written.with_year(year) else { continue };
            starts[index] = meant;
            if starts.is_sorted() {
                let length = *starts.last()? - *starts.first()?;
                candidates.push((length, index, meant));
            }
            starts[index] = written;
        }
    }
    let (_, index, meant) = candidates.into_iter().min()?;
    Some((dated[index].0, meant))
}

/// Whether an event lies far before the one in front of it, or far behind the next.
fn is_out_of_order(starts: &[NaiveDate], index: usize, far: TimeDelta) -> bool {
    let far_before = |one: usize, next: usize| match (starts.get(one), starts.get(next)) {
        (Some(one), Some(next)) => *one - *next > far,
        _ => false,
    };
    index.checked_sub(1).is_some_and(|before| far_before(before, index))
        || far_before(index, index + 1)
}

/// Sorts events by the numbers in their ids, if all ids are of one kind.
fn sort_by_number(dated: &mut [Dated<'_, '_>]) -> bool {
    let numbered = |session: &Session<'_>| numbers(&session.event.id);
    let Some((words, _)) = dated.first().map(|(session, _)| numbered(session)) else {
        return false;
    };
    let alike =
        words.contains('#') && dated.iter().all(|(session, _)| numbered(session).0 == words);
    if alike {
        dated.sort_by_key(|(session, _)| numbered(session).1);
    }
    alike
}
