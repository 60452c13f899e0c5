"""What was measured and where: versions, the machine and the day."""

import json
import os
import platform
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).parent


def pypi(package):
    pinned = HERE.joinpath("requirements.txt").read_text("utf-8")
    return re.search(rf"^{re.escape(package)}==(\S+)$", pinned, re.MULTILINE)[1]


def npm(package):
    return json.loads(HERE.joinpath("node/package.json").read_text("utf-8"))["dependencies"][package]


def debian(package):
    """Without Debian's own part of the version."""
    return said("dpkg-query", "--show", "--showformat=${Version}", package).partition("-")[0]


def machine(runs):
    """A sentence for below the table. It names no host."""
    memory = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    kernel = ".".join(platform.release().split(".")[:2])
    rust = said("rustc", "--version").split()[1]
    return (
        f"{datetime.now(timezone.utc):%-d %B %Y}, {os.cpu_count()} cores of {processor()}, "
        f"{memory} GiB, {system}, Linux {kernel}, Python {platform.python_version()}, "
        f"Node {said('node', '--version').strip().lstrip('v')}, Rust {rust}; "
        f"whole processes, medians of {runs} runs."
    )


def processor():
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
