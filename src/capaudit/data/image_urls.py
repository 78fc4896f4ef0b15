"""What addresses of one picture differ in: sizes and qualities that image servers are asked for."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

import msgspec

from capaudit.data.tables import load_table


class _Table(msgspec.Struct, frozen=True):
    resizing: frozenset[str]


def without_resizing(query: str) -> str:
    """A URL's query without the parameters that change only how a picture is delivered."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if pair[0].casefold() not in _table().resizing])


@lru_cache
def _table() -> _Table:
    return load_table("image_urls", _Table)
