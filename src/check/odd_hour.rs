//! A start in the night, as the clocks of the event's zone show it.

use chrono::Timelike;

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::When;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for session in &subject.sessions {
        let When::Timed { start, end } = session.event.when else { continue };
        let hour = start.hour();
        if (6..23).contains(&hour) || (end - start).num_hours() >= 24 || !session.is_on() {
            continue;
        }
        let shown = start.format("%H:%M");
        let help = match hour {
            0 if start.minute() == 0 => {
                "if the hour is open, write the day alone; if it is noon, write `12:00`".to_owned()
            }
            1..6 => format!("did you mean `{}:{:02}`?", hour + 12, start.minute()),
            _ => "check the hour and the zone".to_owned(),
        };
        let message =
            format!("`{}` begins at {shown} in {}", session.event.id, session.event.zone.name());
        found.push(
            Diagnostic::new(Code::OddHour, session.start_span(), message)
                .label("in the night")
                .help(help),
        );
    }
}
