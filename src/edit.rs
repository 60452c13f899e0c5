//! Changes made in the text of a catalogue: only the bytes that a change is about are touched, and
//! the new text is read again before anybody sees it. Where anything else would say something else
//! than before, the change is refused, with what to write by hand.
//!
//! Where things go is found in yaml-edit's tree, which has every byte; what the texts say is read
//! by [`crate::yaml`], so that two readers have to agree.

mod layout;
mod meaning;
mod place;
mod refused;
mod tree;
mod video;

use crate::draft::yaml;
use crate::draft::{EventDraft, TalkDraft, VideoDraft};
use crate::repair::replaced;
use layout::{Gap, Layout};
use meaning::Meaning;
use place::{Changes, New};
pub use refused::Refused;
use tree::Node;

/// Adds an event to the end of `events`.
pub(crate) fn add_event(text: &str, event: &EventDraft) -> Result<String, Refused> {
    make(text, &Change::Event(event))
}

/// Adds a talk to the end of an event's `talks`.
pub(crate) fn add_talk(text: &str, event: &str, talk: &TalkDraft) -> Result<String, Refused> {
    let old = meaning::read(text).ok_or_else(Refused::unreadable)?;
    let index = event_of(&old, event).ok_or_else(|| Refused::unknown("event", event))?;
    make(text, &Change::Talk { event: index, talk })
}

/// Sets the recording of a talk. What the draft leaves open stays, if it is said of the same
/// recording; a text that says all of it already is given back as it is. A talk that says
/// `recording: none` is never touched.
pub(crate) fn set_video(text: &str, talk: &str, video: &VideoDraft) -> Result<String, Refused> {
    let old = meaning::read(text).ok_or_else(Refused::unreadable)?;
    let (event, index) = talk_of(&old, talk).ok_or_else(|| Refused::unknown("talk", talk))?;
    let talk = &old.get("events").map_or(&[][..], Meaning::items)[event];
    let talk = &talk.get("talks").map_or(&[][..], Meaning::items)[index];
    if talk.get("recording").and_then(Meaning::text) == Some("none") {
        return Err(Refused::withheld(talk.get("id").and_then(Meaning::text).unwrap_or_default()));
    }
    let video_there = talk.get("video");
    let keys = video::wanted(video_there, video);
    if video::is_said(video_there, &keys) {
        return Ok(text.to_owned());
    }
    make(text, &Change::Video { event, talk: index, keys: &keys })
}

/// A change of a catalogue; events and talks by their places in the file.
enum Change<'a> {
    Event(&'a EventDraft),
    Talk { event: usize, talk: &'a TalkDraft },
    Video { event: usize, talk: usize, keys: &'a video::Keys },
}

/// Where an event of this id is; ids are compared without regard to case.
fn event_of(catalogue: &Meaning, id: &str) -> Option<usize> {
    catalogue.get("events")?.items().iter().position(|event| has_id(event, id))
}

/// Where a talk of this id is: its event's place, and its own.
fn talk_of(catalogue: &Meaning, id: &str) -> Option<(usize, usize)> {
    let events = catalogue.get("events")?.items().iter().enumerate();
    events.into_iter().find_map(|(index, event)| {
        let talk = event.get("talks")?.items().iter().position(|talk| has_id(talk, id))?;
        Some((index, talk))
    })
}

fn has_id(entry: &Meaning, id: &str) -> bool {
    entry.get("id").and_then(Meaning::text).is_some_and(|found| found.eq_ignore_ascii_case(id))
}

fn make(text: &str, change: &Change<'_>) -> Result<String, Refused> {
    let old = meaning::read(text).ok_or_else(Refused::unreadable)?;
    let new = changes(text, change, &old).map(|changes| replaced(text, &changes));
    let is_made = |new: &String| {
        let expected = change.expected(old.clone());
        let found = meaning::read(new);
        expected.zip(found).is_some_and(|(expected, found)| expected.is(&found))
    };
    new.filter(is_made).ok_or_else(|| change.refused(text))
}

/// What makes the change; `None` where the text has no place for it, or the places overlap.
fn changes(text: &str, change: &Change<'_>, old: &Meaning) -> Option<Changes> {
    let root = tree::read(text)?;
    let layout = Layout::of(text, &root);
    let changes = change.place(&layout, &root, old)?;
    let are_apart = changes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    are_apart.then_some(changes)
}

impl Change<'_> {
    fn place(&self, layout: &Layout<'_>, root: &Node, old: &Meaning) -> Option<Changes> {
        match self {
            Self::Event(event) => {
                let block = |column| yaml::event(event, column, layout.style);
                let new = New { block: &block, flow: yaml::flow_event(event), gap: Gap::Blank };
                place::item(layout, root, "events", &new)
            }
            Self::Talk { event, talk } => {
                let block = |column| yaml::talk(talk, column, layout.style);
                let new = New { block: &block, flow: yaml::flow_talk(talk), gap: Gap::None };
                place::item(layout, &item(root, "events", *event)?, "talks", &new)
            }
            Self::Video { event, talk, keys } => {
                let node = item(&item(root, "events", *event)?, "talks", *talk)?;
                let talk = &old.get("events")?.items().get(*event)?.get("talks")?.items()[*talk];
                video::set(layout, &node, talk.get("video"), keys)
            }
        }
    }

    /// What the text is to say when the change is made.
    fn expected(&self, mut old: Meaning) -> Option<Meaning> {
        let events = old.get_mut("events")?;
        match self {
            Self::Event(event) => {
                events.push(drafted(&yaml::event(event, 0, yaml::Style::default()))?)
            }
            Self::Talk { event, talk } => {
                let talk = drafted(&yaml::talk(talk, 0, yaml::Style::default()))?;
                events.item_mut(*event)?.get_mut("talks")?.push(talk);
            }
            Self::Video { event, talk, keys } => {
                let talk = events.item_mut(*event)?.get_mut("talks")?.item_mut(*talk)?;
                let video = talk.get_mut("video")?;
                *video = video::meaning(Some(video), keys);
            }
        }
        Some(old)
    }

    /// What to write by hand instead.
    fn refused(&self, text: &str) -> Refused {
        let style = yaml::Style::default();
        let (what, block, path) = match self {
            Self::Event(event) => ("the event", yaml::event(event, 2, style), vec![]),
            Self::Talk { event, talk } => ("the talk", yaml::talk(talk, 6, style), vec![*event]),
            Self::Video { event, talk, keys } => {
                let block = format!("        video:\n{}", video::lines(keys, 10));
                ("the recording", block, vec![*event, *talk])
            }
        };
        Refused::by_hand(what, block, refused::line(text, &path))
    }
}

/// The single item of a list that was written.
fn drafted(item: &str) -> Option<Meaning> {
    meaning::read(item)?.items().first().map(|item| item.clone().in_words())
}

/// An item of the list of a key, if it is a mapping.
fn item(mapping: &Node, key: &str, index: usize) -> Option<Node> {
    let list = tree::entry(mapping, key)?.held.filter(tree::is_list)?;
    tree::item(&list, index).filter(tree::is_mapping)
}

#[cfg(test)]
mod tests;
