//! Values of an event: when, and where.

use super::super::block::Kind;
use super::super::entry;
use super::super::inline::Inline;
use super::super::label::{self, Label};
use super::Gathering;
use crate::import::remark::shown;
use crate::import::{Place, Remark, beside, date, status, way, written};
use crate::when::{self, Written};

impl Gathering<'_> {
    /// The day and the hour, as far as they are written.
    pub(super) fn date(&mut self, text: &str, place: &Place) {
        let text = text.trim().trim_end_matches('.');
        if text.is_empty() || self.event.start.is_some() {
            return self.unplaced(text, place);
        }
        self.dated = Some(place.clone());
        let (text, rest) = match date::beginning(text).map(|end| text.split_at(end)) {
            Some((text, rest)) if beside::is_place(rest) => (text, rest),
            _ => (text, ""),
        };
        let (text, aside) = beside::without_aside(text);
        self.beside(&[aside, rest], place);
        let (start, end) =
            date::stretch(text).map_or((text.to_owned(), None), |(start, end)| (start, Some(end)));
        let read = when::read(&start).or_else(|mistake| date::bracketed(&start).ok_or(mistake));
        match read {
            Ok(time) => {
                self.event.start = Some(written(&time));
                self.event.end = end;
            }
            Err(mistake) => match date::find(&start, None) {
                Some((range, time)) => {
                    self.event.start = Some(written(&time));
                    self.event.end = end;
                    self.beside(&[&start[..range.start], &start[range.end..]], place);
                }
                None => {
                    let mistake = date::mistake(&start).unwrap_or(mistake);
                    let remark = Remark::mistake(mistake.message).at(place);
                    self.remarks.push(remark.help(mistake.help));
                    self.event.start = Some("TBA".to_owned());
                }
            },
        }
    }

    /// A paragraph whose first line is the day, and a place: `**3 September 2026, 15:00**, Room 3`.
    pub(super) fn dated(&mut self, text: &str, place: &Place) -> bool {
        let (line, below) = text.split_once('\n').unwrap_or((text, ""));
        let line = self.context.inline(line);
        let end = beside::before_place(&line.text).filter(|_| self.event.start.is_none());
        let Some(end) = end else { return false };
        let rest = line.part(end..line.text.len());
        let is_place = beside::is_place(&rest.text);
        if line.part(0..end).links().next().is_some() {
            return false;
        }
        self.date(&line.text[..end], place);
        if is_place {
            self.place_beside(&rest, place);
        }
        if !below.trim().is_empty() {
            let place = Place { line: place.line + 1, ..place.clone() };
            self.text(below.trim(), place, Kind::Paragraph);
        }
        true
    }

    /// What stands before and behind a date.
    fn beside(&mut self, rest: &[&str], place: &Place) {
        for whole in rest {
            let text = beside::trimmed(whole);
            if beside::is_place(text) {
                let inline = Inline { text: (*whole).to_owned(), ..Inline::default() };
                self.place_beside(&inline, place);
            } else if beside::may_be_time(text) {
                self.remarks.push(beside::mistake(text).at(place));
            } else if !self.status_beside(text, place) {
                self.unplaced(text, place);
            }
        }
    }

    /// A place that stands behind a date.
    fn place_beside(&mut self, inline: &Inline, place: &Place) {
        self.location(inline, place);
        if let Some(location) = &self.event.location {
            let message = format!("`{}` is taken for `location`", shown(location));
            self.remarks.push(Remark::note(message).at(place));
        }
    }

    /// `postponed` beside a date or in a heading is the event's status.
    pub(in crate::import::markdown) fn status_beside(&mut self, text: &str, place: &Place) -> bool {
        let Some(status) = status::beside(text) else { return false };
        self.event.status = Some(status.to_owned());
        self.remarks.push(status::taken(text, status).at(place));
        true
    }

    /// `Status: cancelled`.
    pub(super) fn status(&mut self, text: &str, place: &Place) {
        match status::of(text) {
            Some(status) => self.event.status = Some(status.to_owned()),
            None if text.trim().is_empty() || self.status_beside(text, place) => {}
            None => {
                let remark = Remark::unplaced(text).at(place);
                self.remarks.push(remark.help(status::HELP));
            }
        }
    }

    /// A place, and the links that stand beside it.
    pub(super) fn location(&mut self, inline: &Inline, at: &Place) {
        let mut text = inline.text.clone();
        let mut left = Vec::new();
        for (range, shown, address) in inline.links().collect::<Vec<_>>().into_iter().rev() {
            if address.is_empty() {
                continue;
            }
            if way::is_secret(address) {
                if shown == address {
                    text.replace_range(range.clone(), "");
                }
                self.remarks.push(way::secret(at));
                continue;
            }
            let place = match label::of(shown) {
                Some(Label::Registration) => &mut self.event.registration,
                _ if address.contains("/register") => &mut self.event.registration,
                Some(Label::Join) => &mut self.event.join,
                _ if shown == address => &mut self.event.join,
                _ => {
                    left.push(format!("[{shown}]({address})"));
                    // The name of a room stands; `map` behind it is only the link's.
                    if text[..range.start].contains(char::is_alphanumeric) {
                        text.replace_range(range.clone(), "");
                    }
                    continue;
                }
            };
            let is_name = shown.eq_ignore_ascii_case("zoom");
            *place = Some(address.to_owned());
            if !is_name {
                text.replace_range(range.clone(), "");
            }
        }
        let (text, has_password) = way::place(&text);
        if has_password {
            self.remarks.push(way::secret(at));
        }
        let mut text = text.to_owned();
        entry::blank_brackets(&mut text);
        let text = beside::bare(&text);
        if !text.is_empty()
            && let Some(other) = self.event.location.replace(text.to_owned())
        {
            left.push(other);
        }
        left.iter().for_each(|text| self.unplaced(text, at));
    }

    /// The hour that stands apart from its day.
    pub(super) fn add_time(&mut self, time: &str, place: &Place) {
        let day = self.event.start.clone().unwrap_or_default();
        if !matches!(when::read(&day), Ok(Written::Day(_))) {
            return self.unplaced(time, place);
        }
        let text = format!("{day} {time}");
        self.event.start = None;
        self.date(&text, place);
    }
}
