//! `history.json`: one line for each event and talk, sorted by id, so that two branches merge and
//! a pull request shows what changed.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use memchr::memmem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{EventRecord, History, TalkRecord};
use crate::share::both;

/// The version of the format that this release writes, and the only one that it reads.
const FORMAT: u32 = 1;

/// What a line begins with where git could not merge.
const MERGE: &[u8] = b"<<<<<<< ";

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    series: String,
    files: Vec<String>,
    events: BTreeMap<String, EventRecord>,
    talks: BTreeMap<String, TalkRecord>,
}

/// The part of a file that every format has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Why a history cannot be used.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// A newer release wrote it, in this format.
    Newer(u32),
    /// It is no history; what is wrong with it.
    Broken(String),
}

impl Unusable {
    /// No release wrote one that is lower.
    fn of_format(format: u32) -> Self {
        match format > FORMAT {
            true => Self::Newer(format),
            false => Self::Broken(format!("no release ever wrote its format {format}")),
        }
    }

    /// The next step.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::Newer(_) => "a newer release wrote it: update this program",
            Self::Broken(_) => {
                "bring it back from version control; without it, every subscriber is told of \
                 everything again"
            }
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(format) => {
                write!(formatter, "it has format {format}, and this release knows {FORMAT}")
            }
            Self::Broken(reason) => formatter.write_str(reason),
        }
    }
}

impl History {
    /// Reads a history.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Unusable> {
        // To look for it anywhere takes a fraction of the time that it takes to count lines.
        if memmem::find(bytes, MERGE).is_some() {
            let mut lines = bytes.split(|byte| *byte == b'\n');
            if let Some(line) = lines.position(|line| line.starts_with(MERGE)) {
                return Err(Unusable::Broken(format!(
                    "line {} is the mark of a merge that is not finished",
                    line + 1
                )));
            }
        }
        match read(bytes) {
            Ok(File { format: FORMAT, series, files, events, talks }) => {
                Ok(Self { series, files, events, talks })
            }
            Ok(File { format, .. }) => Err(Unusable::of_format(format)),
            // What another format holds is unknown too, so that is the first thing to say.
            Err(error) => Err(match read(bytes) {
                Ok(Format { format }) if format != FORMAT => Unusable::of_format(format),
                _ => Unusable::Broken(error.to_string()),
            }),
        }
    }

    /// Writes the history.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n\"format\": {FORMAT},\n\"series\": {},\n", json(&self.series))?;
        out.write_all(b"\"files\": [\n")?;
        let mut between: &[u8] = b"";
        for file in &self.files {
            out.write_all(between)?;
            serde_json::to_writer(&mut *out, file)?;
            between = b",\n";
        }
        // It is the last file, made alone, so both cores are free; and all of it is little beside what
        // the catalogue took.
        let (events, talks) = both(|| lines(&self.events), || lines(&self.talks));
        out.write_all(b"\n],\n\"events\": {\n")?;
        out.write_all(&events?)?;
        out.write_all(b"\n},\n\"talks\": {\n")?;
        out.write_all(&talks?)?;
        out.write_all(b"\n}\n}\n")
    }
}

/// In a text, no string is asked whether it is UTF-8.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    match str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

/// One entry a line.
fn lines<T: Serialize>(records: &BTreeMap<String, T>) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    let mut between: &[u8] = b"";
    for (id, record) in records {
        lines.extend_from_slice(between);
        serde_json::to_writer(&mut lines, id)?;
        lines.extend_from_slice(b": ");
        serde_json::to_writer(&mut lines, record)?;
        between = b",\n";
    }
    Ok(lines)
}

/// Strings always serialise.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
