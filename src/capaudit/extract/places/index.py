"""The place index as it lies on disk: mapped into memory, read one place at a time.

Written by `tools/build_places.py`, which says what stands where.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from math import asin, cos, degrees, floor, isnan, log10, pi, radians, sin
from pathlib import Path

import msgspec

from capaudit.model.values import EARTH_RADIUS_KM, Place, great_circle_km

BUILT = Path(__file__).resolve().parents[2] / "data" / "built"
MAGIC = b"CAPAPLC1"
ENTRY = struct.Struct("<IfffIBBHI")
OFFICIAL, ALTERNATE, DEMONYM = 0, 1, 2
KIND_SHIFT = 28
NUMBER_MASK = (1 << KIND_SHIFT) - 1
NO_REGION = 0xFFFF
# How far `nearest` looks for a populated place: the open sea and the ice have none.
NEAREST_WITHIN_KM = 200.0
# Cells of one degree around a position, half the globe to either side.
_MOST_RINGS = 181
# What parts the words of a name.
JOINS = (" ", "-", ".", "‑", "–")
_PLAIN = {0x2019: "'", 0x2BC: "'", 0x200C: None}


class _Header(msgspec.Struct):
    """What the index says of itself, and the codes that its records number."""

    version: str
    attribution: str
    features: list[str]
    countries: list[str]
    regions: list[tuple[str, str]]
    country_places: list[int | None]
    region_places: list[int | None]
    claimed_by: dict[int, list[str]]
    sections: dict[str, int]


class Candidate(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One place that a name may mean: enough to choose by, without building the place.

    `use` is `OFFICIAL`, `ALTERNATE` or `DEMONYM`; `people` the inhabitants, of a region the sum
    of its cities'; `country` and `region` are codes, empty where the place has none, `division`
    both; `size` tells how well known the place is (`size_of`), `position` where it lies to some
    hundred metres. Candidates are compared as objects, which makes lists of namesakes cheap keys.
    """

    number: int
    use: int
    feature: str
    country: str
    region: str
    division: tuple[str, str]
    people: int
    size: float
    latitude: float
    longitude: float
    position: tuple[float, float]


class PlaceIndex:
    """Names to places, and positions to the nearest place."""

    def __init__(self, folder: Path) -> None:
        """Map the index of a folder; raises `FileNotFoundError` where it has not been built."""
        import marisa_trie  # noqa: PLC0415 - costs start-up time where no place is looked up

        self._names = marisa_trie.Trie()
        self._names.mmap(str(folder / "places.trie"))
        with (folder / "places.bin").open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = len(MAGIC) + 4
        length = struct.unpack_from("<I", mapped, len(MAGIC))[0]
        self._header = msgspec.json.decode(mapped[start : start + length], type=_Header)
        parts: dict[str, memoryview] = {}
        start += length
        for name, size in self._header.sections.items():
            parts[name] = mapped[start : start + size]
            start += size
        self._starts = parts["starts"].cast("I")
        self._postings = parts["postings"].cast("I")
        self._grid = parts["grid"].cast("I")
        self._entries = parts["entries"]
        # A report, its captions and its files name the same places again and again.
        self._places = lru_cache(maxsize=1024)(self._read_place)

    @property
    def version(self) -> str:
        """The data the index was built from."""
        return self._header.version

    @property
    def attribution(self) -> str:
        """The line that the licence of the data asks for."""
        return self._header.attribution

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Every place of this name, letter for letter (apostrophes and spaces plain)."""
        return tuple(self.candidate(n & NUMBER_MASK, n >> KIND_SHIFT) for n in self._bearers(name))

    def is_name_of(self, name: str, number: int) -> bool:
        """Whether the place of a number has this name, letter for letter."""
        return any(n & NUMBER_MASK == number for n in self._bearers(name))

    def _bearers(self, name: str) -> Sequence[int]:
        """The numbers of the places of a name, each with its use in the highest bits."""
        key = self._names.get(name)
        return () if key is None else self._postings[self._starts[key] : self._starts[key + 1]]

    def prefixes(self, text: str) -> Sequence[str]:
        """The names that `text` begins with, shortest first."""
        found: list[str] = self._names.prefixes(text)
        return found

    def begins_longer(self, word: str) -> bool:
        """Whether a name of several words begins with a word."""
        heads = (word + join for join in JOINS)
        return any(next(iter(self._names.iterkeys(head)), None) is not None for head in heads)

    def _record(self, number: int) -> tuple[int, float, float, float, int, int, int, int, int]:
        return ENTRY.unpack_from(self._entries, number * ENTRY.size)

    def candidate(self, number: int, use: int = OFFICIAL) -> Candidate:
        """A place by its number, as if named by its own name or otherwise."""
        _, latitude, longitude, _, people, country, feature, region, _ = self._record(number)
        header = self._header
        kind = header.features[feature]
        whole_country = header.countries[country], ""
        division = header.regions[region] if region != NO_REGION else whole_country
        return Candidate(
            number=number,
            use=use,
            feature=kind,
            country=division[0],
            region=division[1],
            division=division,
            people=people,
            size=size_of(kind, division[0], people, use),
            latitude=latitude,
            longitude=longitude,
            position=rounded(latitude, longitude),
        )

    def name(self, number: int) -> str:
        """The usual name of a place."""
        found: str = self._names.restore_key(self._record(number)[8])
        return found

    def country_place(self, code: str) -> int | None:
        """The number of a country's own place."""
        countries = self._header.countries
        return self._header.country_places[countries.index(code)] if code in countries else None

    def region_candidate(self, country: str, region: str) -> Candidate | None:
        """A first-level region by its codes."""
        regions = self._header.regions
        if (country, region) not in regions:
            return None
        number = self._header.region_places[regions.index((country, region))]
        return self.candidate(number) if number is not None else None

    def place(self, number: int) -> Place:
        """A place with all that the index knows of it."""
        return self._places(number)

    def _read_place(self, number: int) -> Place:
        geonameid, latitude, longitude, radius, _, country, feature, region, _ = self._record(
            number
        )
        header = self._header
        kind, code = header.features[feature], header.countries[country]
        name = self.name(number)
        country_number = header.country_places[country]
        region_number = header.region_places[region] if region != NO_REGION else None
        state = self.name(region_number) if region_number is not None else None
        known = not isnan(latitude)
        return Place(
            name=name,
            feature=kind,
            city=name if kind == "city" else None,
            province_state=name if kind == "region" else state,
            country=self.name(country_number) if country_number is not None else None,
            admin1_code=header.regions[region][1] if region != NO_REGION else None,
            country_code=code or None,
            geonameid=geonameid or None,
            latitude=round(latitude, 5) if known else None,
            longitude=round(longitude, 5) if known else None,
            radius_km=round(radius, 1),
            claimed_by=self._claims(number, region_number, country_number),
        )

    def _claims(self, *numbers: int | None) -> tuple[str, ...]:
        claims = self._header.claimed_by
        found = (code for n in numbers if n is not None for code in claims.get(n, ()))
        return tuple(dict.fromkeys(found))

    def nearest(self, latitude: float, longitude: float) -> int | None:
        """The number of the nearest city within `NEAREST_WITHIN_KM`; `None` where there is none."""
        best: tuple[float, int] | None = None
        reach = _Reach(latitude, longitude)
        reach.shrink(NEAREST_WITHIN_KM)
        for ring in range(_MOST_RINGS):
            near = [cell for cell in _ring(latitude, longitude, ring) if reach.meets_cell(*cell)]
            # Towards the poles cells are narrow: many rings of them may be as near as one.
            if not near:
                break
            for row, column in near:
                for number, lat, lon in self._cities(row * 360 + column):
                    if reach.leaves_out(lat, lon):
                        continue
                    km = great_circle_km(latitude, longitude, lat, lon)
                    if best is None or (km, number) < best:
                        best = (km, number)
                        reach.shrink(min(km, NEAREST_WITHIN_KM))
        return best[1] if best is not None and best[0] <= NEAREST_WITHIN_KM else None

    def _cities(self, cell: int) -> Iterator[tuple[int, float, float]]:
        """The cities of a one-degree cell: number, latitude and longitude."""
        first, behind = self._grid[cell], self._grid[cell + 1]
        records = self._entries[first * ENTRY.size : behind * ENTRY.size]
        for number, record in enumerate(ENTRY.iter_unpack(records), first):
            yield number, record[1], record[2]


class _Reach:
    """How far from a position a nearer city may lie: so many degrees north, south, east and west.

    A cell holds hundreds of cities, whose distances take longer to work out than to compare.
    """

    __slots__ = ("_latitude", "_longitude", "_meridians", "_parallels")

    def __init__(self, latitude: float, longitude: float) -> None:
        self._latitude, self._longitude = latitude, longitude
        self._parallels = self._meridians = 360.0

    def shrink(self, km: float) -> None:
        """Leave out what lies farther away than this; half a kilometre is for sums."""
        angle = (km + 0.5) / EARTH_RADIUS_KM
        self._parallels = degrees(angle)
        # The nearest point of a meridian lies asin(cos(latitude) * sin(difference)) away.
        part = sin(min(angle, pi / 2)) / max(cos(radians(self._latitude)), 1e-9)
        self._meridians = degrees(asin(part)) if part < 1 else 360.0

    def leaves_out(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies too far away by one of its coordinates alone."""
        if abs(latitude - self._latitude) > self._parallels:
            return True
        apart = abs(longitude - self._longitude)
        return self._meridians < apart < 360.0 - self._meridians

    def meets_cell(self, row: int, column: int) -> bool:
        """Whether any place of a cell, numbered from the south pole and 180° W, may be near."""
        south, west = row - 90.0, column - 180.0
        latitude = min(max(self._latitude, south), south + 1.0)
        if self._longitude < west - 180.0:
            west -= 360.0
        elif self._longitude > west + 181.0:
            west += 360.0
        return not self.leaves_out(latitude, min(max(self._longitude, west), west + 1.0))


def _ring(latitude: float, longitude: float, ring: int) -> list[tuple[int, int]]:
    """The one-degree cells `ring` cells around a position, by row and column."""
    south, west = min(179, max(0, floor(latitude + 90))), floor(longitude + 180)
    cells: list[tuple[int, int]] = []
    for row in range(max(0, south - ring), min(180, south + ring + 1)):
        edge = abs(row - south) == ring
        columns = range(-ring, ring + 1) if edge else (-ring, ring)
        cells += [(row, column) for column in sorted({(west + c) % 360 for c in columns})]
    return cells


def rounded(latitude: float, longitude: float) -> tuple[float, float]:
    """A position to some hundred metres: so exactly is a place told from its namesakes."""
    return round(latitude, 3), round(longitude, 3)


def size_of(feature: str, country: str, people: int, use: int) -> float:
    """How well known a place is, about the decimal logarithm of its inhabitants."""
    known = log10(people + 10)
    if feature == "country":
        known += 3.0
    elif feature == "region":
        known += 1.5 if country in ("US", "CA", "GB", "AU") else -1.2
    elif feature in ("continent", "area", "water", "landmark", "county"):
        known += 1.0
    return known - (1.5 if use == ALTERNATE else 0.0)


@lru_cache(maxsize=1)
def place_index() -> PlaceIndex:
    """The index that comes with the package."""
    return PlaceIndex(BUILT)


@lru_cache(maxsize=1)
def common_words() -> Container[str]:
    """Common English words in small letters, mapped into memory as the names are."""
    import marisa_trie  # noqa: PLC0415 - as above

    words = marisa_trie.Trie()
    words.mmap(str(BUILT / "common_words.trie"))
    return words  # type: ignore[no-any-return]


def plain(name: str) -> str:
    """A name as the index keeps it: straight apostrophes, single spaces.

    Text is expected composed (NFC), which print is; a decomposed name is simply not found.
    """
    return " ".join(name.translate(_PLAIN).split())
