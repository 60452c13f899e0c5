//! Content lines: the one place where text becomes iCalendar.
//!
//! RFC 5545, 3.1 (lines of at most 75 octets, folded, ended by CRLF), 3.3.11 (TEXT), 3.3.13 (URI),
//! and RFC 6868 (parameter values). Names of properties, parameters and components are the
//! program's own words, so their type is `&'static str`; everything that a catalogue can say goes
//! through an escape.
//!
//! Text is cleaned on its way: CRLF, a lone CR and the Unicode line and paragraph separators (which
//! some readers take for the end of a content line) become line feeds; the other control
//! characters, C0, DEL and C1, are dropped, but for the tab. Not supported: BINARY values and
//! parameters with several values, which nothing here needs.

use std::io::{self, Write};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};

use crate::digits::push_digits;
use crate::special::each_special;

/// The longest line in octets, without its CRLF.
const LONGEST: usize = 75;

/// Content lines, in memory.
#[derive(Debug)]
pub(super) struct ContentLines {
    octets: Vec<u8>,
    /// Octets of the line that is being written, since its start or its last fold.
    column: usize,
}

impl Default for ContentLines {
    /// None yet, and room for as many as most files have.
    fn default() -> Self {
        Self { octets: Vec::with_capacity(1 << 13), column: 0 }
    }
}

impl ContentLines {
    /// `BEGIN` of a component.
    pub(super) fn begin(&mut self, component: &'static str) {
        self.property("BEGIN").value(component);
    }

    /// `END` of a component.
    pub(super) fn end(&mut self, component: &'static str) {
        self.property("END").value(component);
    }

    /// A line, up to its name.
    pub(super) fn property(&mut self, name: &'static str) -> Property<'_> {
        self.atom(name);
        Property { lines: self }
    }

    /// Lines that were written before.
    pub(super) fn whole(&mut self, octets: &[u8]) {
        self.octets.extend_from_slice(octets);
    }

    /// Writes the lines so far. Those that follow have their room.
    pub(super) fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let written = out.write_all(&self.octets);
        self.octets.clear();
        written
    }

    /// The lines so far, as they go into a file.
    pub(super) fn take_octets(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.octets)
    }

    /// Text that may be folded between any two of its characters.
    fn run(&mut self, text: &str) {
        let mut rest = text;
        while rest.len() > self.room() {
            let (head, tail) = rest.split_at(last_boundary(rest, self.room()));
            self.push(head);
            self.fold();
            rest = tail;
        }
        self.push(rest);
    }

    /// Text that is never folded inside, such as an escape.
    fn atom(&mut self, text: &str) {
        if text.len() > self.room() {
            self.fold();
        }
        self.push(text);
    }

    /// Text in one of the two escaped syntaxes.
    fn escaped(&mut self, text: &str, syntax: &Syntax) {
        let mut done = 0;
        each_special(text, is_special, |at| {
            self.run(&text[done..at]);
            let (written, length) = syntax.escape(&text[at..]);
            self.atom(written);
            done = at + length;
        });
        self.run(&text[done..]);
    }

    fn room(&self) -> usize {
        LONGEST - self.column
    }

    fn push(&mut self, text: &str) {
        self.octets.extend_from_slice(text.as_bytes());
        self.column += text.len();
    }

    fn fold(&mut self) {
        self.octets.extend_from_slice(b"\r\n ");
        self.column = 1;
    }

    fn end_line(&mut self) {
        self.octets.extend_from_slice(b"\r\n");
        self.column = 0;
    }
}

/// A line that still lacks its value.
#[must_use = "a content line needs its value"]
pub(super) struct Property<'a> {
    lines: &'a mut ContentLines,
}

impl Property<'_> {
    /// A parameter, quoted where its value asks for it (RFC 5545, 3.2).
    pub(super) fn parameter(self, name: &'static str, value: &str) -> Self {
        let quote = if value.contains([':', ';', ',']) { "\"" } else { "" };
        self.lines.atom(";");
        self.lines.atom(name);
        self.lines.atom("=");
        self.lines.atom(quote);
        self.lines.escaped(value, &PARAMETER);
        self.lines.atom(quote);
        self
    }

    /// A TEXT value.
    pub(super) fn text(self, value: &str) {
        self.texts([value]);
    }

    /// A list of TEXT values.
    pub(super) fn texts<'v>(self, values: impl IntoIterator<Item = &'v str>) {
        self.lines.atom(":");
        for (index, value) in values.into_iter().enumerate() {
            self.lines.atom(if index == 0 { "" } else { "," });
            self.lines.escaped(value, &TEXT);
        }
        self.lines.end_line();
    }

    /// A URI. What may not stand in one is percent-encoded, so that nothing can end the line.
    pub(super) fn uri(self, value: &str) {
        self.lines.atom(":");
        let mut rest = value;
        while let Some(at) = rest.bytes().position(|octet| !octet.is_ascii_graphic()) {
            let (plain, foreign) = rest.split_at(at);
            self.lines.run(plain);
            let length = foreign.chars().next().map_or(1, char::len_utf8);
            for octet in foreign[..length].bytes() {
                self.lines.atom(&format!("%{octet:02X}"));
            }
            rest = &foreign[length..];
        }
        self.lines.run(rest);
        self.lines.end_line();
    }

    /// A DATE (RFC 5545, 3.3.4).
    pub(super) fn date(self, day: NaiveDate) {
        self.parameter("VALUE", "DATE").value(&date(day));
    }

    /// A DATE-TIME in local time (RFC 5545, 3.3.5).
    pub(super) fn local(self, time: NaiveDateTime) {
        self.value(&local(time));
    }

    /// A DATE-TIME in UTC.
    pub(super) fn utc(self, instant: DateTime<Utc>) {
        self.value(&utc(instant));
    }

    /// A value of the program's own words, such as a recurrence rule. Never a catalogue's text:
    /// nothing is escaped.
    pub(super) fn value(self, words: &str) {
        self.lines.atom(":");
        self.lines.run(words);
        self.lines.end_line();
    }
}

/// `20230918`, as the links of calendar services have it too.
pub(crate) fn date(day: NaiveDate) -> String {
    let mut text = String::with_capacity("20230918T110000Z".len());
    push_digits::<4>(day.year().unsigned_abs(), &mut text);
    push_digits::<2>(day.month(), &mut text);
    push_digits::<2>(day.day(), &mut text);
    text
}

/// `20230918T130000`.
pub(crate) fn local(time: NaiveDateTime) -> String {
    let mut text = date(time.date());
    text.push('T');
    for part in [time.hour(), time.minute(), time.second()] {
        push_digits::<2>(part, &mut text);
    }
    text
}

/// `20230918T110000Z`.
pub(super) fn utc(instant: DateTime<Utc>) -> String {
    local(instant.naive_utc()) + "Z"
}

/// What a syntax cannot hold as it is, and what it writes instead.
struct Syntax {
    line_break: &'static str,
    escapes: &'static [(char, &'static str)],
}

/// Whether a character that begins with this octet may need an escape in one of them, or may be
/// dropped: the control characters beyond ASCII begin with 0xC2 in UTF-8, the line and paragraph
/// separators with 0xE2.
#[inline]
fn is_special(octet: u8) -> bool {
    octet < b' ' || matches!(octet, b'\\' | b';' | b',' | b'^' | b'"' | 0x7f | 0xc2 | 0xe2)
}

/// TEXT (RFC 5545, 3.3.11).
static TEXT: Syntax = Syntax::new(r"\n", &[('\\', r"\\"), (';', r"\;"), (',', r"\,")]);

/// A parameter's value (RFC 6868, 3).
static PARAMETER: Syntax = Syntax::new("^n", &[('^', "^^"), ('"', "^'")]);

impl Syntax {
    /// A syntax that escapes these characters, which must be ASCII.
    const fn new(line_break: &'static str, escapes: &'static [(char, &'static str)]) -> Self {
        Self { line_break, escapes }
    }

    /// What the first character of a text is written as, and how many octets of the text that is.
    fn escape<'t>(&self, text: &'t str) -> (&'t str, usize) {
        let Some(character) = text.chars().next() else {
            return ("", 0);
        };
        let length = character.len_utf8();
        let written = match character {
            '\r' if text[length..].starts_with('\n') => "",
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => self.line_break,
            '\t' => "\t",
            control if control.is_control() => "",
            _ => self
                .escapes
                .iter()
                .find_map(|(special, escape)| (*special == character).then_some(*escape))
                .unwrap_or(&text[..length]),
        };
        (written, length)
    }
}

/// The last place, at most this far in, where a text can be cut without cutting a character.
fn last_boundary(text: &str, limit: usize) -> usize {
    (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
