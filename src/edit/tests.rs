//! What a change touches, and what it must not.

use super::*;
use crate::draft::PersonDraft;

const HEAD: &str = "# Ours\nseries: {id: s, title: S, url: https://example.org/, timezone: \
                    Europe/Rome}  # flow\n\n";

fn video() -> VideoDraft {
    VideoDraft {
        url: "https://youtu.be/qhAYUfQlYfo".into(),
        title: Some("A talk, recorded".into()),
        published: Some("2023-09-19".into()),
        duration: None,
    }
}

fn event() -> EventDraft {
    EventDraft {
        id: Some("S09".into()),
        title: Some("Nine, ten".into()),
        start: Some("2023-09-18 13:00".into()),
        talks: vec![talk()],
        ..EventDraft::default()
    }
}

fn set_video(text: &str, talk: &str, video: &VideoDraft) -> Result<String, Refused> {
    set_videos(text, [(talk, video)])
}

fn talk() -> TalkDraft {
    TalkDraft {
        id: Some("S09E01".into()),
        speakers: vec![PersonDraft {
            name: "Ada".into(),
            affiliation: Some("ITU".into()),
            ..PersonDraft::default()
        }],
        ..TalkDraft::default()
    }
}

/// Makes a change in the lines below [`HEAD`], with both line ends, and without the last of them.
fn assert_made(before: &str, after: &str, make: impl Fn(&str) -> Result<String, Refused>) {
    for end in ["\n", "\r\n"] {
        for last in [end, ""] {
            let text = |lines: &str| {
                let lines = format!("{HEAD}{}", lines.trim_end_matches('\n'));
                format!("{}{last}", lines.replace('\n', end))
            };
            let made = make(&text(before)).unwrap_or_else(|refused| panic!("{refused}\n{before}"));
            assert_eq!(made, text(after), "{before}");
        }
    }
}

fn assert_video(before: &str, after: &str) {
    assert_made(before, after, |text| set_video(text, "S01E01", &video()));
}

fn assert_event(before: &str, after: &str) {
    assert_made(before, after, |text| add_event(text, &event()));
}

fn assert_talk(before: &str, after: &str) {
    assert_made(before, after, |text| add_talk(text, "S01", &talk()));
}

const TALK: &str = "events:\n  - id: S01 # one\n    start: TBA\n    talks:\n      - id: S01E01\n";
const VIDEO: &str = "        video:\n          url: https://youtu.be/qhAYUfQlYfo\n          title: \
                     A talk, recorded\n          published: 2023-09-19\n";

#[test]
fn a_recording_is_added_to_a_talk_without_one() {
    assert_video(TALK, &format!("{TALK}{VIDEO}"));
    let rest = "        # to come\n\n      # the second\n      - id: S01E02\n    # a tail\n";
    let (own, other) = rest.split_at(rest.find("\n\n").unwrap() + 1);
    assert_video(&format!("{TALK}{rest}"), &format!("{TALK}{own}{VIDEO}{other}"));
    for empty in ["video:", "video: ~", "video:   null"] {
        let before = format!("{TALK}        {empty} # soon\n        # later\n        title: 'x'\n");
        let after = VIDEO.replace("video:\n", "video: # soon\n");
        assert_video(&before, &format!("{TALK}{after}        # later\n        title: 'x'\n"));
    }
    assert_video(
        &format!("{TALK}        abstract: |\n          one\n\n          # two\n"),
        &format!("{TALK}        abstract: |\n          one\n\n          # two\n{VIDEO}"),
    );
}

#[test]
fn an_address_alone_becomes_a_mapping_and_keeps_its_comment() {
    for url in ["https://youtu.be/qhAYUfQlYfo", "'https://www.youtube.com/watch?v=qhAYUfQlYfo'"] {
        let before = format!("{TALK}        video:  {url}  # ours\n        title: \"x\"\n");
        let after = VIDEO.replace("https://youtu.be/qhAYUfQlYfo", &format!("{url}  # ours"));
        assert_video(&before, &format!("{TALK}{after}        title: \"x\"\n"));
    }
    let before = format!("{TALK}        video: https://vimeo.com/1\n");
    assert_video(&before, &format!("{TALK}{VIDEO}"));
    let before = format!("{TALK}        video:\n          https://vimeo.com/1 # old\n");
    assert_video(&before, &format!("{TALK}{}", VIDEO.replacen("Yfo\n", "Yfo # old\n", 1)));
}

#[test]
fn a_mapping_is_changed_key_by_key() {
    let before = "        video:  # here\n          published: 2023-09-18 # a guess\n          \
                  # its address\n          url: 'https://youtu.be/qhAYUfQlYfo?t=1'\n          \
                  duration: 1h\n";
    let after = before.replace("-18", "-19") + "          title: A talk, recorded\n";
    assert_video(&format!("{TALK}{before}"), &format!("{TALK}{after}"));
    let other = before.replace("qhAY", "xxxx");
    let after = "        video:  # here\n          published: 2023-09-19 # a guess\n          # its \
                 address\n          url: https://youtu.be/qhAYUfQlYfo\n          title: A talk, \
                 recorded\n";
    assert_video(&format!("{TALK}{other}"), &format!("{TALK}{after}"));
}

#[test]
fn a_talk_between_brackets_gets_its_recording_there() {
    let video = "video: {url: https://youtu.be/qhAYUfQlYfo, title: \"A talk, recorded\", \
                 published: 2023-09-19}";
    let at = |talk: &str| format!("events:\n- id: S01\n  talks:\n  - {talk}\n");
    for (before, after) in [
        ("{id: S01E01} # x", format!("{{id: S01E01, {video}}} # x")),
        ("{id: S01E01, title: \"}\",}", format!("{{id: S01E01, title: \"}}\", {video},}}")),
        ("{id: S01E01, video: , title: x}", format!("{{id: S01E01, {video}, title: x}}")),
        (
            "{ video: 'https://youtu.be/qhAYUfQlYfo', id: S01E01 }",
            format!(
                "{{ {}, id: S01E01 }}",
                video.replace("https://youtu.be/qhAYUfQlYfo", "'https://youtu.be/qhAYUfQlYfo'")
            ),
        ),
        (
            "{id: S01E01, video: {url: https://vimeo.com/1, duration: 1h}}",
            format!("{{id: S01E01, {video}}}"),
        ),
        (
            "{id: S01E01, video: {url: https://youtu.be/qhAYUfQlYfo }}",
            format!("{{id: S01E01, {} }}}}", &video[..video.len() - 1]),
        ),
        (
            "{\n      id: S01E01, # x\n      title: y  # z\n    }",
            format!("{{\n      id: S01E01, # x\n      title: y,  # z\n      {video}\n    }}"),
        ),
    ] {
        assert_video(&at(before), &at(&after));
    }
}

#[test]
fn what_is_said_already_is_left_as_it_is() {
    let same = VideoDraft { url: "https://youtu.be/qhAYUfQlYfo".into(), ..VideoDraft::default() };
    for video in [
        "video: https://www.youtube.com/watch?v=qhAYUfQlYfo&t=3",
        "video: {url: \"https://youtu.be/qhAYUfQlYfo\", title: x}",
    ] {
        let text = format!("{HEAD}{TALK}        {video}\n");
        assert_eq!(set_video(&text, "s01e01", &same), Ok(text));
    }
    let text = format!("{HEAD}{TALK}        video: https://vimeo.com/1 # x\n");
    let made = set_video(&text, "S01E01", &same);
    assert_eq!(made, Ok(text.replace("vimeo.com/1", "youtu.be/qhAYUfQlYfo")));
}

const EVENT: &str = "  - id: S09\n    title: Nine, ten\n    start: 2023-09-18 13:00\n    talks:\n      \
                     - id: S09E01\n        speakers:\n          - name: Ada\n            \
                     affiliation: ITU\n";

#[test]
fn an_event_is_added_below_the_last_one() {
    assert_event(TALK, &format!("{TALK}\n{EVENT}"));
    let close = "  - id: S02\n    start: TBA\n";
    assert_event(&format!("{TALK}{close}"), &format!("{TALK}{close}{EVENT}"));
    let apart = format!("{TALK}\n  # two\n{close}    # done\n");
    let rest = "  # - id: S03\n\n# the end\nother: 1\n";
    assert_event(&format!("{apart}{rest}"), &format!("{apart}\n{EVENT}{rest}"));
    assert_event(
        "events:\n  - id: S01\n    start: TBA\n    description: |+\n      x\n\n",
        &format!("events:\n  - id: S01\n    start: TBA\n    description: |+\n      x\n\n{EVENT}"),
    );
}

#[test]
fn the_first_event_is_added_where_there_is_none() {
    let after = format!("events: # none\n{EVENT}");
    for empty in
        ["events: # none", "events: [] # none", "events:   [  ] # none", "events: ~ # none"]
    {
        assert_event(&format!("{empty}\n"), &after);
        assert_event(
            &format!("{empty}\n  # soon\n\nother: x\n"),
            &after.replace("none\n", "none\n  # soon\n").replace("ITU\n", "ITU\n\nother: x\n"),
        );
    }
}

#[test]
fn an_event_is_added_between_brackets() {
    let event = "{id: S09, title: \"Nine, ten\", start: 2023-09-18 13:00, talks: [{id: S09E01, \
                 speakers: [{name: Ada, affiliation: ITU}]}]}";
    for (before, after) in [
        ("[{id: S01, start: TBA}] # x", format!("[{{id: S01, start: TBA}}, {event}] # x")),
        (
            "[ # x\n  {id: S01, start: TBA}, # y\n  # z\n  ]",
            format!("[ # x\n  {{id: S01, start: TBA}}, # y\n  {event},\n  # z\n  ]"),
        ),
        (
            "[ # x\n  {id: S01, start: TBA} # y\n  ]",
            format!("[ # x\n  {{id: S01, start: TBA}}, # y\n  {event}\n  ]"),
        ),
        ("[ # x\n  ]", format!("[ # x\n  {event}]")),
    ] {
        assert_event(&format!("events: {before}\n"), &format!("events: {after}\n"));
    }
    let made = add_event("{series: {id: s}, events: []}", &super::tests::event());
    assert_eq!(made, Ok(format!("{{series: {{id: s}}, events: [{event}]}}")));
}

#[test]
fn the_authors_indentation_is_taken_over() {
    assert_event(
        "events:\n-   id: S01\n    talks:\n    -   id: S01E01\n        video:\n            url: https://a.b\n",
        "events:\n-   id: S01\n    talks:\n    -   id: S01E01\n        video:\n            url: https://a.b\n\n-   id: S09\n    title: Nine, ten\n    start: 2023-09-18 13:00\n    \
         talks:\n    -   id: S09E01\n        speakers:\n        -   name: Ada\n            affiliation: ITU\n",
    );
}

#[test]
fn a_talk_is_added_to_its_event() {
    let talk = "      - id: S09E01\n        speakers:\n          - name: Ada\n            \
                affiliation: ITU\n";
    let next = "\n  - id: S02\n    start: TBA\n";
    assert_talk(
        &format!("{TALK}        # of it\n    # tail\n{next}"),
        &format!("{TALK}        # of it\n{talk}    # tail\n{next}"),
    );
    let none = "events:\n  - id: S01\n    start: TBA # soon\n";
    assert_talk(&format!("{none}{next}"), &format!("{none}    talks:\n{talk}{next}"));
    assert_talk(
        &format!("{none}    talks: [] # x\n    title: y\n"),
        &format!("{none}    talks: # x\n{talk}    title: y\n"),
    );
    assert_talk(
        "events: [{id: S01, start: TBA}]\n",
        "events: [{id: S01, start: TBA, talks: [{id: S09E01, speakers: [{name: Ada, affiliation: ITU}]}]}]\n",
    );
    assert_talk(
        "events:\n- {id: S01, start: TBA, talks: [{id: x}]}\n",
        "events:\n- {id: S01, start: TBA, talks: [{id: x}, {id: S09E01, speakers: [{name: Ada, affiliation: ITU}]}]}\n",
    );
}

#[test]
fn what_cannot_be_changed_alone_is_left_to_the_author() {
    let text = format!(
        "{HEAD}events:\n  - id: S01\n    talks: &both\n      - id: S01E01\n  - id: S02\n    talks: *both\n"
    );
    let refused = set_video(&text, "S01E01", &video()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the recording cannot be written without touching anything else"
    );
    assert_eq!(refused.help(), "write it yourself at line 7, in the manner of the lines around it");
    assert_eq!(refused.block(), Some(VIDEO));
    let refused = add_talk(&text, "S02", &talk()).unwrap_err();
    assert_eq!(refused.help(), "write it yourself at line 8, in the manner of the lines around it");
    assert!(refused.block().unwrap().starts_with("      - id: S09E01\n"));
    let withheld = format!("{HEAD}{TALK}        recording: none\n");
    let refused = set_video(&withheld, "S01E01", &video()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`S01E01` says `recording: none`: nothing of it may be published"
    );
    let refused = add_talk(&text, "S03", &talk()).unwrap_err();
    assert_eq!(refused.to_string(), "there is no event `S03`");
    let refused = add_event("events: {}", &event()).unwrap_err();
    assert_eq!(refused.block(), Some(EVENT));
    let refused = add_event("events: [", &event()).unwrap_err();
    assert_eq!(refused.to_string(), "the catalogue cannot be read");
}

/// A catalogue with this many events of a talk each, and a recording for each.
fn many(number: usize) -> (String, Vec<(String, VideoDraft)>) {
    let event = |at| {
        format!("  - id: S{at}\n    talks:\n      - id: T{at}\n        title: A talk # {at}\n")
    };
    let events: String = (0..number).map(event).collect();
    let video = |at| {
        (format!("T{at}"), VideoDraft { url: format!("https://youtu.be/{at:011}"), ..video() })
    };
    (format!("{HEAD}events:\n{events}"), (0..number).rev().map(video).collect())
}

#[test]
fn the_recordings_of_many_talks_are_set_as_one_after_the_other() {
    let (text, videos) = many(9);
    let videos = videos.iter().map(|(talk, video)| (talk.as_str(), video));
    let one_by_one =
        videos.clone().try_fold(text.clone(), |text, it| set_videos(&text, [it])).unwrap();
    assert_eq!(set_videos(&text, videos).unwrap(), one_by_one);
}

#[test]
fn as_many_recordings_as_there_are_talks_take_one_edit() {
    let (text, videos) = many(600);
    let videos = videos.iter().map(|(talk, video)| (talk.as_str(), video));
    let made = set_videos(&text, videos).unwrap();
    assert_eq!(made.matches("        video:\n").count(), 600);
}

#[test]
fn of_several_recordings_the_first_that_cannot_be_written_is_told() {
    let (text, videos) = many(9);
    let there = "        title: A talk # 4\n";
    // Two talks have one recording, of which one is to say more.
    let text = text
        .replace("# 3\n", "# 3\n        video: &one {url: 'https://youtu.be/00000000003'}\n")
        .replace(there, &format!("{there}        video: *one\n"));
    let others = videos.iter().filter(|(talk, _)| talk != "T4");
    let refused = set_videos(&text, others.map(|(talk, video)| (talk.as_str(), video)));
    assert!(
        refused.clone().unwrap_err().block().unwrap().contains("/00000000003\n"),
        "{refused:?}"
    );
    let twice = [&videos[0], &videos[1], &videos[0]];
    let twice = twice.map(|(talk, video)| (talk.as_str(), video));
    assert!(set_videos(&text, twice).unwrap_err().block().unwrap().contains("/00000000008\n"));
    let unknown = set_videos(&text, [("T1", &video()), ("T0x", &video())]).unwrap_err();
    assert_eq!(unknown.to_string(), "there is no talk `T0x`");
    assert_eq!(set_videos(&text, []), Ok(text));
}
