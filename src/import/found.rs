//! What was found in files, and where.

use std::fmt;

use super::Remark;
use crate::draft::{EventDraft, SeriesDraft, TalkDraft};

/// A line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The file, as its author names it.
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

/// What was found in one file, or in several.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) series: SeriesDraft,
    pub(crate) events: Vec<FoundEvent>,
    /// Talks that no event was found with, such as a list of abstracts. They say more of a talk
    /// that an event has.
    pub(crate) talks: Vec<FoundTalk>,
    pub(crate) remarks: Vec<Remark>,
}

/// An event. Its talks are in `talks`, and not in the draft, until all is joined.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundEvent {
    pub(crate) draft: EventDraft,
    pub(crate) talks: Vec<FoundTalk>,
    pub(crate) place: Place,
    /// Where its day is written, if that is another line.
    pub(crate) dated: Option<Place>,
}

/// A talk.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundTalk {
    pub(crate) draft: TalkDraft,
    pub(crate) place: Place,
    /// Biographies of speakers that another place may name.
    pub(crate) bios: Vec<(String, Place)>,
    /// Their pages.
    pub(crate) pages: Vec<(String, Place)>,
}
