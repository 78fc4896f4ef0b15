"""Loads the small tables of this folder, checked against the shape their reader expects.

People write them as TOML; the build also writes each as JSON, which is read forty times as fast.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

import msgspec

# Plain text, not `pathlib.Path`: to import that takes longer than to read most tables.
FOLDER = os.path.dirname(__file__)
BUILT = os.path.join(FOLDER, "built")
T = TypeVar("T")


def load_table(name: str, shape: type[T]) -> T:
    """The table `name.toml`; `msgspec.ValidationError` where it is not of the given shape."""
    return msgspec.convert(read_table(name), shape)


@lru_cache
def read_table(name: str) -> dict[str, object]:
    """The table `name.toml` (`dates/en` for one in a folder) as TOML reads it.

    The built copy counts only while it was made of the very bytes of the TOML file, so that an
    edited table takes effect at once. Raises `FileNotFoundError` where there is no such table.
    """
    source = _bytes_of(os.path.join(FOLDER, f"{name}.toml"))
    try:
        built = _bytes_of(built_copy(name))
    except FileNotFoundError:
        built = b""
    mark, _, copy = built.partition(b"\n")
    if mark == fingerprint(source):
        return msgspec.json.decode(copy, type=dict[str, object])
    import tomllib  # noqa: PLC0415  needed only where no built copy is fresh

    return tomllib.loads(source.decode("utf-8"))


def text_of(*names: str) -> str:
    """The text of a file of this folder, by the names on the way to it."""
    return _bytes_of(os.path.join(FOLDER, *names)).decode("utf-8")


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as handle:
        return handle.read()


def built_copy(name: str) -> str:
    """Where the build puts the JSON copy of a table, behind a line with its fingerprint."""
    return os.path.join(BUILT, f"table.{name.replace('/', '.')}.json")


def fingerprint(source: bytes) -> bytes:
    """What tells whether a built copy was made of a table's present text.

    Enough against an edit, and `hashlib` would take a tenth of the time a small command has.
    """
    return b"%d-%08x" % (len(source), crc32(source))
