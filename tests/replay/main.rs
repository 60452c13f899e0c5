//! One catalogue is built through the states of a real event's life, each on the output of the one
//! before. After each, a simulated subscriber looks at what is published, with readers that are
//! not ours, and compares it with what they had: the table in [`states`] says what has to be new.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod calendar;
#[path = "../common/mod.rs"]
mod common;
mod feeds;
mod states;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use common::{files, folder, run};
use states::{CATALOGUE, FIRST_BUILD, Other, Pages, STATES, State};

/// What a subscriber has after a poll.
#[derive(Clone, Debug, Default)]
struct Subscriber {
    calendar: BTreeMap<String, calendar::Entry>,
    videos: BTreeMap<String, feeds::Item>,
    news: BTreeMap<String, feeds::Item>,
    /// The ids by which they know events and recordings, by the ids in the catalogue.
    ids: BTreeMap<String, String>,
}

/// The published folder.
struct Published(PathBuf);

impl Published {
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn feed(&self, name: &str) -> BTreeMap<String, feeds::Item> {
        let [atom, rss, json] =
            ["atom", "rss", "json"].map(|format| self.text(&format!("{name}.{format}")));
        feeds::items(&atom, &rss, &json)
    }

    fn poll(&self) -> Subscriber {
        let series: Value = serde_json::from_str(&self.text("series.json")).unwrap();
        let mut ids = BTreeMap::new();
        let mut name = |object: &Value, key: &str| {
            let id = object["id"].as_str().unwrap().to_owned();
            ids.extend(object[key].as_str().map(|name| (id, name.to_owned())));
        };
        for event in series["events"].as_array().unwrap() {
            name(event, "uid");
            event["talks"].as_array().unwrap().iter().for_each(|talk| name(talk, "entry"));
        }
        Subscriber {
            calendar: calendar::entries(&self.text("calendar.ics")),
            videos: self.feed("videos"),
            news: self.feed("news"),
            ids,
        }
    }
}

/// Names the state, which the test's runner shows when a check fails.
#[allow(clippy::print_stdout)]
fn show(state: &State) {
    println!("{}", state.name);
}

fn build(folder: &Path, now: &str) {
    let output = run(folder, &format!("build --now {now}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn edit(catalogue: &str, state: &State) -> String {
    state.edit.iter().fold(catalogue.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{}: {from}", state.name);
        text.replace(from, to)
    })
}

#[test]
fn subscribers_see_each_change_of_an_event_once_and_nothing_twice() {
    let folder = folder(CATALOGUE);
    build(folder.path(), FIRST_BUILD);
    let published = Published(folder.path().join("feeds"));
    let mut catalogue = CATALOGUE.to_owned();
    let mut had = published.poll();
    let mut told = vec![];
    for state in STATES {
        show(state);
        catalogue = edit(&catalogue, state);
        fs::write(folder.path().join("events.yaml"), &catalogue).unwrap();
        build(folder.path(), state.now);
        let has = published.poll();
        told.splice(0..0, state.told.iter().copied());

        check_ids(&had, &has);
        check_calendar(&had, &has, state, &published);
        check_videos(&had, &has, state);
        check_news(&had, &has, state, &told);
        check_that_a_day_changes_nothing(folder.path(), state);
        had = has;
    }
}

/// What has an id keeps it.
fn check_ids(had: &Subscriber, has: &Subscriber) {
    for (id, name) in &had.ids {
        assert_eq!(has.ids.get(id), Some(name), "{id}");
    }
    let names: BTreeSet<_> = has.ids.values().collect();
    assert_eq!(names.len(), has.ids.len(), "an id is given twice");
}

fn check_calendar(had: &Subscriber, has: &Subscriber, state: &State, published: &Published) {
    for (uid, before) in &had.calendar {
        calendar::check(
            before,
            &has.calendar[uid],
            &time(state.now).format("%Y%m%dT%H%M%SZ").to_string(),
        );
    }
    let (event, other) = (&has.ids["S04"], &has.ids["S01"]);
    let entry = has.calendar.get(event);
    assert_eq!(entry.map(|entry| entry.sequence.to_string()).as_deref(), state.sequence);
    let stays = has.calendar[other] == had.calendar[other];
    assert_eq!(stays, state.other == Other::Stays);
    assert_eq!(has.calendar.len(), 1 + usize::from(entry.is_some()));

    // What was added to a calendar by hand is the same entry.
    if let Some(entry) = entry {
        let file = calendar::entries(&published.text("S04.ics"));
        assert_eq!(file, BTreeMap::from([(event.clone(), entry.clone())]));
        assert_eq!(entry.created, "20260201T090000Z");
    }
}

fn check_videos(had: &Subscriber, has: &Subscriber, state: &State) {
    let ids = |talks: &[&str]| talks.iter().map(|talk| has.ids[*talk].clone()).collect();
    let known: BTreeSet<String> = had.videos.keys().cloned().collect();
    let new: BTreeSet<String> = ids(state.new_recordings);
    assert!(new.is_disjoint(&known));
    let all: BTreeSet<_> = has.videos.keys().cloned().collect();
    assert_eq!(all, &new | &known);

    let updated: BTreeSet<String> = ids(state.updated_recordings);
    for id in &known {
        let (before, after) = (&had.videos[id], &has.videos[id]);
        assert_eq!(updated.contains(id), check_item(before, after, state), "{id}");
    }
}

fn check_news(had: &Subscriber, has: &Subscriber, state: &State, told: &[&str]) {
    assert_eq!(has.news.len(), 2, "one item for each event");
    for (id, before) in &had.news {
        let after = &has.news[id];
        assert_eq!(after.published, before.published);
        assert!(after.updated >= before.updated);
        let is_told = feeds::sentences(after) != feeds::sentences(before);
        assert_eq!(after.updated != before.updated, is_told, "only a sentence is an update");
        if after.title == "Skin lesions" {
            assert_eq!(after.content, before.content, "nobody edits this event");
        }
    }
    let items = || has.news.values();
    let all: Vec<_> = items().map(feeds::sentences).collect();
    let item = items().find(|item| feeds::sentences(item) == told);
    let item = item.unwrap_or_else(|| panic!("{all:#?} and not {told:#?}"));
    if !state.told.is_empty() {
        assert_eq!(item.updated, time(state.now));
        assert!(item.summary.starts_with(&state.told.join(". ")), "{}", item.summary);
    }
    assert_eq!(item.published, time("2026-02-01T09:00:00Z"));
    assert_eq!(item.title.starts_with("Cancelled: "), state.name == "cancelled");
    assert_eq!(item.title.starts_with("Postponed: "), state.name == "postponed");
}

/// An item keeps its date of publication, and `updated` says when what people read changed.
/// Whether it did.
fn check_item(before: &feeds::Item, after: &feeds::Item, state: &State) -> bool {
    assert_eq!(after.published, before.published);
    if after.content == before.content {
        assert_eq!(after.updated, before.updated);
        assert_eq!(after.bytes == before.bytes, state.pages == Pages::Stay);
        return false;
    }
    // Items that change at once are a second apart, in the order of the programme.
    let apart = after.updated - time(state.now);
    assert!((TimeDelta::zero()..TimeDelta::seconds(10)).contains(&apart), "{apart}");
    true
}

fn check_that_a_day_changes_nothing(folder: &Path, state: &State) {
    let before = files(&folder.join("feeds"));
    build(folder, &(time(state.now) + TimeDelta::days(1)).to_rfc3339());
    assert_eq!(files(&folder.join("feeds")), before, "{}", state.name);
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
