"""Calendars in which no zone has a name that means anything, so that its VTIMEZONE has to do."""

import re
import shutil
from dataclasses import replace
from itertools import count

ZONE_NAME = re.compile(rb"(?<=\nTZID:)[^\r\n]+|(?<=;TZID=)[^:;]+")


def hide_names(folder, copy, word):
    """Copies a folder with other names for the zones, of a word and a number: each file has names of
    its own, since some readers keep a zone by its name from one file to the next. Returns the new
    names by file and old name."""
    shutil.copytree(folder, copy)
    names, numbers = {}, count()
    for file in sorted(copy.glob("*.ics")):
        own = names[file.name] = {}

        def new_name(match):
            old = match[0].decode()
            own[old] = own.get(old) or f"{word} {next(numbers)}"
            return own[old].encode()

        file.write_bytes(ZONE_NAME.sub(new_name, file.read_bytes()))
    return names


def under_names(expected, names):
    """What calendars have to say with other names for the zones."""
    return {
        file: [replace(entry, zone=names[file].get(entry.zone, entry.zone)) for entry in entries]
        for file, entries in expected.items()
    }
