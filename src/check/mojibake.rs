//! Text that was decoded wrongly: UTF-8 whose bytes were taken for Windows-1252 (as the WHATWG
//! standard defines it), once or several times, so that `é` became `Ã©`; and U+FFFD, which stands
//! where a character was lost.
//!
//! A capital with an accent before a quotation mark gives bytes of UTF-8 too (`CAFÉ”`), so what is
//! taken for an accident has to hold a character that does not stand there by right.

use std::ops::{Range, RangeInclusive};

use super::subject::Line;
use crate::diagnostic::{Code, Diagnostic};

/// How many wrong decodings, one after the other, are undone.
const DEPTH: usize = 3;

pub(super) fn check(line: &Line<'_>, found: &mut Vec<Diagnostic>) {
    let behind = |at: usize, c: char| &line.text[at + c.len_utf8()..];
    if line.beyond.iter().any(|(at, c)| may_begin(*c, behind(*at, *c))) {
        found.extend(repaired(line.text, line.offset).or_else(|| lost(line.text, line.offset)));
    }
}

/// Whether something that was decoded wrongly may begin with a character. Its first byte and the next
/// one have both become characters beyond ASCII.
pub(super) fn may_begin(c: char, behind: &str) -> bool {
    let next = behind.bytes().next();
    c == char::REPLACEMENT_CHARACTER
        || LEADS.contains(&c) && next.is_some_and(|byte| !byte.is_ascii())
}

fn repaired(line: &str, offset: usize) -> Option<Diagnostic> {
    let accidents = accidents(line);
    let (first, last) = (accidents.first()?, accidents.last()?);
    let mended = |within: Range<usize>| {
        let mut text = String::new();
        let mut at = within.start;
        for (range, meant) in accidents.iter().filter(|(range, _)| range.end <= within.end) {
            text.push_str(&line[at..range.start]);
            text.push_str(meant);
            at = range.end;
        }
        text.push_str(&line[at..within.end]);
        text
    };
    let word = word_around(line, first.0.clone());
    let inside = accidents.iter().filter(|(range, _)| range.end <= word.end).count();
    let label = match accidents.len() - inside {
        0 => String::new(),
        more => format!("and {more} more in this line"),
    };
    let all = first.0.start..last.0.end;
    let message = format!("`{}` was decoded wrongly", &line[word.clone()]);
    let span = offset + word.start..offset + word.end;
    Some(
        Diagnostic::new(Code::Mojibake, span, message)
            .label(label)
            .help(format!("did you mean `{}`?", mended(word)))
            .repair(offset + all.start..offset + all.end, mended(all)),
    )
}

fn lost(line: &str, offset: usize) -> Option<Diagnostic> {
    let at = line.find(char::REPLACEMENT_CHARACTER)?;
    let word = word_around(line, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
    let message = format!("a character of `{}` was lost", &line[word.clone()]);
    let span = offset + word.start..offset + word.end;
    let diagnostic = Diagnostic::new(Code::Mojibake, span, message);
    Some(diagnostic.help("write it anew, and save the file with the encoding UTF-8"))
}

/// The word that a part of a line is in.
pub(crate) fn word_around(line: &str, part: Range<usize>) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() && c != '\u{a0}' || "\"'()[]<>,;:*_".contains(c);
    let start = line[..part.start]
        .rfind(ends)
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let end = line[part.end..].find(ends).map_or(line.len(), |length| part.end + length);
    start..end
}

/// Whether something in a line was decoded wrongly.
pub(super) fn is_in(line: &str) -> bool {
    !accidents(line).is_empty()
}

/// What was decoded wrongly in a line, and what it was.
pub(crate) fn accidents(line: &str) -> Vec<(Range<usize>, String)> {
    let mut found = once(line, Evidence::Needed);
    for (_, meant) in &mut found {
        *meant = again(std::mem::take(meant));
    }
    found
}

/// What an accident gives may be one itself: it was decoded wrongly twice. Then it certainly is.
fn again(mut text: String) -> String {
    for _ in 1..DEPTH {
        for (range, meant) in once(&text.clone(), Evidence::Given).into_iter().rev() {
            text.replace_range(range, &meant);
        }
    }
    text
}

/// Whether a sequence has to show that it is an accident.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Needed,
    Given,
}

/// Every run of characters that was decoded wrongly, and what it was before the last time.
fn once(line: &str, evidence: Evidence) -> Vec<(Range<usize>, String)> {
    let mut accidents: Vec<(Range<usize>, String)> = Vec::new();
    for (at, _) in line.char_indices().filter(|(_, c)| LEADS.contains(c)) {
        let last = accidents.last_mut();
        // What is inside of one is no beginning.
        if last.as_ref().is_some_and(|(range, _)| at < range.end) {
            continue;
        }
        let Some((end, meant)) = accident(line, at, evidence) else { continue };
        match last {
            Some((range, text)) if range.end == at => {
                range.end = end;
                text.push(meant);
            }
            _ => accidents.push((at..end, meant.to_string())),
        }
    }
    accidents
}

/// The characters that the first byte of a longer sequence becomes.
const LEADS: RangeInclusive<char> = 'Â'..='ô';

/// One character that was decoded wrongly at an offset: where it ends, and what it was.
fn accident(line: &str, at: usize, evidence: Evidence) -> Option<(usize, char)> {
    let mut rest = line[at..].chars();
    let first = rest.next()?;
    let lead = byte(first)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let bytes = bytes.get_mut(..length)?;
    let mut certain = evidence == Evidence::Given;
    for (byte, next) in bytes[1..].iter_mut().zip(rest.by_ref()) {
        certain |= !stands_by_right(next);
        *byte = self::byte(next)?;
    }
    let end = line.len() - rest.as_str().len();
    let before = line[..at].chars().next_back();
    let after = rest.next();
    certain |= first.is_uppercase() && before.is_some_and(char::is_lowercase);
    certain |= matches!(first, 'Ã' | 'Â') && after.is_some_and(char::is_lowercase);
    let meant = std::str::from_utf8(bytes).ok()?.chars().next()?;
    (certain && !meant.is_control()).then_some((end, meant))
}

/// Whether a character may well stand behind a letter: punctuation, spaces, footnotes.
fn stands_by_right(c: char) -> bool {
    "‘’“”‚„‹›«»–—…•™\u{a0}¡¿·¹²³ªº§".contains(c)
}

/// The byte that Windows-1252 has for a character.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..) => Some(byte),
        Ok(_) => None,
        Err(_) => {
            let index = HIGH.iter().position(|high| *high == c)?;
            u8::try_from(0x80 + index).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mended(text: &str) -> String {
        let mut mended = text.to_owned();
        for (range, meant) in accidents(text).into_iter().rev() {
            mended.replace_range(range, &meant);
        }
        mended
    }

    #[test]
    fn what_was_decoded_wrongly_is_mended() {
        for (text, meant) in [
            ("JimÃ©nez-SÃ¡nchez", "Jiménez-Sánchez"),
            ("LðŸ‘€king", "L👀king"),
            ("EspÃ\u{ad}rito", "Espírito"),
            ("Queenâ€™s â€œdataâ€\u{9d}", "Queen’s “data”"),
            ("BoltanskÃ½ KovaÄ‡", "Boltanský Kovać"),
            ("JimÃƒÂ©nez", "Jiménez"),
            ("vÃ\u{a0}", "và"),
            ("Ã–sterreich", "Österreich"),
        ] {
            assert_eq!(mended(text), meant);
        }
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        for text in [
            "“CAFÉ” – «À la carte»",
            "J’ai aimé…”",
            "il a aimé\u{a0}»",
            "NÃO, MAÇÃ",
            "É²",
            "25 °C ± 2 µm",
            "Łódź, Kraków, İstanbul",
            "ČESKÝ “KÔŇ”",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_name_survives_one_wrong_decoding(name in "[a-z]{2,5}[áéíóúñüößčšžłøå][a-z]{2,5}") {
            let wrong: String = name.bytes().map(|byte| match byte {
                0..0x80 => char::from(byte),
                byte => (0x80_u32..0x2_200).filter_map(char::from_u32)
                    .find(|c| super::byte(*c) == Some(byte) && (byte >= 0xa0 || *c as u32 > 0xff || "\u{81}\u{8d}\u{8f}\u{90}\u{9d}".contains(*c)))
                    .unwrap_or('?'),
            }).collect();
            prop_assert_eq!(mended(&wrong), name);
        }
    }
}
