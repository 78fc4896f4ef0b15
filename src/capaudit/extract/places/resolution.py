"""Which place of a name is meant: by what contains it, by the text's other places, by size."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, log10

from capaudit.extract.places.index import ALTERNATE, DEMONYM, Candidate
from capaudit.extract.places.sighting import Sighting
from capaudit.model.values import Place, great_circle_km

# How much a city must outgrow its namesakes to speak for its country by itself.
OUTGROWS = 5
# The least weight of a name that may tell of its region; names of many bearers tell nothing.
POSSIBLE = 0.8
# What outweighs any difference in size: the container in print, then the place known elsewhere.
INSIDE_NAMED, KNOWN_ELSEWHERE = 40.0, 20.0
# A namesake this near the camera is the one meant.
BESIDE_CAMERA_KM = 50.0
MANY = 25
# What a first choice counts in the second.
CHOSEN = 0.3


_ALL = "*"  # what a name counts in all, beside its countries
_NOTHING: dict[str, float] = {_ALL: 0.0}
_NOTHING_NEAR: dict[tuple[str, str], float] = {}


class Setting:
    """The countries and regions a text speaks of, with weights by name.

    A name never speaks for itself: `fits` leaves its own share out.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, dict[tuple[str, str], float]] = {}
        self._total = 0.0
        self._own: dict[str, dict[str, float]] = {}
        self._countries: dict[str, float] = {}
        self._regions: dict[tuple[str, str], float] = {}
        self._neighbours: dict[tuple[str, str], float] = {}
        self._near_by_name: dict[str, dict[tuple[str, str], float]] = {}
        self._known: dict[tuple[float, float], int] = {}
        self._cameras: list[tuple[float, float]] = []

    def add_known(self, place: Place) -> None:
        """Count a place known from elsewhere, which its own name then means."""
        if place.country_code:
            self.add("", place.country_code, place.admin1_code or "", 1.5)
        if place.latitude is None or place.longitude is None:
            return
        if place.feature == "coordinates":
            self._cameras.append((place.latitude, place.longitude))
        else:
            position = round(place.latitude, 3), round(place.longitude, 3)
            self._known.setdefault(position, len(self._known))

    @property
    def knows_any(self) -> bool:
        """Whether anything is known from elsewhere."""
        return bool(self._known or self._cameras)

    def knows(self, candidate: Candidate) -> float:
        """How surely this very place is known from elsewhere, 0 to 1: the first told is surest.

        The file's own place comes before what the body's words were taken for.
        """
        latitude, longitude = candidate.latitude, candidate.longitude
        if not (self._known or self._cameras) or isnan(latitude):
            return 0.0
        if self._known:
            rank = self._known.get((round(latitude, 3), round(longitude, 3)))
            if rank is not None:
                return 0.2 + 0.8 / (1 + rank) ** 2
        near = (great_circle_km(latitude, longitude, *c) <= BESIDE_CAMERA_KM for c in self._cameras)
        return 1.0 if candidate.feature == "city" and any(near) else 0.0

    def add(self, name: str, country: str, region: str, weight: float) -> None:
        """Count one place towards its country and region, a repeated name only a little more."""
        shares = self._by_name.setdefault(name, {})
        key = (country, region)
        added = weight if key not in shares else 0.15 * weight
        shares[key] = shares.get(key, 0.0) + added
        own = self._own.setdefault(name, {_ALL: 0.0})
        own[_ALL] += added
        self._total += added
        if country:
            own[country] = own.get(country, 0.0) + added
            self._countries[country] = self._countries.get(country, 0.0) + added
        if country and region:
            self._regions[key] = self._regions.get(key, 0.0) + added

    def add_possible(self, name: str, keys: set[tuple[str, str]]) -> None:
        """Count a name of several meanings towards each region it may lie in."""
        if name in self._near_by_name or not keys:
            return
        share = 1.0 / len(keys)
        self._near_by_name[name] = dict.fromkeys(keys, share)
        for key in keys:
            self._neighbours[key] = self._neighbours.get(key, 0.0) + share

    def add_chosen(self, sighting: Sighting) -> None:
        """Count what a likely place was first taken for, a little: neighbours then agree."""
        chosen = sighting.chosen
        if chosen is None or sighting.weight < POSSIBLE or sighting.container is not None:
            return
        if chosen.feature in ("city", "county") and sighting.name not in self._by_name:
            self.add(sighting.name, chosen.country, chosen.region, CHOSEN)

    def fits(self, candidate: Candidate, name: str) -> float:
        """How well a place fits: by country (to 2), by region (to 4), by neighbours (to 3)."""
        key = (candidate.country, candidate.region)
        close = self._closeness(key, name) if candidate.region else 0.0
        known = self._countries.get(candidate.country)
        if known is None and candidate.country:
            return close
        own = self._own.get(name, _NOTHING)
        total = self._total - own[_ALL]
        if total <= 1e-9:
            return close
        country = ((known or 0.0) - own.get(candidate.country, 0.0)) / total
        own_region = self._by_name.get(name, _NOTHING_NEAR).get(key, 0.0)
        region = (self._regions.get(key, 0.0) - own_region) / total
        seen = min(1.0, total / 2)
        return close + seen * (2.0 * country + 4.0 * min(1.0, 1.5 * region))

    def _closeness(self, key: tuple[str, str], name: str) -> float:
        """What other names that may lie in a region add to a place there (to 3)."""
        near = self._neighbours.get(key)
        if near is None:
            return 0.0
        return min(3.0, 2.0 * (near - self._near_by_name.get(name, _NOTHING_NEAR).get(key, 0.0)))


def setting_of(found: Sequence[Sighting], context: Sequence[Place]) -> Setting:
    """What the surely understood names of a text, and the places known from elsewhere, say."""
    setting = Setting()
    for place in context:
        setting.add_known(place)
    for sighting in found:
        if sighting.weight < POSSIBLE:
            continue
        if len(sighting.candidates) < MANY:
            keys = {(c.country, c.region) for c in sighting.candidates if c.region}
            setting.add_possible(sighting.name, keys)
        _add_sure(setting, sighting)
    return setting


def _add_sure(setting: Setting, sighting: Sighting) -> None:
    if sighting.weight < 2.0:
        return
    if sighting.container is not None:
        setting.add(sighting.name, sighting.container.country, sighting.container.region, 1.5)
    elif (sure := sure_meaning(sighting)) is not None:
        weight = 0.6 if sure.use == DEMONYM or sure.feature == "city" else 1.0
        setting.add(sighting.name, sure.country, sure.region, weight)


def sure_meaning(sighting: Sighting) -> Candidate | None:
    """The one place a name can only mean, if there is one."""
    ranked = sorted(sighting.candidates, key=size, reverse=True)
    if not ranked:
        return None
    first = ranked[0]
    if len(ranked) == 1 or first.feature in ("continent", "country", "area", "water"):
        rest_is_small = all(c.people * OUTGROWS < first.people for c in ranked[1:])
        return first if len(ranked) == 1 or rest_is_small else None
    if first.people > 150_000 and first.people > OUTGROWS * ranked[1].people:
        return first
    return None


def size(candidate: Candidate) -> float:
    """How well known a place is, about the decimal logarithm of its inhabitants."""
    known = log10(candidate.people + 10)
    if candidate.feature == "country":
        known += 3.0
    elif candidate.feature == "region":
        known += 1.5 if candidate.country in ("US", "CA", "GB", "AU") else -1.2
    elif candidate.feature in ("continent", "area", "water", "landmark", "county"):
        known += 1.0
    return known - (1.5 if candidate.use == ALTERNATE else 0.0)


def choose(sighting: Sighting, setting: Setting) -> Candidate | None:
    """The best candidate; ties go to the lower number, so that the choice is stable."""
    if len(sighting.candidates) < 2:
        return next(iter(sighting.candidates), None)
    container, name, fits = sighting.container, sighting.name, setting.fits
    city = max((c.people for c in sighting.candidates if c.feature == "city"), default=0)

    def rank(candidate: Candidate) -> tuple[float, int]:
        score = size(candidate) + fits(candidate, name)
        if container is not None and lies_in(candidate, container):
            score += INSIDE_NAMED
        if setting.knows_any:
            score += KNOWN_ELSEWHERE * setting.knows(candidate)
        if candidate.feature == "region" and city > 500_000 and container is None:
            score -= 3.5
        return score, -candidate.number

    return max(sighting.candidates, key=rank, default=None)


def lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Whether a place lies in a country or region, by their codes."""
    if candidate.number == container.number or candidate.country != container.country:
        return False
    return container.feature == "country" or candidate.region == container.region
