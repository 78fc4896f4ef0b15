"""The index of image uses that articles of earlier runs left, for those of this run to be held to.

Paths are relative to the root, so that a memory made on one machine serves on another. All reads
leave out the articles of this run: what they said before is being replaced.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from capaudit.memory.any_names import kept_text, kept_values, packed, told_values, unpacked
from capaudit.memory.file import MemoryDamagedError, connect, connect_anew, fault_of
from capaudit.memory.rows import ArticleRows, Picture
from capaudit.model.use import FieldHabit, Saying, Use

# SQLite takes 32,766 variables in one statement; some builds 999.
_AT_ONCE = 500
# An image of which more different things are said stands for none of them.
MOST_STATEMENTS = 50

T = TypeVar("T")


def open_memory(path: Path, version: str) -> tuple[UseMemory, str | None]:
    """The memory in a file, made if there is none, and what there is to say of its state.

    Raises `MemoryFaultError` where it cannot be used, `UsageError` where the path can be none.
    """
    connection, notice = connect(path, version)
    return UseMemory(connection), notice


def open_memory_anew(
    path: Path, version: str, fault: MemoryDamagedError
) -> tuple[UseMemory, str | None]:
    """An empty memory in place of one that turned out to be damaged while it was read."""
    connection, notice = connect_anew(path, version, fault)
    return UseMemory(connection), notice


class UseMemory:
    """An open memory; every method raises `MemoryFaultError` where the file fails it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def paths(self) -> tuple[str, ...]:
        """The paths of all files whose articles are remembered."""
        rows = self._rows("SELECT DISTINCT path FROM articles ORDER BY path")
        return tuple(path for (path,) in rows)

    def leave_out(self, paths: Iterable[str]) -> bool:
        """Leave the articles at these paths out of what is read; whether any others are left."""
        self._run(
            lambda: self._connection.executemany(
                "INSERT OR IGNORE INTO temp.in_run SELECT id FROM articles WHERE path = ?",
                ((kept_text(path),) for path in paths),
            )
        )
        return bool(self._rows("SELECT 1 FROM articles WHERE id NOT IN temp.in_run LIMIT 1"))

    def sayings(self, images: Iterable[str], contents: Iterable[bytes]) -> tuple[Saying, ...]:
        """What articles say of an image by any of its names or contents, the first of each kind."""
        names, files = tuple(images)[:_AT_ONCE], tuple(contents)[:_AT_ONCE]
        sql = (
            "SELECT u.record, min(a.path), count(DISTINCT u.article) "  # noqa: S608
            "FROM uses u JOIN articles a ON a.id = u.article "
            f"WHERE u.id IN (SELECT id FROM uses WHERE image IN ({_marks(names)}) "
            f"UNION SELECT id FROM uses WHERE content IN ({_marks(files)})) "
            "AND u.article NOT IN temp.in_run "
            "GROUP BY u.statement ORDER BY min(a.path), u.statement "
            f"LIMIT {MOST_STATEMENTS + 1}"
        )
        return tuple(
            Saying(use=_decoded(record), articles=articles, in_run=False)
            for record, _, articles in self._rows(sql, (*names, *files))
        )

    def names_near(self, key: str) -> dict[str, int]:
        """The photographers whose names have a key, each with the number of its articles."""
        sql = (
            "SELECT name, count(DISTINCT article) FROM names "
            "WHERE near = ? AND article NOT IN temp.in_run GROUP BY name"
        )
        return dict(self._rows(sql, (key,)))

    def use_crediting(self, key: str, name: str) -> Use | None:
        """The first use, by path, that credits a photographer; `key` is one of the name's."""
        sql = (
            "SELECT u.record, min(a.path) FROM names n "
            "JOIN articles a ON a.id = n.article JOIN uses u ON u.id = n.use "
            "WHERE n.near = ? AND n.name = ? AND n.article NOT IN temp.in_run"
        )
        ((record, _),) = self._rows(sql, (key, name))
        return _decoded(record) if record is not None else None

    def pictures_marked(self, mark: bytes, most: int) -> tuple[Picture, ...]:
        """The pictures with an embedded caption or time stamp, `most` at the most."""
        sql = (
            "SELECT DISTINCT picture, content FROM marks "
            "WHERE mark = ? AND article NOT IN temp.in_run ORDER BY picture, content LIMIT ?"
        )
        return tuple(Picture(*row) for row in self._rows(sql, (mark, most)))

    def habit(self, site: str, form: str) -> FieldHabit:
        """How often images of a form on a site have their credit in its field, and elsewhere."""
        sql = (
            "SELECT name, sum(in_field), sum(elsewhere) FROM fields "
            "WHERE site = ? AND form = ? AND article NOT IN temp.in_run GROUP BY name"
        )
        rows = self._rows(sql, (site, form))
        return FieldHabit(
            in_field=sum(in_field for _, in_field, _ in rows),
            elsewhere=sum(elsewhere for _, _, elsewhere in rows),
            names={name: in_field for name, in_field, _ in rows if name is not None},
        )

    def likenesses(self, contents: Iterable[bytes]) -> dict[bytes, bytes | None]:
        """The known perceptual hashes of files by their contents; `None` for one that has none."""
        found: dict[bytes, bytes | None] = {}
        for some in _parts(tuple(contents)):
            sql = f"SELECT content, likeness FROM looks WHERE content IN ({_marks(some)})"  # noqa: S608
            found |= dict(self._rows(sql, some))
        return found

    def looking_like(self, bands: Iterable[tuple[int, int]]) -> dict[bytes, bytes]:
        """Perceptual hashes by content of the files that share one of the bands."""
        sql = (
            "SELECT l.content, l.likeness FROM bands b JOIN looks l ON l.content = b.content "
            "WHERE b.band = ? AND b.value = ?"
        )
        return dict(row for band in bands for row in self._rows(sql, band))

    def write(
        self,
        articles: Sequence[ArticleRows],
        gone: Iterable[str],
        looks: dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]],
    ) -> None:
        """Replace what is kept of the given articles' files, and of those only; forget the `gone`.

        `gone` are paths of files, `looks` perceptual hashes by content with their bands. All of it
        is written, or nothing.
        """
        self._run(lambda: self._write(articles, tuple(gone), looks))

    def _write(
        self,
        articles: Sequence[ArticleRows],
        gone: tuple[str, ...],
        looks: dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]],
    ) -> None:
        known = self._digests(dict.fromkeys((*gone, *(article.path for article in articles))))
        changed = [one for one in articles if known.get(one.key) != one.digest]
        # Of a file that holds several articles one may be gone while the others stay.
        dropped = known.keys() - {one.key for one in articles}
        # A run that learns nothing new keeps nobody waiting.
        if not changed and not dropped and not looks:
            return
        cursor = self._connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        try:
            for key in (*sorted(dropped), *(article.key for article in changed)):
                _forget(cursor, key)
            for article in changed:
                _insert(cursor, article)
            for content, (likeness, bands) in looks.items():
                cursor.execute("INSERT OR REPLACE INTO looks VALUES (?, ?)", (content, likeness))
                rows = ((band, value, content) for band, value in bands)
                cursor.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", rows)
            cursor.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                cursor.execute("ROLLBACK")
            raise

    def _digests(self, paths: Iterable[str]) -> dict[tuple[str, str], bytes]:
        found: dict[tuple[str, str], bytes] = {}
        for some in _parts(tuple(paths)):
            sql = f"SELECT path, item, digest FROM articles WHERE path IN ({_marks(some)})"  # noqa: S608
            found |= {(path, item): digest for path, item, digest in self._rows(sql, some)}
        return found

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        kept = kept_values(values)
        rows = self._run(lambda: self._connection.execute(sql, kept).fetchall())
        try:
            return [told_values(row) for row in rows]
        except ValueError as error:
            raise MemoryDamagedError(str(error)) from error

    def _run(self, step: Callable[[], T]) -> T:
        try:
            return step()
        except sqlite3.Error as error:
            raise fault_of(error) from error


def _encoded(use: Use) -> bytes:
    """A use as it is kept: names of keys and places repeat, and pack to a third."""
    return zlib.compress(packed(use), 1)


def _decoded(record: bytes) -> Use:
    try:
        return unpacked(zlib.decompress(record), Use)
    except (ValueError, zlib.error) as error:
        raise MemoryDamagedError(str(error)) from error


def _forget(cursor: sqlite3.Cursor, key: tuple[str, str]) -> None:
    sql = "SELECT id FROM articles WHERE path = ? AND item = ?"
    row = cursor.execute(sql, kept_values(key)).fetchone()
    if row is not None:
        for table in ("uses", "names", "marks", "fields"):
            cursor.execute(f"DELETE FROM {table} WHERE article = ?", row)  # noqa: S608
        cursor.execute("DELETE FROM articles WHERE id = ?", row)


def _insert(cursor: sqlite3.Cursor, article: ArticleRows) -> None:
    values = kept_values((*article.key, article.digest))
    sql = "INSERT INTO articles (path, item, digest) VALUES (?, ?, ?)"
    number = cursor.execute(sql, values).lastrowid
    ids = []
    for use in article.uses:
        row = kept_values((number, use.key, use.content, use.statement, _encoded(use)))
        sql = "INSERT INTO uses (article, image, content, statement, record) VALUES (?, ?, ?, ?, ?)"
        ids.append(cursor.execute(sql, row).lastrowid)
    names = [(number, near, one.name, ids[one.use]) for one in article.names for near in one.near]
    cursor.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", map(kept_values, names))
    marks = [(number, mark, one.name, one.content) for mark, one in article.marks]
    cursor.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", map(kept_values, marks))
    fields = [
        (number, one.site, one.form, one.name, one.in_field, one.elsewhere)
        for one in article.fields
    ]
    cursor.executemany("INSERT INTO fields VALUES (?, ?, ?, ?, ?, ?)", map(kept_values, fields))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(values: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
