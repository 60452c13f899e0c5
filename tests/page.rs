//! The pages for a site generator, held against the page that was typed by hand: `pages/seed.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::fs;

use common::{folder, project, project_file, run, said};

/// Before the webinar that the seed announces.
const BEFORE: &str = "2023-09-17T12:00:00Z";

/// After the recordings of it that the seed lists already.
const AFTER: &str = "2023-09-19T12:00:00Z";

/// Where the page differs from the seed on purpose: the seed's text, the page's, and why.
const DIFFERENCES: [(&str, &str, &str); 20] = [
    // Front matter: its values are quoted, so that any title can stand there.
    ("permalink: /webinar/", "permalink: \"/webinar/\"", "quoted"),
    ("title: Webinar", "title: \"Webinar\"", "quoted"),
    ("description: \n", "description:\n", "a blank at the end of a line"),
    // Text that was read in the wrong encoding somewhere on its way.
    ("LðŸ‘€king-Glass", "L👀king-Glass", "repaired text"),
    ("EspÃrito", "Espírito", "repaired text"),
    ("JimÃ©nez-SÃ¡nchez", "Jiménez-Sánchez", "repaired text"),
    ("**Abstract**:  Deep", "**Abstract**: Deep", "two blanks"),
    (
        "PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y&jct=73eqNJ8tawTN4k4iARpU2xjGklC4Sg). ",
        "PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y).",
        "an invitation to edit the playlist",
    ),
    // Addresses in one form.
    ("[Dr. David Wen]()", "Dr. David Wen", "a link to nowhere"),
    ("[Prof. Colin Fleming]()", "Prof. Colin Fleming", "a link to nowhere"),
    ("(http://simpsonlab.org)", "(http://simpsonlab.org/)", "the root's path"),
    ("(https://estherbron.com)", "(https://estherbron.com/)", "the root's path"),
    ("(https://ameliajimenez.github.io)", "(https://ameliajimenez.github.io/)", "the root's path"),
    ("(https://veronikach.com)", "(https://veronikach.com/)", "the root's path"),
    ("https://youtu.be/", "https://www.youtube.com/watch?v=", "a recording's own address"),
    ("&list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y&index=3", "", "a recording's own address"),
    ("&list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y&index=4", "", "a recording's own address"),
    ("&list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y&index=5", "", "a recording's own address"),
    // The catalogue has it as one text.
    ("IT University of Copenhagen (Denmark)", "IT University of Copenhagen, Denmark", "a comma"),
    // The frame says what it is for, and waits until it is scrolled to.
    (
        "frameborder=\"0\" scrolling=\"auto\" allowfullscreen style=\"display: block;margin-left: auto;margin-right: auto;max-width: 100%;\"",
        "title=\"Sign up for the newsletter\" loading=\"lazy\" style=\"display: block; margin: 0 auto; max-width: 100%; border: 0\"",
        "accessible",
    ),
];

/// The seed as the page should have it; each difference is one.
fn seed() -> String {
    let mut seed = fs::read_to_string(project().join("tests/pages/seed.md")).unwrap();
    for (theirs, ours, why) in DIFFERENCES {
        assert!(seed.contains(theirs), "no longer a difference ({why}): {theirs}");
        seed = seed.replace(theirs, ours);
    }
    seed
}

/// The sections of a page: each begins with a heading, the first with the front matter.
fn sections(page: &str) -> Vec<(String, String)> {
    let mut sections = vec![("front matter".to_owned(), String::new())];
    for line in page.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'#').count();
        if matches!(depth, 1 | 3 | 4) {
            sections.push((line.to_owned(), String::new()));
        }
        let section = &mut sections.last_mut().unwrap().1;
        section.push_str(line);
        section.push('\n');
    }
    sections.into_iter().map(|(name, text)| (name, text.trim().to_owned())).collect()
}

fn section(page: &str, start: &str) -> String {
    let found = sections(page).into_iter().find(|(name, _)| name.contains(start));
    found.unwrap_or_else(|| panic!("no section {start}")).1
}

fn page(now: &str) -> String {
    let (status, page, said) = said(&project(), &format!("page --now {now}"));
    assert_eq!((status, said.as_str()), (0, ""));
    page
}

/// A page without the places that links lead to, of which nothing is seen, and their names.
fn without_places(page: &str) -> (String, Vec<String>) {
    let mut parts = page.split("<a id=\"");
    let (mut rest, mut names) = (parts.next().unwrap().to_owned(), vec![]);
    for part in parts {
        let (name, behind) = part.split_once("\"></a>").unwrap();
        names.push(name.to_owned());
        rest.push_str(behind);
    }
    (rest, names)
}

#[test]
fn calendars_and_feeds_link_to_the_places_of_what_the_page_lists() {
    let talks = ["S01E01", "S01E02", "S01E03", "S02E01", "S02E02", "S02E03"];
    let over = ["S01", talks[0], talks[1], talks[2], "S02", talks[3], talks[4], talks[5]];
    let places = |now| without_places(&page(now)).1;
    let next = ["S03", "S03E01", "S03E03", "S03E02"];
    assert_eq!(places(BEFORE), [&next[..], &over].concat());
    // The recording of S03E03 is not shared, so nothing of it is listed.
    let after = places(AFTER);
    assert_eq!(after, [&over[..], &["S03", "S03E01", "S03E02"]].concat());
    let lists = |places: &[String], links: Vec<String>| {
        assert!(!links.is_empty());
        for link in links {
            assert!(places.iter().any(|place| link.ends_with(&format!("#{place}"))), "{link}");
        }
    };
    let calendar = project_file("feeds/calendar.ics");
    let urls = calendar.lines().filter(|line| line.starts_with("URL:") && line.contains('#'));
    lists(&after, urls.map(str::to_owned).collect());
    let feed: serde_json::Value = serde_json::from_str(&project_file("feeds/videos.json")).unwrap();
    let items = feed["items"].as_array().unwrap().iter();
    lists(&after, items.map(|item| item["url"].as_str().unwrap().to_owned()).collect());
}

#[test]
fn the_page_has_the_seeds_sections_in_the_seeds_order() {
    let names = |page: &str| sections(page).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(names(&without_places(&page(BEFORE)).0), names(&seed()));
}

#[test]
fn before_the_webinar_the_page_says_what_the_seed_says() {
    let (seed, (page, _)) = (seed(), without_places(&page(BEFORE)));
    for part in ["front matter", "# Datasets", "Organizers", "Newsletter"] {
        assert_eq!(section(&page, part), section(&seed, part), "{part}");
    }
    // The links are generated: they lead to the services themselves, not through Zoom's.
    let (links, next): (Vec<_>, Vec<_>) = section(&page, "Next webinar: Rethinking Annotations")
        .lines()
        .map(str::to_owned)
        .partition(|line| line.starts_with("Add to: "));
    let seed = section(&seed, "Next webinar: Rethinking Annotations");
    let expected: Vec<_> = seed.lines().filter(|line| !line.starts_with("Add to: ")).collect();
    assert_eq!(next, expected);
    let [links] = links.as_slice() else { panic!("one line of links") };
    for start in
        ["Add to: [Google Calendar](https://calendar.google.com/", " / [Outlook", " / [Yahoo"]
    {
        assert!(links.contains(start), "{links}");
    }
}

#[test]
fn after_the_webinar_its_recordings_stand_where_the_seed_has_them() {
    let (seed, (page, _)) = (seed(), without_places(&page(AFTER)));
    for part in ["front matter", "# Datasets", "Previous talks", "Organizers", "Newsletter"] {
        assert_eq!(section(&page, part), section(&seed, part), "{part}");
    }
    // The seed still called it the next one.
    assert!(!page.contains("Rethinking Annotations"), "{page}");
    assert!(page.contains("#### The next webinar will be announced here."), "{page}");
}

#[test]
fn the_page_of_all_talks_has_each_with_its_abstract_the_newest_first() {
    let folder = folder(&project_file("events.yaml"));
    run(folder.path(), &format!("build --now {AFTER}"));
    let talks = fs::read_to_string(folder.path().join("feeds/talks.md")).unwrap();
    let headings = talks.lines().filter_map(|line| line.strip_prefix("### <a id=\""));
    let ids: Vec<_> = headings.map(|heading| &heading[..6]).collect();
    assert_eq!(
        ids,
        ["S03E01", "S03E03", "S03E02", "S02E01", "S02E02", "S02E03", "S01E01", "S01E02", "S01E03"]
    );
    for part in [
        "permalink: \"/webinar_talks.html\"",
        "* **[Dr. Thijs Kooi](https://www.thijskooi.com/)** (Lunit, South Korea)",
        "Although techniques like self-supervised pre-training",
        "* [Video](https://www.youtube.com/watch?v=qhAYUfQlYfo): Optimizing annotation cost",
    ] {
        assert!(talks.contains(part), "{part}");
    }
    let withheld = talks.split("### ").find(|part| part.contains("S03E03")).unwrap();
    assert!(!withheld.contains("Video"), "{withheld}");
}

#[test]
fn a_page_is_the_same_on_another_day_until_an_event_has_passed() {
    let folder = folder(&project_file("events.yaml"));
    let pages = |now: &str| {
        run(folder.path(), &format!("build --now {now}"));
        ["index.html", "page.md", "talks.md"]
            .map(|name| fs::read_to_string(folder.path().join("feeds").join(name)).unwrap())
    };
    let first = pages("2023-09-01T12:00:00Z");
    assert_eq!(pages("2023-09-17T12:00:00Z"), first);
    let after = pages(AFTER);
    assert_ne!(after, first);
    assert_eq!(pages("2031-01-01T00:00:00Z"), after);
}

#[test]
fn a_template_beside_the_catalogue_goes_before_the_built_in_one() {
    let folder = folder(&project_file("events.yaml"));
    let templates = folder.path().join("templates");
    fs::create_dir(&templates).unwrap();
    fs::write(templates.join("page.md"), "{% include \"part.md\" %}").unwrap();
    fs::write(templates.join("part.md"), "next: {{ next.title }}\n").unwrap();
    fs::write(templates.join("language.json"), r#"{"words": {"next": "Next seminar"}}"#).unwrap();
    assert!(run(folder.path(), &format!("build --now {BEFORE}")).status.success());
    let file = |name: &str| fs::read_to_string(folder.path().join("feeds").join(name)).unwrap();
    assert_eq!(file("page.md"), "next: Rethinking Annotations\n");
    assert!(file("index.html").contains("Next seminar"));
}

#[test]
fn a_template_that_is_not_there_is_told_as_a_wrong_path() {
    let folder = folder(&project_file("events.yaml"));
    let (status, _, text) = said(folder.path(), "page --template nope.html");
    let help = "check that the path is right";
    let expected =
        format!("error: cannot read `nope.html`: No such file or directory\n  help: {help}\n");
    assert_eq!((status, text), (3, expected));
}

#[test]
fn a_mistake_in_a_template_names_file_line_and_name_and_nothing_is_written() {
    let folder = folder(&project_file("events.yaml"));
    let templates = folder.path().join("templates");
    fs::create_dir(&templates).unwrap();
    for (name, text, reason) in [
        ("page.md", "a\n{{ series.titel }}", "line 2: there is no `series.titel`"),
        ("page.md", "{{ webinar }}", "line 1: there is no `webinar`"),
        ("page.md", "a\n\n{% for %}", "line 3: unexpected end of block, expected in"),
        ("index.html", "{{ words.nxt }}", "line 1: there is no `words.nxt`"),
        // Included, within a loop, by a page that is built in.
        ("index-event.html", "a\n{{ event.titel }}", "line 2: there is no `event.titel`"),
        ("language.json", "{", "EOF while parsing an object at line 1 column 1"),
        ("language.json", r#"{"words": {"nxt": "Next seminar"}}"#, "there is no `words.nxt`"),
        ("language.json", r#"{"formats": {"dya": "{day}"}}"#, "there is no `formats.dya`"),
    ] {
        fs::write(templates.join(name), text).unwrap();
        let (status, _, said) = said(folder.path(), "build");
        let start = format!("error: cannot use `templates/{name}`: {reason}\n  help: ");
        assert!(said.starts_with(&start), "{said}");
        assert_eq!(status, 3);
        assert!(!folder.path().join("feeds/index.html").exists());
        fs::remove_file(templates.join(name)).unwrap();
    }
}

#[test]
fn any_template_can_be_filled_in() {
    let folder = folder(&project_file("events.yaml"));
    fs::write(folder.path().join("next.html"), "<p>{{ next.title }}, {{ next.when.times }}</p>")
        .unwrap();
    let (status, page, _) =
        said(folder.path(), &format!("page --template next.html --now {BEFORE}"));
    assert_eq!(status, 0);
    assert_eq!(page, "<p>Rethinking Annotations, 13:00–14:30 CEST</p>");
    let (status, _, said) = said(folder.path(), "page --template none.html");
    assert_eq!(status, 3);
    assert!(said.starts_with("error: cannot read `none.html`: "), "{said}");
}
