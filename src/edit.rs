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
    make(text, &read(text)?, &[Change::Event(event)])
}

/// Adds a talk to the end of an event's `talks`.
pub(crate) fn add_talk(text: &str, event: &str, talk: &TalkDraft) -> Result<String, Refused> {
    let old = read(text)?;
    let index = event_of(&old, event).ok_or_else(|| Refused::unknown("event", event))?;
    make(text, &old, &[Change::Talk { event: index, talk }])
}

/// Sets the recordings of talks, each of another one: all of them, or none. What a draft leaves open
/// stays, if it is said of the same recording; a text that says all of it already is given back as
/// it is. A talk that says `recording: none` is never touched.
pub(crate) fn set_videos<'a>(
    text: &str,
    videos: impl IntoIterator<Item = (&'a str, &'a VideoDraft)>,
) -> Result<String, Refused> {
    let old = read(text)?;
    let changes = videos.into_iter().filter_map(|(talk, video)| recording(&old, talk, video));
    make(text, &old, &changes.collect::<Result<Vec<_>, _>>()?)
}

/// What sets the recording of a talk; `None` where it is said already.
fn recording<'a>(
    old: &Meaning,
    id: &str,
    video: &VideoDraft,
) -> Option<Result<Change<'a>, Refused>> {
    let Some((event, index)) = talk_of(old, id) else {
        return Some(Err(Refused::unknown("talk", id)));
    };
    let talk = talk_at(old, event, index)?;
    if talk.get("recording").and_then(Meaning::text) == Some("none") {
        let id = talk.get("id").and_then(Meaning::text).unwrap_or_default();
        return Some(Err(Refused::withheld(id)));
    }
    let video_there = talk.get("video");
    let keys = video::wanted(video_there, video);
    let is_said = video::is_said(video_there, &keys);
    (!is_said).then_some(Ok(Change::Video { event, talk: index, keys }))
}

fn read(text: &str) -> Result<Meaning, Refused> {
    meaning::read(text).ok_or_else(Refused::unreadable)
}

/// A change of a catalogue; events and talks by their places in the file.
enum Change<'a> {
    Event(&'a EventDraft),
    Talk { event: usize, talk: &'a TalkDraft },
    Video { event: usize, talk: usize, keys: video::Keys },
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

fn talk_at(catalogue: &Meaning, event: usize, index: usize) -> Option<&Meaning> {
    catalogue.get("events")?.items().get(event)?.get("talks")?.items().get(index)
}

fn has_id(entry: &Meaning, id: &str) -> bool {
    entry.get("id").and_then(Meaning::text).is_some_and(|found| found.eq_ignore_ascii_case(id))
}

/// Makes changes of a text that says this, all at once. Where they cannot be made, the first is
/// refused that cannot be made after those before it.
fn make(text: &str, old: &Meaning, changes: &[Change<'_>]) -> Result<String, Refused> {
    let root = tree::read(text);
    let made = |number: usize| {
        let changes = &changes[..number];
        let new = replaced(text, &repairs(text, root.as_ref()?, old, changes)?);
        let expected = changes.iter().try_fold(old.clone(), |old, change| change.expected(old));
        expected?.is(&meaning::read(&new)?).then_some(new)
    };
    if changes.is_empty() {
        return Ok(text.to_owned());
    }
    made(changes.len()).ok_or_else(|| {
        let numbers: Vec<_> = (1..changes.len()).collect();
        let first = numbers.partition_point(|number| made(*number).is_some());
        changes[first].refused(text)
    })
}

/// What makes the changes; `None` where the text has no place for one, or the places overlap.
fn repairs(text: &str, root: &Node, old: &Meaning, changes: &[Change<'_>]) -> Option<Changes> {
    let (layout, events) = (Layout::of(text, root), parts(root, "events"));
    let mut repairs = Vec::new();
    for change in changes {
        repairs.extend(change.place(&layout, root, &events, old)?);
    }
    // The talks of a call are in no order.
    repairs.sort_by_key(|repair| (repair.span.start, repair.span.end));
    let are_apart = repairs.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    are_apart.then_some(repairs)
}

impl Change<'_> {
    fn place(
        &self,
        layout: &Layout<'_>,
        root: &Node,
        events: &[Node],
        old: &Meaning,
    ) -> Option<Changes> {
        match self {
            Self::Event(event) => {
                let block = |column| yaml::event(event, column, layout.style);
                let new = New { block: &block, flow: yaml::flow_event(event), gap: Gap::Blank };
                place::item(layout, root, "events", &new)
            }
            Self::Talk { event, talk } => {
                let block = |column| yaml::talk(talk, column, layout.style);
                let new = New { block: &block, flow: yaml::flow_talk(talk), gap: Gap::None };
                place::item(layout, &mapping(events.get(*event)?)?, "talks", &new)
            }
            Self::Video { event, talk, keys } => {
                let talks = parts(&mapping(events.get(*event)?)?, "talks");
                let node = mapping(talks.get(*talk)?)?;
                video::set(layout, &node, talk_at(old, *event, *talk)?.get("video"), keys)
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

/// The items of the list of a key, with all that belongs to them.
fn parts(mapping: &Node, key: &str) -> Vec<Node> {
    let list = tree::entry(mapping, key).and_then(|entry| entry.held).filter(tree::is_list);
    list.map_or(vec![], |list| tree::parts(&list))
}

/// An item, if it is a mapping.
fn mapping(item: &Node) -> Option<Node> {
    tree::held(item).filter(tree::is_mapping)
}

#[cfg(test)]
mod tests;
