//! Where a text has what a syntax cannot hold as it is. Nearly all of what is published is ordinary,
//! so that to escape it is to look for what is not.
//!
//! [`push_escaped`] is for a few bytes of ASCII, since so few are compared with many bytes of a text
//! at once. [`Special`] is for more of them, which take a table, and for all that is beyond ASCII or
//! depends on its place.

/// How many bytes [`Special`] looks at at once.
const AT_ONCE: usize = 8;

/// A set of bytes.
pub(crate) struct Special([bool; 256]);

impl Special {
    /// These bytes.
    pub(crate) const fn bytes(bytes: &[u8]) -> Self {
        let mut special = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            special[bytes[at] as usize] = true;
            at += 1;
        }
        Self(special)
    }

    /// These bytes, and the control characters of ASCII but DEL.
    pub(crate) const fn controls_and(bytes: &[u8]) -> Self {
        let mut special = Self::bytes(bytes);
        let mut control = 0;
        while control < 0x20 {
            special.0[control] = true;
            control += 1;
        }
        special
    }

    /// The bytes that are not ASCII.
    pub(crate) const fn beyond_ascii() -> Self {
        let mut special = [false; 256];
        let mut byte = 0x80;
        while byte < special.len() {
            special[byte] = true;
            byte += 1;
        }
        Self(special)
    }

    /// The set with one more.
    pub(crate) const fn and(mut self, byte: u8) -> Self {
        self.0[byte as usize] = true;
        self
    }

    /// Where the first one is. To look at several bytes at once is faster than to ask after each
    /// whether to stop.
    pub(crate) fn first_in(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let is_special = |byte: &u8| self.0[usize::from(*byte)];
        let any = |some: &[u8]| some.iter().fold(false, |any, byte| any | is_special(byte));
        let ordinary = AT_ONCE * bytes.chunks_exact(AT_ONCE).take_while(|some| !any(some)).count();
        let within = bytes[ordinary..].iter().position(is_special)?;
        Some(ordinary + within)
    }

    /// Pushes a text; in place of each character that begins with one of them, `escape` pushes something
    /// else. It is told where the character stands.
    pub(crate) fn push_escaped(
        &self,
        raw: &str,
        out: &mut String,
        escape: impl Fn(char, usize, &mut String),
    ) {
        let mut done = 0;
        while let Some(length) = self.first_in(&raw[done..]) {
            let at = done + length;
            out.push_str(&raw[done..at]);
            let Some(c) = raw[at..].chars().next() else { return };
            escape(c, at, out);
            done = at + c.len_utf8();
        }
        out.push_str(&raw[done..]);
    }
}

/// How many bytes [`push_escaped`] looks at together: many at first, then fewer. Most blocks of most
/// texts hold nothing special, which is seen of a whole block in a fraction of the time that it takes
/// byte by byte.
const BLOCKS: [usize; 2] = [64, 16];

/// Pushes a text; in place of each special byte, which must be ASCII, `escape` pushes something else.
pub(crate) fn push_escaped(
    raw: &str,
    out: &mut String,
    is_special: impl Fn(u8) -> bool,
    escape: impl Fn(u8, &mut String),
) {
    // To look at all of them is faster than to stop at the first.
    let has_some = |block: &[u8]| block.iter().fold(false, |some, byte| some | is_special(*byte));
    let mut done = 0;
    for (wide, start) in raw.as_bytes().chunks(BLOCKS[0]).zip((0..).step_by(BLOCKS[0])) {
        if !has_some(wide) {
            continue;
        }
        for (block, start) in wide.chunks(BLOCKS[1]).zip((start..).step_by(BLOCKS[1])) {
            if !has_some(block) {
                continue;
            }
            for (at, byte) in (start..).zip(block) {
                if is_special(*byte) {
                    out.push_str(&raw[done..at]);
                    escape(*byte, out);
                    done = at + 1;
                }
            }
        }
    }
    out.push_str(&raw[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_is() {
        let comma = Special::bytes(b",;");
        for length in 0..40 {
            let ordinary = "x".repeat(length);
            assert_eq!(comma.first_in(&ordinary), None);
            assert_eq!(comma.first_in(&format!("{ordinary};é,")), Some(length));
        }
    }

    #[test]
    fn both_ways_push_the_same() {
        let comma = Special::bytes(b",;");
        for length in 0..100 {
            let ordinary = "x".repeat(length);
            let (mut few, mut many) = (String::new(), String::new());
            let raw = format!("{ordinary};é,{ordinary};{ordinary}");
            let is_comma = |byte| matches!(byte, b',' | b';');
            push_escaped(&raw, &mut few, is_comma, |byte, out| out.extend(['^', byte.into()]));
            comma.push_escaped(&raw, &mut many, |c, at, out| {
                assert!(raw[at..].starts_with(c));
                out.extend(['^', c]);
            });
            assert_eq!(few, format!("{ordinary}^;é^,{ordinary}^;{ordinary}"));
            assert_eq!(many, few);
        }
    }
}
