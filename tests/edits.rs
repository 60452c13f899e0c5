//! Whatever is done to an author's file by `new`, `videos --write` and `check --fix`, in whatever
//! order: the lines that nobody meant to change are all still there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use common::commented::{Written, catalogue};
use proptest::prelude::*;
use seminar::draft::{EventDraft, PersonDraft, TalkDraft, VideoDraft};
use seminar::model::{Event, Recording, Series, Talk, Video};
use seminar::{Catalogue, Refused};

/// Something that is done to a catalogue.
#[derive(Clone, Debug)]
enum Act {
    Video { talk: usize, video: VideoDraft },
    Event(EventDraft),
    Talk { event: usize, talk: TalkDraft },
    Fix,
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z][a-z ]{0,20}[a-z]",
        "[A-Z][a-zé:#,'\"{}\\[\\]&*-]{0,12}[a-z]",
        "(lorem ipsum ){9}end"
    ]
}

prop_compose! {
    fn videos()(
        number in 0..3_usize,
        form in 0..3_usize,
        title in proptest::option::of(texts()),
        published in proptest::option::of(1..28_u32),
        duration in proptest::option::of(Just("45m".to_owned())),
    ) -> VideoDraft {
        let id = ["qhAYUfQlYfo", "_RlcKW0sZ80", "pYl9bBcQA-M"][number];
        let url = match form {
            0 => format!("https://youtu.be/{id}"),
            1 => format!("https://www.youtube.com/watch?v={id}"),
            _ => format!("https://www.youtube.com/watch?v={id}&t=4"),
        };
        let published = published.map(|day| format!("2023-09-{day:02}"));
        VideoDraft { url, title, published, duration }
    }
}

prop_compose! {
    fn talks()(
        title in proptest::option::of(texts()),
        names in proptest::collection::vec(texts(), 0..3),
        affiliation in proptest::option::of(texts()),
        abstract_ in proptest::option::of(texts().prop_map(|text| format!("{text}\n\n{text}"))),
    ) -> TalkDraft {
        let speaker = |name| PersonDraft { name, affiliation: affiliation.clone(), ..PersonDraft::default() };
        let speakers = names.into_iter().map(speaker).collect();
        TalkDraft { title, speakers, abstract_, ..TalkDraft::default() }
    }
}

prop_compose! {
    fn events()(
        title in proptest::option::of(texts()),
        start in prop_oneof![Just("TBA"), Just("2023-09-18 13:00"), Just("18 September 2023 at 1pm CEST")],
        tags in proptest::collection::vec(texts(), 0..2),
        talks in proptest::collection::vec(talks(), 0..2),
    ) -> EventDraft {
        EventDraft { title, start: Some(start.to_owned()), tags, talks, ..EventDraft::default() }
    }
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any::<usize>(), videos()).prop_map(|(talk, video)| Act::Video { talk, video }),
        2 => events().prop_map(Act::Event),
        3 => (any::<usize>(), talks()).prop_map(|(event, talk)| Act::Talk { event, talk }),
        1 => Just(Act::Fix),
    ]
}

/// What an act means in the model, and how many lines it may change or take out.
struct Meant {
    series: Series,
    lines: usize,
}

/// Does it, with ids that are free; `None` where there is nothing to do it to.
fn done(
    catalogue: &Catalogue,
    act: &Act,
    number: usize,
) -> Option<Result<(Catalogue, Meant), Refused>> {
    let mut series = catalogue.series().unwrap().clone();
    let made = match act {
        Act::Fix => {
            let meant = Meant { series, lines: 20 };
            return Some(Ok((catalogue.repaired()?, meant)));
        }
        Act::Event(event) => {
            let id = |talk| format!("new{number}talk{talk}");
            let talks = event.talks.iter().enumerate();
            let talks =
                talks.map(|(index, talk)| TalkDraft { id: Some(id(index)), ..talk.clone() });
            let event = EventDraft {
                id: Some(format!("new{number}")),
                talks: talks.collect(),
                ..event.clone()
            };
            catalogue.with_event(&event)
        }
        Act::Talk { event, talk } => {
            let event = series.events.get(*event % series.events.len().max(1))?.id.clone();
            let talk = TalkDraft { id: Some(format!("new{number}")), ..talk.clone() };
            catalogue.with_talk(&event, &talk)
        }
        Act::Video { talk, video } => {
            let mut talks: Vec<_> =
                series.events.iter_mut().flat_map(|event| &mut event.talks).collect();
            talks.retain(|talk| talk.recording != Recording::Withheld);
            let index = talk.checked_rem(talks.len())?;
            let talk = &mut talks[index];
            set(talk, video);
            catalogue.with_video(&talk.id, video)
        }
    };
    Some(made.map(|made| (made, Meant { series, lines: 4 })))
}

/// Sets a recording in the model.
fn set(talk: &mut Talk, draft: &VideoDraft) {
    let url = seminar::video::canonical(&url::Url::parse(&draft.url).unwrap()).unwrap();
    let old = talk.video().filter(|old| old.url == url).cloned();
    let old = old.unwrap_or(Video { url, title: None, published: None, duration: None });
    let published = draft.published.as_ref().map(|day| {
        format!("{day}T00:00:00+02:00").parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap()
    });
    let duration = draft.duration.as_ref().map(|_| chrono::TimeDelta::minutes(45));
    talk.recording = Recording::Published(Video {
        title: draft.title.clone().or(old.title),
        published: published.or(old.published),
        duration: duration.or(old.duration),
        url: old.url,
    });
}

/// Takes out what the act put in, and sees that it is there.
fn without_new(series: &mut Series, act: &Act, number: usize) {
    let new = |id: &str| id == format!("new{number}");
    match act {
        Act::Event(draft) => {
            let index = series.events.iter().position(|event| new(&event.id)).unwrap();
            let event: Event = series.events.remove(index);
            assert_eq!(event.tags, draft.tags);
            assert_eq!(event.talks.len(), draft.talks.len());
            event.talks.iter().zip(&draft.talks).for_each(|(talk, draft)| assert_talk(talk, draft));
        }
        Act::Talk { talk: draft, .. } => {
            let event =
                series.events.iter_mut().find(|event| event.talks.iter().any(|it| new(&it.id)));
            let talk = event.unwrap().talks.pop().unwrap();
            assert!(new(&talk.id));
            assert_talk(&talk, draft);
        }
        Act::Video { .. } | Act::Fix => {}
    }
}

fn assert_talk(talk: &Talk, draft: &TalkDraft) {
    assert_eq!(talk.title, draft.title);
    let names: Vec<_> = talk.speakers.iter().map(|speaker| &speaker.name).collect();
    assert_eq!(names, draft.speakers.iter().map(|speaker| &speaker.name).collect::<Vec<_>>());
    assert_eq!(talk.abstract_.is_some(), draft.abstract_.is_some());
}

/// The length of the longest sequence of lines that is in both.
fn in_common(old: &[&str], new: &[&str]) -> usize {
    let mut lengths = vec![0; new.len() + 1];
    for a in old {
        let mut corner = 0;
        for (index, b) in new.iter().enumerate() {
            let above = lengths[index + 1];
            lengths[index + 1] = if a == b { corner + 1 } else { above.max(lengths[index]) };
            corner = above;
        }
    }
    lengths[new.len()]
}

fn assert_kept(old: &str, new: &str, meant: &Meant, act: &Act) {
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (lines(old), lines(new));
    let trimmed = |lines: &[String]| {
        lines.iter().map(|line| line.trim_end_matches('\r').to_owned()).collect::<Vec<_>>()
    };
    let (a, b) = (trimmed(&a), trimmed(&b));
    let (a, b): (Vec<_>, Vec<_>) =
        (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
    let lost = a.len() - in_common(&a, &b);
    assert!(lost <= meant.lines, "{lost} lines changed by {act:?}:\n{old}\n---\n{new}");
    let comments = |text: &str| {
        let parts = text.split("# c").skip(1);
        parts.map(|part| part.split(['\r', '\n']).next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(comments(old), comments(new), "{act:?}:\n{old}\n---\n{new}");
    if old.contains("\r\n") {
        assert!(!new.replace("\r\n", "").contains('\n'), "{act:?}: {new:?}");
    } else {
        assert!(!new.contains('\r'));
    }
    assert_eq!(old.ends_with('\n'), new.ends_with('\n'), "{act:?}:\n{old}\n---\n{new}");
}

/// Whatever may be read in another order: events without a day are sorted by their ids.
fn assert_same(series: &Series, expected: &Series, text: &str) {
    let mut sorted = (series.clone(), expected.clone());
    for series in [&mut sorted.0, &mut sorted.1] {
        series.events.sort_by(|a, b| a.id.cmp(&b.id));
        for event in &mut series.events {
            // Of an event without a title, which is called by its only talk.
            event.title.clear();
        }
    }
    assert_eq!(sorted.0, sorted.1, "{text}");
}

proptest! {
    #[test]
    fn any_sequence_of_changes_changes_only_the_lines_it_means_to(
        choices in proptest::collection::vec(any::<u8>(), 300),
        acts in proptest::collection::vec(acts(), 1..7),
    ) {
        let Written { text, has_alias } = catalogue(&choices);
        let mut current = Catalogue::read("events.yaml", text.as_bytes());
        prop_assert!(current.series().is_some(), "{}\n{:?}", text, current.diagnostics());
        for (number, act) in acts.iter().enumerate() {
            let Some(outcome) = done(&current, act, number) else { continue };
            let (next, meant) = match outcome {
                Ok(done) => done,
                Err(refused) => {
                    prop_assert!(has_alias, "{refused} {act:?}\n{}", current.source().text());
                    continue;
                }
            };
            let new = next.source().text();
            assert_kept(current.source().text(), new, &meant, act);
            let mut series = next.series().unwrap_or_else(|| panic!("{act:?} {:?}\n{new}", next.diagnostics())).clone();
            without_new(&mut series, act, number);
            assert_same(&series, &meant.series, new);
            current = next;
        }
    }
}
