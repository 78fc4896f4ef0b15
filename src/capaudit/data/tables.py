"""Loads the small tables of this folder, checked against the shape their reader expects.

People write them as TOML; the build also writes each as JSON, which is read forty times as fast.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = Path(__file__).parent
BUILT = FOLDER / "built"
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
    source = (FOLDER / f"{name}.toml").read_bytes()
    try:
        built = built_copy(name).read_bytes()
    except FileNotFoundError:
        built = b""
    mark, _, copy = built.partition(b"\n")
    if mark == fingerprint(source):
        return msgspec.json.decode(copy, type=dict[str, object])
    import tomllib  # noqa: PLC0415  needed only where no built copy is fresh

    return tomllib.loads(source.decode("utf-8"))


def built_copy(name: str) -> Path:
    """Where the build puts the JSON copy of a table, behind a line with its fingerprint."""
    return BUILT / f"table.{name.replace('/', '.')}.json"


def fingerprint(source: bytes) -> bytes:
    """What tells whether a built copy was made of a table's present text."""
    return sha256(source).hexdigest().encode()
