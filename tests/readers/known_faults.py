"""The faults of readers that are known, and listed with their reasons in `known_faults.toml`."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass
class Fault:
    reader: str
    fields: list[str]
    reason: str
    about: str = "*"
    file: str = "*"
    reads: str | None = None

    def describes(self, disagreement):
        return (
            self.reader == disagreement.reader
            and disagreement.field in self.fields
            and fnmatchcase(disagreement.about, self.about)
            and fnmatchcase(disagreement.file, self.file)
            and (self.reads is None or fnmatchcase(str(disagreement.read), self.reads))
        )


def known_faults():
    list_ = Path(__file__).with_name("known_faults.toml").read_text(encoding="utf-8")
    return [Fault(**fault) for fault in tomllib.loads(list_).get("fault", [])]


def unknown(disagreements, faults):
    """Those that no entry of the list describes."""
    return [one for one in disagreements if not any(fault.describes(one) for fault in faults)]


def outdated(disagreements, faults):
    """The entries of the list that describe nothing any more, by reader and field."""
    return [
        f"{fault.reader}, {field}: {fault.reason}"
        for fault in faults
        for field in fault.fields
        if not any(fault.describes(one) for one in disagreements if one.field == field)
    ]
