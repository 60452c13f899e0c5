//! Where the bytes of one file go: as long as they are those of the file that stands there, they
//! are only compared; from the first difference on, a temporary file beside it takes them. So a
//! file of any size is written without ever being in memory, and one that has not changed is not
//! written at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::digest::Digest;
use crate::error::{Action, Error};

/// How many bytes are gathered before the disk is asked: all of most files.
const BLOCK: usize = 1 << 18;

/// What stood where a file belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    OtherBytes,
    SameBytes,
}

/// What is to be done with bytes that differ.
pub(super) enum Difference<'a> {
    /// They are written to this file, once this was asked.
    Stage(&'a Path, &'a dyn Fn() -> io::Result<()>),
    /// They are only told of.
    Tell,
}

/// A file of which all bytes were taken.
pub(super) struct Taken {
    pub(super) before: Standing,
    pub(super) digest: Digest,
    /// The new file, where it is another one.
    pub(super) new: Option<File>,
}

/// Takes the bytes of a file.
pub(super) struct Sink<'a> {
    gathered: &'a mut Vec<u8>,
    disk: Disk<'a>,
}

struct Disk<'a> {
    /// Of all that was taken.
    digest: Xxh3,
    /// What stands in the file's place, and how many of its bytes were the same so far.
    old: Option<(File, u64)>,
    new: Option<File>,
    before: Standing,
    difference: Difference<'a>,
}

impl<'a> Sink<'a> {
    /// For the file at a path; `gathered` is emptied, and its room is used.
    pub(super) fn open(
        target: &Path,
        gathered: &'a mut Vec<u8>,
        difference: Difference<'a>,
    ) -> Result<Self, Error> {
        gathered.clear();
        let old = match fs::metadata(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(Error::cannot(Action::Read, target)(error)),
            // To rename a file over a device would be the end of the device.
            Ok(found) if !found.is_file() => return Err(Error::not_a_file(target)),
            Ok(_) => Some(File::open(target).map_err(Error::cannot(Action::Read, target))?),
        };
        let before = if old.is_some() { Standing::SameBytes } else { Standing::Nothing };
        let old = old.map(|old| (old, 0));
        let disk = Disk { digest: Xxh3::new(), old, new: None, before, difference };
        Ok(Self { gathered, disk })
    }

    /// Takes the last bytes.
    pub(super) fn finish(mut self) -> io::Result<Taken> {
        self.disk.take(self.gathered)?;
        let disk = &mut self.disk;
        match &disk.old {
            Some((old, same)) if old.metadata()?.len() != *same => disk.part()?,
            None if disk.new.is_none() && disk.before == Standing::Nothing => disk.part()?,
            _ => {}
        }
        let digest = self.disk.digest.digest128();
        Ok(Taken { before: self.disk.before, digest, new: self.disk.new })
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gathered.len() + bytes.len() > BLOCK {
            self.disk.take(self.gathered)?;
            self.gathered.clear();
        }
        if bytes.len() < BLOCK {
            self.gathered.extend_from_slice(bytes);
        } else {
            self.disk.take(bytes)?;
        }
        Ok(bytes.len())
    }

    // Some files come in very small pieces, and after each the default would ask for what is left.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk<'_> {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.digest.update(bytes);
        if let Some((old, same)) = &mut self.old {
            if holds(old, bytes)? {
                *same += bytes.len() as u64;
                return Ok(());
            }
            self.part()?;
        } else if self.new.is_none() && self.before == Standing::Nothing {
            self.part()?;
        }
        self.new.as_mut().map_or(Ok(()), |new| new.write_all(bytes))
    }

    /// Goes on in a file of its own, which begins with what was the same.
    fn part(&mut self) -> io::Result<()> {
        let old = self.old.take();
        if old.is_some() {
            self.before = Standing::OtherBytes;
        }
        if let Difference::Stage(temporary, ask) = &self.difference {
            ask()?;
            // A file that is there already is not followed or reused, whatever it is.
            let mut new = File::create_new(temporary)?;
            if let Some((mut old, same)) = old {
                old.rewind()?;
                io::copy(&mut old.take(same), &mut new)?;
            }
            self.new = Some(new);
        }
        Ok(())
    }
}

/// Whether the next bytes of a file are these.
fn holds(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut block = [0; 1 << 14];
    for part in bytes.chunks(block.len()) {
        let block = &mut block[..part.len()];
        match file.read_exact(block) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
            read => read?,
        }
        if block != part {
            return Ok(false);
        }
    }
    Ok(true)
}
