"""Loads the small tables of this folder, checked against the shape their reader expects."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

_FOLDER = Path(__file__).parent
T = TypeVar("T")


def load_table(name: str, shape: type[T]) -> T:
    """The table `name.toml`; `msgspec.ValidationError` where it is not of the given shape."""
    return msgspec.convert(_parsed(name), shape)


@lru_cache
def _parsed(name: str) -> dict[str, object]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
