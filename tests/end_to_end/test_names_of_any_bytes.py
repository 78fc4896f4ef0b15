"""Names of files that are no UTF-8 go through everything that keeps or prints a name."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from capaudit.cli.group import capaudit
from capaudit.reports import FORMATS
from support.images import build_image

OLD, NEW = os.fsdecode(b"caf\xe9/old.md"), os.fsdecode(b"caf\xe9/new.md")
STORY = (
    "---\ndate: 2021-05-04\n---\n\n![A ferry leaves {} on 3 May 2021. [{}/Nordbild]](pier.jpg)\n"
)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles and their picture in a folder that an old system named."""
    folder = tmp_path / "site"
    folder.joinpath(OLD).parent.mkdir(parents=True)
    monkeypatch.chdir(folder)
    Path("capaudit.toml").write_text("", "utf-8")
    Path(OLD).write_text(STORY.format("Leeds", "Ines Malt"), "utf-8")
    Path(NEW).write_text(STORY.format("Osaka", "Omar Haddad"), "utf-8")
    fields = {"photoshop:DateCreated": "2019-02-11"}
    Path(OLD).with_name("pier.jpg").write_bytes(build_image("jpeg", fields=fields))
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(capaudit, ["check", *arguments], prog_name="capaudit")
    assert result.exit_code in {0, 1}, result.stderr
    return result


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("option", [(), ("--statistics",), ("--memory", "../desk.sqlite")])
def test_every_format_prints_them(form: str, option: tuple[str, ...]) -> None:
    for _ in range(2):
        told = run(".", "--format", form, *option).stdout_bytes
        assert told.decode("utf-8")
        assert b"DAT004" in told


def test_every_format_prints_them_from_a_cache() -> None:
    for number in range(30):
        shutil.copy(OLD, Path(OLD).with_name(f"{number}.md"))
    for form in FORMATS:
        assert b"DAT004" in run(".", "--format", form, "--cache-dir", "../kept").stdout_bytes
    kept, fresh = (
        run(".", "--format", "csv", *how) for how in (("--cache-dir", "../kept"), ("--no-cache",))
    )
    assert kept.stdout == fresh.stdout


def test_the_memory_knows_them() -> None:
    memory = ("--memory", "../desk.sqlite", "--format", "json")
    run(OLD, *memory)
    report = json.loads(run(NEW, *memory).stdout)
    (finding,) = [one for one in report["findings"] if one["code"] == "CRD008"]
    assert finding["against"][0]["value"] == "Ines Malt"
    # What is gone is forgotten, what comes back is kept in its place.
    Path(OLD).unlink()
    run(".", *memory)
    report = json.loads(run(NEW, *memory).stdout)
    assert [one for one in report["findings"] if one["code"] == "CRD008"] == []


def test_a_baseline_knows_them() -> None:
    baseline = ("--baseline", "../known.json")
    run(".", *baseline, "--write-baseline")
    known = json.loads(Path("../known.json").read_text("utf-8"))
    assert list(known["findings"]) == [NEW, OLD]
    report = json.loads(run(".", *baseline, "--format", "json").stdout)
    assert (report["findings"], report["baseline"]["stale"]) == ([], [])
    Path(OLD).write_text("The ferry runs no more.\n", "utf-8")
    report = json.loads(run(".", *baseline, "--format", "json").stdout)
    assert {one["path"] for one in report["baseline"]["stale"]} == {"caf?/old.md"}
