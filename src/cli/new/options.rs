//! The words of `seminar new`.

use std::path::PathBuf;

use clap::ValueHint;
use seminar::draft::{EventDraft, PersonDraft, TalkDraft};

/// What is new.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum NewOptions {
    /// Add an event to the catalogue
    #[command(after_help = "\
Without options, you are asked for each key; Enter takes what stands in brackets, or leaves the key
out. With options, or where nobody can be asked, only --start is needed.

Examples:
  seminar new event
  seminar new event --start \"4 December 2023 at 1pm\" --title \"Data papers\" --location Zoom
  seminar new event --start TBA")]
    Event(EventOptions),

    /// Add a talk to an event
    #[command(after_help = "\
Without options, you are asked for each key; Enter takes what stands in brackets, or leaves the key
out. With options, or where nobody can be asked, only --title is needed.

Examples:
  seminar new talk
  seminar new talk --event S04 --title \"Data papers\" --speaker \"Dr. Ada Lind (ITU, Denmark)\"
  seminar new talk --title TBA --speaker \"Dr. Ada Lind\" --abstract-file ada.md")]
    Talk(TalkOptions),
}

/// The keys of a new event.
#[derive(Debug, clap::Args)]
pub(crate) struct EventOptions {
    /// Its id [default: the next in the pattern of the others]
    #[arg(long)]
    pub(crate) id: Option<String>,

    /// What it is called [default: its only talk's title, else its id]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// When it begins, such as `2023-12-04 13:00`, or TBA
    #[arg(long, value_name = "TIME")]
    pub(crate) start: Option<String>,

    /// How long it takes, such as 1h30m [default: the series' own]
    #[arg(long)]
    pub(crate) duration: Option<String>,

    /// Zoom, a room, an address
    #[arg(long, value_name = "PLACE")]
    pub(crate) location: Option<String>,

    /// Where people sign up
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(crate) registration: Option<String>,

    /// The meeting itself, where it is open to all
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(crate) join: Option<String>,

    /// The title of a talk, or TBA; may be given several times
    #[arg(long = "talk", value_name = "TITLE")]
    pub(crate) talks: Vec<String>,
}

/// The keys of a new talk.
#[derive(Debug, clap::Args)]
pub(crate) struct TalkOptions {
    /// The id of its event [default: the next event, else the last one]
    #[arg(long, value_name = "ID")]
    pub(crate) event: Option<String>,

    /// Its id [default: the next in the pattern of the others]
    #[arg(long)]
    pub(crate) id: Option<String>,

    /// Its title, or TBA
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// Who gives it, as `Name (Affiliation)`; may be given several times
    #[arg(long = "speaker", value_name = "NAME")]
    pub(crate) speakers: Vec<String>,

    /// A file with what it is about, in Markdown
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) abstract_file: Option<PathBuf>,
}

impl EventOptions {
    /// What was told; talks have no ids yet.
    pub(super) fn draft(&self) -> EventDraft {
        let talk =
            |title: &String| TalkDraft { title: Some(title.clone()), ..TalkDraft::default() };
        EventDraft {
            id: self.id.clone(),
            title: self.title.clone(),
            start: self.start.clone(),
            duration: self.duration.clone(),
            location: self.location.clone(),
            registration: self.registration.clone(),
            join: self.join.clone(),
            talks: self.talks.iter().map(talk).collect(),
            ..EventDraft::default()
        }
    }
}

impl TalkOptions {
    /// What was told, but for the abstract.
    pub(super) fn draft(&self) -> TalkDraft {
        TalkDraft {
            id: self.id.clone(),
            title: self.title.clone(),
            speakers: self.speakers.iter().map(|words| person(words)).collect(),
            ..TalkDraft::default()
        }
    }
}

/// A person, written as `Name (Affiliation)`.
pub(super) fn person(words: &str) -> PersonDraft {
    let words = words.trim();
    let (name, affiliation) = match last_bracket(words) {
        Some(start) if !words[..start].trim().is_empty() => {
            (&words[..start], words[start + 1..words.len() - 1].trim())
        }
        _ => (words, ""),
    };
    PersonDraft {
        name: name.trim().to_owned(),
        affiliation: (!affiliation.is_empty()).then(|| affiliation.to_owned()),
        ..PersonDraft::default()
    }
}

/// Where the bracket opens that the text ends in.
fn last_bracket(words: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, sign) in words.char_indices().rev() {
        match sign {
            ')' => depth += 1,
            '(' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (sign == '(').then_some(index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_may_have_an_affiliation_in_brackets() {
        let of = |words| (person(words).name, person(words).affiliation);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of(" Dr. Ada Lind "), (String::from("Dr. Ada Lind"), None));
        assert_eq!(of("Ada (ITU, Denmark)"), (String::from("Ada"), some("ITU, Denmark")));
        assert_eq!(of("Ada (Uni (A))"), (String::from("Ada"), some("Uni (A)")));
        assert_eq!(
            of("Ada (Countess) Lind (ITU)"),
            (String::from("Ada (Countess) Lind"), some("ITU"))
        );
        assert_eq!(of("Ada )("), (String::from("Ada )("), None));
        assert_eq!(of("Ada ()"), (String::from("Ada"), None));
        assert_eq!(of("(ITU)"), (String::from("(ITU)"), None));
    }
}
