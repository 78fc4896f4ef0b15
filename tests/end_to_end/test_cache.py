"""A run with the audit cache reports what a run without it does, whatever changed between two."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from capaudit.config import Config
from capaudit.engines import DeadlinePassedError
from capaudit.memory import audit_cache
from capaudit.memory.baseline import Baseline, baseline_text
from capaudit.memory.stored_articles import UnreadableCacheError
from capaudit.model.finding import Report
from capaudit.pipeline import audit_paths, auditing, earlier
from capaudit.pipeline.audit_input import audit_input
from capaudit.pipeline.inputs import Input
from capaudit.pipeline.known import baseline_of
from capaudit.reports.json_report import render_json
from capaudit.reports.page import Page
from support.images import build_image
from support.reports import text_of

DAY = date(2024, 6, 1)
STORIES = 40
STORY = """---
title: The ferry is back
date: 2021-05-04
---
The ferry to the islands runs again.

![A ferry leaves the pier in Leeds on 3 May 2021. (Photo: Jane Doe/AFP)](/pictures/{number}.jpg)

![The pier of Leeds]({{{{ site.data.pictures.pier.file }}}})
"""
FIELDS = {"photoshop:DateCreated": "2021-05-03", "photoshop:Credit": "AFP"}
SIDECAR = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="2019-02-11"/>
</rdf:RDF></x:xmpmeta>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("posts", "pictures", "_data"):
        (tmp_path / name).mkdir()
    for number in range(STORIES):
        (tmp_path / f"posts/{number:02}.md").write_text(STORY.format(number=number), "utf-8")
        (tmp_path / f"pictures/{number}.jpg").write_bytes(build_image(fields=FIELDS))
    # Article 7 has no picture yet.
    (tmp_path / "pictures/7.jpg").unlink()
    (tmp_path / "_data/pictures.yml").write_text("pier:\n  file: /pictures/1.jpg\n", "utf-8")
    grow_old(tmp_path)
    return tmp_path


def grow_old(folder: Path, seconds: float = 100.0) -> None:
    """Give all files an age at which nobody may still be writing to them."""
    for path in folder.rglob("*"):
        if path.is_file() and ".capaudit_cache" not in path.parts:
            status = path.stat()
            if status.st_mtime > time.time() - seconds:
                os.utime(path, (status.st_atime, status.st_mtime - seconds))


def told(report: Report) -> str:
    """The JSON report without what differs from run to run."""
    run = msgspec.structs.replace(report.run, started_at="", duration_s=0.0)
    return text_of(render_json(msgspec.structs.replace(report, run=run), Page()))


def audit(site: Path, *, cache: bool = True, jobs: int = 1, **settings: object) -> Report:
    settings = {"root": site, "date": DAY, **settings}
    config = Config(**settings)  # type: ignore[arg-type]
    folder = site / ".capaudit_cache" if cache else None
    return audit_paths([str(site)], config, jobs=jobs, cache=folder)


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were audited in this process and not taken from the cache."""
    paths: list[str] = []

    def note(each: object, *rest: object) -> Iterator[object]:
        paths.append(each.path)  # type: ignore[attr-defined]
        return audit_input(each, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(auditing, "audit_input", note)
    return paths


def rewrite(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        path = site / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return change


def picture(name: str, **fields: str) -> Callable[[Path], None]:
    told = {key.replace("_", ":", 1): value for key, value in fields.items()}
    return lambda site: (site / name).write_bytes(build_image(fields=told)) and None


def written(name: str, text: str) -> Callable[[Path], None]:
    return lambda site: (site / name).write_text(text, "utf-8") and None


def moved(old: str, new: str) -> Callable[[Path], None]:
    return lambda site: (site / old).rename(site / new) and None


def of_the_same_size_and_time(site: Path) -> None:
    """Another day in the file, in as many bytes, as a program that keeps times writes it."""
    path = site / "pictures/3.jpg"
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2021-05-03", b"2019-05-03"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "nothing": (lambda site: None, 0),
    "the words of an article": (rewrite("posts/03.md", "3 May", "9 May"), 1),
    "the metadata of a picture": (picture("pictures/3.jpg", photoshop_DateCreated="2019-02-11"), 1),
    "a picture in as many bytes": (of_the_same_size_and_time, 1),
    "a picture is gone": (lambda site: (site / "pictures/3.jpg").unlink(), 1),
    "a picture that was missed": (picture("pictures/7.jpg"), 1),
    "a picture that nobody shows": (picture("pictures/unseen.jpg"), 0),
    "a picture under another name": (moved("pictures/3.jpg", "pictures/3.JPG"), 1),
    "a sidecar": (written("pictures/3.xmp", SIDECAR), 1),
    "a picture nearer by": (picture("posts/cover.jpg"), 0),
    "the site's data": (rewrite("_data/pictures.yml", "1.jpg", "2.jpg"), STORIES),
    "a template": (written("_config.yml", "title: The site\n"), STORIES),
    "one more article": (written("posts/99.md", STORY.format(number=3)), 1),
    "an article is gone": (lambda site: (site / "posts/03.md").unlink(), 0),
    "an article elsewhere": (moved("posts/03.md", "posts/98.md"), 1),
    "what git ignores": (written(".gitignore", "posts/1*.md\n"), STORIES - 10),
    "a folder of pictures": (lambda site: (site / "static").mkdir(), STORIES),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_and_no_more_is_audited_than_it_touches(
    site: Path, audited: list[str], name: str
) -> None:
    change, touched = CHANGES[name]
    audit(site)
    change(site)
    grow_old(site)
    audited.clear()
    report = audit(site)
    anew = len(audited)
    assert told(report) == told(audit(site, cache=False))
    assert anew == touched
    audited.clear()
    assert told(audit(site)) == told(report)
    assert audited == []


@pytest.mark.parametrize(
    "settings",
    [{"profile": "strict"}, {"date": date(2020, 1, 1)}, {"ignore": ("IMG001",)}],
    ids=["profile", "day", "ignore"],
)
def test_other_settings_are_another_audit(
    site: Path, audited: list[str], settings: dict[str, object]
) -> None:
    audit(site)
    audited.clear()
    assert told(audit(site, **settings)) == told(audit(site, cache=False, **settings))
    assert len(audited) == 2 * STORIES


def test_several_processes_fill_and_use_the_same_cache(site: Path, audited: list[str]) -> None:
    for number in range(STORIES, 80):
        (site / f"posts/{number:02}.md").write_text(STORY.format(number=number), "utf-8")
    grow_old(site)
    first = told(audit(site, jobs=2))
    audited.clear()
    rewrite("posts/55.md", "3 May", "9 May")(site)
    grow_old(site)
    second = told(audit(site))
    assert audited == ["posts/55.md"]
    assert second == told(audit(site, cache=False)) != first


def test_a_checkout_anew_is_known_by_its_content(site: Path, audited: list[str]) -> None:
    audit(site)
    for path in (*site.glob("p*/*"), *site.glob("_data/*")):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    audited.clear()
    assert told(audit(site)) == told(audit(site, cache=False))
    assert len(audited) == STORIES


def test_what_was_written_a_moment_ago_is_not_trusted(site: Path, audited: list[str]) -> None:
    os.utime(site / "pictures/3.jpg")
    audit(site)
    audited.clear()
    audit(site)
    assert audited == ["posts/03.md"]


def test_the_cache_may_vanish_or_be_broken(site: Path, audited: list[str]) -> None:
    before = told(audit(site))
    (site / ".capaudit_cache/audits.sqlite").write_bytes(b"broken" * 1000)
    assert told(audit(site)) == before
    shutil.rmtree(site / ".capaudit_cache")
    audited.clear()
    assert told(audit(site)) == before
    assert len(audited) == STORIES


def spoil(site: Path, table: str, column: str) -> None:
    """Change a few bytes of what is kept, as an ageing disk does, where SQLite cannot notice."""
    connection = sqlite3.connect(site / ".capaudit_cache/audits.sqlite")
    for number, whole in connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall():
        spoilt = whole[:4] + bytes(255 - one for one in whole[4:7]) + whole[7:]
        sql = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
        connection.execute(sql, (spoilt, number))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("table", "column"), [("files", "seen"), ("files", "heads"), ("articles", "report")]
)
def test_damage_costs_a_run_what_was_kept_and_nothing_else(
    site: Path, table: str, column: str
) -> None:
    audit(site)
    spoil(site, table, column)
    rewrite("posts/03.md", "3 May", "9 May")(site)
    grow_old(site)
    report = audit(site)
    assert [("checksum" in one) for one in report.notices] == [True]
    assert told(msgspec.structs.replace(report, notices=())) == told(audit(site, cache=False))
    assert audit(site).notices == ()


@pytest.mark.parametrize("column", ["report", "index_"])
def test_damage_to_a_whole_run_is_noticed(site: Path, audited: list[str], column: str) -> None:
    before = told(audit(site))
    spoil(site, "runs", column)
    audited.clear()
    report = audit(site)
    assert told(msgspec.structs.replace(report, notices=())) == before
    assert len(report.notices) == 1


def test_damage_that_shows_only_while_a_report_is_written_is_told(site: Path) -> None:
    audit(site)
    spoil(site, "articles", "record")
    with pytest.raises(UnreadableCacheError, match="checksum") as told_of:
        told(audit(site))
    assert told_of.value.hint == "run it again"
    assert told(audit(site)) == told(audit(site, cache=False))


def test_a_baseline_counts_in_a_run_that_is_taken_whole(site: Path) -> None:
    picture("pictures/3.jpg", photoshop_DateCreated="2019-02-11")(site)
    baseline = site / "baseline.json"
    baseline.write_text(baseline_text(Baseline()), "utf-8")
    grow_old(site)
    before = audit(site, baseline=baseline)
    config = Config(root=site, date=DAY)
    known = baseline_of(audit(site), Baseline(), config)
    baseline.write_text(baseline_text(known), "utf-8")
    grow_old(site)
    after = audit(site, baseline=baseline)
    assert told(after) == told(audit(site, cache=False, baseline=baseline))
    assert len(before.findings) > len(after.findings) == 0


def test_a_day_that_is_set_is_more_than_the_day_of_the_run(site: Path) -> None:
    for path in (site / "posts").iterdir():
        path.write_text(path.read_text("utf-8").replace("date: 2021-05-04\n", ""), "utf-8")
    grow_old(site)
    for day in (None, date.today()):
        assert told(audit(site, date=day)) == told(audit(site, cache=False, date=day))


def test_what_was_found_over_midnight_is_not_kept(
    site: Path, audited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[date] = []

    class Clock:
        @staticmethod
        def today() -> date:
            return days.pop(0) if len(days) > 1 else days[0]

    monkeypatch.setattr(earlier, "date", Clock)
    before, after = date(2024, 6, 1), date(2024, 6, 2)
    days[:] = [before, after]
    audit(site, date=None)
    for kept_already in (0, STORIES):
        days[:] = [before]
        audited.clear()
        audit(site, date=None)
        assert len(audited) == STORIES - kept_already


def test_few_files_are_not_kept(site: Path) -> None:
    for path in sorted((site / "posts").iterdir())[5:]:
        path.unlink()
    audit(site)
    assert not (site / ".capaudit_cache").exists()


def keeping_its_time(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """A file written in place and given back its time, as ExifTool does when asked to."""

    def change(site: Path) -> None:
        path = site / name
        status = path.stat()
        path.write_bytes(path.read_bytes().replace(old, new))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return change


def test_a_picture_of_the_same_size_and_time_is_another(site: Path, audited: list[str]) -> None:
    audit(site)
    keeping_its_time("pictures/3.jpg", b"2021-05-03", b"2019-05-03")(site)
    audited.clear()
    report = audit(site)
    assert audited == ["posts/03.md"]
    assert told(report) == told(audit(site, cache=False))


def test_a_record_of_images_may_have_any_name(site: Path, audited: list[str]) -> None:
    record = site / "pictures/3.meta"
    record.write_text('{"date": "2021-05-03", "credit": "Photo: Jane Doe/AFP"}', "utf-8")
    grow_old(site)
    records = ("pictures/{stem}.meta",)
    audit(site, image_records=records)
    record.write_text('{"date": "2019-02-11", "credit": "Photo: Jane Doe/AFP"}', "utf-8")
    grow_old(site)
    audited.clear()
    report = audit(site, image_records=records)
    assert audited == ["posts/03.md"]
    assert told(report) == told(audit(site, cache=False, image_records=records))


def test_templates_may_lie_behind_a_link(site: Path, audited: list[str]) -> None:
    (site / "shared").mkdir()
    (site / "shared/figure.html").write_text("<p>{{ include.text }}</p>", "utf-8")
    (site / "_includes").symlink_to("shared")
    (site / "_config.yml").write_text("title: The site\n", "utf-8")
    grow_old(site)
    audit(site)
    rewrite("shared/figure.html", "include.text", "include.words")(site)
    grow_old(site)
    audited.clear()
    audit(site)
    # The template is a page as well.
    assert len(audited) == STORIES + 1


def test_names_that_are_no_text_are_audited_each_time(site: Path, audited: list[str]) -> None:
    shutil.copy(site / "posts/03.md", site / os.fsdecode(b"posts/caf\xe9.md"))
    grow_old(site)
    before = told(audit(site))
    audited.clear()
    assert told(audit(site)) == before == told(audit(site, cache=False))
    assert audited[0] == os.fsdecode(b"posts/caf\xe9.md")


def test_a_failure_of_the_moment_is_not_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(each: Input, *rest: object) -> Iterator[object]:
        if each.path == "posts/03.md":
            raise DeadlinePassedError
        return audit_input(each, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(auditing, "audit_input", dies)
        assert len(audit(site).problems) == 1
    assert audit(site).problems == ()


def test_what_is_there_for_a_moment_of_the_run_is_not_kept(
    site: Path, audited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data that changes when the run has begun, and is put back when it has ended."""
    data = site / "_data/pictures.yml"
    usual = data.read_text("utf-8")

    def note(each: Input, *rest: object) -> Iterator[object]:
        data.write_text(usual.replace("1.jpg", "2.jpg"), "utf-8")
        return audit_input(each, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(auditing, "audit_input", note)
        audit(site)
    data.write_text(usual, "utf-8")
    grow_old(site)
    audit(site)
    assert len(audited) == STORIES


def test_a_full_disk_ends_the_cache_and_not_the_run(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(audit_cache, "_put_articles", full)
    report = audit(site)
    assert [one for one in report.notices if "disk is full" in one] != []
    assert told(msgspec.structs.replace(report, notices=())) == told(audit(site, cache=False))
