"""What a house's own configuration does on the command line: codes, contradictions, profiles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit

STORY = "---\ndate: 2025-03-05\n---\n\n![A ferry leaves the pier on 30 February 2025.](ferry.jpg)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text(STORY, "utf-8")
    return tmp_path


def run(config: str, *arguments: str) -> Result:
    Path("capaudit.toml").write_text(config, "utf-8")
    return CliRunner().invoke(capaudit, list(arguments), prog_name="capaudit")


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('ignore = ["CRD001"]\nselect = ["CRD001"]', "ignore: CRD001 is selected too"),
        ('ignore = ["LOC"]\nextend-select = ["LOC"]', "ignore: LOC is selected too"),
        (
            '[profiles.desk]\nselect = ["PER"]\nignore = ["PER"]',
            "profiles.desk.ignore: PER is selected too",
        ),
        ('[profiles.desk]\nselect = ["PRE001"]', "profiles.desk: no rule has the code PRE001"),
        ('per-path-ignores = {"old/*" = ["DTA"]}', "per-path-ignores, old/*: no rule has the code"),
        ('severity = {IGM001 = "note"}', "severity: no rule has the code IGM001"),
        ('required = ["credit"]\nignore = ["CRD001"]', "credit is required, but CRD001 is ignored"),
    ],
)
@pytest.mark.parametrize("command", [("check", "story.md"), ("rules",)], ids=lambda one: one[0])
def test_contradictions_and_unknown_codes_are_named(
    config: str, said: str, command: tuple[str, ...]
) -> None:
    result = run(config, *command)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_options_that_contradict_each_other_are_named() -> None:
    result = run("", "check", "story.md", "--extend-select", "LOC006", "--ignore", "LOC006")
    assert result.exit_code == 2
    assert "LOC006 is both selected and ignored by the options" in result.stderr


def test_command_line_has_the_last_word_on_what_the_file_ignores() -> None:
    config = 'ignore = ["DAT001"]'
    assert "DAT001" not in codes(run(config, "check", "story.md", "--format", "json"))
    selected = ("--extend-select", "DAT001", "--format", "json")
    assert "DAT001" in codes(run(config, "check", "story.md", *selected))


def test_house_sees_its_own_profile() -> None:
    config = """
    severity = {CRD003 = "warning"}
    [profiles.desk]
    extends = "wire"
    select = ["PER003"]
    ignore = ["IMG"]
    """
    listed = json.loads(run(config, "rules", "--profile", "desk", "--format", "json").stdout)
    by_code = {rule["code"]: rule for rule in listed}
    assert {"PER003", "CRD007", "CRD003"} <= by_code.keys()
    assert not any(code.startswith("IMG") for code in by_code)
    assert by_code["CRD003"]["severity"] == "warning"
    assert "desk" in by_code["PER003"]["profiles"]
    shown = run(config, "rules", "--profile", "desk").stdout.splitlines()
    assert [line.split()[0] for line in shown] == list(by_code)
    assert next(line for line in shown if line.startswith("CRD003")).split()[2] == "warning"


def test_severity_of_the_house_decides_whether_the_run_fails() -> None:
    assert run("", "check", "story.md").exit_code == 1
    assert run('severity = {DAT001 = "note", IMG = "note"}', "check", "story.md").exit_code == 0
