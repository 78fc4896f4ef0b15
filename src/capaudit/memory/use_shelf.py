"""Puts the uses of a run away in a file without a name, to be found by their keys.

Whoever compares ten thousand articles asks for the few uses that share an image, a name or an
embedded value; all others are never read again.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from capaudit.memory.any_names import kept_text, told_text
from capaudit.memory.temporary import putting_away
from capaudit.model.trace import CreditForm, Trace
from capaudit.model.use import CreditStanding

# Kibibytes of pages that are held; the others are on the disk, where they go with the process.
_IN_MEMORY = 8192
# Rows are written in strokes: each call costs more than its rows.
_STROKE = 200

_TABLES = """
CREATE TABLE shelves (outcome INTEGER PRIMARY KEY, uses BLOB NOT NULL) STRICT;
CREATE TABLE uses (
    id INTEGER PRIMARY KEY, outcome INTEGER NOT NULL, place INTEGER NOT NULL,
    article BLOB NOT NULL, image BLOB NOT NULL, picture BLOB NOT NULL, file TEXT,
    byte_size INTEGER, width INTEGER, height INTEGER, form INTEGER, content BLOB
) STRICT;
CREATE TABLE names (near TEXT NOT NULL, name TEXT NOT NULL, use INTEGER NOT NULL) STRICT;
CREATE TABLE marks (mark BLOB NOT NULL, use INTEGER NOT NULL) STRICT;
"""
_KEYS = """
CREATE INDEX uses_by_outcome ON uses (outcome);
CREATE INDEX uses_by_image ON uses (image, outcome);
CREATE INDEX uses_by_size ON uses (byte_size, file) WHERE file IS NOT NULL;
CREATE INDEX uses_by_file ON uses (file) WHERE file IS NOT NULL;
CREATE INDEX uses_by_content ON uses (content, outcome) WHERE content IS NOT NULL;
CREATE INDEX names_by_key ON names (near, name);
CREATE INDEX marks_by_value ON marks (mark);
"""


class Credited(msgspec.Struct, frozen=True, array_like=True):
    """A name that an article credits, and the first use in which it does."""

    name: str
    use: int
    article: bytes


class ImageFile(msgspec.Struct, frozen=True, array_like=True):
    """An image file of the run, by the hash of its content, with its size in pixels."""

    content: bytes
    file: str
    width: int
    height: int


class UseShelf:
    """The uses of a run: first all are put there, then they are asked for.

    Each is known by its number, in the order of the run; `outcome` is the number of what was found
    on its article.
    """

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, which nobody else can open.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "temp_store = FILE",
            f"cache_size = -{_IN_MEMORY}",
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_TABLES)
        self._forms: dict[CreditForm, int] = {}
        self._waiting: list[tuple[int, Sequence[Trace], bytes]] = []
        self._uses = 0
        self._is_keyed = False

    def add(self, outcome: int, traces: Sequence[Trace], uses: bytes) -> None:
        """Put away the uses of an article, with what each is found by."""
        self._waiting.append((outcome, traces, uses))
        if len(self._waiting) == _STROKE:
            self._write()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        uses: list[tuple[object, ...]] = []
        names: list[tuple[str, str, int]] = []
        marks: list[tuple[bytes, int]] = []
        for outcome, traces, _ in waiting:
            for place, one in enumerate(traces):
                self._uses += 1
                uses.append(self._row(outcome, place, one))
                names += _name_rows(one, self._uses)
                marks += ((mark, self._uses) for mark in one.marks)
        shelves = ((outcome, packed) for outcome, _, packed in waiting)
        connection = self._connection
        with putting_away():
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO shelves VALUES (?, ?)", shelves)
            connection.executemany(
                "INSERT INTO uses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", uses
            )
            connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
            connection.executemany("INSERT INTO marks VALUES (?, ?)", marks)
            connection.execute("COMMIT")

    def _row(self, outcome: int, place: int, one: Trace) -> tuple[object, ...]:
        form = None if one.form is None else self._forms.setdefault(one.form, len(self._forms))
        file = None if one.file is None else kept_text(one.file)
        return (
            *(self._uses, outcome, place, one.article, one.image, one.picture),
            *(file, one.byte_size, one.width, one.height, form),
        )

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._waiting:
            self._write()
        with putting_away():
            if not self._is_keyed:
                self._connection.executescript(_KEYS)
                self._is_keyed = True
            return self._connection.execute(sql, values).fetchall()

    def files(self) -> list[str]:
        """All image files of the run, in the order of their paths."""
        return _texts(self._rows("SELECT DISTINCT file FROM uses WHERE file IS NOT NULL"))

    def files_of_one_size(self) -> list[str]:
        """The files that may be copies of one another: no other can have the same bytes."""
        sql = """SELECT DISTINCT file FROM uses WHERE file IS NOT NULL AND byte_size IN (
            SELECT byte_size FROM uses WHERE file IS NOT NULL AND byte_size IS NOT NULL
            GROUP BY byte_size HAVING count(DISTINCT file) > 1)"""
        return _texts(self._rows(sql))

    def tell_contents(self, contents: Iterable[tuple[str, bytes | None]]) -> None:
        """Tell the hashes of files by their content, as far as there are any."""
        told = [(content, kept_text(file)) for file, content in contents if content is not None]
        self._rows("BEGIN")
        with putting_away():
            self._connection.executemany("UPDATE uses SET content = ? WHERE file = ?", told)
            self._connection.execute("COMMIT")

    def images(self) -> Iterator[ImageFile]:
        """One file for each known content, in the order in which those come."""
        sql = """SELECT content, file, width, height, min(id) FROM uses
            WHERE content IS NOT NULL AND file IS NOT NULL GROUP BY content ORDER BY min(id)"""
        for content, file, width, height, _ in self._rows(sql):
            yield ImageFile(content, told_text(file), width or 0, height or 0)

    def uses(self, outcome: int) -> tuple[bytes, list[bytes | None]] | None:
        """The uses of an article as they were put away, and the content of the file of each."""
        found = self._rows("SELECT uses FROM shelves WHERE outcome = ?", outcome)
        if not found:
            return None
        sql = "SELECT content FROM uses WHERE outcome = ? ORDER BY id"
        return found[0][0], [content for (content,) in self._rows(sql, outcome)]

    def place(self, use: int) -> tuple[int, int]:
        """The outcome that a use belongs to, and its place among the article's uses."""
        (found,) = self._rows("SELECT outcome, place FROM uses WHERE id = ?", use)
        return found

    def uses_of_image(self, image: bytes) -> tuple[list[int], set[bytes]]:
        """The uses of an image, by its key or the content of its file, and all keys it goes by."""
        found: set[int] = set()
        images: set[bytes] = set()
        contents: set[bytes] = set()
        waiting = [("image", image)]
        while waiting:
            column, value = waiting.pop()
            known = images if column == "image" else contents
            if value in known:
                continue
            known.add(value)
            sql = f"SELECT id, image, content FROM uses WHERE {column} = ?"  # noqa: S608
            for use, other, content in self._rows(sql, value):
                found.add(use)
                waiting.append(("image", other))
                if content is not None:
                    waiting.append(("content", content))
        return sorted(found), images

    def uses_of_content(self, content: bytes) -> list[tuple[int, bytes]]:
        """The uses of a file by its content, each with the key of its image."""
        return self._rows("SELECT id, image FROM uses WHERE content = ? ORDER BY id", content)

    def credited(self, near: str) -> Iterator[Credited]:
        """The names that have a key, with each article that credits them, in order."""
        sql = """SELECT name, min(use), article FROM names JOIN uses ON uses.id = use
            WHERE near = ? GROUP BY name, article ORDER BY min(use)"""
        for name, use, article in self._rows(sql, kept_text(near)):
            yield Credited(told_text(name), use, article)

    def names_to_compare(self) -> Iterator[tuple[str, list[str]]]:
        """The names that share a key, behind that, where there are several."""
        sql = """SELECT DISTINCT near, name FROM names WHERE near IN (
            SELECT near FROM names GROUP BY near HAVING min(name) <> max(name)) ORDER BY near"""
        for near, rows in groupby(self._rows(sql), itemgetter(0)):
            yield told_text(near), [told_text(name) for _, name in rows]

    def pictures_marked(self, mark: bytes) -> set[tuple[bytes, bytes | None]]:
        """The pictures with an embedded value, each with its file's content where it is known."""
        sql = """SELECT DISTINCT picture, content FROM marks JOIN uses ON uses.id = use
            WHERE mark = ?"""
        return set(self._rows(sql, mark))

    def forms(self) -> Iterator[tuple[CreditForm, int]]:
        """Where credits stand, each with the number of images."""
        counts = dict(self._rows("SELECT form, count(*) FROM uses GROUP BY form"))
        for form, number in self._forms.items():
            yield form, counts[number]

    def sharing_an_image(self) -> set[int]:
        """The outcomes of articles that have an image in common with another's."""
        return self._outcomes(
            """SELECT DISTINCT outcome FROM uses WHERE image IN (
                SELECT image FROM uses GROUP BY image HAVING min(outcome) < max(outcome))
            UNION SELECT outcome FROM uses WHERE content IN (
                SELECT content FROM uses WHERE content IS NOT NULL GROUP BY content
                HAVING min(outcome) < max(outcome))"""
        )

    def sharing_a_mark(self, pictures: int) -> set[int]:
        """The outcomes of articles with an embedded value that so many pictures share, or more."""
        sql = """SELECT DISTINCT outcome FROM marks JOIN uses ON uses.id = use WHERE mark IN (
            SELECT mark FROM marks GROUP BY mark HAVING count(*) >= ?)"""
        return self._outcomes(sql, pictures)

    def crediting(self, near: str, name: str) -> set[int]:
        """The outcomes of articles that credit a name; `near` is one of its keys."""
        sql = """SELECT DISTINCT outcome FROM names JOIN uses ON uses.id = use
            WHERE near = ? AND name = ?"""
        return self._outcomes(sql, kept_text(near), kept_text(name))

    def without_field(self, kinds: Iterable[tuple[str, str]]) -> set[int]:
        """The outcomes of articles with an image of the kinds whose credit is not in its field.

        A kind is a site with the form of its images.
        """
        wanted = frozenset(kinds)
        forms = [
            number
            for form, number in self._forms.items()
            if (form.site, form.form) in wanted and form.standing is not CreditStanding.IN_FIELD
        ]
        sql = "SELECT DISTINCT outcome FROM uses WHERE form = ?"
        return {one for number in forms for one in self._outcomes(sql, number)}

    def showing(self, images: Iterable[bytes]) -> set[int]:
        """The outcomes of articles with any of the images."""
        sql = "SELECT DISTINCT outcome FROM uses WHERE image = ?"
        return {number for image in images for number in self._outcomes(sql, image)}

    def _outcomes(self, sql: str, *values: object) -> set[int]:
        return {number for (number,) in self._rows(sql, *values)}


def _name_rows(one: Trace, use: int) -> Iterator[tuple[str, str, int]]:
    for name, keys in one.names:
        written = kept_text(name)
        for near in keys:
            yield kept_text(near), written, use


def _texts(rows: Iterable[tuple[str]]) -> list[str]:
    return sorted(told_text(text) for (text,) in rows)
