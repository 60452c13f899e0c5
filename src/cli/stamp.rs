//! What the last build of a folder came to. As long as all that goes into a build is the same, every
//! file that it wrote stands as it was, and no time has come that something waits for, another build
//! would change nothing and say the same: it need not be made to know that.
//!
//! This rests on what holds of every build, and is tested of many: built again with the history that
//! it wrote, a catalogue gives the same bytes.

use std::ffi::OsString;
use std::fs::Metadata;
use std::ops::Range;
use std::path::Path;
use std::{env, fs};

use chrono::{DateTime, Utc};
use seminar::{Now, Report, Templates, holds};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::build::BuildOptions;
use super::{Args, cache};

/// From how many bytes of a catalogue on a stamp is worth its while: others are built in less time
/// than anybody notices.
const WORTH: u64 = 1 << 18;

/// What the cache calls such things.
const KIND: &str = "built";

#[derive(Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// The size of the catalogue in bytes: if it has another, it need not be read.
    size: u64,
    /// Of [`Inputs`].
    inputs: u128,
    /// When a build would come to the same.
    holds: Range<DateTime<Utc>>,
    /// The files that stand in the folder, and their digests.
    files: Vec<(String, u128)>,
    /// The warnings, as they are drawn.
    pub(crate) warnings: String,
    pub(crate) summary: Vec<String>,
}

impl Stamp {
    /// What a build has come to.
    pub(crate) fn new(
        (size, inputs): (u64, u128),
        now: &Now,
        report: &Report,
        warnings: String,
        summary: Vec<String>,
    ) -> Self {
        Self { size, inputs, holds: now.holds(), files: report.digests.clone(), warnings, summary }
    }

    /// That of the last build of a folder.
    pub(crate) fn load(out: &Path) -> Option<Self> {
        cache::load(KIND, name(out)?.as_encoded_bytes())
    }

    /// Whether nothing happens between the times at which it was made and is asked for.
    pub(crate) fn holds_at(&self, now: &Now) -> bool {
        self.holds.contains(&now.instant())
    }

    /// Whether what goes into a build, and what stands in the folder, is the same.
    pub(crate) fn is_of(&self, inputs: &Inputs<'_>, out: &Path) -> bool {
        inputs.digest_of_files(self.size) == Some((self.size, self.inputs))
            && holds(out, &self.files)
    }

    /// Keeps it for the next build.
    pub(crate) fn store(&self, out: &Path) {
        if let Some(name) = name(out) {
            cache::store(KIND, name.as_encoded_bytes(), self);
        }
    }

    /// What happens to the folder: nothing.
    pub(crate) fn report(&self) -> Report {
        let mut unchanged: Vec<_> = self.files.iter().map(|(name, _)| name.clone()).collect();
        unchanged.sort_unstable();
        Report { unchanged, ..Report::default() }
    }
}

/// What a folder is called, wherever it is named from.
fn name(out: &Path) -> Option<OsString> {
    fs::canonicalize(out).ok().map(OsString::from)
}

/// All that goes into a build, save the time and what stands in the folder.
pub(crate) struct Inputs<'a> {
    args: &'a Args,
    options: &'a BuildOptions,
    /// Another one may build something else.
    program: String,
}

impl<'a> Inputs<'a> {
    /// Those of a call, unless it is to make every byte, or its history comes from elsewhere. To be
    /// called before anything is read.
    pub(crate) fn of(args: &'a Args, options: &'a BuildOptions) -> Option<Self> {
        if options.check || options.folders.previous.is_some() {
            return None;
        }
        let path = env::current_exe().ok()?;
        let program = format!("{} {}", path.display(), identity(&fs::metadata(&path).ok()?)?);
        Some(Self { args, options, program })
    }
}

impl Inputs<'_> {
    /// The size of a catalogue that was read, and the digest of all; `None` where it is not worth its
    /// while.
    pub(crate) fn digest(&self, text: &str, templates: &Templates) -> Option<(u64, u128)> {
        let size = text.len() as u64;
        if size < WORTH {
            return None;
        }
        let mut digest = Xxh3::new();
        let mut take = |bytes: &[u8]| {
            digest.update(&bytes.len().to_le_bytes());
            digest.update(bytes);
        };
        take(self.program.as_bytes());
        take(&[u8::from(self.options.strict)]);
        // Messages name it so.
        take(self.args.catalogue.as_os_str().as_encoded_bytes());
        take(text.as_bytes());
        for (name, text) in templates.files() {
            take(name.as_bytes());
            take(text.as_bytes());
        }
        Some((size, digest.digest128()))
    }

    /// The same, of what is there now, if the catalogue has this size.
    fn digest_of_files(&self, size: u64) -> Option<(u64, u128)> {
        let path = &self.args.catalogue;
        let found = fs::metadata(path).ok()?;
        // To read what is no file may be to wait for its other end.
        let is_it = found.is_file() && found.len() == size;
        let text = is_it.then(|| fs::read_to_string(path).ok())??;
        self.digest(&text, &self.args.templates().ok()?)
    }
}

/// What distinguishes a file from others that were ever at its path.
fn identity(found: &Metadata) -> Option<String> {
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {:?} {}", found.len(), found.modified().ok()?, place(found)))
}

/// Where it is on its disk, and since when: some set the time of what they install to a fixed one.
#[cfg(unix)]
fn place(found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{} {} {}", found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn place(found: &Metadata) -> String {
    format!("{:?}", found.created().ok())
}
