"""Workflows as data."""

from ruamel.yaml import YAML


def read(file):
    """A file of YAML 1.2, in which `on` is no truth value."""
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
