"""Reads the articles that the audit cache keeps, one by one, as they were at one moment."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable
from pathlib import Path

from capaudit.memory.cache_file import FILE


class StoredArticles:
    """A look at the cache as it is now: what other runs put out later is still seen.

    Raises `sqlite3.Error`, as every method does where the file is damaged.
    """

    def __init__(self, folder: Path) -> None:
        uri = f"{(folder / FILE).absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._connection.execute("BEGIN")
        # What is seen is settled by the first look.
        self._connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()

    def has_all(self, numbers: Iterable[int]) -> bool:
        """Whether all of the articles are there."""
        known = {number for (number,) in self._connection.execute("SELECT id FROM articles")}
        return known.issuperset(numbers)

    def heads(self, file: int) -> tuple[bytes, list[int]] | None:
        """What is left of the outcomes of a file, and the numbers of its articles, in order."""
        found = self._connection.execute("SELECT heads FROM files WHERE id = ?", (file,)).fetchone()
        if found is None:
            return None
        sql = "SELECT id FROM articles WHERE file = ? ORDER BY id"
        return found[0], [number for (number,) in self._connection.execute(sql, (file,))]

    def record(self, number: int) -> bytes:
        """An article as the JSON report has it."""
        return self._read("record", number)

    def report(self, number: int) -> bytes:
        """An article as MessagePack."""
        return self._read("report", number)

    def _read(self, column: str, number: int) -> bytes:
        row = self._connection.execute(
            f"SELECT {column} FROM articles WHERE id = ?",  # noqa: S608  one of two words
            (number,),
        ).fetchone()
        found: bytes = row[0]
        return found
