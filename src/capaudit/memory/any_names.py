"""Keeps what names files whose names are no UTF-8: a name may be any bytes, SQLite's text may not.

Python has such a name with lone surrogates (PEP 383), which only JSON written in ASCII can tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

_LONE = re.compile("[\ud800-\udfff]")
_QUOTE = '"'

T = TypeVar("T")


def is_utf_8(text: str) -> bool:
    """Whether a text can be written as it is."""
    return text.isascii() or _LONE.search(text) is None


def kept_text(text: str) -> str:
    """A text as it can be kept; no two have the same."""
    if not text.startswith(_QUOTE) and is_utf_8(text):
        return text
    return json.dumps(text)


def told_text(kept: str) -> str:
    """The text that was kept; raises `ValueError` for what `kept_text` did not make."""
    return str(json.loads(kept)) if kept.startswith(_QUOTE) else kept


def kept_values(values: Sequence[object]) -> tuple[object, ...]:
    """The values of a row, or of a question, with their texts as they are kept."""
    return tuple(kept_text(one) if isinstance(one, str) else one for one in values)


def told_values(row: Sequence[object]) -> tuple[object, ...]:
    """The values of a row that was kept."""
    return tuple(told_text(one) if isinstance(one, str) else one for one in row)


def packed(value: object) -> bytes:
    """A record as MessagePack, or as JSON where a name in it is no UTF-8."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value)).encode("ascii")


def unpacked(data: bytes, type: type[T]) -> T:
    """The record that was packed; raises `ValueError` for anything else."""
    # No map and no list of MessagePack begins with these bytes.
    if data.startswith((b"{", b"[")):
        return msgspec.convert(json.loads(data), type, strict=False)
    return msgspec.msgpack.decode(data, type=type)


def in_json(text: str) -> str:
    """A JSON text with lone surrogates written by their numbers."""
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
