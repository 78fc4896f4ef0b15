"""Every command of README and manual does its work, on a copy of the samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from capaudit.cli.check import check
from capaudit.cli.report import report
from support.git import Repository

TOP = Path(__file__).parents[1]
PAGES = (TOP / "README.md", TOP / "samples/README.md", *sorted((TOP / "docs").rglob("*.md")))
BLOCK = re.compile(r"^( *)```(?:sh|console)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^ {4,}(?:capaudit|make|pip) .*$", re.MULTILINE)
FENCED = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)
# Those of `make` set up an environment of their own: they run as a whole before a release.
MAKE = re.compile(r"make (?P<target>\w+)")
TARGETS = set(re.findall(r"^(\w+):", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE))
# What needs an extra, a bucket, a cluster or the network is only looked at.
FAR = re.compile(r"pip install|s3://|gs://|--fetch-images|dask|capaudit report")
EXTRAS = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
RESULTS_OF_AN_AUDIT = {0, 1}


def commands_of(page: Path) -> list[str]:
    """The lines of a page's command blocks, without prompts and comments."""
    lines = [
        line for _, block in BLOCK.findall(page.read_text("utf-8")) for line in block.split("\n")
    ]
    bare = (re.sub(r"\s+# .*$", "", line.strip().removeprefix("$ ")) for line in lines)
    return [line for line in bare if line and not line.startswith("#")]


def assert_there_is_what_it_names(command: str) -> None:
    """Fail where the command has an option or an extra that there is not."""
    if extras := re.search(r"\[([\w,]+)\]", command):
        assert set(extras[1].split(",")) <= EXTRAS["optional-dependencies"].keys()
    if command.startswith("dask"):
        return
    options = {option for each in (*check.params, *report.params) for option in each.opts}
    assert set(re.findall(r"--[\w-]+", command)) <= options


WITH_COMMANDS = [page for page in PAGES if commands_of(page)]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: str(page.relative_to(TOP)))
def test_every_command_of_the_page_does_its_work(page: Path, tmp_path: Path) -> None:
    shutil.copytree(TOP / "samples", tmp_path / "samples")
    (tmp_path / "build").mkdir()
    Repository(tmp_path).commit()
    found = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command in commands_of(page):
        if made := MAKE.fullmatch(command):
            assert made["target"] in TARGETS
            continue
        if FAR.search(command):
            assert_there_is_what_it_names(command)
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": found},
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode in RESULTS_OF_AN_AUDIT, f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_no_command_hides_from_the_test(page: Path) -> None:
    assert INDENTED.findall(FENCED.sub("", page.read_text("utf-8"))) == []


def test_the_manual_has_commands() -> None:
    names = {page.name for page in WITH_COMMANDS}
    assert {"README.md", "tutorial.md", "desk.md", "ci.md", "json.md"} <= names
