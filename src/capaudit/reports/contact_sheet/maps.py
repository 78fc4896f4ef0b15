"""Where two sides put a picture, drawn on an outline of land and borders: no tile is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import cos, radians

import msgspec

from capaudit.data.outline import UNITS, Line, load_outline
from capaudit.model.claim import AnyClaim
from capaudit.model.finding import Finding
from capaudit.model.values import Place, great_circle_km
from capaudit.reports.contact_sheet.texts import shown, statement
from capaudit.reports.words import origin_label

# The outline is too coarse for anything closer than this many degrees of latitude.
_LEAST_HEIGHT = 5.0
_WIDTH_TO_HEIGHT = 1.6
# Room around the points, as a share of the way between them.
_MARGIN = 0.35
_MOST_POINTS = 6
_LETTERS = "ABCDEF"


class Point(msgspec.Struct, frozen=True):
    """A place on the drawing: its letter, where it lies there, what it is called and who says so.

    `x` and `y` are in the units of the drawing, `anchor` the side of the point its letter is on.
    """

    letter: str
    x: float
    y: float
    name: str
    source: str
    is_stated: bool
    anchor: str = "start"


class WorldMap(msgspec.Struct, frozen=True):
    """A stretch of the world with the places that are in dispute, and how far they are apart.

    `squeeze` brings degrees of longitude to the length of those of latitude; `turns` are where
    the outline is drawn, besides its own place, one turn of the world away.
    """

    view_box: str
    squeeze: float
    size: float
    points: tuple[Point, ...]
    distance: str
    turns: tuple[int, ...] = (0,)

    @property
    def alternative(self) -> str:
        """The drawing in words."""
        places = "; ".join(f"{one.letter}: {one.name}" for one in self.points)
        return f"Map. {places}. {self.distance}"


def map_of(finding: Finding) -> WorldMap | None:
    """The map of a finding that sets places against each other; `None` for any other."""
    stated, against = _places(finding.claims), _places(finding.against)
    if not stated or not against:
        return None
    places = [*((one, True) for one in stated), *((one, False) for one in against)][:_MOST_POINTS]
    if len({_position(claim.value) for claim, _ in places}) < 2:
        return None
    return _drawn(places, _distance(stated[0].value, against))


def _places(claims: Iterable[AnyClaim]) -> list[AnyClaim]:
    """The claims of places whose position is known, one for each position."""
    found: dict[tuple[float, float], AnyClaim] = {}
    for claim in claims:
        place = claim.value
        if isinstance(place, Place) and place.latitude is not None and place.longitude is not None:
            found.setdefault(_position(place), claim)
    return list(found.values())


def _position(place: object) -> tuple[float, float]:
    if not isinstance(place, Place) or place.latitude is None or place.longitude is None:
        raise TypeError("a place without position is on no map")
    return place.latitude, place.longitude


def _distance(stated: object, against: Sequence[AnyClaim]) -> str:
    here = _position(stated)
    nearest = min(great_circle_km(*here, *_position(claim.value)) for claim in against)
    return f"{nearest:,.0f} km apart"


def _drawn(places: Sequence[tuple[AnyClaim, bool]], distance: str) -> WorldMap:
    positions = [_position(claim.value) for claim, _ in places]
    longitudes = list(_on_one_side(longitude for _, longitude in positions))
    latitudes = [latitude for latitude, _ in positions]
    middle = (max(latitudes) + min(latitudes)) / 2
    squeeze = max(0.2, cos(radians(middle)))
    spread_x = (max(longitudes) - min(longitudes)) * squeeze
    spread_y = max(latitudes) - min(latitudes)
    height = max(_LEAST_HEIGHT, (1 + 2 * _MARGIN) * max(spread_y, spread_x / _WIDTH_TO_HEIGHT))
    width = height * _WIDTH_TO_HEIGHT
    left = (max(longitudes) + min(longitudes)) / 2 * squeeze - width / 2
    top = -middle - height / 2
    points = [
        Point(
            letter,
            longitude * squeeze,
            -latitude,
            shown(statement(claim)),
            origin_label(claim.origin),
            is_stated,
            "end" if longitude * squeeze > left + 0.8 * width else "start",
        )
        for letter, longitude, latitude, (claim, is_stated) in zip(
            _LETTERS, longitudes, latitudes, places, strict=False
        )
    ]
    box = f"{left:.2f} {top:.2f} {width:.2f} {height:.2f}"
    turns = tuple(_turns(left / squeeze, (left + width) / squeeze))
    return WorldMap(box, squeeze, height / 100, tuple(points), distance, turns)


def _on_one_side(longitudes: Iterable[float]) -> Iterator[float]:
    """Longitudes so that none lies half a world or more from the first: Fiji beside Samoa."""
    first: float | None = None
    for longitude in longitudes:
        first = longitude if first is None else first
        turn = 360 if longitude - first < -180 else -360 if longitude - first > 180 else 0
        yield longitude + turn


def _turns(left: float, right: float) -> Iterator[int]:
    """How many degrees the outline has to be moved by to fill a stretch of longitudes."""
    yield 0
    # What crosses 180 degrees is drawn on one side of it: Chukotka, Fiji, Wrangel Island.
    if left < -168:
        yield -360
    if right > 168:
        yield 360


@cache
def outline_paths() -> tuple[str, str]:
    """Land and borders as the paths of an SVG drawing, in tenths of a degree, south downwards."""
    outline = load_outline()
    land = "".join(f"{_path(line)}z" for line in outline.land)
    return land, "".join(map(_path, outline.borders))


def _path(line: Line) -> str:
    x, y = line.start
    steps = " ".join(f"{step_x} {-step_y}" for step_x, step_y in line.steps)
    return f"M{x} {-y}l{steps}" if steps else ""


# The paths are in the table's units.
SCALE = 1 / UNITS
