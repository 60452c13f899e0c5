//! An HTML entity in plain text, which shows it as it is: `Q&amp;A`.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Content, Passage};

/// Those that people meet.
const ENTITIES: [(&str, &str); 9] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
];

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Line(text) = passage.content else { return };
    let Some((entity, meant)) = entity(text) else { return };
    let message = format!("`{entity}` is shown as it is: this text is no HTML");
    let diagnostic = Diagnostic::new(Code::HtmlEntity, subject.place(passage, entity), message);
    found.push(diagnostic.help(format!("write `{meant}`")));
}

/// The first entity of a text, and the character that it stands for.
fn entity(text: &str) -> Option<(&str, String)> {
    let candidates = text.match_indices('&').filter_map(|(start, _)| {
        let length = text[start..].find(';')?;
        Some((&text[start..=start + length], &text[start + 1..start + length]))
    });
    candidates.into_iter().find_map(|(entity, name)| Some((entity, character(name)?)))
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    if let Some((_, text)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Some((*text).to_owned());
    }
    let (letter, mark) = name.split_at_checked(1)?;
    accented(letter.chars().next()?, mark).map(String::from)
}

/// `eacute` and its kin.
fn accented(letter: char, mark: &str) -> Option<char> {
    let (plain, marked) = match mark {
        "acute" => ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        "grave" => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        "circ" => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        "uml" => ("aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
        "tilde" => ("anoANO", "ãñõÃÑÕ"),
        "ring" => ("aA", "åÅ"),
        "slash" => ("oO", "øØ"),
        "cedil" => ("cC", "çÇ"),
        "caron" => ("sS", "šŠ"),
        _ => return None,
    };
    plain.chars().zip(marked.chars()).find(|(plain, _)| *plain == letter).map(|(_, marked)| marked)
}
