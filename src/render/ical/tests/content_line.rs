//! Content lines: each syntax alone, then what holds for every text.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::super::content_line::ContentLines;

/// The octets of one line, written by its value.
fn written(write: impl FnOnce(&mut ContentLines)) -> String {
    let mut lines = ContentLines::default();
    write(&mut lines);
    String::from_utf8(lines.take_octets()).expect("UTF-8")
}

fn text(value: &str) -> String {
    written(|lines| lines.property("X").text(value))
}

fn parameter(value: &str) -> String {
    written(|lines| lines.property("X").parameter("P", value).value("v"))
}

fn uri(value: &str) -> String {
    written(|lines| lines.property("X").uri(value))
}

/// RFC 5545, 3.1.
fn unfold(lines: &str) -> String {
    lines.replace("\r\n ", "")
}

/// RFC 5545, 3.3.11.
fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some(escaped @ ('\\' | ';' | ',')) => escaped,
                other => panic!("{other:?} is no escape"),
            },
            ';' | ',' => panic!("{character} stands unescaped"),
            plain => plain,
        });
    }
    plain
}

/// RFC 6868, 3.
pub(super) fn decode(parameter: &str) -> String {
    let mut plain = String::new();
    let mut characters = parameter.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '^' => match characters.next() {
                Some('n') => '\n',
                Some('^') => '^',
                Some('\'') => '"',
                other => panic!("{other:?} is no escape"),
            },
            plain => plain,
        });
    }
    plain
}

/// The cleaning that the module promises.
pub(super) fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|c| matches!(c, '\t' | '\n') || !c.is_control()).collect()
}

/// Characters that mean something to iCalendar, that are long in UTF-8, or that end lines.
pub(super) fn hostile() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::sample::select(
            "\r\n\t\0\u{7}\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{9f}\u{2028}\u{2029}\u{feff}\u{301}\\;,:\"^'=n N%"
                .chars().collect::<Vec<_>>()
        ),
        2 => prop::sample::select("é→漢👀🏳️‍🌈ż\u{10ffff}".chars().collect::<Vec<_>>()),
        3 => prop::char::range(' ', '~'),
        1 => any::<char>(),
    ];
    prop::collection::vec(character, 0..300).prop_map(String::from_iter)
}

#[test]
fn text_escapes_what_rfc_5545_names_and_nothing_else() {
    assert_eq!(text(r#"a\b;c,d:e"f'g^h"#), "X:a\\\\b\\;c\\,d:e\"f'g^h\r\n");
}

#[test]
fn every_kind_of_line_break_in_a_text_is_one_escaped_line_feed() {
    assert_eq!(text("a\r\nb\nc\rd\u{2028}e\u{2029}f\r\rg"), "X:a\\nb\\nc\\nd\\ne\\nf\\n\\ng\r\n");
}

#[test]
fn control_characters_are_dropped_but_for_the_tab() {
    assert_eq!(text("a\0b\u{b}c\u{1b}[0m\u{7f}d\u{85}e\u{9f}\tf"), "X:abc[0mde\tf\r\n");
    assert_eq!(parameter("a\0\u{85}b\tc"), "X;P=ab\tc:v\r\n");
}

#[test]
fn neighbours_of_the_control_characters_in_utf_8_stay() {
    let text_of_neighbours = "\u{a0}§»éÂâ“”–…€\u{2027}\u{202a}";
    assert_eq!(text(text_of_neighbours), format!("X:{text_of_neighbours}\r\n"));
}

#[test]
fn a_list_of_texts_separates_with_commas_and_escapes_those_inside() {
    let line = written(|lines| lines.property("CATEGORIES").texts(["a,b", "", "c"]));
    assert_eq!(line, "CATEGORIES:a\\,b,,c\r\n");
}

#[test]
fn a_parameter_is_quoted_only_where_it_must_be() {
    assert_eq!(parameter("Ada Lovelace"), "X;P=Ada Lovelace:v\r\n");
    assert_eq!(parameter("a:b"), "X;P=\"a:b\":v\r\n");
    assert_eq!(parameter("a;b"), "X;P=\"a;b\":v\r\n");
    assert_eq!(parameter("a,b"), "X;P=\"a,b\":v\r\n");
}

#[test]
fn a_parameter_encodes_quotes_carets_and_line_breaks_as_rfc_6868_says() {
    assert_eq!(parameter("a\"b^c\r\nd"), "X;P=a^'b^^c^nd:v\r\n");
    assert_eq!(parameter("x\";ROLE=\"CHAIR"), "X;P=\"x^';ROLE=^'CHAIR\":v\r\n");
}

#[test]
fn a_uri_keeps_its_commas_and_semicolons() {
    assert_eq!(uri("https://e.org/a,b;c?d=%20#e"), "X:https://e.org/a,b;c?d=%20#e\r\n");
}

#[test]
fn nothing_but_ascii_gets_out_of_a_uri() {
    assert_eq!(
        uri("https://e.org/a b\r\nX-EVIL:1\u{85}é"),
        "X:https://e.org/a%20b%0D%0AX-EVIL:1%C2%85%C3%A9\r\n"
    );
}

#[test]
fn dates_and_times_have_all_their_digits() {
    let day = NaiveDate::from_ymd_opt(987, 6, 5).expect("a day");
    let time = day.and_hms_opt(4, 3, 2).expect("a time");
    assert_eq!(written(|lines| lines.property("X").date(day)), "X;VALUE=DATE:09870605\r\n");
    assert_eq!(written(|lines| lines.property("X").local(time)), "X:09870605T040302\r\n");
    assert_eq!(written(|lines| lines.property("X").utc(time.and_utc())), "X:09870605T040302Z\r\n");
}

#[test]
fn a_line_of_75_octets_is_not_folded_and_one_of_76_is() {
    assert_eq!(text(&"a".repeat(73)), format!("X:{}\r\n", "a".repeat(73)));
    assert_eq!(text(&"a".repeat(74)), format!("X:{}\r\n a\r\n", "a".repeat(73)));
    let continued = format!("X:{}\r\n {}\r\n", "a".repeat(73), "a".repeat(74));
    assert_eq!(text(&"a".repeat(147)), continued);
}

#[test]
fn a_fold_never_cuts_a_character() {
    assert_eq!(
        text(&format!("{}👀b", "a".repeat(70))),
        format!("X:{}\r\n 👀b\r\n", "a".repeat(70))
    );
}

#[test]
fn a_fold_never_cuts_an_escape() {
    for (special, escape) in [("\n", "\\n"), (",", "\\,"), (";", "\\;"), ("\\", "\\\\")] {
        let line = text(&format!("{}{special}b", "a".repeat(72)));
        assert_eq!(line, format!("X:{}\r\n {escape}b\r\n", "a".repeat(72)));
    }
    let line = parameter(&format!("{}^b", "a".repeat(70)));
    assert_eq!(line, format!("X;P={}\r\n ^^b:v\r\n", "a".repeat(70)));
    let line = uri(&format!("{} b", "a".repeat(71)));
    assert_eq!(line, format!("X:{}\r\n %20b\r\n", "a".repeat(71)));
}

proptest! {
    #[test]
    fn every_text_comes_back_cleaned(value in hostile()) {
        let line = unfold(&text(&value));
        let value_written = line.strip_prefix("X:").and_then(|line| line.strip_suffix("\r\n"));
        prop_assert_eq!(unescape(value_written.expect("one line")), cleaned(&value));
    }

    #[test]
    fn every_parameter_comes_back_cleaned(value in hostile()) {
        let line = unfold(&parameter(&value));
        let written = line.strip_prefix("X;P=").and_then(|line| line.strip_suffix(":v\r\n"));
        let written = written.expect("one line");
        let bare = match written.strip_prefix('"') {
            Some(quoted) => quoted.strip_suffix('"').expect("a closing quote"),
            None => written,
        };
        prop_assert!(!bare.contains('"'));
        prop_assert!(bare != written || !bare.contains([':', ';', ',']));
        prop_assert_eq!(decode(bare), cleaned(&value));
    }

    #[test]
    fn every_uri_is_one_line_of_ascii(value in hostile()) {
        let line = unfold(&uri(&value));
        let written = line.strip_prefix("X:").and_then(|line| line.strip_suffix("\r\n"));
        prop_assert!(written.expect("one line").bytes().all(|octet| octet.is_ascii_graphic()));
    }

    #[test]
    fn every_line_ends_in_crlf_and_has_at_most_75_octets(value in hostile()) {
        let all = text(&value) + &parameter(&value) + &uri(&value);
        for line in all.strip_suffix("\r\n").expect("a last CRLF").split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(line.chars().all(|c| c == '\t' || !c.is_control()), "{line:?}");
        }
        let separators = all.contains(['\u{2028}', '\u{2029}']);
        prop_assert!(!separators);
    }

    #[test]
    fn folding_is_undone_by_unfolding(words in "[ -~é→👀]{0,400}") {
        let line = written(|lines| lines.property("X").value(&words));
        prop_assert_eq!(unfold(&line), format!("X:{words}\r\n"));
    }
}
