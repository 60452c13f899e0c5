"""rss-parser, the most used reader of feeds on npm."""

from pathlib import Path

from feeds.other_language import read_by

NAME = "rss-parser"
PACKAGE = "npm:rss-parser"
FILES = ["videos.rss", "videos.atom", "news.rss", "news.atom"]
SCRIPT = Path(__file__).with_name("rss_parser.mjs")


def read(folder):
    return read_by(["node", str(SCRIPT)], folder, ["rss", "atom"])
