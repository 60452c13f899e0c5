"""JSON Feed as a program without a library reads it: by Python's own json."""

import json

from entry import read_each
from item import Item, feed_files, targets, utc, words

NAME = "json"
PACKAGE = "python"
FILES = ["videos.json", "news.json"]


def read(folder):
    return read_each(feed_files(folder, "json"), items)


def items(file):
    return [item(one) for one in json.loads(file.read_bytes())["items"]]


def item(one):
    return Item(
        id=one["id"],
        title=one["title"],
        link=one["url"],
        published=utc(one["date_published"]),
        updated=utc(one["date_modified"]),
        authors=[author["name"] for author in one["authors"]],
        tags=one.get("tags", []),
        thumbnail=one.get("image"),
        text=words(one["content_html"]),
        targets=targets(one["content_html"]),
    )
