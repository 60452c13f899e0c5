//! `history.json`: one line for each event and talk, sorted by id, so that two branches merge and
//! a pull request shows what changed.

use std::collections::BTreeMap;
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

impl History {
    /// Reads a history; the error says what is wrong with it.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        // To look for it anywhere takes a fraction of the time that it takes to count lines.
        if memmem::find(bytes, MERGE).is_some() {
            let mut lines = bytes.split(|byte| *byte == b'\n');
            if let Some(line) = lines.position(|line| line.starts_with(MERGE)) {
                return Err(format!(
                    "line {} is the mark of a merge that is not finished",
                    line + 1
                ));
            }
        }
        match read(bytes) {
            Ok(File { format: FORMAT, series, files, events, talks }) => {
                Ok(Self { series, files, events, talks })
            }
            Ok(File { format, .. }) => Err(unknown(format)),
            // What another format holds is unknown too, so that is the first thing to say.
            Err(error) => Err(match read(bytes) {
                Ok(Format { format }) if format != FORMAT => unknown(format),
                _ => error.to_string(),
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

fn unknown(format: u32) -> String {
    format!("it has format {format}, and this release knows {FORMAT}")
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
