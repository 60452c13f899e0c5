//! What speaks for a video being the recording of a talk, and what against it.

use chrono::NaiveDate;

use super::clip::Clip;
use super::likeness::{Likeness, SAME};
use super::names::{Naming, somebody};
use super::subject::Subject;
use super::words::{find, is_beside, words};
use crate::model::Status;

/// From this score on, a match is taken, if no other comes near it.
pub(super) const CLEAR: f64 = 0.75;

/// The most that a match is worth that has neither the talk's own title nor its speaker.
const NOT_ENOUGH: f64 = 0.7;

/// The most that a match is worth that something speaks against.
const CONTRADICTED: f64 = 0.5;

/// The days behind its event within which a recording is expected.
const SOON: std::ops::RangeInclusive<i64> = 0..=60;

/// What is known of a talk and a video, beside their titles.
pub(super) struct Circumstances<'a> {
    pub(super) naming: Naming,
    /// The speaker of another talk whom the video's title names.
    pub(super) other_speaker: Option<&'a str>,
    /// Whether the text below the video names speakers of other talks too.
    pub(super) others_below: bool,
    /// Whether the talk's code stands in the titles of several videos.
    pub(super) is_code_common: bool,
    /// The day on which the video was published.
    pub(super) published: Option<NaiveDate>,
}

/// How much speaks for a match.
pub(super) struct Evidence {
    /// From 0 to 1, with regard to what speaks against it.
    pub(super) score: f64,
    /// From 0 to 1, without.
    pub(super) support: f64,
    /// In words.
    pub(super) why: String,
    /// What speaks against it, in words.
    pub(super) against: Option<String>,
}

/// Weighs everything.
pub(super) fn weigh(
    subject: &Subject<'_>,
    clip: &Clip<'_>,
    likeness: &Likeness,
    around: &Circumstances<'_>,
) -> Evidence {
    let days =
        around.published.zip(subject.day).map(|(published, day)| (published - day).num_days());
    let is_soon = days.is_some_and(|days| SOON.contains(&days));
    let naming = around.naming;
    let main = likeness.main.filter(|_| naming == Naming::Full && is_soon);
    let value = main.map_or(likeness.value, |main| main.max(likeness.value));
    let mut why = vec![match (main, likeness.is_cut) {
        (Some(_), _) => "the main title".to_owned(),
        (None, true) => "the beginning of the title".to_owned(),
        (None, false) => format!("title {:.0} %", value * 100.0),
    }];
    let mut doubt = 1.0 - value;
    let mut add = |weight: f64, words: String| {
        doubt *= 1.0 - weight;
        why.push(words);
    };
    match naming {
        Naming::Full => add(0.6, "speaker named".to_owned()),
        Naming::Below if around.others_below => {
            add(0.3, "speaker named with others in the text below it".to_owned());
        }
        Naming::Below => add(0.6, "speaker named in the text below it".to_owned()),
        Naming::Surname => add(0.35, "speaker's last name".to_owned()),
        Naming::No => {}
    }
    let has_code = has_code(subject, clip);
    if has_code {
        let weight = if around.is_code_common { 0.3 } else { 0.6 };
        add(weight, format!("code {}", subject.talk.id));
    }
    let is_named = naming != Naming::No || has_code;
    if is_soon && (is_named || value >= 0.25) {
        add(0.2, format!("published {}", after(days.unwrap_or_default())));
    }
    let support = 1.0 - doubt;
    let against = against(subject, clip, likeness, around);
    // Codes are given by many series, and a title of few words by many speakers.
    let enough = match (has_code, is_soon) {
        (true, _) => 1.0,
        (false, true) => 2.0,
        (false, false) => 3.0,
    };
    let is_whole = likeness.value >= SAME && !likeness.is_altered && likeness.shared >= enough;
    // People speak of more than one thing.
    let is_on_topic = value >= 0.5 || likeness.shared >= 3.0 || has_code;
    let is_enough = is_whole || (naming != Naming::No && is_on_topic);
    let score = match (&against, is_enough) {
        (Some(_), _) => support.min(CONTRADICTED),
        (None, true) => support,
        (None, false) => support.min(NOT_ENOUGH),
    };
    Evidence { score, support, why: why.join(", "), against }
}

fn has_code(subject: &Subject<'_>, clip: &Clip<'_>) -> bool {
    let own = subject.code;
    own.is_some_and(|own| clip.codes.iter().any(|(code, _)| *code == own))
        || find(&clip.words, &subject.id).is_some()
}

/// The first thing that speaks against a match.
fn against(
    subject: &Subject<'_>,
    clip: &Clip<'_>,
    likeness: &Likeness,
    around: &Circumstances<'_>,
) -> Option<String> {
    if subject.code.is_some() && !clip.codes.is_empty() && !has_code(subject, clip) {
        return Some("its title has the code of another".to_owned());
    }
    if let Some(number) = &likeness.other_number {
        return Some(format!("its title has the number `{number}`"));
    }
    if let Some(beside) = beside(clip, likeness) {
        return Some(format!("its title says `{beside}`"));
    }
    if let Some(published) = around.published
        && subject.day.is_some_and(|day| published < day)
    {
        return Some(format!("it was published on {published}, before the talk"));
    }
    if !subject.is_open() {
        return Some(match subject.event.status {
            Status::Cancelled => "the event was cancelled".to_owned(),
            _ => "the event has no day yet".to_owned(),
        });
    }
    if around.naming >= Naming::Full {
        return None;
    }
    if let Some(other) = around.other_speaker {
        return Some(format!("it names {other}"));
    }
    if around.naming == Naming::No && may_be_session(subject, clip) {
        return Some(format!("it may be the whole of {}", subject.event.id));
    }
    if around.naming == Naming::No {
        let name = somebody(clip, |at| likeness.explained[at])?;
        return Some(format!("it seems to name somebody else: {name}"));
    }
    None
}

/// A word that says that it is another video.
fn beside<'a>(clip: &'a Clip<'_>, likeness: &Likeness) -> Option<&'a str> {
    let words = clip.words.iter().zip(&likeness.explained);
    let mut beside = words.filter(|(word, explained)| !**explained && is_beside(word));
    beside.next().map(|(word, _)| if word == "q" { "Q&A" } else { word })
}

/// Whether a title that names an event of several talks may mean all of it, since the talk is
/// called what the event is called.
fn may_be_session(subject: &Subject<'_>, clip: &Clip<'_>) -> bool {
    let named = find(&clip.words, &words(&subject.event.id)).is_some();
    subject.event.talks.len() > 1
        && named
        && !has_code(subject, clip)
        && subject.title == words(&subject.event.title)
}

fn after(days: i64) -> String {
    match days {
        0 => "on the day of the talk".to_owned(),
        1 => "1 day after the talk".to_owned(),
        days => format!("{days} days after the talk"),
    }
}
