"""Tells one version of the program from another, with all that its answers depend on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from capaudit import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_UNUSED = frozenset({"__pycache__"})


@cache
def program_digest() -> bytes:
    """A hash of the program's version and files, of Python's version and of what is installed.

    Sizes and times stand for the files, which change without a new version while people work on
    the program.
    """
    parts = (__version__, sys.version, *sorted(_files(str(_PACKAGE))), *sorted(_installed()))
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in _UNUSED:
                    yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path[len(str(_PACKAGE)) :]} {status.st_size} {status.st_mtime_ns}"


def _installed() -> Iterator[str]:
    """The names of what is installed, with versions, as installers leave them on the path."""
    for place in sys.path:
        if os.path.isdir(place):
            yield from (name for name in os.listdir(place) if name.endswith(".dist-info"))
