"""The folders that are read: the project's own outputs, and those of the catalogue with all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from catalogues import everything
from catalogues.build import NOW, PROJECT, build
from expected_entries import expected_entries
from expected_items import expected_items


@dataclass
class Folder:
    """The outputs of a build, the present that they are judged at, and what they have to say."""

    path: Path
    now: datetime
    entries: dict
    items: dict

    @classmethod
    def of(cls, path, now):
        return cls(path, now, expected_entries(path, now), expected_items(path))


def project():
    return Folder.of(PROJECT / "feeds", datetime.now(UTC))


def generated(work, catalogue=None):
    path = build(catalogue or everything.catalogue(), work)
    return Folder.of(path, datetime.fromisoformat(NOW))
