"""GitLab for one repository: a pipeline runs the jobs whose rules hold, with their scripts as they
are written."""

import re
import shutil
import subprocess
from pathlib import Path

from reading import read
from repository import BRANCH, PROJECT, environment

PIPELINE = PROJECT / "docs/workflows/gitlab-ci.yml"
# What a file may say beside its jobs.
GLOBAL = ["variables", "default"]
RULE = re.compile(r'\$(\w+) == (?:\$(\w+)|"(\w+)")')


class GitLab:
    """A repository at GitLab, at a moment."""

    def __init__(self, home, repository, program, now):
        self.home, self.repository, self.program = home, repository, program
        self.now = now
        # What else happens, as soon as a job has its clone.
        self.meanwhile = lambda: None
        self.runs = 0

    def pipeline(self, source):
        """Runs the jobs of a pipeline. Gives what each came to, what they printed, and the folder
        that Pages shows, if any."""
        self.sha = self.repository.head()
        self.text = read(PIPELINE)
        self.output, self.site = "", None
        results = {}
        for name, job in self.text.items():
            if name not in GLOBAL and any(self.holds(rule["if"], source) for rule in job["rules"]):
                results[name] = self.with_retries(job, source)
        if results.get("pages") == "success":
            self.site = self.workspace / "public"
        return results

    def variables(self, source):
        common = {
            "CI_PIPELINE_SOURCE": source,
            "CI_DEFAULT_BRANCH": BRANCH,
            "CI_REPOSITORY_URL": self.repository.url,
        }
        # Pipelines of merge requests have no branch.
        return common if source == "merge_request_event" else common | {"CI_COMMIT_BRANCH": BRANCH}

    def holds(self, rule, source):
        variables = self.variables(source)
        name, other, text = RULE.fullmatch(rule).groups()
        return name in variables and variables[name] == (text or variables.get(other))

    def with_retries(self, job, source):
        retry = job.get("retry", {"max": 0, "exit_codes": []})
        for _ in range(1 + retry["max"]):
            status = self.job(job, source)
            if status not in retry["exit_codes"]:
                break
        return "success" if status == 0 else "failure"

    def job(self, job, source):
        """The exit status of a job on a machine of its own."""
        self.runs += 1
        machine = self.home / str(self.runs)
        self.workspace = machine / "builds"
        git = self.repository.git
        options = ["--quiet", "--depth=20", f"--branch={BRANCH}"]
        git("clone", *options, self.repository.url, self.workspace)
        git("-C", self.workspace, "checkout", "--quiet", "--detach", self.sha)
        self.install(self.text["default"]["cache"])
        self.meanwhile()
        whole = environment(machine / "home") | self.variables(source) | self.text["variables"]
        whole["CI_PROJECT_DIR"] = str(self.workspace)
        whole["SOURCE_DATE_EPOCH"] = str(int(self.now.timestamp()))
        # GitLab joins the lines to one script, which ends with the first line that fails.
        script = "\n".join([*self.text["default"]["before_script"], *job["script"]])
        done = subprocess.run(
            ["bash", "-c", f"set -eo pipefail\n{script}"],
            cwd=self.workspace,
            env=whole,
            capture_output=True,
            text=True,
        )
        self.output += done.stdout + done.stderr
        missing = [
            path
            for path in job.get("artifacts", {}).get("paths", [])
            if not (self.workspace / path).exists()
        ]
        return done.returncode or len(missing)

    def install(self, cache):
        """The program that the tests are for, as if it had been built before."""
        [folder] = cache["paths"]
        place = self.workspace / folder / "seminar"
        shutil.rmtree(place.parent, ignore_errors=True)
        place.parent.mkdir(parents=True)
        place.symlink_to(Path(self.program))
