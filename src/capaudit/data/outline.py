"""The outline of land and borders that small maps are drawn on; from `maps/outline.tsv`."""

from __future__ import annotations

from functools import cache

import msgspec

from capaudit.data.tables import text_of

# Units of the table for one degree.
UNITS = 10


class Line(msgspec.Struct, frozen=True):
    """A line as longitude and latitude of its first point, and the steps from there.

    Both are in tenths of a degree, east and north positive.
    """

    start: tuple[int, int]
    steps: tuple[tuple[int, int], ...]


class Outline(msgspec.Struct, frozen=True):
    """The shores of all land as closed rings, and the borders between countries."""

    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def load_outline() -> Outline:
    """The outline; reading it takes a few milliseconds, so it is read once."""
    lines: dict[str, list[Line]] = {"land": [], "border": []}
    rows = [row for row in text_of("maps", "outline.tsv").splitlines() if not row.startswith("#")]
    for row in rows[1:]:
        kind, _, points = row.partition("\t")
        start, *steps = (_point(point) for point in points.split(" "))
        lines[kind].append(Line(start, tuple(steps)))
    return Outline(tuple(lines["land"]), tuple(lines["border"]))


def _point(text: str) -> tuple[int, int]:
    longitude, _, latitude = text.partition(",")
    return int(longitude), int(latitude)
