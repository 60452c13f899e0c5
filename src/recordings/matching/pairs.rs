//! All pairs of a video and a talk that have anything in common, each with what speaks for it.

use std::collections::{BTreeSet, HashMap};

use super::clip::Clip;
use super::code::Code;
use super::evidence::{Circumstances, Evidence, weigh};
use super::likeness::likeness;
use super::names::Naming;
use super::subject::Subject;
use super::words::{stem, weight, words};
use crate::model::Series;
use crate::recordings::List;
use crate::recordings::addition::own_title;

/// A video and a talk, by their places in the list and the programme.
pub(super) struct Pair {
    pub(super) video: usize,
    pub(super) talk: usize,
    pub(super) evidence: Evidence,
    /// The video's own title, where its words differ from the talk's.
    pub(super) own_title: Option<String>,
}

/// All pairs, by video.
pub(super) struct Pairs {
    by_video: Vec<Vec<Pair>>,
}

impl Pairs {
    pub(super) fn new(
        series: &Series,
        list: &List,
        subjects: &[Subject<'_>],
        clips: &[Clip<'_>],
    ) -> Self {
        let index = Index::new(subjects);
        let common: Vec<_> = [Some(&series.title), list.title.as_ref()]
            .into_iter()
            .flatten()
            .map(|it| words(it))
            .collect();
        let mut codes: HashMap<Code, usize> = HashMap::new();
        for (code, _) in clips.iter().flat_map(|clip| &clip.codes) {
            *codes.entry(*code).or_default() += 1;
        }
        let is_common = |subject: &Subject<'_>| {
            subject.code.and_then(|code| codes.get(&code)).is_some_and(|times| *times > 1)
        };
        let of_video = |(video, clip): (usize, &Clip<'_>)| {
            let talks = index.candidates(clip);
            let namings: Vec<_> =
                talks.iter().map(|talk| (*talk, naming(&subjects[*talk], clip))).collect();
            let pair = |&(talk, naming): &(usize, Naming)| {
                let subject = &subjects[talk];
                let others =
                    namings.iter().filter(|(other, _)| !are_of_one(&subjects[*other], subject));
                let mut named = others.clone().filter(|(_, naming)| *naming == Naming::Full);
                let other_speaker = named.next().and_then(|(other, _)| {
                    subjects[*other].talk.speakers.first().map(|speaker| speaker.name.as_str())
                });
                let around = Circumstances {
                    naming,
                    other_speaker,
                    others_below: others.clone().any(|(_, naming)| *naming == Naming::Below),
                    is_code_common: is_common(subject),
                    published: clip.listed.published.map(|it| it.day(&series.zone)),
                };
                let likeness = likeness(subject, clip, &common);
                let evidence = weigh(subject, clip, &likeness, &around);
                let own_title = own_title(clip, &likeness);
                Pair { video, talk, evidence, own_title }
            };
            let mut pairs: Vec<_> = namings.iter().map(pair).collect();
            pairs.sort_by(|a, b| {
                let by = |pair: &Pair| (pair.evidence.score, pair.evidence.support);
                by(b)
                    .partial_cmp(&by(a))
                    .unwrap_or(std::cmp::Ordering::Equal)
                    .then(a.talk.cmp(&b.talk))
            });
            pairs
        };
        Self { by_video: clips.iter().enumerate().map(of_video).collect() }
    }

    /// The pair of a video and a talk.
    pub(super) fn get(&self, video: usize, talk: usize) -> Option<&Pair> {
        self.by_video[video].iter().find(|pair| pair.talk == talk)
    }

    /// The talk that a video is most likely of.
    pub(super) fn best(&self, video: usize) -> Option<&Pair> {
        self.by_video[video].first()
    }

    /// The talk that most speaks for, whatever speaks against it.
    pub(super) fn strongest(&self, video: usize) -> Option<&Pair> {
        let support = |pair: &&Pair| (pair.evidence.support * 1e6) as u64;
        self.by_video[video].iter().rev().max_by_key(support)
    }

    /// What comes too near to a pair: another talk, or another video that is free.
    pub(super) fn rival(&self, pair: &Pair, is_free: impl Fn(usize) -> bool) -> Option<&Pair> {
        let talks = self.by_video[pair.video].iter().filter(|it| it.talk != pair.talk);
        let videos = self.others_of_talk(pair).filter(|it| is_free(it.video));
        talks.chain(videos).find(|other| !is_apart(pair, other))
    }

    fn others_of_talk(&self, pair: &Pair) -> impl Iterator<Item = &Pair> {
        let (video, talk) = (pair.video, pair.talk);
        self.by_video.iter().flatten().filter(move |it| it.talk == talk && it.video != video)
    }
}

/// Whether a second match is far enough behind: at least twice as doubtful, and a little more.
fn is_apart(first: &Pair, second: &Pair) -> bool {
    1.0 - second.evidence.score >= 2.0 * (1.0 - first.evidence.score) + 0.05
}

fn naming(subject: &Subject<'_>, clip: &Clip<'_>) -> Naming {
    subject.names.iter().map(|name| name.naming(clip)).max().unwrap_or(Naming::No)
}

/// Whether two talks have a speaker in common.
fn are_of_one(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    let speakers = &other.talk.speakers;
    std::ptr::eq(one, other)
        || one.talk.speakers.iter().any(|own| speakers.iter().any(|it| it.name == own.name))
}

/// The talks by each word that may lead to them, so that a list is not held against every talk of
/// an archive.
struct Index<'s> {
    by_word: HashMap<&'s str, Vec<usize>>,
    by_code: HashMap<Code, Vec<usize>>,
}

impl<'s> Index<'s> {
    fn new(subjects: &'s [Subject<'_>]) -> Self {
        let mut index = Self { by_word: HashMap::new(), by_code: HashMap::new() };
        for (at, subject) in subjects.iter().enumerate() {
            let names = subject.names.iter().filter_map(|name| name.last());
            let title = subject.title.iter().map(String::as_str).filter(|word| weight(word) == 1.0);
            for word in title.chain(names).chain(subject.id.first().map(String::as_str)) {
                index.by_word.entry(stem(word)).or_default().push(at);
            }
            if let Some(code) = subject.code {
                index.by_code.entry(code).or_default().push(at);
            }
        }
        index
    }

    fn candidates(&self, clip: &Clip<'_>) -> BTreeSet<usize> {
        let title = clip.words.iter().filter_map(|word| self.by_word.get(stem(word)));
        let codes = clip.codes.iter().filter_map(|(code, _)| self.by_code.get(code));
        title.chain(codes).flatten().copied().collect()
    }
}
