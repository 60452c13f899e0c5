//! Talks on one line, as people write them.

use std::collections::HashMap;

use super::*;
use crate::import::written;

/// Id, speakers, date, title, video and what is left.
fn told(text: &str) -> String {
    let entry = read(&Inline::read(text, &HashMap::new()), Some("2023"));
    let talk = entry.talk;
    let speakers: Vec<_> = talk
        .speakers
        .iter()
        .map(|it| format!("{} ({})", it.name, it.affiliation.as_deref().unwrap_or_default()))
        .collect();
    let date = entry.date.as_ref().map(written).unwrap_or_default();
    let video = talk.video.map(|video| video.url).unwrap_or_default();
    let (id, title) = (talk.id.unwrap_or_default(), talk.title.unwrap_or_default());
    format!("{id}|{}|{date}|{title}|{video}|{}", speakers.join("+"), entry.rest.join("+"))
}

#[test]
fn a_talk_on_one_line_is_read_as_people_write_it() {
    let ada =
        "S01E01|Dr. Ada E. Byron (Lab, Town)|2023-02-27|Data: a tour|https://youtu.be/zLxYUtToXGg|";
    for text in [
        "S01E01 - **[Dr. Ada E. Byron](https://a.b)** (Lab, Town). 27th Feb 2023. **Data: a tour**. [Video](https://youtu.be/zLxYUtToXGg).",
        "S01E01: Dr. Ada E. Byron (Lab, Town), 27 February 2023, \"Data: a tour\" ([Video](https://youtu.be/zLxYUtToXGg))",
        "S01E01 – 27 Feb 2023 – Dr. Ada E. Byron (Lab, Town) – [Data: a tour](https://youtu.be/zLxYUtToXGg)",
        "S01E01 | 2023-02-27 | *Data: a tour* | Dr. Ada E. Byron (Lab, Town) | [Recording](https://youtu.be/zLxYUtToXGg)",
        "S01E01. **Dr. Ada E. Byron** (Lab, Town): Data: a tour (27 Feb). [Video](https://youtu.be/zLxYUtToXGg)",
    ] {
        assert_eq!(told(text), ada, "{text}");
    }
}

#[test]
fn what_a_line_lacks_is_left_out() {
    for (text, expected) in [
        (
            "**[Ada Byron]()** (Lab). 27 Feb 2023. **Data**. [Video]()",
            "|Ada Byron (Lab)|2023-02-27|Data||",
        ),
        ("27 Feb 2023: Ada Byron (Lab)", "|Ada Byron (Lab)|2023-02-27|||"),
        (
            "Ada Byron (Lab) & Bo Li (Lab). **A - B**. 27 Feb 2023.",
            "|Ada Byron (Lab)+Bo Li (Lab)|2023-02-27|A - B||",
        ),
        (
            "Ada Byron (Lab). 27 Feb 2023. Data. And more.",
            "|Ada Byron (Lab)|2023-02-27|Data. And more||",
        ),
        ("**Ada Byron** (Lab). **Data**. Best talk ever", "|Ada Byron (Lab)||Data||Best talk ever"),
        ("Ada Byron (Lab) and Bo Li (Hut), *Data*", "|Ada Byron (Lab)+Bo Li (Hut)||Data||"),
        (
            "27 Feb 2023: Ada Byron, Lab: **Data** ([slides](https://a.b), [video]())",
            "|Ada Byron (Lab)|2023-02-27|Data||",
        ),
        ("", "|||||"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_code_is_one_of_a_talk_or_an_event() {
    for (text, expected) in [
        ("S01E01 - Ada", (Some("S01E01"), "Ada")),
        ("S3: Ada", (Some("S3"), "Ada")),
        ("(S01E01) Ada", (Some("S01E01"), "Ada")),
        ("S01", (Some("S01"), "")),
        ("Ada Byron", (None, "Ada Byron")),
        ("3D vision", (None, "3D vision")),
        ("GPT4-like models", (None, "GPT4-like models")),
        ("GPT4 models", (None, "GPT4 models")),
    ] {
        let (code, behind) = code(text);
        assert_eq!((code, text[behind..].trim()), expected, "{text}");
    }
}

#[test]
fn a_line_of_colons_is_read_as_quickly_as_any() {
    assert!(told(&"a: ".repeat(60_000)).len() > 100_000);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([-*(). :;|\"é]|S01E01|27 Feb 2023|\\[Video\\]\\(a\\)|Ada| and ){0,25}") {
        let _ = told(&text);
    }
}
