//! `seminar import`: what a series has already becomes its catalogue, and nothing is guessed
//! without a word.
//!
//! `tests/import/wrong/` has files that must be refused, in exactly the words beside them;
//! `tests/import/right/` has files that become exactly the catalogue beside them, with exactly
//! these remarks. `SEMINAR_BLESS=1 cargo test --test import` writes these anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{files, project, project_file, seminar};
use proptest::prelude::*;
use seminar::diagnostic::{Style, draw};
use seminar::import::{Given, Kind};
use seminar::model::Series;
use seminar::{Catalogue, History, Now, Site};

/// What none of the files say.
const GIVEN: [&str; 6] =
    ["--id", "fish", "--url", "https://example.org/fish/", "--timezone", "Europe/Copenhagen"];

/// The imports of `tests/import/right`: the files, and what is given beside them.
const RIGHT: [(&[&str], &[&str]); 9] = [
    (&["status.md"], &[]),
    (&["titles.md"], &[]),
    (&["dots.csv"], &["--title", "Fish and Labels"]),
    (&["front-matter.md"], &[]),
    (&["hand-written.md"], &[]),
    (&["page.md", "abstracts.md"], &[]),
    (&["abstracts.md", "page.md"], &["--title", "Fish and Labels"]),
    (&["spreadsheet.csv"], &["--title", "Fish and Labels"]),
    (
        &["form.csv"],
        &[
            "--title",
            "Fish and Labels",
            "--column",
            "title=Title of your talk",
            "--column",
            "abstract=What is it about?",
            "--column",
            "date=When can you speak?",
            "--column",
            "consent=May we share a recording?",
        ],
    ),
];

fn fixtures(folder: &str) -> PathBuf {
    project().join("tests/import").join(folder)
}

/// Imports files of a folder of fixtures.
fn import(folder: &Path, names: &[&str], more: &[&str]) -> Output {
    let mut command = seminar(folder);
    command.arg("import").args(names).args(GIVEN).args(more).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Holds a text against the one in a file.
fn is_exactly(text: &str, expected: &Path) {
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(expected, text).unwrap();
    }
    let known = fs::read_to_string(expected).unwrap_or_default();
    assert!(text == known, "{}\nexpected:\n{known}\nfound:\n{text}", expected.display());
}

#[test]
fn what_cannot_be_imported_is_told_in_exactly_these_words_and_nothing_is_written() {
    let mut formats = std::collections::BTreeMap::new();
    let folder = fixtures("wrong");
    let mut names: Vec<_> = files(&folder).into_keys().collect();
    names.retain(|name| !name.ends_with(".expected"));
    for name in names {
        let (stem, format) = name.rsplit_once('.').unwrap();
        *formats.entry(format.to_owned()).or_insert(0) += 1;
        let place = tempfile::tempdir().unwrap();
        fs::copy(folder.join(&name), place.path().join(&name)).unwrap();
        for out in [&[][..], &["--out", "events.yaml"]] {
            let given = [&["--title", "Fish and Labels"], out].concat();
            let output = import(place.path(), &[&name], &given);
            assert_eq!(
                (output.status.code(), text(&output.stdout).as_str()),
                (Some(1), ""),
                "{name}"
            );
            let told = text(&output.stderr);
            is_exactly(&told, &folder.join(format!("{stem}.{format}.expected")));
            assert!(told.contains(&format!("{name}:")), "{name} has no line:\n{told}");
            assert!(told.ends_with("nothing was written\n"), "{told}");
        }
        let left: Vec<_> = files(place.path()).into_keys().collect();
        assert_eq!(left, [name]);
    }
    assert!(["md", "csv", "ics"].iter().all(|format| formats[*format] > 5), "{formats:?}");
}

#[test]
fn what_people_write_becomes_the_catalogue_that_they_mean() {
    let folder = fixtures("right");
    for (names, given) in RIGHT {
        let output = import(&folder, names, given);
        let stem = names.concat().replace(['.'], "-");
        assert_eq!(output.status.code(), Some(0), "{names:?}: {}", text(&output.stderr));
        is_exactly(&text(&output.stdout), &folder.join(format!("{stem}.yaml")));
        is_exactly(&text(&output.stderr), &folder.join(format!("{stem}.expected")));
        let catalogue = Catalogue::read("events.yaml", &output.stdout);
        assert!(catalogue.series().is_some() && catalogue.diagnostics().is_empty(), "{names:?}");
    }
}

#[test]
fn a_calendar_is_imported_with_the_uids_that_people_have_its_events_by() {
    let place = tempfile::tempdir().unwrap();
    fs::copy(fixtures("ics").join("google.ics"), place.path().join("basic.ics")).unwrap();
    let now = ["--out", "events.yaml", "--now", "2023-10-01T12:00:00Z"];
    let output = import(place.path(), &["basic.ics"], &now);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("basic.ics:84: the event `Talk to the dean` is private and left out"));
    let built = seminar(place.path()).args(["build", "--now", now[3]]).output().unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let calendar = fs::read_to_string(place.path().join("feeds/calendar.ics")).unwrap();
    for uid in ["5u9c7k2m3v8q1r0t6w4x2y", "7a1b2c3d4e5f6g7h8i9j0k", "0abcdefg1hijklmn2opqrst3uv"] {
        assert!(calendar.contains(&format!("UID:{uid}@google.com\r\n")), "{uid}");
    }
}

#[test]
fn an_event_that_never_ends_is_followed_for_a_year_from_today() {
    let place = tempfile::tempdir().unwrap();
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1@example.org\nSUMMARY:Labels\nDURATION:PT1H\n\
                 DTSTART;TZID=Europe/Copenhagen:20200101T130000\nRRULE:FREQ=MONTHLY\nEND:VEVENT\n\
                 END:VCALENDAR\n";
    fs::write(place.path().join("a.ics"), event).unwrap();
    let more = ["--title", "Fish and Labels", "--now", "2023-10-02T12:00:00Z"];
    let output = import(place.path(), &["a.ics"], &more);
    let told = text(&output.stderr);
    assert!(told.contains("a.ics:7: the event `Labels` recurs without an end"), "{told}");
    assert!(told.contains("it is followed until 2024-10-01"), "{told}");
    assert!(text(&output.stdout).contains("start: 2024-10-01 13:00\n"));
    assert!(!text(&output.stdout).contains("start: 2024-11-01"));
}

/// What the page does not say: each with the text that is imported, and with the text that the
/// organisers know to be right. All else is on the page.
const NOT_ON_THE_PAGE: [(&str, &str, &str); 13] = [
    (
        "the folder of the feeds",
        "\n  timezone",
        "\n  feeds_url: https://purrlab.github.io/feeds/\n  timezone",
    ),
    ("the length of a webinar", "Copenhagen\n", "Copenhagen\n  duration: 1h30m\n"),
    (
        "title and hour of the first webinar",
        "start: 2023-02-27\n",
        "title: Characteristics of skin lesions datasets\n    start: 2023-02-27 16:00 CET\n",
    ),
    (
        "title and hour of the second webinar",
        "start: 2023-06-05\n",
        "title: Datasets for medical image challenges\n    start: 2023-06-05 16:00 CEST\n",
    ),
    (
        "that one talk's speakers did not agree to share a recording",
        "        speakers:\n          - name: Cathrine Damgaard",
        "        recording: none\n        speakers:\n          - name: Cathrine Damgaard",
    ),
    (
        "when the recording of S01E01 was published",
        "video: https://www.youtube.com/watch?v=zLxYUtToXGg\n",
        "video: {url: \"https://www.youtube.com/watch?v=zLxYUtToXGg\", published: 2023-03-16}\n",
    ),
    (
        "when the recording of S01E02 was published",
        "video: https://www.youtube.com/watch?v=E4inBrMLVog\n",
        "video: {url: \"https://www.youtube.com/watch?v=E4inBrMLVog\", published: 2023-07-06}\n",
    ),
    (
        "when the recording of S01E03 was published",
        "video: https://www.youtube.com/watch?v=MlBxlL5WUuU\n",
        "video: {url: \"https://www.youtube.com/watch?v=MlBxlL5WUuU\", published: 2023-03-16}\n",
    ),
    (
        "when the recording of S02E01 was published",
        "video: https://www.youtube.com/watch?v=2sbWrXO6gAc\n",
        "video: {url: \"https://www.youtube.com/watch?v=2sbWrXO6gAc\", published: 2023-06-15}\n",
    ),
    (
        "when the recording of S02E02 was published",
        "video: https://www.youtube.com/watch?v=pYl9bBcQA-M\n",
        "video: {url: \"https://www.youtube.com/watch?v=pYl9bBcQA-M\", published: 2023-06-15}\n",
    ),
    (
        "when the recording of S02E03 was published",
        "video: https://www.youtube.com/watch?v=_RlcKW0sZ80\n",
        "video: {url: \"https://www.youtube.com/watch?v=_RlcKW0sZ80\", published: 2023-06-15}\n",
    ),
    (
        "when the recording of S03E02 was published",
        "video: https://www.youtube.com/watch?v=q-DBwWZejMY\n",
        "video: {url: \"https://www.youtube.com/watch?v=q-DBwWZejMY\", published: 2023-09-19}\n",
    ),
    (
        "when the recording of S03E01 was published",
        "          title: Optimizing",
        "          published: 2023-09-19\n          title: Optimizing",
    ),
];

/// The seed page's catalogue, with what was said of it.
fn seed() -> (String, String) {
    let mut command = seminar(&project().join("tests/import"));
    command.args(["import", "webinar.md", "--id", "looking-glass"]);
    command.args(["--url", "https://purrlab.github.io/webinar/"]);
    let output = command.args(["--timezone", "Europe/Copenhagen"]).output().unwrap();
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    (text(&output.stdout), told)
}

/// The series of a catalogue that a check has nothing against.
fn checked(yaml: &str) -> Series {
    let mut catalogue = Catalogue::read("events.yaml", yaml.as_bytes());
    catalogue.check(&now());
    let told = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
    assert!(told.is_empty(), "{told}");
    catalogue.series().unwrap().clone()
}

fn now() -> Now {
    "2023-10-01T12:00:00Z".parse().unwrap()
}

#[test]
fn the_seed_page_is_imported_with_exactly_these_remarks() {
    is_exactly(&seed().1, &project().join("tests/import/webinar.expected"));
}

#[test]
fn the_seed_page_gives_the_same_days_talks_and_links_as_the_catalogue_by_hand() {
    let (imported, by_hand) = (checked(&seed().0), checked(&project_file("events.yaml")));
    let days = |series: &Series| -> Vec<_> {
        let events = series.events.iter();
        events.map(|it| (it.id.clone(), it.starts().unwrap().date_naive())).collect()
    };
    assert_eq!(days(&imported), days(&by_hand));
    let instant = |series: &Series| series.events[2].starts();
    assert_eq!(instant(&imported), instant(&by_hand), "the one webinar whose hour is on the page");
    let talks = |series: &Series| -> Vec<_> {
        let talks = series.events.iter().flat_map(|event| event.talks.clone());
        let told = talks.map(|talk| {
            let video = talk.video().map(|video| (video.url.clone(), video.title.clone()));
            let abstract_ = talk.abstract_.map(|text| text.plain);
            (talk.id, talk.title, talk.speakers, abstract_, video, talk.slides, talk.paper)
        });
        told.collect()
    };
    assert_eq!(talks(&imported), talks(&by_hand));
    assert_eq!(talks(&imported).len(), 9);
    let links = |series: &Series| {
        let events = series.events.iter();
        let events =
            events.map(|it| (it.registration.clone(), it.location.clone(), it.url.clone()));
        (series.playlist.clone(), series.url.clone(), events.collect::<Vec<_>>())
    };
    assert_eq!(links(&imported), links(&by_hand));
    assert_eq!(imported.organizers, by_hand.organizers);
}

#[test]
fn with_what_the_page_does_not_say_a_build_of_it_is_that_of_the_catalogue_by_hand() {
    let mut yaml = seed().0;
    for (what, imported, known) in NOT_ON_THE_PAGE {
        assert_eq!(yaml.matches(imported).count(), 1, "{what}");
        yaml = yaml.replace(imported, known);
    }
    let build = |yaml: &str| Site::render(&checked(yaml), &History::default(), &now());
    let (imported, by_hand) = (build(&yaml), build(&project_file("events.yaml")));
    // Where lines of a paragraph are wrapped means nothing.
    let words =
        |bytes: &[u8]| text(bytes).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(by_hand.files().keys().eq(imported.files().keys()));
    for (name, bytes) in by_hand.files() {
        assert_eq!(words(&imported.files()[name]), words(bytes), "{name}");
    }
    assert!(by_hand.files().len() > 12);
}

#[test]
fn what_the_files_do_not_say_is_asked_for_all_at_once() {
    let mut command = seminar(&project().join("tests/import"));
    let output = command.args(["import", "webinar.md", "--out", "events.yaml"]).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
    let told = text(&output.stderr);
    let expected =
        "error: the files do not say the series' `id`, `url` and `timezone`\n  help: add --id ";
    assert!(told.starts_with(expected), "{told}");
    assert!(told.contains("--timezone ZONE (a city whose clocks the times follow"), "{told}");
    assert!(told.ends_with("\nnothing was written\n"), "{told}");
    assert!(!project().join("tests/import/events.yaml").exists());
}

#[test]
fn a_catalogue_that_is_there_already_is_left_as_it_is() {
    let folder = common::folder("mine");
    fs::copy(fixtures("right").join("page.md"), folder.path().join("page.md")).unwrap();
    let output = import(folder.path(), &["page.md"], &["--out", "events.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(
        told.starts_with("error: `events.yaml` exists already; nothing was written\n"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(folder.path().join("events.yaml")).unwrap(), "mine");
    assert_eq!(files(folder.path()).len(), 2);
}

#[test]
fn a_catalogue_is_written_whole_and_a_check_has_nothing_against_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixtures("right").join("page.md"), folder.path().join("page.md")).unwrap();
    let output = import(folder.path(), &["page.md"], &["--out", "events.yaml"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), ""));
    let told = text(&output.stderr);
    let expected = "events.yaml: 2 events and 2 talks, no problems\n\
                    look through it, then run `seminar check`\n";
    assert!(told.ends_with(expected), "{told}");
    assert_eq!(files(folder.path()).into_keys().collect::<Vec<_>>(), ["events.yaml", "page.md"]);
    let (status, _, told) = common::said(folder.path(), "check --now 2023-03-01T12:00:00Z");
    assert_eq!((status, told.as_str()), (0, "events.yaml: 2 events and 2 talks, no problems\n"));
}

#[test]
fn a_quiet_run_still_tells_what_has_no_place() {
    let output = import(&fixtures("right"), &["hand-written.md"], &["--quiet"]);
    assert_eq!(
        text(&output.stderr),
        "not placed: hand-written.md:44: `We had a break in summer.`\n"
    );
}

#[test]
fn a_file_that_is_not_there_is_a_failure_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let output = import(folder.path(), &["page.md", "."], &["--out", "events.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    let told = text(&output.stderr);
    let expected = "error: cannot read `page.md`: No such file or directory\n  help: check that the path is right\n";
    assert_eq!(told, expected);
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_folder_is_told_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("talks")).unwrap();
    let output = import(folder.path(), &["talks"], &[]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(3), ""));
    let expected = "error: cannot read `talks`: Is a directory\n  help: it is a folder: name the files in it\n";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn a_zone_that_is_none_and_a_column_without_a_name_are_usage_errors() {
    for more in [["--timezone", "CEST"], ["--column", "speaker"]] {
        let mut command = seminar(&fixtures("right"));
        let output = command.args(["import", "page.md"]).args(more).output().unwrap();
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (Some(2), ""),
            "{more:?}"
        );
    }
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    for (column, expected) in [
        (
            "title=Talk",
            "`--column title=Talk`: no column is called `Talk`\n  help: the columns are `Timestamp`, `Name`, ",
        ),
        (
            "speker=Name",
            "`--column speker=Name`: no column is a `speker`\n  help: did you mean `speaker`?",
        ),
    ] {
        let given = ["--title", "T", "--column", "date=When can you speak?", "--column", column];
        let output = import(&fixtures("right"), &["form.csv"], &given);
        assert_eq!(output.status.code(), Some(2));
        let told = text(&output.stderr);
        assert!(told.starts_with(&format!("error: form.csv:1: {expected}")), "{told}");
    }
}

#[test]
fn the_pages_that_a_build_writes_lead_back_to_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["page.md", "talks.md"] {
        fs::copy(project().join("feeds").join(name), folder.path().join(name)).unwrap();
    }
    for names in [&["page.md", "talks.md"][..], &["talks.md", "page.md"]] {
        let output = import(folder.path(), names, &[]);
        let (imported, by_hand) =
            (checked(&text(&output.stdout)), checked(&project_file("events.yaml")));
        let events = |series: &Series| -> Vec<_> {
            let events = series.events.iter();
            events
                .map(|it| (it.id.clone(), it.title.clone(), it.starts().unwrap().date_naive()))
                .collect()
        };
        assert_eq!(events(&imported), events(&by_hand));
        let talks = |series: &Series| {
            let talks = series.events.iter().flat_map(|event| event.talks.clone());
            let told = talks.map(|talk| {
                let video = talk.video().map(|video| (video.url.clone(), video.title.clone()));
                (talk.id, (talk.title, talk.speakers, talk.abstract_.map(|it| it.plain), video))
            });
            told.collect::<std::collections::BTreeMap<_, _>>()
        };
        assert_eq!(talks(&imported), talks(&by_hand), "{names:?}");
        assert_eq!(imported.title, by_hand.title);
    }
}

/// What an import of a page says, and the catalogue if there is one.
fn page(name: &str, page: &str) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), page).unwrap();
    let output = import(folder.path(), &[name], &["--title", "Fish and Labels"]);
    (output.status.code(), text(&output.stderr), text(&output.stdout))
}

#[test]
fn what_stands_beside_a_date_and_may_change_it_is_a_mistake_with_its_line() {
    for (value, left) in [
        ("18 September 2023 13:00 GMT+5", "GMT+5"),
        ("18 September 2023, 9am Pacific", "Pacific"),
        ("18 September 2023 13:00 (London time)", "London time"),
        ("18 and 19 September 2023", "18 and"),
        ("18-19 September 2023", "18-19"),
        ("18 September 2023 at 25:00", "25:00"),
        ("18 September 2023 at noon", "noon"),
        ("18 September 2023, 13.00", "13.00"),
        ("18 September 2023 13h00", "13h00"),
        ("18 September 2023 kl. 13", "13"),
        ("18 September 2023, 1pm CEST / 7am EDT", "7am EDT"),
        ("18 September 2023 13:00 (doors open 12:45)", "doors open 12:45"),
    ] {
        let label = format!("## Next webinar: Data\n\nSpeaker: Jane Doe (Lab)\nDate: {value}\n");
        let (code, told, _) = page("a.md", &label);
        let expected = format!("a.md:4: `{left}` stands beside the date and may change it\n");
        assert!(told.contains(&expected) && code == Some(1), "{value}: {told}");
        let list =
            format!("## Previous talks\n* S01E01 - **Jane Doe** (Lab). {value}. **Data**.\n");
        let (code, told, _) = page("a.md", &list);
        assert!(told.contains("a.md:2: ") && code == Some(1), "{value}: {told}");
        let heading = format!("## Upcoming talks\n\n### {value}\n\nSpeaker: Jane Doe\nTitle: A\n");
        let (code, told, _) = page("a.md", &heading);
        assert!(told.contains("a.md:3: ") && code == Some(1), "{value}: {told}");
    }
}

#[test]
fn a_talk_of_another_day_than_its_event_is_a_mistake() {
    let text = "## Upcoming talks\n* 4 March 2024: Bo Li (Lab), \"Data\"\n\
                * 5 March 2024: Ada Byron (Lab), \"Notes\"\n\n### S09: Round table\nAll.\n";
    let (code, told, _) = page("a.md", text);
    let expected = "a.md:3: `2024-03-05` is another time than its event's, `2024-03-04`\n";
    assert!(code == Some(1) && told.contains(expected), "{told}");
}

#[test]
fn words_beside_a_date_are_told_and_a_status_among_them_is_the_events() {
    let (code, told, catalogue) =
        page("a.md", "## Next webinar: Data\n\nDate: 18 September 2023 13:00 (hybrid)\n");
    assert!(told.contains("not placed: a.md:3: `hybrid`\n") && code == Some(0), "{told}");
    assert!(catalogue.contains("start: 2023-09-18 13:00\n"), "{catalogue}");
    let (_, told, catalogue) =
        page("a.md", "## Next webinar: A\n\nDate: 18 September 2023, 13:00–14:30 CEST (hybrid)\n");
    assert!(told.contains("not placed: a.md:3: `hybrid`\n"), "{told}");
    assert!(catalogue.contains("start: 2023-09-18 13:00 CEST\n    end: 14:30\n"), "{catalogue}");
    for (heading, date, status) in [
        ("Next webinar: Data", "Date: CANCELLED 18 September 2023 13:00", "cancelled"),
        ("Next webinar: Data", "Date: 18 September 2023 13:00 (postponed)", "postponed"),
        ("Next webinar (canceled): Data", "Date: 18 September 2023 13:00", "cancelled"),
        ("Next webinar: Data (cancelled)", "Date: 18 September 2023 13:00", "cancelled"),
        ("Next webinar: Data", "Date: 18 September 2023 13:00\nStatus: Postponed", "postponed"),
    ] {
        let (code, told, catalogue) = page("a.md", &format!("## {heading}\n\n{date}\n"));
        assert_eq!(code, Some(0), "{told}");
        let expected = format!("start: 2023-09-18 13:00\n    status: {status}\n");
        assert!(catalogue.contains(&expected), "{date}: {catalogue}");
        assert!(catalogue.contains("title: Data\n"), "{date}: {catalogue}");
    }
}

#[test]
fn a_place_beside_a_date_is_the_events_and_a_link_there_is_told() {
    let (code, told, catalogue) =
        page("a.md", "## Next webinar: A\n\nDate: 3 September 2026, 15:00–16:00 CEST, Room 4A56\n");
    assert!(told.contains("note: a.md:3: `Room 4A56` is taken for `location`\n"), "{told}");
    let expected = "start: 2026-09-03 15:00 CEST\n    end: 16:00\n    location: Room 4A56\n";
    assert!(catalogue.contains(expected) && code == Some(0), "{catalogue}");
    for (text, left) in [
        ("Date: 3 September 2026 15:00 (Zoom)\nWhere: Room 4 (north)", "Zoom"),
        ("Date: 3 September 2026, [Room 4](https://e.org)", "[Room 4](https://e.org)"),
        ("3 September 2026, [Room 4](https://e.org)", "[Room 4](https://e.org)"),
    ] {
        let (code, told, catalogue) = page("a.md", &format!("## Next webinar: A\n\n{text}\n"));
        assert!(told.contains("not placed: a.md:") && code == Some(0), "{told}");
        assert!(told.contains(&format!(": `{left}`\n")), "{text}: {told}");
        assert!(catalogue.contains("start: 2026-09-03"), "{catalogue}");
        assert!(catalogue.contains("location: Room 4"), "{catalogue}");
    }
    let (code, told, catalogue) =
        page("a.md", "## Next webinar: A\n\n3 September 2026, the lecture begins with coffee\n");
    assert!(
        told.contains("`3 September 2026, the` in a description may be") && code == Some(0),
        "{told}"
    );
    assert!(catalogue.contains("description: 3 September 2026, the lecture"), "{catalogue}");
    let heading = "## Next webinar: [A](https://e.org)\n\nDate: 3 September 2026\n\n\
                   ## Past talks\n### [B](https://e.org), 27 Feb 2023\n* **Ada** (Lab). **C**.\n";
    let told = page("a.md", heading).1;
    for line in ["1: `[A](https://e.org)`", "6: `[B](https://e.org)`"] {
        assert!(told.contains(&format!("not placed: a.md:{line}\n")), "{told}");
    }
    let secret = "## Next webinar: A\n\nDate: 3 September 2026 15:00 (Zoom passcode 777)\n";
    let (code, told, catalogue) = page("a.md", secret);
    assert!(!catalogue.contains("777") && code == Some(1), "{told}{catalogue}");
}

#[test]
fn a_line_with_an_unknown_label_belongs_to_no_other_value() {
    let text = "## Next webinar: Data\n\nDate: 18 September 2023 13:00\n\n\
                Speaker: Ada Byron\nChair: Jill\nTitle: Notes\nDuration: 2 hours\n\
                **Slides:** https://a.org/x.pdf\n**Moderator:** Someone\n\nHost: Jo\n";
    let (code, told, catalogue) = page("a.md", text);
    assert_eq!(code, Some(0), "{told}");
    for (line, left) in
        [(6, "Chair: Jill"), (8, "Duration: 2 hours"), (10, "Moderator: Someone"), (12, "Host: Jo")]
    {
        assert!(told.contains(&format!("not placed: a.md:{line}: `{left}`\n")), "{told}");
    }
    assert!(catalogue.contains("          - Ada Byron\n"), "{catalogue}");
    assert!(catalogue.contains("title: Notes\n"), "{catalogue}");
    assert!(!catalogue.contains("Jo") && !catalogue.contains("hours"), "{catalogue}");
}

#[test]
fn what_stands_beside_a_link_is_told() {
    let text = "## Next webinar: Data\n\nDate: 18 September 2023 13:00\n\n\
                ### Ada Byron (Lab)\n* **Title**: Notes\n* **Abstract**: As [they][r] say.\n\
                * **Slides**: https://a.org/x.pdf\n  Also see the annex.\n\
                * **Website**: https://ada.org **Twitter**: @ada\n\
                * **Video**: https://youtu.be/q-DBwWZejMY (starts at minute 3)\n\n\
                [r]: https://a.org/r\n";
    let (code, told, catalogue) = page("a.md", text);
    assert_eq!(code, Some(0), "{told}");
    for (line, left) in
        [(8, "Also see the annex"), (10, "Twitter: @ada"), (11, "starts at minute 3")]
    {
        assert!(told.contains(&format!("not placed: a.md:{line}: `{left}`\n")), "{told}");
    }
    for kept in ["As [they](https://a.org/r) say.", "https://a.org/x.pdf", "https://ada.org"] {
        assert!(catalogue.contains(kept), "{catalogue}");
    }
}

#[test]
fn the_biography_of_a_second_file_is_that_of_the_talks_one_speaker() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixtures("right").join("page.md"), folder.path().join("page.md")).unwrap();
    let more = "### Learning from few labels\n**Abstract:** Hello\n**Short bio:** Jane is.\n";
    fs::write(folder.path().join("more.md"), more).unwrap();
    for names in [["page.md", "more.md"], ["more.md", "page.md"]] {
        let output = import(folder.path(), &names, &["--title", "Fish and Labels"]);
        let (told, catalogue) = (text(&output.stderr), text(&output.stdout));
        assert!(!told.contains("not placed"), "{told}");
        assert!(catalogue.contains("bio: Jane is.\n"), "{catalogue}");
    }
}

#[test]
fn a_way_into_a_meeting_with_its_password_is_left_out_and_told() {
    const LEFT: &str = "the way into a meeting holds its password and is left out";
    let head = "## Next webinar: Data\n\nDate: 18 September 2023 13:00\n\n";
    let table =
        |column: &str, cell: &str| format!("Date,Title,{column}\n2023-09-18 13:00,A,{cell}\n");
    for (name, text, line) in [
        ("a.md", format!("{head}Where: [Zoom](https://zoom.us/j/1?pwd=secret) passcode 777\n"), 5),
        ("a.md", format!("{head}Zoom: https://zoom.us/j/1?pwd=secret (passcode 777)\n"), 5),
        ("a.md", format!("{head}Speaker: Jane Doe\nPasscode: secret\n"), 6),
        ("a.md", format!("{head}Come to https://zoom.us/j/1?pwd=secret\n"), 5),
        ("a.csv", table("Zoom link", "https://zoom.us/j/1?pwd=secret"), 2),
        ("a.csv", table("Where", "Zoom passcode 777"), 2),
    ] {
        let (code, told, catalogue) = page(name, &text);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(&format!("note: {name}:{line}: {LEFT}\n")), "{text}: {told}");
        assert!(!catalogue.contains("secret") && !catalogue.contains("777"), "{catalogue}");
    }
    let (_, told, catalogue) = page("a.md", &format!("{head}Zoom: https://zoom.us/j/1\n"));
    assert!(told.contains("note: a.md:5: a link to a meeting is taken for `join`"), "{told}");
    assert!(catalogue.contains("join: https://zoom.us/j/1\n"), "{catalogue}");
}

#[test]
fn only_a_clear_yes_leaves_a_recording_open() {
    let head = "Date,Speaker,Title,May we share a recording of your talk?\n";
    let row = |cell: &str| format!("{head}2023-09-18 13:00,Jane Doe,A,{cell}\n");
    for cell in ["No", "nej", "Nein", "non", "I do not agree", "maybe", "ask me", ""] {
        let (code, told, catalogue) = page("a.csv", &row(cell));
        assert_eq!(code, Some(0), "{told}");
        assert!(catalogue.contains("recording: none\n"), "{cell}: {catalogue}");
        let is_noted = told.contains("note: a.csv:2: ") && told.contains("until you change it\n");
        assert_eq!(is_noted, ["maybe", "ask me", ""].contains(&cell), "{cell}: {told}");
    }
    assert!(!page("a.csv", &row("Yes")).2.contains("recording"));
    let (_, _, catalogue) =
        page("a.csv", "Date,Speaker,Title,Video\n2023-09-18 13:00,Jane Doe,A,no\n");
    assert!(catalogue.contains("recording: none\n"), "{catalogue}");
}

#[test]
fn a_column_without_a_place_is_told_with_what_it_could_be() {
    let (_, told, _) = page("a.csv", "Date,Title,Title,Diet\n2023-09-18 13:00,A,B,vegan\n");
    assert!(told.contains("two columns are called `Title`, and the first is taken"), "{told}");
    assert!(told.contains("`--column \"KIND=Diet\"`, where KIND is event, "), "{told}");
}

#[test]
fn the_same_row_twice_is_one_talk_and_an_abstract_to_come_is_none() {
    let row = "2023-09-18 13:00,Jane Doe,A,TBA\n";
    let (_, told, catalogue) = page("a.csv", &format!("Date,Speaker,Title,Abstract\n{row}{row}"));
    assert!(told.contains("note: a.csv:3: this row is the same as line 2"), "{told}");
    assert_eq!(catalogue.matches("title: A\n").count(), 1, "{catalogue}");
    assert!(!catalogue.contains("abstract"), "{catalogue}");
    let text = "## Next webinar: Data\n\nDate: 18 September 2023 13:00\n\n\
                Speaker: Jane Doe\nTitle: A\nAbstract: TBA\n";
    assert!(!page("a.md", text).2.contains("abstract"));
}

fn lines() -> impl Strategy<Value = String> {
    let parts = [
        "#",
        "## Next webinar: A",
        "## Previous talks",
        "### 2023",
        "* S01E01 - **[Ada Byron](https://a.b)** (Lab). ",
        "27th Feb 2023",
        ". **Data**. [Video](https://youtu.be/zLxYUtToXGg)",
        "Date: ",
        "TBA",
        "\n",
        "\n\n",
        "Title: ",
        "Speakers:",
        "* ",
        "  ",
        "Abstract: ",
        "Short bio: ",
        "Ada and Bo Li (Lab)",
        "EspÃrito",
        "\"",
        ",",
        ";",
        "<a id=\"S01\">",
        "| a |",
        "```",
        "---",
        "[",
        "](",
        ")",
        "### Organizers",
        "### Newsletter",
        "<iframe src=\"https://a.b\">",
        "13:00-14:00 CET",
        "Date,Speaker,Title,Abstract,Video",
        "18/09/2023",
        "\u{ad}",
        "é",
        "\r\n",
        "&amp;",
        "https://",
        "{: .x}",
        "<!--",
        ": ",
        "=",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..40)
        .prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn whatever_a_file_holds_it_is_imported_or_told_why_not(
        texts in proptest::collection::vec(lines(), 1..3),
        format in proptest::sample::select(vec!["md", "csv", "ics"]),
    ) {
        let file = |(index, text): (usize, String)| (format!("{index}.{format}"), text.into_bytes());
        let files: Vec<_> = texts.into_iter().enumerate().map(file).collect();
        let some = |text: &str| Some(text.to_owned());
        let given = Given {
            id: some("s"),
            title: some("S"),
            url: some("https://example.org/"),
            timezone: some("Europe/Copenhagen"),
            columns: vec![],
            until: None,
        };
        let imported = seminar::import::import(&files, &given);
        let is_told = imported.remarks.iter().any(|remark| remark.kind == Kind::Mistake);
        prop_assert_eq!(imported.catalogue.is_none(), is_told, "{:?}", imported);
        if let Some(yaml) = &imported.catalogue {
            prop_assert!(Catalogue::read("events.yaml", yaml.as_bytes()).series().is_some());
        }
    }
}
