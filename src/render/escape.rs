//! What escaping has in common, whatever the syntax.

/// How many bytes are looked at together: many at first, then fewer. Most blocks of most texts hold
/// nothing special, which is seen of a whole block in a fraction of the time that it takes byte by
/// byte.
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
