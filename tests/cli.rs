//! The command, as its users meet it: what it says, what it writes, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;

use common::{files, folder, project_file, run, said, seminar};

const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
  duration: 1h30m
events:
  - id: S03
    title: Rethinking Annotations
    start: 2023-09-18 13:00 CEST
    location: Zoom
    registration: https://example.org/register
    talks:
      - id: S03E01
        title: Rethinking annotation cost
        speakers: [Dr. Thijs Kooi]
  - id: S04
    start: TBA
";

const BEFORE: &str = "--now 2023-08-28T12:00:00Z";
const LATER: &str = "--now 2023-09-18T10:59:00Z";
const AFTER: &str = "--now 2023-09-19T12:00:00Z";

#[test]
fn a_build_ends_with_a_summary_on_standard_error() {
    let folder = folder(CATALOGUE);
    let (status, data, summary) = said(folder.path(), &format!("build {BEFORE}"));
    assert_eq!((status, data.as_str()), (0, ""));
    assert_eq!(
        summary,
        "Datasets through the L👀king-Glass: 2 events, 1 talk, 0 recordings\n\
         next: S03 Rethinking Annotations, Monday 18 September 2023 13:00–14:30 CEST \
         (Europe/Copenhagen), in 3 weeks\n\
         feeds: 13 new: S03.ics, calendar.ics, history.json, index.html and 9 more\n"
    );
    let names: Vec<_> = files(&folder.path().join("feeds")).into_keys().collect();
    assert_eq!(
        names,
        [
            "S03.ics",
            "calendar.ics",
            "history.json",
            "index.html",
            "news.atom",
            "news.json",
            "news.rss",
            "page.md",
            "series.json",
            "talks.md",
            "videos.atom",
            "videos.json",
            "videos.rss"
        ]
    );
}

#[test]
fn a_second_build_changes_nothing_and_says_so() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {BEFORE}"));
    let before = files(&folder.path().join("feeds"));
    let (status, _, summary) = said(folder.path(), &format!("build {LATER}"));
    assert_eq!(status, 0);
    assert!(summary.ends_with("in 1 minute\nfeeds: up to date (13 files)\n"), "{summary}");
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn when_an_event_has_passed_the_pages_change_and_nothing_else() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {BEFORE}"));
    let (status, _, summary) = said(folder.path(), &format!("build {AFTER}"));
    assert_eq!(status, 0);
    let expected = "next: S04, to be announced\n\
                    feeds: 3 changed: index.html, page.md, talks.md; 10 unchanged\n";
    assert!(summary.ends_with(expected), "{summary}");
}

#[test]
fn a_problem_ends_with_1_and_writes_nothing() {
    let folder = folder(&CATALOGUE.replace("CEST", "CET"));
    let (status, data, said) = said(folder.path(), "build");
    assert_eq!((status, data.as_str()), (1, ""));
    assert!(said.starts_with("error[wrong-abbreviation]: "), "{said}");
    assert!(said.ends_with("error: 1 error in `events.yaml`; nothing was written\n"), "{said}");
    assert!(!folder.path().join("feeds").exists());
}

#[test]
fn a_problem_leaves_the_folder_as_it_was() {
    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {BEFORE}"));
    let before = files(&folder.path().join("feeds"));
    fs::write(folder.path().join("events.yaml"), CATALOGUE.replace("CEST", "CET")).unwrap();
    assert_eq!(run(folder.path(), "build").status.code(), Some(1));
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn strict_takes_a_warning_for_an_error() {
    let folder = folder(&CATALOGUE.replace("13:00 CEST", "13:00 +01:00"));
    assert_eq!(run(folder.path(), "build --strict").status.code(), Some(1));
    assert!(!folder.path().join("feeds").exists());
    assert_eq!(run(folder.path(), "check --strict").status.code(), Some(1));
    assert_eq!(run(folder.path(), "check").status.code(), Some(0));
    assert_eq!(run(folder.path(), "build").status.code(), Some(0));
}

#[test]
fn check_and_build_warn_of_slips_and_a_comment_allows_them() {
    let odd = CATALOGUE.replace("13:00 CEST", "03:00 CEST");
    for command in ["check", "build"] {
        let folder = folder(&odd);
        let (status, _, said) = said(folder.path(), &format!("{command} {BEFORE}"));
        assert_eq!(status, 0);
        assert!(said.starts_with("warning[odd-hour]: `S03` begins at 03:00"), "{said}");
        assert_eq!(
            run(folder.path(), &format!("{command} --strict {BEFORE}")).status.code(),
            Some(1)
        );
    }
    let allowed = odd.replace("CEST", "CEST  # seminar: allow odd-hour — for the audience in Asia");
    let folder = folder(&allowed);
    let (status, _, said) = said(folder.path(), &format!("check --strict {BEFORE}"));
    assert_eq!((status, said.as_str()), (0, "events.yaml: 2 events and 1 talk, no problems\n"));
}

#[test]
fn what_a_check_says_follows_the_day() {
    let folder = folder(&CATALOGUE.replace("title: Rethinking annotation cost", "title: TBA"));
    assert_eq!(run(folder.path(), &format!("check --strict {BEFORE}")).status.code(), Some(0));
    let (status, _, said) = said(folder.path(), &format!("check --strict {AFTER}"));
    assert_eq!(status, 1);
    assert!(said.starts_with("warning[unannounced-talk]: the title of `S03E01`"), "{said}");
}

#[test]
fn check_writes_nothing_and_ends_with_1_while_the_folder_is_out_of_date() {
    let folder = folder(CATALOGUE);
    let (status, _, summary) = said(folder.path(), &format!("build --check {BEFORE}"));
    assert_eq!(status, 1);
    assert!(summary.contains("feeds: out of date: 13 new: "), "{summary}");
    assert!(!folder.path().join("feeds").exists());
    run(folder.path(), &format!("build {BEFORE}"));
    assert_eq!(run(folder.path(), &format!("build --check {LATER}")).status.code(), Some(0));
    fs::write(folder.path().join("feeds/S03.ics"), "").unwrap();
    let (status, _, summary) = said(folder.path(), &format!("build --check {LATER}"));
    assert_eq!(status, 1);
    assert!(
        summary.contains("feeds: out of date: 1 changed: S03.ics; 12 unchanged\n"),
        "{summary}"
    );
    assert_eq!(fs::read(folder.path().join("feeds/S03.ics")).unwrap(), b"");
}

#[test]
fn another_folder_and_another_catalogue_can_be_named_before_or_after_the_command() {
    let folder = folder("");
    fs::create_dir(folder.path().join("series")).unwrap();
    fs::write(folder.path().join("series/talks.yaml"), CATALOGUE).unwrap();
    assert!(run(folder.path(), "-c series/talks.yaml build").status.success());
    assert!(folder.path().join("series/feeds/calendar.ics").exists());
    assert!(run(folder.path(), "build --out public -c series/talks.yaml").status.success());
    assert!(folder.path().join("public/calendar.ics").exists());
}

#[test]
fn source_date_epoch_is_the_time_where_no_other_is_given() {
    let folder = folder(CATALOGUE);
    let build = |epoch: &str, words: &[&str]| {
        let mut command = seminar(folder.path());
        command.env("SOURCE_DATE_EPOCH", epoch).arg("build").args(words).output().unwrap()
    };
    assert!(build("1693224000", &[]).status.success());
    let calendar = fs::read_to_string(folder.path().join("feeds/S03.ics")).unwrap();
    assert!(calendar.contains("DTSTAMP:20230828T120000Z"), "{calendar}");
    assert!(build("0", &["--out", "b", "--now", "2023-08-28T14:00:00+02:00"]).status.success());
    assert_eq!(fs::read_to_string(folder.path().join("b/S03.ics")).unwrap(), calendar);
    let output = build("yesterday", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: SOURCE_DATE_EPOCH is `yesterday`, and not a number of seconds since 1970\n"
    );
}

#[test]
fn the_problems_are_json_on_standard_output_where_that_is_asked_for() {
    let folder = folder(CATALOGUE);
    let (status, data, _) = said(folder.path(), &format!("check --format json {BEFORE}"));
    assert_eq!((status, data.as_str()), (0, "[]\n"));
    fs::write(folder.path().join("events.yaml"), CATALOGUE.replace("CEST", "CET")).unwrap();
    let (status, data, other) = said(folder.path(), &format!("check --format json {BEFORE}"));
    assert_eq!((status, other.as_str()), (1, ""));
    let problems: serde_json::Value = serde_json::from_str(&data).unwrap();
    let expected = serde_json::json!([{
        "code": "wrong-abbreviation",
        "severity": "error",
        "message": "Europe/Copenhagen is not on CET then, but on CEST",
        "file": "events.yaml",
        "line": 10,
        "column": 12,
        "end_line": 10,
        "end_column": 32,
        "help": "write `2023-09-18 13:00 CEST`, or `2023-09-18 14:00 CEST`, which is what was \
                 literally written",
    }]);
    assert_eq!(problems, expected);
}

#[test]
fn problems_become_annotations_and_sarif_where_that_is_asked_for() {
    let folder = folder(CATALOGUE);
    assert_eq!(said(folder.path(), "check --format github"), (0, String::new(), String::new()));
    let (status, data, _) = said(folder.path(), "check --format sarif");
    let log: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((status, &log["runs"][0]["results"]), (0, &serde_json::json!([])));

    fs::write(folder.path().join("events.yaml"), CATALOGUE.replace("00 CEST", "00 +01:00"))
        .unwrap();
    let (status, data, rest) = said(folder.path(), "check --format github --strict");
    assert_eq!((status, rest.as_str()), (1, ""));
    assert_eq!(
        data,
        "::warning file=events.yaml,line=10,col=12,endLine=10,endColumn=35,\
         title=unusual-offset%3A Europe/Copenhagen is not on +01%3A00 then\
         ::help: write `2023-09-18 14:00 CEST` to say the same\n"
    );
    assert_eq!(said(folder.path(), "check --format github").0, 0);
    let (status, data, _) = said(folder.path(), "check --format sarif --strict");
    let log: serde_json::Value = serde_json::from_str(&data).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!((status, &result["ruleId"]), (1, &serde_json::json!("unusual-offset")));
}

#[test]
fn all_of_fifty_mistakes_are_told_in_one_run() {
    let mut text = CATALOGUE.replace("events:\n", "colour: teal\nevents:\n");
    let mistakes = [
        "start: 2023-02-30 13:00",
        "start: 12 May 2025 10:00 CET",
        "start: 2023-03-26 02:30",
        "start: Tuesday 18 September 2023, 13:00",
        "start: TBA\n    duration: 90",
        "start: TBA\n    registration: example.org/x",
        "start: TBA\n    status: canceled",
    ];
    let events = mistakes.iter().cycle().take(49).enumerate();
    text.extend(events.map(|(number, mistake)| format!("  - id: E{number}\n    {mistake}\n")));
    let folder = folder(&text);
    let (status, _, said) = said(folder.path(), "check");
    assert_eq!(status, 1);
    assert_eq!(said.matches("error[").count(), 50, "{said}");
    assert!(said.ends_with("events.yaml: 50 errors\n"), "{said}");
    let lines: Vec<_> = said
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> events.yaml:"))
        .map(|place| place.split(':').next().unwrap().parse::<u32>().unwrap())
        .collect();
    assert_eq!(lines.len(), 50);
    assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
}

#[test]
fn a_clean_catalogue_is_called_clean() {
    let folder = folder(CATALOGUE);
    let expected = "events.yaml: 2 events and 1 talk, no problems\n".to_owned();
    assert_eq!(said(folder.path(), &format!("check {BEFORE}")), (0, String::new(), expected));
    assert_eq!(
        said(folder.path(), &format!("check --quiet {BEFORE}")),
        (0, String::new(), String::new())
    );
}

#[test]
fn a_missing_catalogue_is_the_machines_failure_with_a_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = said(folder.path(), "build");
    assert_eq!(status, 3);
    assert!(said.starts_with("error: cannot read `events.yaml`: "), "{said}");
    assert!(said.contains("\n  help: run it beside `events.yaml`, name the file with"), "{said}");
}

/// Runs a command of what was said as a shell reads it.
#[cfg(unix)]
fn told_to_run(folder: &std::path::Path, said: &str, command: &str) -> (i32, String) {
    let start = said.find(&format!("`seminar {command}")).unwrap_or_else(|| panic!("{said}"));
    let line = said[start + "`seminar".len()..].split('`').next().unwrap();
    let line = line.replace(" ID ", " S04 ");
    let mut shell = std::process::Command::new("sh");
    let script = format!("'{}'{line} {AFTER}", env!("CARGO_BIN_EXE_seminar"));
    let output = shell.args(["-c", &script]).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
#[cfg(unix)]
fn the_next_step_works_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a b")).unwrap();
    fs::write(path.join("a b/it's.yaml"), CATALOGUE).unwrap();
    let list = r#"{"url": "https://youtu.be/qhAYUfQlYfo", "title": "Thijs Kooi: Rethinking annotation cost", "timestamp": 1695113740}"#;
    fs::write(path.join("list&more.json"), list).unwrap();
    fs::write(path.join("talks.csv"), "Date,Title,Speaker\n2023-09-18 13:00,A,B\n").unwrap();
    let said = |words: &[&str]| {
        let mut command = seminar(path);
        let output = command.args(words).args(AFTER.split(' ')).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let named = ["--catalogue", "a b/it's.yaml"];
    let out = ["--out", "pub lic"];

    let check = [&["build", "--check"], &named[..], &out].concat();
    assert_eq!(told_to_run(path, &said(&check), "build").0, 0);
    assert!(said(&check).contains("pub lic: up to date"));

    let videos = said(&[&["videos", "--feed", "list&more.json"], &named[..]].concat());
    let (status, text) = told_to_run(path, &videos, "videos");
    assert!(status == 0 && text.contains("1 recording written"), "{text}");
    assert_eq!(told_to_run(path, &text, "build").0, 0);
    assert!(path.join("a b/feeds/videos.rss").exists());

    let edited = fs::read_to_string(path.join("a b/it's.yaml")).unwrap();
    let gone = &edited[..edited.find("  - id: S04").unwrap()];
    fs::write(path.join("a b/it's.yaml"), gone).unwrap();
    let diff = [&["diff"], &named[..], &out].concat();
    for (words, folder) in
        [(&diff[..], "'pub lic'"), (&[&["check"], &named[..]].concat(), "'a b/feeds'")]
    {
        let text = said(words);
        assert!(text.contains(&format!("by `seminar forget ID --out {folder}`\n")), "{text}");
        assert_eq!(told_to_run(path, &text, "forget ID").0, 0);
        assert!(!said(words).contains("forget"));
    }

    let import = "import talks.csv --id s --title S --url https://example.org/ --timezone \
                  Europe/Rome --out";
    let imported = said(&[&import.split(' ').collect::<Vec<_>>()[..], &["my talks.yaml"]].concat());
    let (status, text) = told_to_run(path, &imported, "check");
    assert!(status == 0 && text.starts_with("my talks.yaml: 1 event"), "{text}");
    let init =
        ["init", "--title", "T", "--url", "https://example.org/", "--timezone", "Europe/Rome"];
    let text = said(&[&init[..], &["$HOME.yaml"]].concat());
    assert_eq!(told_to_run(path, &text, "build").0, 0, "{text}");
    let text = said(&["new", "talk", "--title", "T", "--catalogue", "$HOME.yaml"]);
    assert!(text.ends_with("`seminar new event --catalogue '$HOME.yaml'`\n"), "{text}");
}

#[test]
fn a_broken_history_is_an_error_that_names_it_and_changes_nothing() {
    let folder = folder(CATALOGUE);
    run(folder.path(), "build");
    let history = folder.path().join("feeds/history.json");
    fs::write(&history, "{\"format\": 1").unwrap();
    let before = files(&folder.path().join("feeds"));
    let (status, _, said) = said(folder.path(), "build");
    assert_eq!(status, 3);
    assert!(said.starts_with("error: cannot use `feeds/history.json`: "), "{said}");
    assert_eq!(files(&folder.path().join("feeds")), before);
}

#[test]
fn next_tells_the_time_in_the_series_zone_in_the_readers_own_and_in_words() {
    let folder = folder(CATALOGUE);
    let output = seminar(folder.path())
        .args(["next", "--now", "2023-08-28T12:00:00Z"])
        .env("TZ", "America/New_York")
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "S03 Rethinking Annotations\n\
         Monday 18 September 2023 13:00–14:30 CEST (Europe/Copenhagen)\n\
         your time: Monday 18 September 2023 07:00–08:30 EDT (America/New_York)\n\
         in 3 weeks\n\
         Zoom\n\
         sign up: https://example.org/register\n"
    );
    let (_, data, _) = said(folder.path(), &format!("next {AFTER}"));
    assert_eq!(data, "next: S04, to be announced\n");
}

#[test]
fn links_are_those_of_the_next_event_or_of_the_one_that_is_named() {
    let folder = folder(CATALOGUE);
    let links = |words: &str| {
        let (status, data, _) = said(folder.path(), &format!("links --format json {words}"));
        assert_eq!(status, 0);
        serde_json::from_str::<serde_json::Value>(&data).unwrap()
    };
    let next = links(BEFORE);
    assert_eq!(next["event"], "S03");
    assert_eq!(next["links"]["ics"], "https://example.org/webinar/feeds/S03.ics");
    assert_eq!(next["subscribe"]["webcal"], "webcal://example.org/webinar/feeds/calendar.ics");
    assert_eq!(links(&format!("s03 {AFTER}"))["event"], "S03");
    assert_eq!(links(AFTER)["event"], serde_json::Value::Null);
    let (_, text, _) = said(folder.path(), &format!("links {BEFORE}"));
    for url in next["links"].as_object().unwrap().values() {
        assert!(text.contains(url.as_str().unwrap()), "{url}");
    }
}

#[test]
fn an_event_that_does_not_exist_is_a_usage_error_that_lists_those_that_do() {
    let folder = folder(CATALOGUE);
    let expected = "error: there is no event `S05`\n  help: the events are S03, S04\n".to_owned();
    assert_eq!(said(folder.path(), "links S05"), (2, String::new(), expected));
}

#[test]
fn colour_is_only_used_where_it_is_wanted() {
    let folder = folder(&CATALOGUE.replace("CEST", "CET"));
    assert!(!said(folder.path(), &format!("check {BEFORE}")).2.contains('\x1b'));
    assert!(said(folder.path(), "check --color always").2.contains('\x1b'));
    let mut command = seminar(folder.path());
    let output = command.args(["check", "--color", "auto"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn a_quiet_build_says_nothing_and_a_verbose_one_names_files_and_times() {
    let folder = folder(CATALOGUE);
    assert_eq!(
        said(folder.path(), &format!("build -q {BEFORE}")),
        (0, String::new(), String::new())
    );
    let (_, _, text) = said(folder.path(), &format!("build -v --out other {BEFORE}"));
    for part in [" ms  read\n", " ms  check\n", " ms  write\n", "+ videos.rss\n"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn the_version_names_the_release_of_the_time_zone_database() {
    let folder = folder("");
    let (status, data, _) = said(folder.path(), "--version");
    assert_eq!(status, 0);
    let release = seminar::zone::Zone::database_release();
    assert_eq!(data, format!("seminar 0.1.0 (time zone database {release})\n"));
    assert!(release.starts_with("20") && release.len() == 5, "{release}");
}

#[test]
fn completions_are_printed_for_every_shell() {
    let folder = folder("");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (status, data, _) = said(folder.path(), &format!("completions {shell}"));
        assert_eq!(status, 0, "{shell}");
        assert!(data.contains("catalogue"), "{shell}");
    }
}

#[test]
fn every_command_teaches_itself() {
    let folder = folder("");
    for command in [
        "init",
        "build",
        "diff",
        "serve",
        "check",
        "new event",
        "new talk",
        "import",
        "explain",
        "links",
        "announce",
        "forget",
        "next",
        "page",
        "schema",
        "completions",
    ] {
        let (status, data, _) = said(folder.path(), &format!("{command} --help"));
        assert_eq!(status, 0);
        assert!(data.contains("Usage: seminar ") && data.contains("--now"), "{data}");
    }
}

#[test]
fn the_help_in_the_readme_is_the_commands_own() {
    let folder = folder("");
    let (_, data, _) = said(folder.path(), "-h");
    let help: String = data.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert!(project_file("README.md").contains(&format!("```text\n{help}```")), "{help}");
}

#[test]
fn a_check_says_that_the_folder_is_out_of_date_however_quiet() {
    let folder = folder(CATALOGUE);
    let (status, _, text) = said(folder.path(), &format!("build --check --quiet {BEFORE}"));
    assert_eq!(status, 1);
    assert!(text.starts_with("feeds: out of date: "), "{text}");
}

#[test]
#[cfg(target_os = "linux")]
fn data_that_does_not_arrive_is_a_failure_of_the_machine() {
    let folder = folder(CATALOGUE);
    let mistake = "  - id: S05\n    start: TBA\n    registration: example.org/x\n";
    fs::write(folder.path().join("wrong.yaml"), format!("{CATALOGUE}{mistake}")).unwrap();
    for words in [
        &["links"][..],
        &["next"],
        &["check", "--format", "json"],
        &["check", "--format", "github", "--catalogue", "wrong.yaml"],
        &["check", "--fix", "--diff", "--catalogue", "wrong.yaml"],
        &["page"],
        &["completions", "bash"],
        &["new", "event", "--start", "TBA"],
        &["--help"],
        &["build", "--help"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = seminar(folder.path());
        let output =
            command.args(words).args(["--now", "2023-08-28T12:00:00Z"]).stdout(full).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(3), "{words:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains("error: cannot write to standard output: "), "{text}");
    }
}

#[test]
fn a_time_that_no_format_can_write_is_a_usage_error() {
    let folder = folder(CATALOGUE);
    for epoch in ["253402300800", "8210266876799", "-1"] {
        let mut command = seminar(folder.path());
        let output = command.arg("build").env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{epoch}");
    }
}
