"""Which languages are written from right to left."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table


class _Table(msgspec.Struct, frozen=True):
    right_to_left: frozenset[str]


def is_right_to_left(language: str) -> bool:
    """Whether a language (ISO 639) is commonly written from right to left."""
    return language.lower() in _table().right_to_left


@lru_cache
def _table() -> _Table:
    return load_table("directions", _Table)
