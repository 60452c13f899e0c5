"""One comparer for all readers: what they read against what `series.json` says."""

from dataclasses import dataclass, field

from entry import Refusal


@dataclass
class Disagreement:
    """A reader and the catalogue say different things. `expected` is the catalogue's."""

    reader: str
    file: str
    about: str
    field: str
    expected: object
    read: object

    def __str__(self):
        where = " ".join(part for part in [self.file, self.about, self.field] if part)
        return f"{self.reader}: {where}: expected {self.expected!r:.200}, read {self.read!r:.200}"


@dataclass
class Result:
    """What a reader did: a row of the table."""

    reader: str
    version: str
    what: str = ""
    files: int = 0
    checks: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)

    def check(self, file, about, field, expected, read):
        self.checks += 1
        if expected != read:
            self.disagreements.append(Disagreement(self.reader, file, about, field, expected, read))

    def add(self, other):
        self.files += other.files
        self.checks += other.checks
        self.disagreements += other.disagreements


class Rules:
    """Rules for one file, each with a name."""

    def __init__(self, result, file):
        self.result, self.file = result, file

    def holds(self, rule, expected, found):
        self.result.check(self.file, "", rule, expected, found)

    def none(self, rule, offenders):
        self.holds(rule, [], list(offenders))


def compare(reader, version, expected, read):
    """Compares what a reader found in each file, part by part, with what there is to find.

    The parts are entries of calendars or items of feeds; `key` names them.
    """
    result = Result(reader.NAME, version, files=len(read))
    for file, parts in expected.items():
        if file in getattr(reader, "FILES", expected):
            found = read.get(file, [])
            if isinstance(found, Refusal):
                result.check(file, "", "refused", None, found.reason)
                continue
            keys = [part.key for part in found]
            result.check(file, "", "parts", sorted(part.key for part in parts), sorted(keys))
            compare_parts(result, file, {part.key: part for part in parts}, found)
    return result


def compare_parts(result, file, expected, found):
    for part in found:
        if part.key in expected:
            values = expected[part.key].values()
            for name, value in part.values().items():
                about = expected[part.key].name
                result.check(file, about, name, values[name], value)
