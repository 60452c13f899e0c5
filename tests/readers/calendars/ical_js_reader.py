"""ical.js, which Thunderbird and Nextcloud read calendars with."""

from pathlib import Path

from entry import read_by

NAME = "ical.js"
PACKAGE = "npm:ical.js"
SCRIPT = Path(__file__).with_name("ical_js.mjs")


def read(folder):
    return read_by(["node", str(SCRIPT)], folder)
