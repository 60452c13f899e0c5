"""libical, which GNOME and KDE read calendars with, through Debian's bindings for its Python."""

from pathlib import Path

from entry import read_by

NAME = "libical"
PACKAGE = "deb:gir1.2-ical-3.0"
SCRIPT = Path(__file__).with_name("libical_print.py")


def read(folder):
    return read_by(["/usr/bin/python3", str(SCRIPT)], folder)
