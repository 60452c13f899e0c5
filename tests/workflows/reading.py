"""Workflows as data."""

import re
from textwrap import dedent

from ruamel.yaml import YAML


def read(file):
    """A file of YAML 1.2, in which `on` is no truth value."""
    return parsed(file.read_text(encoding="utf-8"))


def parsed(text):
    return YAML(typ="safe", pure=True).load(text)


def steps(document):
    """The steps that a document shows, each block as its text."""
    blocks = re.findall(r"^( *)```yaml step\n(.*?)^ *```$", document, re.DOTALL | re.MULTILINE)
    return [dedent(text) for _, text in blocks]
