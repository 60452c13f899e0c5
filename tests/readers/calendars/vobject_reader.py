"""vobject, in its strict mode. It makes its zones of the VTIMEZONEs."""

import logging
from datetime import datetime

import vobject

from entry import Entry, calendar_files, instant, read_each

NAME = "vobject"
PACKAGE = "vobject"
# It logs what it also raises.
logging.getLogger().setLevel(logging.CRITICAL)


def read(folder):
    return read_each(calendar_files(folder), lambda file: entries(file.read_bytes().decode()))


def entries(text):
    # It keeps zones by their names from one file to the next.
    vobject.icalendar.__dict__["__tzidMap"].clear()
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return [entry(event) for event in calendar.contents.get("vevent", [])]


def entry(event):
    return Entry(
        uid=event.uid.value,
        start=instant(event.dtstart.value),
        end=instant(event.dtend.value),
        zone=zone(event.dtstart),
        status=event.status.value,
        summary=event.summary.value,
        description=event.description.value,
        location=event.location.value if "location" in event.contents else "",
        categories=event.categories.value if "categories" in event.contents else [],
    )


def zone(start):
    if not isinstance(start.value, datetime):
        return None
    return start.params.get("X-VOBJ-ORIGINAL-TZID", ["UTC"])[0]
