//! Which talk each video of a list is of. A match has a score and its reasons in words, and is
//! clear only if its score is high and nothing else comes near it, neither another talk for the
//! video nor another video for the talk. What is not clear is told and left alone: a recording
//! that is missing is found by its organiser, one at the wrong talk by everybody else.

mod clip;
mod code;
mod evidence;
mod likeness;
mod names;
mod pairs;
mod subject;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use url::Url;

use super::addition::{Addition, addition};
use super::{List, Listed};
use crate::model::{Recording, Series, Talk};
pub(super) use clip::{Clip, Part};
use evidence::CLEAR;
pub(super) use likeness::Likeness;
use pairs::{Pair, Pairs};
use subject::Subject;

/// From this score on, a doubtful match is worth a look.
const WORTH_A_LOOK: f64 = 0.4;

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
    /// Why it is not taken; `None` where it is.
    pub doubt: Option<Doubt>,
    /// What the catalogue does not say yet. Empty where the match is not taken.
    pub addition: Addition,
}

/// Why a finding is left alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// It is not clear enough; what speaks against it, where that can be said.
    Unclear(Option<String>),
    /// The talk has another recording.
    Taken(Url),
    /// The talk's recording must not be shared: `recording: none`.
    Withheld,
}

/// Compares a list with a series.
///
/// Talks whose recording must not be shared are never matched, and what looks like one of them is
/// told as [`Doubt::Withheld`].
pub fn compare(series: &Series, list: &List, now: DateTime<Utc>) -> Comparison {
    let subjects = subject::subjects(series);
    let clips = clip::clips(&list.videos);
    let pairs = Pairs::new(series, list, &subjects, &clips);
    let linked = linked(&subjects);
    let mut findings = Vec::new();
    let mut others = Vec::new();
    for (at, clip) in clips.iter().enumerate() {
        if let Some(&talk) = linked.get(&clip.listed.url) {
            let pair = pairs.get(at, talk);
            let why = "linked already".to_owned();
            findings.push((talk, finding(series, &subjects[talk], clip, why, pair, None)));
            continue;
        }
        match pairs.best(at).and_then(|pair| judged(pair, &pairs, &subjects, &linked, &clips)) {
            Some((pair, doubt)) => {
                let subject = &subjects[pair.talk];
                let why = pair.evidence.why.clone();
                findings.push((pair.talk, finding(series, subject, clip, why, Some(pair), doubt)));
            }
            None => others.push(clip.listed.clone()),
        }
    }
    // What is like a recording that has been found is another video.
    let is_found = |talk: usize| {
        findings.iter().any(|(found, finding)| *found == talk && finding.doubt.is_none())
    };
    let is_settled = |(talk, finding): &(usize, Finding)| {
        matches!(finding.doubt, Some(Doubt::Unclear(_))) && is_found(*talk)
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

/// What is to be thought of the best match of a video; `None` where it is none.
fn judged<'p>(
    pair: &'p Pair,
    pairs: &'p Pairs,
    subjects: &[Subject<'_>],
    linked: &HashMap<&Url, usize>,
    clips: &[Clip<'_>],
) -> Option<(&'p Pair, Option<Doubt>)> {
    let video = pair.video;
    let withheld = |pair: &&Pair| {
        let talk = subjects[pair.talk].talk;
        talk.recording == Recording::Withheld && pair.evidence.support >= 0.6
    };
    if let Some(pair) = pairs.strongest(video).filter(withheld) {
        return Some((pair, Some(Doubt::Withheld)));
    }
    let evidence = &pair.evidence;
    if let Recording::Published(there) = &subjects[pair.talk].talk.recording {
        let is_clear = evidence.score >= CLEAR;
        return is_clear.then(|| (pair, Some(Doubt::Taken(there.url.clone()))));
    }
    let is_free = |video: usize| !linked.contains_key(&clips[video].listed.url);
    if evidence.score >= CLEAR
        && pairs.stands_out_among_talks(pair)
        && pairs.stands_out_among_videos(pair, is_free)
        && subjects[pair.talk].talk.recording == Recording::Pending
    {
        return Some((pair, None));
    }
    let rival = || {
        let near = pairs.rival(pair, is_free).filter(|_| evidence.score >= CLEAR)?;
        Some(match near.talk == pair.talk {
            true => format!("`{}` looks much the same", clips[near.video].listed.title),
            false => format!("it may as well be {}", subjects[near.talk].talk.id),
        })
    };
    let doubt = || Doubt::Unclear(evidence.against.clone().or_else(rival));
    (evidence.support >= WORTH_A_LOOK).then(|| (pair, Some(doubt())))
}

fn finding(
    series: &Series,
    subject: &Subject<'_>,
    clip: &Clip<'_>,
    why: String,
    pair: Option<&Pair>,
    doubt: Option<Doubt>,
) -> Finding {
    let is_linked = subject.talk.video().is_some_and(|video| video.url == clip.listed.url);
    Finding {
        talk: subject.talk.id.clone(),
        title: subject.talk.title().to_owned(),
        video: clip.listed.clone(),
        score: if is_linked { 1.0 } else { pair.map_or(0.0, |pair| pair.evidence.score) },
        why,
        addition: match doubt {
            None => addition(
                series,
                subject.talk,
                clip.listed,
                pair.and_then(|it| it.own_title.clone()),
            ),
            Some(_) => Addition::default(),
        },
        doubt,
    }
}

/// The talks that are over and have no recording.
fn open(subjects: &[Subject<'_>], findings: &[Finding], now: DateTime<Utc>) -> Vec<String> {
    let is_found = |talk: &Talk| findings.iter().any(|it| it.talk == talk.id && it.doubt.is_none());
    let is_over = |subject: &&Subject<'_>| {
        subject.is_open() && subject.event.ends().is_some_and(|end| end <= now)
    };
    let pending = |subject: &&Subject<'_>| {
        subject.talk.recording == Recording::Pending && !is_found(subject.talk)
    };
    let open = subjects.iter().filter(is_over).filter(pending);
    open.map(|subject| subject.talk.id.clone()).collect()
}
