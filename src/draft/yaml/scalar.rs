//! The styles of YAML's scalars (YAML 1.2.2, chapters 7 and 8): plain where it is safe, quotes
//! where it is not, blocks for what is long. What readers of YAML 1.1 would take for something else
//! (`no`, `1_000`, `2023-09-18`) has quotes too.

use super::wrap;
use crate::when;

/// How wide lines are, in characters.
const WIDTH: usize = 100;

/// A text of one line. Where it does not fit behind the column, it is folded over the lines of a
/// block, if it has spaces to fold it at.
pub(super) fn line(text: &str, column: usize, indent: usize) -> String {
    let scalar = scalar(text);
    if column + scalar.chars().count() <= WIDTH || !is_foldable(text) {
        return scalar;
    }
    let lines = wrap::lines(text, WIDTH.saturating_sub(indent), wrap::Place::AnySpace);
    match lines.len() {
        1 => scalar,
        _ => block(">-", &lines, indent),
    }
}

/// A time. What people write as one (`2023-09-18`, `14:30`) stands as it is.
pub(crate) fn time(text: &str) -> String {
    if is_safe(text) && when::read(text).is_ok() { text.to_owned() } else { scalar(text) }
}

/// A text of paragraphs: a block, unless one short line says it all.
pub(super) fn markdown(text: &str, column: usize, indent: usize) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let short = scalar(text);
    let is_short = !text.contains('\n') && column + short.chars().count() <= WIDTH;
    if is_short || !text.chars().all(|c| is_shown(c) || c == '\n' || c == '\t') {
        return short;
    }
    block("|", &wrap::paragraphs(text, WIDTH.saturating_sub(indent)), indent)
}

/// A block scalar: its header, and its lines.
fn block(header: &str, lines: &[String], indent: usize) -> String {
    let mut text = header.to_owned();
    for line in lines {
        text.push('\n');
        if !line.is_empty() {
            text.push_str(&" ".repeat(indent));
            text.push_str(line);
        }
    }
    text
}

/// Any text, on one line.
pub(crate) fn scalar(text: &str) -> String {
    if is_safe(text) && !is_taken(text) {
        text.to_owned()
    } else if text.chars().all(is_shown) && text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        quoted(text)
    }
}

/// Any text in double quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// Whether a text may be folded: what stands between its single spaces is whole.
fn is_foldable(text: &str) -> bool {
    text.chars().all(is_shown) && text.trim() == text && !text.contains("  ")
}

/// Whether YAML takes a text for a plain scalar, whatever it then reads it as.
fn is_safe(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && text.chars().all(is_shown)
        && !text.starts_with(|c| "-?:,[]{}#&*!|>'\"%@`~=".contains(c))
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && text != "<<"
}

/// Whether a plain scalar would be read as something else than text, here or elsewhere.
fn is_taken(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    const FLOATS: [&str; 2] = [".inf", ".nan"];
    let lower = text.to_lowercase();
    let unsigned = lower.trim_start_matches(['+', '-']);
    let is_radix = ["0x", "0o", "0b"].iter().any(|radix| unsigned.starts_with(radix));
    let is_figures = lower.contains(|c: char| c.is_ascii_digit())
        && lower.chars().all(|c| "0123456789_.,:+-etz ".contains(c));
    WORDS.contains(&lower.as_str()) || FLOATS.contains(&unsigned) || is_radix || is_figures
}

/// Whether a character can stand in a line as it is.
fn is_shown(c: char) -> bool {
    let is_break = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_none = matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    !c.is_control() && !is_break && !is_none
}

/// A character between double quotes.
fn escaped(c: char) -> String {
    match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if is_shown(c) => c.to_string(),
        c => format!("\\u{:04x}", u32::from(c)),
    }
}
