//! What is to be thought of a video.

use std::collections::HashMap;

use url::Url;

use super::Standing;
use super::clip::Clip;
use super::evidence::CLEAR;
use super::pairs::{Pair, Pairs};
use super::subject::Subject;
use crate::model::Recording;

/// From this score on, a doubtful match is worth a look.
const WORTH_A_LOOK: f64 = 0.4;

/// From this score on, a video looks like one that must not be shared, whatever speaks against it.
const LOOKS_WITHHELD: f64 = 0.6;

/// All that is known.
pub(super) struct Judge<'j, 's> {
    pub(super) pairs: &'j Pairs,
    pub(super) subjects: &'j [Subject<'s>],
    pub(super) clips: &'j [Clip<'s>],
    /// The talks whose recordings are linked, by its address.
    pub(super) linked: &'j HashMap<&'s Url, usize>,
}

impl<'j> Judge<'j, '_> {
    /// The talk that a video may be of, and what is to be thought of that; `None` where it is of
    /// none.
    pub(super) fn judged(&self, video: usize) -> Option<(&'j Pair, Standing)> {
        let (best, strongest) = (self.pairs.best(video)?, self.pairs.strongest(video)?);
        let is_like_it = strongest.evidence.support >= LOOKS_WITHHELD;
        if *self.recording(strongest) == Recording::Withheld && is_like_it {
            return Some((strongest, Standing::Withheld));
        }
        match self.recording(best) {
            Recording::Published(there) if best.evidence.score >= CLEAR => {
                return Some((best, Standing::Taken(there.url.clone())));
            }
            Recording::Pending if best.evidence.score >= CLEAR && self.rival(best).is_none() => {
                return Some((best, Standing::Clear));
            }
            _ => {}
        }
        let is_worth_a_look = strongest.evidence.support >= WORTH_A_LOOK
            && *self.recording(strongest) == Recording::Pending;
        is_worth_a_look.then(|| (strongest, Standing::Unclear(self.doubt(strongest))))
    }

    fn recording(&self, pair: &Pair) -> &'j Recording {
        &self.subjects[pair.talk].talk.recording
    }

    /// What comes too near: another talk for the video, or another video for the talk.
    fn rival(&self, pair: &Pair) -> Option<&'j Pair> {
        let is_free = |video: usize| !self.linked.contains_key(&self.clips[video].listed.url);
        self.pairs.rival(pair, is_free)
    }

    /// What speaks against a match, where that can be said.
    fn doubt(&self, pair: &Pair) -> Option<String> {
        let rival = || {
            let rival = self.rival(pair).filter(|_| pair.evidence.score >= CLEAR)?;
            Some(match rival.talk == pair.talk {
                true => format!("`{}` looks much the same", self.clips[rival.video].listed.title),
                false => format!("it may as well be {}", self.subjects[rival.talk].talk.id),
            })
        };
        pair.evidence.against.clone().or_else(rival)
    }
}
