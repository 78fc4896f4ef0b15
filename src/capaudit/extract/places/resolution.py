"""Which place of a name is meant: by what contains it, by the text's other places, by size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf, isnan

from capaudit.extract.places.index import DEMONYM, Candidate, rounded
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
# A city of so many inhabitants means itself by its name, whatever else bears it.
SURE_FROM = 150_000
# What a region yields to a city of its name, and the city's inhabitants.
BELOW_CITY, LARGE_CITY = 3.5, 500_000


_NO_NAME = ""  # of what is known from elsewhere
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

    @classmethod
    def knowing(cls, context: tuple[Place, ...]) -> Setting:
        """A setting to add to, in which some places are known from elsewhere.

        What those say is counted once and stays as it is: no name of a text adds to it.
        """
        known, setting = _known_from(context), cls()
        setting._total = known._total
        setting._by_name, setting._own = known._by_name.copy(), known._own.copy()
        setting._countries, setting._regions = known._countries.copy(), known._regions.copy()
        setting._known, setting._cameras = known._known, known._cameras
        return setting

    def add_known(self, place: Place) -> None:
        """Count a place known from elsewhere, which its own name then means."""
        if place.country_code:
            self.add(_NO_NAME, (place.country_code, place.admin1_code or ""), 1.5)
        if place.latitude is None or place.longitude is None:
            return
        if place.feature == "coordinates":
            self._cameras.append((place.latitude, place.longitude))
        else:
            self._known.setdefault(rounded(place.latitude, place.longitude), len(self._known))

    @property
    def knows_any(self) -> bool:
        """Whether anything is known from elsewhere."""
        return bool(self._known or self._cameras)

    def knows(self, candidate: Candidate) -> float:
        """How surely this very place is known from elsewhere, 0 to 1: the first told is surest.

        The file's own place comes before what the body's words were taken for.
        """
        rank = self._known.get(candidate.position)
        if rank is not None:
            return 0.2 + 0.8 / (1 + rank) ** 2
        latitude, longitude = candidate.latitude, candidate.longitude
        if not self._cameras or candidate.feature != "city" or isnan(latitude):
            return 0.0
        near = (great_circle_km(latitude, longitude, *c) <= BESIDE_CAMERA_KM for c in self._cameras)
        return 1.0 if any(near) else 0.0

    def add(self, name: str, division: tuple[str, str], weight: float) -> None:
        """Count one place towards its country and region, a repeated name only a little more."""
        shares = self._by_name.get(name)
        if shares is None:
            shares = self._by_name[name] = {}
            self._own[name] = {_ALL: 0.0}
        own, share = self._own[name], shares.get(division)
        added = weight if share is None else 0.15 * weight
        shares[division] = added if share is None else share + added
        own[_ALL] += added
        self._total += added
        country, region = division
        if country:
            own[country] = own.get(country, 0.0) + added
            self._countries[country] = self._countries.get(country, 0.0) + added
            if region:
                self._regions[division] = self._regions.get(division, 0.0) + added

    def add_possible(self, name: str, meant: Sequence[Candidate]) -> None:
        """Count a name of several meanings towards each region it may lie in."""
        if name in self._near_by_name:
            return
        divisions = {c.division for c in meant if c.region}
        if not divisions:
            return
        share = 1.0 / len(divisions)
        self._near_by_name[name] = dict.fromkeys(divisions, share)
        for division in divisions:
            self._neighbours[division] = self._neighbours.get(division, 0.0) + share

    def add_chosen(self, sighting: Sighting) -> bool:
        """Count what a likely place was first taken for, a little: neighbours then agree.

        Tells whether that was news: a name that speaks for itself already does not speak again.
        """
        chosen = sighting.chosen
        if chosen is None or sighting.weight < POSSIBLE or sighting.container is not None:
            return False
        if chosen.feature not in ("city", "county") or sighting.name in self._by_name:
            return False
        self.add(sighting.name, chosen.division, CHOSEN)
        return True

    def fits(self, name: str, meant: Sequence[Candidate]) -> list[float]:
        """How well each place fits: by country (to 2), by region (to 4), by neighbours (to 3)."""
        own = self._own.get(name, _NOTHING)
        own_regions = self._by_name.get(name, _NOTHING_NEAR)
        own_near = self._near_by_name.get(name, _NOTHING_NEAR)
        countries, regions, neighbours = self._countries, self._regions, self._neighbours
        total = self._total - own[_ALL]
        seen = min(1.0, total / 2)
        fitting = []
        for candidate in meant:
            division, code, fit = candidate.division, candidate.country, 0.0
            if division in neighbours:
                close = 2.0 * (neighbours[division] - own_near.get(division, 0.0))
                fit = close if close < 3.0 else 3.0
            if total > 1e-9 and (code in countries or not code):
                country = (countries.get(code, 0.0) - own.get(code, 0.0)) / total
                own_region = own_regions.get(division, 0.0)
                region = 1.5 * ((regions.get(division, 0.0) - own_region) / total)
                fit += seen * (2.0 * country + 4.0 * (region if region < 1.0 else 1.0))
            fitting.append(fit)
        return fitting


# An article's captions are read one after the other against the same places.
@lru_cache(maxsize=8)
def _known_from(context: tuple[Place, ...]) -> Setting:
    """What places known from elsewhere say, for `Setting.knowing` to copy."""
    setting = Setting()
    for place in context:
        setting.add_known(place)
    return setting


def setting_of(found: Sequence[Sighting], context: Sequence[Place]) -> Setting:
    """What the surely understood names of a text, and the places known from elsewhere, say."""
    setting = Setting.knowing(tuple(context))
    for sighting in found:
        if sighting.weight < POSSIBLE:
            continue
        if len(sighting.candidates) < MANY:
            setting.add_possible(sighting.name, sighting.candidates)
        _add_sure(setting, sighting)
    return setting


def _add_sure(setting: Setting, sighting: Sighting) -> None:
    if sighting.weight < 2.0:
        return
    if sighting.container is not None:
        setting.add(sighting.name, sighting.container.division, 1.5)
    elif (sure := sure_meaning(sighting.candidates)) is not None:
        weight = 0.6 if sure.use == DEMONYM or sure.feature == "city" else 1.0
        setting.add(sighting.name, sure.division, weight)


def sure_meaning(meant: tuple[Candidate, ...]) -> Candidate | None:
    """The one place a name can only mean, if there is one."""
    if len(meant) < 2:
        return meant[0] if meant else None
    first = max(meant, key=_size)
    if first.feature in ("continent", "country", "area", "water"):
        rest_is_small = all(c.people * OUTGROWS < first.people for c in meant if c is not first)
        return first if rest_is_small else None
    if first.people <= SURE_FROM:
        return None
    second = max((c for c in meant if c is not first), key=_size)
    return first if first.people > OUTGROWS * second.people else None


def _size(candidate: Candidate) -> float:
    return candidate.size


def choose(sighting: Sighting, setting: Setting) -> Candidate | None:
    """The best candidate; ties go to the lower number, so that the choice is stable."""
    meant, container = sighting.candidates, sighting.container
    if len(meant) < 2:
        return meant[0] if meant else None
    best, most, knows_any = meant[0], -inf, setting.knows_any
    for candidate, fit in zip(meant, setting.fits(sighting.name, meant), strict=True):
        score = candidate.size + fit
        if container is not None and lies_in(candidate, container):
            score += INSIDE_NAMED
        if knows_any:
            score += KNOWN_ELSEWHERE * setting.knows(candidate)
        if candidate.feature == "region" and container is None and _has_large_city(meant):
            score -= BELOW_CITY
        if score > most or (score == most and candidate.number < best.number):
            best, most = candidate, score
    return best


def _has_large_city(meant: tuple[Candidate, ...]) -> bool:
    return any(c.feature == "city" and c.people > LARGE_CITY for c in meant)


def lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Whether a place lies in a country or region, by their codes."""
    if candidate.number == container.number or candidate.country != container.country:
        return False
    return container.feature == "country" or candidate.region == container.region
