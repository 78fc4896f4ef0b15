"""What a run says when there is no room for what it puts away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import gettempdir

from capaudit.errors import UsageError


@contextmanager
def putting_away() -> Iterator[None]:
    """Raise `UsageError` where a temporary file cannot be written or read."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise UsageError(
            f"what is found cannot be put away in {gettempdir()}: {why}",
            "TMPDIR names a folder with more room",
        ) from error
