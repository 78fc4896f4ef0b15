"""What is measured, as far as this capaudit and this machine have it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.__main__ import Measured, page_of
from benchmarks.archive import Size, Written, write_archive
from benchmarks.cases import (
    ONE_ARTICLE,
    Case,
    Ground,
    LeftOut,
    cases,
    counts_of,
    options_of_check,
    version_of,
)
from benchmarks.figures import BEGIN, put_into
from benchmarks.process import Cost

TOP = Path(__file__).parents[2]
EVERYTHING = frozenset({"--jobs", "--cache-dir", "--no-cache"})
TOOLS = {"exiftool": "13.10", "markdownlint-cli2": "0.20.0", "vale": "3.12.0"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "whole"
    write_archive(folder, Size(articles=2))
    return folder


def ground(
    archive: Path, scratch: Path, options: frozenset[str] = EVERYTHING, **tools: str
) -> Ground:
    return Ground(archive, archive, scratch, options, tools or TOOLS)


def by_key(ground: Ground) -> dict[str, Case]:
    return {one.key: one for one in cases(ground) if isinstance(one, Case)}


def test_everything_is_measured_where_everything_is_there(archive: Path, tmp_path: Path) -> None:
    keys = ["cold", "again", "changed", "alone", "tenth", "one", "two", *TOOLS]
    assert [*by_key(ground(archive, tmp_path))] == keys


def test_what_is_not_there_is_left_out_with_the_reason(archive: Path, tmp_path: Path) -> None:
    bare = Ground(archive, archive, tmp_path, frozenset(), {})
    assert [*by_key(bare)] == ["cold", "alone", "tenth"]
    assert [one for one in cases(bare) if isinstance(one, LeftOut)] == [
        LeftOut("a run after another", "this capaudit remembers no audited articles"),
        LeftOut("one process and two", "this capaudit has no --jobs"),
        *(LeftOut(tool, "not installed") for tool in TOOLS),
    ]
    assert "--cache-dir" not in by_key(bare)["cold"].command


def test_a_first_run_knows_nothing_and_the_next_all_of_it(archive: Path, tmp_path: Path) -> None:
    made = by_key(ground(archive, tmp_path))
    cache = tmp_path / "cache-cold"
    (cache / "kept").mkdir(parents=True)
    made["again"].before()
    assert cache.exists()
    made["cold"].before()
    assert not cache.exists()
    assert made["again"].command == made["cold"].command
    assert "--no-cache" in made["one"].command


def test_the_article_that_changes_is_itself_again_afterwards(archive: Path, tmp_path: Path) -> None:
    changed = by_key(ground(archive, tmp_path))["changed"]
    text = (archive / ONE_ARTICLE).read_bytes()
    changed.before()
    assert (archive / ONE_ARTICLE).read_bytes() == text + b"\nA sentence more.\n"
    changed.after()
    assert (archive / ONE_ARTICLE).read_bytes() == text


def test_every_option_that_is_used_is_looked_for_in_the_help() -> None:
    assert {"--format", "--root", "--fail-on", "--jobs", "--timings"} <= options_of_check()


def test_what_is_audited_can_be_counted(archive: Path) -> None:
    assert counts_of(archive) == (2, 8)


def test_a_tool_that_does_not_start_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version_of("vale") is None
    tool = tmp_path / "vale"
    tool.write_text("#!/bin/sh\necho cannot be fetched >&2; exit 1\n", "ascii")
    tool.chmod(0o755)
    assert version_of("vale") is None
    tool.write_text("#!/bin/sh\necho vale version 3.12.0\n", "ascii")
    assert version_of("vale") == "3.12.0"


def measured(archive: Path, scratch: Path, load: float) -> Measured:
    place = ground(archive, scratch, frozenset({"--jobs"}), exiftool="13.10")
    every = cases(place)
    made = [one for one in every if isinstance(one, Case)]
    left_out = [one for one in every if isinstance(one, LeftOut)]
    round_ = {case.key: Cost(10.0, 20.0, 200_000_000, 3) for case in made}
    rounds = [{**round_, "two": Cost(5.0, 20.0, 200_000_000, 3), "tenth": Cost(1.0, 2.0)}]
    whole = Written(Size(1000), 6_700_000, 390_000_000)
    part = Written(Size(100), 670_000, 39_000_000)
    day = datetime(2026, 3, 5, tzinfo=UTC)
    return Measured(whole, part, place, rounds, made, left_out, load, day)


def test_the_page_tells_all_that_one_has_to_know(archive: Path, tmp_path: Path) -> None:
    page = "\n".join(page_of(measured(archive, tmp_path, load=0.1)))
    assert page.startswith(
        "Measured on 2026-03-05, in 1 round, over 1,000 articles (6.7 MB) with 4,000 pictures "
    )
    assert "exiftool 13.10" in page
    assert "`make figures SIZE=1000 ROUNDS=1`" in page
    assert "| one process / two | 2.00 | 1.00 | 1.00 |" in page
    assert "| an article of 1,000 / of 100 | 1.00 | 1.00 | – |" in page
    assert "- Not measured: vale (not installed)." in page
    assert "other work" not in page
    assert "other work" in "\n".join(page_of(measured(archive, tmp_path, load=3.2)))


def test_the_readme_has_a_place_for_the_figures() -> None:
    page = (TOP / "benchmarks/README.md").read_text("utf-8")
    assert f"{BEGIN}\nnew\n" in put_into(page, ["new"])
