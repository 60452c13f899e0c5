//! An HTML entity in plain text, which shows it as it is: `Q&amp;A`.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Content, Passage};

/// Those that people meet.
const ENTITIES: [(&str, &str); 15] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bull", "•"),
    ("middot", "·"),
];

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Line(text) = passage.content else { return };
    let entities = text.match_indices('&').filter_map(|(start, _)| entity(&text[start..]));
    let Some((entity, meant)) = entities.into_iter().find(|(_, meant)| is_shown(meant)) else {
        return;
    };
    let message = format!("`{entity}` is shown as it is: this text is no HTML");
    let diagnostic = Diagnostic::new(Code::HtmlEntity, subject.place(passage, entity), message);
    found.push(diagnostic.help(format!("write `{meant}`")));
}

fn is_shown(meant: &str) -> bool {
    !meant.contains(char::is_control)
}

/// The longest entity, in bytes.
const LONGEST: usize = 12;

/// The entity that a text begins with, and what it stands for.
pub(crate) fn entity(text: &str) -> Option<(&str, String)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((&text[..=end], character(text[..end].strip_prefix('&')?)?))
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_what_a_text_begins_with() {
        assert_eq!(entity("&amp;A"), Some(("&amp;", "&".to_owned())));
        assert_eq!(entity("&#x1F600;"), Some(("&#x1F600;", "\u{1f600}".to_owned())));
        assert_eq!(entity("&Eacute;t&eacute;"), Some(("&Eacute;", "É".to_owned())));
        for text in
            ["", "&", "&;", "A&amp;", "& amp;", "&nothing;", "&ünlaut;", "&aaaaaaaaaaaaaaaa;"]
        {
            assert_eq!(entity(text), None, "{text}");
        }
    }
}
