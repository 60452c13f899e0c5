"""khal, on a screen in another zone than those of the events. It knows a folder in which each entry
is a file, so that a calendar is imported first, as its users do."""

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from entry import NOT_GIVEN, Entry, instant

NAME = "khal"
PACKAGE = "khal"
# It holds what the others hold, and khal is slow.
FILES = ["calendar.ics"]
KHAL = Path(sys.executable).with_name("khal")
FIELDS = {
    "uid": "uid",
    "summary": "title",
    "description": "description",
    "location": "location",
    "categories": "categories",
    "status": "status",
    "all_day": "all-day",
    "start": "start-long-full",
    "end": "end-long-full",
}
CONFIGURATION = """\
[calendars]
[[webinar]]
path = {folder}/entries
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = America/Caracas
default_timezone = America/Caracas
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M:%S %z
"""


def read(folder):
    return {"calendar.ics": entries(folder / "calendar.ics")}


def entries(calendar):
    with tempfile.TemporaryDirectory() as home:
        Path(home, "entries").mkdir()
        run(home, "import", "--batch", "-a", "webinar", str(calendar))
        return listed(home)


def listed(home):
    """The entries that khal has in a home, of any time."""
    words = [word for field in FIELDS.values() for word in ["--json", field]]
    days = run(home, "list", "--once", *words, "1980-01-01", "2200-01-01")
    return [entry(shown) for line in days.splitlines() for shown in json.loads(line)]


def run(home, *words):
    configuration = Path(home, "config")
    configuration.write_text(CONFIGURATION.format(folder=home))
    environment = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [KHAL, "--config", configuration, *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode != 0 or "rror" in done.stderr:
        raise ValueError(done.stderr.strip()[-500:])
    return done.stdout


def entry(shown):
    values = {name: shown[field] for name, field in FIELDS.items()}
    if values.pop("all_day") == "True":
        # khal names the last day.
        start, end = (date.fromisoformat(values[name][:10]) for name in ["start", "end"])
        values |= {"start": start, "end": end + timedelta(days=1)}
    else:
        times = {
            name: datetime.strptime(values[name], "%Y-%m-%d %H:%M:%S %z")
            for name in ["start", "end"]
        }
        values |= {name: instant(time) for name, time in times.items()}
    values |= {"status": values["status"].strip(), "categories": categories(values["categories"])}
    return Entry(**values | {"zone": NOT_GIVEN})


def categories(written):
    """khal shows them as the calendar writes them."""
    return [re.sub(r"\\(.)", r"\1", one) for one in re.split(r"(?<!\\),", written) if one]
