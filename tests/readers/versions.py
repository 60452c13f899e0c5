"""Which version of a reader is installed."""

import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from catalogues.build import PROJECT


def version_of(package):
    """The version of a package, which is named with its registry (PyPI's, if there is none)."""
    registry, _, name = package.rpartition(":")
    match registry or name:
        case "npm":
            file = Path(os.environ["NODE_MODULES"], name, "package.json")
            return json.loads(file.read_text(encoding="utf-8"))["version"]
        case "deb":
            command = ["dpkg-query", "--show", "--showformat=${Version}", name]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout
        case "cargo":
            lock = (PROJECT / "Cargo.lock").read_text(encoding="utf-8")
            return re.search(rf'name = "{name}"\nversion = "(.*)"', lock)[1]
        case "python":
            return platform.python_version()
        case "own":
            return "own rules"
    return version(name)
