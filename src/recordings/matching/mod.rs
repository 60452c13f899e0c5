//! Which talk each video of a list is of. A match has a score and its reasons in words, and is
//! clear only if its score is high and nothing else comes near it, neither another talk for the
//! video nor another video for the talk. What is not clear is told and left alone: a recording
//! that is missing is found by its organiser, one at the wrong talk by everybody else.

mod clip;
mod code;
mod evidence;
mod judge;
mod likeness;
mod names;
mod pairs;
mod subject;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use url::Url;

use super::addition::addition;
use super::{List, Listed};
use crate::draft::VideoDraft;
use crate::model::{Recording, Series, Talk};
use crate::now::Now;
pub(super) use clip::{Clip, Part};
use judge::Judge;
pub(super) use likeness::Likeness;
use pairs::{Pair, Pairs};
use subject::Subject;

/// What is between a list and a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What was found, in the order of the programme.
    pub findings: Vec<Finding>,
    /// The videos that are of no talk.
    pub others: Vec<Listed>,
    /// The ids of the talks that were to be recorded, are over, and still have no recording after
    /// these findings.
    pub open: Vec<String>,
}

/// A video that is, or may be, the recording of a talk.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The talk's id.
    pub talk: String,
    /// The talk's title.
    pub title: String,
    /// The video.
    pub video: Listed,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Why, in a few words.
    pub why: String,
    /// What is to be thought of it.
    pub standing: Standing,
    /// What the catalogue does not say yet of a recording that is linked or clear: the address,
    /// and those of the other keys that are missing.
    pub addition: Option<VideoDraft>,
}

/// What is to be thought of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// The catalogue links it already.
    Linked,
    /// It is the recording of the talk, which has none yet.
    Clear,
    /// It may be; what speaks against it, where that can be said.
    Unclear(Option<String>),
    /// It is, but the catalogue links another recording of the talk.
    Taken(Url),
    /// It looks like a talk whose recording must not be shared: `recording: none`.
    Withheld,
}

impl Standing {
    fn is_recording(&self) -> bool {
        matches!(self, Self::Linked | Self::Clear)
    }
}

/// Compares a list with a series.
///
/// Talks whose recording must not be shared are never matched, and what looks like one of them is
/// told as [`Standing::Withheld`].
pub fn compare(series: &Series, list: &List, now: &Now) -> Comparison {
    let subjects = subject::subjects(series);
    let clips = clip::clips(&list.videos);
    let pairs = Pairs::new(series, list, &subjects, &clips);
    let linked = linked(&subjects);
    let judge = Judge { pairs: &pairs, subjects: &subjects, clips: &clips, linked: &linked };
    let mut findings = Vec::new();
    let mut others = Vec::new();
    for (at, clip) in clips.iter().enumerate() {
        if let Some(&talk) = linked.get(&clip.listed.url) {
            let pair = pairs.get(at, talk);
            let finding = finding(series, &subjects[talk], clip, pair, Standing::Linked);
            findings.push((talk, finding));
            continue;
        }
        match judge.judged(at) {
            Some((pair, standing)) => {
                let finding = finding(series, &subjects[pair.talk], clip, Some(pair), standing);
                findings.push((pair.talk, finding));
            }
            None => others.push(clip.listed.clone()),
        }
    }
    // What is like a recording that has been found is another video.
    let is_found = |talk: usize| {
        findings.iter().any(|(found, finding)| *found == talk && finding.standing.is_recording())
    };
    let is_settled = |(talk, finding): &(usize, Finding)| {
        matches!(finding.standing, Standing::Unclear(_)) && is_found(*talk)
    };
    let (settled, mut findings): (Vec<_>, Vec<_>) = findings.iter().cloned().partition(is_settled);
    others.extend(settled.into_iter().map(|(_, finding)| finding.video));
    // Stable, so that the videos of a talk stay in the list's order.
    findings.sort_by_key(|(talk, _)| *talk);
    let findings: Vec<_> = findings.into_iter().map(|(_, finding)| finding).collect();
    let open = open(&subjects, &findings, now);
    Comparison { findings, others, open }
}

/// The talks by the address of their recording.
fn linked<'a>(subjects: &[Subject<'a>]) -> HashMap<&'a Url, usize> {
    let videos = subjects.iter().enumerate().rev();
    videos.filter_map(|(at, subject)| Some((&subject.talk.video()?.url, at))).collect()
}

fn finding(
    series: &Series,
    subject: &Subject<'_>,
    clip: &Clip<'_>,
    pair: Option<&Pair>,
    standing: Standing,
) -> Finding {
    let own_title = pair.and_then(|pair| pair.own_title.as_deref());
    let addition = || addition(series, subject.talk, clip.listed, own_title);
    let (score, why) = match (&standing, pair) {
        (Standing::Linked, _) => (1.0, "linked already".to_owned()),
        (_, Some(pair)) => (pair.evidence.score, pair.evidence.why.clone()),
        (_, None) => (0.0, String::new()),
    };
    Finding {
        talk: subject.talk.id.clone(),
        title: subject.talk.title().to_owned(),
        video: clip.listed.clone(),
        score,
        why,
        addition: standing.is_recording().then(addition).flatten(),
        standing,
    }
}

/// The talks that are over and have no recording.
fn open(subjects: &[Subject<'_>], findings: &[Finding], now: &Now) -> Vec<String> {
    let is_found =
        |talk: &Talk| findings.iter().any(|it| it.talk == talk.id && it.standing.is_recording());
    let is_over = |subject: &&Subject<'_>| {
        subject.is_open() && subject.event.ends().is_some_and(|end| !now.is_before(end))
    };
    let pending = |subject: &&Subject<'_>| {
        subject.talk.recording == Recording::Pending && !is_found(subject.talk)
    };
    let open = subjects.iter().filter(is_over).filter(pending);
    open.map(|subject| subject.talk.id.clone()).collect()
}
