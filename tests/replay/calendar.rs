//! What somebody has who subscribes to the calendar, as two readers find it that are not ours.

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use icalendar::{Calendar, Component};

/// An entry of a calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) sequence: u32,
    pub(crate) created: String,
    /// DTSTAMP; LAST-MODIFIED is the same.
    pub(crate) modified: String,
    pub(crate) status: String,
    /// When, where and whether: DTSTART, DTEND, STATUS and LOCATION with their parameters.
    pub(crate) schedule: String,
    /// Every property but those of the revision.
    pub(crate) content: String,
    /// The bytes between BEGIN:VEVENT and END:VEVENT.
    pub(crate) bytes: String,
}

/// The properties of a revision.
const REVISION: [ICalendarProperty; 3] =
    [ICalendarProperty::Dtstamp, ICalendarProperty::LastModified, ICalendarProperty::Sequence];

const SCHEDULE: [ICalendarProperty; 4] = [
    ICalendarProperty::Dtstart,
    ICalendarProperty::Dtend,
    ICalendarProperty::Status,
    ICalendarProperty::Location,
];

/// The entries of a file by UID; no UID is there twice.
pub(crate) fn entries(text: &str) -> BTreeMap<String, Entry> {
    let by_one: Calendar = text.parse().unwrap();
    let by_other = ICalendar::parse(text).unwrap();
    let is_event = |kind: &ICalendarComponentType| *kind == ICalendarComponentType::VEvent;
    let events = by_other.components.iter().filter(|found| is_event(&found.component_type));
    let bytes = text.split("BEGIN:VEVENT\r\n").skip(1);
    let bytes = bytes.map(|part| part.split_once("END:VEVENT").unwrap().0.to_owned());

    let mut entries = BTreeMap::new();
    for ((one, other), bytes) in by_one.events().zip(events).zip(bytes) {
        let value = |name| one.property_value(name).unwrap().to_owned();
        let only = |wanted: &dyn Fn(&ICalendarProperty) -> bool| {
            let kept: Vec<_> = other.entries.iter().filter(|entry| wanted(&entry.name)).collect();
            format!("{kept:?}")
        };
        assert_eq!(value("DTSTAMP"), value("LAST-MODIFIED"));
        assert_eq!(value("UID"), other.uid().unwrap());
        let entry = Entry {
            sequence: value("SEQUENCE").parse().unwrap(),
            created: value("CREATED"),
            modified: value("DTSTAMP"),
            status: value("STATUS"),
            schedule: only(&|name| SCHEDULE.contains(name)),
            content: only(&|name| !REVISION.contains(name)),
            bytes,
        };
        assert!(entries.insert(value("UID"), entry).is_none(), "a UID is there twice");
    }
    entries
}

/// What a subscriber must never meet, from one poll to the next.
pub(crate) fn check(before: &Entry, after: &Entry, now: &str) {
    assert_eq!(after.created, before.created);
    assert!(after.sequence >= before.sequence, "SEQUENCE falls");
    assert!(after.modified >= before.modified, "DTSTAMP goes back");
    let step = u32::from(after.schedule != before.schedule);
    assert_eq!(after.sequence, before.sequence + step, "SEQUENCE counts what people plan by");
    if after.content == before.content {
        assert_eq!(after.bytes, before.bytes, "an entry that did not change is another one");
    } else {
        assert_eq!(after.modified, now, "an entry changed at another time");
    }
}
