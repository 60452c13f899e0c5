"""Measures seminar and its peers in turn, on the same content.

`benches/peers/run` installs them and runs this. It measures and judges nothing. This process stays
small, since a program's peak memory is counted from that of the process that starts it.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from catalogue import prepare
from measure import Numbers, expected, rounds
from seed import seed
from table import ratios, times
from tools import chosen
from versions import machine


def main():
    words = arguments()
    work = words.work / "seminar-peers"
    tools = chosen(words.only)
    try:
        numbers = measured(words, work, tools)
    finally:
        # In a folder in memory it would be missing to whatever runs next.
        shutil.rmtree(work, ignore_errors=True)
    print(machine(words.runs), times(numbers, tools), ratios(numbers), sep="\n\n")


def measured(words, work, tools):
    numbers = Numbers()
    for events in sorted(words.events):
        catalogue = prepare(work / str(events), events, tools)
        for tool in tools:
            if expected(numbers, tool, events) > words.limit:
                numbers.leave_out(tool, events)
        present = [tool for tool in tools if not numbers.is_left_out(tool, events)]
        rounds(catalogue, present, words.runs, numbers)
    numbers.seed = seed(work / "seed", 4 * words.runs)
    return numbers


def arguments():
    parser = argparse.ArgumentParser(prog="benches/peers/run", description=__doc__.splitlines()[0])
    parser.add_argument("events", type=int, nargs="*", default=[1000, 10000], metavar="EVENTS")
    parser.add_argument(
        "--only", action="append", metavar="TOOL", help="only this one; may be given several times"
    )
    parser.add_argument(
        "--runs", type=int, default=5, metavar="N", help="the median of how many, after one more"
    )
    parser.add_argument(
        "--work", type=Path, default=os.environ["PEERS"], metavar="FOLDER",
        help="where to keep what is read and written; /dev/shm leaves the disk out of it",
    )
    parser.add_argument(
        "--limit", type=float, default=30, metavar="SECONDS",
        help="leave out what the next smaller catalogue lets expect to take longer",
    )
    return parser.parse_args()


sys.exit(main())
