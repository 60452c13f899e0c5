//! Content lines (RFC 5545, 3.1) with the place where each begins, and the components (3.6) that
//! they make up. What a line says is read by icalendar; where it stands is what that does not tell.

use icalendar::parser::{ParseString, Property};

use super::remarks::{Fault, Remarks};

/// How deep components may stand in each other; in practice it is three.
const DEEPEST: usize = 16;

/// A content line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Of the file, from 1.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    /// Of a TEXT, without its escapes.
    pub(super) value: String,
}

/// What stands between a BEGIN and its END.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// The line of the BEGIN.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    pub(super) inside: Vec<Component>,
}

impl Line {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        parameters.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The items of a list of TEXT, which icalendar leaves as they are.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut items = vec![String::new()];
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                ',' => items.push(String::new()),
                _ => {
                    let item = items.last_mut();
                    item.into_iter().for_each(|item| item.push(character));
                    let escaped = (character == '\\').then(|| characters.next()).flatten();
                    items.last_mut().into_iter().for_each(|item| item.extend(escaped));
                }
            }
        }
        items.iter().map(|item| unescaped(item)).collect()
    }
}

/// A TEXT without its escapes (RFC 5545, 3.3.11).
pub(super) fn unescaped(text: &str) -> String {
    ParseString::from(text).unescape_text().as_str().to_owned()
}

impl Component {
    /// The first line of a name.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.all(name).next()
    }

    /// Every line of a name.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// The value of the first line of a name, if it has one.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let value = self.line(name)?.value.trim();
        (!value.is_empty()).then_some(value)
    }
}

/// The calendars of a file.
pub(super) fn calendars(text: &str, remarks: &mut Remarks) -> Result<Vec<Component>, Fault> {
    let mut open: Vec<Component> = Vec::new();
    let mut calendars = Vec::new();
    for (number, text) in unfolded(text) {
        let (name, value) = text.split_once(':').unwrap_or((&text, ""));
        let value = value.trim().to_ascii_uppercase();
        let is_begin = name.trim().eq_ignore_ascii_case("BEGIN");
        if open.is_empty() && !(is_begin && value == "VCALENDAR") {
            return Err(no_calendar(number, &text));
        } else if is_begin {
            if open.len() == DEEPEST {
                return Err(Fault::new(number, "components stand in each other too deep"));
            }
            open.push(Component { number, name: value, lines: vec![], inside: vec![] });
        } else if name.trim().eq_ignore_ascii_case("END") {
            let Some(component) = open.pop() else { continue };
            if component.name != value {
                return Err(unclosed(&component, Some((number, &value))));
            }
            match open.last_mut() {
                Some(outer) => outer.inside.push(component),
                None => calendars.push(component),
            }
        } else if let Some(inner) = open.last_mut() {
            match line(number, &text) {
                Some(line) => inner.lines.push(line),
                None => remarks.unplaced(number, &text, "this is no line of a calendar"),
            }
        }
    }
    match open.last() {
        Some(component) => Err(unclosed(component, None)),
        None if calendars.is_empty() => Err(no_calendar(1, "")),
        None => Ok(calendars),
    }
}

fn no_calendar(number: usize, text: &str) -> Fault {
    let found = match text.trim() {
        "" => "nothing".to_owned(),
        text => format!("`{}`", crate::import::remark::shown(text)),
    };
    Fault::new(number, format!("expected `BEGIN:VCALENDAR`, found {found}"))
        .help("export the calendar anew, as iCalendar (.ics)")
}

/// A component whose end is missing, and the line at which that shows.
fn unclosed(component: &Component, end: Option<(usize, &str)>) -> Fault {
    let Component { number, name, .. } = component;
    let message = match end {
        Some((_, found)) => format!("expected `END:{name}`, found `END:{found}`"),
        None => format!("the file ends before `END:{name}`"),
    };
    let at = end.map_or(*number, |(number, _)| number);
    Fault::new(at, message)
        .help(format!("the `{name}` of line {number} is not complete: export the calendar anew"))
}

/// The bytes with each character whole: some programs fold lines in the middle of one. Every byte
/// but theirs stays where it was, and every line has its number.
pub(in crate::import) fn with_whole_characters(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, behind) = rest.split_at(at + 1);
        let folded = behind.strip_prefix(b" ").or_else(|| behind.strip_prefix(b"\t"));
        let is_rest = |byte: &&u8| (0x80..0xC0).contains(*byte);
        let number = folded.map_or(0, |folded| folded.iter().take_while(is_rest).count());
        let end = line.strip_suffix(b"\r\n").map_or(line.len() - 1, <[u8]>::len);
        let (text, line_break) = line.split_at(end);
        whole.extend_from_slice(text);
        rest = behind;
        if let (Some(folded), 1..=3) = (folded, number) {
            let (moved, after) = folded.split_at(number);
            whole.extend_from_slice(moved);
            whole.extend_from_slice(line_break);
            whole.push(b' ');
            rest = after;
        } else {
            whole.extend_from_slice(line_break);
        }
    }
    whole.extend_from_slice(rest);
    whole
}

/// The lines as they were before they were folded, each with the number of its first.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, folded))) => folded.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}

fn line(number: usize, text: &str) -> Option<Line> {
    // icalendar knows the type of a value by its name in capitals.
    let end = text.find([':', ';'])?;
    let text = text[..end].to_ascii_uppercase() + &text[end..];
    let property = Property::try_from(text.as_str()).ok()?;
    let parameters = property.params.iter().map(|parameter| {
        let value = parameter.val.as_ref().map_or("", |value| value.as_str());
        (parameter.key.as_str().to_owned(), value.to_owned())
    });
    let name = property.name.as_str().trim();
    (!name.is_empty()).then(|| Line {
        number,
        name: name.to_owned(),
        parameters: parameters.collect(),
        value: property.val.as_str().to_owned(),
    })
}
