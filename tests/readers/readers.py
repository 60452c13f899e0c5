"""All readers and rules. A new one is a file and a row here."""

from calendars import ical_js_reader, icalendar_reader, khal_reader, libical_reader, vobject_reader
from compare import Result, compare
from feeds import (
    atoma_reader,
    feed_rs_reader,
    feedparser_reader,
    json_reader,
    newsboat_reader,
    rss_parser_reader,
)
from rules import atom_grammar, calendar_lines, feed_validator, json_feed, links
from versions import version_of

CALENDARS = [icalendar_reader, vobject_reader, ical_js_reader, libical_reader, khal_reader]
FEEDS = [
    feedparser_reader,
    atoma_reader,
    feed_rs_reader,
    rss_parser_reader,
    newsboat_reader,
    json_reader,
]
RULES = [calendar_lines, links, atom_grammar, json_feed, feed_validator]


def read_with(reader, expected, path):
    """A reader's row; a reader that breaks disagrees."""
    version = version_of(reader.PACKAGE)
    return or_broken(reader, version, lambda: compare(reader, version, expected, reader.read(path)))


def judge_with(rules, path, now):
    version = version_of(rules.PACKAGE)

    def judge():
        result = rules.judge(path, now)
        result.version = version
        return result

    return or_broken(rules, version, judge)


def or_broken(reader, version, read):
    try:
        return read()
    except Exception as error:  # whatever a reader breaks with
        result = Result(reader.NAME, version)
        result.check("", "", "breaks", None, f"{type(error).__name__}: {error}")
        return result
