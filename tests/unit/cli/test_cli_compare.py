"""Two stored reports held against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit

HEAD = "---\ndate: 2025-03-05\n---\n\n"
BAD_DAY = (
    "![A ferry leaves the pier on {} February 2025. [Jane Doe/AFP]](https://a.test/{}.jpg)\n\n"
)
# One caption with two findings that nothing tells apart but their columns.
TWICE = BAD_DAY.replace("{} February", "30 February 2025 and 30 February").format("a")
MISSING = "![A ferry leaves the pier. [Jane Doe/AFP]](header.jpg)\n\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("capaudit.toml").write_text("", "utf-8")
    write("a.md", BAD_DAY.format(30, "a"))
    write("b.md", BAD_DAY.format(31, "b"))
    keep("old.json")
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(HEAD + text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(capaudit, list(arguments), prog_name="capaudit")


def keep(name: str) -> None:
    run("check", ".", "--format", "json", "--output", name)


def compared() -> dict[str, Any]:
    keep("new.json")
    content: dict[str, Any] = json.loads(
        run("compare", "old.json", "new.json", "--format", "json").stdout
    )
    return content


def test_same_site_is_the_same_whatever_was_edited_elsewhere() -> None:
    write("a.md", f"The story begins elsewhere now.\n\n{BAD_DAY.format(30, 'a')}")
    assert compared() == {"new": [], "gone": [], "unchanged": 2, "unaudited": []}
    result = run("compare", "old.json", "new.json")
    assert (result.exit_code, result.stdout) == (0, "0 new, 0 gone, 2 unchanged\n")


def test_new_and_gone_are_told_with_their_places() -> None:
    write("a.md", BAD_DAY.format(30, "c"))
    Path("b.md").unlink()
    keep("new.json")
    result = run("compare", "old.json", "new.json")
    assert result.exit_code == 1
    thirtieth, thirty_first = said("a.md"), said("b.md")
    assert result.stdout == (
        f"New\n  a.md:5:30 error DAT001 {thirtieth}\n\n"
        f"Gone\n  a.md:5:30 error DAT001 {thirtieth}\n  b.md:5:30 error DAT001 {thirty_first}\n\n"
        "1 new, 2 gone, 0 unchanged\ngone with 1 article that the new report does not hold\n"
    )
    assert compared()["unaudited"] == ["b.md"]
    assert run("compare", "old.json", "new.json", "--fail-on", "never").exit_code == 0


def test_one_fewer_of_equal_findings_is_gone() -> None:
    write("a.md", TWICE)
    keep("old.json")
    write("a.md", BAD_DAY.format(30, "a"))
    content = compared()
    assert ([one["path"] for one in content["gone"]], content["unchanged"]) == (["a.md"], 2)


def said(path: str) -> str:
    findings = json.loads(Path("old.json").read_text("utf-8"))["findings"]
    return str(next(one["message"] for one in findings if one["path"] == path))


def test_places_of_one_cause_are_compared_by_themselves() -> None:
    for name in ("a.md", "b.md"):
        write(name, MISSING)
    keep("old.json")
    write("c.md", MISSING)
    content = compared()
    assert [one["path"] for one in content["new"]] == ["c.md"]
    assert "more place" not in content["new"][0]["message"]
    assert (content["gone"], content["unchanged"]) == ([], 2)


def test_articles_of_one_cause_are_compared_by_themselves() -> None:
    for name in ("a.md", "b.md"):
        Path(name).write_text(BAD_DAY.format(1, name), "utf-8")
    keep("old.json")
    assert said("a.md").endswith(" (and in 1 more article)")
    Path("c.md").write_text(BAD_DAY.format(1, "c"), "utf-8")
    content = compared()
    assert [(one["path"], one["code"]) for one in content["new"]] == [("c.md", "ART001")]
    assert "more article" not in content["new"][0]["message"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is no JSON report of capaudit"),
        ("[]", "is no JSON report of capaudit: Expected object, got array"),
        ("{}", "missing required field schema_version"),
        ('{"schema_version": "2", "articles": [], "findings": []}', "report of version 2"),
        ('{"schema_version": "1", "articles": [], "findings": [1]}', "findings[0]"),
    ],
)
def test_what_is_no_report_is_named(content: str, complaint: str) -> None:
    Path("new.json").write_text(content, "utf-8")
    result = run("compare", "old.json", "new.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("capaudit: new.json: ")
    assert complaint in result.stderr
