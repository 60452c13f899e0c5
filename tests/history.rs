//! What was published and is gone, or goes on under another name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
use std::path::Path;

use common::{files, folder, run, said};

const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
events:
  - id: S03
    title: Rethinking Annotations
    start: 2023-09-18 13:00
    talks:
      - id: S03E01
        title: Rethinking annotation cost
        video: https://youtu.be/qhAYUfQlYfo
  - id: S04
    title: Labels
    start: 2023-12-04 16:00
";

const NOW: &str = "--now 2023-10-01T12:00:00Z";

/// A folder in which the catalogue was built.
fn built() -> tempfile::TempDir {
    let folder = folder(CATALOGUE);
    assert!(run(folder.path(), "build --now 2023-09-20T12:00:00Z").status.success());
    folder
}

fn edit(folder: &Path, from: &str, to: &str) {
    let path = folder.join("events.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// The value of a property in a file of the build.
fn property(folder: &Path, file: &str, name: &str) -> String {
    let text = fs::read_to_string(folder.join("feeds").join(file)).unwrap();
    let start = format!("{name}:");
    text.lines().find_map(|line| line.strip_prefix(&start)).unwrap().to_owned()
}

#[test]
fn a_published_event_that_is_gone_stops_the_build_and_the_ways_on_are_named() {
    let folder = built();
    let before = files(&folder.path().join("feeds"));
    edit(folder.path(), "  - id: S04\n    title: Labels\n    start: 2023-12-04 16:00\n", "");
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "error[vanished-id]: the event `S04` was published and is gone from the catalogue\n \
         --> events.yaml:2:7\n  |\n2 |   id: looking-glass\n  |       ^^^^^^^^^^^^^\n  |\n  \
         = help: if it is off, bring it back with `status: cancelled`: calendars show it then\n  \
         = help: if it has a new name, write `formerly: S04` below that\n  \
         = help: if it is gone for good, run `seminar forget S04`\n\n\
         error: 1 error in `events.yaml`; nothing was written\n"
    );
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn a_published_talk_that_has_another_id_is_shown_with_the_one_that_may_be_its_heir() {
    let folder = built();
    edit(folder.path(), "id: S03E01", "id: S03T1");
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "error[vanished-id]: the talk `S03E01` was published and is gone from the catalogue\n  \
         --> events.yaml:11:13\n   |\n11 |       - id: S03T1\n   |             ^^^^^ is this what \
         became of it?\n   |\n   = help: if `S03T1` is its new name, write `formerly: S03E01` below \
         that\n   = help: if it is gone for good, run `seminar forget S03E01`\n\n\
         error: 1 error in `events.yaml`; nothing was written\n"
    );
}

#[test]
fn an_event_on_the_last_of_all_days_is_still_ahead() {
    let folder = built();
    edit(folder.path(), "2023-12-04 16:00", "2023-12-04");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    let path = folder.path().join("feeds/history.json");
    let history = fs::read_to_string(&path).unwrap();
    assert!(history.contains("\"start\":\"2023-12-04\""), "{history}");
    fs::write(path, history.replace("\"start\":\"2023-12-04\"", "\"start\":\"+262142-12-31\""))
        .unwrap();
    edit(folder.path(), "  - id: S04\n    title: Labels\n    start: 2023-12-04\n", "");
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    assert!(text.contains("if it is off, bring it back"), "{text}");
}

#[test]
fn a_date_to_which_nothing_can_be_added_is_told_as_a_fault_of_the_history() {
    let folder = built();
    let path = folder.path().join("feeds/history.json");
    let history = fs::read_to_string(&path).unwrap();
    edit(folder.path(), "Labels", "Names");
    for key in ["created", "modified", "at", "updated"] {
        let (before, rest) = history.split_once(&format!("\"{key}\":\"")).unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        let date = "+262142-12-31T23:59:59Z";
        fs::write(&path, format!("{before}\"{key}\":\"{date}\"{after}")).unwrap();
        let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
        assert_eq!(status, 3, "{text}");
        let fault = "error: cannot use `feeds/history.json`: years run from 0 to 9999 at line ";
        assert!(text.starts_with(fault), "{text}");
    }
}

#[test]
fn a_folder_without_a_history_is_told_and_not_made() {
    let folder = built();
    let caution = "warning: there is no history in `public`\n";
    for command in ["check", "page"] {
        let words = |out: &str| format!("{command} {NOW}{out}");
        let (status, _, text) = said(folder.path(), &words(" --out public"));
        assert!(status == 0 && text.starts_with(caution), "{text}");
        assert!(!said(folder.path(), &words("")).2.contains("history"));
    }
    let (status, _, text) = said(folder.path(), "forget S03 --out public");
    assert_eq!(status, 2);
    let help = "  help: there is no history in `public`; `--out` names another folder\n";
    assert_eq!(text, format!("error: nothing was published as `S03`\n{help}"));
    assert!(!folder.path().join("public").exists());
}

#[test]
fn another_folder_that_was_built_is_looked_at_too() {
    let folder = built();
    fs::rename(folder.path().join("feeds"), folder.path().join("public")).unwrap();
    // The history knows since when all of it has stood.
    fs::write(folder.path().join("since.html"), "{{ as_of.instant }}").unwrap();
    let since = |out| said(folder.path(), &format!("page --template since.html {NOW}{out}")).1;
    assert_eq!(since(" --out public"), "2023-09-20T12:00:00Z");
    assert_eq!(since(""), "2023-10-01T12:00:00Z");
    edit(folder.path(), "  - id: S04\n    title: Labels\n    start: 2023-12-04 16:00\n", "");
    assert_eq!(said(folder.path(), &format!("check {NOW}")).0, 0);
    let (status, _, text) = said(folder.path(), &format!("check {NOW} --out public"));
    assert_eq!(status, 1);
    assert!(text.starts_with("error[vanished-id]: the event `S04`"), "{text}");
}

#[test]
fn formerly_carries_uid_sequence_and_feed_ids_on() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    edit(folder.path(), "2023-12-04 16:00", "2023-12-04 15:00");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    let feed = fs::read_to_string(folder.path().join("feeds/videos.json")).unwrap();

    edit(folder.path(), "id: S04", "id: S05\n    formerly: S04");
    edit(folder.path(), "id: S03E01", "id: S03T1\n        formerly: [S03E01]");
    // Not only the first time: the catalogue may keep its `formerly` for good.
    for now in ["--now 2023-10-02T12:00:00Z", "--now 2023-10-03T12:00:00Z"] {
        assert!(run(folder.path(), &format!("build {now}")).status.success());
        assert_eq!(property(folder.path(), "S05.ics", "UID"), uid);
        assert_eq!(property(folder.path(), "S05.ics", "SEQUENCE"), "1");
        assert_eq!(property(folder.path(), "S05.ics", "CREATED"), "20230920T120000Z");
        assert!(!folder.path().join("feeds/S04.ics").exists());
        // The talk's page moved with its id; nothing else of its entry did.
        let after = fs::read_to_string(folder.path().join("feeds/videos.json")).unwrap();
        assert_eq!(after.replace("#S03T1", "#S03E01"), feed);
    }
}

#[test]
fn without_a_history_formerly_still_gives_the_first_id_s_uid() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    fs::remove_dir_all(folder.path().join("feeds")).unwrap();
    edit(folder.path(), "id: S04", "id: S05\n    formerly: S04");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert_eq!(property(folder.path(), "S05.ics", "UID"), uid);
}

#[test]
fn what_is_forgotten_stops_no_build_and_comes_back_as_what_it_was() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    edit(folder.path(), "  - id: S04\n    title: Labels\n    start: 2023-12-04 16:00\n", "");
    let (status, _, text) = said(folder.path(), "forget S04");
    assert_eq!(
        (status, text.as_str()),
        (0, "`S04` is forgotten; the next build does without it\n")
    );
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert!(!folder.path().join("feeds/S04.ics").exists());

    let path = folder.path().join("events.yaml");
    fs::write(path, CATALOGUE).unwrap();
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert_eq!(property(folder.path(), "S04.ics", "UID"), uid);
    assert_eq!(property(folder.path(), "S04.ics", "SEQUENCE"), "1");
}

#[test]
fn a_history_that_is_gone_is_missed() {
    let folder = built();
    fs::remove_file(folder.path().join("feeds/history.json")).unwrap();
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    let expected = "warning: `feeds/history.json` is gone, though a build was there\n  help: bring it \
                    back, from git or a backup, and build again: without it, every subscriber is \
                    told of everything again\n";
    assert_eq!(status, 0);
    assert!(text.starts_with(expected), "{text}");
    // The next build has one.
    let (_, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert!(!text.contains("warning"), "{text}");
}

#[test]
fn what_is_forgotten_and_in_the_catalogue_is_said_to_be_published_anew() {
    let folder = built();
    for id in ["S04", "S03E01"] {
        let (status, _, text) = said(folder.path(), &format!("forget {id}"));
        let expected = format!(
            "`{id}` is forgotten; it is in the catalogue, so the next build publishes it anew\n"
        );
        assert_eq!((status, text), (0, expected));
    }
}

#[test]
fn only_what_was_published_can_be_forgotten() {
    let folder = built();
    let expected =
        "error: nothing was published as `S09`\n  help: published were S03, S04, S03E01\n";
    assert_eq!(said(folder.path(), "forget S09"), (2, String::new(), expected.to_owned()));
}

#[test]
fn another_series_is_not_built_over_this_one() {
    let folder = built();
    edit(folder.path(), "id: looking-glass", "id: through-the-glass");
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "error[renamed-series]: the series was published as `looking-glass`, and ids are derived \
         from that\n --> events.yaml:2:7\n  |\n2 |   id: through-the-glass\n  |       \
         ^^^^^^^^^^^^^^^^^\n  |\n  = help: write `id: looking-glass` again; what people read is the \
         `title`\n  = help: a new series is built into a folder of its own: `--out`\n\n\
         error: 1 error in `events.yaml`; nothing was written\n"
    );
}

#[test]
fn the_history_of_another_folder_can_be_taken() {
    let folder = built();
    let elsewhere = format!("build --out public --previous feeds {NOW}");
    assert!(run(folder.path(), &elsewhere).status.success());
    assert_eq!(files(&folder.path().join("public")), files(&folder.path().join("feeds")));
    assert!(run(folder.path(), &format!("build --out fresh {NOW}")).status.success());
    assert_ne!(files(&folder.path().join("fresh")), files(&folder.path().join("feeds")));
}

#[test]
fn diff_tells_in_sentences_what_a_build_would_and_writes_nothing() {
    let folder = built();
    edit(folder.path(), "2023-12-04 16:00", "2023-12-04 15:00");
    edit(folder.path(), "events:\n", "events:\n  - id: S05\n    start: 2024-02\n");
    let before = files(&folder.path().join("feeds"));
    let told = "S04: moved from 16:00 to 15:00 (Monday 4 December 2023, 15:00 CET); calendars update\n\
                S05: planned for February 2024\n";
    let (status, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert_eq!((status, data.as_str()), (0, told));
    let (_, data, _) = said(folder.path(), &format!("diff --format json {NOW}"));
    let changes: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(
        changes,
        serde_json::json!([
            {
                "kind": "changed_event",
                "id": "S04",
                "when": "Monday 4 December 2023, 15:00 CET",
                "sentences": ["Moved from 16:00 to 15:00"],
                "calendars_update": true,
            },
            {"kind": "new_event", "id": "S05", "sentences": ["Planned for February 2024"]},
        ])
    );
    assert_eq!(files(&folder.path().join("feeds")), before);
    // A build says the same.
    let (_, _, summary) = said(folder.path(), &format!("build {NOW}"));
    assert!(summary.contains(told), "{summary}");
    assert_eq!(said(folder.path(), "diff").1, "subscribers are told of nothing new\n");
}

#[test]
fn a_new_recording_is_told_of() {
    let folder = folder(&CATALOGUE.replace("        video: https://youtu.be/qhAYUfQlYfo\n", ""));
    assert!(run(folder.path(), "build --now 2023-09-20T12:00:00Z").status.success());
    fs::write(folder.path().join("events.yaml"), CATALOGUE).unwrap();
    let (_, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert_eq!(
        data,
        "S03: its texts or links changed (Monday 18 September 2023, 13:00 CEST); calendars update\n\
         1 recording is new: S03E01\n"
    );
}

#[test]
fn a_recording_that_is_taken_back_is_told_to_be_gone_and_the_feed_to_have_changed() {
    let folder = built();
    let updated = || {
        let feed = fs::read_to_string(folder.path().join("feeds/videos.atom")).unwrap();
        feed.lines().find(|line| line.contains("<updated>")).unwrap().trim().to_owned()
    };
    let video = "video: https://youtu.be/qhAYUfQlYfo";
    edit(folder.path(), video, "recording: none");
    let (_, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert!(data.ends_with("\n1 recording is gone from the feeds: S03E01\n"), "{data}");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert_eq!(updated(), "<updated>2023-10-01T14:00:00+02:00</updated>");
    // It is told once, whatever becomes of the talk, and comes back as what it was.
    edit(folder.path(), "Rethinking annotation cost", "Rethinking the cost");
    let later = "--now 2023-10-02T12:00:00Z";
    let (_, data, _) = said(folder.path(), &format!("diff {later}"));
    assert!(!data.contains("recording"), "{data}");
    assert!(run(folder.path(), &format!("build {later}")).status.success());
    assert_eq!(updated(), "<updated>2023-10-01T14:00:00+02:00</updated>");
    edit(folder.path(), "recording: none", video);
    let (_, data, _) = said(folder.path(), &format!("diff {later}"));
    assert!(data.ends_with("\n1 recording is updated: S03E01\n"), "{data}");
}

#[test]
fn an_event_that_loses_its_day_leaves_the_calendars_with_a_word() {
    let folder = built();
    edit(folder.path(), "start: 2023-12-04 16:00", "start: TBA");
    let (_, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert_eq!(data, "S04: the date is open again (to be announced); calendars update\n");
}

#[test]
fn another_id_of_a_talk_is_no_news() {
    let folder = built();
    let talk = "16:00\n    talks:\n      - {id: S04E01, title: Clean labels}\n";
    edit(folder.path(), "16:00\n", talk);
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    edit(folder.path(), "id: S04E01", "id: S04T1, formerly: S04E01");
    let (_, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert_eq!(data, "subscribers are told of nothing new\n");
    edit(folder.path(), "Clean labels", "Dirty labels");
    let (_, data, _) = said(folder.path(), &format!("diff {NOW}"));
    assert!(data.starts_with("S04: the talk “Clean labels” is now “Dirty labels”"), "{data}");
}

#[test]
fn a_cancelled_event_leaves_the_calendar_thirty_days_after_its_date_and_keeps_its_file() {
    let folder = built();
    edit(folder.path(), "title: Labels", "title: Labels\n    status: cancelled");
    let calendar = |now: &str| {
        assert!(run(folder.path(), &format!("build --now {now}")).status.success());
        fs::read_to_string(folder.path().join("feeds/calendar.ics")).unwrap()
    };
    assert!(calendar("2023-11-01T12:00:00Z").contains("STATUS:CANCELLED"));
    assert!(calendar("2024-01-03T12:00:00Z").contains("STATUS:CANCELLED"));
    assert!(!calendar("2024-01-04T12:00:00Z").contains("Labels"));
    assert_eq!(property(folder.path(), "S04.ics", "STATUS"), "CANCELLED");
    assert_eq!(property(folder.path(), "S04.ics", "SEQUENCE"), "1");
}

#[test]
fn the_history_has_one_line_for_each_id_so_that_branches_merge() {
    let folder = built();
    let text = fs::read_to_string(folder.path().join("feeds/history.json")).unwrap();
    for id in ["S03", "S04", "S03E01"] {
        let lines: Vec<_> =
            text.lines().filter(|line| line.starts_with(&format!("\"{id}\": {{"))).collect();
        assert_eq!(lines.len(), 1, "{id}");
        let line = lines[0].trim_end_matches(',');
        assert!(
            serde_json::from_str::<serde_json::Value>(&format!("{{{line}}}")).is_ok(),
            "{line}"
        );
    }
    assert!(text.starts_with("{\n\"format\": 1,\n\"series\": \"looking-glass\",\n"));
}

#[test]
fn a_history_that_cannot_be_used_is_named_and_nothing_is_touched() {
    for (from, to, reason) in [
        ("\"format\": 1", "\"format\": 9", "it has format 9, and this release knows 1"),
        (
            "\"events\"",
            "<<<<<<< HEAD\n\"events\"",
            "line 19 is the mark of a merge that is not finished",
        ),
        ("\"sequence\":0", "\"sequence\":-1", "invalid value: integer `-1`"),
        ("\"format\": 1,", "", "missing field `format`"),
        ("\"format\": 1", "\"format\": 0", "no release ever wrote its format 0"),
    ] {
        let folder = built();
        let path = folder.path().join("feeds/history.json");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let before = files(&folder.path().join("feeds"));
        for command in ["build", "diff", "forget S04", "build --check"] {
            let (status, _, text) = said(folder.path(), &format!("{command} {NOW}"));
            assert_eq!(status, 3, "{command}");
            let start = format!("error: cannot use `feeds/history.json`: {reason}");
            assert!(text.starts_with(&start), "{text}");
            let help = if to.contains('9') { "a newer release wrote it" } else { "bring it back" };
            assert!(text.contains(&format!("\n  help: {help}")), "{text}");
        }
        assert_eq!(files(&folder.path().join("feeds")), before);
    }
}

#[test]
fn no_two_events_are_news_at_the_same_second_and_none_in_the_future() {
    let folder = folder(CATALOGUE);
    assert!(run(folder.path(), "build --now 2023-09-01T12:00:00Z").status.success());
    let feed = fs::read_to_string(folder.path().join("feeds/news.json")).unwrap();
    let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
    let items = feed["items"].as_array().unwrap();
    let updated: Vec<_> = items.iter().map(|item| item["date_modified"].as_str()).collect();
    assert_eq!(updated, [Some("2023-09-01T14:00:00+02:00"), Some("2023-09-01T13:59:59+02:00")]);
}

#[test]
fn an_id_that_was_given_up_for_another_lends_its_identity_to_nothing_new() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    edit(folder.path(), "id: S04", "id: S05\n    formerly: S04");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    edit(folder.path(), "\n    formerly: S04", "");
    edit(folder.path(), "events:\n", "events:\n  - id: S04\n    start: 2024-01-08 16:00\n");
    for now in ["--now 2023-10-02T12:00:00Z", "--now 2023-10-03T12:00:00Z"] {
        assert!(run(folder.path(), &format!("build {now}")).status.success());
        assert_eq!(property(folder.path(), "S05.ics", "UID"), uid);
        assert_ne!(property(folder.path(), "S04.ics", "UID"), uid);
        assert_eq!(property(folder.path(), "S04.ics", "SEQUENCE"), "0");
    }
}

#[test]
fn an_id_can_get_other_capitals() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    edit(folder.path(), "id: S04", "id: s04");
    assert_eq!(run(folder.path(), &format!("build {NOW}")).status.code(), Some(1));
    edit(folder.path(), "id: s04", "id: s04\n    formerly: S04");
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert_eq!(property(folder.path(), "s04.ics", "UID"), uid);
}

#[test]
fn a_named_folder_without_a_history_is_no_first_build() {
    let folder = built();
    let before = files(&folder.path().join("feeds"));
    let (status, _, text) = said(folder.path(), &format!("build --previous typo {NOW}"));
    assert_eq!(status, 3);
    assert!(
        text.starts_with("error: cannot use `typo/history.json`: it does not exist\n"),
        "{text}"
    );
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn a_recording_that_waits_for_its_day_is_nowhere_before_it() {
    let dated = "        video: {url: https://youtu.be/qhAYUfQlYfo, published: 2023-11-01}\n";
    let folder = folder(&CATALOGUE.replace("        video: https://youtu.be/qhAYUfQlYfo\n", dated));
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 0);
    assert!(text.contains("2 events, 1 talk, 0 recordings\n"), "{text}");
    assert!(text.contains("the recording of S03E01 waits for 1 November 2023\n"), "{text}");
    for (name, bytes) in files(&folder.path().join("feeds")) {
        assert!(!String::from_utf8(bytes).unwrap().contains("qhAYUfQlYfo"), "{name}");
    }
    for command in ["links S03", "announce S03", "page"] {
        let (_, data, _) = said(folder.path(), &format!("{command} {NOW}"));
        assert!(!data.contains("qhAYUfQlYfo"), "{command}");
    }
    assert!(run(folder.path(), "build --now 2023-11-02T12:00:00Z").status.success());
    let feed = fs::read_to_string(folder.path().join("feeds/videos.atom")).unwrap();
    assert!(feed.contains("<published>2023-11-01T00:00:00+01:00</published>"), "{feed}");
}

/// A catalogue whose event S04 brings a UID along.
fn with_uid(uid: &str) -> String {
    CATALOGUE.replace("  - id: S04\n", &format!("  - id: S04\n    uid: {uid}\n"))
}

#[test]
fn an_event_keeps_the_uid_that_it_brings_along_whatever_becomes_of_the_catalogue() {
    let folder = folder(&with_uid("'a,b;c\\d@example.org'"));
    let build = |now: &str| {
        let (status, _, text) = said(folder.path(), &format!("build --now {now}"));
        assert_eq!(status, 0, "{text}");
    };
    let written = "a\\,b\\;c\\\\d@example.org";
    build("2023-09-20T12:00:00Z");
    assert_eq!(property(folder.path(), "S04.ics", "UID"), written);
    let news = fs::read_to_string(folder.path().join("feeds/news.json")).unwrap();

    edit(folder.path(), "id: S04", "id: S05\n    formerly: S04");
    build("2023-10-01T12:00:00Z");
    assert_eq!(property(folder.path(), "S05.ics", "UID"), written);

    edit(folder.path(), "    uid: 'a,b;c\\d@example.org'\n", "");
    build("2023-10-02T12:00:00Z");
    assert_eq!(property(folder.path(), "S05.ics", "UID"), written);
    assert_eq!(property(folder.path(), "S05.ics", "SEQUENCE"), "0");
    // The page moved with the id; the item of the news is the same.
    let after = fs::read_to_string(folder.path().join("feeds/news.json")).unwrap();
    assert_eq!(after.replace("#S05", "#S04"), news);
}

#[test]
fn without_a_history_the_uid_counts_and_not_a_former_id() {
    let folder = folder(&with_uid("5u9c7k2m3v@google.com\n    formerly: S02"));
    assert!(run(folder.path(), &format!("build {NOW}")).status.success());
    assert_eq!(property(folder.path(), "S04.ics", "UID"), "5u9c7k2m3v@google.com");
}

#[test]
fn a_uid_that_comes_after_the_first_build_stops_the_next_and_the_ways_on_are_named() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    let before = files(&folder.path().join("feeds"));
    fs::write(folder.path().join("events.yaml"), with_uid("5u9c7k2m3v@google.com")).unwrap();
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    assert_eq!(
        text,
        format!(
            "error[changed-uid]: the event `S04` was published under another UID, `{uid}`\n  \
             --> events.yaml:15:10\n   |\n15 |     uid: 5u9c7k2m3v@google.com\n   |          \
             ^^^^^^^^^^^^^^^^^^^^^\n   |\n   \
             = help: take `uid` out: calendars that have the event know it by the one that was \
             published\n   \
             = help: if nobody has it from there, run `seminar forget S04`: it is published anew, \
             under this UID\n\n\
             error: 1 error in `events.yaml`; nothing was written\n"
        )
    );
    assert_eq!(files(&folder.path().join("feeds")), before);

    assert!(run(folder.path(), "forget S04").status.success());
    for now in ["--now 2023-10-02T12:00:00Z", "--now 2023-10-03T12:00:00Z"] {
        assert!(run(folder.path(), &format!("build {now}")).status.success());
        assert_eq!(property(folder.path(), "S04.ics", "UID"), "5u9c7k2m3v@google.com");
        assert_eq!(property(folder.path(), "S04.ics", "SEQUENCE"), "1");
    }
}

#[test]
fn the_published_uid_may_be_written_down_and_changes_nothing() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    let before = files(&folder.path().join("feeds"));
    fs::write(folder.path().join("events.yaml"), with_uid(&uid)).unwrap();
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!((status, files(&folder.path().join("feeds"))), (0, before), "{text}");
}

#[test]
fn a_uid_that_another_event_was_published_under_is_refused() {
    let folder = built();
    let uid = property(folder.path(), "S03.ics", "UID");
    let new = format!("events:\n  - id: S05\n    uid: {uid}\n    start: 2024-01-08 16:00\n");
    edit(folder.path(), "events:\n", &new);
    let (status, _, text) = said(folder.path(), &format!("build {NOW}"));
    assert_eq!(status, 1);
    let message = "error[duplicate-id]: the event `S03` was published under this UID\n";
    assert!(text.starts_with(message), "{text}");
}

#[test]
fn what_is_gone_for_good_can_go_on_under_another_id_by_its_uid() {
    let folder = built();
    let uid = property(folder.path(), "S04.ics", "UID");
    edit(folder.path(), "id: S04", &format!("id: A01\n    uid: {uid}"));
    assert_eq!(run(folder.path(), &format!("build {NOW}")).status.code(), Some(1));
    assert!(run(folder.path(), "forget S04").status.success());
    for now in ["--now 2023-10-02T12:00:00Z", "--now 2023-10-03T12:00:00Z"] {
        assert!(run(folder.path(), &format!("build {now}")).status.success());
        assert_eq!(property(folder.path(), "A01.ics", "UID"), uid);
    }
    let history = fs::read_to_string(folder.path().join("feeds/history.json")).unwrap();
    assert_eq!(history.matches(&uid).count(), 1, "{history}");
}

#[test]
fn a_uid_that_is_another_event_s_by_its_id_gives_that_one_another() {
    let first = folder(CATALOGUE);
    assert!(run(first.path(), &format!("build {NOW}")).status.success());
    let uid = property(first.path(), "S03.ics", "UID");
    let second = folder(&with_uid(&uid));
    assert!(run(second.path(), &format!("build {NOW}")).status.success());
    assert_eq!(property(second.path(), "S04.ics", "UID"), uid);
    assert_ne!(property(second.path(), "S03.ics", "UID"), uid);
}
