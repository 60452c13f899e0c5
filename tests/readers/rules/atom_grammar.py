"""Atom's grammar, by jing with the schema in `feeds/atom.rnc`."""

import subprocess
from pathlib import Path

from compare import Result
from item import feed_files

NAME = "jing, RFC 4287"
PACKAGE = "deb:jing"
SCHEMA = Path(__file__).parents[1] / "feeds/atom.rnc"


def judge(folder, now):
    files = feed_files(folder, "atom")
    done = subprocess.run(["jing", "-c", SCHEMA, *files], capture_output=True, text=True)
    result = Result(NAME, "", files=len(files))
    for file in files:
        faults = [line for line in done.stdout.splitlines() if line.startswith(f"{file}:")]
        result.check(file.name, "", "grammar", [], faults)
    result.check("", "", "exit status", 0 if not result.disagreements else 1, done.returncode)
    return result
