//! Whatever is done to an author's file by `new`, `videos --write` and `check --fix`, in whatever
//! order: the lines that nobody meant to change are all still there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;

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

/// What an act means in the model, and how many lines of which kind it may change or take out.
struct Meant {
    series: Series,
    lines: usize,
    /// One of these is in each such line.
    marks: &'static [&'static str],
}

/// A list between brackets, or an empty one, changes in its line; the lines of any other stay.
const OF_EVENTS: &[&str] = &["events", "[", "]", "{", "}"];
const OF_TALKS: &[&str] = &["talks", "[", "]", "{", "}"];
const OF_VIDEOS: &[&str] =
    &["video", "url", "http", "title", "published", "duration", "{", "lorem ipsum"];

/// Does it, with ids that are free; `None` where there is nothing to do it to.
fn done(
    catalogue: &Catalogue,
    act: &Act,
    number: usize,
) -> Option<Result<(Catalogue, Meant), Refused>> {
    let mut series = catalogue.series().unwrap().clone();
    let (made, lines, marks) = match act {
        Act::Fix => {
            let (repaired, lines) = repaired(catalogue)?;
            return Some(Ok((repaired, Meant { series, lines, marks: &["youtu.be/", "&t="] })));
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
            (catalogue.with_event(&event), 1, OF_EVENTS)
        }
        Act::Talk { event, talk } => {
            let event = series.events.get(*event % series.events.len().max(1))?.id.clone();
            let talk = TalkDraft { id: Some(format!("new{number}")), ..talk.clone() };
            (catalogue.with_talk(&event, &talk), 1, OF_TALKS)
        }
        Act::Video { talk, video } => {
            let mut talks: Vec<_> =
                series.events.iter_mut().flat_map(|event| &mut event.talks).collect();
            talks.retain(|talk| talk.recording != Recording::Withheld);
            let index = talk.checked_rem(talks.len())?;
            let talk = &mut talks[index];
            let old = talk.video().cloned();
            set(talk, video);
            let lines = 1 + old.map_or(0, |old| other_lines(&old, talk.video().unwrap()));
            (catalogue.with_videos([(talk.id.as_str(), video)]), lines, OF_VIDEOS)
        }
    };
    Some(made.map(|made| (made, Meant { series, lines, marks })))
}

/// What `check --fix` makes of a catalogue, and how many of its lines have something to mend: the
/// address of a recording that is not in its plain form.
fn repaired(catalogue: &Catalogue) -> Option<(Catalogue, usize)> {
    let repaired = catalogue.repaired()?;
    let is_long = |line: &&str| line.contains("youtu.be/") || line.contains("&t=");
    Some((repaired, catalogue.source().text().lines().filter(is_long).count()))
}

/// How many lines of a recording, beside that of its address, change or go: those of the keys that
/// were there and say something else now. A long title has several.
fn other_lines(old: &Video, new: &Video) -> usize {
    let title = old.title.as_ref().filter(|_| old.title != new.title);
    let published = old.published.is_some() && old.published != new.published;
    let duration = old.duration.is_some() && old.duration != new.duration;
    title.map_or(0, |title| 1 + title.len() / 60) + usize::from(published) + usize::from(duration)
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

/// The lines of the old text that are not in the longest sequence of lines that both have.
fn lost<'a>(old: &[&'a str], new: &[&str]) -> Vec<&'a str> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let skipped = lengths[i + 1][j].max(lengths[i][j + 1]);
            lengths[i][j] = if a == b { lengths[i + 1][j + 1] + 1 } else { skipped };
        }
    }
    let (mut i, mut j, mut lost) = (0, 0, Vec::new());
    while i < old.len() {
        if j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j < new.len() && lengths[i][j + 1] >= lengths[i + 1][j] {
            j += 1;
        } else {
            lost.push(old[i]);
            i += 1;
        }
    }
    lost
}

fn assert_kept(old: &str, new: &str, meant: &Meant, act: &Act) {
    let lines = |text| str::split(text, '\n').map(|line| line.trim_end_matches('\r'));
    let lost = lost(&lines(old).collect::<Vec<_>>(), &lines(new).collect::<Vec<_>>());
    let is_meant = |line: &&str| meant.marks.iter().any(|mark| line.contains(mark));
    let are_meant = lost.len() <= meant.lines && lost.iter().all(is_meant);
    assert!(are_meant, "{lost:?} of {} changed by {act:?}:\n{old}\n---\n{new}", meant.lines);
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

    #[test]
    fn recordings_are_set_at_once_as_they_are_one_after_the_other(
        choices in proptest::collection::vec(any::<u8>(), 300),
        videos in proptest::collection::vec(videos(), 12),
        rotated in any::<usize>(),
    ) {
        let Written { text, has_alias } = catalogue(&choices);
        let before = Catalogue::read("events.yaml", text.as_bytes());
        let talks = before.series().unwrap().events.iter().flat_map(|event| &event.talks);
        let talks = talks.filter(|talk| talk.recording != Recording::Withheld);
        let mut all: Vec<_> = talks.map(|talk| talk.id.as_str()).zip(&videos).collect();
        let middle = rotated.checked_rem(all.len()).unwrap_or_default();
        all.rotate_left(middle);
        let mut each = all.iter();
        let first = each.next().map(|video| before.with_videos([*video]));
        let one_by_one = first.map(|first| {
            each.try_fold(first?, |catalogue, video| catalogue.with_videos([*video]))
        });
        let at_once = before.with_videos(all.iter().copied());
        match (at_once, one_by_one) {
            (Ok(at_once), Some(Ok(one_by_one))) => {
                prop_assert_eq!(at_once.source().text(), one_by_one.source().text());
            }
            (Ok(at_once), None) => prop_assert_eq!(at_once.source().text(), text),
            // Of two talks that share a recording, both may be told of another one.
            (at_once, _) => prop_assert!(has_alias, "{at_once:?}\n{text}"),
        }
    }
}

/// A catalogue that somebody wrote with a comment at each turn, in a file of Windows.
const BEFORE: &str = "\
# Ours, since 2023
series:
    id: looking-glass   # for ever
    title: 'Datasets'
    url: https://example.org/
    timezone: Europe/Copenhagen

events:
# the first
-   id: S01   # one
    start: \"2023-09-18 13:00\"
    talks:
    # who was first
    -   id: S01E01 # the talk
        title: Data papers   # for now
        speakers: [Ada Lind]
        slides: https://example.org/slides?utm_source=mail # mailed
    -   {id: S01E02, title: \"Two\"} # short
    # no more in September

# the end
";

/// What the commands make of it, one after the other.
const AFTER: &str = "\
# Ours, since 2023
series:
    id: looking-glass   # for ever
    title: 'Datasets'
    url: https://example.org/
    timezone: Europe/Copenhagen

events:
# the first
-   id: S01   # one
    start: \"2023-09-18 13:00\"
    talks:
    # who was first
    -   id: S01E01 # the talk
        title: Data papers   # for now
        speakers: [Ada Lind]
        slides: https://example.org/slides # mailed
        video:
            url: https://www.youtube.com/watch?v=qhAYUfQlYfo
            published: 2023-09-19
            duration: 28m14s
    -   {id: S01E02, title: \"Two\", video: {url: https://www.youtube.com/watch?v=_RlcKW0sZ80, published: 2023-09-19, duration: 1m}} # short
    -   id: S01E03
        title: TBA
    # no more in September

-   id: S02
    title: \"Data: a tour\"
    start: 4 December 2023 at 1pm
    talks:
    -   id: S02E01
        title: Three
        speakers:
        -   name: Ben
            affiliation: ITU

# the end
";

#[test]
fn the_commands_in_sequence_change_exactly_these_lines() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let folder = common::folder(&crlf(BEFORE));
    let list = "{\"url\": \"https://youtu.be/qhAYUfQlYfo\", \"title\": \"Ada Lind: Data papers\", \
                \"timestamp\": 1695113740, \"duration\": 1694}\n\
                {\"url\": \"https://youtu.be/_RlcKW0sZ80\", \"title\": \"S01E02 Two\", \
                \"timestamp\": 1695113741, \"duration\": 60}\n";
    fs::write(folder.path().join("list.json"), list).unwrap();
    for words in [
        &["videos", "--feed", "list.json", "--write"][..],
        &["new", "event", "--start", "4 December 2023 at 1pm", "--title", "Data: a tour"],
        &["new", "talk", "--event", "S02", "--title", "Three", "--speaker", "Ben (ITU)"],
        &["new", "talk", "--event", "S01", "--title", "TBA"],
        &["check", "--fix"],
    ] {
        let mut command = common::seminar(folder.path());
        let output = command.args(words).args(["--now", "2023-10-01T12:00:00Z"]).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let after = fs::read_to_string(folder.path().join("events.yaml")).unwrap();
    assert_eq!(after.replace("\r\n", "\n"), AFTER);
    assert_eq!(after, crlf(AFTER));
}
