"""Whether what comes with an extra is there, and where fetched images are kept."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from capaudit.errors import UsageError


def require_fetch() -> None:
    """Raise `UsageError` where the extra that fetches images is not installed."""
    if find_spec("httpcore2") is None or find_spec("idna") is None:
        raise UsageError(
            "fetching images needs what comes with the extra fetch",
            "pip install 'capaudit[fetch]'",
        )


def user_cache_folder() -> Path:
    """Where fetched images are kept if the configuration names no folder (XDG base directories)."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if os.path.isabs(named) else Path.home() / ".cache"
    return base / "capaudit" / "images"
