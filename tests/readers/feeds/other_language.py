"""Feeds as readers in other languages print them: as JSON, by file."""

import json
import subprocess

from entry import NOT_GIVEN, Refusal
from item import Item, feed_files, targets, utc, words


def read_by(command, folder, formats):
    files = [str(file) for file in feed_files(folder, *formats)]
    done = subprocess.run([*command, *files], check=True, capture_output=True, text=True)
    return {file: items(read) for file, read in json.loads(done.stdout).items()}


def items(read):
    if isinstance(read, dict):
        return Refusal(read["refused"])
    return [item(one) for one in read]


def item(read):
    content = read.pop("content") or ""
    dates = {
        key: utc(read[key]) if read.get(key) else NOT_GIVEN for key in ["published", "updated"]
    }
    read = {
        key: read.get(key, NOT_GIVEN)
        for key in ["id", "title", "link", "authors", "tags", "thumbnail"]
    }
    return Item(**read | dates, text=words(content), targets=targets(content))
