//! What two places say of one event or talk becomes one: a page announces the next webinar and
//! lists the recording of it later, and a second page has the abstracts.
//!
//! Events are the same by their id, or by their day and a talk or a speaker in common. Talks are
//! the same by their title, within an event by their id or a speaker too. What was said first is
//! kept; what else is said of the same is told.

mod same;
mod values;

use super::ids::day;
use super::remark::shown;
use super::{Found, FoundEvent, FoundTalk, Place, Remark};
use crate::draft::{EventDraft, PersonDraft, TalkDraft, VideoDraft};
use crate::folded::folded;
use same::{Marks, TalkMarks, is_same_person};
use values::fill;
pub(super) use values::series;

/// How many joined talks are told one by one.
const TOLD: usize = 3;

/// Joins what was found in one place with what was found in a second one.
pub(super) fn all(first: Found, second: Found) -> Found {
    let Found { series, mut events, mut talks, mut remarks } = first;
    remarks.extend(second.remarks);
    let mut joiner = Joiner::default();
    let marks = Marks::of(&events);
    let mut new = Vec::new();
    for event in second.events {
        match marks.same(&event, &events) {
            Some(index) => joiner.event(&mut events[index], event),
            None => new.push(event),
        }
    }
    events.extend(new);
    talks.extend(second.talks);
    remarks.extend(joiner.told());
    Found { series: values::series(&series, second.series), events, talks, remarks }
}

/// Puts the talks that no event was found with to the events' own, by their titles.
pub(super) fn talks(found: &mut Found) {
    let mut joiner = Joiner::default();
    let titles = same::titles(&found.events);
    for talk in std::mem::take(&mut found.talks) {
        let place = same::marks_of_title(&talk).iter().find_map(|title| titles.get(title).copied());
        match place {
            Some((event, index)) => joiner.talk(&mut found.events[event].talks[index], talk),
            None => {
                let title = talk.draft.title.as_deref().unwrap_or_default();
                let remark = Remark::unplaced(title).at(&talk.place);
                joiner.remarks.push(remark.help("no event has a talk of this title"));
            }
        }
    }
    found.remarks.extend(joiner.told());
}

/// Joins, and keeps what there is to say of it.
#[derive(Default)]
struct Joiner {
    remarks: Vec<Remark>,
    /// Talks that were joined without a difference, and with what.
    silent: Vec<(Place, Place)>,
}

impl Joiner {
    fn told(self) -> Vec<Remark> {
        let mut remarks = self.remarks;
        match &self.silent[..] {
            [(place, _), .., (_, last)] if self.silent.len() > TOLD => {
                let number = self.silent.len();
                let message = format!("{number} talks are joined with those of {}", last.file);
                remarks.push(Remark::note(message).at(place));
            }
            few => remarks.extend(
                few.iter()
                    .map(|(place, first)| Remark::note(format!("joined with {first}")).at(place)),
            ),
        }
        remarks
    }

    /// What is said otherwise already has no place.
    fn differ(&mut self, differences: Vec<Option<String>>, place: &Place, first: &Place) {
        for difference in differences.into_iter().flatten() {
            let remark = Remark::unplaced(&difference).at(place);
            self.remarks.push(remark.help(format!("{first} says it otherwise")));
        }
    }

    fn event(&mut self, first: &mut FoundEvent, mut second: FoundEvent) {
        let talks = std::mem::take(&mut second.talks);
        if talks.is_empty() {
            self.silent.push((second.place.clone(), first.place.clone()));
        }
        let differences = join_event(first, &second);
        self.differ(differences, &second.place, &first.place);
        let known = TalkMarks::of(&first.talks);
        for talk in talks {
            match known.same(&talk, &first.talks) {
                Some(index) => self.talk(&mut first.talks[index], talk),
                None => first.talks.push(talk),
            }
        }
    }

    fn talk(&mut self, first: &mut FoundTalk, second: FoundTalk) {
        let FoundTalk { draft, place, bios, pages } = second;
        first.bios.extend(bios);
        first.pages.extend(pages);
        let kept = &mut first.draft;
        fill(&mut kept.id, draft.id);
        // A list may call the talk by the title of its recording; whoever tells both knows better.
        let recorded = draft.video.as_ref().and_then(|video| video.title.as_deref());
        if draft.title.is_some() && recorded.map(folded) == kept.title.as_deref().map(folded) {
            kept.title.clone_from(&draft.title);
        }
        let mut differences = join_video(&mut kept.video, draft.video);
        let has_other = |other: &String| {
            [&kept.title, &kept.video.as_ref().and_then(|video| video.title.clone())]
                .into_iter()
                .flatten()
                .all(|title| folded(title) != folded(other))
        };
        let other = draft.title.filter(|other| kept.title.is_some() && has_other(other));
        match (other, &mut kept.video) {
            (Some(other), Some(video)) if video.title.is_none() => {
                let message = format!(
                    "joined with {}; `{}` is taken for the title of the recording",
                    first.place,
                    shown(&other),
                );
                self.remarks.push(Remark::note(message).at(&place));
                video.title = Some(other);
            }
            (other, _) => {
                self.silent.push((place.clone(), first.place.clone()));
                differences.push(other);
            }
        }
        differences
            .extend(join_talk(kept, TalkDraft { id: None, title: None, video: None, ..draft }));
        self.differ(differences, &place, &first.place);
    }
}

/// Fills an event's gaps; gives what is said otherwise.
fn join_event(first: &mut FoundEvent, second: &FoundEvent) -> Vec<Option<String>> {
    let has_hour =
        |draft: &EventDraft| draft.start.as_ref().is_some_and(|start| start.contains(':'));
    let is_same_day = day(first) == day(second);
    let says_more = day(first).is_none() || has_hour(&second.draft) && !has_hour(&first.draft);
    let (kept, draft) = (&mut first.draft, second.draft.clone());
    let mut differences = Vec::new();
    if kept.start.is_none() || is_same_day && says_more {
        kept.start = draft.start;
        first.dated = second.dated.clone().or_else(|| Some(second.place.clone()));
    } else if !is_same_day {
        differences.push(draft.start);
    }
    fill(&mut kept.id, draft.id);
    for tag in draft.tags {
        if !kept.tags.contains(&tag) {
            kept.tags.push(tag);
        }
    }
    differences.extend([
        fill(&mut kept.uid, draft.uid),
        fill(&mut kept.title, draft.title),
        fill(&mut kept.duration, draft.duration),
        fill(&mut kept.end, draft.end),
        fill(&mut kept.timezone, draft.timezone),
        fill(&mut kept.status, draft.status),
        fill(&mut kept.location, draft.location),
        fill(&mut kept.registration, draft.registration),
        fill(&mut kept.join, draft.join),
        fill(&mut kept.url, draft.url),
        fill(&mut kept.description, draft.description),
    ]);
    differences
}

/// Fills a talk's gaps, but for id, title and video; gives what is said otherwise.
fn join_talk(kept: &mut TalkDraft, talk: TalkDraft) -> Vec<Option<String>> {
    if kept.title.is_none() {
        kept.title = talk.title;
    }
    let mut differences = vec![
        fill(&mut kept.abstract_, talk.abstract_),
        fill(&mut kept.slides, talk.slides),
        fill(&mut kept.paper, talk.paper),
        fill(&mut kept.code, talk.code),
        fill(&mut kept.recording, talk.recording),
    ];
    if kept.speakers.is_empty() {
        kept.speakers = talk.speakers;
        return differences;
    }
    for speaker in talk.speakers {
        match kept.speakers.iter_mut().find(|other| is_same_person(other, &speaker)) {
            Some(same) => differences.extend(join_person(same, speaker)),
            None => differences.push(Some(speaker.name)),
        }
    }
    differences
}

fn join_video(kept: &mut Option<VideoDraft>, video: Option<VideoDraft>) -> Vec<Option<String>> {
    let Some(video) = video else { return vec![] };
    let Some(kept) = kept else {
        *kept = Some(video);
        return vec![];
    };
    let url = (kept.url != video.url).then_some(video.url);
    let title = fill(&mut kept.title, video.title);
    let published = fill(&mut kept.published, video.published);
    vec![url, title, published, fill(&mut kept.duration, video.duration)]
}

fn join_person(kept: &mut PersonDraft, person: PersonDraft) -> Vec<Option<String>> {
    vec![
        fill(&mut kept.affiliation, person.affiliation),
        fill(&mut kept.url, person.url),
        fill(&mut kept.email, person.email),
        fill(&mut kept.bio, person.bio),
    ]
}
