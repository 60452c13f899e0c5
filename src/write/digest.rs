//! The bytes of a file in brief, to see later whether somebody changed it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

/// 128 bits that two files do not share by chance (XXH3). They keep nobody from making two that do.
pub(super) type Digest = u128;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 18;

/// That of a file. `room` is used for its bytes.
pub(super) fn of_file(path: &Path, room: &mut Vec<u8>) -> io::Result<Digest> {
    room.resize(BLOCK, 0);
    let (mut file, mut digest) = (File::open(path)?, Xxh3::new());
    loop {
        match file.read(room)? {
            0 => return Ok(digest.digest128()),
            read => digest.update(&room[..read]),
        }
    }
}
