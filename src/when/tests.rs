//! The grammar of times, form by form and mistake by mistake.

use super::*;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn local(text: &str) -> Written {
    Written::Time(at(text), Qualifier::Local)
}

fn abbreviated(text: &str, abbreviation: &str) -> Written {
    Written::Time(at(text), Qualifier::Abbreviation(abbreviation.to_owned()))
}

fn offset(seconds: i32, may_be_end: bool) -> Qualifier {
    Qualifier::Offset(Offset { utc: FixedOffset::east_opt(seconds).unwrap(), may_be_end })
}

#[test]
fn every_form_of_the_contract_is_read() {
    let day = NaiveDate::from_ymd_opt(2023, 9, 18).unwrap();
    let two = offset(7200, false);
    for (text, expected) in [
        ("2023-09-18 13:00", local("2023-09-18T13:00:00")),
        ("2023-09-18T13:00", local("2023-09-18T13:00:00")),
        ("2023-09-18 13:00:30", local("2023-09-18T13:00:30")),
        ("2023-09-18T13:00:30", local("2023-09-18T13:00:30")),
        ("2023-09-18 13:00 CEST", abbreviated("2023-09-18T13:00:00", "CEST")),
        ("2023-09-18T13:00+02:00", Written::Time(at("2023-09-18T13:00:00"), two.clone())),
        ("2023-09-18 13:00 +0200", Written::Time(at("2023-09-18T13:00:00"), two)),
        ("2023-09-18T11:00Z", Written::Time(at("2023-09-18T11:00:00"), Qualifier::Utc)),
        ("18 September 2023 at 1pm CEST", abbreviated("2023-09-18T13:00:00", "CEST")),
        ("Monday 18 Sep 2023, 13:00", local("2023-09-18T13:00:00")),
        ("Mon, 18 Sept 2023 13:00", local("2023-09-18T13:00:00")),
        ("27th Feb 2023 at 4pm CET", abbreviated("2023-02-27T16:00:00", "CET")),
        ("September 18, 2023 1:30 pm", local("2023-09-18T13:30:00")),
        ("18 September 2023 at 12am", local("2023-09-18T00:00:00")),
        ("18 September 2023 at 12 pm", local("2023-09-18T12:00:00")),
        ("2023-09-18", Written::Day(day)),
        ("18 September 2023", Written::Day(day)),
        ("2023-09", Written::Month(day.with_day(1).unwrap())),
        ("September 2023", Written::Month(day.with_day(1).unwrap())),
        ("TBA", Written::ToBeAnnounced),
        ("to be announced", Written::ToBeAnnounced),
        ("14:30", Written::Hour(NaiveTime::from_hms_opt(14, 30, 0).unwrap(), Qualifier::Local)),
        ("2pm", Written::Hour(NaiveTime::from_hms_opt(14, 0, 0).unwrap(), Qualifier::Local)),
        (
            "2pm CEST",
            Written::Hour(
                NaiveTime::from_hms_opt(14, 0, 0).unwrap(),
                Qualifier::Abbreviation("CEST".to_owned()),
            ),
        ),
    ] {
        assert_eq!(read(text), Ok(expected), "{text}");
    }
}

#[test]
fn an_offset_behind_a_dash_may_be_an_end_but_in_the_forms_of_standards() {
    for (text, may_be_end) in [
        ("2023-09-18 13:00-05", true),
        ("2023-09-18 13:00-0500", true),
        ("2023-09-18 13:00 -05", true),
        ("2023-09-18 13:00 -05:00", true),
        ("2023-09-18 13:00\u{2212}05", true),
        ("2023-09-18T13:00-05", false),
        ("2023-09-18T13:00-05:00", false),
        ("2023-09-18T13:00 -05:00", false),
        ("Mon, 18 Sep 2023 13:00:00 -0500", false),
    ] {
        let expected = Written::Time(at("2023-09-18T13:00:00"), offset(-5 * 3600, may_be_end));
        assert_eq!(read(text), Ok(expected), "{text}");
    }
}

#[test]
fn from_when_to_when_is_no_start() {
    for (stretch, start, end) in [
        ("13:00-14:00", "13:00", "14:00"),
        ("13:00\u{2013}14:00", "13:00", "14:00"),
        ("13:00\u{2013}14", "13:00", "14:00"),
        ("10:00-17", "10:00", "17:00"),
        ("10:00-5", "10:00", "5:00"),
        ("10:00-1530", "10:00", "15:30"),
        ("1pm-2pm", "1pm", "2pm"),
        ("11:30-1pm", "11:30", "1pm"),
    ] {
        let (part, said, help) = mistake(&format!("2023-09-18 {stretch}"));
        assert_eq!((part.as_str(), said), (stretch, format!("`{stretch}` is from when to when")));
        let expected = format!("a start is one time: write `{start}` here, and `end: {end}` below");
        assert_eq!(help, expected);
    }
}

/// The mistake that a text has: the marked part, the message, the help.
fn mistake(text: &str) -> (String, String, String) {
    let Err(mistake) = read(text) else { panic!("{text} is read") };
    (text[mistake.range].to_owned(), mistake.message, mistake.help)
}

#[test]
fn a_mistake_marks_the_part_that_is_wrong() {
    for (text, part, message) in [
        ("2023-02-30 13:00", "2023-02-30", "there is no day `2023-02-30`"),
        ("2023-13-01", "2023-13-01", "there is no day `2023-13-01`"),
        ("31 June 2023", "31 June 2023", "there is no day `31 June 2023`"),
        ("2023-09-18 25:00", "25:00", "no clock shows `25:00`"),
        ("18 Sep 2023 at 13pm", "13pm", "no clock shows `13pm`"),
        ("18 Sep 2023 at 13 pm", "18 Sep 2023 at 13 pm", "no clock shows `18 Sep 2023 at 13 pm`"),
        ("Tuesday 18 Sep 2023, 13:00", "Tuesday", "`18 Sep 2023` is a Monday"),
        ("18 Septembre 2023", "Septembre", "`Septembre` is not part of a time"),
        ("18/09/2023 13:00", "18/09/2023", "`18/09/2023` is not part of a time"),
        ("2023-09-18 13:00 14:00", "14:00", "`14:00` is not part of a time"),
        ("0203-09-18", "0203-09-18", "the year 203 is out of range"),
        ("20230918", "20230918", "`20230918` is not part of a time"),
        ("18 September", "18 September", "`18 September` is not a time"),
        ("2023", "2023", "`2023` is not a time"),
        ("2023-09-18 CEST", "2023-09-18 CEST", "`2023-09-18 CEST` is not a time"),
        ("", "", "`` is not a time"),
    ] {
        let (found, said, _) = mistake(text);
        assert_eq!((found.as_str(), said.as_str()), (part, message), "{text}");
    }
}

#[test]
fn a_mistake_names_the_next_step() {
    assert_eq!(mistake("2023-02-30").2, "February 2023 has 28 days");
    assert!(mistake("09/10/2023").2.ends_with("since `09/10/2023` may be two days"));
    assert_eq!(
        mistake("Tuesday 18 Sep 2023").2,
        "write `Monday`, leave the weekday out, or mend the date"
    );
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = read(&text);
    }

    #[test]
    fn no_likely_text_makes_it_panic(
        words in proptest::collection::vec("[0-9]{1,5}|[0-9:+Zapm-]{1,8}|Mon|May|TBA|CET|at|,", 0..8),
    ) {
        let _ = read(&words.join(" "));
    }
}
