"""How the program gets onto a machine: the lines that say so, tried without the minutes that an
optimised build takes."""

import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from common import BEFORE, SEMINAR, WorkflowTest
from github import GitHub
from gitlab import PIPELINE
from reading import read
from repository import PROJECT, environment

# Goes before the real one: writes down how it was called, and builds without optimising, as the
# tests have done before.
CARGO = """\
#!/usr/bin/env bash
printf '%s\\n' "$@" > '{record}'
{then}
"""


class Installing(WorkflowTest):
    def cargo(self, then):
        """A folder with a `cargo`."""
        folder = self.home / "tools"
        folder.mkdir()
        self.record = self.home / "record"
        program = folder / "cargo"
        program.write_text(CARGO.format(record=self.record, then=then))
        program.chmod(0o755)
        return folder

    def called(self):
        return self.record.read_text().splitlines()

    def test_the_action_builds_the_program_where_there_is_none(self):
        github = GitHub(self.home, self.repository, SEMINAR, BEFORE)
        github.is_cached = False
        real = shutil.which("cargo")
        github.tools = [str(self.cargo(f"exec '{real}' \"$@\" --debug --quiet"))]
        github.additions = rust() | {"CARGO_TARGET_DIR": str(SEMINAR.parents[1])}
        run = github.event("push", "github-commit.yml")
        self.assertEqual(run.results["publish"], "success", run.stdout + run.stderr)
        words = ["install", "--path", ".", "--locked", "--root", str(github.temp / "seminar")]
        self.assertEqual(self.called(), words)
        version = [github.temp / "seminar/bin/seminar", "--version"]
        done = subprocess.run(version, capture_output=True, text=True)
        self.assertRegex(done.stdout, r"^seminar \d")

    def test_the_program_is_built_anew_when_its_sources_are_others(self):
        github = GitHub(self.home, self.repository, SEMINAR, BEFORE)
        keys = [github.event("push", "github-commit.yml").outputs["version"]["key"] for _ in "ab"]
        self.assertRegex(keys[0], r"^[0-9a-f]{40}$")
        self.assertEqual(keys[0], keys[1])
        # Another checkout of the action, with one byte more.
        copy = self.home / "action"
        for name in ["Cargo.toml", "Cargo.lock", "src"]:
            take = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
            copy.mkdir(exist_ok=True)
            take(PROJECT / name, copy / name)
        self.assertEqual(self.key(copy), keys[0])
        with (copy / "src/render/page/templates/index.html").open("a") as file:
            file.write("\n")
        self.assertNotEqual(self.key(copy), keys[0])

    def key(self, action):
        step = read(PROJECT / "action.yml")["runs"]["steps"][0]
        output = self.home / "output"
        settings = environment(self.home / "home") | {
            "COMMAND": "check",
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_OUTPUT": str(output),
        }
        output.write_text("")
        subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], env=settings, check=True)
        return output.read_text().strip().removeprefix("key=")

    def test_gitlab_installs_the_version_that_is_named(self):
        pipeline = read(PIPELINE)
        lines = pipeline["default"]["before_script"]
        settings = environment(self.home / "home") | pipeline["variables"]
        settings["PATH"] = f"{self.cargo('')}:/usr/bin:/bin"
        settings["CI_PROJECT_DIR"] = str(self.home)
        subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(lines)], env=settings, check=True
        )
        [folder] = pipeline["default"]["cache"]["paths"]
        root = folder.removesuffix("/bin")
        self.assertEqual(
            self.called(),
            ["install", "--git", "https://github.com/OWNER/seminar", "--rev", "0" * 40, "--locked"]
            + ["--root", root, "seminar"],
        )


class Told(unittest.TestCase):
    def test_the_documents_install_as_the_action_does(self):
        for name in ["README.md", "docs/hosting.md", "action.yml"]:
            text = (PROJECT / name).read_text(encoding="utf-8")
            self.assertIn("cargo install --path . --locked", text, name)

    def test_the_place_to_fill_in_is_the_same_everywhere(self):
        for file in (PROJECT / "docs/workflows").iterdir():
            text = file.read_text(encoding="utf-8")
            self.assertTrue(set(re.findall(r"OWNER/\w+", text)) == {"OWNER/seminar"}, file)
            self.assertTrue(set(re.findall(r"\b[0-9]{40}\b", text)) >= {"0" * 40}, file)


def rust():
    """Where the machine has its Rust, which a home of the test's own would hide."""
    home = Path.home()
    folders = {"CARGO_HOME": home / ".cargo", "RUSTUP_HOME": home / ".rustup"}
    return {name: os.environ.get(name, str(folder)) for name, folder in folders.items()}
