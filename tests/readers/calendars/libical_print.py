"""Prints the entries of calendar files, as libical reads them, with the zones of their
VTIMEZONEs. Runs under Debian's own Python, whose bindings these are."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def entries(text):
    calendar = ICalGLib.Component.new_from_string(text)
    if calendar is None or calendar.count_errors() or "X-LIC-ERROR" in calendar.as_ical_string():
        raise SystemExit("libical finds errors")
    events, event = [], calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while event:
        events.append(entry(calendar, event))
        event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    return events


def entry(calendar, event):
    start = event.get_first_property(ICalGLib.PropertyKind.DTSTART_PROPERTY)
    end = event.get_first_property(ICalGLib.PropertyKind.DTEND_PROPERTY)
    return {
        "uid": event.get_uid(),
        "start": moment(calendar, start, start.get_dtstart()),
        "end": moment(calendar, end, end.get_dtend()),
        "zone": zone_name(start, start.get_dtstart()),
        "status": value(event, ICalGLib.PropertyKind.STATUS_PROPERTY),
        "summary": event.get_summary(),
        "description": event.get_description(),
        "location": event.get_location() or "",
        "categories": categories(event),
    }


def moment(calendar, property, time):
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    if time.is_utc():
        seconds = time.as_timet()
    else:
        zone = calendar.get_timezone(zone_name(property, time))
        if zone is None:
            raise SystemExit(f"no VTIMEZONE for {zone_name(property, time)}")
        seconds = time.as_timet_with_zone(zone)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def zone_name(property, time):
    if time.is_date():
        return None
    return "UTC" if time.is_utc() else property.get_parameter_as_string("TZID")


def value(event, kind):
    property = event.get_first_property(kind)
    return property.get_value_as_string() if property else ""


def categories(event):
    found, property = [], event.get_first_property(ICalGLib.PropertyKind.CATEGORIES_PROPERTY)
    while property:
        found.append(property.get_categories())
        property = event.get_next_property(ICalGLib.PropertyKind.CATEGORIES_PROPERTY)
    return found


files = [Path(file) for file in sys.argv[1:]]
json.dump({file.name: entries(file.read_text("utf-8")) for file in files}, sys.stdout)
