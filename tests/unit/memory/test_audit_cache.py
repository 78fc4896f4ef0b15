"""The audit cache keeps what it is given, survives whatever happens to it, and says so once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from capaudit.memory import audit_cache
from capaudit.memory.audit_cache import AuditCache, StoredArticle, StoredFile, StoredRun
from capaudit.memory.cache_file import FILE, clear
from capaudit.memory.filing import Filing, RunIndex
from capaudit.memory.sealed import BrokenSealError, sealed, unsealed
from capaudit.memory.stored_articles import MissingArticlesError, StoredArticles

CONTEXT = b"context"
KILLED = """
import sys
from pathlib import Path
from capaudit.memory.audit_cache import AuditCache, StoredArticle, StoredFile
cache = AuditCache(Path(sys.argv[1]))
for number in range(100_000):
    cache.put(StoredFile(context=b"context", path=f"{number}.md", content=b"1", seen=b"s",
        heads=b"h", articles=(StoredArticle(b"x" * 50_000, b"r"),)))
    cache.flush()
    print(number, flush=True)
"""


def file(path: str, content: bytes = b"1", record: bytes = b"{}") -> StoredFile:
    return StoredFile(
        context=CONTEXT,
        path=path,
        content=content,
        seen=b"seen",
        heads=b"heads",
        articles=(StoredArticle(record, b"report"),),
    )


def kept(cache: AuditCache, path: str, content: bytes = b"1") -> tuple[bytes, bytes] | None:
    """The head and the record of what is kept of a file."""
    found = cache.file(CONTEXT, path, content)
    stored = cache.stored()
    if found is None or stored is None:
        return None
    outcomes = stored.heads(found.number)
    return (outcomes[0], stored.record(outcomes[1][0])) if outcomes is not None else None


def test_what_was_put_is_found_by_the_next_run(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md", record=b'{"a": 1}'))
    with AuditCache(tmp_path) as cache:
        assert kept(cache, "a.md") == (b"heads", b'{"a": 1}')
        assert kept(cache, "a.md", b"2") is None
        assert cache.file(b"other", "a.md", b"1") is None
        assert cache.notices == []


def test_the_newest_of_several_counts(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md", record=b"old"))
        cache.flush()
        cache.put(file("a.md", record=b"new"))
        cache.flush()
        assert kept(cache, "a.md") == (b"heads", b"new")


def test_a_large_stroke_is_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_cache, "_STROKE", 10)
    with AuditCache(tmp_path) as cache, AuditCache(tmp_path) as other:
        cache.put(file("a.md", record=b"more than ten bytes"))
        assert kept(other, "a.md") is not None


def test_two_runs_write_at_once(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as one, AuditCache(tmp_path) as other:
        for number in range(20):
            one.put(file(f"one-{number}.md"))
            other.put(file(f"other-{number}.md"))
            one.flush()
            other.flush()
        assert one.size().files == other.size().files == 40
        assert one.notices == other.notices == []


def test_a_run_that_is_killed_leaves_what_it_had_written(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        written = [process.stdout.readline() for _ in range(30)]
        process.send_signal(signal.SIGKILL)
    assert written[-1] == "29\n"
    with AuditCache(tmp_path) as cache:
        assert kept(cache, "29.md") == (b"h", b"x" * 50_000)
        assert cache.notices == []
        cache.put(file("after.md"))
    assert sqlite3.connect(tmp_path / FILE).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one" * 100, b"SQLite format 3\0" * 200]
)
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md"))
        cache.flush()
        assert kept(cache, "a.md") is not None
        assert cache.notices == []


def test_pages_that_were_overwritten_end_its_use_and_no_run(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        for number in range(50):
            cache.put(file(f"{number}.md", record=os.urandom(20_000)))
    whole = bytearray((tmp_path / FILE).read_bytes())
    whole[20_000:] = os.urandom(len(whole) - 20_000)
    (tmp_path / FILE).write_bytes(whole)
    with AuditCache(tmp_path) as cache:
        found = [kept(cache, f"{number}.md") for number in range(50)]
        cache.put(file("more.md"))
    assert found == [None] * 50
    assert len(cache.notices) == 1


def test_a_cache_of_another_format_is_begun_anew(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md"))
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with AuditCache(tmp_path) as cache:
        assert cache.is_open
        assert kept(cache, "a.md") is None


@pytest.mark.skipif(sys.platform != "linux", reason="no folder that nobody may write")
def test_a_folder_that_cannot_be_written_is_told_once() -> None:
    with AuditCache(Path("/proc/capaudit")) as cache:
        cache.put(file("a.md"))
        cache.flush()
    assert len(cache.notices) == 1


def test_a_folder_that_is_a_file_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine", "utf-8")
    with AuditCache(tmp_path / "cache") as cache:
        cache.put(file("a.md"))
        cache.flush()
        assert cache.file(CONTEXT, "a.md", b"1") is None
    assert len(cache.notices) == 1
    assert (tmp_path / "cache").read_text("utf-8") == "mine"


def test_a_full_disk_ends_its_use_and_loses_nothing_old(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("old.md"))
        cache.flush()
        connection = cache._connection
        assert connection is not None
        # SQLite answers as it does when the disk has no room.
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        cache.put(file("new.md", record=os.urandom(500_000)))
        cache.flush()
        cache.put(file("newer.md"))
        cache.flush()
    (notice,) = cache.notices
    assert notice.endswith("the disk is full")
    with AuditCache(tmp_path) as cache:
        assert kept(cache, "old.md") is not None
        assert kept(cache, "new.md") is None


def test_what_was_not_used_for_longest_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    for days, path in ((3, "a.md"), (2, "b.md"), (1, "c.md"), (0, "d.md")):
        monkeypatch.setattr(time, "time", lambda days=days: now - days * 86400)
        with AuditCache(tmp_path) as cache:
            cache.put(file(path, record=os.urandom(100_000)))
    full = (tmp_path / FILE).stat().st_size
    monkeypatch.setattr(audit_cache, "LARGEST", full - 1)
    with AuditCache(tmp_path) as cache:
        assert kept(cache, "a.md") is not None
    with AuditCache(tmp_path) as cache:
        left = [path for path in ("a.md", "b.md", "c.md", "d.md") if kept(cache, path)]
    # A use renews; what is as new as the last hour may be in use elsewhere.
    assert left == ["a.md", "d.md"]
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (tmp_path / FILE).stat().st_size < full


def test_a_run_that_needs_more_than_there_may_be_keeps_what_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_cache, "LARGEST", 500_000)
    with AuditCache(tmp_path) as cache:
        for number in range(20):
            cache.put(file(f"{number}.md", record=os.urandom(100_000)))
            cache.flush()
        assert kept(cache, "0.md") is not None
        assert kept(cache, "19.md") is None
        assert cache.size().files < 10
        assert cache.notices == []


def index(*numbers: int) -> RunIndex:
    return RunIndex(numbers, tuple(f"{number}.md" for number in numbers), 0, {})


def test_a_whole_run_is_read_as_it_was_even_if_others_put_it_out(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md", record=b"from the file"))
        cache.flush()
        found = cache.file(CONTEXT, "a.md", b"1")
        assert found is not None
        (own,) = cache.put_articles_of_run(b"the key", [StoredArticle(b"of the run", b"r")])
        numbers = (*cache.numbers_of(found.number), own)
        cache.put_run(b"the key", StoredRun(ground=b"g", report=b"r", index=b"i"))
        assert cache.run(b"the key") == StoredRun(ground=b"g", report=b"r", index=b"i")
        assert cache.run(b"another") is None
        articles = Filing.of_run(StoredArticles(tmp_path), index(*numbers))
        connection = cache._connection
        assert connection is not None
        connection.execute("DELETE FROM articles")
    assert list(articles.records()) == [b"from the file", b"of the run"]
    with pytest.raises(MissingArticlesError):
        Filing.of_run(StoredArticles(tmp_path), index(*numbers))


def test_a_run_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        for record in (b"one", b"two"):
            cache.put_articles_of_run(b"the key", [StoredArticle(record, b"")])
            cache.put_run(b"the key", StoredRun(ground=record, report=b"", index=b""))
        run = cache.run(b"the key")
        assert run is not None
        assert run.ground == b"two"
        assert cache.size().articles == 1


def test_the_number_of_an_article_is_never_given_again(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        (first,) = cache.put_articles_of_run(b"the key", [StoredArticle(b"first", b"r")])
        cache.put_run(b"the key", StoredRun(ground=b"g", report=b"r", index=b"i"))
        (second,) = cache.put_articles_of_run(b"the key", [StoredArticle(b"second", b"r")])
        assert second > first
        # A run that is killed here leaves none behind that counts on the first.
        assert cache.run(b"the key") is None


def test_files_of_a_context_are_put_out_written_or_not(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put(file("a.md"))
        cache.flush()
        cache.put(file("b.md"))
        cache.forget(CONTEXT)
        assert kept(cache, "a.md") is None
    with AuditCache(tmp_path) as cache:
        assert kept(cache, "b.md") is None
        assert cache.size().articles == 0


def test_what_a_killed_run_left_of_its_articles_is_put_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AuditCache(tmp_path) as cache:
        cache.put_articles_of_run(b"killed", [StoredArticle(b"orphan", b"r")])
        cache.put_articles_of_run(b"whole", [StoredArticle(b"kept", b"r")])
        cache.put_run(b"whole", StoredRun(ground=b"g", report=b"r", index=b"i"))
    monkeypatch.setattr(audit_cache, "LARGEST", 1)
    with AuditCache(tmp_path) as cache:
        pass
    assert cache.notices == []
    with AuditCache(tmp_path) as cache:
        assert (cache.size().articles, cache.size().runs) == (1, 1)


def test_a_cache_that_took_the_place_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    with AuditCache(tmp_path) as cache:
        assert cache.stored() is not None
        clear(tmp_path)
        with AuditCache(tmp_path) as other:
            assert cache.stored() is None
            assert other.stored() is not None


def test_what_is_sealed_comes_back_or_is_known_to_be_damaged() -> None:
    whole = sealed(b"an article")
    assert unsealed(whole) == b"an article"
    for broken in (whole[:-1], b"", whole[1:], b"AN" + whole[2:], "text", None):
        with pytest.raises(BrokenSealError):
            unsealed(broken)
