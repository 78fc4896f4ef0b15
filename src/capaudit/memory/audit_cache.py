"""Keeps the outcomes of audits between runs, so that what did not change is not audited again.

It knows nothing of articles: what is kept goes by keys that name everything it rests on, and comes
back byte for byte or not at all.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from capaudit.memory.cache_file import FILE, clear, connect
from capaudit.memory.file import MemoryDamagedError, MemoryFaultError, fault_of
from capaudit.memory.sealed import sealed, unsealed
from capaudit.memory.stored_articles import StoredArticles, UnreadableCacheError

# Bytes that the file may take; ten thousand articles with four pictures each take some 700 MB.
LARGEST = 4 * 1024**3
# What is kept is written in strokes of so many bytes: other runs may write in between.
_STROKE = 8 * 1024**2
# Seconds. What a run used so lately another may be using now.
_RECENT = 3600
# Seconds after which a use is noted again.
_DAY = 86400
_INSERT_ARTICLE = "INSERT INTO articles (file, record, report) VALUES (?, ?, ?)"
_Answer = TypeVar("_Answer")


class StoredArticle(msgspec.Struct, frozen=True, array_like=True):
    """One article as it is kept: as the JSON report has it, and as MessagePack."""

    record: bytes
    report: bytes


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """The outcomes of one file: what they rest on, and what is left of each without its article.

    `context` is a hash of what holds for the whole run, `content` one of the file itself, `seen`
    tells of what else was looked at.
    """

    context: bytes
    path: str
    content: bytes
    seen: bytes
    heads: bytes
    articles: tuple[StoredArticle, ...]


class Known(msgspec.Struct, frozen=True):
    """A file that is kept, by its number; `seen` tells what its outcomes rest on."""

    number: int
    seen: bytes


class StoredRun(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run: the report without its articles, and which those are, in order.

    `ground` is a hash of everything the run rests on, `index` what is to be known of the articles
    without reading them.
    """

    ground: bytes
    report: bytes
    index: bytes


class CacheSize(msgspec.Struct, frozen=True):
    """What a cache holds, and the bytes it takes on the disk."""

    files: int
    articles: int
    runs: int
    bytes: int


class AuditCache:
    """A cache in a folder of its own; the first fault ends its use and is told in `notices`."""

    def __init__(self, folder: Path) -> None:
        self.notices: list[str] = []
        self.folder = folder
        self._connection: sqlite3.Connection | None = None
        self._pending: list[StoredFile] = []
        self._pending_bytes = 0
        self._now = int(time.time())
        try:
            self._connection = connect(folder)
        except MemoryFaultError as fault:
            self._end(fault)

    def __enter__(self) -> AuditCache:
        return self

    def __exit__(self, *error: object) -> None:
        self.flush()
        self._asked(self._evict, None)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept or found."""
        return self._connection is not None

    def file(self, context: bytes, path: str, content: bytes) -> Known | None:
        """What is kept of a file with this content, the newest of several."""
        return self._asked(lambda connection: self._file(connection, context, path, content), None)

    def _file(
        self, connection: sqlite3.Connection, context: bytes, path: str, content: bytes
    ) -> Known | None:
        found = connection.execute(
            "SELECT id, seen, used FROM files WHERE context = ? AND path = ? AND content = ?"
            " ORDER BY id DESC LIMIT 1",
            (context, path, content),
        ).fetchone()
        if found is None:
            return None
        if found[2] < self._now - _DAY:
            connection.execute("UPDATE files SET used = ? WHERE id = ?", (self._now, found[0]))
        return Known(found[0], unsealed(found[1]))

    def knows(self, context: bytes) -> bool:
        """Whether anything is kept of a context."""
        sql = "SELECT 1 FROM files WHERE context = ? LIMIT 1"
        return self._asked(
            lambda connection: connection.execute(sql, (context,)).fetchone() is not None, False
        )

    def stored(self) -> StoredArticles | None:
        """A look at what is kept at this moment; `None` where another cache took its place."""
        return self._asked(self._stored, None)

    def _stored(self, connection: sqlite3.Connection) -> StoredArticles | None:
        found = StoredArticles(self.folder)
        (token,) = connection.execute("SELECT token FROM begun").fetchone()
        return found if found.token == token else None

    def put(self, file: StoredFile) -> None:
        """Keep the outcomes of a file, at some time before the cache is closed."""
        self._pending.append(file)
        self._pending_bytes += sum(len(one.record) + len(one.report) for one in file.articles)
        if self._pending_bytes > _STROKE:
            self.flush()

    def flush(self) -> None:
        """Write what was to be kept."""
        pending, self._pending, self._pending_bytes = self._pending, [], 0
        if pending:
            self._asked(lambda connection: self._write(connection, pending), None)

    def _write(self, connection: sqlite3.Connection, files: Sequence[StoredFile]) -> None:
        if _is_full(connection):
            self._evict(connection)
            # What is there is in use: there is no room for more.
            if _is_full(connection):
                return
        with _transaction(connection):
            for one in files:
                cursor = connection.execute(
                    "INSERT INTO files (context, path, content, seen, heads, used)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        *(one.context, one.path, one.content),
                        *(sealed(one.seen), sealed(one.heads), self._now),
                    ),
                )
                connection.executemany(
                    _INSERT_ARTICLE, (_row(cursor.lastrowid, each) for each in one.articles)
                )

    def run(self, key: bytes) -> StoredRun | None:
        """The whole run that is kept under a key."""
        return self._asked(lambda connection: self._run(connection, key), None)

    def _run(self, connection: sqlite3.Connection, key: bytes) -> StoredRun | None:
        found = connection.execute(
            "SELECT ground, report, index_ FROM runs WHERE key = ?", (key,)
        ).fetchone()
        if found is None:
            return None
        connection.execute("UPDATE runs SET used = ? WHERE key = ?", (self._now, key))
        return StoredRun(ground=found[0], report=unsealed(found[1]), index=unsealed(found[2]))

    def put_run(self, key: bytes, run: StoredRun) -> None:
        """Keep a whole run in place of the last one of its key."""
        self._asked(lambda connection: _put_run(connection, key, run, self._now), None)

    def put_articles_of_run(self, key: bytes, articles: Sequence[StoredArticle]) -> list[int]:
        """Keep articles that a run changed after all were read; the answer is their numbers.

        The last run of the key goes with its own.
        """
        return self._asked(lambda connection: _put_articles(connection, key, articles), [])

    def forget(self, context: bytes) -> None:
        """Put out all files of a context."""
        self._pending, self._pending_bytes = [], 0
        self._asked(lambda connection: _forget(connection, context), None)

    def numbers_of(self, file: int) -> list[int]:
        """The numbers of the articles of a file, in order."""
        return self._asked(lambda connection: _numbers(connection, file), [])

    def size(self) -> CacheSize:
        """How much there is."""
        nothing = CacheSize(0, 0, 0, 0)
        counts = self._asked(_counts, (0, 0, 0))
        if not self.is_open:
            return nothing
        places = (self.folder / f"{FILE}{end}" for end in ("", "-wal"))
        return CacheSize(*counts, sum(one.stat().st_size for one in places if one.exists()))

    def _evict(self, connection: sqlite3.Connection) -> None:
        """Put out what was not used for longest, until there is room for the next run."""
        if not _is_full(connection):
            return
        with _transaction(connection):
            connection.execute("DELETE FROM runs WHERE used < ?", (self._now - _RECENT,))
            runs = connection.execute("SELECT key FROM runs").fetchall()
            owned = connection.execute("SELECT DISTINCT file FROM articles WHERE file < 0")
            # Those of a run that was killed, too, before it was kept.
            left = {owner for (owner,) in owned} - {_owner(key) for (key,) in runs}
            connection.executemany(
                "DELETE FROM articles WHERE file = ?", ((owner,) for owner in left)
            )
            (files,) = connection.execute("SELECT count(*) FROM files").fetchone()
            connection.execute(
                "DELETE FROM files WHERE id IN (SELECT id FROM files WHERE used < ?"
                " ORDER BY used, id LIMIT ?)",
                (self._now - _RECENT, files // 2),
            )
            connection.execute(
                "DELETE FROM articles WHERE file > 0 AND file NOT IN (SELECT id FROM files)"
            )
        connection.execute("PRAGMA incremental_vacuum").fetchall()

    def give_up(self, damage: UnreadableCacheError) -> None:
        """Use it no more, and leave none of it to the next run."""
        if self._connection is not None:
            self._end(damage.fault)

    def _asked(self, step: Callable[[sqlite3.Connection], _Answer], otherwise: _Answer) -> _Answer:
        if self._connection is None:
            return otherwise
        try:
            return step(self._connection)
        except sqlite3.Error as error:
            self._end(fault_of(error))
            return otherwise

    def _end(self, fault: MemoryFaultError) -> None:
        is_damaged = isinstance(fault, MemoryDamagedError)
        why = f"it is damaged ({fault}), the next run begins a new one" if is_damaged else fault
        self.notices.append(f"cache {self.folder} not used: {why}")
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if is_damaged:
            # Where it cannot be deleted it is met again.
            with suppress(OSError):
                clear(self.folder)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing is written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_full(connection: sqlite3.Connection) -> bool:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return bool(pages * size > LARGEST)


def _numbers(connection: sqlite3.Connection, file: int) -> list[int]:
    rows = connection.execute("SELECT id FROM articles WHERE file = ? ORDER BY id", (file,))
    return [number for (number,) in rows]


def _put_run(connection: sqlite3.Connection, key: bytes, run: StoredRun, now: int) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)",
        (key, run.ground, sealed(run.report), sealed(run.index), now),
    )


def _put_articles(
    connection: sqlite3.Connection, key: bytes, articles: Sequence[StoredArticle]
) -> list[int]:
    owner = _owner(key)
    with _transaction(connection):
        connection.execute("DELETE FROM runs WHERE key = ?", (key,))
        connection.execute("DELETE FROM articles WHERE file = ?", (owner,))
        connection.executemany(_INSERT_ARTICLE, (_row(owner, one) for one in articles))
        return _numbers(connection, owner)


def _row(owner: int | None, one: StoredArticle) -> tuple[int | None, bytes, bytes]:
    return owner, sealed(one.record), sealed(one.report)


def _forget(connection: sqlite3.Connection, context: bytes) -> None:
    with _transaction(connection):
        connection.execute(
            "DELETE FROM articles WHERE file IN (SELECT id FROM files WHERE context = ?)",
            (context,),
        )
        connection.execute("DELETE FROM files WHERE context = ?", (context,))


def _owner(key: bytes) -> int:
    """The number that articles of a run go by instead of a file's: always below zero."""
    return -1 - int.from_bytes(key[:7])


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    found: tuple[int, int, int] = connection.execute(
        "SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM articles),"
        " (SELECT count(*) FROM runs)"
    ).fetchone()
    return found
