"""Takes the time and the memory of whole processes, from outside."""

import os
import shutil
import statistics
import sys
import time
from dataclasses import dataclass, field

from catalogue import run, say
from tools import HERE, cache, environment, limit


@dataclass(frozen=True)
class Run:
    seconds: float
    # What all cores together worked for it.
    work: float
    # The peak of what it held in memory at once, in bytes.
    memory: int

    def __str__(self):
        memory = self.memory >> 20
        return f"{self.seconds:8.3f} s  {self.work:8.3f} s of work  {memory:6} MiB"


@dataclass
class Numbers:
    """The runs by tool and number of events."""

    runs: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)
    # The sizes of the catalogues, in bytes.
    sizes: dict = field(default_factory=dict)
    seed: dict = field(default_factory=dict)

    def add(self, tool, events, run):
        self.runs.setdefault((tool.name, events), []).append(run)

    def seconds(self, name, events):
        """The median; None where there is none."""
        runs = self.runs.get((name, events))
        return runs and statistics.median(run.seconds for run in runs)

    def memory(self, name, events):
        runs = self.runs.get((name, events))
        return runs and statistics.median(run.memory for run in runs)

    def leave_out(self, tool, events):
        self.left_out[tool.name, events] = expected(self, tool, events)

    def is_left_out(self, tool, events):
        return (tool.name, events) in self.left_out


def expected(numbers, tool, events):
    """How many seconds a tool may take, judged by the largest catalogue that it was given."""
    known = [number for name, number in [*numbers.runs, *numbers.left_out] if name == tool.name]
    if not known:
        return 0
    largest = max(known)
    seconds = numbers.seconds(tool.name, largest) or numbers.left_out[tool.name, largest]
    return seconds * events / largest


def rounds(catalogue, tools, runs, numbers):
    """Each tool once, then each once more: a machine that slows down slows all of them. What the
    first round takes is not counted."""
    numbers.sizes[catalogue.events] = catalogue.size
    for number in range(runs + 1):
        for tool in tools:
            taken = once(catalogue, tool, check=number == 0)
            say(f"  {number}  {taken}  {tool.name}")
            if number:
                numbers.add(tool, catalogue.events, taken)


def once(catalogue, tool, check):
    out = catalogue.built
    if tool.fresh:
        out = catalogue.work / "out"
        begin(out)
    warm(catalogue)
    command, output = tool.command(catalogue.work, out), out / tool.output
    taken = measured(command, environment(out), output, catalogue.work / "said.txt")
    if check:
        events = str(catalogue.events)
        run(sys.executable, HERE / "check.py", out, catalogue.work, events, *tool.claims)
    return taken


def warm(catalogue):
    """Writes as much as a build does, and removes it: a virtual machine pays several times as much
    for memory that has been idle, and whoever comes first would pay for all."""
    os.sync()
    folder = catalogue.work / "warm"
    empty(folder)
    run(*limit(catalogue.work, folder))
    shutil.rmtree(folder)


def begin(out):
    """Leaves nothing of what was built there."""
    shutil.rmtree(cache(out), ignore_errors=True)
    empty(out)


def empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def measured(command, environment, output, said):
    """One run."""
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 1, output, writing, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, said, writing, 0o644),
    ]
    program = shutil.which(command[0])
    start = time.perf_counter()
    process = os.posix_spawn(program, command, environment, file_actions=files)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if status:
        code = os.waitstatus_to_exitcode(status)
        sys.exit(f"{program} ended with {code}\n{said.read_text('utf-8')}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
