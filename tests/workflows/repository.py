"""The repository of somebody's series: a bare one, as a host has it, and clones of it."""

import os
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BRANCH = "main"
PULL_REQUEST = "refs/pull/1/merge"
SOMEBODY = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]


def environment(home):
    """An environment with nothing of this machine but its programs: no name to commit under, no
    settings of git."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


class Repository:
    """What is pushed to, and by whom else."""

    def __init__(self, home):
        self.home = home
        self.bare = home / "origin.git"
        self.url = f"file://{self.bare}"
        self.environment = environment(home / "somebody")

    @classmethod
    def of_the_project(cls, home):
        """The files of the working tree, as `git clone` would give them, but for what a build made:
        the series has never been published."""
        repository = cls(home)
        home.mkdir(parents=True, exist_ok=True)
        repository.git("init", "--quiet", "--bare", f"--initial-branch={BRANCH}", repository.bare)
        # As GitLab's repositories do.
        repository.git("-C", repository.bare, "config", "receive.advertisePushOptions", "true")
        tree = home / "tree"
        repository.git("clone", "--quiet", repository.url, tree)
        repository.git("-C", tree, "checkout", "--quiet", "-b", BRANCH)
        for name in tracked():
            if not name.startswith("feeds/"):
                place = tree / name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(PROJECT / name, place, follow_symlinks=False)
        repository.commit(tree, "Announce the series")
        return repository

    def copy(self, home):
        """A repository of its own with the same content."""
        shutil.copytree(self.bare, home / "origin.git")
        return Repository(home)

    def git(self, *words):
        """Runs git, and gives what it says."""
        command = ["git", *(str(word) for word in words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{command}: {done.stderr}")
        return done.stdout.strip()

    def commit(self, tree, message, ref=f"refs/heads/{BRANCH}"):
        """Commits everything in a clone, and pushes it."""
        self.git("-C", tree, "add", "--all", "--force")
        self.git("-C", tree, *SOMEBODY, "commit", "--quiet", "--message", message)
        self.git("-C", tree, "push", "--quiet", "origin", f"HEAD:{ref}")
        shutil.rmtree(tree)

    def push(self, message, change, branch=BRANCH):
        """Somebody changes files of a branch: `change` gets the folder of a fresh clone."""
        tree = self.clone(branch)
        change(tree)
        self.commit(tree, message, f"refs/heads/{branch}")

    def propose(self, message, change):
        """Somebody asks to pull a change."""
        tree = self.clone()
        change(tree)
        self.commit(tree, message, PULL_REQUEST)

    def clone(self, branch=BRANCH):
        """A fresh clone of a branch."""
        tree = self.home / "clone"
        shutil.rmtree(tree, ignore_errors=True)
        self.git("clone", "--quiet", f"--branch={branch}", self.url, tree)
        return tree

    def head(self, ref=f"refs/heads/{BRANCH}"):
        return self.git("-C", self.bare, "rev-parse", ref)

    def last(self, form):
        """The last commit of the branch, in a format of `git log`."""
        return self.git("-C", self.bare, "log", "-1", f"--format={form}", BRANCH)

    def touched(self):
        """The files that the last commit of the branch touched."""
        names = self.git("-C", self.bare, "show", "--format=", "--name-only", BRANCH)
        return names.splitlines()


def tracked():
    """The files of the working tree that a commit would have."""
    words = ["git", "-C", PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return [name for name in names.split("\0") if name and (PROJECT / name).exists()]
