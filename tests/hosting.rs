//! `docs/hosting.md`: its arithmetic, its links, and that its workflows are those that are tested.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use common::examples::fences;
use common::{project, project_file};

const POLLS: f64 = 24.0;
const DAY: f64 = 86_400.0;

fn document() -> String {
    project_file("docs/hosting.md")
}

/// The rows below the heads of the table whose head begins with this word.
fn table(first: &str) -> Vec<Vec<String>> {
    let document = document();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let head = format!("| {first} |");
    let lines = document.lines().skip_while(|line| !line.starts_with(&head)).skip(2);
    let rows: Vec<_> = lines.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "there is no table of {first}");
    rows
}

/// `24,000`, `61.9 GB`, or `1 in 167`.
fn number(text: &str) -> f64 {
    let plain = text.replace(',', "");
    let (digits, unit) = plain.split_once(' ').unwrap_or((&plain, ""));
    let factor = match unit {
        "" => 1.0,
        "kB" => 1e3,
        "MB" => 1e6,
        "GB" => 1e9,
        "TB" => 1e12,
        _ => panic!("`{text}` is no number"),
    };
    digits.parse::<f64>().unwrap_or_else(|_| panic!("`{text}` is no number")) * factor
}

/// Three digits are printed: half a unit of the last may be lost.
fn assert_rounded(stated: &str, exact: f64) {
    let distance = (number(stated) / exact - 1.0).abs();
    assert!(distance <= 0.005, "{stated} is stated, {exact} is right");
}

#[test]
fn a_day_of_subscribers_costs_what_the_sizes_say() {
    let sizes: Vec<_> = table("calendar").iter().flat_map(|row| row[2..].to_vec()).collect();
    let rows = table("subscribers");
    assert_eq!(
        rows.iter().map(|row| number(&row[0])).collect::<Vec<_>>(),
        [1e3, 1e5, 1e7],
        "the numbers of subscribers that people ask about"
    );
    for row in &rows {
        let requests = number(&row[0]) * POLLS;
        assert_eq!(number(&row[1]), requests, "{row:?}");
        assert_eq!(row.len() - 2, sizes.len(), "{row:?}");
        for (stated, size) in row[2..].iter().zip(&sizes) {
            assert_rounded(stated, requests * number(size));
        }
    }
}

#[test]
fn a_cdn_takes_off_what_the_freshness_says() {
    let document = document();
    let ages: Vec<&str> = document
        .split("max-age=")
        .skip(1)
        .map(|rest| rest.split(|it: char| !it.is_ascii_digit()).next().unwrap())
        .collect();
    assert!(ages.len() > 10 && ages.iter().all(|age| *age == "600"), "{ages:?}");
    let all: Vec<_> = table("subscribers").iter().map(|row| number(&row[1])).collect();
    for row in table("edges") {
        let asked = number(&row[0]) * DAY / 600.0;
        assert_eq!(number(&row[1]), asked, "{row:?}");
        for (stated, requests) in row[2..].iter().zip(&all) {
            match stated.strip_prefix("1 in ") {
                None => assert!(stated == "all" && asked >= *requests, "{row:?}"),
                Some(stated) => assert_eq!(number(stated), (requests / asked).round(), "{row:?}"),
            }
        }
    }
}

#[test]
fn the_stated_size_of_the_calendar_is_near_that_of_the_file() {
    let own = &table("calendar")[0];
    let stated = number(&own[1]);
    let file = project_file("feeds/calendar.ics").len() as f64;
    assert!((0.5..2.0).contains(&(file / stated)), "{stated} is stated, it has {file}");
    for row in table("calendar") {
        let headers = number(&row[2]) - number(&row[1]);
        assert!((100.0..1000.0).contains(&headers), "{row:?}");
        // A `304` has the headers and nothing else, some of them left out.
        assert!((100.0..=headers).contains(&number(&row[3])), "{row:?}");
    }
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let document = document();
    let headings: Vec<_> = document
        .lines()
        .filter_map(|line| {
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        })
        .map(|heading| format!("#{}", heading.to_lowercase().replace(' ', "-")))
        .collect();
    let links: Vec<_> =
        document.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        match link.starts_with('#') {
            true => assert!(headings.iter().any(|heading| heading == link), "{link}: {headings:?}"),
            false => assert!(project().join("docs").join(link).is_file(), "{link}"),
        }
    }
}

#[test]
fn the_inputs_of_the_action_are_those_in_the_table() {
    let action = project_file("action.yml");
    let inputs = action.split("\ninputs:\n").nth(1).unwrap().split("\noutputs:\n").next().unwrap();
    let names: Vec<_> = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .map(|line| format!("`{}`", line.trim_end_matches(':')))
        .collect();
    let told: Vec<_> = table("input").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(names, told);
}

#[test]
fn the_actions_in_the_examples_are_those_of_the_workflows() {
    let workflows = ["github-commit.yml", "github-pages.yml"]
        .map(|name| project_file(&format!("docs/workflows/{name}")))
        .join("\n");
    let used = |text: &str| -> Vec<String> {
        text.split("uses: ").skip(1).map(|rest| rest.lines().next().unwrap().to_owned()).collect()
    };
    let known = used(&workflows);
    let told = used(&document());
    assert!(told.len() >= 3, "{told:?}");
    for action in told.iter().filter(|action| !action.contains("jekyll")) {
        assert!(known.contains(action), "{action}: {known:?}");
    }
}

#[test]
fn every_snippet_says_what_it_is_for() {
    let known = [
        "text robots.txt",
        "text _headers",
        "text crontab",
        "nginx location",
        "nginx server",
        "sh s3",
        "sh look",
        "json cors.json",
    ];
    let infos: Vec<_> = fences(&document()).into_iter().map(|(info, _)| info).collect();
    assert_eq!(infos.len(), known.len(), "{infos:?}");
    for name in known {
        assert!(infos.iter().any(|info| info == name), "{name}: {infos:?}");
    }
}
