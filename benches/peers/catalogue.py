"""A catalogue of the generator, and the same content in the forms that the peers read."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools import HERE, environment, seminar

ROOT = HERE.parent.parent


@dataclass(frozen=True)
class Catalogue:
    work: Path
    events: int

    @property
    def size(self):
        """In bytes."""
        return self.work.joinpath("events.yaml").stat().st_size

    @property
    def built(self):
        """The folder that holds what a build of it writes."""
        return self.work / "built"


def prepare(work, events, tools):
    """Makes all of it anew."""
    say(f"a catalogue of {events:,} events")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    generate(work / "events.yaml", events)
    built = work / "built"
    run(*seminar(work, built), env=environment(built))
    files = sorted(built.iterdir())
    sizes = [f"{file.stat().st_size} {file.name}\n" for file in files]
    work.joinpath("files.txt").write_text("".join(sizes), "utf-8")
    if any(reads_content(tool) for tool in tools):
        run(sys.executable, HERE / "content.py", built / "series.json", work)
    return Catalogue(work, events)


def reads_content(tool):
    return not tool.name.startswith(("seminar", "limit"))


def generate(file, events):
    # Quickly built, since nothing of it is measured.
    command = ["cargo", "bench", "--locked", "--quiet", "--profile", "dev", "--bench", "build"]
    run(*command, "--", "--write", file, str(events), cwd=ROOT)


def run(*command, **options):
    """Runs what has to succeed, and gives what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{os.fspath(command[0])} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def say(words):
    print(words, file=sys.stderr, flush=True)
