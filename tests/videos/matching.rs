//! Every recording finds its talk, and none a wrong one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use seminar::Catalogue;
use seminar::model::Series;
use seminar::recordings::{Comparison, Standing, compare, read};

use super::common::project_file;
use super::youtube::{Entry, entries, feed, recordings};

/// The project's catalogue as it was before anybody had linked a recording.
pub fn unlinked() -> String {
    let mut text = String::new();
    let mut video = None;
    for line in project_file("events.yaml").lines() {
        let indent = line.len() - line.trim_start().len();
        if line.trim() == "video:" {
            video = Some(indent);
        } else if video.is_none_or(|video| indent <= video) {
            video = None;
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The series of a catalogue.
fn series(catalogue: &str) -> Series {
    let catalogue = Catalogue::read("events.yaml", catalogue.as_bytes());
    catalogue.series().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics())).clone()
}

fn compared(series: &Series, entries: &[Entry]) -> Comparison {
    let list = read(feed(entries).as_bytes()).unwrap();
    compare(series, &list, &"2024-12-01T12:00:00Z".parse().unwrap())
}

/// The talks that were given a recording, each with its address.
fn taken(comparison: &Comparison) -> BTreeMap<String, String> {
    let taken = comparison.findings.iter().filter(|finding| finding.standing == Standing::Clear);
    taken.map(|finding| (finding.talk.clone(), finding.video.url.to_string())).collect()
}

fn right() -> BTreeMap<String, String> {
    recordings().into_iter().map(|(talk, entry)| (talk.to_owned(), entry.url())).collect()
}

/// Seven are found by their titles. The eighth, S03E01, was published under a title that has little
/// in common with the one that was announced, as the project's recording really is; it is found by
/// the speaker whom the text below the video names.
#[test]
fn all_eight_recordings_find_their_talks_and_no_other_video_does() {
    let comparison = compared(&series(&unlinked()), &entries());
    assert_eq!(taken(&comparison), right());
    assert_eq!(comparison.findings.len(), 8, "{:?}", comparison.findings);
    assert_eq!(comparison.open, [""; 0]);
}

#[test]
fn without_descriptions_seven_are_found_and_the_renamed_one_is_shown_and_left_alone() {
    let mut entries = entries();
    entries.iter_mut().for_each(|entry| entry.description.clear());
    let comparison = compared(&series(&unlinked()), &entries);
    let mut seven = right();
    let renamed = seven.remove("S03E01");
    assert_eq!(taken(&comparison), seven);
    let shown = comparison.findings.iter().find(|it| Some(it.video.url.to_string()) == renamed);
    let shown = shown.unwrap();
    assert_eq!((shown.talk.as_str(), &shown.standing), ("S03E01", &Standing::Unclear(None)));
    assert_eq!(shown.addition, None, "nothing is written");
    assert_eq!(comparison.open, ["S03E01"]);
}

/// What people and hosts do to a title.
#[derive(Clone, Debug)]
enum Disturbance {
    /// Cut after so many letters.
    Cut(usize, &'static str),
    Dashes(&'static str),
    /// A code before it, right or wrong.
    Code(&'static str),
    SpeakerFirst(&'static str),
    SpeakerLast(&'static str),
    Capitals,
    NoPunctuation,
    WordBetween(usize, &'static str),
}

fn disturbance() -> impl Strategy<Value = Disturbance> {
    use Disturbance::*;
    let end = prop::sample::select(vec!["...", "…", " ...", ""]);
    let dash = prop::sample::select(vec![" - ", " – ", " — ", "-", ": ", " | ", " −", " "]);
    let code = prop::sample::select(vec![
        "S03E02 | ",
        "s01e01: ",
        "S02E03 - ",
        "S3E1 ",
        "Season 3 Episode 2 – ",
        "S09E09 | ",
    ]);
    let joint = || prop::sample::select(vec![": ", " - ", " – ", " | ", ". ", ", "]);
    let word = prop::sample::select(vec!["webinar", "the", "recorded", "new", "deep", "2023"]);
    prop_oneof![
        (10_usize..90, end).prop_map(|(letters, end)| Cut(letters, end)),
        dash.prop_map(Dashes),
        code.prop_map(Code),
        joint().prop_map(SpeakerFirst),
        joint().prop_map(SpeakerLast),
        Just(Capitals),
        Just(NoPunctuation),
        (0_usize..12, word).prop_map(|(place, word)| WordBetween(place, word)),
    ]
}

impl Disturbance {
    fn of(&self, title: &str, speaker: Option<&str>) -> String {
        match self {
            Self::Cut(letters, end) => match title.char_indices().nth(*letters) {
                Some((at, _)) => format!("{}{end}", &title[..at]),
                None => title.to_owned(),
            },
            Self::Dashes(dash) => title.replace(": ", dash).replace(" - ", dash),
            Self::Code(code) => format!("{code}{title}"),
            Self::SpeakerFirst(joint) => {
                speaker.map_or(title.to_owned(), |speaker| format!("{speaker}{joint}{title}"))
            }
            Self::SpeakerLast(joint) => {
                speaker.map_or(title.to_owned(), |speaker| format!("{title}{joint}{speaker}"))
            }
            Self::Capitals => title.to_uppercase(),
            Self::NoPunctuation => title.replace([':', '-', '/', '|', '&', '.'], " "),
            Self::WordBetween(place, word) => {
                let mut words: Vec<_> = title.split(' ').collect();
                words.insert((*place).min(words.len()), word);
                words.join(" ")
            }
        }
    }
}

/// The speaker of the talk that a video is of.
fn speaker(id: &str) -> Option<&'static str> {
    let talk = recordings().into_iter().find(|(_, entry)| entry.id == id)?.0;
    Some(match talk {
        "S01E01" => "Dr. Roxana Daneshjou",
        "S01E02" => "David Wen",
        "S01E03" => "Prof. Colin Fleming",
        "S02E01" => "Amber Simpson",
        "S02E02" => "Esther E. Bron",
        "S02E03" => "Dr. Ujjwal Baid",
        "S03E01" => "Thijs Kooi",
        _ => "Andre Pacheco",
    })
}

/// What people make of a talk beside its recording, and how they call it.
const COMPANIONS: [&str; 16] = [
    "TALK - Q&A",
    "TALK (discussion)",
    "TALK - excerpt",
    "TALK (clip)",
    "TALK - rehearsal",
    "TALK | Summary",
    "TALK - recap",
    "TALK #shorts",
    "TALK in 5 minutes",
    "TALK reaction",
    "TALK live chat",
    "Introduction to TALK",
    "Introducing TALK",
    "Trailer: TALK",
    "TALK highlights",
    "Interview, panel, questions: TALK",
];

/// The companions of some of these videos, published soon after them.
fn companions(entries: &[Entry]) -> impl Strategy<Value = Vec<Entry>> + use<> {
    let entries = entries.to_vec();
    let form = prop::sample::select(COMPANIONS.to_vec());
    prop::collection::vec((0..entries.len(), form), 0..6).prop_map(move |all| {
        let ids = (0..).map(|number| format!("companion_{number}"));
        let companion = |((of, form), id): ((usize, &str), String)| {
            let mut entry = entries[of].clone();
            entry.id = Box::leak(id.into_boxed_str());
            entry.title = form.replace("TALK", &entry.title);
            entry
        };
        all.into_iter().zip(ids).map(companion).collect()
    })
}

/// Some of the videos, each with what is done to its title, and companions of some that may be
/// there or not, in any order.
fn disturbed() -> impl Strategy<Value = Vec<Entry>> {
    let disturbances = prop::collection::vec(disturbance(), 0..4);
    prop::collection::vec(disturbances, 15).prop_flat_map(|all| {
        let mut entries = entries();
        for (entry, disturbances) in entries.iter_mut().zip(all) {
            for disturbance in disturbances {
                entry.title = disturbance.of(&entry.title, speaker(entry.id));
            }
        }
        let number = entries.len();
        let companions = companions(&entries);
        let some = prop::sample::subsequence(entries, 1..=number);
        (some, companions).prop_map(|(some, more)| [some, more].concat()).prop_shuffle()
    })
}

proptest! {
    #[test]
    fn no_disturbance_of_the_titles_gives_a_talk_a_wrong_recording(entries in disturbed()) {
        static SERIES: LazyLock<Series> = LazyLock::new(|| series(&unlinked()));
        let right = right();
        let comparison = compared(&SERIES, &entries);
        for (talk, url) in taken(&comparison) {
            let titles: Vec<_> = entries.iter().filter(|it| it.url() == url).collect();
            prop_assert_eq!(right.get(&talk), Some(&url), "{:?}", titles);
        }
    }
}
