"""Puts a mended article in the place of the old one: whole, with its permissions, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from capaudit.model.finding import Problem
from capaudit.pipeline.mending import Mended


def rewrite(root: Path, mended: Mended) -> Problem | None:
    """Write a mended article through a temporary file beside it; the reason where it may not be.

    Links are refused, for what they lead to belongs to another path; so is a file that is no
    longer what was audited.
    """
    path = root / mended.path
    if os.path.realpath(path) != str(Path(os.path.realpath(root)) / mended.path):
        return Problem(mended.path, "is, or lies behind, a link: fix the file that it leads to")
    if not os.access(path, os.W_OK):
        return Problem(mended.path, "is write-protected")
    try:
        return _replaced(path, mended)
    except OSError as error:
        return Problem(mended.path, f"cannot be written: {error.strerror}")


def _replaced(path: Path, mended: Mended) -> Problem | None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(mended.after)
        shutil.copymode(path, temporary)
        if path.read_bytes() != mended.before:
            return Problem(mended.path, "has changed since it was read; nothing is written")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return None
