//! `history.json`: one line for each event and talk, sorted by id, so that two branches merge and
//! a pull request shows what changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{EventRecord, History, TalkRecord};

/// The version of the format that this release writes, and the only one that it reads.
const FORMAT: u32 = 1;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: u32,
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
        let mut lines = bytes.split(|byte| *byte == b'\n');
        if let Some(line) = lines.position(|line| line.starts_with(b"<<<<<<< ")) {
            return Err(format!("line {} is the mark of a merge that is not finished", line + 1));
        }
        let Format { format } = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if format != FORMAT {
            return Err(format!("it has format {format}, and this release knows {FORMAT}"));
        }
        let File { series, files, events, talks, .. } =
            serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        Ok(Self { series, files, events, talks })
    }

    /// Writes the history.
    pub(crate) fn to_json(&self) -> String {
        let mut text = format!("{{\n\"format\": {FORMAT},\n\"series\": {},\n", json(&self.series));
        let files: Vec<_> = self.files.iter().map(json).collect();
        let _ = writeln!(text, "\"files\": [\n{}\n],", files.join(",\n"));
        let _ = writeln!(text, "\"events\": {{\n{}\n}},", lines(&self.events));
        let _ = writeln!(text, "\"talks\": {{\n{}\n}}\n}}", lines(&self.talks));
        text
    }
}

/// One entry a line.
fn lines<T: Serialize>(records: &BTreeMap<String, T>) -> String {
    let line = |(id, record): (&String, &T)| format!("{}: {}", json(id), json(record));
    records.iter().map(line).collect::<Vec<_>>().join(",\n")
}

/// Strings, dates and numbers always serialise.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
