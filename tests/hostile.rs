//! Whatever stands in a catalogue's texts stays text: from the file to every output, each read by a
//! parser that is not ours. The shape of each output must be that of a harmless catalogue's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use proptest::prelude::*;
use seminar::{Catalogue, History, Site};
use serde_json::Value;
use url::Url;

/// A text in YAML's double quotes, with every character that is not plain escaped (YAML 1.2, 5.7).
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A catalogue with one text in every place that holds one.
fn catalogue(text: &str) -> String {
    let text = quoted(text);
    format!(
        "series:
  id: looking-glass
  title: {text}
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
  description: {text}
  funding: {text}
  newsletter: {{note: {text}}}
  organizers: [{{name: {text}, affiliation: {text}, bio: {text}, email: a@example.org}}]
events:
  - id: S03
    title: {text}
    start: 2023-09-18 13:00
    location: {text}
    registration: https://example.org/register
    description: {text}
    tags: [{text}, plain]
    talks:
      - id: S03E01
        title: {text}
        speakers: [{{name: {text}, affiliation: {text}, bio: {text}}}]
        abstract: {text}
        video: {{url: https://youtu.be/qhAYUfQlYfo, title: {text}, published: 2023-09-19}}
"
    )
}

fn site(text: &str) -> Site {
    let catalogue = Catalogue::read("events.yaml", catalogue(text).as_bytes());
    let series = catalogue.series().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics()));
    Site::render(series, &History::default(), &"2023-10-01T12:00:00Z".parse().unwrap())
}

fn file<'a>(site: &'a Site, name: &str) -> &'a str {
    std::str::from_utf8(site.get(name).unwrap()).unwrap()
}

/// The components of a calendar, and the names of their properties.
fn calendar_shape(text: &str) -> Vec<(ICalendarComponentType, Vec<ICalendarProperty>)> {
    let components = ICalendar::parse(text).unwrap().components.into_iter();
    let names = components.map(|component| {
        let names = component.entries.into_iter().map(|entry| entry.name).collect();
        (component.component_type, names)
    });
    names.collect()
}

/// The elements of a document, and the names of their attributes.
fn xml_shape(text: &str) -> Vec<(String, Vec<String>)> {
    let document = roxmltree::Document::parse(text).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let shape = elements.map(|element| {
        let attributes = element.attributes().map(|attribute| attribute.name().to_owned());
        (element.tag_name().name().to_owned(), attributes.collect())
    });
    shape.collect()
}

/// A document with its texts taken out.
fn json_shape(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(key, value)| (key, json_shape(value))).collect())
        }
        Value::Array(array) => Value::Array(array.into_iter().map(json_shape).collect()),
        Value::String(_) => Value::Null,
        other => other,
    }
}

fn json(site: &Site, name: &str) -> Value {
    serde_json::from_str(file(site, name)).unwrap()
}

/// The names of a link's parameters.
fn parameters(url: &Value) -> Vec<String> {
    let url = Url::parse(url.as_str().unwrap()).unwrap();
    url.query_pairs().map(|(name, _)| name.into_owned()).collect()
}

/// Text with all that is used to break out of something.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[\\r\\n\\t\\x00-\\x1f\\x7f-\\x9f;:,\"^\\\\<>&'%{}\\[\\]#=@ ]{1,4}",
        prop::sample::select(vec![
            "]]>",
            "</script><script>alert(1)</script>",
            "\r\nX-EVIL:1",
            "\r\nEND:VEVENT\r\n",
            "\\n\\;\\,",
            "&amp;lt;",
            "<!--",
            "{{ 7 * 7 }}",
            "{% raw %}",
            "\u{2028}\u{2029}\u{85}\u{feff}",
            "e\u{301}\u{323}👩\u{200d}🔬",
            "\u{202e}gnp.exe",
        ])
        .prop_map(str::to_owned),
        "[a-zæøå👀 ]{1,12}",
    ];
    // A letter at each end: an empty text, or one of white space, is refused.
    prop::collection::vec(piece, 0..12).prop_map(|pieces| format!("x{}x", pieces.concat()))
}

/// A text of one line, as the reference says that it is read.
fn one_line(text: &str) -> String {
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    let text: String = text.chars().filter(is_kept).collect();
    let lines = text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_out_of_any_output(text in hostile()) {
        let (harmless, hostile) = (site("harmless"), site(&text));
        prop_assert_eq!(
            harmless.files().keys().collect::<Vec<_>>(),
            hostile.files().keys().collect::<Vec<_>>()
        );
        for name in harmless.files().keys() {
            let (expected, found) = (file(&harmless, name), file(&hostile, name));
            if name.ends_with(".ics") {
                prop_assert_eq!(calendar_shape(expected), calendar_shape(found), "{}", name);
            } else if name.ends_with(".json") {
                let shape = |site| json_shape(json(site, name));
                prop_assert_eq!(shape(&harmless), shape(&hostile), "{}", name);
            } else if name.ends_with(".rss") || name.ends_with(".atom") {
                prop_assert_eq!(xml_shape(expected), xml_shape(found), "{}", name);
            }
            // The pages are for browsers and site generators: see `tests/browser`.
        }
    }

    #[test]
    fn every_text_comes_back_from_json_as_it_was_written(text in hostile()) {
        let series = json(&site(&text), "series.json");
        let (line, event) = (one_line(&text), &series["events"][0]);
        prop_assert_eq!(&series["series"]["title"], &line);
        prop_assert_eq!(&event["title"], &line);
        prop_assert_eq!(&event["location"], &line);
        prop_assert_eq!(&event["tags"][0], &line);
        prop_assert_eq!(&event["talks"][0]["title"], &line);
        prop_assert_eq!(&event["talks"][0]["speakers"][0]["name"], &line);
        prop_assert_eq!(&event["talks"][0]["speakers"][0]["affiliation"], &line);
        prop_assert_eq!(&event["talks"][0]["video"]["title"], &line);
    }

    #[test]
    fn no_text_adds_a_parameter_to_a_link(text in hostile()) {
        let links = |text: &str| json(&site(text), "series.json")["events"][0]["links"].clone();
        let (harmless, hostile) = (links("harmless"), links(&text));
        for (service, url) in harmless.as_object().unwrap() {
            prop_assert_eq!(parameters(url), parameters(&hostile[service]), "{}", service);
        }
    }
}
