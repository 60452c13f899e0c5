"""Calendars in which no zone has a name that means anything, so that its VTIMEZONE has to do."""

import re
import shutil
from dataclasses import replace
from itertools import count

ZONE_NAME = re.compile(rb"(?<=\nTZID:)[^\r\n]+|(?<=;TZID=)[^:;]+")


def hide_names(folder, copy, word):
    """Copies a folder with other names for the zones, of a word and a number: each file has names
    of its own, since some readers keep a zone by its name from one file to the next. Returns the
    new names by file and old name."""
    shutil.copytree(folder, copy)
    numbers = count()
    files = sorted(copy.glob("*.ics"))
    return {file.name: rename_zones(file, lambda: f"{word} {next(numbers)}") for file in files}


def rename_zones(file, new_name):
    octets = file.read_bytes()
    names = {old: new_name() for old in sorted(set(ZONE_NAME.findall(octets)))}
    file.write_bytes(ZONE_NAME.sub(lambda match: names[match[0]].encode(), octets))
    return {old.decode(): new for old, new in names.items()}


def under_names(expected, names):
    """What calendars have to say with other names for the zones."""
    return {
        file: [replace(entry, zone=names[file].get(entry.zone, entry.zone)) for entry in entries]
        for file, entries in expected.items()
    }
