"""Looks whether a tool wrote what it was measured for: `check.py OUT WORK EVENTS CLAIM...`.

It is a process of its own: what it reads must not count as a tool's memory.
"""

import json
import sys
from pathlib import Path


def main(out, work, events, *claims):
    out, work = Path(out), Path(work)
    events, items = int(events), json_feed(work / "built")
    wanted = {
        "calendar": events, "singles": events, "links": events,
        "rss": items, "atom": items, "json": items,
    }
    for claim in claims:
        found = FOUND[claim](out)
        expected = sizes_of_seminar(work) if claim == "sizes" else wanted[claim]
        if found != expected:
            sys.exit(f"{claim}: wanted were {expected}, and written {found}")


def calendar(out):
    return out.joinpath("calendar.ics").read_bytes().count(b"BEGIN:VEVENT")


def singles(out):
    """How many calendars of one event there are."""
    files = [file for file in out.glob("*.ics") if file.name != "calendar.ics"]
    return sum(file.read_bytes().count(b"BEGIN:VEVENT") == 1 for file in files)


def rss(out):
    return out.joinpath("videos.rss").read_bytes().count(b"<item>")


def atom(out):
    return out.joinpath("videos.atom").read_bytes().count(b"<entry>")


def json_feed(out):
    return len(json.loads(out.joinpath("videos.json").read_bytes())["items"])


def links(out):
    """How many events have all of their links."""
    events = json.loads(out.joinpath("links.json").read_bytes())
    return sum(sorted(event) == SERVICES and all(map(is_link, event.values())) for event in events)


def is_link(url):
    return url.startswith("https://")


def sizes(out):
    return sorted((file.name, file.stat().st_size) for file in out.iterdir())


def sizes_of_seminar(work):
    lines = work.joinpath("files.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines]
    return sorted((name, int(size)) for size, name in pairs)


SERVICES = ["google", "office365", "outlook", "yahoo"]

FOUND = {
    "calendar": calendar, "singles": singles, "links": links,
    "rss": rss, "atom": atom, "json": json_feed, "sizes": sizes,
}

main(*sys.argv[1:])
