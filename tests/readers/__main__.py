"""Reads what the program writes with readers that others wrote, and prints a table of them.

`tests/readers/run` installs them and runs this.
"""

import shutil
import sys
import time
from pathlib import Path

import planted
import served
import zones
from calendars.hidden_names import hide_names, under_names
from catalogues import zones as zones_catalogue
from catalogues.build import build
from folders import generated, project
from known_faults import known_faults, outdated, unknown
from readers import CALENDARS, FEEDS, RULES, judge_with, read_with
from table import table

ALONE = "VTIMEZONE alone"
EVERY_ZONE = "every zone"
# How many disagreements are printed.
SHOWN = 40


def main(work):
    shutil.rmtree(work, ignore_errors=True)
    folders = [project(), generated(work / "everything")]
    results = gathered(
        [
            *calendars(folders),
            *by_vtimezone_alone(folders[1], work / "hidden"),
            *every_zone(work / "zones"),
            *feeds(folders),
            *rules(folders),
            *served.over_http(work / "served"),
        ]
    )
    return report(results, planted.plant_all(work / "planted"))


def calendars(folders):
    for folder in folders:
        for reader in CALENDARS:
            yield timed(reader.NAME, "", read_with, reader, folder.entries, folder.path)


def by_vtimezone_alone(folder, copy):
    """The same under names of zones that mean nothing."""
    expected = under_names(folder.entries, hide_names(folder.path, copy, "Alone"))
    for reader in CALENDARS:
        yield timed(reader.NAME, ALONE, read_with, reader, expected, copy)


def every_zone(work):
    built = build(zones_catalogue.catalogue(), work)
    expected = zones.write_probes(built, work / "probes")
    expected = under_names(expected, hide_names(work / "probes", work / "hidden", "Probe"))
    for reader in CALENDARS:
        if not hasattr(reader, "FILES"):
            yield timed(reader.NAME, EVERY_ZONE, read_with, reader, expected, work / "hidden")


def feeds(folders):
    for folder in folders:
        for reader in FEEDS:
            yield timed(reader.NAME, "", read_with, reader, folder.items, folder.path)


def rules(folders):
    for folder in folders:
        for one in RULES:
            yield timed(one.NAME, "", judge_with, one, folder.path, folder.now)


def timed(name, what, read, *arguments):
    """A result, and on the way how long it took."""
    begin = time.monotonic()
    result = read(*arguments)
    result.what = what
    print(f"{time.monotonic() - begin:6.1f} s  {name} {what}", file=sys.stderr, flush=True)
    return result


def gathered(results):
    """One result for each row of the table."""
    rows = {}
    for result in results:
        row = rows.setdefault((result.reader, result.what), result)
        if row is not result:
            row.add(result)
    return list(rows.values())


def report(results, plants):
    """Prints everything, and says whether all is well."""
    faults = known_faults()
    everything = [one for result in results for one in result.disagreements]
    wrong = unknown(everything, faults)
    gone = outdated(everything, faults)
    print(planted.lines(plants), end="\n\n")
    print(table(row(result, faults) for result in results), end="\n\n")
    for disagreement in wrong[:SHOWN]:
        print(f"disagreement: {disagreement}")
    print(f"… and {len(wrong) - SHOWN} more\n" if len(wrong) > SHOWN else "", end="")
    for fault in gone:
        print(f"no longer a fault, take it from known_faults.toml: {fault}")
    missed = [plant.what for plant in plants if not plant.caught_by]
    for what in missed:
        print(f"nobody notices: {what}")
    return not (wrong or gone or missed)


def row(result, faults):
    name = f"{result.reader}, {result.what}" if result.what else result.reader
    all_, wrong = result.disagreements, unknown(result.disagreements, faults)
    return [name, result.version, result.files, result.checks, len(all_), len(all_) - len(wrong)]


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1])) else 1)
