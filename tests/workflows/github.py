"""GitHub for one repository: an event runs the jobs of a workflow, with their shell steps as they
are written. Actions that are GitHub's own are played; ours is run step by step."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from expressions import filled, holds
from reading import read
from repository import BRANCH, PROJECT, PULL_REQUEST, environment

ACTION = "OWNER/seminar"
OWN_RIGHTS = {"contents": "none", "pages": "none", "id-token": "none"}


@dataclass
class Run:
    """What came of an event."""

    results: dict[str, str] = field(default_factory=dict)
    # What all steps printed, on both streams.
    stdout: str = ""
    stderr: str = ""
    summary: str = ""
    # What the steps of the action had to say for later ones, by their ids.
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    # The folders that were handed to Pages, and the one that it shows.
    uploaded: Path | None = None
    deployed: Path | None = None


class GitHub:
    """A repository at GitHub, at a moment."""

    def __init__(self, home, repository, program, now):
        self.home, self.repository, self.program = home, repository, program
        self.now = now
        # What else happens, as soon as a job has its checkout.
        self.meanwhile = lambda: None
        # Folders of programs that go before the machine's, and what else a shell's environment has.
        self.tools, self.additions = [], {}
        self.is_cached = True
        self.runs = 0

    def event(self, name, workflow):
        """Runs the jobs of a workflow that an event starts, in the order in which they stand."""
        return self.run_all(name, read(PROJECT / "docs/workflows" / workflow))

    def run_all(self, name, text):
        if name not in text["on"]:
            raise ValueError(f"it does not run on {name}")
        self.run, self.name, self.sha = Run(), name, self.sha_of(name)
        for job in text["jobs"]:
            self.run.results[job] = self.job(job, text)
        return self.run

    def job(self, name, text):
        job = text["jobs"][name]
        if not holds(job.get("if"), self.contexts()):
            return "skipped"
        needs = job.get("needs", [])
        needs = [needs] if isinstance(needs, str) else needs
        if any(self.run.results[need] != "success" for need in needs):
            return "skipped"
        self.rights = OWN_RIGHTS | text["permissions"] | job.get("permissions", {})
        self.start(name)
        steps = {}
        for step in job["steps"]:
            if not self.step(step, steps, {}, {}):
                return "failure"
        return "success"

    def start(self, name):
        """A machine of its own for the job."""
        self.runs += 1
        self.machine = self.home / f"{self.runs}-{name}"
        self.workspace, self.temp = self.machine / "workspace", self.machine / "temp"
        for folder in [self.workspace, self.temp]:
            folder.mkdir(parents=True)
        self.path = list(self.tools)

    def sha_of(self, name):
        """The state that an event is for."""
        return self.repository.head(self.ref(name))

    def ref(self, name):
        return PULL_REQUEST if name == "pull_request" else f"refs/heads/{BRANCH}"

    def contexts(self, steps=None, inputs=None):
        github = {"event_name": self.name, "ref": self.ref(self.name)}
        runner = {"os": "Linux", "arch": "X64"}
        if hasattr(self, "temp"):
            runner["temp"] = str(self.temp)
        return {"github": github, "runner": runner, "steps": steps or {}, "inputs": inputs or {}}

    def step(self, step, steps, inputs, environment):
        """Whether a step succeeds, or is not to be taken."""
        contexts = self.contexts(steps, inputs)
        if not holds(step.get("if"), contexts):
            return True
        values = {key: filled(text, contexts) for key, text in step.get("with", {}).items()}
        outputs = {}
        if "run" in step:
            own = {key: filled(text, contexts) for key, text in step.get("env", {}).items()}
            succeeds = self.shell(step, environment | own, outputs)
        else:
            succeeds = self.action(step["uses"].split("@")[0], values, outputs)
        if "id" in step:
            steps[step["id"]] = {"outputs": outputs}
        return succeeds

    def action(self, name, values, outputs):
        match name:
            case "actions/checkout":
                return self.checkout(values)
            case "actions/cache":
                return self.cache(values, outputs)
            case "actions/upload-pages-artifact":
                self.run.uploaded = self.machine / "artifact"
                shutil.copytree(self.workspace / values["path"], self.run.uploaded)
                return True
            case "actions/deploy-pages":
                if self.rights["pages"] != "write" or self.rights["id-token"] != "write":
                    return False
                self.run.deployed = self.run.uploaded
                return True
            case str() if name == ACTION:
                return self.own_action(values)
        raise ValueError(f"nobody plays {name}")

    def own_action(self, values):
        """The steps of `action.yml`."""
        action = read(PROJECT / "action.yml")
        unknown = values.keys() - action["inputs"].keys()
        if unknown:
            raise ValueError(f"action.yml has no inputs {unknown}")
        inputs = {key: values.get(key, each["default"]) for key, each in action["inputs"].items()}
        steps = {}
        own = {"GITHUB_ACTION_PATH": str(PROJECT)}
        done = all(self.step(step, steps, inputs, own) for step in action["runs"]["steps"])
        self.run.outputs = {key: step["outputs"] for key, step in steps.items()}
        return done

    def checkout(self, values):
        """A shallow clone: of the newest state of a branch that is named; else of the state that
        the event is for, which for a pull request is on no branch."""
        folder = self.workspace / values.get("path", ".")
        branch = values.get("ref", BRANCH).removeprefix("refs/heads/")
        git = self.repository.git
        git("clone", "--quiet", "--depth=1", f"--branch={branch}", self.repository.url, folder)
        if "ref" not in values:
            git("-C", folder, "fetch", "--quiet", "--depth=1", "origin", self.sha)
            git("-C", folder, "reset", "--quiet", "--hard", self.sha)
        if self.name == "pull_request":
            git("-C", folder, "checkout", "--quiet", "--detach")
        may_push = values["persist-credentials"] == "true" and self.rights["contents"] == "write"
        if not may_push:
            git("-C", folder, "config", "remote.origin.pushurl", "file:///refused")
        self.meanwhile()
        return True

    def cache(self, values, outputs):
        """The program that the tests are for, as if it had been built before."""
        outputs["cache-hit"] = "true" if self.is_cached else ""
        if self.is_cached:
            folder = Path(values["path"]) / "bin"
            folder.mkdir(parents=True)
            (folder / "seminar").symlink_to(self.program)
        return True

    def shell(self, step, own, outputs):
        """Runs a script as GitHub does, and takes what it wrote to the files that it is given."""
        files = {}
        for name in ["OUTPUT", "PATH", "STEP_SUMMARY", "ENV"]:
            files[name] = self.temp / f"github-{name.lower()}"
            files[name].write_text("")
        script = self.temp / "script.sh"
        script.write_text(step["run"])
        whole = environment(self.machine / "home")
        whole["PATH"] = ":".join([*self.path, whole["PATH"]])
        whole |= {f"GITHUB_{name}": str(file) for name, file in files.items()}
        whole |= {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_EVENT_NAME": self.name,
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_OS": "Linux",
            "SOURCE_DATE_EPOCH": str(int(self.now.timestamp())),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        whole |= own | self.additions
        done = subprocess.run(
            command, cwd=self.workspace, env=whole, capture_output=True, text=True
        )
        self.run.stdout += done.stdout
        self.run.stderr += done.stderr
        self.run.summary += files["STEP_SUMMARY"].read_text()
        outputs |= dict(line.split("=", 1) for line in files["OUTPUT"].read_text().splitlines())
        self.path = [*reversed(files["PATH"].read_text().splitlines()), *self.path]
        return done.returncode == 0
