//! `seminar next`, and the words for a time that lies ahead.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use seminar::model::{Event, Series, Status, When};
use seminar::zone::Zone;
use seminar::{Now, when_in_words};

use super::terminal::count;
use super::{Args, Outcome, Terminal, Verdict};

pub(crate) fn next(args: &Args, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        return Ok(Verdict::Problems);
    };
    match series.next(&now) {
        Some(event) => terminal.data(described(event, &now)),
        None => terminal.data(sentence(series, &now)),
    }
    Ok(Verdict::Done)
}

/// One line: what is next, and when.
pub(crate) fn sentence(series: &Series, now: &Now) -> String {
    if let Some(event) = series.next(now) {
        return format!(
            "next: {}, {}, {}",
            name(event),
            when_in_words(event, &event.zone),
            ahead(event, now)
        );
    }
    let to_come = |event: &&Event| {
        matches!(event.when, When::Month(_) | When::Unknown)
            && event.status != Status::Cancelled
            && !event.is_over(now)
    };
    match series.events.iter().find(to_come) {
        Some(event) => format!("next: {}, {}", name(event), when_in_words(event, &event.zone)),
        None => "next: nothing is planned".to_owned(),
    }
}

/// All that someone needs who wants to come.
fn described(event: &Event, now: &Now) -> String {
    let mut lines =
        vec![format!("\x1b[1m{}\x1b[0m", name(event)), when_in_words(event, &event.zone)];
    if let (When::Timed { .. }, Some(zone)) = (event.when, Zone::of_this_machine())
        && zone != event.zone
    {
        lines.push(format!("your time: {}", when_in_words(event, &zone)));
    }
    lines.push(ahead(event, now));
    if event.status == Status::Tentative {
        lines.push("not confirmed yet".to_owned());
    }
    lines.extend(event.location.clone());
    lines.extend(event.registration.as_ref().map(|url| format!("sign up: {url}")));
    lines.extend(event.join.as_ref().map(|url| format!("join: {url}")));
    lines.join("\n")
}

/// `S03 Rethinking Annotations`.
fn name(event: &Event) -> String {
    if event.title == event.id { event.id.clone() } else { format!("{} {}", event.id, event.title) }
}

/// How far ahead an event is, in words.
fn ahead(event: &Event, now: &Now) -> String {
    let Some(start) = event.starts() else {
        return "to be announced".to_owned();
    };
    if now.is_before(start) {
        return until(start, &event.zone, now);
    }
    match event.when {
        When::Timed { end, .. } => {
            // The day is named where it is another one.
            let is_today = end.date_naive() == now.day(&event.zone);
            let format = if is_today { "%H:%M" } else { "%A %-d %B %H:%M" };
            format!("now, until {}", end.format(format))
        }
        When::AllDay { end, .. } if end.pred_opt() > Some(now.day(&event.zone)) => {
            let last = end.pred_opt().unwrap_or(end);
            format!("now, until {}", last.format("%A %-d %B"))
        }
        _ => "today".to_owned(),
    }
}

/// `in 3 weeks`. Days are counted by the calendar, as people count them.
fn until(start: DateTime<FixedOffset>, zone: &Zone, now: &Now) -> String {
    let (day, today) = (start.date_naive(), now.day(zone));
    let days = usize::try_from((day - today).num_days()).unwrap_or(0);
    let months = (day.year() - today.year()) * 12 + day.month() as i32 - today.month() as i32;
    let months = usize::try_from(months).unwrap_or(0);
    match days {
        0 => within_a_day(start, now),
        1 => "tomorrow".to_owned(),
        2..14 => format!("in {}", count(days, "day")),
        14..60 => format!("in {}", count((days + 3) / 7, "week")),
        60..700 => format!("in {}", count(months, "month")),
        _ => format!("in {}", count((months + 6) / 12, "year")),
    }
}

/// The same for today. A minute that has begun counts, and hours are rounded.
fn within_a_day(start: DateTime<FixedOffset>, now: &Now) -> String {
    let behind = start + TimeDelta::seconds(59);
    let number = |number| usize::try_from(number).unwrap_or(0);
    if now.is_after(behind - TimeDelta::hours(1)) {
        return format!("in {}", count(number(now.minutes_until(behind)), "minute"));
    }
    let hours = now.hours_until(behind + TimeDelta::minutes(30));
    format!("today, in {}", count(number(hours), "hour"))
}

#[cfg(test)]
mod tests {
    use seminar::Catalogue;

    use super::*;

    #[test]
    fn an_event_that_ends_on_another_day_is_told_with_it() {
        let head = "series: {id: s, title: S, url: https://example.org/, timezone: Europe/Rome}";
        for (times, words) in [
            ("start: 2023-09-18 09:00, end: 2023-09-18 17:00", "now, until 17:00"),
            (
                "start: 2023-09-18 09:00, end: 2023-09-20 17:00",
                "now, until Wednesday 20 September 17:00",
            ),
            ("start: 2023-09-16 09:00, end: 2023-09-18 17:00", "now, until 17:00"),
            ("start: 2023-09-18", "today"),
            ("start: 2023-09-17, end: 2023-09-19", "now, until Tuesday 19 September"),
        ] {
            let text = format!("{head}\nevents: [{{id: S01, {times}}}]\n");
            let catalogue = Catalogue::read("events.yaml", text.as_bytes());
            let series =
                catalogue.series().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics()));
            let now = "2023-09-18T08:00:00Z".parse().unwrap();
            assert_eq!(ahead(series.next(&now).unwrap(), &now), words, "{times}");
        }
    }

    #[test]
    fn the_distance_is_said_in_the_unit_that_people_use() {
        let zone = Zone::get("Europe/Rome").unwrap();
        for (start, words) in [
            ("2023-09-18T10:01:00+02:00", "in 1 minute"),
            ("2023-09-18T10:45:00+02:00", "in 45 minutes"),
            ("2023-09-18T10:59:00+02:00", "in 59 minutes"),
            ("2023-09-18T11:00:00+02:00", "today, in 1 hour"),
            ("2023-09-18T11:29:00+02:00", "today, in 1 hour"),
            ("2023-09-18T11:30:00+02:00", "today, in 2 hours"),
            ("2023-09-18T13:00:00+02:00", "today, in 3 hours"),
            ("2023-09-19T08:00:00+02:00", "tomorrow"),
            ("2023-09-21T23:00:00+02:00", "in 3 days"),
            ("2023-10-09T13:00:00+02:00", "in 3 weeks"),
            ("2023-12-04T13:00:00+01:00", "in 3 months"),
            ("2025-12-04T13:00:00+01:00", "in 2 years"),
        ] {
            let start = DateTime::parse_from_rfc3339(start).unwrap();
            let now = "2023-09-18T08:00:00Z".parse().unwrap();
            assert_eq!(until(start, &zone, &now), words);
        }
    }
}
