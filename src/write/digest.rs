//! The bytes of a file in brief, to see later whether somebody changed it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::{plan, publish};
use crate::error::{Action, Error};
use crate::share::{WORTH, share};

/// 128 bits that two files do not share by chance (XXH3). They keep nobody from making two that do.
pub(super) type Digest = u128;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 18;

/// Whether these files of a folder have these digests, and a build that was killed left nothing beside
/// them.
pub(super) fn holds(folder: &Path, files: &[(String, Digest)]) -> Result<bool, Error> {
    let targets = plan::targets(folder, files.iter().map(|(name, _)| name.as_str()).collect())?;
    for folder in plan::folders(folder, &targets) {
        if publish::has_leftovers(folder).map_err(Error::cannot(Action::Read, folder))? {
            return Ok(false);
        }
    }
    let holds = |room: &mut Vec<u8>, number: usize| {
        // The history is the last of both, or this is no list of ours.
        let (target, (name, digest)) = (&targets[number], &files[number]);
        let is_same =
            target.name == name && of_file(&target.path, room).is_ok_and(|it| it == *digest);
        is_same.then_some(()).ok_or(())
    };
    Ok(share(files.len(), WORTH, Vec::new, holds).is_ok())
}

/// That of a file. `room` is used for its bytes.
fn of_file(path: &Path, room: &mut Vec<u8>) -> io::Result<Digest> {
    // To read what is no file may be to wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    room.resize(BLOCK, 0);
    let (mut file, mut digest) = (File::open(path)?, Xxh3::new());
    loop {
        match file.read(room)? {
            0 => return Ok(digest.digest128()),
            read => digest.update(&room[..read]),
        }
    }
}
