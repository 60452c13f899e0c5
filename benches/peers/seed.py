"""The project's own catalogue, from start to end."""

import os
import statistics
from pathlib import Path

from catalogue import ROOT
from measure import begin, measured
from tools import build, environment


def seed(work, runs):
    """The medians, in seconds."""
    work.mkdir(parents=True, exist_ok=True)
    out, said = work / "out", work / "said.txt"
    seconds = {"first build": [], "unchanged": []}
    for number in range(runs + 1):
        begin(out)
        for kind, taken in seconds.items():
            command = build(ROOT / "events.yaml", out)
            run = measured(command, environment(out), Path(os.devnull), said)
            if number:
                taken.append(run.seconds)
    return {kind: statistics.median(taken) for kind, taken in seconds.items()}
