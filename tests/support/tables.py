"""Reads the tables of dated texts: `language | expected | text`, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

TABLES = Path(__file__).parents[1] / "tables"


def dated_texts(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, expectation and text of each line that is no comment."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, expected, text = (part.strip() for part in line.split("|", 2))
            yield language, expected, text
