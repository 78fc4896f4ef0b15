"""Places given otherwise than in running text: by parts, by coordinates, in a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.extract.places.index import Candidate, place_index, plain
from capaudit.extract.places.sighting import candidates
from capaudit.extract.places.tables import state_abbreviations
from capaudit.model.values import Place

# So far from its middle, coordinates are still said to be near a town.
NEAR_TOWN_KM = 10.0
_DATELINE_END = re.compile(r"\s*(?:\(|--|—|–|\s-\s|\|)")


def resolve_place(place: Place) -> Place:
    """A place given by parts, as IPTC metadata has it, with what the index knows of it.

    Parts may be names in any language or codes. The most exact part that the index holds inside
    the larger ones decides; the parts themselves stay as given, and what is not known stays `None`.
    """
    country = _country(place)
    region = _region(place, country)
    found = _city(place, country, region) or region or country
    if found is None:
        return place
    known = place_index().place(found.number)
    exact = found.feature not in ("country", "region") or not (place.city or place.sublocation)
    return msgspec.structs.replace(
        place,
        feature=known.feature if exact else place.feature,
        admin1_code=place.admin1_code or known.admin1_code,
        country_code=known.country_code or place.country_code,
        country=place.country or known.country,
        province_state=place.province_state or known.province_state,
        geonameid=known.geonameid if exact else None,
        latitude=known.latitude if exact else place.latitude,
        longitude=known.longitude if exact else place.longitude,
        radius_km=known.radius_km if exact else place.radius_km,
        claimed_by=known.claimed_by,
    )


def _named(name: str | None) -> tuple[Candidate, ...]:
    if not name or len(name) > 100:
        return ()
    asked = plain(name)
    return candidates(asked) or candidates(asked.title()) if asked else ()


def _country(place: Place) -> Candidate | None:
    index = place_index()
    code = (place.country_code or "").upper()
    number = index.country_place(code) if code else None
    if number is None:
        named = [*_named(place.country), *_named(place.country_code)]
        if place.feature == "country":
            named += _named(place.name)
        return _largest(c for c in named if c.feature == "country")
    return index.candidate(number)


def _region(place: Place, country: Candidate | None) -> Candidate | None:
    state = place.province_state or (place.name if place.feature == "region" else None)
    if not state:
        return None
    within = country.country if country is not None else None
    short = state_abbreviations().get(state)
    if short is not None and within in (None, short[:2]):
        return place_index().region_candidate(*short.split("."))
    named = [c for c in _named(state) if c.feature in ("region", "area")]
    if not named:
        base = re.sub(r"(?i)[ -](province|state|oblast|region|do|county)$", "", state)
        named = [c for c in _named(base) if c.feature == "region"]
    return _largest(c for c in named if within in (None, c.country))


def _city(place: Place, country: Candidate | None, region: Candidate | None) -> Candidate | None:
    if place.city is None and place.feature in ("country", "region", "continent"):
        return None if place.feature != "continent" else _largest(_named(place.name))
    named = [c for c in _named(place.city or place.name) if c.feature not in ("country", "region")]
    if country is not None:
        named = [c for c in named if c.country == country.country]
    if region is not None:
        named = [c for c in named if c.region == region.region] or named
    return _largest(named)


def _largest(
    found: Iterator[Candidate] | list[Candidate] | tuple[Candidate, ...],
) -> Candidate | None:
    return max(found, key=lambda c: (c.size, -c.number), default=None)


def nearest_place(latitude: float, longitude: float) -> Place | None:
    """The populated place nearest to WGS 84 coordinates, with its region and country.

    `None` where none lies within `NEAREST_WITHIN_KM`, or where the numbers are no position.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    number = place_index().nearest(latitude, longitude)
    return place_index().place(number) if number is not None else None


def named_by_town(place: Place) -> Place:
    """Coordinates with the town they lie at as their name, and its region and country.

    `near Faro, Portugal`, `42 km from Faro, Portugal`; unchanged where no town is known.
    """
    if place.latitude is None or place.longitude is None:
        return place
    town = nearest_place(place.latitude, place.longitude)
    if town is None:
        return place
    distance = place.distance_km(town) or 0.0
    return msgspec.structs.replace(
        place,
        name=f"near {town}" if distance <= NEAR_TOWN_KM else f"{distance:.0f} km from {town}",
        country_code=town.country_code,
        country=town.country,
        admin1_code=town.admin1_code,
        province_state=town.province_state,
        claimed_by=town.claimed_by,
    )


def dateline_place(text: str) -> Place | None:
    """The place of a dateline (`KYIV`, `KYIV, Ukraine`, `WASHINGTON (AP) --`)."""
    head = _DATELINE_END.split(text[:120], maxsplit=1)[0].strip(" .,:\n")
    city, _, container = head.partition(",")
    if not city:
        return None
    parts = [part.strip() for part in container.split(",") if part.strip()]
    outer = _container(parts)
    named = [c for c in _named(city.strip()) if outer is None or c.country == outer.country]
    if outer is not None and outer.feature == "region":
        named = [c for c in named if c.region == outer.region]
    if outer is not None and not named:
        return None
    chosen = _largest(c for c in named if c.feature in ("city", "country", "region", "area"))
    return place_index().place(chosen.number) if chosen is not None else None


def _container(parts: list[str]) -> Candidate | None:
    for part in reversed(parts):
        short = state_abbreviations().get(part)
        if short is not None:
            return place_index().region_candidate(*short.split("."))
        found = _largest(c for c in _named(part) if c.feature in ("country", "region"))
        if found is not None:
            return found
    return None
