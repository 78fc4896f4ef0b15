"""Writes the outline of land and borders that the contact sheet's small maps are drawn on.

The source is Natural Earth's 1:110m countries (public domain) as a TopoJSON file: the npm package
`world-atlas` (ISC) has it as `countries-110m.json`. To renew the table:

    python tools/simplify_outline.py countries-110m.json
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "src" / "capaudit" / "data" / "maps" / "outline.tsv"
HEAD = (
    "# Outline of the land and of the borders between countries, lines of longitude,latitude in "
    "tenths of a degree, each point as the step from the one before. Source: Natural Earth 1:110m "
    "(public domain, naturalearthdata.com) through world-atlas 2.0.2, tools/simplify_outline.py. "
    "A border here is a line to find one's way by and says nothing of whose land it is."
)
TENTHS = 10
Point = tuple[int, int]


def main(source: Path) -> None:
    """Write the table from a TopoJSON file of countries."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = [list(positions(arc, topology["transform"])) for arc in topology["arcs"]]
    rows = [f"land\t{steps(joined(r, arcs))}" for r in arcs_of(topology["objects"]["land"])]
    rows += [
        f"border\t{steps(arcs[number])}" for number in shared(topology["objects"]["countries"])
    ]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("\n".join([HEAD, "kind\tline", *rows]) + "\n", "utf-8")


def positions(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """The positions of an arc, which is stored as steps on a grid (TopoJSON 1.0, 2.1.2)."""
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
        yield round((x * scale_x + left) * TENTHS), round((y * scale_y + bottom) * TENTHS)


def arcs_of(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a shape, each as the numbers of its arcs; `~number` is an arc turned round."""
    match shape["type"]:
        case "GeometryCollection":
            for one in shape["geometries"]:
                yield from arcs_of(one)
        case "MultiPolygon":
            for polygon in shape["arcs"]:
                yield from polygon
        case "Polygon":
            yield from shape["arcs"]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [
        point
        for number in ring
        for point in (arcs[number] if number >= 0 else reversed(arcs[~number]))
    ]


def shared(countries: dict[str, Any]) -> list[int]:
    """The arcs that two countries have in common: the borders between them."""
    uses = Counter(
        number if number >= 0 else ~number for ring in arcs_of(countries) for number in ring
    )
    return sorted(number for number, count in uses.items() if count > 1)


def steps(points: list[Point]) -> str:
    """A line as its first point and the steps from there, points that fall together left out."""
    moves = [(short_way(x - last_x), y - last_y) for (last_x, last_y), (x, y) in pairwise(points)]
    return " ".join(f"{x},{y}" for x, y in (points[0], *(move for move in moves if any(move))))


def short_way(step: int) -> int:
    """A step in longitude that does not go round the world where a line crosses 180 degrees."""
    half = 180 * TENTHS
    return (step + half) % (2 * half) - half


if __name__ == "__main__":
    main(Path(sys.argv[1]))
