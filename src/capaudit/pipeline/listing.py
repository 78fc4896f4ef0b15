"""Reads which articles to audit from a file: JSON Lines, as databases and crawlers write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.remote.cloud import is_cloud

# What a line may hold the address of its article under.
_KEYS = ("path", "url")


def read_listing(file: Path) -> tuple[str, ...]:
    """The paths and addresses in a file, each once, in its order.

    A line is a string, or an object with `path` or `url`; what else is in it is no concern of ours.
    Raises `UsageError` for a file that cannot be read, and for a line that names nothing that can
    be audited.
    """
    try:
        with file.open("rb") as stream:
            return tuple(dict.fromkeys(_named(stream, file)))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error


def _named(lines: Iterator[bytes], file: Path) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _place(line, f"{file}, line {number}")


def _place(line: bytes, where: str) -> str:
    try:
        found = msgspec.json.decode(line, type=str | dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{where}: is no string or object of JSON: {error}") from error
    named = [found] if isinstance(found, str) else [found.get(key) for key in _KEYS]
    place = next((one for one in named if isinstance(one, str) and one), None)
    if place is None or "\0" in place:
        raise UsageError(f"{where}: names no article", 'write {"path": "news/flood.md"}')
    if "://" in place and not is_cloud(place):
        raise UsageError(
            f"{where}: {place} is not read: only files, and objects at s3:// and gs://",
            "fetch the pages into a folder first",
        )
    return place
