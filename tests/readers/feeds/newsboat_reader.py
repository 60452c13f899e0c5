"""newsboat, a reader for people. What it made of a feed stands in its database."""

import sqlite3
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from entry import NOT_GIVEN, read_each
from item import Item, feed_files, targets, words

NAME = "newsboat"
PACKAGE = "deb:newsboat"
FILES = ["videos.rss", "videos.atom", "news.rss", "news.atom"]
COLUMNS = "guid, title, url, pubDate, author, content"


def read(folder):
    return read_each(feed_files(folder, "rss", "atom"), items)


def items(file):
    """Each feed gets a database of its own: newsboat keeps one item for each guid."""
    with tempfile.TemporaryDirectory() as home:
        urls, database = Path(home, "urls"), Path(home, "cache.db")
        urls.write_text(f"file://{file}\n")
        files = ["--url-file", urls, "--cache-file", database, "--config-file", "/dev/null"]
        command = ["newsboat", *files, "--execute", "reload"]
        environment = {"HOME": home, "PATH": "/usr/bin", "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        connection = sqlite3.connect(database)
        rows = connection.execute(f"SELECT {COLUMNS} FROM rss_item").fetchall()
        connection.close()
    return [item(*row) for row in rows]


def item(guid, title, url, published, author, content):
    return Item(
        id=guid,
        title=title,
        link=url,
        published=datetime.fromtimestamp(published, UTC),
        updated=NOT_GIVEN,
        authors=author.split(", "),
        tags=NOT_GIVEN,
        thumbnail=NOT_GIVEN,
        text=words(content),
        targets=targets(content),
    )
