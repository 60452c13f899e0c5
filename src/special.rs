//! Where a text has what a syntax cannot hold as it is. Nearly all of what is published is ordinary,
//! so that to escape it is to look for what is not. What tells whether a byte is special is to be
//! inlined: many bytes are compared at once then.

/// How many bytes are looked at together. To compare all of them is faster than to ask after each
/// whether to stop, and most blocks of most texts hold nothing special.
const BLOCK: usize = 64;

/// Tells where the special bytes of a text are, one after the other.
#[inline]
pub(crate) fn each_special(
    text: &str,
    is_special: impl Fn(u8) -> bool,
    mut found: impl FnMut(usize),
) {
    let mut start = 0;
    for part in text.as_bytes().chunks(BLOCK) {
        let mut filled = [b' '; BLOCK];
        let block = part.first_chunk().unwrap_or_else(|| {
            filled[..part.len()].copy_from_slice(part);
            &filled
        });
        let mut marks = marks(block, &is_special) & u64::MAX >> (BLOCK - part.len());
        while marks != 0 {
            found(start + marks.trailing_zeros() as usize);
            marks &= marks - 1;
        }
        start += BLOCK;
    }
}

/// Whether a text has a special byte.
#[inline]
pub(crate) fn has_special(text: &str, is_special: impl Fn(u8) -> bool) -> bool {
    let mut has_some = false;
    each_special(text, is_special, |_| has_some = true);
    has_some
}

/// Whether nothing is seen of a character that is neither a space nor a control character: it has no
/// width, or tells the direction or the kind of others.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Pushes a text; in place of each character that begins with a special byte, `escape` pushes
/// something else. It is told where the character stands.
#[inline]
pub(crate) fn push_escaped(
    raw: &str,
    out: &mut String,
    is_special: impl Fn(u8) -> bool,
    escape: impl Fn(char, usize, &mut String),
) {
    let mut done = 0;
    each_special(raw, is_special, |at| {
        // A byte within a character begins none.
        let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) else { return };
        out.push_str(&raw[done..at]);
        escape(c, at, out);
        done = at + c.len_utf8();
    });
    out.push_str(&raw[done..]);
}

/// The special bytes of a block, the first one as the lowest bit.
#[inline]
fn marks(block: &[u8; BLOCK], is_special: &impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (at, byte) in block.iter().enumerate() {
        flags[at] = u8::from(is_special(*byte));
    }
    let eights = flags.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight));
    if eights.clone().fold(0, |some, eight| some | eight) == 0 {
        return 0;
    }
    // Eight flags, one a byte, become eight bits: the highest byte of the product.
    let bits = eights.map(|eight| eight.wrapping_mul(0x0102_0408_1020_4080) >> 56);
    bits.rev().fold(0, |marks, bits| marks << 8 | bits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_special_byte_is_told(text in "(\\PC{0,9}|[,; ]|[a-z]{0,70}){0,9}") {
            let is_special = |byte| matches!(byte, b' ' | b',' | b';' | 0xc3);
            let mut told = vec![];
            each_special(&text, is_special, |at| told.push(at));
            let expected: Vec<_> = (0..text.len()).filter(|at| is_special(text.as_bytes()[*at])).collect();
            prop_assert_eq!(has_special(&text, is_special), !expected.is_empty());
            prop_assert_eq!(told, expected);
        }

        #[test]
        fn each_special_character_is_escaped(text in "([,;éà]|[a-zø]{0,70}){0,9}") {
            let mut escaped = String::new();
            let is_special = |byte| matches!(byte, b',' | b';' | 0xc3);
            push_escaped(&text, &mut escaped, is_special, |c, at, out| {
                assert!(text[at..].starts_with(c));
                out.extend(['^', c]);
            });
            let is_special = |c| matches!(c, ',' | ';' | 'é' | 'à' | 'ø');
            let expected = text.chars().flat_map(|c| is_special(c).then_some('^').into_iter().chain([c]));
            prop_assert_eq!(escaped, expected.collect::<String>());
        }
    }
}
