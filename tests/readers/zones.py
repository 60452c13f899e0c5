"""Every canonical zone, at every change of its clocks from 1990 to 2040, against `zoneinfo`.

A build writes the VTIMEZONEs. Around each change that `zoneinfo` knows stands an event: it begins a
second before the change, and ends with it. Readers have to find its instants by the VTIMEZONE
alone. Where the clocks go back, the hour that they show twice is left out.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from catalogues import zones as catalogue
from entry import Entry

BEGIN = datetime(catalogue.FIRST, 1, 2, tzinfo=UTC)
END = datetime(catalogue.LAST + 1, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
VTIMEZONE = re.compile(r"BEGIN:VTIMEZONE\r\nTZID:(.*?)\r\n.*?END:VTIMEZONE\r\n", re.DOTALL)
EVENT = """\
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T120000Z
DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}
DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}
SUMMARY:-
DESCRIPTION:-
STATUS:CONFIRMED
END:VEVENT
"""


def write_probes(feeds, folder):
    """A calendar for each zone of a build. Returns what they have to say, by file."""
    folder.mkdir(parents=True)
    text = (feeds / "calendar.ics").read_bytes().decode()
    expected = {}
    for match in VTIMEZONE.finditer(text):
        name = match[1]
        file = f"{name.replace('/', '.')}.ics"
        events = [entry(name, change) for change in changes(ZoneInfo(name))]
        (folder / file).write_bytes(calendar(match[0], name, events).encode())
        expected[file] = events
    missing = {name.replace("/", ".") + ".ics" for name in catalogue.canonical_zones()} - set(
        expected
    )
    if missing:
        raise ValueError(f"no VTIMEZONE for {missing}")
    return expected


def calendar(vtimezone, zone, entries):
    events = "".join(event(zone, entry) for entry in entries)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//probe//EN\r\n"
    return head + vtimezone + events + "END:VCALENDAR\r\n"


def event(zone, entry):
    start, end = (time.astimezone(ZoneInfo(zone)) for time in [entry.start, entry.end])
    return EVENT.format(uid=entry.uid, zone=zone, start=start, end=end).replace("\n", "\r\n")


def entry(zone, change):
    """Around a change, and around the time that it brings twice."""
    offsets = [(change + step).astimezone(ZoneInfo(zone)).utcoffset() for step in [-SECOND, SECOND]]
    twice = max(offsets[0] - offsets[1], timedelta(0))
    return Entry(
        uid=f"{zone} {change:%Y-%m-%dT%H:%M}",
        start=change - twice - SECOND,
        end=change + twice,
        zone=zone,
        status="CONFIRMED",
        summary="-",
        description="-",
        location="",
        categories=[],
        name=f"{change:%Y-%m-%dT%H:%M}Z",
    )


def changes(zone):
    """The instants at which the clocks change, and the first and last instant of all."""
    yield BEGIN
    before = BEGIN
    while before < END:
        after = min(before + timedelta(days=2), END)
        if offset(zone, before) != offset(zone, after):
            yield change_between(zone, before, after)
        before = after
    yield END


def change_between(zone, before, after):
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if offset(zone, before) == offset(zone, middle):
            before = middle
        else:
            after = middle
    return after


def offset(zone, instant):
    return instant.astimezone(zone).utcoffset()
