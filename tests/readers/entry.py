"""What a reader of calendars gives back of an entry, whichever reader it is."""

import json
import subprocess
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

# The value of a field that a reader has no word for; `known_faults.toml` says why.
NOT_GIVEN = "(not given)"


@dataclass
class Entry:
    """An entry of a calendar. `start` and `end` are instants, or days without a time."""

    uid: str
    start: datetime | date
    end: datetime | date
    zone: str | None
    status: str
    summary: str
    description: str
    location: str
    categories: list[str]
    # The event's id, where it is known: for messages.
    name: str = ""

    @property
    def key(self):
        return self.uid

    def values(self):
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "name"}


def moment(text):
    """An RFC 3339 instant or an ISO 8601 day."""
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(UTC)
    return date.fromisoformat(text)


def instant(value):
    """The instant of a time that has a zone; a day stays a day."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value} is in no zone")
        return value.astimezone(UTC)
    return value


def calendar_files(folder):
    """The calendars of a folder, the one to subscribe to first."""
    return sorted(folder.glob("*.ics"), key=lambda file: (file.name != "calendar.ics", file.name))


@dataclass
class Refusal:
    """A reader did not take a file."""

    reason: str


def read_each(files, read):
    """What is read from each file, by its name."""
    return {file.name: refusal_or(read, file) for file in files}


def refusal_or(read, file):
    try:
        return read(file)
    except Exception as error:  # whatever it refuses a file with
        return Refusal(f"{type(error).__name__}: {error}")


def read_by(command, folder):
    """Entries from a reader in another language, which prints them as JSON, by file."""
    files = [str(file) for file in calendar_files(folder)]
    done = subprocess.run([*command, *files], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip())
    return {
        file: [
            Entry(**{**entry, "start": moment(entry["start"]), "end": moment(entry["end"])})
            for entry in entries
        ]
        for file, entries in json.loads(done.stdout).items()
    }
