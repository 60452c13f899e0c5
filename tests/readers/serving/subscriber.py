"""Someone who subscribes to the calendar: vdirsyncer fetches it, khal shows it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from calendars import khal_reader

NAME = "vdirsyncer and khal"
PACKAGE = "vdirsyncer"
VDIRSYNCER = Path(sys.executable).with_name("vdirsyncer")
CONFIGURATION = """\
[general]
status_path = "{home}/status"
[pair webinar]
a = "there"
b = "here"
collections = null
conflict_resolution = "a wins"
partial_sync = "revert"
[storage there]
type = "http"
url = "{address}/calendar.ics"
[storage here]
type = "filesystem"
path = "{home}/entries"
fileext = ".ics"
"""


def subscribe(address, home):
    (home / "entries").mkdir(parents=True)
    (home / "vdirsyncer").write_text(CONFIGURATION.format(address=address, home=home))
    run(home, "discover")


def synchronise(home):
    """Fetches what has changed. Returns the entries that khal shows then, as one calendar."""
    run(home, "sync")
    return {"calendar.ics": by_page(khal_reader.listed(home))}


def by_page(entries):
    """Entries with their event's page in place of the UID, which vdirsyncer takes from an entry of
    http and gives it another, made of its content."""
    return [replace(entry, uid=entry.description.splitlines()[-1]) for entry in entries]


def run(home, command):
    words = [VDIRSYNCER, "--config", home / "vdirsyncer", command]
    done = subprocess.run(words, capture_output=True, text=True, input="y\n")
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
