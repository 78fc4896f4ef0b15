"""`docs/ci.md` names every input, output and variable, and its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from capaudit.cli.group import capaudit
from support.git import Repository

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs/ci.md").read_text("utf-8")
ACTION = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((TOP / "templates/gitlab-ci.yml").read_text("utf-8"))["capaudit"]
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Repository(tmp_path)
    site.write("story.md", "---\ndate: 2025-03-05\n---\nA ferry left.\n")
    site.commit()
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    result = CliRunner().invoke(capaudit, arguments, prog_name="capaudit")

    assert (program, result.exit_code) == ("capaudit", 0), result.output


@pytest.mark.parametrize(
    "name",
    [
        *ACTION["inputs"],
        *ACTION["outputs"],
        *(name for name in GITLAB["variables"] if name.startswith("CAPAUDIT_")),
    ],
)
def test_every_input_output_and_variable_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_workflow_uses_inputs_and_outputs_there_are() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    steps = yaml.safe_load(text)["jobs"]["photos"]["steps"]
    (step,) = (one for one in steps if one.get("id") == "capaudit")

    assert step["with"].keys() <= ACTION["inputs"].keys()
    used = re.findall(r"steps\.capaudit\.outputs\.(\w+)", text)
    assert set(used) <= ACTION["outputs"].keys()
