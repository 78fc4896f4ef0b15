"""Reads the articles that the audit cache keeps, one by one, as they were at one moment."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from capaudit.errors import UsageError
from capaudit.memory.cache_file import FILE, clear
from capaudit.memory.file import MemoryDamagedError, MemoryFaultError, fault_of
from capaudit.memory.sealed import BrokenSealError, unsealed
from capaudit.model.finding import ArticleReport

_DECODER = msgspec.msgpack.Decoder(ArticleReport)


class MissingArticlesError(Exception):
    """Some of the articles are not in the cache any more."""


class UnreadableCacheError(UsageError):
    """What a cache holds cannot be read; the next run begins a new one, if it is damaged.

    A run that meets it audits everything anew; who has the report only to write is told.
    """

    def __init__(self, folder: Path, fault: MemoryFaultError) -> None:
        super().__init__(f"cache {folder} cannot be read: {fault}", "run it again")
        self.fault = fault


class StoredArticles:
    """A look at the cache as it is now: what other runs put out later is still seen.

    Every method raises `UnreadableCacheError`; opening it raises `sqlite3.Error`.
    """

    def __init__(self, folder: Path) -> None:
        uri = f"{(folder / FILE).absolute().as_uri()}?mode=ro"
        self._folder = folder
        self._connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._connection.execute("BEGIN")
        # What is seen is settled by the first look.
        self._connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()

    @property
    def token(self) -> bytes:
        """What the cache was given when it was begun: no other has the same."""
        ((token,),) = self._rows("SELECT token FROM begun")
        return bytes(token)

    def require_all(self, numbers: Iterable[int]) -> None:
        """Raise `MissingArticlesError` unless all of the articles are there."""
        known = {number for (number,) in self._rows("SELECT id FROM articles")}
        if not known.issuperset(numbers):
            raise MissingArticlesError

    def heads(self, file: int) -> tuple[bytes, list[int]] | None:
        """What is left of the outcomes of a file, and the numbers of its articles, in order."""
        found = self._rows("SELECT heads FROM files WHERE id = ?", file)
        if not found:
            return None
        sql = "SELECT id FROM articles WHERE file = ? ORDER BY id"
        return self._unsealed(found[0][0]), [number for (number,) in self._rows(sql, file)]

    def record(self, number: int) -> bytes:
        """An article as the JSON report has it."""
        return self._read("record", number)

    def article(self, number: int) -> ArticleReport:
        """An article."""
        try:
            return _DECODER.decode(self._read("report", number))
        except msgspec.MsgspecError as error:
            raise self._damage(MemoryDamagedError(str(error))) from error

    def _read(self, column: str, number: int) -> bytes:
        sql = f"SELECT {column} FROM articles WHERE id = ?"  # noqa: S608  one of two words
        rows = self._rows(sql, number)
        if not rows:
            raise self._damage(MemoryDamagedError("an article is missing"))
        return self._unsealed(rows[0][0])

    def _unsealed(self, stored: bytes) -> bytes:
        try:
            return unsealed(stored)
        except BrokenSealError as error:
            raise self._damage(fault_of(error)) from error

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._damage(fault_of(error)) from error

    def _damage(self, fault: MemoryFaultError) -> UnreadableCacheError:
        if isinstance(fault, MemoryDamagedError):
            with suppress(OSError):
                clear(self._folder)
        return UnreadableCacheError(self._folder, fault)
