//! Whatever a catalogue holds, other readers get it back, and nothing of it becomes a property.
//!
//! calcard reads the texts. It reads CATEGORIES and CN in a way of its own (it trims the values of
//! a list, and takes a backslash in a parameter for an escape), so these are read by icalendar,
//! which leaves RFC 6868 to its caller.

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use icalendar::parser;
use proptest::prelude::*;

use super::calendar;
use super::content_line::{cleaned, decode, hostile};
use crate::model::{Series, Text};
use crate::render::text;
use crate::sample;

/// The sample series with a text in every place that holds one.
fn with_text_everywhere(text: &str) -> Series {
    let mut series = sample::series();
    series.title = text.to_owned();
    series.description = Some(raw(text));
    series.color = Some(text.to_owned());
    series.organizers[0].name = text.to_owned();
    series.organizers[0].email = Some(text.to_owned());
    let event = &mut series.events[0];
    event.title = text.to_owned();
    event.location = Some(text.to_owned());
    event.description = Some(raw(text));
    event.join = Some(sample::url("https://example.org/join"));
    event.tags = vec![text.to_owned(), "plain".to_owned(), text.to_owned()];
    event.talks[0].title = Some(text.to_owned());
    event.talks[0].abstract_ = Some(raw(text));
    event.talks[0].speakers[0].name = text.to_owned();
    event.talks[0].speakers[0].affiliation = Some(text.to_owned());
    series
}

/// A text as it would be without Markdown.
fn raw(text: &str) -> Text {
    Text { html: String::new(), plain: text.to_owned(), markdown: String::new() }
}

/// The names of all properties, component by component, as calcard reads them.
fn names(text: &str) -> Vec<(ICalendarComponentType, Vec<ICalendarProperty>)> {
    let read = ICalendar::parse(text).expect("a calendar");
    let names = read.components.into_iter().map(|component| {
        let names = component.entries.into_iter().map(|entry| entry.name).collect();
        (component.component_type, names)
    });
    names.collect()
}

/// A property of the event, as calcard reads it.
fn event_text(read: &ICalendar, property: &ICalendarProperty) -> String {
    let is_event = |kind: &ICalendarComponentType| *kind == ICalendarComponentType::VEvent;
    let event = read.components.iter().find(|component| is_event(&component.component_type));
    let entry = event.and_then(|event| event.property(property)).expect("the property");
    entry.values.first().and_then(|value| value.as_text()).unwrap_or_default().to_owned()
}

proptest! {
    #[test]
    fn texts_come_back_from_calcard_cleaned(text in hostile()) {
        let series = with_text_everywhere(&text);
        let read = ICalendar::parse(calendar(&series)).expect("a calendar");
        let event = &series.events[0];
        let summary = cleaned(&text::summary(&series, event));
        prop_assert_eq!(event_text(&read, &ICalendarProperty::Summary), summary);
        let place = cleaned(&text::place(event));
        prop_assert_eq!(event_text(&read, &ICalendarProperty::Location), place);
        let details = cleaned(&text::details(event));
        prop_assert_eq!(event_text(&read, &ICalendarProperty::Description), details);
    }

    #[test]
    fn tags_and_names_come_back_from_icalendar_cleaned(text in hostile()) {
        let unfolded = parser::unfold(&calendar(&with_text_everywhere(&text)));
        let read = parser::read_calendar(&unfolded).expect("a calendar");
        let event = read.components.iter().find(|component| component.name == "VEVENT");
        let property = |name: &str| {
            let properties = event.into_iter().flat_map(|event| &event.properties);
            properties.into_iter().find(|property| property.name == name).expect("the property")
        };
        let tags = property("CATEGORIES").val.as_str();
        let cleaned_text = cleaned(&text);
        let first = tags.split(",plain,").next().unwrap_or_default().to_owned();
        prop_assert_eq!(parser::ParseString::from(first).unescape_text(), cleaned_text.as_str());
        let organizer = property("ORGANIZER");
        let name = organizer.params.iter().find(|parameter| parameter.key == "CN");
        let name = name.and_then(|name| name.val.as_ref()).map_or("", |name| name.as_str());
        prop_assert_eq!(decode(name.trim_matches('"')), cleaned_text);
    }

    #[test]
    fn no_text_adds_or_hides_a_property(text in hostile()) {
        let harmless = names(&calendar(&with_text_everywhere("harmless")));
        prop_assert_eq!(names(&calendar(&with_text_everywhere(&text))), harmless);
    }
}
