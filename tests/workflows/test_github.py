"""The workflows for GitHub, and with them the steps of `action.yml`, on fresh clones."""

from datetime import timedelta

from common import AFTER, BEFORE, SEMINAR, WorkflowTest, appended, broken, retitled
from github import GitHub, Run
from reading import parsed, read, steps
from repository import PROJECT

COMMIT, PAGES = "github-commit.yml", "github-pages.yml"
BETWEEN = BEFORE + timedelta(days=2)
BOT = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"


class GitHubTest(WorkflowTest):
    def setUp(self):
        super().setUp()
        self.github = GitHub(self.home, self.repository, SEMINAR, BEFORE)

    def event(self, name, workflow=COMMIT):
        return self.github.event(name, workflow)

    def assert_result(self, run, **results):
        self.assertEqual(run.results, results, run.stdout + run.stderr)


class Publishing(GitHubTest):
    def test_the_first_push_builds_and_commits(self):
        run = self.event("push")
        self.assert_result(run, check="skipped", publish="success")
        self.assertEqual(run.outputs["commit"], {"changed": "true"})
        self.assert_only_feeds_were_touched()
        tree = self.assert_published()
        for name in ["calendar.ics", "S99.ics", "index.html", "series.json", "history.json"]:
            self.assertTrue((tree / "feeds" / name).is_file(), name)
        self.assertEqual(self.repository.last("%an <%ae>"), BOT)
        self.assertEqual(self.repository.last("%cn <%ce>"), BOT)

    def test_the_message_says_which_files_changed(self):
        self.event("push")
        touched = [name.removeprefix("feeds/") for name in self.repository.touched()]
        first = ", ".join(touched[:3])
        subject = f"Build feeds: {first} and {len(touched) - 3} more"
        self.assertEqual(self.repository.last("%s"), subject)
        self.assertEqual(self.repository.last("%b").split(), touched)

    def test_the_second_run_commits_nothing(self):
        self.event("push")
        head = self.repository.head()
        for name in ["push", "schedule", "workflow_dispatch"]:
            run = self.event(name)
            self.assert_result(run, check="skipped", publish="success")
            self.assertEqual(run.outputs["commit"], {"changed": "false"})
            self.assertIn("feeds is as it was, and nothing is committed", run.stdout)
        self.assertEqual(self.repository.head(), head)

    def test_a_night_moves_what_is_over(self):
        self.event("push")
        self.github.now = AFTER
        run = self.event("schedule")
        self.assert_result(run, check="skipped", publish="success")
        self.assertEqual(
            self.repository.touched(), ["feeds/index.html", "feeds/page.md", "feeds/talks.md"]
        )
        self.assertEqual(self.repository.last("%s"), "Build feeds: index.html, page.md, talks.md")
        self.assert_published(AFTER)

    def test_a_catalogue_with_a_mistake_is_annotated_and_changes_nothing(self):
        self.event("push")
        self.repository.push("Slip", broken)
        head = self.repository.head()
        for name in ["push", "schedule"]:
            run = self.event(name, PAGES)
            self.assert_result(run, check="skipped", publish="failure", deploy="skipped")
            self.assertRegex(run.stdout, r"(?m)^::error file=events\.yaml,line=\d+,col=\d+,")
        self.assertEqual(self.repository.head(), head)

    def test_another_file_that_was_changed_is_not_committed(self):
        self.github.meanwhile = lambda: appended("# a step before\n")(self.github.workspace)
        self.assert_result(self.event("push"), check="skipped", publish="success")
        self.assert_only_feeds_were_touched()

    def test_a_folder_that_git_ignores_is_told(self):
        def ignore(tree):
            (tree / ".gitignore").write_text("/feeds\n")

        self.repository.push("Ignore what is built", ignore)
        head = self.repository.head()
        run = self.event("push")
        self.assert_result(run, check="skipped", publish="failure")
        self.assertIn("::error::seminar: git ignores `feeds`", run.stdout)
        self.assertEqual(self.repository.head(), head)


class Racing(GitHubTest):
    def once(self, change):
        """What happens while a job runs, once."""

        def happen():
            self.github.meanwhile = lambda: None
            change()

        self.github.meanwhile = happen

    def test_who_is_faster_is_built_upon(self):
        self.once(lambda: self.repository.push("Change the title", retitled))
        run = self.event("push")
        self.assert_result(run, check="skipped", publish="success")
        self.assertIn("main has moved on; attempt 1 of 3 starts over from there", run.stdout)
        tree = self.assert_published()
        self.assertIn("A day later", (tree / "feeds/calendar.ics").read_text(encoding="utf-8"))
        self.assert_only_feeds_were_touched()

    def test_what_another_build_told_subscribers_is_not_forgotten(self):
        def publish_elsewhere():
            other = GitHub(self.home / "other", self.repository, SEMINAR, BETWEEN)
            self.repository.push("Change the title", retitled)
            other.event("push", COMMIT)

        self.event("push")
        self.once(publish_elsewhere)
        self.github.now = AFTER
        self.assert_result(self.event("schedule"), check="skipped", publish="success")
        tree = self.assert_published(AFTER)
        # The title changed once: at the other build.
        event = (tree / "feeds/S99.ics").read_text(encoding="utf-8")
        self.assertIn("\nSEQUENCE:0", event)
        self.assertIn("\nLAST-MODIFIED:20300110T120000Z", event)

    def test_a_run_that_had_to_wait_starts_from_the_newest_state(self):
        before = self.repository.head()
        self.event("push")
        head = self.repository.head()
        # The event is that of a push before the last commit.
        waited = GitHub(self.home / "waited", self.repository, SEMINAR, AFTER)
        waited.sha_of = lambda name: before
        run = waited.event("push", COMMIT)
        self.assert_result(run, check="skipped", publish="success")
        self.assertNotIn("has moved on", run.stdout)
        self.assertEqual(
            self.repository.git("-C", self.repository.bare, "rev-parse", "main~"), head
        )
        self.assert_published(AFTER)

    def test_a_branch_that_takes_no_pushes_is_told(self):
        hook = self.repository.bare / "hooks/pre-receive"
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        head = self.repository.head()
        run = self.event("push")
        self.assert_result(run, check="skipped", publish="failure")
        self.assertIn("attempt 3 of 3", run.stdout)
        self.assertRegex(run.stdout, r"(?m)^::error::seminar: cannot push to `main`")
        self.assertIn("docs/hosting.md", run.stdout)
        self.assertEqual(self.repository.head(), head)

    def test_uncommitted_work_is_never_overwritten(self):
        def both_change():
            appended("# a step before\n")(self.github.workspace)
            self.repository.push("Change the title", retitled)

        self.once(both_change)
        self.assert_result(self.event("push"), check="skipped", publish="failure")
        text = (self.github.workspace / "events.yaml").read_text(encoding="utf-8")
        self.assertTrue(text.endswith("# a step before\n"))


class PullRequests(GitHubTest):
    def test_a_pull_request_is_checked_and_not_published(self):
        self.event("push")
        head = self.repository.head()
        self.repository.propose("Change the title", retitled)
        for workflow in [COMMIT, PAGES]:
            run = self.event("pull_request", workflow)
            others = {} if workflow == COMMIT else {"deploy": "skipped"}
            self.assert_result(run, check="success", publish="skipped", **others)
            self.assertNotIn("::error", run.stdout)
            self.assertIn("### What subscribers would be told", run.summary)
            self.assertIn("S99: renamed from “A night later” to “A day later”", run.summary)
            self.assertIsNone(run.deployed)
        self.assertEqual(self.repository.head(), head)

    def test_a_mistake_is_shown_where_it_stands(self):
        self.repository.propose("Slip", broken)
        run = self.event("pull_request")
        self.assert_result(run, check="failure", publish="skipped")
        lines = (self.github.workspace / "events.yaml").read_text(encoding="utf-8").splitlines()
        number = next(at for at, line in enumerate(lines, 1) if "2030-02-30" in line)
        self.assertIn(f"::error file=events.yaml,line={number},", run.stdout)

    def test_what_was_published_and_is_gone_is_shown(self):
        self.event("push")
        self.repository.propose("Forget", renamed)
        run = self.event("pull_request")
        self.assert_result(run, check="failure", publish="skipped")
        self.assertRegex(run.stdout, r"(?m)^::error file=events\.yaml,.*title=vanished-id")


class Inputs(GitHubTest):
    """Runs the action alone, with inputs of the test's."""

    def act(self, **inputs):
        self.github.run, self.github.name = Run(), "push"
        self.github.rights = {"contents": "write"}
        self.github.start("alone")
        self.github.sha = self.repository.head()
        self.github.checkout({"ref": "main", "persist-credentials": "true"})
        return self.github.own_action(inputs), self.github.run

    def test_a_command_that_there_is_not_is_told_before_anything_is_done(self):
        done, run = self.act(command="publish")
        self.assertFalse(done)
        self.assertEqual(
            run.stdout,
            "::error::seminar: `command` is `publish`, not `check` or `build`\n",
        )

    def test_a_build_without_commit_leaves_the_folder_for_the_next_step(self):
        head = self.repository.head()
        done, run = self.act(command="build")
        self.assertTrue(done, run.stderr)
        self.assertTrue((self.github.workspace / "feeds/calendar.ics").is_file())
        self.assertEqual(self.repository.head(), head)

    def test_a_warning_counts_if_strict(self):
        self.repository.push("Announce another", appended(DOUBTFUL))
        for command in ["check", "build"]:
            for strict, expected in [("false", True), ("true", False)]:
                done, run = self.act(command=command, strict=strict)
                self.assertEqual(done, expected, run.stdout + run.stderr)
                self.assertIn("::warning file=events.yaml,", run.stdout)

    def test_what_is_given_is_never_run(self):
        for hostile in ["$(touch hacked)", '"; touch hacked; "']:
            for inputs in [
                {"catalogue": hostile},
                {"command": hostile},
                {"strict": hostile, "catalogue": "missing.yaml"},
                {"out": hostile},
                {"out": hostile, "command": "build", "commit": "true"},
            ]:
                self.act(**inputs)
                found = list(self.github.machine.rglob("hacked"))
                self.assertEqual(found, [], inputs)


class AnotherBranch(GitHubTest):
    """Where the main branch takes no commits, as docs/hosting.md shows it."""

    def setUp(self):
        super().setUp()
        tree = self.repository.clone()
        git = self.repository.git
        git("-C", tree, "checkout", "--quiet", "--orphan", "published")
        git("-C", tree, "rm", "--quiet", "-r", "--force", ".")
        (tree / "README").write_text("What is published.\n")
        self.repository.commit(tree, "Begin", "refs/heads/published")
        self.workflow = read(PROJECT / "docs/workflows" / COMMIT)
        publish = self.workflow["jobs"]["publish"]["steps"]
        self.assertIn("OWNER/seminar", publish.pop()["uses"])
        text = (PROJECT / "docs/hosting.md").read_text(encoding="utf-8")
        [shown] = [parsed(text) for text in steps(text) if "path: published" in text]
        publish += shown

    def test_the_folder_is_kept_there(self):
        main = self.repository.head()
        for changed in ["true", "false"]:
            run = self.github.run_all("push", self.workflow)
            self.assert_result(run, check="skipped", publish="success")
            self.assertEqual(run.outputs["commit"], {"changed": changed})
        bare = self.repository.bare
        listed = self.repository.git("-C", bare, "ls-tree", "--name-only", "published")
        self.assertIn("README", listed.splitlines())
        self.assertIn("calendar.ics", listed.splitlines())
        self.assertEqual(self.repository.head(), main)

    def test_who_is_faster_there_is_built_upon(self):
        def push_there():
            if self.github.workspace.joinpath("published").exists():
                self.github.meanwhile = lambda: None
                self.repository.push("Meanwhile", added, "published")

        def added(tree):
            (tree / "README").write_text("It has more words now.\n")

        self.github.meanwhile = push_there
        run = self.github.run_all("push", self.workflow)
        self.assert_result(run, check="skipped", publish="success")
        self.assertIn("published has moved on", run.stdout)
        tree = self.repository.clone("published")
        self.assertTrue((tree / "calendar.ics").is_file())
        self.assertEqual((tree / "README").read_text(), "It has more words now.\n")


class Pages(GitHubTest):
    def test_what_is_deployed_is_what_is_committed(self):
        for _ in range(2):
            run = self.event("push", PAGES)
            self.assert_result(run, check="skipped", publish="success", deploy="success")
            tree = self.assert_published()
            deployed = {file.name: file.read_bytes() for file in run.deployed.iterdir()}
            committed = {file.name: file.read_bytes() for file in (tree / "feeds").iterdir()}
            self.assertEqual(deployed, committed)

    def test_both_workflows_check_and_publish_alike(self):
        commit, pages = (read(PROJECT / "docs/workflows" / name) for name in [COMMIT, PAGES])
        steps = pages["jobs"]["publish"]["steps"]
        self.assertIn("upload-pages-artifact", steps.pop()["uses"])
        del pages["jobs"]["deploy"]
        self.assertEqual(commit, pages)


# Its link has no `s`.
DOUBTFUL = """\
  - id: S98
    title: Another
    start: 2030-02-15 15:00
    location: Zoom
    registration: http://example.org/register
"""


def renamed(tree):
    """The event gets another id."""
    text = (tree / "events.yaml").read_text(encoding="utf-8")
    (tree / "events.yaml").write_text(text.replace("S99", "S97"), encoding="utf-8")
