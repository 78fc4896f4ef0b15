"""Page furniture: icons, logos, avatars and the like, which need neither caption nor credit."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table

_WORD = re.compile(r"[a-z]+")


class DecorationTable(msgspec.Struct, frozen=True):
    """Words and formats of page furniture, and the size under which an image is tiny."""

    words: frozenset[str]
    formats: frozenset[str]
    tiny_pixels: int


@lru_cache
def decoration_table() -> DecorationTable:
    """The table as `decoration.toml` has it."""
    return load_table("decoration", DecorationTable)


def names_decoration(name: str) -> bool:
    """Whether a file name, folder or CSS class names a piece of page furniture."""
    return not decoration_table().words.isdisjoint(_WORD.findall(name.casefold()))
