"""Keeps what a run over many machines has found so far: one file a part, whole or not there.

A part is written under a temporary name and takes its own when all of it is on the disk: whoever
sees it may rely on it, whatever died in the meantime.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from capaudit.memory import parts_jsonl, parts_parquet
from capaudit.memory.part_rows import DamagedError, Row

PartForm = Literal["jsonl", "parquet"]


class _Form(msgspec.Struct, frozen=True):
    """How rows are written to a file, and read from it.

    `is_whole` tells whether a file is what `write` left, by its end alone.
    """

    write: Callable[[Path, Iterable[Row]], None]
    is_whole: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Row]]


_FORMS: dict[PartForm, _Form] = {
    "jsonl": _Form(parts_jsonl.write, parts_jsonl.is_whole, parts_jsonl.read),
    "parquet": _Form(parts_parquet.write, parts_parquet.is_whole, parts_parquet.read),
}


class PartFolder(msgspec.Struct, frozen=True):
    """The folder of a run's parts, which all machines know by the same path."""

    path: Path
    form: PartForm = "jsonl"

    def file_of(self, name: str) -> Path:
        """Where a part is, or is to be."""
        return self.path / f"{name}.{self.form}"

    def is_whole(self, name: str) -> bool:
        """Whether a part is there; one that was cut off by a copy or a full disk is not."""
        try:
            return _FORMS[self.form].is_whole(self.file_of(name))
        except OSError:
            return False

    def write(self, name: str, rows: Iterable[Row]) -> None:
        """Write a part, at once or not at all. Raises `OSError`."""
        temporary = self.path / f".{name}.{uuid.uuid4().hex}.tmp"
        try:
            _FORMS[self.form].write(temporary, rows)
            _flush(temporary)
            temporary.replace(self.file_of(name))
        finally:
            temporary.unlink(missing_ok=True)
        _flush(self.path)

    def read(self, name: str) -> Iterator[Row]:
        """The rows of a part, one by one. Raises `DamagedError` and `OSError`."""
        file = self.file_of(name)
        if not self.is_whole(name):
            raise DamagedError(f"{file} is not whole")
        yield from _FORMS[self.form].read(file)

    def remove(self, name: str) -> None:
        """Take a part away, if it is there."""
        self.file_of(name).unlink(missing_ok=True)

    def sweep(self, names: Iterable[str]) -> None:
        """Take away what died workers left of parts that are whole by now."""
        whole = frozenset(names)
        for left in self.path.glob(".*.tmp"):
            if left.name.split(".")[1] in whole:
                left.unlink(missing_ok=True)


def write_whole(file: Path, content: bytes) -> None:
    """Write a small file, at once or not at all. Raises `OSError`."""
    temporary = file.with_name(f".{file.name}.{uuid.uuid4().hex}.tmp")
    try:
        temporary.write_bytes(content)
        _flush(temporary)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have the disk hold a file, or a folder's names; some systems know no such thing of folders.

    A rename alone may outlive what was written before it.
    """
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
