//! What the last build of a folder came to. As long as all that goes into a build is the same, every
//! file that it wrote stands as it was, and no time has come that something waits for, another build
//! would change nothing and say the same: it need not be made to know that.

use std::ffi::OsString;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;
use std::{env, fs};

use chrono::{DateTime, Utc};
use seminar::{Folder, Now, Report};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::args::BuildOptions;
use super::{Args, cache};

/// From how many bytes of a catalogue on a stamp is worth its while: others are built in less time
/// than anybody notices.
const WORTH: usize = 1 << 18;

/// What the cache calls such things.
const KIND: &str = "built";

#[derive(Serialize, Deserialize)]
pub(crate) struct Stamp {
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
        inputs: u128,
        now: &Now,
        report: &Report,
        warnings: String,
        summary: Vec<String>,
    ) -> Self {
        Self { inputs, holds: now.holds(), files: report.digests.clone(), warnings, summary }
    }

    /// That of the last build of a folder.
    pub(crate) fn load(out: &Path) -> Option<Self> {
        cache::load(KIND, name(out)?.as_encoded_bytes())
    }

    /// Whether another build would come to the same. The folder is locked meanwhile.
    pub(crate) fn is_fresh(
        &self,
        args: &Args,
        options: &BuildOptions,
        now: &Now,
        waiting: impl FnOnce(),
    ) -> bool {
        // To read what is no file may be to wait for its other end.
        let is_file = || fs::metadata(&args.catalogue).is_ok_and(|found| found.is_file());
        let is_same = |text: Vec<u8>| inputs(args, options, &text) == Some(self.inputs);
        let folder = || Folder::lock(args.out(options.folders.out.as_ref()), waiting);
        self.holds.contains(&now.instant())
            && is_file()
            && fs::read(&args.catalogue).is_ok_and(is_same)
            && folder().is_ok_and(|folder| folder.holds(&self.files))
    }

    /// Keeps it for the next build.
    pub(crate) fn store(&self, out: &Path) {
        if let Some(name) = name(out) {
            cache::store(KIND, name.as_encoded_bytes(), self);
        }
    }

    /// What happens to the folder: nothing.
    pub(crate) fn report(&self) -> Report {
        let names = self.files.iter().map(|(name, _)| name.clone());
        Report { unchanged: names.collect(), ..Report::default() }
    }
}

/// What a folder is called, wherever it is named from.
fn name(out: &Path) -> Option<OsString> {
    fs::canonicalize(out).ok().map(OsString::from)
}

/// The digest of all that goes into a build, save the time and what stands in the folder. `None` where
/// it is not worth its while, or the history comes from elsewhere.
pub(crate) fn inputs(args: &Args, options: &BuildOptions, text: &[u8]) -> Option<u128> {
    if text.len() < WORTH || options.check || options.folders.previous.is_some() {
        return None;
    }
    let (program, size, time) = program()?;
    let (templates, mut digest) = (args.templates().ok()?, Xxh3::new());
    let mut take = |bytes: &[u8]| {
        digest.update(&bytes.len().to_le_bytes());
        digest.update(bytes);
    };
    take(program.as_encoded_bytes());
    take(format!("{size} {time:?} {}", options.strict).as_bytes());
    // Messages name it so.
    take(args.catalogue.as_os_str().as_encoded_bytes());
    take(text);
    for (name, text) in templates.files() {
        take(name.as_bytes());
        take(text.as_bytes());
    }
    Some(digest.digest128())
}

/// Which program this is: another one may build something else.
fn program() -> Option<(OsString, u64, SystemTime)> {
    let path = env::current_exe().ok()?;
    let found = fs::metadata(&path).ok()?;
    Some((path.into_os_string(), found.len(), found.modified().ok()?))
}
