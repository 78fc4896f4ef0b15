"""What a run says when there is no room for what it puts away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from capaudit.errors import UsageError


@contextmanager
def putting_away() -> Iterator[None]:
    """Raise `UsageError` where a temporary file cannot be written or read."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise UsageError(
            f"there is no room for temporary files: {why}",
            "have TMPDIR name a folder with more of it",
        ) from error
