use chrono::TimeDelta;

use super::{Comparison, Standing, compare};
use crate::catalogue::Catalogue;
use crate::recordings::{Format, List, Listed, Published};

/// A series with these talks, one event each on 18 September 2023 and the days behind it.
fn talks(talks: &[&str]) -> String {
    let events = talks.iter().enumerate().map(|(at, talk)| {
        format!(
            "  - id: S{:02}\n    start: 2023-09-{} 13:00\n    talks:\n      - {talk}\n",
            at + 1,
            at + 18
        )
    });
    format!(
        "series: {{id: s, title: Our series, url: https://example.org, timezone: Europe/Copenhagen}}\n\
         events:\n{}",
        events.collect::<String>()
    )
}

/// A list of videos: their day in 2023 and their title.
fn list(videos: &[(&str, &str)]) -> List {
    let video = |(at, (day, title)): (usize, &(&str, &str))| Listed {
        url: format!("https://www.youtube.com/watch?v=videoNumb{at:02}").parse().unwrap(),
        title: (*title).to_owned(),
        description: String::new(),
        published: Some(Published::On(format!("2023-{day}").parse().unwrap())),
        duration: Some(TimeDelta::seconds(1800)),
    };
    let videos = videos.iter().enumerate().map(video).collect();
    List { format: Format::YtDlp, title: None, videos, left_out: vec![] }
}

fn compared(catalogue: &str, videos: &[(&str, &str)]) -> Comparison {
    let catalogue = Catalogue::read("events.yaml", catalogue.as_bytes());
    let series = catalogue.series().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics()));
    compare(series, &list(videos), &"2024-12-01T12:00:00Z".parse().unwrap())
}

/// `talk title`, for each video that is taken.
fn taken(catalogue: &str, videos: &[(&str, &str)]) -> Vec<String> {
    let comparison = compared(catalogue, videos);
    let taken = comparison.findings.iter().filter(|it| it.standing == Standing::Clear);
    taken.map(|it| format!("{} {}", it.talk, it.video.title)).collect()
}

/// Why a single video is not taken.
fn doubt(catalogue: &str, video: (&str, &str)) -> String {
    let comparison = compared(catalogue, &[video]);
    match comparison.findings.first().map(|it| &it.standing) {
        Some(Standing::Unclear(doubt)) => doubt.clone().unwrap_or_else(|| "not enough".to_owned()),
        other => panic!("{other:?}"),
    }
}

const TUMORS: &str =
    "{id: S01E01, title: Brain tumor segmentation challenge 2023, speakers: [Dr. Ujjwal Baid]}";
const LESIONS: &str =
    "{id: S02E01, title: Characteristics of skin lesions datasets, speakers: [Colin Fleming]}";

#[test]
fn accents_capitals_plurals_and_slips_make_no_difference() {
    let catalogue = talks(&["{id: S01E01, title: Naïve Bayes for colour images of tumours}"]);
    let title = "NAIVE BAYES: for color image of TUMORS";
    assert_eq!(taken(&catalogue, &[("09-20", title)]), [format!("S01E01 {title}")]);
}

#[test]
fn a_name_counts_in_every_order_and_form() {
    let talk = "{id: S01E01, title: Rethinking the cost of annotation, speakers: [Prof. Amelia Jiménez-Sánchez]}";
    let catalogue = talks(&[talk, LESIONS]);
    for title in [
        "Amelia Jimenez: Rethinking annotation",
        "Jiménez-Sánchez, Amelia - What annotation costs: the cost of rethinking",
        "Rethinking annotation (A. Jiménez-Sánchez)",
        "Rethinking annotation, with Dr. AMELIA SÁNCHEZ",
    ] {
        assert_eq!(taken(&catalogue, &[("09-20", title)]), [format!("S01E01 {title}")]);
    }
    for title in
        ["Amelia on cost", "Amelia Jiménez-Sánchez at the airport", "Amelia Earhart: annotation"]
    {
        assert_eq!(taken(&catalogue, &[("09-20", title)]), [""; 0], "{title}");
    }
}

#[test]
fn what_speaks_against_a_match_is_said() {
    let catalogue = talks(&[TUMORS, LESIONS]);
    for (day, title, said) in [
        ("09-20", "Brain tumor segmentation challenge 2024", "its title has the number `2024`"),
        (
            "09-17",
            "Brain tumor segmentation challenge 2023",
            "it was published on 2023-09-17, before the talk",
        ),
        (
            "09-20",
            "Colin Fleming: Brain tumor segmentation challenge 2023",
            "it names Colin Fleming",
        ),
        (
            "09-20",
            "Brain tumor segmentation challenge 2023 by Maria Rossi",
            "it seems to name somebody else: Maria Rossi",
        ),
        (
            "09-20",
            "S07E01 Brain tumor segmentation challenge 2023",
            "its title has the code of another",
        ),
        ("09-20", "Brain tumor segmentation challenge 2023: trailer", "its title says `trailer`"),
        ("09-20", "Interview with Ujjwal Baid: brain tumors", "its title says `interview`"),
        ("09-20", "Brain tumor segmentation", "not enough"),
        ("09-20", "S01E01", "not enough"),
        ("09-20", "Ujjwal Baid in the lab", "not enough"),
    ] {
        assert_eq!(doubt(&catalogue, (day, title)), said, "{title}");
    }
}

const COMPETITIONS: &str = "{id: S01E01, title: Image analysis and machine learning competitions in dementia, speakers: [Esther Bron]}";

/// What people make of a talk beside its recording; `TALK` is the talk's title.
const BESIDE: [&str; 30] = [
    "TALK - Q&A",
    "TALK (Q & A)",
    "TALK: Q and A",
    "TALK - QA",
    "TALK: questions",
    "TALK - questions and answers",
    "TALK (discussion)",
    "TALK - excerpt",
    "TALK (clip)",
    "TALK - clips",
    "TALK - rehearsal",
    "TALK | Summary",
    "TALK - recap",
    "TALK #shorts",
    "TALK in 5 minutes",
    "TALK, in 30 seconds",
    "TALK reaction",
    "TALK live chat",
    "TALK - trailer",
    "Teaser: TALK",
    "TALK highlights",
    "TALK | panel",
    "TALK interview",
    "TALK - part 2",
    "Introduction to TALK",
    "Introducing Esther Bron - TALK",
    "Esther Bron: TALK - Q&A",
    "S01E01 | Esther Bron: TALK | discussion",
    "Promo TALK",
    "Esther Bron - TALK (short)",
];

#[test]
fn a_video_about_a_talk_is_not_taken_for_the_talk() {
    let catalogue = talks(&[COMPETITIONS, LESIONS]);
    let own = "Image analysis and machine learning competitions in dementia";
    for beside in BESIDE {
        let title = beside.replace("TALK", own);
        let doubt = doubt(&catalogue, ("09-20", &title));
        assert!(doubt.starts_with("its title says `"), "{title}: {doubt}");
        let both = taken(&catalogue, &[("09-20", own), ("09-21", &title)]);
        assert_eq!(both, [format!("S01E01 {own}")], "beside {title}");
    }
}

#[test]
fn what_several_videos_about_talks_have_in_common_is_no_label() {
    let catalogue = talks(&[TUMORS, LESIONS, &COMPETITIONS.replace("S01", "S03")]);
    let titles = [
        ("09-21", "Brain tumor segmentation challenge 2023 | Q&A"),
        ("09-21", "Characteristics of skin lesions datasets | Q&A"),
        ("09-21", "Image analysis and machine learning competitions in dementia | Q&A"),
    ];
    assert_eq!(taken(&catalogue, &titles), [""; 0]);
    // Somebody else's video, and what is about it.
    let titles = [
        ("09-21", "Reading group: Brain tumor segmentation challenge 2023"),
        ("09-22", "Reading group: Brain tumor segmentation challenge 2023 - Q&A"),
        ("09-22", "Reading group: Brain tumor segmentation challenge 2023 highlights"),
        ("09-23", "Reading group: Brain tumor segmentation challenge 2023 in 5 minutes"),
    ];
    assert_eq!(taken(&catalogue, &titles), [""; 0]);
}

#[test]
fn a_main_title_is_enough_where_speaker_and_day_fit() {
    let talk = |id: &str, more: &str| {
        format!(
            "{{id: {id}, title: 'Did You Get What You Paid For? {more}', speakers: [Thijs Kooi]}}"
        )
    };
    let one = talk("S01E01", "Rethinking Annotation Cost of Deep Learning Based Detection systems");
    let catalogue = talks(&[&one, LESIONS]);
    let title = "Thijs Kooi - Did You Get What You Paid For?";
    assert_eq!(taken(&catalogue, &[("09-20", title)]), [format!("S01E01 {title}")]);
    // Without the speaker, without the day, with more or less of it, or with another such talk.
    for (day, title) in [
        ("09-20", "Did You Get What You Paid For?"),
        ("12-20", title),
        ("09-20", "Thijs Kooi - Did You Get What You Paid For in the shop?"),
        ("09-20", "Thijs Kooi - What You Paid For?"),
        ("09-20", "Thijs Kooi - Did You Get What You Paid For? Q&A"),
    ] {
        assert_eq!(taken(&catalogue, &[(day, title)]), [""; 0], "{title}");
    }
    let catalogue = talks(&[&one, &talk("S02E01", "The second year of it")]);
    assert_eq!(taken(&catalogue, &[("09-21", title)]), [""; 0]);
}

#[test]
fn a_talk_may_have_such_a_word_in_its_own_title() {
    for own in [
        "Introduction to segmentation of the brain",
        "Open questions and short answers on fairness",
        "Interviews with annotators: a summary of ten panel discussions",
        "Deep Q learning for image acquisition",
    ] {
        let talk = format!("{{id: S01E01, title: '{own}', speakers: [Esther Bron]}}");
        let catalogue = talks(&[&talk, LESIONS]);
        for title in [own.to_owned(), format!("S01E01 | Esther Bron - {own}")] {
            assert_eq!(taken(&catalogue, &[("09-20", &title)]), [format!("S01E01 {title}")]);
        }
        let again = format!("{own} - discussion, introduction");
        assert!(doubt(&catalogue, ("09-20", &again)).starts_with("its title says `"), "{again}");
    }
}

#[test]
fn what_was_cancelled_or_has_no_day_was_not_recorded() {
    let catalogue = talks(&[TUMORS]);
    let video = ("09-20", "Brain tumor segmentation challenge 2023");
    let cancelled = catalogue.replace("    talks:", "    status: cancelled\n    talks:");
    assert_eq!(doubt(&cancelled, video), "the event was cancelled");
    let open = catalogue.replace("2023-09-18 13:00", "TBA");
    assert_eq!(doubt(&open, video), "the event has no day yet");
}

#[test]
fn a_session_is_not_taken_for_the_talk_that_it_is_named_after() {
    let catalogue = talks(&[&format!("{LESIONS}\n      - {TUMORS}")]);
    let title = "title: Characteristics of skin lesions datasets\n    start";
    let catalogue = catalogue.replace("start", title);
    let session = ("09-20", "S01 | Characteristics of skin lesions datasets");
    assert_eq!(doubt(&catalogue, session), "it may be the whole of S01");
    let title = "S01 | Colin Fleming: Characteristics of skin lesions datasets";
    assert_eq!(taken(&catalogue, &[("09-20", title)]), [format!("S02E01 {title}")]);
}

#[test]
fn two_videos_of_one_talk_are_left_to_the_organiser() {
    let catalogue = talks(&[LESIONS.replace("S02E01", "S01E01").as_str()]);
    let videos = [
        ("09-20", "Characteristics of skin lesions datasets"),
        ("09-21", "Colin Fleming - Characteristics of skin lesions datasets"),
    ];
    let comparison = compared(&catalogue, &videos);
    let doubts: Vec<_> = comparison.findings.iter().map(|it| it.standing.clone()).collect();
    let other =
        |at: usize| Standing::Unclear(Some(format!("`{}` looks much the same", videos[at].1)));
    assert_eq!(doubts, [other(1), other(0)]);
    assert_eq!(comparison.open, ["S01E01"]);
}

#[test]
fn talks_that_are_much_alike_keep_apart() {
    let part = |number: usize, name: &str| {
        format!(
            "{{id: S0{number}E01, title: Annotating images, part {name}, speakers: [Ada Lovelace]}}"
        )
    };
    let catalogue = talks(
        &[&part(1, "I"), &part(2, "II")]
            .map(|it| it.replace(", part", " part"))
            .each_ref()
            .map(String::as_str),
    );
    assert_eq!(
        taken(&catalogue, &[("09-25", "Annotating Images, Part II | Ada Lovelace")]),
        ["S02E01 Annotating Images, Part II | Ada Lovelace"]
    );
    assert_eq!(taken(&catalogue, &[("09-25", "Annotating Images | Ada Lovelace")]), [""; 0]);
    assert_eq!(doubt(&catalogue, ("09-25", "Annotating images, part …")), "not enough");
}

#[test]
fn a_talk_without_a_title_is_known_by_speaker_and_code() {
    let catalogue = talks(&[
        "{id: S01E01, title: TBA, speakers: [Dr. Ada Lovelace]}",
        TUMORS.replace("S01", "S02").as_str(),
    ]);
    let comparison =
        compared(&catalogue, &[("09-20", "S01E01 | Ada Lovelace: Notes by the translator")]);
    let found = &comparison.findings[0];
    assert_eq!((found.talk.as_str(), &found.standing), ("S01E01", &Standing::Clear));
    let addition = found.addition.as_ref().unwrap();
    assert_eq!(addition.title.as_deref(), Some("Notes by the translator"));
    assert_eq!(addition.duration.as_deref(), Some("30m"));
    assert_eq!(doubt(&catalogue, ("09-20", "Ada Lovelace: Notes by the translator")), "not enough");
}

#[test]
fn what_all_titles_of_a_list_have_is_no_part_of_any() {
    let catalogue = talks(&[TUMORS, LESIONS]);
    let titles = [
        ("09-20", "Pioneer Centre | Brain tumor segmentation challenge 2023"),
        ("09-20", "Pioneer Centre | Characteristics of skin lesions datasets"),
        ("09-20", "Pioneer Centre | Something else"),
    ];
    assert_eq!(taken(&catalogue, &titles).len(), 2);
    assert_eq!(
        doubt(&catalogue, titles[0]),
        "it seems to name somebody else: Pioneer Centre",
        "in a list of its own it may be a name"
    );
}

#[test]
fn ids_of_any_form_are_codes() {
    let catalogue = talks(&["{id: journal-club-17, title: TBA, speakers: [Ada Lovelace]}"]);
    let title = "Journal Club 17: Ada Lovelace about notes";
    assert_eq!(taken(&catalogue, &[("09-20", title)]), [format!("journal-club-17 {title}")]);
}

#[test]
fn the_own_title_of_a_recording_is_what_is_left_of_it() {
    let talk = "{id: S01E01, title: What do labels cost?, speakers: [{name: Dr. Ada Lovelace, affiliation: 'ITU, Denmark'}]}";
    let own_title = |title: &str| {
        let comparison = compared(&talks(&[talk]), &[("09-20", title)]);
        let found = &comparison.findings[0];
        assert_eq!(found.standing, Standing::Clear, "{title}");
        found.addition.as_ref().unwrap().title.clone()
    };
    assert_eq!(own_title("S01E01 - Ada Lovelace: What Do Labels Cost"), None);
    assert_eq!(
        own_title("S01E01 | Ada Lovelace (ITU, Denmark) – The price of labels: a study | Webinar"),
        Some("The price of labels: a study".to_owned())
    );
}
