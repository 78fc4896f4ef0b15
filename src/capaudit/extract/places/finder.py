"""From a text to its place mentions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from capaudit.extract.mentions import PlaceMention
from capaudit.extract.places.evidence import ENOUGH, weigh
from capaudit.extract.places.index import Candidate, place_index
from capaudit.extract.places.resolution import Setting, choose, lies_in, setting_of
from capaudit.extract.places.sightings import Sighting, sightings
from capaudit.extract.places.words import Word, words
from capaudit.model.text import Span
from capaudit.model.values import Place

_CONTAINERS = ("country", "region")


def find_places(
    text: str, language: str | None = None, context: Sequence[Place] = ()
) -> tuple[PlaceMention, ...]:
    """The places a text names, in order, each with the place it most likely means.

    `language` is a BCP 47 primary subtag (`pl`), used for case endings. `context` are places
    known from elsewhere (the body, the dateline, the file), which decide between namesakes.
    """
    told = words(text)
    found = sightings(text, told, language)
    return tuple(mention(text, s) for s in understood(text, found, told, context))


def understood(
    text: str, found: list[Sighting], told: list[Word], context: Sequence[Place]
) -> list[Sighting]:
    """The sightings that are places, each with its choice made."""
    pair_with_containers(text, found)
    weigh(text, found, told)
    for sighting in found:
        if sighting.container is not None:
            sighting.weight += 3.5
    setting = setting_of(found, context)
    for sighting in found:
        sighting.chosen = choose(sighting, setting)
        if sighting.chosen is not None:
            sighting.weight += _setting_weight(sighting, sighting.chosen, setting)
    support_repeated(found)
    return [s for s in found if s.weight >= ENOUGH]


def _setting_weight(sighting: Sighting, chosen: Candidate, setting: Setting) -> float:
    if chosen.feature not in ("city", "county"):
        return 0.0
    return min(1.6, 0.35 * setting.fits(chosen, sighting.name))


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


def support_repeated(found: list[Sighting]) -> None:
    """Let a name that is surely a place once be one elsewhere in the text, mostly."""
    best: dict[str, float] = {}
    for sighting in found:
        best[sighting.name] = max(sighting.weight, best.get(sighting.name, -9.0))
    for sighting in found:
        if best[sighting.name] >= ENOUGH + 1.0:
            sighting.weight += 0.8


def mention(text: str, sighting: Sighting) -> PlaceMention:
    """The sighting as it is handed on."""
    chosen = sighting.chosen
    return PlaceMention(
        span=Span(sighting.start, sighting.end),
        text=text[sighting.start : sighting.end],
        place=place_index().place(chosen.number) if chosen is not None else None,
        form="demonym" if sighting.is_demonym else "name",
    )
