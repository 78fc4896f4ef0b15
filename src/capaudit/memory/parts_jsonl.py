"""A part as JSON Lines: a row a line, and a last line that counts them."""

from __future__ import annotations

import json
import os
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from capaudit.memory.part_rows import DamagedError, Row

# The last line is shorter.
_TAIL = 200
# A tenth of the size for a hundredth of the time that the audit took.
_LEVEL = 1


class _End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: how many rows there are, and how many bytes they take."""

    rows: int
    bytes: int


def write(file: Path, rows: Iterable[Row]) -> None:
    """Write a part."""
    count = size = 0
    with file.open("xb") as stream:
        for row in rows:
            size += stream.write(_line(row))
            count += 1
        stream.write(msgspec.json.encode(_End(count, size)) + b"\n")


def is_whole(file: Path) -> bool:
    """Whether the last line is there and fits what stands before it."""
    with file.open("rb") as stream:
        length = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, length - _TAIL))
        tail = stream.read()
    last = tail.rstrip(b"\n").rpartition(b"\n")[2]
    end = _end(last)
    return end is not None and tail.endswith(b"\n") and end.bytes + len(last) + 1 == length


def read(file: Path) -> Iterator[Row]:
    """The rows of a part that is whole."""
    count = 0
    with file.open("rb") as stream:
        for line in stream:
            end = _end(line)
            if end is not None:
                if end.rows != count:
                    raise DamagedError(f"{file} has {count} rows of {end.rows}")
                return
            count += 1
            yield _row(line, f"{file}, line {count}")


def _end(line: bytes) -> _End | None:
    if not line.startswith(b'{"rows"'):
        return None
    try:
        return msgspec.json.decode(line, type=_End)
    except msgspec.DecodeError:
        return None


def _line(row: Row) -> bytes:
    """A row in ASCII: the standard library's JSON knows names that are no UTF-8."""
    fields = msgspec.structs.asdict(row)
    fields["parcel"] = b64encode(zlib.compress(row.parcel, _LEVEL)).decode("ascii")
    return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def _row(line: bytes, place: str) -> Row:
    try:
        row = msgspec.convert(json.loads(line), Row)
        return msgspec.structs.replace(row, parcel=zlib.decompress(row.parcel))
    except (ValueError, zlib.error) as error:
        raise DamagedError(f"{place} cannot be read: {error}") from error
