"""The articles of a whole run as the audit cache keeps them, read one by one."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import msgspec

from capaudit.memory.cache_file import FILE
from capaudit.model.finding import ArticleReport, Aspect, FiledArticles, VerdictKind

_DECODER = msgspec.msgpack.Decoder(ArticleReport)


class RunIndex(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the articles of a run without reading them: their numbers in the cache."""

    numbers: tuple[int, ...]
    paths: tuple[str, ...]
    images: int
    verdicts: dict[Aspect, dict[VerdictKind, int]]


class MissingArticlesError(Exception):
    """Some of the articles are not in the cache any more."""


class StoredArticles(FiledArticles):
    """A look at the cache as it is now: what other runs put out later is still seen.

    Raises `MissingArticlesError` where not all articles are there.
    """

    def __init__(self, folder: Path, index: RunIndex) -> None:
        self._index = index
        try:
            self._connection = _snapshot(folder)
            weakref.finalize(self, self._connection.close)
            known = {number for (number,) in self._connection.execute("SELECT id FROM articles")}
        except sqlite3.Error as error:
            raise MissingArticlesError(str(error)) from error
        if not known.issuperset(index.numbers):
            raise MissingArticlesError

    @property
    def paths(self) -> Sequence[str]:
        """The path of each."""
        return self._index.paths

    @property
    def images(self) -> int:
        """How many images all of them have."""
        return self._index.images

    @property
    def verdicts(self) -> dict[Aspect, dict[VerdictKind, int]]:
        """Number of images by aspect and verdict, zeros included."""
        return {aspect: dict(counts) for aspect, counts in self._index.verdicts.items()}

    def records(self) -> Iterator[bytes]:
        """Each as the JSON report has it."""
        return (self._read("record", number) for number in self._index.numbers)

    def __len__(self) -> int:
        return len(self._index.numbers)

    def __iter__(self) -> Iterator[ArticleReport]:
        return (self._article(number) for number in self._index.numbers)

    @overload
    def __getitem__(self, number: int) -> ArticleReport: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[ArticleReport]: ...

    def __getitem__(self, number: int | slice) -> ArticleReport | Sequence[ArticleReport]:
        if isinstance(number, slice):
            return tuple(self._article(each) for each in self._index.numbers[number])
        return self._article(self._index.numbers[number])

    def _article(self, number: int) -> ArticleReport:
        return _DECODER.decode(self._read("report", number))

    def _read(self, column: str, number: int) -> bytes:
        row = self._connection.execute(
            f"SELECT {column} FROM articles WHERE id = ?",  # noqa: S608  one of two words
            (number,),
        ).fetchone()
        found: bytes = row[0]
        return found


def _snapshot(folder: Path) -> sqlite3.Connection:
    uri = f"{(folder / FILE).absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.execute("BEGIN")
    return connection
