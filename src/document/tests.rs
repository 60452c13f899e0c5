use super::*;
use crate::diagnostic::Code;

/// What is read of a catalogue with these events, in parts and as a whole.
fn both_ways(events: &str) -> [(Option<Document>, Vec<Diagnostic>); 2] {
    let series = "series: {id: s, title: S, url: https://example.org, timezone: Rome}\n";
    let source = Source::new("events.yaml", format!("{series}events:\n{events}"));
    let mut reader = Reader::new(source.text());
    let whole = reader.value(&mut yaml::read(&source).expect("YAML"));
    [read(&source, &Progress::unseen()), (whole, reader.diagnostics)]
}

#[test]
fn a_list_in_parts_is_read_as_the_whole_is() {
    let event = |number| match number % 7 {
        3 => format!("- id: S{number}\n  strat: 2023-10-02 13:00\n"),
        5 => format!("- {number}\n"),
        _ => {
            format!("- id: S{number}\n  start: 2023-10-02 13:00\n  talks:\n  - id: S{number}E01\n")
        }
    };
    let [parts, whole] = both_ways(&(0..5000).map(event).collect::<String>());
    assert!(parts.1.len() > 2000);
    assert_eq!(parts.1, whole.1);
    assert_eq!(format!("{:?}", parts.0), format!("{:?}", whole.0));
}

#[test]
fn no_more_mistakes_are_told_of_a_list_in_parts() {
    let [parts, whole] = both_ways(&"- {}\n".repeat(100_000));
    assert_eq!(parts.1.last(), whole.1.last());
    assert_eq!(parts.1.len(), whole.1.len());
    let events = parts.0.and_then(|document| document.events).expect("a list");
    assert!(events.value.len() < 20_000, "{}", events.value.len());
}

#[test]
fn an_address_that_says_where_to_begin_is_left_to_its_author() {
    for (rest, is_mended) in [
        ("", true),
        ("?si=abc&t=42", true),
        ("?t=59s", true),
        ("?start=", true),
        ("?t=60", false),
        ("?t=1830", false),
        ("?si=abc&T=1h2m3s", false),
        ("?start=90", false),
        ("#t=30m", false),
    ] {
        let text =
            format!("events: [{{talks: [{{video: 'https://youtu.be/qhAYUfQlYfo{rest}'}}]}}]");
        let source = Source::new("events.yaml", text);
        let document = read(&source, &Progress::unseen()).0.expect("a document");
        assert_eq!(
            document.uncanonical_videos(source.text()).len(),
            usize::from(is_mended),
            "{rest}"
        );
    }
}

#[test]
fn a_key_that_is_no_text_is_told_once() {
    for key in ["[a]", "~", "{a: b}"] {
        let [(_, told), _] = both_ways(&format!("- id: S1\n  start: TBA\n  ? {key}\n  : b\n"));
        let told: Vec<_> = told.iter().filter(|it| it.code != Code::UnknownZone).collect();
        assert!(matches!(told[..], [Diagnostic { code: Code::WrongType, .. }]), "{told:?}");
    }
}
