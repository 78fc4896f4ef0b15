"""Seals what the audit cache keeps: SQLite notices broken pages, but not bytes that changed."""

from __future__ import annotations

import sqlite3
import zlib

_LENGTH = 4


class BrokenSealError(sqlite3.DatabaseError):
    """Bytes are not those that were sealed: damage like any other of the file."""


def sealed(data: bytes) -> bytes:
    """The data with a checksum behind it."""
    return data + zlib.crc32(data).to_bytes(_LENGTH)


def unsealed(stored: object) -> bytes:
    """The data that was sealed. Raises `BrokenSealError`."""
    if not isinstance(stored, bytes):
        raise BrokenSealError("is no blob")
    data = stored[:-_LENGTH]
    if zlib.crc32(data).to_bytes(_LENGTH) != stored[-_LENGTH:]:
        raise BrokenSealError("checksum does not match")
    return data
