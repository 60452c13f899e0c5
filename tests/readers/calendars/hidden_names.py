"""Calendars in which no zone has a name that means anything, so that its VTIMEZONE has to do."""

import re
import shutil
from dataclasses import replace

ZONE_NAME = re.compile(rb"(?<=\nTZID:)[^\r\n]+|(?<=;TZID=)[^:;]+")


def hide_names(folder, copy):
    """Copies a folder with other names for the zones. Returns the new names by the old."""
    shutil.copytree(folder, copy)
    names = {}

    def new_name(match):
        return names.setdefault(match[0], b"Nowhere %d" % len(names))

    for file in copy.glob("*.ics"):
        file.write_bytes(ZONE_NAME.sub(new_name, file.read_bytes()))
    return {old.decode(): new.decode() for old, new in names.items()}


def under_names(expected, names):
    """What calendars have to say with other names for the zones."""
    return {
        file: [replace(entry, zone=names.get(entry.zone, entry.zone)) for entry in entries]
        for file, entries in expected.items()
    }
