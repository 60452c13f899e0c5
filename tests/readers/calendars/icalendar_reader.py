"""Python's icalendar, with recurring-ical-events to expand what it reads."""

from datetime import UTC, datetime

import icalendar
import recurring_ical_events

from entry import Entry, calendar_files, instant, read_each

NAME = "icalendar"
PACKAGE = "icalendar"
EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


def read(folder):
    return read_each(calendar_files(folder), lambda file: entries(file.read_bytes()))


def entries(octets):
    calendar = icalendar.Calendar.from_ical(octets)
    if missing := calendar.get_missing_tzids():
        raise ValueError(f"no VTIMEZONE for {missing}")
    if calendar.errors or any(event.errors for event in calendar.events):
        raise ValueError(f"{calendar.errors}")
    occurrences = recurring_ical_events.of(calendar).between(*EVER)
    if len(occurrences) != len(calendar.events):
        raise ValueError(f"{len(calendar.events)} events occur {len(occurrences)} times")
    return [entry(event) for event in occurrences]


def entry(event):
    start = event["DTSTART"]
    categories = event.get("CATEGORIES")
    return Entry(
        uid=str(event["UID"]),
        start=instant(event.start),
        end=instant(event.end),
        zone=start.params.get("TZID") or zone_without_name(start.dt),
        status=str(event["STATUS"]),
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
        location=str(event.get("LOCATION", "")),
        categories=[str(category) for category in categories.cats] if categories else [],
    )


def zone_without_name(value):
    return "UTC" if isinstance(value, datetime) and value.tzinfo is not None else None
