"""docs/hosting.md: its snippets, as the hosts read them, and its sizes."""

import json
import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

from catalogues.build import PROJECT

NETLIFY = Path(__file__).with_name("netlify_headers.mjs")
# Takes the place of Amazon's command, and writes down how it was called.
AWS = """\
#!/usr/bin/env python3
import json, sys
with open({record!r}, "a") as record:
    record.write(json.dumps(sys.argv[1:]) + "\\n")
"""


def document():
    return (PROJECT / "docs/hosting.md").read_text(encoding="utf-8")


def fence(info):
    """The one fenced block with these words behind its fence."""
    [text] = re.findall(rf"^```{re.escape(info)}\n(.*?)^```$", document(), re.DOTALL | re.MULTILINE)
    return text


def headers_of_netlify(names, home):
    """What the file `_headers` says of each name, read by Netlify's own parser."""
    file = home / "_headers"
    file.write_text(fence("text _headers"), encoding="utf-8")
    command = ["node", NETLIFY, file, *names]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def headers_of_s3(folder, home):
    """What the commands for S3 say of each file of a folder."""
    tools, record = home / "tools", home / "record"
    tools.mkdir()
    aws = tools / "aws"
    aws.write_text(AWS.format(record=str(record)))
    aws.chmod(0o755)
    settings = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    subprocess.run(["bash", "-euc", fence("sh s3")], check=True, env=settings)
    headers = {name: [] for name in sorted(file.name for file in folder.iterdir())}
    for line in record.read_text().splitlines():
        words = json.loads(line)
        said = {
            "content-type": after(words, "--content-type"),
            "cache-control": after(words, "--cache-control"),
        }
        patterns = [words[at + 1] for at, word in enumerate(words) if word == "--include"]
        for name in headers:
            if any(fnmatch(name, pattern) for pattern in patterns):
                headers[name].append(said)
    shutil.rmtree(tools)
    return headers


def after(words, option):
    return words[words.index(option) + 1]
