"""The index of uses across runs: what it keeps, what it replaces, and what it survives."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from capaudit import __version__
from capaudit.config import load_config
from capaudit.errors import UsageError
from capaudit.memory import file as memory_file
from capaudit.model.finding import Report
from capaudit.pipeline import audit_paths, inspect_articles

OSAKA = "Flood waters cover a street in Osaka, Japan. [Arturo Lindqvist/AFP]"
LEEDS = "Flood waters cover a street in Leeds. [Jane Doe/AFP]"


class Desk:
    """A folder of articles, audited with one memory."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.site.mkdir()
        self.site.joinpath("capaudit.toml").write_text("", "utf-8")
        self.memory = folder / "memory.sqlite"

    def write(self, name: str, caption: str, date: str = "2025-03-05") -> Path:
        path = self.site / name
        path.parent.mkdir(exist_ok=True)
        image = "https://cdn.tideway.example/flood.jpg"
        path.write_text(f"---\ndate: {date}\n---\n\n![{caption}]({image})\n", "utf-8")
        return path

    def audit(self, *paths: Path) -> Report:
        config = msgspec.structs.replace(load_config(self.site), memory=self.memory)
        return audit_paths([str(path) for path in paths or (self.site,)], config)

    def remembered(self) -> list[str]:
        with sqlite3.connect(self.memory) as connection:
            rows = connection.execute("SELECT path FROM articles ORDER BY path").fetchall()
        connection.close()
        return [path for (path,) in rows]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def codes(report: Report) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in report.findings]


def test_one_article_knows_what_another_said_in_an_earlier_run(desk: Desk) -> None:
    desk.audit(desk.write("old.md", OSAKA, "2024-05-02"))
    report = desk.audit(desk.write("new.md", LEEDS))
    assert codes(report) == [("new.md", "CAP008"), ("new.md", "CRD008")]
    (other,) = report.findings[0].against
    assert (other.origin.source, other.origin.path) == ("other_article", "old.md")
    assert other.origin.range is not None
    assert (other.origin.range.line, other.raw) == (5, "Osaka")
    assert report.run.memory == str(desk.memory)


def test_nothing_is_remembered_unless_asked_for(desk: Desk) -> None:
    audit_paths([str(desk.write("old.md", OSAKA))], load_config(desk.site))
    assert sorted(path.name for path in desk.site.iterdir()) == ["capaudit.toml", "old.md"]
    inspect_articles(
        str(desk.site / "old.md"),
        msgspec.structs.replace(load_config(desk.site), memory=desk.memory),
    )
    assert not desk.memory.exists()


def test_articles_whose_names_are_no_utf_8_are_remembered(desk: Desk) -> None:
    first = desk.write(os.fsdecode(b"f\xe4hre.md"), LEEDS, date="2024-03-05")
    desk.audit(first)
    later = desk.audit(desk.write(os.fsdecode(b"\xff.md"), OSAKA))
    assert [code for _, code in codes(later)] == ["CAP008", "CRD008"]
    assert {path for path, _ in codes(later)} == {os.fsdecode(b"\xff.md")}
    (theirs,) = later.findings[0].against
    assert theirs.origin.path == os.fsdecode(b"f\xe4hre.md")
    first.unlink()
    assert codes(desk.audit(desk.site)) == []


def test_a_changed_article_replaces_its_own_rows_only(desk: Desk) -> None:
    desk.audit(desk.write("old.md", OSAKA), desk.write("older.md", OSAKA))
    desk.audit(desk.write("old.md", LEEDS))
    assert desk.remembered() == ["old.md", "older.md"]
    # One vote each by now: against an article of an earlier run the audited one yields.
    assert codes(desk.audit(desk.write("new.md", LEEDS))) == []
    desk.audit(desk.write("old.md", "The river has reached the market hall. [Jane Doe/AFP]"))
    assert ("new.md", "CAP008") in codes(desk.audit(desk.site / "new.md"))


def test_the_other_articles_outvote_nobody_who_agrees_with_more(desk: Desk) -> None:
    desk.audit(desk.write("odd.md", OSAKA), desk.write("a.md", LEEDS), desk.write("b.md", LEEDS))
    assert codes(desk.audit(desk.write("c.md", LEEDS))) == []
    assert ("odd.md", "CAP008") in codes(desk.audit(desk.site / "odd.md"))


def test_what_is_removed_is_forgotten_where_it_is_looked_for(desk: Desk) -> None:
    gone = desk.write("posts/gone.md", OSAKA)
    elsewhere = desk.write("pages/elsewhere.md", OSAKA)
    desk.audit()
    gone.unlink()
    elsewhere.unlink()
    kept = desk.write("posts/kept.md", LEEDS)
    report = desk.audit(kept.parent)
    assert desk.remembered() == ["pages/elsewhere.md", "posts/kept.md"]
    assert ("posts/kept.md", "CAP008") in codes(report)
    assert codes(desk.audit()) == []
    assert desk.remembered() == ["posts/kept.md"]


def test_an_article_named_by_itself_is_forgotten_when_it_is_gone(desk: Desk) -> None:
    gone = desk.write("gone.md", OSAKA)
    desk.audit()
    gone.unlink()
    report = desk.audit(gone)
    assert [problem.path for problem in report.problems] == [str(gone)]
    assert desk.remembered() == []


def test_a_removed_article_is_forgotten_where_a_list_of_changes_names_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.site)
    gone = desk.write("gone.md", OSAKA)
    desk.audit()
    gone.unlink()
    assert codes(desk.audit(Path("gone.md"), desk.write("new.md", LEEDS))) == []
    assert desk.remembered() == ["new.md"]


def test_an_article_from_standard_input_is_kept_though_it_is_on_no_disk(desk: Desk) -> None:
    config = msgspec.structs.replace(load_config(desk.site), memory=desk.memory)
    desk.write("old.md", OSAKA)
    text = f"![{LEEDS}](https://cdn.tideway.example/flood.jpg)\n".encode()
    for _ in range(2):
        audit_paths([str(desk.site)], config, stdin=(str(desk.site / "new.md"), text))
        assert desk.remembered() == ["new.md", "old.md"]


def test_a_run_that_learns_nothing_writes_nothing(desk: Desk) -> None:
    desk.write("old.md", OSAKA)
    desk.audit()
    before = desk.memory.stat().st_mtime_ns, desk.memory.read_bytes()
    desk.audit()
    assert (desk.memory.stat().st_mtime_ns, desk.memory.read_bytes()) == before


def test_the_same_articles_say_the_same_with_and_without_memory(desk: Desk) -> None:
    desk.write("old.md", OSAKA, "2024-05-02")
    desk.write("new.md", LEEDS)
    first, second = desk.audit(), desk.audit()
    alone = audit_paths([str(desk.site)], load_config(desk.site))
    assert first.findings == second.findings == alone.findings != ()
    assert first.articles == second.articles == alone.articles


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def garbled(data: bytes) -> bytes:
    return data[:100] + bytes(len(data) - 100)


@pytest.mark.parametrize(
    "damage", [half, garbled, lambda data: b"", lambda data: bytes(len(data))], ids=range(4)
)
def test_a_damaged_memory_is_begun_anew(desk: Desk, damage: Callable[[bytes], bytes]) -> None:
    old = desk.write("old.md", OSAKA)
    desk.audit()
    desk.memory.write_bytes(damage(desk.memory.read_bytes()))
    report = desk.audit(old)
    assert [each.startswith(f"memory {desk.memory} is damaged") for each in report.notices] in (
        [True],
        [],
    )
    assert desk.remembered() == ["old.md"]
    assert desk.audit(old).notices == ()


def test_damage_that_shows_only_on_reading_is_mended_too(desk: Desk) -> None:
    old = desk.write("old.md", OSAKA)
    desk.audit()
    with sqlite3.connect(desk.memory) as connection:
        connection.execute("UPDATE uses SET record = x'93'")
    connection.close()
    report = desk.audit(desk.write("new.md", LEEDS))
    assert len(report.notices) == 1
    assert desk.remembered() == ["new.md"]
    assert desk.audit(old).notices == ()


@pytest.mark.parametrize("name", ["house.toml", "old.md", "flood.JPG", "known.json"])
def test_a_file_of_the_site_is_never_taken_for_a_memory(desk: Desk, name: str) -> None:
    path = desk.write(name, OSAKA)
    before = path.read_bytes()
    desk.memory = path
    with pytest.raises(UsageError, match="is no memory"):
        desk.audit()
    assert path.read_bytes() == before


def test_a_file_that_is_no_memory_is_kept_aside(desk: Desk) -> None:
    desk.memory.write_text("Notes of the night desk\n", "utf-8")
    report = desk.audit(desk.write("old.md", OSAKA))
    (notice,) = report.notices
    assert "memory.sqlite.unreadable" in notice
    aside = desk.memory.with_name("memory.sqlite.unreadable")
    assert aside.read_text("utf-8") == "Notes of the night desk\n"
    assert desk.remembered() == ["old.md"]


def test_a_database_of_another_program_is_left_alone(desk: Desk) -> None:
    with sqlite3.connect(desk.memory) as connection:
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
    connection.close()
    before = desk.memory.read_bytes()
    with pytest.raises(UsageError, match="another program"):
        desk.audit(desk.write("old.md", OSAKA))
    assert desk.memory.read_bytes() == before


def test_a_memory_of_another_version_is_begun_anew(desk: Desk) -> None:
    desk.audit(desk.write("old.md", OSAKA))
    with sqlite3.connect(desk.memory) as connection:
        connection.execute("UPDATE made_by SET version = '0.0.1/1'")
    connection.close()
    (notice,) = desk.audit(desk.write("new.md", LEEDS)).notices
    assert "was made by capaudit 0.0.1: begun anew" in notice
    assert desk.remembered() == ["new.md"]


def test_a_locked_memory_costs_a_run_only_what_it_knew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_file, "WAIT", 0.01)
    desk.audit(desk.write("old.md", OSAKA))
    holder = sqlite3.connect(desk.memory, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        report = desk.audit(desk.write("new.md", LEEDS))
    finally:
        holder.close()
    assert codes(report) == []
    (notice,) = report.notices
    assert "another program holds it" in notice
    assert desk.remembered() == ["old.md"]


def test_a_memory_being_written_is_read_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_file, "WAIT", 0.01)
    desk.audit(desk.write("old.md", OSAKA))
    holder = sqlite3.connect(desk.memory, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        report = desk.audit(desk.write("new.md", LEEDS))
    finally:
        holder.close()
    assert ("new.md", "CAP008") in codes(report)
    assert ["another program holds it" in notice for notice in report.notices] == [True]


def test_two_runs_at_once_remember_both(desk: Desk) -> None:
    paths = [desk.write(f"{number}.md", LEEDS) for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(desk.audit, paths))
    assert [notice for report in reports for notice in report.notices] == []
    assert desk.remembered() == [path.name for path in paths]


def test_a_run_that_finds_no_tables_leaves_those_of_another_that_was_quicker(desk: Desk) -> None:
    slow = sqlite3.connect(desk.memory, isolation_level=None)
    try:
        desk.audit(desk.write("old.md", OSAKA))
        memory_file._make_tables(slow, __version__, None)
    finally:
        slow.close()
    assert desk.remembered() == ["old.md"]


def test_a_memory_that_cannot_be_written_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.audit(desk.write("old.md", OSAKA))
    # Root may write anywhere: what the system would refuse others is refused here.
    monkeypatch.setattr(memory_file.os, "access", lambda path, mode: False)
    report = desk.audit(desk.write("new.md", LEEDS))
    assert ("new.md", "CAP008") in codes(report)
    (notice,) = report.notices
    assert "cannot be written" in notice
    assert desk.remembered() == ["old.md"]


def test_no_folder_is_made_for_a_memory(desk: Desk) -> None:
    desk.memory = desk.memory.parent / "nowhere" / "memory.sqlite"
    with pytest.raises(UsageError, match="there is no folder"):
        desk.audit(desk.write("old.md", OSAKA))
