//! A file that the words of a call name.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use seminar::Error;

/// The largest that is read, in bytes: more than any page, table or text has.
pub(crate) const LARGEST: u64 = 64 << 20;

/// All bytes of one, of whatever kind it is, or so many and one more.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| Error::unread(path, error))
}
