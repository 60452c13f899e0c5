"""Python's feedgen: the feed of recordings, as RSS and Atom."""

import json
import sys
from pathlib import Path

from feedgen.feed import FeedGenerator


def main(content, folder):
    content = json.loads(Path(content).read_text("utf-8"))
    feed = FeedGenerator()
    feed.id(content["feeds"]["atom"])
    feed.title(content["title"])
    feed.description(content["description"])
    feed.language(content["language"])
    feed.author(name=content["title"])
    feed.link(href=content["url"], rel="alternate")
    for item in content["items"]:
        add(feed, item)
    feed.rss_file(f"{folder}/videos.rss")
    feed.atom_file(f"{folder}/videos.atom")


def add(feed, item):
    entry = feed.add_entry(order="append")
    entry.id(item["id"])
    entry.title(item["title"])
    entry.link(href=item["url"])
    entry.published(item["published"])
    entry.updated(item["published"])
    for author in item["authors"]:
        entry.author(name=author["name"], uri=author["url"])
    for tag in item["tags"]:
        entry.category(term=tag)
    entry.summary(item["summary"])
    entry.content(item["content"], type="html")


main(*sys.argv[1:])
