"""What a claim can say besides plain text and dates: a place, a credit, a person's name."""

from __future__ import annotations

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

import msgspec

EARTH_RADIUS_KM = 6371.0
# Two places whose extents lie this close may be one and the same in the words of a caption.
NEAR_KM = 50.0
# Two named towns are nearer told apart than a town and a position: whoever names both has looked.
# What lies within a city's own extent (its suburbs, by the square root of its inhabitants) is
# taken off first; the rest allows for the centres that a gazetteer chose.
TOWNS_NEAR_KM = 10.0


class RelationKind(StrEnum):
    """How one place lies to another."""

    SAME = "same"
    INSIDE = "inside"
    CONTAINS = "contains"
    NEAR = "near"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Relation(msgspec.Struct, frozen=True):
    """How one place lies to another, with the kilometres between their extents where known."""

    kind: RelationKind
    km: float | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, tag="place", array_like=True):
    """A place on Earth, named or given by coordinates, as IPTC's location structure has it.

    `country_code` is ISO 3166-1 alpha-2, `admin1_code` GeoNames' own first-level code, latitude
    and longitude WGS 84 degrees, `feature` one of `city region country continent landmark water
    coordinates …`. `radius_km` is the place's extent around its coordinates. `claimed_by` names
    further countries that hold or claim it. What is not known is `None`.
    """

    name: str
    feature: str
    sublocation: str | None = None
    city: str | None = None
    province_state: str | None = None
    country: str | None = None
    admin1_code: str | None = None
    country_code: str | None = None
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 0.0
    claimed_by: tuple[str, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        """Every country the place may be said to lie in; empty where none is known."""
        return frozenset((*([self.country_code] if self.country_code else []), *self.claimed_by))

    def distance_km(self, other: Place) -> float | None:
        """Great-circle distance between the coordinates; `None` where one has none."""
        if self.latitude is None or self.longitude is None:
            return None
        if other.latitude is None or other.longitude is None:
            return None
        return great_circle_km(self.latitude, self.longitude, other.latitude, other.longitude)

    def relation(self, other: Place) -> Relation:
        """How this place lies to the other, by identity, containment, country and distance."""
        if self._is_same(other):
            return Relation(RelationKind.SAME, 0.0)
        if other._contains(self):
            return Relation(RelationKind.INSIDE, 0.0)
        if self._contains(other):
            return Relation(RelationKind.CONTAINS, 0.0)
        return self._apart(other)

    def contains(self, other: Place) -> bool:
        """Whether the other place lies in this one, and they are not one and the same."""
        return self._contains(other) and not self._is_same(other) and not other._contains(self)

    def _is_same(self, other: Place) -> bool:
        if self.geonameid is not None and other.geonameid is not None:
            return self.geonameid == other.geonameid
        if self.feature == other.feature == "country":
            return self._shares_country(other)
        if not self._shares_country(other):
            return False
        return (
            self.city is not None
            and other.city is not None
            and self.city.casefold() == other.city.casefold()
            and None in (self.geonameid, other.geonameid)
        )

    def _contains(self, other: Place) -> bool:
        match self.feature:
            case "country":
                return self._shares_country(other)
            case "region":
                same_region = self.admin1_code is not None and self.admin1_code == other.admin1_code
                return same_region and self._shares_country(other)
            case _:
                return False

    def _shares_country(self, other: Place) -> bool:
        if self.country_code and self.country_code == other.country_code:
            return True
        return not self.countries.isdisjoint(other.countries)

    def _apart(self, other: Place) -> Relation:
        distance = self.distance_km(other)
        if {self.feature, other.feature} & {"continent", "water"}:
            return Relation(RelationKind.UNKNOWN, distance)
        if {self.feature, other.feature} & {"country"}:
            known = self.countries and other.countries
            return Relation(RelationKind.ELSEWHERE if known else RelationKind.UNKNOWN, distance)
        if distance is not None:
            gap = max(0.0, distance - self.radius_km - other.radius_km)
            limit = TOWNS_NEAR_KM if self.feature == other.feature == "city" else NEAR_KM
            return Relation(RelationKind.NEAR if gap <= limit else RelationKind.ELSEWHERE, gap)
        if self.countries and other.countries and not self.countries & other.countries:
            return Relation(RelationKind.ELSEWHERE)
        return Relation(RelationKind.UNKNOWN)

    def __str__(self) -> str:
        if self.feature == "coordinates":
            return f"{self.latitude:.4f}, {self.longitude:.4f}"
        parts = (self.name, self.province_state, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance over the Earth's surface between two WGS 84 positions (haversine, sphere)."""
    half_lat, half_lon = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


class Credit(msgspec.Struct, frozen=True, kw_only=True, tag="credit", array_like=True):
    """Who made and who supplied an image.

    `creators` are people in printed order and ordinary case, `organisations` the agencies in
    printed order, `via` those of them that only distribute. `disclosures` come from `pool handout
    courtesy file screenshot illustration ai`. `licence` is written like `CC BY-SA 4.0`.
    `credit_line` is the canonical chain without the creators (`AFP/Getty Images`).
    """

    creators: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    licence: str | None = None
    credit_line: str | None = None

    def __bool__(self) -> bool:
        """Whether the credit names anybody or anything."""
        return bool(self.creators or self.organisations or self.disclosures or self.licence)

    def __str__(self) -> str:
        return "/".join((*self.creators, *self.organisations, *self.disclosures))


class PersonName(msgspec.Struct, frozen=True, kw_only=True, tag="person", array_like=True):
    """A person's name without title (`Vladimir Putin`) and the title before it, if any.

    `roles` are the titles and callings the words beside the name give its bearer (president,
    teacher), in small letters: whoever has one of them in common is rather one person.
    """

    name: str
    title: str | None = None
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name
