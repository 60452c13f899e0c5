"""What the tests of both hosts share: repositories, changes, and the program."""

import os
import shutil
import subprocess
import tempfile
import unittest
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from repository import Repository, environment

SEMINAR = Path(os.environ["SEMINAR"])
WORK = Path(os.environ["WORK"])

# A week before the announced event, and the night after it.
BEFORE = datetime(2030, 1, 8, 12, tzinfo=UTC)
AFTER = datetime(2030, 1, 16, 3, tzinfo=UTC)
ANNOUNCED = """\
  - id: S99
    title: A night later
    start: 2030-01-15 15:00
    location: Zoom
    registration: https://example.org/register
    talks:
      - id: S99E01
        title: What is over
        speakers: [Ada Lovelace]
"""


@cache
def project():
    """The project as it stands, in a repository, with an event that is announced."""
    shutil.rmtree(WORK, ignore_errors=True)
    repository = Repository.of_the_project(WORK / "project")
    repository.push("Announce an event", appended(ANNOUNCED))
    return repository


def appended(text):
    """The change that adds lines to the catalogue."""

    def change(tree):
        with (tree / "events.yaml").open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def replaced(old, new):
    """The change that puts other words into the catalogue."""

    def change(tree):
        text = (tree / "events.yaml").read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"`{old}` is not once in the catalogue")
        (tree / "events.yaml").write_text(text.replace(old, new), encoding="utf-8")

    return change


# A time that no calendar has.
broken = replaced("start: 2030-01-15 15:00", "start: 2030-02-30 15:00")
retitled = replaced("title: A night later", "title: A day later")


def seminar(tree, *words, now=BEFORE):
    """Runs the program in a folder."""
    settings = environment(tree.parent / "home")
    settings["SOURCE_DATE_EPOCH"] = str(int(now.timestamp()))
    return subprocess.run([SEMINAR, *words], cwd=tree, env=settings, capture_output=True, text=True)


class WorkflowTest(unittest.TestCase):
    """A test with a repository of its own."""

    def setUp(self):
        project()
        self.home = Path(tempfile.mkdtemp(prefix=f"{self._testMethodName[:40]}-", dir=WORK))
        self.repository = project().copy(self.home)

    def assert_published(self, now=BEFORE):
        """`feeds/` on the branch is what a build of the branch's catalogue writes."""
        tree = self.repository.clone()
        done = seminar(tree, "build", "--check", now=now)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return tree

    def assert_only_feeds_were_touched(self):
        others = [name for name in self.repository.touched() if not name.startswith("feeds/")]
        self.assertEqual(others, [])
