//! The kinds of values that keys take.

use std::borrow::Cow;
use std::sync::OnceLock;

use url::Url;

use super::read::{Read, Reader, Spanned};
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::{self, Duration};
use crate::folded::similar;
use crate::markdown::{self, Extras};
use crate::model::{Status, Text};
use crate::when::{self, Kind, Written};
use crate::yaml::{Node, Value};
use crate::zone::Zone;

/// A permanent name, usable as a file name and in a URL on every system.
#[derive(Clone, Debug)]
pub(crate) struct Id(pub(crate) String);

/// The UID of a calendar entry (RFC 5545, 3.8.4.7), as any program may have made it.
#[derive(Clone, Debug)]
pub(crate) struct Uid(pub(crate) String);

/// A text of one line; line breaks of the source are spaces.
#[derive(Clone, Debug)]
pub(crate) struct Line(pub(crate) String);

/// A text of one or more paragraphs.
#[derive(Clone, Debug)]
pub(crate) struct Markdown {
    text: String,
    extras: OnceLock<Option<Box<Extras>>>,
}

impl Markdown {
    /// What becomes of the text, which is gone from the document then.
    pub(crate) fn take(&mut self, base: Option<&Url>) -> Text {
        let (text, extras) = markdown::read(&std::mem::take(&mut self.text), base);
        self.extras = extras.map(Box::new).into();
        text
    }

    /// What it holds beside its words, as most do not.
    pub(crate) fn extras(&self) -> Option<&Extras> {
        // Found on the way where the text was taken, since Markdown takes long to read. A mistake
        // elsewhere may have left it here.
        let extras = self.extras.get_or_init(|| markdown::extras(&self.text).map(Box::new));
        extras.as_deref()
    }
}

/// An address of the web; nothing once it was taken out. It is in a box, since most mappings have
/// none of most.
#[derive(Clone, Debug)]
pub(crate) struct Link(pub(crate) Option<Box<Url>>);

impl Link {
    pub(crate) fn get(&self) -> Option<&Url> {
        self.0.as_deref()
    }
}

/// A BCP 47 language tag, as far as its shape goes.
#[derive(Clone, Debug)]
pub(crate) struct Language(pub(crate) String);

/// A CSS colour name.
#[derive(Clone, Debug)]
pub(crate) struct Color(pub(crate) String);

/// An e-mail address.
#[derive(Clone, Debug)]
pub(crate) struct Email(pub(crate) String);

/// One value, or a list of them.
#[derive(Clone, Debug)]
pub(crate) struct OneOrMore<T>(pub(crate) Vec<Spanned<T>>);

/// What the author says of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordingState {
    Pending,
    None,
}

/// Reads a text that is not empty.
pub(super) fn text<'n, 's: 'n>(
    node: &'n Node<'_>,
    reader: &mut Reader<'s>,
    expected: &str,
) -> Option<&'n str> {
    let text = reader.text(node, expected)?.trim();
    if text.is_empty() {
        let message = format!("expected {expected}, found an empty text");
        let diagnostic = Diagnostic::new(Code::WrongType, reader.visible(node), message);
        reader.report(diagnostic.help("write it, or take the key out"));
        return None;
    }
    Some(text)
}

/// Reads a text that is not empty once its control characters are gone: no output can carry them,
/// and a terminal would take them for commands.
fn visible(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let text = text(node, reader, "a text")?;
    if !text.bytes().fold(false, |found, byte| found | may_control(byte)) {
        return Some(taken(node, reader));
    }
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    let text: String = text.chars().filter(is_kept).collect();
    if text.trim().is_empty() {
        let message = "expected a text, found control characters".to_owned();
        reject(reader, node, Code::WrongType, message, "write the text anew".to_owned());
        return None;
    }
    Some(text.trim().to_owned())
}

/// Whether a byte may be of a control character that is not kept. Nearly no text has one, and bytes
/// are many at a time where characters are one by one.
fn may_control(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || matches!(byte, 0x7f | 0xc2)
}

/// The text of a node without the spaces around it, which it gives away rather than a copy.
fn taken(node: &mut Node<'_>, reader: &mut Reader<'_>) -> String {
    if let Value::Text(Cow::Owned(text)) = &mut node.value {
        let mut text = std::mem::take(text);
        text.truncate(text.trim_end().len());
        text.drain(..text.len() - text.trim_start().len());
        return text;
    }
    text(node, reader, "a text").unwrap_or_default().to_owned()
}

/// Reports that a value is not what the key takes.
pub(super) fn reject(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    code: Code,
    message: String,
    help: String,
) {
    let span = reader.visible(node);
    reader.report(Diagnostic::new(code, span, message).help(help));
}

impl Read for Line {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = visible(node, reader)?;
        if !text.contains(['\n', '\r']) {
            return Some(Self(text));
        }
        let lines: Vec<_> = text.split(['\n', '\r']).map(str::trim).collect();
        Some(Self(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")))
    }
}

impl Read for Markdown {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { text: visible(node, reader)?, extras: OnceLock::new() })
    }
}

/// The names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Read for Id {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a name")?;
        let lower = text.to_ascii_lowercase();
        let stem = lower.split('.').next().unwrap_or_default();
        let numbered =
            |device| stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest != "0");
        let reason = if !text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
            "has characters that do not work in file names and URLs"
        } else if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            "does not start with a letter or digit"
        } else if text.ends_with('.') {
            "ends with a dot"
        } else if text.len() > 64 {
            "is longer than 64 characters"
        } else if DEVICES.contains(&stem) || numbered("com") || numbered("lpt") {
            "is the name of a device on Windows"
        } else {
            return Some(Self(text.to_owned()));
        };
        let help = format!(
            "use up to 64 letters, digits, `-`, `_` and `.`, such as `{}`",
            suggested_id(text)
        );
        reject(reader, node, Code::UnusableId, format!("the id `{text}` {reason}"), help);
        None
    }
}

/// A usable id that looks like the one that was written.
fn suggested_id(text: &str) -> String {
    let kept: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    match kept.trim_matches('-') {
        "" => "S01".to_owned(),
        // All that is left to be wrong with it is that it is a device's name.
        kept if kept == text => format!("{kept}-1"),
        kept => kept.to_owned(),
    }
}

/// The longest UID, in octets (RFC 7986, 5.3).
const LONGEST_UID: usize = 255;

impl Read for Uid {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a UID")?;
        let message = if text.chars().any(char::is_control) {
            "the UID has a line break or another control character".to_owned()
        } else if text.len() > LONGEST_UID {
            format!("the UID has {} octets, and a calendar takes {LONGEST_UID}", text.len())
        } else {
            return Some(Self(text.to_owned()));
        };
        let help = "copy what follows `UID:` in the calendar that the event is in, on one line";
        reject(reader, node, Code::InvalidValue, message, help.to_owned());
        None
    }
}

impl Read for Zone {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a zone")?;
        if let Some(zone) = Zone::get(text) {
            return Some(zone);
        }
        let city = || Zone::all().iter().find(|zone| zone.name().ends_with(&format!("/{text}")));
        let names = || Zone::all().iter().map(Zone::name);
        let (reason, help) = if let Some(name) = Zone::of_old(text) {
            ("is an old name of a zone", format!("write `{name}`"))
        } else if text.starts_with(['+', '-'])
            || text.starts_with("Etc/")
            || Zone::is_abbreviation(text)
        {
            (
                "is no zone: it does not know summer from winter",
                "name a city whose clocks the series follows, such as `Europe/Copenhagen`; \
                 a time in UTC is written with `Z` at its end"
                    .to_owned(),
            )
        } else if let Some(name) = city().map(Zone::name).or_else(|| similar(text, names())) {
            ("is not a zone of the database", format!("did you mean `{name}`?"))
        } else {
            (
                "is not a zone of the database",
                "name it by continent and city, such as `Europe/Copenhagen`".to_owned(),
            )
        };
        reject(reader, node, Code::UnknownZone, format!("`{text}` {reason}"), help);
        None
    }
}

impl Read for Duration {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a duration")?;
        match duration::read(text) {
            Ok(duration) => Some(duration),
            Err(message) => {
                let help = "write `90m`, `1h30m`, `2 days` or `PT1H30M`".to_owned();
                reject(reader, node, Code::InvalidDuration, message, help);
                None
            }
        }
    }
}

impl Read for Written {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a time")?;
        when::read(text)
            .map_err(|mistake| {
                let code = match mistake.kind {
                    Kind::Unreadable => Code::InvalidTime,
                    Kind::Weekday => Code::WrongWeekday,
                };
                let span = reader.part(node, text, mistake.range);
                reader.report(Diagnostic::new(code, span, mistake.message).help(mistake.help));
            })
            .ok()
    }
}

/// Reads one of a few words.
fn word<T: Copy>(node: &Node<'_>, reader: &mut Reader<'_>, words: &[(&str, T)]) -> Option<T> {
    let names = || words.iter().map(|(name, _)| *name);
    let listed = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let text = text(node, reader, &format!("one of {listed}"))?;
    if let Some((_, value)) = words.iter().find(|(name, _)| *name == text) {
        return Some(*value);
    }
    let help = match similar(text, names()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of {listed}"),
    };
    let message = format!("`{text}` is none of {listed}");
    reject(reader, node, Code::InvalidValue, message, help);
    None
}

/// The words for what becomes of an event.
pub(super) const STATUSES: [(&str, Status); 4] = [
    (Status::Confirmed.name(), Status::Confirmed),
    (Status::Tentative.name(), Status::Tentative),
    (Status::Cancelled.name(), Status::Cancelled),
    (Status::Postponed.name(), Status::Postponed),
];

impl Read for Status {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        word(node, reader, &STATUSES)
    }
}

/// The words for a recording that is not linked.
pub(super) const RECORDING_STATES: [(&str, RecordingState); 2] =
    [("pending", RecordingState::Pending), ("none", RecordingState::None)];

impl Read for RecordingState {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        word(node, reader, &RECORDING_STATES)
    }
}

impl Read for Language {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a language")?;
        let mut subtags = text.split('-');
        let primary = subtags.next().unwrap_or_default();
        let letters = |tag: &str| tag.bytes().all(|byte| byte.is_ascii_alphabetic());
        let subtag = |tag: &str| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if (2..=3).contains(&primary.len()) && letters(primary) && subtags.all(subtag) {
            return Some(Self(text.to_owned()));
        }
        let help = "write a BCP 47 tag such as `en`, `da` or `pt-BR`".to_owned();
        reject(reader, node, Code::InvalidValue, format!("`{text}` is no language tag"), help);
        None
    }
}

impl Read for Color {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a colour name")?;
        let lower = text.to_ascii_lowercase();
        if COLORS.split(' ').any(|name| name == lower) {
            return Some(Self(lower));
        }
        let help = match similar(text, COLORS.split(' ')) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "calendars take the colour names of CSS, such as `teal`".to_owned(),
        };
        reject(reader, node, Code::InvalidValue, format!("`{text}` is no CSS colour name"), help);
        None
    }
}

impl Read for Email {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "an e-mail address")?;
        let plain = |c: char| c.is_ascii_graphic() && !"<>()[]\\,;:\"".contains(c);
        match text.split_once('@') {
            Some((user, host))
                if !user.is_empty()
                    && host.contains('.')
                    && !host.contains('@')
                    && text.chars().all(plain) =>
            {
                Some(Self(text.to_owned()))
            }
            _ => {
                let help = "write it as `name@example.org`".to_owned();
                let message = format!("`{text}` is no e-mail address");
                reject(reader, node, Code::InvalidValue, message, help);
                None
            }
        }
    }
}

impl<T: Read> Read for OneOrMore<T> {
    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            Value::Sequence(_) => reader.value(node).map(Self),
            _ => reader.value(node).map(|one| Self(vec![one])),
        }
    }
}

/// The colour names of CSS Color Module Level 3, 4.3, which RFC 7986, 5.9 refers to.
pub(super) const COLORS: &str = "\
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk \
    crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki \
    darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue \
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite \
    gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki \
    lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen \
    lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen \
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream \
    mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum \
    powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell \
    sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal \
    thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen";
