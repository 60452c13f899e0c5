//! What a run shows, and what it writes into the author's file.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use seminar::Catalogue;

use super::common::{files, folder, project_file, said, seminar};
use super::matching::unlinked;
use super::youtube::{Entry, entries, feed, recordings};

/// A folder with a catalogue and a list.
fn with_list(catalogue: &str, entries: &[Entry]) -> tempfile::TempDir {
    let folder = folder(catalogue);
    fs::write(folder.path().join("list.xml"), feed(entries)).unwrap();
    folder
}

fn catalogue(folder: &Path) -> String {
    String::from_utf8(fs::read(folder.join("events.yaml")).unwrap()).unwrap()
}

/// The lines that the newer text has more, if it has all of the older one's.
fn added<'a>(older: &str, newer: &'a str) -> Vec<&'a str> {
    let mut older = older.split_inclusive('\n').peekable();
    let is_new = |line: &&str| older.next_if(|old| old == line).is_none();
    let added = newer.split_inclusive('\n').filter(is_new).collect();
    assert_eq!(older.next(), None, "a line is gone:\n{newer}");
    added
}

#[test]
fn a_dry_run_shows_each_match_with_its_reasons_and_changes_nothing() {
    let mut entries = vec![recordings()[1].1.clone(), recordings()[4].1.clone()];
    entries.push(Entry::new(
        "pYl9bBcQA-X",
        "2023-06-15T12:44:09+00:00",
        "Brain tumor segmentation 2023: day 2",
    ));
    entries.push(Entry::new("pYl9bBcQA-Y", "2023-06-15T12:44:09+00:00", "Our lab in a minute"));
    let folder = with_list(&unlinked(), &entries);
    let before = files(folder.path());
    let (status, data, rest) = said(folder.path(), "videos --feed list.xml");
    assert_eq!(
        data,
        "\
S02E02  Image analysis and machine learning competitions in dementia
  100 %  Esther Bron: Image analysis and machine learning competitions in dementia
         title 100 %, speaker named, published 10 days after the talk
         + url: https://www.youtube.com/watch?v=pYl9bBcQA-M
         + published: 2023-06-15

S02E03?  Brain tumor segmentation challenge 2023
   70 %  Brain tumor segmentation 2023: day 2
         title 73 %, published 10 days after the talk; not enough to be sure
         if it is: video: https://www.youtube.com/watch?v=pYl9bBcQA-X

S03E01  Did You Get What You Paid For? Rethinking Annotation Cost of Deep Learning Based Computer \
Aided Detection systems
   78 %  Optimizing annotation cost for AI based medical image analysis
         title 31 %, speaker named in the text below it, published 1 day after the talk
         + url: https://www.youtube.com/watch?v=qhAYUfQlYfo
         + title: Optimizing annotation cost for AI based medical image analysis
         + published: 2023-09-19
"
    );
    assert_eq!(
        rest,
        "\
4 videos: 2 found, 1 doubtful, 1 of no talk
still without a recording: S01E01, S01E02, S01E03, S02E01, S02E03, S03E02
next: `seminar videos --feed list.xml --write` writes what has a `+`
"
    );
    assert_eq!(status, 0);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn what_is_found_is_written_and_nothing_else_changes() {
    // As its authors keep it, with Windows' line ends.
    let before =
        unlinked().replace('\n', "\r\n").replace("    talks:\r", "    talks:  # in order\r");
    let folder = with_list(&before, &entries());
    let (status, _, rest) = said(folder.path(), "videos --feed list.xml --write");
    assert_eq!(status, 0, "{rest}");
    assert!(
        rest.ends_with(
            "events.yaml: 8 recordings written\nnext: look at the difference, then `seminar build`\n"
        ),
        "{rest}"
    );
    let after = catalogue(folder.path());
    let added = added(&before, &after);
    let number = |key: &str| added.iter().filter(|line| line.trim().starts_with(key)).count();
    assert_eq!(
        (number("video:"), number("url:"), number("published:"), number("title:")),
        (8, 8, 8, 1)
    );
    assert_eq!(added.len(), 25, "{added:?}");
    assert!(added.iter().all(|line| line.ends_with("\r\n")));
    // It says what the project's own catalogue says, and nothing is wrong with it.
    let own = Catalogue::read("events.yaml", project_file("events.yaml").as_bytes());
    let found = Catalogue::read("events.yaml", after.as_bytes());
    assert_eq!(found.series().unwrap(), own.series().unwrap());
    assert_eq!(said(folder.path(), "check --strict").0, 0);
    // A second run finds nothing to do.
    let (status, data, rest) = said(folder.path(), "videos --feed list.xml --write");
    assert_eq!((status, data.as_str()), (0, "\n".trim_start()));
    assert!(rest.contains("8 linked already"), "{rest}");
    assert!(rest.ends_with("nothing to write\n"), "{rest}");
    assert_eq!(catalogue(folder.path()), after);
}

#[test]
fn a_talk_whose_speakers_did_not_agree_is_pointed_out_and_never_linked() {
    for title in [
        "Annotation Label Reliability and Pathology Detection in Publicly Available Chest X-ray Datasets",
        "S03E03 | Annotation label reliability",
        "Cathrine Damgaard: Annotation Label Reliability in Chest X-ray datasets",
        "Trine Naja Eriksen & Cathrine Damgaard on pathology detection",
        "ANNOTATION LABEL RELIABILITY AND PATHOLOGY DETECTION IN PUBLICLY AVAIL…",
    ] {
        let entry = Entry::new("_RlcKW0sZ8X", "2023-09-19T08:00:00+00:00", title);
        let folder = with_list(&unlinked(), &[entry]);
        let before = files(folder.path());
        let (status, data, rest) = said(folder.path(), "videos --quiet --feed list.xml --write");
        assert_eq!((status, data.as_str()), (0, ""), "{title}");
        let start = format!(
            "warning: `{title}` (https://www.youtube.com/watch?v=_RlcKW0sZ8X) looks like S03E03"
        );
        assert!(rest.starts_with(&start), "{rest}");
        assert!(rest.contains("help: if it is, take it offline"), "{rest}");
        assert_eq!(files(folder.path()), before, "{title}");
    }
}

/// The project's catalogue with one recording, written like this.
fn with_video(talk: &str, video: &str) -> String {
    let text = unlinked();
    let start = text.find(&format!("- id: {talk}\n")).unwrap();
    let end = text[start..].find("        speakers:").unwrap() + start;
    format!("{}{video}{}", &text[..end], &text[end..])
}

#[test]
fn what_is_linked_already_only_gets_what_it_lacks() {
    let list = r#"{"url": "https://www.youtube.com/watch?v=qhAYUfQlYfo", "title": "Thijs Kooi: Optimizing annotation cost", "timestamp": 1695113740, "duration": 1694}"#;
    let written = |video: &str| {
        let before = with_video("S03E01", video);
        let folder = folder(&before);
        fs::write(folder.path().join("list.json"), list).unwrap();
        let (status, _, rest) = said(folder.path(), "videos --feed list.json --write");
        assert_eq!(status, 0, "{rest}");
        let after = catalogue(folder.path());
        let added = after.lines().filter(|line| !before.lines().any(|old| old == *line));
        added.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    // Under any address that means the same, with its comment.
    assert_eq!(
        written("        video: https://youtu.be/qhAYUfQlYfo?t=3 # the recording\n"),
        [
            "video:",
            "url: https://youtu.be/qhAYUfQlYfo?t=3 # the recording",
            "title: Optimizing annotation cost",
            "published: 2023-09-19",
            "duration: 28m14s"
        ]
    );
    let full = "        video:\n          url: https://youtu.be/qhAYUfQlYfo\n          published: \
                2023-09-25\n          title: Ours\n          duration: 28m\n";
    assert_eq!(written(full), [""; 0]);
    assert_eq!(written(&full.replace("          duration: 28m\n", "")), ["duration: 28m14s"]);
}

#[test]
fn a_talk_that_has_another_recording_keeps_it() {
    let before = with_video("S02E01", "        video: https://vimeo.com/836512345\n");
    let folder = with_list(&before, &[recordings()[5].1.clone()]);
    let (status, data, rest) = said(folder.path(), "videos --feed list.xml --write");
    assert_eq!(status, 0);
    assert!(data.contains("left alone: the talk has https://vimeo.com/836512345"), "{data}");
    assert!(data.contains("this one is https://www.youtube.com/watch?v=2sbWrXO6gAc"), "{data}");
    assert!(rest.contains("1 of a talk that has another"), "{rest}");
    assert_eq!(catalogue(folder.path()), before);
}

#[test]
fn what_cannot_be_written_leaves_the_file_as_it_is() {
    // What is added to the one recording would be said of the other one too.
    let text = with_video("S02E02", "        video: *this\n");
    let anchored = "        video: &this {url: https://youtu.be/2sbWrXO6gAc}\n";
    let start = text.find("- id: S02E01\n").unwrap();
    let end = text[start..].find("        speakers:").unwrap() + start;
    let before = format!("{}{anchored}{}", &text[..end], &text[end..]);
    let folder = with_list(&before, &entries());
    let (status, _, rest) = said(folder.path(), "videos --feed list.xml --write");
    assert_eq!(status, 1, "{rest}");
    assert!(
        rest.contains(
            "error: events.yaml: the recording cannot be written without touching anything else; \
             nothing was written\n  help: write it yourself at line "
        ),
        "{rest}"
    );
    assert!(rest.contains("\n          published: 2023-06-15\n"), "{rest}");
    assert_eq!(catalogue(folder.path()), before);
}

#[test]
fn a_list_comes_from_standard_input_too() {
    let folder = folder(&unlinked());
    let mut command = seminar(folder.path());
    command.args(["videos", "--feed", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(feed(&entries()).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let rest = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && rest.contains("15 videos: 8 found"), "{rest}");
    assert!(rest.contains("next: `seminar videos --feed - --write`"), "{rest}");
}

#[test]
fn the_way_to_older_videos_is_told_while_a_talk_is_without() {
    let more = (0..7).map(|number| {
        let id: &str = Box::leak(format!("newerVideo{number}").into_boxed_str());
        Entry::new(id, "2024-01-01T00:00:00+00:00", &format!("Something else {number}"))
    });
    let folder =
        with_list(&unlinked(), &entries().into_iter().skip(7).chain(more).collect::<Vec<_>>());
    let (_, _, rest) = said(folder.path(), "videos --feed list.xml");
    assert!(rest.contains("still without a recording: S01E02, S03E01, S03E02\n"), "{rest}");
    let way = "YouTube's feed has the newest 15 videos alone; for older ones:\n  yt-dlp --flat-playlist \
               --dump-json 'https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y' \
               | seminar videos --feed -\n";
    assert!(rest.contains(way), "{rest}");
    let (_, _, rest) = said(with_list(&unlinked(), &entries()).path(), "videos --feed list.xml");
    assert!(!rest.contains("yt-dlp"), "{rest}");
}

#[test]
fn without_a_list_the_next_step_is_told() {
    let told = |playlist: &str| {
        let line = "  playlist: https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y\n";
        let text = unlinked();
        assert!(text.contains(line));
        let folder = folder(&text.replace(line, playlist));
        let (status, data, rest) = said(folder.path(), "videos");
        assert_eq!((status, data.as_str()), (2, ""), "{rest}");
        rest
    };
    assert!(
        told("").contains("help: add `playlist` to the series, or pass a list with `--feed FILE`")
    );
    let rest = told("  playlist: https://vimeo.com/showcase/123456\n");
    assert!(rest.contains("pass the feed: on Vimeo"), "{rest}");
    let rest = told("  playlist: https://www.youtube.com/@purrlab\n");
    assert!(rest.contains("pass `--feed https://www.youtube.com/channel/ID`"), "{rest}");
}

#[test]
fn each_broken_list_is_told_with_its_place_and_nothing_is_written() {
    for (list, place, message) in [
        ("", "1:1", "the list is empty"),
        ("<html>", "1:1", "this is a web page, not a list of videos"),
        ("<rss>\n<channel>", "2:10", "the feed ends in the middle: `<channel>` is not closed"),
        ("<rss>\n<a></b></rss>", "2:4", "this is not XML: "),
        ("{\"url\": 1}", "1:", "this is not what yt-dlp prints: "),
        ("BEGIN:VCALENDAR", "1:1", "this is neither a feed nor the JSON of yt-dlp"),
    ] {
        let folder = folder(&unlinked());
        fs::write(folder.path().join("list"), list).unwrap();
        let before = files(folder.path());
        let (status, data, rest) = said(folder.path(), "videos --feed list --write");
        assert_eq!((status, data.as_str()), (1, ""), "{rest}");
        assert!(rest.starts_with(&format!("error: {message}")), "{rest}");
        assert!(rest.contains(&format!("\n  --> list:{place}")), "{rest}");
        assert!(rest.contains("\n  help: "), "{rest}");
        assert_eq!(files(folder.path()), before);
    }
    let folder = folder(&unlinked());
    let (status, _, rest) = said(folder.path(), "videos --feed no-such-list");
    assert_eq!(status, 3);
    assert!(
        rest.starts_with("error: cannot read `no-such-list`: No such file or directory\n"),
        "{rest}"
    );
}

#[test]
fn a_catalogue_with_a_mistake_is_told_before_anything_is_fetched() {
    let folder = folder(&unlinked().replace("Europe/Copenhagen", "CET"));
    let (status, _, rest) = said(folder.path(), "videos --feed http://127.0.0.1:1/");
    assert_eq!(status, 1);
    assert!(rest.contains("events.yaml:"), "{rest}");
}
