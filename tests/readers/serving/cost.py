"""What a calendar costs its host: measured from nginx on loopback, and multiplied. Prints the
tables of docs/hosting.md: `tests/readers/measure`."""

import re
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from catalogues.build import PROJECT, seminar
from serving import hosting, nginx
from serving.http_rules import request

FILE = "calendar.ics"
EVENTS = 100
# Behind the end of the generated series.
NOW = "2200-01-01T00:00:00Z"
SUBSCRIBERS = [1_000, 100_000, 10_000_000]
POLLS = 24  # a day
EDGES = [1, 50, 300]
MAX_AGE = 600  # seconds, as the snippets have it
DAY = 86_400  # seconds


@dataclass
class Sizes:
    """Octets: of the file, and of whole answers with their headers."""

    file: int
    whole: int
    unchanged: int


def measure(feeds, home):
    """Asks nginx for a folder's calendar, first as one who has nothing, then as one who has it."""
    with nginx.serve(feeds, home, None) as address:
        tag = request("HEAD", address, FILE)[1]["etag"]
        host, path = address.removeprefix("http://").split("/", 1)
        return Sizes(
            (feeds / FILE).stat().st_size,
            answer(host, path, ""),
            answer(host, path, f"If-None-Match: {tag}\r\n"),
        )


def answer(host, path, condition):
    """How many octets come back."""
    name, port = host.split(":")
    head = f"GET /{path}/{FILE} HTTP/1.1\r\nHost: {host}\r\n{condition}Connection: close\r\n\r\n"
    with socket.create_connection((name, int(port)), timeout=20) as connection:
        connection.sendall(head.encode())
        octets = 0
        while part := connection.recv(65536):
            octets += len(part)
        return octets


def stated():
    """The sizes that the document states of the project's own calendar."""
    [row] = re.findall(r"^\| this project's own \|(.*)\|$", hosting.document(), re.MULTILINE)
    return Sizes(*(int(cell.replace(",", "")) for cell in row.split("|")))


def generated(home):
    """The outputs of a series from the benchmarks' generator."""
    catalogue = home / "events.yaml"
    bench = ["cargo", "bench", "--locked", "--quiet", "--profile", "dev", "--bench", "build"]
    command = [*bench, "--", "--write", str(catalogue), str(EVENTS)]
    subprocess.run(command, check=True, cwd=PROJECT)
    build = [seminar(), "--catalogue", catalogue, "--now", NOW, "--quiet", "build"]
    subprocess.run(build, check=True, stderr=subprocess.DEVNULL)
    return home / "feeds"


def tables(own, large):
    yield ["calendar", f"`{FILE}`", "answer `200`", "answer `304`"]
    for name, it in [("this project's own", own), (f"a series of {EVENTS} events", large)]:
        yield [name, f"{it.file:,}", f"{it.whole:,}", f"{it.unchanged:,}"]
    yield None
    yield ["subscribers", "requests"] + [
        f"{name}, {how}"
        for name in ["own", f"{EVENTS} events"]
        for how in ["always `200`", "`304`"]
    ]
    for subscribers in SUBSCRIBERS:
        polls = subscribers * POLLS
        each = [own.whole, own.unchanged, large.whole, large.unchanged]
        yield [f"{subscribers:,}", f"{polls:,}", *(octets(polls * size) for size in each)]
    yield None
    yield ["edges", "requests"] + [f"of {subscribers * POLLS:,}" for subscribers in SUBSCRIBERS]
    for edges in EDGES:
        asked = edges * DAY // MAX_AGE
        yield [str(edges), f"{asked:,}", *(share(asked, it * POLLS) for it in SUBSCRIBERS)]


def octets(number):
    """A number of octets with three digits."""
    for unit in ["kB", "MB", "GB"]:
        number /= 1000
        if number < 1000:
            break
    else:
        number, unit = number / 1000, "TB"
    return f"{number:.{2 if number < 10 else 1 if number < 100 else 0}f} {unit}"


def share(part, whole):
    return "all" if part >= whole else f"1 in {whole / part:,.0f}"


def main():
    with tempfile.TemporaryDirectory() as work:
        own = measure(PROJECT / "feeds", Path(work, "own"))
        Path(work, "series").mkdir()
        large = measure(generated(Path(work, "series")), Path(work, "large"))
    head = True
    for row in tables(own, large):
        if row is None:
            print()
            head = True
            continue
        print(f"| {' | '.join(row)} |")
        if head:
            print("|" + "---|" * len(row))
            head = False


if __name__ == "__main__":
    main()
