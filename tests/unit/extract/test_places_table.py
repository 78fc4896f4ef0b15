"""The table of places: one text a line, with the country of every place in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.extract.places import find_places

TABLE = Path(__file__).parents[2] / "tables" / "places.txt"
LINES = [s for s in TABLE.read_text("utf-8").splitlines() if s and not s.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_line(line: str) -> None:
    text, _, expected = (part.strip() for part in line.partition("|"))
    found = [f"{m.text}={m.place.country_code if m.place else None}" for m in find_places(text)]
    assert ", ".join(found) == expected
