//! What escaping has in common, whatever the syntax.

/// How many bytes are looked at together. Most blocks of most texts hold nothing special, which is
/// seen of a whole block in a fraction of the time that it takes byte by byte.
const BLOCK: usize = 16;

/// Pushes a text; in place of each special byte, which must be ASCII, `escape` pushes something else.
pub(crate) fn push_escaped(
    raw: &str,
    out: &mut String,
    is_special: impl Fn(u8) -> bool,
    escape: impl Fn(u8, &mut String),
) {
    let (mut done, mut start) = (0, 0);
    for block in raw.as_bytes().chunks(BLOCK) {
        // To look at all of them is faster than to stop at the first.
        if block.iter().fold(false, |some, byte| some | is_special(*byte)) {
            for (at, byte) in (start..).zip(block) {
                if is_special(*byte) {
                    out.push_str(&raw[done..at]);
                    escape(*byte, out);
                    done = at + 1;
                }
            }
        }
        start += block.len();
    }
    out.push_str(&raw[done..]);
}
