"""The pipeline for GitLab, on fresh clones."""

import re

from common import AFTER, BEFORE, SEMINAR, WorkflowTest, broken, retitled
from gitlab import PIPELINE, GitLab
from reading import read
from repository import PROJECT


class GitLabTest(WorkflowTest):
    def setUp(self):
        super().setUp()
        self.gitlab = GitLab(self.home, self.repository, SEMINAR, BEFORE)

    def assert_result(self, source, **results):
        self.assertEqual(self.gitlab.pipeline(source), results, self.gitlab.output)

    def test_the_first_push_builds_commits_and_publishes(self):
        self.assert_result("push", pages="success")
        tree = self.assert_published()
        self.assert_only_feeds_were_touched()
        self.assertRegex(self.repository.last("%s"), r"^Build feeds: S01\.ics, .*calendar\.ics, ")
        published = {file.name: file.read_bytes() for file in self.gitlab.site.iterdir()}
        committed = {file.name: file.read_bytes() for file in (tree / "feeds").iterdir()}
        self.assertEqual(published, committed)

    def test_the_second_run_commits_nothing(self):
        self.assert_result("push", pages="success")
        head = self.repository.head()
        for source in ["push", "schedule"]:
            self.assert_result(source, pages="success")
        self.assertEqual(self.repository.head(), head)
        self.assertTrue((self.gitlab.site / "calendar.ics").is_file())

    def test_a_night_moves_what_is_over(self):
        self.assert_result("push", pages="success")
        self.gitlab.now = AFTER
        self.assert_result("schedule", pages="success")
        self.assertEqual(self.repository.last("%s"), "Build feeds: index.html, page.md, talks.md")

    def test_a_catalogue_with_a_mistake_publishes_nothing(self):
        self.assert_result("push", pages="success")
        self.repository.push("Slip", broken)
        head = self.repository.head()
        self.assert_result("push", pages="failure")
        self.assertIn("--> events.yaml:", self.gitlab.output)
        self.assertIsNone(self.gitlab.site)
        self.assertEqual(self.repository.head(), head)
        # It is not tried again: that would not mend it.
        self.assertEqual(self.gitlab.runs, 2)

    def test_a_merge_request_is_checked_and_not_published(self):
        self.assert_result("push", pages="success")
        self.repository.push("Change the title", retitled)
        head = self.repository.head()
        self.assert_result("merge_request_event", check="success")
        self.assertIn("S99: renamed from “A night later”", self.gitlab.output)
        self.repository.push("Slip", broken_title)
        self.assert_result("merge_request_event", check="failure")
        self.assertIn("error[", self.gitlab.output)
        self.assertNotEqual(self.repository.head(), head)

    def test_who_is_faster_is_built_upon(self):
        def faster():
            # Between the job's fetch and its push: git calls this before it pushes.
            hook = self.gitlab.workspace / ".git/hooks/pre-push"
            clone = self.repository.clone()
            retitled(clone)
            self.repository.git("-C", clone, "add", "--all")
            name = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
            self.repository.git("-C", clone, *name, "commit", "--quiet", "--message", "Meanwhile")
            hook.write_text(f"#!/bin/sh\ngit -C '{clone}' push --quiet origin HEAD:main\n")
            hook.chmod(0o755)
            self.gitlab.meanwhile = lambda: None

        self.gitlab.meanwhile = faster
        self.assert_result("push", pages="success")
        self.assertEqual(self.gitlab.runs, 2)
        tree = self.assert_published()
        self.assertIn("A day later", (tree / "feeds/calendar.ics").read_text(encoding="utf-8"))

    def test_its_commits_start_no_pipeline(self):
        hook = self.repository.bare / "hooks/pre-receive"
        hook.write_text('#!/bin/sh\n[ "$GIT_PUSH_OPTION_0" = ci.skip ]\n')
        hook.chmod(0o755)
        self.assert_result("push", pages="success")

    def test_it_has_twenty_lines(self):
        lines = PIPELINE.read_text(encoding="utf-8").splitlines()
        said = [line for line in lines if line.strip() and not line.strip().startswith("#")]
        self.assertLessEqual(len(said), 20)

    def test_its_image_has_the_rust_that_the_program_needs(self):
        manifest = (PROJECT / "Cargo.toml").read_text(encoding="utf-8")
        stated = re.search(r'rust-version = "([\d.]+)"', manifest)[1]
        self.assertEqual(read(PIPELINE)["default"]["image"], f"rust:{stated}")


def broken_title(tree):
    """The new title is no text."""
    text = (tree / "events.yaml").read_text(encoding="utf-8")
    text = text.replace("title: A day later", "title: [A day later]")
    (tree / "events.yaml").write_text(text, encoding="utf-8")
