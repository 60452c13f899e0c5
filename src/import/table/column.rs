//! The columns of a table, known by their names or by what their author says of them.

use super::consent;
use crate::folded::folded;
use crate::folded::similar;
use crate::import::remark::shown;
use crate::import::{Given, Place, Remark};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Event,
    EventTitle,
    Id,
    Date,
    Time,
    End,
    Duration,
    Timezone,
    Status,
    Location,
    Registration,
    Join,
    Tags,
    Speaker,
    Affiliation,
    Website,
    Bio,
    Title,
    Abstract,
    Video,
    Slides,
    Paper,
    Code,
    Consent,
}

/// Each column with its names, folded; the first is what `--column` calls it. Of two columns of a
/// table, the one whose name comes first here is meant.
const NAMES: [(Column, &[&str]); 24] = [
    (Column::Event, &["event", "session", "season", "event id", "webinar", "seminar"]),
    (Column::EventTitle, &["event title", "session title", "theme"]),
    (Column::Id, &["id", "talk id", "code number", "episode", "number"]),
    (Column::Date, &["date", "start", "when", "start date", "day", "date and time", "datetime"]),
    (Column::Time, &["time", "start time", "hour"]),
    (Column::End, &["end", "end time", "until"]),
    (Column::Duration, &["duration", "length"]),
    (Column::Timezone, &["timezone", "time zone", "zone"]),
    (Column::Status, &["status"]),
    (Column::Location, &["location", "where", "room", "venue", "place"]),
    (
        Column::Registration,
        &["registration", "register", "registration link", "sign up", "signup", "sign up link"],
    ),
    (Column::Join, &["join", "zoom link", "zoom", "meeting link", "join link", "meeting", "link"]),
    (Column::Tags, &["tags", "keywords", "topics"]),
    (
        Column::Speaker,
        &[
            "speaker",
            "speakers",
            "speaker s",
            "speaker name",
            "presenter",
            "presenters",
            "name",
            "names",
            "full name",
        ],
    ),
    (
        Column::Affiliation,
        &[
            "affiliation",
            "affiliations",
            "speaker affiliation",
            "institution",
            "organisation",
            "organization",
            "university",
        ],
    ),
    (Column::Website, &["website", "homepage", "web page", "webpage", "speaker website", "url"]),
    (Column::Bio, &["bio", "short bio", "biography", "speaker bio"]),
    (
        Column::Title,
        &["title", "talk title", "title of the talk", "talk", "topic", "presentation title"],
    ),
    (Column::Abstract, &["abstract", "talk abstract", "summary", "description"]),
    (
        Column::Video,
        &["video", "recording", "video link", "recording link", "youtube", "youtube link"],
    ),
    (Column::Slides, &["slides", "slides link"]),
    (Column::Paper, &["paper", "preprint", "paper link"]),
    (Column::Code, &["code", "repository", "github"]),
    (Column::Consent, &["consent", "recording consent", "consent to recording"]),
];

/// The columns of a table: which kind stands at which place.
pub(super) struct Columns(Vec<(Column, usize)>);

impl Columns {
    /// Finds out what the columns hold; what they do not is told.
    pub(super) fn read(
        header: &[&str],
        given: &Given,
        place: &Place,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let mut columns = Vec::new();
        for (kind, name) in &given.columns {
            match chosen(kind, name, header) {
                Ok(column) => columns.push(column),
                Err(remark) => remarks.push(remark.at(place)),
            }
        }
        for (column, names) in NAMES {
            let is_free = |index: usize| columns.iter().all(|(_, taken)| *taken != index);
            let at = |name: &&str| {
                header
                    .iter()
                    .enumerate()
                    .position(|(index, cell)| folded(cell) == *name && is_free(index))
            };
            if columns.iter().all(|(known, _)| *known != column)
                && let Some(index) = names.iter().find_map(at)
            {
                columns.push((column, index));
            }
        }
        // One that is named so, or by the author, is the one that counts.
        let is_open = columns.iter().all(|(known, _)| *known != Column::Consent);
        for (index, name) in header.iter().enumerate() {
            let is_free = columns.iter().all(|(_, taken)| *taken != index);
            if is_open && is_free && consent::is_asked(name) {
                columns.push((Column::Consent, index));
                remarks.push(taken_for_consent(name).at(place));
            }
        }
        let is_known = |index: usize| columns.iter().any(|(_, known)| *known == index);
        for (_, name) in header
            .iter()
            .enumerate()
            .filter(|(index, name)| !is_known(*index) && !name.trim().is_empty())
        {
            remarks.push(left(name, header).at(place));
        }
        Self(columns)
    }

    /// Where all columns of a kind stand.
    pub(super) fn all(&self, column: Column) -> impl Iterator<Item = usize> {
        self.0.iter().filter(move |(known, _)| *known == column).map(|(_, index)| *index)
    }

    /// Where a column stands.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, index)| *index)
    }
}

/// The column that the author says is one of a kind.
fn chosen(kind: &str, name: &str, header: &[&str]) -> Result<(Column, usize), Remark> {
    let known = NAMES.iter().find(|(_, names)| names.contains(&folded(kind).as_str()));
    let Some((column, _)) = known else {
        let help = match similar(kind, kinds().into_iter()) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => format!("a column can be {}", kinds().join(", ")),
        };
        let message = format!("`--column {kind}={name}`: no column is a `{kind}`");
        return Err(Remark::mistake_of_call(message).help(help));
    };
    let index = header.iter().position(|cell| folded(cell) == folded(name));
    index.map(|index| (*column, index)).ok_or_else(|| {
        let names: Vec<_> = header.iter().map(|cell| format!("`{}`", cell.trim())).collect();
        let message = format!("`--column {kind}={name}`: no column is called `{name}`");
        Remark::mistake_of_call(message).help(format!("the columns are {}", names.join(", ")))
    })
}

/// What `--column` calls the kinds.
fn kinds() -> Vec<&'static str> {
    NAMES.iter().map(|(_, names)| names[0]).collect()
}

/// A column that is known by its words only.
fn taken_for_consent(name: &str) -> Remark {
    let message =
        format!("the column `{}` is taken for the consent to share a recording", shown(name));
    Remark::note(message).help("leave the column out of the table if it is about something else")
}

/// A column without a place.
fn left(name: &str, header: &[&str]) -> Remark {
    let remark = Remark::unplaced(&format!("the column {}", name.trim()));
    let is_same = |other: &&&str| folded(other) == folded(name);
    if header.iter().filter(is_same).count() > 1 {
        let name = name.trim();
        return remark.help(format!(
            "two columns are called `{name}`, and the first is taken: give one of them another name"
        ));
    }
    let folded = folded(name);
    if folded.contains("mail") && !folded.contains("mailing") {
        return remark.help("the addresses of speakers are not published");
    }
    if folded == "timestamp" {
        return remark.help("it says when a form was filled in");
    }
    remark.help(format!(
        "if it belongs to the catalogue, say what it is: `--column \"KIND={}\"`, where KIND is {}",
        name.trim(),
        kinds().join(", ")
    ))
}
