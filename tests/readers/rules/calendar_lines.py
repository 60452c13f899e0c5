"""What no reader of calendars complains about, and some clients stumble over: the form of the lines
(RFC 5545, 3.1), and what the notes on clients ask for."""

import re

from compare import Result, Rules
from entry import calendar_files

NAME = "content lines (RFC 5545, 3.1)"
PACKAGE = "own"
YEARLY = re.compile(r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=-?\d[A-Z]{2}(;UNTIL=\d{8}T\d{6}Z)?")
# A semicolon or comma that is not escaped, or a backslash that escapes nothing, in one text.
TEXT = re.compile(
    r"^(?:SUMMARY|DESCRIPTION|LOCATION|NAME|X-WR-CALNAME):(?:[^;,\\\n]|\\[;,\\n])*+(?=[^\n]).*",
    re.MULTILINE,
)
# Outlook would make a new calendar of a single event's file that has one of these.
OF_CALENDAR = ["NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]

ONCE = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "URL"]


def judge(folder, now):
    result = Result(NAME, "")
    for file in calendar_files(folder):
        result.files += 1
        octets = file.read_bytes()
        rules = Rules(result, file.name)
        lines(rules, octets)
        properties(rules, unfolded(octets))
    return result


def lines(rules, octets):
    physical = octets.split(b"\r\n")
    rules.none("lines end with CRLF", re.findall(rb"[^\r]\n|\r[^\n]", octets))
    rules.none("the last line ends too", [line for line in physical[-1:] if line])
    rules.none("a line has at most 75 octets", (line for line in physical if len(line) > 75))
    rules.none("a fold never cuts a character", (line for line in physical if not is_utf8(line)))
    rules.none("a fold never cuts an escape", (line for line in physical if cuts_escape(line)))
    rules.none("no control characters", re.findall(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", octets))


def properties(rules, text):
    names = re.findall(r"^[A-Z-]+", text, re.MULTILINE)
    rules.none("no METHOD", (name for name in names if name == "METHOD"))
    rules.none("text is escaped", TEXT.findall(text))
    rules.none("a VTIMEZONE for each TZID, and no other", undeclared(text))
    uids = re.findall(r"^UID:(.*)", text, re.MULTILINE)
    rules.none("a UID comes once", {uid for uid in uids if uids.count(uid) > 1})
    expected = OF_CALENDAR if rules.file == "calendar.ics" else []
    rules.holds("of a calendar", expected, [name for name in OF_CALENDAR if name in names])
    for event in components("VEVENT", text):
        found = re.findall(r"^[A-Z-]+", event, re.MULTILINE)
        rules.none("properties that come once", (n for n in ONCE if found.count(n) != 1))
    for zone in components("VTIMEZONE", text):
        rules.none("Outlook makes one yearly rule of a zone", outlook(zone))


def components(name, text):
    return re.findall(rf"^BEGIN:{name}\n(.*?)^END:{name}", text, re.MULTILINE | re.DOTALL)


def undeclared(text):
    declared = set(re.findall(r"^TZID:(.*)", text, re.MULTILINE))
    used = set(re.findall(r"^DT\w+;TZID=([^:;]+)", text, re.MULTILINE))
    return declared ^ used


def outlook(zone):
    """Either a standard time and no more, or the first of both kinds has a yearly rule."""
    first = {}
    for kind, part in re.findall(
        r"^BEGIN:(STANDARD|DAYLIGHT)\n(.*?)^END", zone, re.MULTILINE | re.DOTALL
    ):
        first.setdefault(kind, re.search(r"^RRULE:(.*)", part, re.MULTILINE))
        if re.search(r"^DTSTART:.*Z$", part, re.MULTILINE):
            yield f"{part}: a DTSTART in UTC"
    if "STANDARD" not in first:
        yield f"{zone}: no STANDARD"
    if "DAYLIGHT" in first:
        yield from (
            f"{zone}: {kind} has no yearly rule"
            for kind, rule in first.items()
            if not (rule and YEARLY.fullmatch(rule[1]))
        )


def unfolded(octets):
    return (
        octets.replace(b"\r\n ", b"")
        .replace(b"\r\n\t", b"")
        .replace(b"\r\n", b"\n")
        .decode("utf-8", "replace")
    )


def is_utf8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def cuts_escape(line):
    return (len(line) - len(line.rstrip(b"\\"))) % 2 == 1
