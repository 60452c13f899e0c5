"""feedparser, the reader of most programs in Python."""

from calendar import timegm
from datetime import UTC, datetime
from html import escape

import feedparser

from entry import NOT_GIVEN, read_each
from item import Item, feed_files, targets, words

NAME = "feedparser"
PACKAGE = "feedparser"
FILES = ["videos.rss", "videos.atom", "news.rss", "news.atom"]


def read(folder):
    return read_each(feed_files(folder, "rss", "atom"), items)


def items(file):
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        raise feed.bozo_exception
    return [item(entry) for entry in feed.entries]


def item(entry):
    content = entry.content[0]
    content = content.value if content.type == "text/html" else escape(content.value)
    thumbnails = entry.get("media_thumbnail", [])
    return Item(
        id=entry.id,
        title=entry.title,
        link=entry.link,
        published=instant(entry.published_parsed),
        updated=instant(entry.updated_parsed) if "updated" in entry else NOT_GIVEN,
        authors=[author.name for author in entry.authors],
        tags=[tag.term for tag in entry.get("tags", [])],
        thumbnail=thumbnails[0]["url"] if thumbnails else None,
        text=words(content),
        targets=targets(content),
    )


def instant(parsed):
    return datetime.fromtimestamp(timegm(parsed), UTC)
