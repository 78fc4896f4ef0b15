"""The action, the job and the image that the repository offers to CI systems do as they say."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from capaudit.cli.group import capaudit
from support.ci_steps import Runner, evaluated
from support.git import Repository

TOP = Path(__file__).parents[1]
ACTION = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
GITLAB = yaml.safe_load((TOP / "templates/gitlab-ci.yml").read_text("utf-8"))["capaudit"]
CONTAINER = (TOP / "Containerfile").read_text("utf-8")
# As GitHub calls it for `shell: bash`, and GitLab's runner in images without it.
BASH = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")
SH = ("sh", "-e", "-c")
SOUND = "![A ferry leaves Hull on 3 March 2025. [Jane Doe/AFP]](https://a.test/ferry.jpg)\n"
WRONG = SOUND.replace("3 March", "30 February")
HOSTILE = "$(touch pwned) `touch pwned` ; touch pwned\n\" ; touch pwned\n' ; touch pwned '"


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "a site")
    repository.write("content/old story.md", WRONG)
    repository.write("content/new.md", SOUND)
    repository.commit()
    return repository


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "runner")


def act(
    runner: Runner, site: Repository, event: dict[str, Any] | None = None, **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Run the action's steps one after the other, as far as they succeed."""
    defaults = {name: one["default"] for name, one in ACTION["inputs"].items()}
    assert {name.replace("_", "-") for name in inputs} <= defaults.keys()
    context = {
        "inputs": defaults | {name.replace("_", "-"): value for name, value in inputs.items()},
        "github": {"action_path": str(TOP), "event": event or {}},
        "runner": {"temp": str(runner.temporary)},
    }
    for step in STEPS:
        assert step["shell"] == "bash"
        env = {name: evaluated(value, context) for name, value in step["env"].items()}
        done = runner.run(BASH, step["run"], env, site.folder)
        if done.returncode != 0:
            break
    return done


def paths_in(report: str) -> list[str]:
    return [article["path"] for article in json.loads(Path(report).read_text())["articles"]]


def test_findings_are_annotated_counted_and_fail_the_step(runner: Runner, site: Repository) -> None:
    done = act(runner, site)

    assert done.returncode == 1, done.stderr
    assert "::error file=content/old story.md,line=1" in done.stdout
    assert runner.outputs["errors"] == "1"
    assert runner.outputs["problems"] == "0"
    assert paths_in(runner.outputs["report"]) == ["content/new.md", "content/old story.md"]
    assert json.loads(Path(runner.outputs["sarif"]).read_text())["version"] == "2.1.0"
    assert "1 error" in runner.summary.read_text("utf-8")


def test_every_output_is_one_that_a_step_writes(runner: Runner, site: Repository) -> None:
    act(runner, site)

    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.audit.outputs.{name} }}}}"
        assert name in runner.outputs


def test_paths_stand_one_a_line(runner: Runner, site: Repository) -> None:
    site.write("-n.md", SOUND)
    done = act(runner, site, paths="content/old story.md\r\n\n-n.md\n")

    assert done.returncode == 1, done.stderr
    assert paths_in(runner.outputs["report"]) == ["content/old story.md", "-n.md"]


def test_inputs_reach_the_command(runner: Runner, site: Repository) -> None:
    CliRunner().invoke(
        capaudit,
        [
            *("check", str(site.folder), "--quiet", "--write-baseline"),
            *("--baseline", str(site.folder / "known.json")),
        ],
    )

    assert act(runner, site, fail_on="never").returncode == 0
    assert act(runner, site, baseline="known.json").returncode == 0
    assert act(runner, site, profile="no-such-profile").returncode == 2


def test_a_run_that_fails_has_no_outputs_of_an_earlier_one(
    runner: Runner, site: Repository
) -> None:
    act(runner, site)
    runner.output.unlink()
    act(runner, site, profile="no-such-profile")

    assert runner.outputs == {}


def test_a_pull_request_is_audited_for_its_changes(runner: Runner, site: Repository) -> None:
    base = site.git("rev-parse", "HEAD")
    site.write("content/new.md", SOUND + "\n" + SOUND)
    site.commit()
    event = {"pull_request": {"base": {"sha": base}}}

    assert act(runner, site, event, changed_only="true").returncode == 0
    assert paths_in(runner.outputs["report"]) == ["content/new.md"]


def test_a_push_from_a_shallow_checkout_is_audited_for_its_changes(
    runner: Runner, site: Repository, tmp_path: Path
) -> None:
    before = site.git("rev-parse", "HEAD")
    for text in (SOUND + SOUND, SOUND + "\n" + SOUND):
        site.write("content/new.md", text)
        site.commit()
    site.git("clone", "-q", "--depth", "1", site.folder.as_uri(), str(tmp_path / "checkout"))

    done = act(runner, Repository(tmp_path / "checkout"), {"before": before}, changed_only="true")

    assert done.returncode == 0, done.stderr
    assert paths_in(runner.outputs["report"]) == ["content/new.md"]


@pytest.mark.parametrize("event", [{}, {"before": "0" * 40}, {"before": "$(touch pwned)"}])
def test_without_a_commit_before_all_is_audited(
    runner: Runner, site: Repository, event: dict[str, str]
) -> None:
    done = act(runner, site, event, changed_only="true")

    assert "::notice::" in done.stdout
    assert len(paths_in(runner.outputs["report"])) == 2
    assert not (site.folder / "pwned").exists()


@pytest.mark.parametrize("value", ["yes", "TRUE", HOSTILE])
def test_changed_only_is_true_or_false(runner: Runner, site: Repository, value: str) -> None:
    done = act(runner, site, changed_only=value)

    assert done.returncode == 2
    assert "neither true nor false" in done.stdout


@pytest.mark.parametrize("name", ["paths", "profile", "fail_on", "baseline", "version"])
def test_no_input_is_taken_for_a_script(runner: Runner, site: Repository, name: str) -> None:
    assert act(runner, site, **{name: HOSTILE}).returncode == 2
    assert list(site.folder.parent.rglob("pwned")) == []


def test_scripts_hold_no_expressions() -> None:
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []


@pytest.mark.parametrize(
    ("version", "package"),
    [("", str(TOP)), ("0.1.0", "capaudit==0.1.0"), ("1.0rc1", "capaudit==1.0rc1")],
)
def test_what_is_installed(runner: Runner, site: Repository, version: str, package: str) -> None:
    act(runner, site, version=version)

    assert runner.installed.read_text("utf-8").splitlines()[-1] == package


@pytest.mark.parametrize("version", ["1; os_name", "0.1.0 --index-url=x", "latest", "1 @ file:///"])
def test_a_version_is_no_requirement(runner: Runner, site: Repository, version: str) -> None:
    assert act(runner, site, version=version).returncode == 2
    assert not runner.installed.exists()


def gitlab(runner: Runner, site: Repository, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the job's script, which GitLab joins to one."""
    script = "\n".join([*GITLAB["before_script"], *GITLAB["script"]])
    env = {**GITLAB["variables"], "CI_BUILDS_DIR": str(runner.temporary), **variables}
    return runner.run(SH, script, env, site.folder)


def test_the_job_writes_the_reports_that_gitlab_collects(runner: Runner, site: Repository) -> None:
    done = gitlab(runner, site)

    assert done.returncode == 1, done.stderr
    reports = GITLAB["artifacts"]["reports"]
    found = json.loads((site.folder / reports["codequality"]).read_text("utf-8"))
    assert ("DAT001 date-impossible", "content/old story.md") in {
        (one["check_name"], one["location"]["path"]) for one in found
    }
    assert "DAT001" in (site.folder / reports["junit"]).read_text("utf-8")
    assert runner.installed.read_text("utf-8").splitlines()[-1] == "capaudit"


def test_a_merge_request_is_audited_for_its_changes(runner: Runner, site: Repository) -> None:
    base = site.git("rev-parse", "HEAD")
    site.write("content/new.md", SOUND + "\n" + SOUND)
    site.commit()

    done = gitlab(runner, site, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)

    assert done.returncode == 0, done.stdout
    assert "1 of 2 articles audited" in done.stderr


@pytest.mark.parametrize("name", ["PATHS", "PROFILE", "FAIL_ON", "BASELINE", "PACKAGE"])
def test_no_variable_is_taken_for_a_script(runner: Runner, site: Repository, name: str) -> None:
    gitlab(runner, site, **{f"CAPAUDIT_{name}": HOSTILE})

    assert list(site.folder.parent.rglob("pwned")) == []


def test_the_image_runs_as_a_user_who_is_not_root() -> None:
    lines = CONTAINER.splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users == ["10001"]
    assert lines.index("USER 10001") < lines.index('ENTRYPOINT ["capaudit"]')
    assert "--uid 10001" in CONTAINER


def test_the_image_is_built_from_all_that_the_wheel_is_made_of() -> None:
    ignored = (TOP / ".dockerignore").read_text("utf-8").split()
    needed = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "src", "schemas", "tools")
    assert [name for name in needed if name in ignored] == []
