"""A baseline on disk: written, honoured, outdated, damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from capaudit.cli.group import capaudit
from capaudit.data.schemas import schema_path

FILE = "baseline.json"
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
    write("capaudit.toml", "")
    write("a.md", BAD_DAY.format(30, "a"))
    write("b.md", BAD_DAY.format(31, "b"))
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text((HEAD if name.endswith(".md") else "") + text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(capaudit, ["check", *arguments], prog_name="capaudit")


def report(*arguments: str) -> dict[str, Any]:
    result = run("--format", "json", "--baseline", FILE, *arguments)
    assert result.exit_code in {0, 1}, result.stderr
    content: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(schema_path("report").read_text("utf-8"))
    Draft202012Validator(schema).validate(content)
    return content


def found(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in content["findings"]]


def entries() -> dict[str, list[str]]:
    content = json.loads(Path(FILE).read_text("utf-8"))
    assert content["capaudit_baseline"] == 1
    return {path: [entry["code"] for entry in known] for path, known in content["findings"].items()}


def accept(*arguments: str) -> Result:
    return run("--baseline", FILE, "--write-baseline", *arguments)


def test_known_findings_neither_show_nor_fail() -> None:
    assert run().exit_code == 1
    written = accept()
    assert written.exit_code == 0
    assert "2 known findings in baseline.json" in written.stdout
    assert entries() == {"a.md": ["DAT001"], "b.md": ["DAT001"]}
    assert run("--baseline", FILE).exit_code == 0
    content = report()
    assert (content["findings"], content["baseline"]) == ([], {"known": 2, "stale": []})


def test_only_what_is_new_is_reported_and_edits_elsewhere_change_nothing() -> None:
    accept()
    write("a.md", "The story begins elsewhere now.\n\n" + BAD_DAY.format(30, "a") * 1)
    write("b.md", BAD_DAY.format(31, "b") + BAD_DAY.format(30, "c"))
    assert found(report()) == [("b.md", "DAT001")]
    assert run("--baseline", FILE).exit_code == 1


def test_one_more_of_equal_findings_is_new() -> None:
    accept()
    write("a.md", TWICE)
    assert found(report()) == [("a.md", "DAT001")]


def test_one_fewer_of_equal_findings_is_stale() -> None:
    write("a.md", TWICE)
    write("b.md", "All is well.\n")
    accept()
    write("a.md", BAD_DAY.format(30, "a"))
    content = report()["baseline"]
    assert (content["known"], [one["path"] for one in content["stale"]]) == (1, ["a.md"])


def test_what_is_gone_is_reported_as_stale_and_dropped_when_written_anew() -> None:
    accept()
    write("a.md", "All is well.\n")
    Path("b.md").unlink()
    content = report()
    stale = [(entry["path"], entry["code"]) for entry in content["baseline"]["stale"]]
    assert (content["findings"], content["baseline"]["known"]) == ([], 0)
    assert stale == [("a.md", "DAT001"), ("b.md", "DAT001")]
    shown = run("--baseline", FILE).stdout
    assert "no longer found, and to be dropped with --write-baseline: 2\n  DAT001 a.md" in shown
    accept()
    assert entries() == {}


def test_what_a_run_does_not_look_at_is_neither_stale_nor_dropped() -> None:
    accept()
    write("a.md", "All is well.\n")
    assert report("b.md")["baseline"] == {"known": 1, "stale": []}
    assert report("--select", "IMG")["baseline"] == {"known": 0, "stale": []}
    accept("b.md")
    accept("--ignore", "DAT001")
    assert entries() == {"a.md": ["DAT001"], "b.md": ["DAT001"]}


def test_one_file_is_not_memory_and_baseline() -> None:
    Path("known").write_text(WHOLE, "utf-8")
    result = run("--memory", "known", "--baseline", "./known")
    assert result.exit_code == 2
    assert "is named as memory and as baseline" in result.stderr
    assert Path("known").read_text("utf-8") == WHOLE


def test_what_articles_have_against_each_other_is_gone_only_where_all_were_audited() -> None:
    for name, creator in (("a.md", "Jane Doe"), ("b.md", "Max Roe")):
        write(name, f"![A ferry leaves the pier. [{creator}/AFP]](https://a.test/ferry.jpg)\n")
    accept()
    assert entries() == {"b.md": ["CRD008"]}
    assert report("b.md")["baseline"] == {"known": 0, "stale": []}
    accept("b.md")
    assert entries() == {"b.md": ["CRD008"]}
    write("a.md", "All is well.\n")
    assert [entry["code"] for entry in report()["baseline"]["stale"]] == ["CRD008"]
    assert report("--select", "CAP008")["baseline"]["stale"] == []
    accept()
    assert entries() == {}


def test_what_another_folder_says_is_not_gone_with_the_folder() -> None:
    for name, creator in (("here/a.md", "Jane Doe"), ("there/b.md", "Max Roe")):
        write(name, f"![A ferry leaves the pier. [{creator}/AFP]](https://a.test/ferry.jpg)\n")
    accept()
    assert entries() == {"a.md": ["DAT001"], "b.md": ["DAT001"], "there/b.md": ["CRD008"]}
    assert report("there")["baseline"] == {"known": 0, "stale": []}


def test_new_place_of_a_known_cause_is_new() -> None:
    write("a.md", MISSING)
    write("b.md", MISSING)
    accept()
    assert entries() == {"a.md": ["IMG001"], "b.md": ["IMG001"]}
    write("c.md", MISSING)
    content = report()
    assert found(content) == [("c.md", "IMG001")]
    assert content["findings"][0]["occurrences"] == []


def test_note_on_the_habit_of_a_site_stays_known_whichever_article_is_first() -> None:
    picture = '![Ferry](https://a.test/{}.jpg "The ferry leaves the pier.")\n'
    write("a.md", "All is well.\n")
    for name in ("b.md", "c.md"):
        write(name, picture.format(name))
    accept()
    assert entries() == {"b.md": ["CRD001"]}
    write("a.md", picture.format("a"))
    assert report()["baseline"] == {"known": 1, "stale": []}
    assert report()["findings"] == []


def test_baseline_of_the_config_counts_and_the_option_outranks_it() -> None:
    write("capaudit.toml", 'baseline = "desk/known.json"')
    Path("desk").mkdir()
    assert run("--write-baseline").exit_code == 0
    assert Path("desk/known.json").is_file()
    assert run().exit_code == 0
    Path(FILE).write_text('{"capaudit_baseline": 1, "findings": {}}', "utf-8")
    assert run("--baseline", FILE).exit_code == 1


WHOLE = '{"capaudit_baseline": 1, "findings": {"a.md": [{"code": "DAT001", "fingerprint": "x"}]}}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (WHOLE[:50], "is not JSON as capaudit writes it"),
        ("", "is not JSON as capaudit writes it"),
        ("[]", "is not JSON as capaudit writes it"),
        ("{}", "is no baseline: the key capaudit_baseline is missing"),
        (WHOLE.replace(": 1", ": 2", 1), "baseline of version 2, where this capaudit reads 1"),
        (WHOLE.replace(": 1", ': "1"', 1), "baseline of version 1, where this capaudit reads 1"),
        (WHOLE.replace('"findings"', '"finding"'), "unknown field finding"),
        (WHOLE.replace('"code"', '"kode"'), "baseline is damaged"),
        (WHOLE.replace('"x"', "7"), "baseline is damaged: Expected str, got int"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--write-baseline",)])
def test_damaged_baseline_is_named_and_kept(content: str, said: str, more: tuple[str, ...]) -> None:
    Path(FILE).write_text(content, "utf-8")
    result = run("--baseline", FILE, *more)
    assert result.exit_code == 2
    assert f"{FILE}: " in result.stderr
    assert said in result.stderr
    assert Path(FILE).read_text("utf-8") == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--baseline", "lost.json"), "there is no such baseline"),
        (("--write-baseline",), "--write-baseline needs a file to write"),
        (("--baseline", "none/a.json", "--write-baseline"), "cannot be written"),
    ],
)
def test_baseline_that_is_not_there(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
