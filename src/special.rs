//! Which bytes of a text are special to a syntax, and where the first of them is. Nearly all of what
//! is published is ordinary, so that to escape it is to look for what is not.

/// How many bytes are looked at at once.
const SOME: usize = 8;

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

    /// Where the first one is. To look at several bytes at once is faster than to ask after each
    /// whether to stop.
    pub(crate) fn first_in(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let is_special = |byte: &u8| self.0[usize::from(*byte)];
        let any = |some: &[u8]| some.iter().fold(false, |any, byte| any | is_special(byte));
        let ordinary = SOME * bytes.chunks_exact(SOME).take_while(|some| !any(some)).count();
        let within = bytes[ordinary..].iter().position(is_special)?;
        Some(ordinary + within)
    }
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
}
