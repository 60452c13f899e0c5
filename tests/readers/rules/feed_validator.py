"""The rules of the W3C's feed validator that the feeds have to keep, under its names for them.

The validator itself is in no package registry. Rules that Atom's grammar says are left to
`atom_grammar.py`.
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from compare import Result, Rules
from expected_entries import series_of
from item import FEEDS, Begins
from rules.json_feed import twice

NAME = "W3C feed validator's rules"
PACKAGE = "own"

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})")
NUMBER = re.compile(r"[1-9][0-9]*")


def judge(folder, now):
    result = Result(NAME, "", files=2 * len(FEEDS))
    series = series_of(folder)
    for feed in FEEDS:
        for format, rules in [("rss", rss), ("atom", atom)]:
            file = folder / f"{feed}.{format}"
            root = ElementTree.parse(file).getroot()
            rules(Rules(result, file.name), root, series["feeds"][feed][format], now)
            head(Rules(result, file.name), root, series["series"])
    return result


def head(rules, root, series):
    """What feed it is."""
    channel = root.find("channel")
    title, link, language = (
        (root.findtext(f"{ATOM}title"), alternates(root)[0].get("href"), root.get(XML_LANG))
        if channel is None
        else (channel.findtext(name) for name in ["title", "link", "language"])
    )
    rules.holds("title", Begins(series["title"]), title)
    rules.holds("link and language", (series["url"], series["language"]), (link, language))


def rss(rules, root, address, now):
    channel = root.find("channel")
    items = channel.findall("item")
    for name in ["title", "link", "description"]:
        rules.holds(f"MissingElement {name}", 1, len(channel.findall(name)))
    own = [link.attrib for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    rules.holds(
        "MissingAtomSelfLink",
        [(address, "application/rss+xml")],
        [(link["href"], link.get("type")) for link in own],
    )
    dates = [one.text for name in ["pubDate", "lastBuildDate"] for one in channel.iter(name)]
    rules.none("ProblematicalRFC822Date", (date for date in dates if not RFC822.fullmatch(date)))
    days = [(date, parsedate_to_datetime(date)) for date in dates]
    rules.none("IncorrectDOW", (date for date, day in days if f"{day:%a}" != date[:3]))
    rules.none("ImplausibleDate", (date for date, day in days if day > now))
    guids = [guid for item in items for guid in item.findall("guid")]
    rules.holds("MissingGuid", len(items), len(guids))
    rules.none(
        "InvalidPermalink", (guid.text for guid in guids if guid.get("isPermaLink") != "false")
    )
    rules.none("DuplicateItem", twice([guid.text for guid in guids]))
    rules.none(
        "NeedDescriptionBeforeContent", (title(item) for item in items if not in_order(item))
    )
    rules.none(
        "DuplicateEnclosure", (title(item) for item in items if len(item.findall("enclosure")) > 1)
    )
    rules.none(
        "MissingRealName",
        (
            name.text
            for kind in ["author", "managingEditor", "webMaster"]
            for name in channel.iter(kind)
        ),
    )
    rules.none(
        "MissingCreator", (title(item) for item in items if not item.findall(f"{DC}creator"))
    )
    common(rules, root, channel)


def in_order(item):
    names = [child.tag for child in item]
    both = ["description", f"{CONTENT}encoded"]
    return all(names.count(name) == 1 for name in both) and names.index(both[0]) < names.index(
        both[1]
    )


def title(item):
    return item.findtext("title")


def atom(rules, root, address, now):
    entries = root.findall(f"{ATOM}entry")
    own = [link.attrib for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    rules.holds(
        "MissingSelf",
        [(address, "application/atom+xml")],
        [(link["href"], link.get("type")) for link in own],
    )
    rules.holds("MissingXmlLang", True, XML_LANG in root.attrib)
    rules.none("DuplicateEntries", twice([entry.findtext(f"{ATOM}id") for entry in entries]))
    rules.none("DuplicateUpdated", twice([entry.findtext(f"{ATOM}updated") for entry in entries]))
    rules.none(
        "DuplicateAtomLink", (id_of(entry) for entry in entries if len(alternates(entry)) != 1)
    )
    dates = [one.text for name in ["updated", "published"] for one in root.iter(f"{ATOM}{name}")]
    rules.none("ImplausibleDate", (date for date in dates if datetime.fromisoformat(date) > now))
    rules.none(
        "MissingContentOrAlternate",
        (id_of(entry) for entry in entries if not entry.findtext(f"{ATOM}content")),
    )
    newest = max(
        (entry.findtext(f"{ATOM}updated") for entry in entries),
        key=datetime.fromisoformat,
        default=None,
    )
    rules.holds(
        "feed updated with its newest entry",
        newest,
        root.findtext(f"{ATOM}updated") if newest else None,
    )
    common(rules, root, root)


def id_of(entry):
    return entry.findtext(f"{ATOM}id")


def alternates(entry):
    return [
        link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
    ]


def common(rules, root, channel):
    """The rules of Media RSS and of RFC 5005 are the same in both formats."""
    rules.holds("fh:complete", 1, len(channel.findall(f"{HISTORY}complete")))
    groups = root.iter(f"{MEDIA}group")
    rules.none(
        "media:group must have multiple media:content children",
        (group for group in groups if len(group.findall(f"{MEDIA}content")) < 2),
    )
    for name in ["content", "player", "thumbnail"]:
        elements = list(root.iter(f"{MEDIA}{name}"))
        rules.none(
            f"MissingAttribute media:{name} url",
            (one.attrib for one in elements if not one.get("url", "").startswith("http")),
        )
        for attribute in ["width", "height", "duration"]:
            values = [one.get(attribute) for one in elements if attribute in one.attrib]
            rules.none(
                f"InvalidInteger media:{name} {attribute}",
                (value for value in values if not NUMBER.fullmatch(value)),
            )
