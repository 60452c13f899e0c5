"""Looks whether a tool wrote what it was measured for: `check.py OUT WORK EVENTS ITEMS CLAIM...`.

It is a process of its own: what it reads must not count as a tool's memory.
"""

import json
import sys
from pathlib import Path


def main(out, work, events, items, *claims):
    out, work, events, items = Path(out), Path(work), int(events), int(items)
    # Where no peer takes part, nobody has counted the recordings.
    items = items or json_items(out)
    for claim in claims:
        found, wanted = FOUND[claim](out, work), WANTED[claim](events, items, work)
        if found != wanted:
            sys.exit(f"{claim}: {found} were written, {wanted} were wanted")


def singles(out):
    """How many calendars of one event there are."""
    files = [file for file in out.glob("*.ics") if file.name != "calendar.ics"]
    return sum(file.read_bytes().count(b"BEGIN:VEVENT") == 1 for file in files)


def links(out):
    """How many events have all of their links."""
    services = ["google", "office365", "outlook", "yahoo"]
    complete = [
        sorted(event) == services and all(url.startswith("https://") for url in event.values())
        for event in json.loads(out.joinpath("links.json").read_bytes())
    ]
    return sum(complete)


def json_items(out):
    return len(json.loads(out.joinpath("videos.json").read_bytes())["items"])


def sizes(out):
    return sorted((file.name, file.stat().st_size) for file in out.iterdir())


def wanted_sizes(work):
    lines = work.joinpath("files.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines]
    return sorted((name, int(size)) for size, name in pairs)


FOUND = {
    "calendar": lambda out, _: out.joinpath("calendar.ics").read_bytes().count(b"BEGIN:VEVENT"),
    "singles": lambda out, _: singles(out),
    "rss": lambda out, _: out.joinpath("videos.rss").read_bytes().count(b"<item>"),
    "atom": lambda out, _: out.joinpath("videos.atom").read_bytes().count(b"<entry>"),
    "json": lambda out, _: json_items(out),
    "links": lambda out, _: links(out),
    "sizes": lambda out, _: sizes(out),
}

WANTED = {
    "calendar": lambda events, items, work: events,
    "singles": lambda events, items, work: events,
    "rss": lambda events, items, work: items,
    "atom": lambda events, items, work: items,
    "json": lambda events, items, work: items,
    "links": lambda events, items, work: events,
    "sizes": lambda events, items, work: wanted_sizes(work),
}

main(*sys.argv[1:])
