"""Checks what articles say about their images.

`audit(paths)` gives a `Report`; `read_article`, `read_articles`, `claims_in_image`, `find_dates`,
`find_places` and `parse_credit` are its parts. Each is imported when it is first asked for, so that
`import capaudit` costs nothing that is not used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from capaudit.config import Config
    from capaudit.extract.credits import parse_credit
    from capaudit.extract.dates import find_dates
    from capaudit.extract.places import find_places
    from capaudit.model.claim import AnyClaim
    from capaudit.model.finding import Report
    from capaudit.readers import read_article, read_articles

__version__ = "0.1.0"
__all__ = [
    "Report",
    "audit",
    "claims_in_image",
    "find_dates",
    "find_places",
    "parse_credit",
    "read_article",
    "read_articles",
]
_HOMES = {
    "Report": "capaudit.model.finding",
    "find_dates": "capaudit.extract.dates",
    "find_places": "capaudit.extract.places",
    "parse_credit": "capaudit.extract.credits",
    "read_article": "capaudit.readers",
    "read_articles": "capaudit.readers",
}


def claims_in_image(path: Path) -> tuple[AnyClaim, ...]:
    """What an image file's metadata claim, field by field, in the order the blocks stand.

    Values are text, dates and coordinates as the file words them. A file that cannot be read
    claims nothing.
    """
    from capaudit.images import read_image  # noqa: PLC0415 - see above

    return read_image(path, path.name).claims


def audit(paths: Sequence[str], config: Config | None = None) -> Report:
    """Audit the articles at the given files, folders and globs.

    Without a config the nearest `capaudit.toml` or `pyproject.toml` counts. Raises `UsageError`
    for a path that does not exist or a broken config; an input that cannot be audited becomes a
    `Problem` of the report.
    """
    from pathlib import Path  # noqa: PLC0415 - see above

    from capaudit.config import load_config  # noqa: PLC0415
    from capaudit.pipeline import audit_paths  # noqa: PLC0415

    return audit_paths(paths, config or load_config(Path.cwd()))


def __getattr__(name: str) -> object:
    """Import a part of the library's face on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
