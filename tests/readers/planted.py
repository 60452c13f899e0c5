"""Faults, planted into copies of right outputs, one by one: each has to be noticed."""

import re
import shutil
from dataclasses import dataclass, field

from catalogues import everything
from folders import generated
from known_faults import known_faults, unknown
from readers import CALENDARS, FEEDS, judge_with, read_with
from rules import atom_grammar, calendar_lines, feed_validator, json_feed, links

# khal would take most of the time, and reads with icalendar.
CALENDARS_AT_HAND = [reader for reader in CALENDARS if reader.NAME != "khal"]

# The events of the copies: few, but every kind.
EVENTS = [
    "everything-known",
    "forty-speakers",
    "recordings",
    "start-day",
    "cancelled-time",
    "text-danish",
    "text-marks",
    "links-7",
    "New_York-2027-1-noon-before",
    "New_York-2027-1-noon-after",
]


@dataclass
class Plant:
    """A fault: what is wrong, in which file, and the change that makes it so."""

    what: str
    file: str
    pattern: str
    replacement: str | bytes
    caught_by: list[str] = field(default_factory=list)

    def plant(self, folder):
        """Changes the first place that the pattern fits. The pattern is one for octets."""
        file, new = folder / self.file, self.replacement
        octets = file.read_bytes()
        new = new if isinstance(new, bytes) else new.encode()
        planted = re.sub(self.pattern.encode(), new, octets, count=1, flags=re.DOTALL)
        if planted == octets:
            raise ValueError(f"cannot plant: {self.what}")
        file.write_bytes(planted)


def calendar(what, pattern, replacement):
    return Plant(what, "calendar.ics", pattern, replacement)


def rss(what, pattern, replacement):
    return Plant(what, "videos.rss", pattern, replacement)


def atom(what, pattern, replacement):
    return Plant(what, "videos.atom", pattern, replacement)


def json(what, pattern, replacement):
    return Plant(what, "videos.json", pattern, replacement)


def link(what, pattern, replacement):
    return Plant(what, "series.json", pattern, replacement)


EVENT = r"(BEGIN:VEVENT(?:(?!END:VEVENT).)*END:VEVENT\r\n)"
PLANTS = [
    calendar("a start is shifted by an hour", r"(DTSTART;TZID=[^:]+:\d{8}T)10", r"\g<1>11"),
    calendar("an end is shifted by an hour", r"(DTEND;TZID=[^:]+:\d{8}T)11", r"\g<1>12"),
    calendar(
        "a start is in another zone",
        r"DTSTART;TZID=America/New_York",
        "DTSTART;TZID=Europe/Copenhagen",
    ),
    calendar("a start is in no zone", r"DTSTART;TZID=[^:]+", "DTSTART"),
    calendar("a local start is marked as UTC", r"(DTSTART;TZID=[^:]+:\d{8}T\d{6})", r"\1Z"),
    calendar("a VTIMEZONE is missing", r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", ""),
    calendar("an offset of a VTIMEZONE is wrong", r"TZOFFSETTO:-0400", "TZOFFSETTO:-0300"),
    calendar("a rule of a VTIMEZONE is a week off", r"BYMONTH=3;BYDAY=2SU", "BYMONTH=3;BYDAY=3SU"),
    calendar("a rule of a VTIMEZONE is lost", r"RRULE:FREQ=YEARLY[^\r]*\r\n", ""),
    calendar("a VTIMEZONE begins in UTC", r"(BEGIN:STANDARD\r\nDTSTART:\d{8}T\d{6})", r"\1Z"),
    calendar("a day is not said to be one", r"DTSTART;VALUE=DATE:(\d{8})", r"DTSTART:\1"),
    calendar(
        "a day ends when it begins",
        r"(DTSTART;VALUE=DATE:)(\d{8})\r\nDTEND;VALUE=DATE:\d{8}",
        b"\\g<1>\\g<2>\r\nDTEND;VALUE=DATE:\\g<2>",
    ),
    calendar("a UID is changed", r"\r\nUID:[0-9a-f]", b"\r\nUID:x"),
    calendar("a UID is missing", r"\r\nUID:[^\r]+", ""),
    calendar("a UID stands for two", rf"{EVENT}{EVENT}", r"\1\1\2"),
    calendar("a DTSTAMP is missing", r"\r\nDTSTAMP:[^\r]+", ""),
    calendar("an event is missing", EVENT, ""),
    calendar("a cancelled event is confirmed", "STATUS:CANCELLED", "STATUS:CONFIRMED"),
    calendar("a fold cuts a character", "\u00e5|\u00f8", b"\xc3\r\n \xb8"),
    calendar("a fold loses its space", r"\r\n ", b"\r\n"),
    calendar("a line is too long", r"(SUMMARY:(?:(?!\r\nDESC).)*?)\r\n ", r"\1"),
    calendar("a line ends with a line feed alone", r"\r\n", b"\n"),
    calendar("a comma in a category is not escaped", r"X-ray\\, ", "X-ray, "),
    calendar("a comma in a title is not escaped", r"(SUMMARY:[^\r]*?)\\([,;])", r"\1\2"),
    calendar("a line break in a text is a line break", r"(DESCRIPTION:[^\r]*?)\\n", b"\\1\r\n"),
    calendar("a backslash is not escaped", r"\\\\", rb"\\"),
    calendar("a text is cut", r"(LOCATION:[^\r]*)[^\r](?=\r\n[A-Z])", r"\1"),
    calendar("a METHOD is added", r"(VERSION:2.0\r\n)", b"\\1METHOD:PUBLISH\r\n"),
    calendar("the end is missing", r"END:VCALENDAR\r\n", ""),
    Plant(
        "a single event has a calendar's name",
        "start-day.ics",
        r"(VERSION:2.0\r\n)",
        b"\\1X-WR-CALNAME:One\r\n",
    ),
    Plant(
        "a single event is another", "start-day.ics", r"(DTSTART;VALUE=DATE:2026121)7", r"\g<1>6"
    ),
    rss("a guid is lost", r"<guid.*?</guid>", ""),
    rss("a guid is changed", r"urn:uuid:.", "urn:uuid:x"),
    rss("a guid claims to be an address", ' isPermaLink="false"', ""),
    rss("an item is missing", r"<item>.*?</item>", ""),
    rss("an item comes twice", r"(<item>.*?</item>)", r"\1\1"),
    rss("a publication is an hour off", r"(<pubDate>.*? )10:", r"\g<1>11:"),
    rss("a publication has the wrong weekday", r"<pubDate>[A-Z][a-z]{2}", "<pubDate>Xxx"),
    rss("an ampersand is not escaped", "&amp;", "&"),
    rss("a title is escaped twice", r"(<item>\s*<title>[^<]*?)&amp;", r"\1&amp;amp;"),
    rss("the feed has another's title", "<title>", "<title>Another"),
    rss("a control character slips in", r"<title>", b"<title>\\x08".replace(b"\\x08", b"\x08")),
    rss(
        "the content stands before the description",
        r"(<description><!\[CDATA.*?</description>)(.*?)(<content:encoded>)",
        r"\2\3",
    ),
    rss("the feed calls another itself", r"videos\.rss", "video.rss"),
    rss("a creator is lost", r"<dc:creator>Jane</dc:creator>", ""),
    atom("an id is lost", r"(<entry>.*?)<id>.*?</id>", r"\1"),
    atom("an id is another's", r"(<entry>\s*<id>)([^<]*)(.*?<entry>\s*<id>)[^<]*", r"\1\2\3\2"),
    atom("a change has no date", r"(<entry>.*?)<updated>.*?</updated>", r"\1"),
    atom("a date has a small letter", r"(<published>[^<]*)T", r"\1t"),
    atom("a date has white space around it", r"<published>", "<published> "),
    atom("a title is cut", r"(<entry>.*?<title>[^<]*)[^<]</title>", r"\1</title>"),
    atom("a thumbnail is another's", r"/vi/.", "/vi/x"),
    atom("content is said to be plain text", ' type="html"', ' type="text"'),
    atom("a link is relative", r'(rel="alternate" href=")https://example.org', r"\1"),
    json("an id is a number", r'"id": "[^"]*"', '"id": 7'),
    json("the version is lost", r'"version": "[^"]*",', ""),
    json("a date has no zone", r'("date_published": "[^"]{19})[^"]*', r"\1"),
    json("content is lost", r'"content_html": "', '"content_htm": "'),
    link("Google gets another zone", r"ctz=Europe%2FCopenhagen", "ctz=Europe%2FLondon"),
    link("Google gets an hour off", r"(dates=\d{8}T)10", r"\g<1>11"),
    link("Outlook gets a time without Z", r"(startdt=[^&]*)Z", r"\1"),
    link("Yahoo gets UTC", r"(calendar.yahoo.com[^\"]*?ST=\d{8}T)(\d\d)", r"\g<1>09"),
    link("a space is a plus sign", r"(render\?[^\"]*?)%20", r"\1+"),
    link("a link is cut in an escape", r"(details=[^\"]*%)[0-9A-F]{2}(?=\")", r"\1"),
    link("a link is too long", r"(outlook.live.com[^\"]*?&body=)", r"\1" + "a" * 1_900),
    link("the sign-up does not come first", r"details=Sign%20up", "details=Sign%20in"),
]


def plant_all(work):
    """Plants each fault into a copy of its own. Returns them with who noticed."""
    catalogue = everything.catalogue()
    catalogue["events"] = [event for event in catalogue["events"] if event["id"] in EVENTS]
    folder = generated(work / "right", catalogue)
    faults = known_faults()
    for file in {plant.file for plant in PLANTS}:
        for noticed in unknown(disagreements(file, folder, folder.path), faults):
            raise ValueError(f"something is wrong before a fault is planted: {noticed}")
    for plant in PLANTS:
        copy = work / "planted"
        shutil.copytree(folder.path, copy)
        plant.plant(copy)
        found = unknown(disagreements(plant.file, folder, copy), faults)
        plant.caught_by = sorted({one.reader for one in found})
        shutil.rmtree(copy)
    return PLANTS


def disagreements(file, folder, path):
    """Those of every reader of a file, and of the rules for it."""
    readers, rules, expected = readers_of(file, folder)
    for reader in readers:
        yield from read_with(reader, expected, path).disagreements
    for one in rules:
        yield from judge_with(one, path, folder.now).disagreements


def readers_of(file, folder):
    match file.rsplit(".")[-1]:
        case "ics":
            return CALENDARS_AT_HAND, [calendar_lines], folder.entries
        case "rss":
            return FEEDS, [feed_validator], folder.items
        case "atom":
            return FEEDS, [feed_validator, atom_grammar], folder.items
    if file == "series.json":
        return [], [links], {}
    return FEEDS, [json_feed], folder.items


def lines(plants):
    return "\n".join(
        f"{one.file}: {one.what}: {', '.join(one.caught_by) or 'NOBODY'}" for one in plants
    )
