//! A lone Saturday among Mondays.

use chrono::{DateTime, Datelike, FixedOffset, Weekday};

use super::distant_date;
use super::subject::{Session, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, When};

/// Zones where people work on Sundays.
const SUNDAY_IS_A_WORKDAY: [&str; 10] = [
    "Africa/Algiers",
    "Africa/Cairo",
    "Asia/Amman",
    "Asia/Baghdad",
    "Asia/Damascus",
    "Asia/Dhaka",
    "Asia/Jerusalem",
    "Asia/Kuwait",
    "Asia/Qatar",
    "Asia/Riyadh",
];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let on = subject.sessions.iter().filter(|session| session.is_on());
    let days: Vec<(&Session<'_>, _)> =
        on.filter_map(|session| Some((session, day(session.event)?))).collect();
    // A year off moves the weekday too, and is the better explanation.
    if distant_date::year_off(subject).is_some() {
        return;
    }
    let weekend: Vec<_> =
        days.iter().filter(|(session, day)| is_weekend(session.event, day)).collect();
    let [(session, start)] = weekend[..] else { return };
    let mut others =
        days.iter().map(|(_, day)| day.weekday()).filter(|day| *day != start.weekday());
    let count = others.clone().count();
    let Some(usual) = others.next() else { return };
    let same = others.all(|day| day == usual);
    // Two others on the same day are a rhythm; on different days it takes more of them.
    if count < 2 || (!same && count < 4) || days.len() != count + 1 {
        return;
    }
    let usual = match same {
        true => format!("all other events are on a {}", name(usual)),
        false => "no other event is on a weekend".to_owned(),
    };
    let weekday = name(start.weekday());
    let message = format!("`{}` is on a {weekday}, and {usual}", session.event.id);
    found.push(
        Diagnostic::new(Code::LoneWeekend, session.start_span(), message)
            .label(format!("a {weekday}"))
            .help("check the day, the month and the year"),
    );
}

/// The only day of an event.
fn day(event: &Event) -> Option<DateTime<FixedOffset>> {
    match event.when {
        When::Timed { start, end } => ((end - start).num_hours() < 24).then_some(start),
        When::AllDay { start, end } => {
            (start.succ_opt() == Some(end)).then(|| event.zone.start_of_day(start))
        }
        When::Month(_) | When::Unknown => None,
    }
}

fn is_weekend(event: &Event, day: &DateTime<FixedOffset>) -> bool {
    match day.weekday() {
        Weekday::Sat => true,
        Weekday::Sun => !SUNDAY_IS_A_WORKDAY.contains(&event.zone.name()),
        _ => false,
    }
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
