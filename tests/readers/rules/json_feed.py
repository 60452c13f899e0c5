"""JSON Feed's specification, as a schema (`feeds/json_feed.schema.json`), by jsonschema."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from compare import Result
from item import feed_files

NAME = "jsonschema, JSON Feed 1.1"
PACKAGE = "jsonschema"
SCHEMA = Path(__file__).parents[1] / "feeds/json_feed.schema.json"


def judge(folder, now):
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    files = feed_files(folder, "json")
    result = Result(NAME, "", files=len(files))
    for file in files:
        feed = json.loads(file.read_bytes())
        faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(feed)]
        result.check(file.name, "", "schema", [], faults)
        ids = [item.get("id") for item in feed["items"]]
        result.check(file.name, "", "ids that come twice", [], twice(ids))
    return result


def twice(values):
    return sorted({str(value) for value in values if values.count(value) > 1})
