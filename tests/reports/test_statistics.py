"""Counts by rule, section, agency and format, in text and in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from capaudit.cli.group import capaudit
from capaudit.data.schemas import schema_path
from support.images import build_image

STORY = "---\ndate: 2025-03-05\nsection: {}\n---\n\n"
SOUND = "![A ferry leaves Hull on 3 March 2025. [Jane Doe/AFP]](https://a.test/{}.jpg)\n\n"
WRONG = SOUND.replace("3 March", "30 February").replace("AFP", "AFP/Getty Images")
BARE = "![ferry](https://a.test/{}.jpg)\n\n"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("sea/one.md", STORY.format("Harbour") + SOUND.format(1) + WRONG.format(2))
    write("sea/two/index.md", "---\ndate: 2025-03-05\n---\n\n" + BARE.format(3))
    write("sea/three.md", "A ferry left.\n")
    write("sea/four.html", "<p>A ferry left.</p><img src='https://a.test/4.jpg' alt='A ferry'>")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def statistics(*arguments: str) -> dict[str, Any]:
    content = json.loads(output("--format", "json", *arguments))
    schema = json.loads(schema_path("report").read_text("utf-8"))
    Draft202012Validator(schema).validate(content)
    counts: dict[str, Any] = content["statistics"]
    return counts


def output(*arguments: str) -> str:
    command = ["check", "--fail-on", "never", "--statistics", "--select", "DAT001,ART001"]
    result = CliRunner().invoke(capaudit, [*command, *arguments], prog_name="capaudit")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_rules_are_counted_by_places_and_articles() -> None:
    found = [(one["code"], one["places"], one["articles"]) for one in statistics()["by_rule"]]
    assert found == [("ART001", 1, 1), ("DAT001", 1, 1)]


def test_every_place_of_a_finding_counts() -> None:
    for at in range(4):
        write(f"sea/{at}.md", SOUND.format(at))
    (rule, _) = statistics()["by_rule"]
    assert (rule["code"], rule["places"], rule["articles"]) == ("ART001", 5, 5)


def test_sections_are_as_stated_else_folders_and_bundles_are_none() -> None:
    sections = {one["name"]: one for one in statistics()["by_section"]}

    assert list(sections) == ["sea", "Harbour"]
    assert sections["Harbour"] == {
        "name": "Harbour",
        "articles": 1,
        "images": 2,
        "captions": 2,
        "credits": 2,
        "mismatches": 0,
        "errors": 1,
        "warnings": 0,
        "notes": 0,
    }
    assert sections["sea"]["articles"] == 3
    assert (sections["sea"]["images"], sections["sea"]["captions"]) == (2, 0)


def test_an_image_counts_in_each_agency_of_its_credit() -> None:
    agencies = {one["name"]: one for one in statistics()["by_agency"]}

    assert {name: one["images"] for name, one in agencies.items()} == {
        "AFP": 2,
        "(no agency)": 2,
        "Getty Images": 1,
    }
    assert (agencies["AFP"]["articles"], agencies["AFP"]["errors"]) == (1, 1)
    assert agencies["(no agency)"]["errors"] == 0


def test_images_with_a_contradiction_are_counted_once() -> None:
    Path("sea/5.jpg").write_bytes(build_image(fields={"2:110 Credit": "Reuters"}))
    write("sea/five.md", STORY.format("Night") + SOUND.format(5).replace("https://a.test/", ""))
    night = next(
        one for one in statistics("--select", "CRD004")["by_section"] if one["name"] == "Night"
    )

    assert (night["images"], night["mismatches"]) == (1, 1)


def test_formats_are_counted_with_articles_that_show_nothing() -> None:
    formats = {one["name"]: (one["articles"], one["images"]) for one in statistics()["by_format"]}
    assert formats == {"markdown": (3, 3), "html": (1, 1)}


def test_the_text_report_ends_in_tables() -> None:
    lines = output().splitlines()
    (harbour,) = (line.split() for line in lines if line.startswith("Harbour"))
    assert harbour == ["Harbour", "1", "2", "100%", "100%", "0", "1", "0", "0"]
    (rule,) = (line for line in lines if line.startswith("DAT001"))
    assert rule.split() == ["DAT001", "date-impossible", "1", "1"]


def test_long_and_hostile_names_keep_their_column() -> None:
    write("x/a.md", STORY.format('"\\e[31m' + "harbour " * 20 + '"') + SOUND.format(1))
    (row,) = (line for line in output().splitlines() if line.startswith("\\x1b[31mharbour"))
    assert row.index("…") < 42
    assert row[42:].split() == ["1", "1", "100%", "100%", "0", "0", "0", "0"]


def test_without_being_asked_nothing_is_counted() -> None:
    command = ["check", "--format", "json", "--fail-on", "never"]
    content = json.loads(CliRunner().invoke(capaudit, command).stdout)
    assert "statistics" not in content
    assert "by section" not in CliRunner().invoke(capaudit, ["check"]).stdout
