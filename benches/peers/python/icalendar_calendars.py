"""Python's icalendar: the calendar of the series, and one of each event."""

import json
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone


def main(content, folder):
    content = json.loads(Path(content).read_text("utf-8"))
    folder = Path(folder)
    zone = ZoneInfo(content["timezone"])
    rules = Timezone.from_tzid(content["timezone"])
    series = calendar(rules)
    series.add("name", content["title"])
    series.add("description", content["description"])
    for event in content["events"]:
        component = of(event, zone)
        series.add_component(component)
        single = calendar(rules)
        single.add_component(component)
        folder.joinpath(f"{event['id']}.ics").write_bytes(single.to_ical())
    folder.joinpath("calendar.ics").write_bytes(series.to_ical())


def calendar(rules):
    calendar = Calendar()
    calendar.add("prodid", "-//peers//icalendar//EN")
    calendar.add("version", "2.0")
    calendar.add_component(rules)
    return calendar


def of(event, zone):
    component = Event()
    component.add("uid", event["uid"])
    component.add("dtstamp", datetime.fromisoformat(event["stamp"]))
    component.add("dtstart", local(event["start"], zone))
    component.add("dtend", local(event["end"], zone))
    component.add("summary", event["summary"])
    component.add("description", event["description"])
    component.add("location", event["location"])
    component.add("url", event["url"])
    component.add("categories", event["tags"])
    return component


def local(time, zone):
    return datetime.fromisoformat(time).replace(tzinfo=zone)


main(*sys.argv[1:])
