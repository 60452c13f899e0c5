"""The tools that are measured: what each one does, how it is called, and what it has to write."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from versions import debian, npm, pypi

HERE = Path(__file__).parent
HOME = Path(os.environ["PEERS"])
SEMINAR = os.environ["SEMINAR"]
# Behind the last event of any catalogue that the generator makes, so that all of them are told.
NOW = "2200-01-01T00:00:00Z"
ALL = ["calendar", "singles", "rss", "atom", "json"]


@dataclass(frozen=True)
class Tool:
    name: str
    part: str
    # From the folder of the catalogue and the one to write into.
    command: Callable[[Path, Path], list]
    # What `check.py` has to find.
    claims: list
    label: str = ""
    # Whether it begins with an empty folder.
    fresh: bool = True
    # The file that its standard output is, where it writes no file itself.
    output: str = os.devnull


def build(catalogue, out):
    """A build of a catalogue."""
    return [SEMINAR, "build", "--quiet", "--now", NOW, "--catalogue", catalogue, "--out", out]


def cache(out):
    """Where `seminar` keeps what a build of a folder came to."""
    return Path(f"{out.resolve()}-cache")


def environment(out):
    return {**os.environ, "XDG_CACHE_HOME": str(cache(out))}


def python(program):
    script = HERE / "python" / program
    return lambda work, out: [sys.executable, script, work / "content.json", out]


def node(program):
    script = HOME / "node" / program
    return lambda work, out: ["node", script, work / "content.json", out]


def compiled(program, content):
    return lambda work, out: [HOME / program, work / content, out]


def seminar(work, out):
    return build(work / "events.yaml", out)


def yaml2ics(work, _out):
    return [Path(sys.executable).with_name("yaml2ics"), work / "yaml2ics.yaml"]


def limit(work, out):
    return [HOME / "rust/release/limit", work / "events.yaml", work / "files.txt", out]


TOOLS = [
    Tool("seminar", "everything", seminar, ALL),
    Tool("seminar-unchanged", "everything again", seminar, ALL, "seminar, unchanged", fresh=False),
    Tool(
        "yaml2ics", "series .ics", yaml2ics, ["calendar"], f"yaml2ics {pypi('yaml2ics')}, Python",
        output="calendar.ics",
    ),
    Tool(
        "icalendar", "series and single .ics", python("icalendar_calendars.py"),
        ["calendar", "singles"], f"icalendar {pypi('icalendar')}, Python",
    ),
    Tool(
        "ical-generator", "series and single .ics", node("ical_generator.mjs"),
        ["calendar", "singles"], f"ical-generator {npm('ical-generator')}, Node",
    ),
    Tool(
        "feedgen", "RSS, Atom", python("feedgen_feeds.py"), ["rss", "atom"],
        f"feedgen {pypi('feedgen')}, Python",
    ),
    Tool(
        "feed", "RSS, Atom, JSON", node("feed.mjs"), ["rss", "atom", "json"],
        f"feed {npm('feed')}, Node",
    ),
    Tool(
        "calendar-link", "links", node("calendar_link.mjs"), ["links"],
        f"calendar-link {npm('calendar-link')}, Node",
    ),
    Tool(
        "crates", "series .ics, RSS", compiled("rust/release/crates", "content.json"),
        ["calendar", "rss"], "icalendar and rss, Rust crates used plainly",
    ),
    Tool(
        "libical", "series and single .ics", compiled("libical", "content.txt"),
        ["calendar", "singles"], f"libical {debian('libical-dev')}, C",
    ),
    Tool("limit", "as many bytes and files", limit, ["sizes"], "limit of the system"),
]


def chosen(names):
    """The tools of these names, with their variants; all of them without names."""
    if not names:
        return TOOLS
    tools = [tool for tool in TOOLS if {tool.name, tool.name.split("-unchanged")[0]} & {*names}]
    unknown = {*names} - {tool.name for tool in TOOLS}
    if unknown:
        known = ", ".join(tool.name for tool in TOOLS)
        sys.exit(f"no tool is called {', '.join(sorted(unknown))}; there are {known}")
    return tools
