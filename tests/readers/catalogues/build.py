"""Builds a catalogue as its author would."""

import json
import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
# The present of every generated catalogue: between its recordings and its events.
NOW = "2026-11-01T12:00:00Z"


def build(catalogue, folder, now=NOW):
    """Writes a catalogue to a folder and builds it there. Returns the folder of the outputs."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "events.yaml"
    file.write_text(json.dumps(catalogue, ensure_ascii=False, indent=1), encoding="utf-8")
    command = [seminar(), "--catalogue", file, "--now", now, "--quiet", "build"]
    # A catalogue of everything has much that a careful friend would warn of.
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return folder / "feeds"


def seminar():
    """The program, built by `run`."""
    return Path(os.environ.get("SEMINAR", PROJECT / "target/debug/seminar"))
