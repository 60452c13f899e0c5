//! What there is to say of a file, each thing once however often it comes.

use std::collections::{BTreeSet, HashMap};

use crate::import::{Place, Remark};

/// What stands in the way of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    message: String,
    help: Option<String>,
}

impl Fault {
    pub(super) fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The remarks on a file.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    file: String,
    /// Each with the lines that it is about.
    told: Vec<(Remark, BTreeSet<usize>)>,
    /// Where each is, by what it says.
    places: HashMap<(String, Option<String>), usize>,
}

impl Remarks {
    pub(super) fn on(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// Something that was decided.
    pub(super) fn note(&mut self, line: usize, message: impl Into<String>, help: &str) {
        self.tell(line, Remark::note(message), help);
    }

    /// A text that has no place.
    pub(super) fn unplaced(&mut self, line: usize, text: &str, help: &str) {
        self.tell(line, Remark::unplaced(text), help);
    }

    pub(super) fn mistake(&mut self, fault: Fault) {
        let help = fault.help.unwrap_or_default();
        self.tell(fault.line, Remark::mistake(fault.message), &help);
    }

    fn tell(&mut self, line: usize, remark: Remark, help: &str) {
        let remark = remark.at(&Place { file: self.file.clone(), line });
        let remark = if help.is_empty() { remark } else { remark.help(help) };
        let key = (remark.message.clone(), remark.help.clone());
        match self.places.get(&key).and_then(|index| self.told.get_mut(*index)) {
            Some((_, lines)) => {
                lines.insert(line);
            }
            None => {
                self.places.insert(key, self.told.len());
                self.told.push((remark, BTreeSet::from([line])));
            }
        }
    }

    /// All of them, in the order of the file.
    pub(super) fn finish(self) -> Vec<Remark> {
        let told = self.told.into_iter();
        let mut remarks: Vec<_> = told
            .map(|(mut remark, lines)| {
                if lines.len() > 1 {
                    remark.message += &format!(" ({} times)", lines.len());
                }
                remark
            })
            .collect();
        remarks.sort_by_key(|remark| remark.line);
        remarks
    }
}
