"""From a text to its place mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import pairwise

from capaudit.extract.mentions import PlaceMention
from capaudit.extract.places.doubts import doubt
from capaudit.extract.places.evidence import ENOUGH, weigh
from capaudit.extract.places.index import Candidate, place_index
from capaudit.extract.places.naming import place_as_printed, printed_name
from capaudit.extract.places.resolution import POSSIBLE, Setting, choose, lies_in, setting_of
from capaudit.extract.places.sighting import Sighting
from capaudit.extract.places.sightings import sightings
from capaudit.extract.places.tables import context_words
from capaudit.extract.places.words import Word, words
from capaudit.model.text import Span
from capaudit.model.values import Place

_CONTAINERS = ("country", "region")
# From this size a city's name means that city, or one the index would hold.
SURELY_KNOWN = 15_000
_DATE_WORDS = (
    r"(?:\d{1,4}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"[a-z]{0,6}\b)"
)
# What may stand behind `City, Country` where the country is the city's and begins nothing new.
_PAIR_ENDS = re.compile(
    rf"\s*(?:$|[.;:)\]!?»”\"'—–-]|,(?! [^\W\d_])|,? {_DATE_WORDS}"
    r"|, (?!and\b|or\b|und\b|et\b|y\b|и\b)[a-zа-я]"
    r"| (?:on|in|during|as|after|before|where|when|while|this|last|late|early)\b)"
)
# The most that fitting the text's other places adds.
FITTING = 1.6
# What a name's being surely a place elsewhere in the text adds: one sense a text.
REPEATED = 1.6
# What lies this far outside a territory is no part of it, whoever claims the territory.
FAR_OFF_KM = 500.0
# What closes a caption's sentence behind its place: nothing more, or the date.
CLOSES = re.compile(rf"(?:,? (?:on )?{_DATE_WORDS}|\.?\s*(?:$|[\[(/]))")
_LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", " und ", " et ", " y ", " и ", " і "})
# What a sure place in the same list adds to a name.
LISTED = 1.2
# What a country behind a comma adds to a name before it, even to one it does not hold.
BEFORE_LARGER = 1.2
# What a place's seat at the end of a caption, behind a comma, adds.
CLOSING = 2.0

# Names, each with the number of its container, and what they mean.
Chosen = dict[tuple[str, int | None], Candidate | None]


def find_places(
    text: str, language: str | None = None, context: Sequence[Place] = ()
) -> tuple[PlaceMention, ...]:
    """The places a text names, in order, each with the place it most likely means.

    `language` is a BCP 47 primary subtag (`pl`), used for case endings. `context` are places
    known from elsewhere (the body, the dateline, the file), which decide between namesakes.
    """
    told = words(text)
    found = sightings(text, told, language)
    prepare(text, found, told, language)
    return tuple(mention(text, s) for s in understood(text, found, context))


def find_closing_places(
    text: str, language: str | None = None, context: Sequence[Place] = ()
) -> tuple[PlaceMention, ...]:
    """The places of a caption: as in a text, but a name that closes it is likelier one.

    `Fans sing, Elgin, 3 May 2021.`
    """
    told = words(text)
    found = sightings(text, told, language)
    prepare(text, found, told, language)
    for number, sighting in enumerate(found):
        last = found[number + 1] if is_pair(text, found, number) else sighting
        if text[max(0, sighting.start - 2) : sighting.start] == ", " and CLOSES.match(
            text, last.end
        ):
            sighting.weight += CLOSING
    return tuple(mention(text, s) for s in understood(text, found, context))


def prepare(text: str, found: list[Sighting], told: list[Word], language: str | None) -> None:
    """Weigh the sightings by themselves, their neighbours and what contains them."""
    pair_with_containers(text, found)
    weigh(text, found, told)
    if language == "en":
        doubt(text, found, told)
    for number, sighting in enumerate(found):
        if sighting.container is not None:
            sighting.weight += 3.5
        elif is_pair(text, found, number) and not sighting.is_demonym:
            sighting.weight += BEFORE_LARGER
    support_listed(text, found)


def support_listed(text: str, found: list[Sighting]) -> None:
    """Let a name that stands in a list with a sure place be one (Gdansk and Kaunas)."""
    for one, other in pairwise(found):
        if text[one.end : other.start] not in _LIST_GAPS:
            continue
        for weak, strong in ((one, other), (other, one)):
            if weak.weight < ENOUGH + LISTED <= strong.weight + LISTED:
                weak.weight += LISTED
                break


def is_pair(text: str, found: list[Sighting], number: int) -> bool:
    """Whether a comma joins a name to a country or region behind it."""
    if number + 1 >= len(found):
        return False
    inner, outer = found[number], found[number + 1]
    if outer.is_demonym or text[inner.end : outer.start] != ", ":
        return False
    return any(c.feature in _CONTAINERS for c in outer.candidates)


def understood(text: str, found: list[Sighting], context: Sequence[Place]) -> list[Sighting]:
    """The sightings that are places, each with its choice made."""
    setting = setting_of(found, context)
    likely = [s for s in found if s.weight >= POSSIBLE]
    chosen: Chosen = {}
    choose_all(likely, setting, chosen)
    learnt = [setting.add_chosen(sighting) for sighting in likely]
    if any(learnt):
        chosen = {}
    # What not even the most that follows can lift to a place needs no choice.
    able = [s for s in found if s.weight >= ENOUGH - FITTING - REPEATED]
    choose_all(able, setting, chosen)
    for sighting in able:
        if sighting.chosen is not None:
            sighting.weight += _setting_weight(sighting, sighting.chosen, setting)
    support_repeated(found)
    note_conflicts(text, found)
    return [s for s in found if s.weight >= ENOUGH]


def choose_all(found: list[Sighting], setting: Setting, chosen: Chosen) -> None:
    """Choose a meaning for every sighting: a name means one place in one text.

    `chosen` are the choices that stand already, and those made here.
    """
    for sighting in found:
        container = sighting.container
        key = (sighting.name, container.number if container is not None else None)
        if key not in chosen:
            chosen[key] = choose(sighting, setting)
        sighting.chosen = chosen[key]


def _setting_weight(sighting: Sighting, chosen: Candidate, setting: Setting) -> float:
    if chosen.feature not in ("city", "county"):
        return 0.0
    return min(FITTING, 0.35 * setting.fits(sighting.name, (chosen,))[0])


def pair_with_containers(text: str, found: list[Sighting]) -> None:
    """Set the container of each name that a comma joins to a region or country around it."""
    for inner, outer in itertools.pairwise(found):
        if text[inner.end : outer.start] not in (", ", " (", ",\u00a0", ",\n"):
            continue
        inner.container = next(
            (
                o
                for o in outer.candidates
                if o.feature in _CONTAINERS and any(lies_in(i, o) for i in inner.candidates)
            ),
            None,
        )
        if inner.container is not None and inner.container.feature == "region":
            outer.chosen = inner.container
            inner.container_name = printed_name(outer)


def note_conflicts(text: str, found: list[Sighting]) -> None:
    """Note the region or country that words put a place under although no such place lies there.

    Only where both names are surely places, the index knows every bearer of the inner name from
    500 inhabitants, and the two do not merely stand in a list (Odesa, Russia and Poland).
    """
    for number, (inner, outer) in enumerate(pairwise(found)):
        if not _names_container(text, found, number):
            continue
        chosen, named = inner.chosen, outer.chosen
        if chosen is None or named is None or chosen.feature != "city" or inner.is_demonym:
            continue
        if chosen.people < SURELY_KNOWN or min(inner.weight, outer.weight) < ENOUGH:
            continue
        place, container = place_index().place(chosen.number), place_index().place(named.number)
        if named.feature == "country":
            wrong = _is_abroad(place, container)
        else:
            wrong = named.feature == "region" and _is_sure_region(inner, outer, chosen)
        if wrong:
            inner.contradicted = named


def _is_abroad(place: Place, country: Place) -> bool:
    """Whether a place lies outside a country: no claim joins them, or a claim on far-off land.

    Puerto Rico belongs to the United States; Houston does not lie in Puerto Rico.
    """
    if not place.countries & country.countries:
        return True
    distance = place.distance_km(country)
    own = country.country_code in place.countries
    return not own and distance is not None and distance - country.radius_km > FAR_OFF_KM


def _names_container(text: str, found: list[Sighting], number: int) -> bool:
    """Whether `City, Larger` stands alone: not in a list, not met by a container that fits."""
    inner, outer = found[number], found[number + 1]
    if inner.container is not None or outer.is_demonym or text[inner.end : outer.start] != ", ":
        return False
    if number and text[found[number - 1].end : inner.start] in (", ", " and "):
        return False
    if inner.start < 12 and not text[: inner.start].strip().lower().removesuffix("in").strip():
        return _PAIR_ENDS.match(text, outer.end) is not None and "," not in text[outer.end :][:1]
    return _PAIR_ENDS.match(text, outer.end) is not None


def _is_sure_region(inner: Sighting, outer: Sighting, chosen: Candidate) -> bool:
    """Whether the outer name means only regions of the same country, none with the city."""
    regions = [c for c in outer.candidates if c.feature == "region"]
    same_country = all(r.country == chosen.country for r in regions)
    return (
        same_country
        and len(regions) == len(outer.candidates)
        and not any(lies_in(city, region) for city in inner.candidates for region in regions)
    )


def support_repeated(found: list[Sighting]) -> None:
    """Let a name that is a place once be one elsewhere in the text, mostly.

    Peoples and seats of government also stand for much else: there it takes a surer place.
    """
    best: dict[str, float] = {}
    weak: list[tuple[str, Sighting]] = []
    for sighting in found:
        small = sighting.name.casefold()
        if sighting.weight < ENOUGH:
            weak.append((small, sighting))
        else:
            best[small] = max(sighting.weight, best.get(small, ENOUGH))
    seats = context_words().seats
    for small, sighting in weak:
        doubted = sighting.is_demonym or small in seats
        if best.get(small, 0.0) >= ENOUGH + doubted:
            sighting.weight += REPEATED


def mention(text: str, sighting: Sighting) -> PlaceMention:
    """The sighting as it is handed on."""
    wrong = sighting.contradicted
    return PlaceMention(
        conflict=place_index().place(wrong.number) if wrong is not None else None,
        span=Span(sighting.start, sighting.end),
        text=text[sighting.start : sighting.end],
        place=place_as_printed(sighting),
        form="demonym" if sighting.is_demonym else "name",
    )
