"""What a place is called in a claim: by the text's own words where they are its name."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.extract.places.index import DEMONYM, place_index
from capaudit.extract.places.sighting import Sighting
from capaudit.model.values import Place


def place_as_printed(sighting: Sighting) -> Place | None:
    """The chosen place under the name the text prints (Kiev, Wonsan), with its container's.

    Inflected forms, adjectives and abbreviations are no names: there the usual name stands.
    """
    if sighting.chosen is None:
        return None
    return _named(sighting.chosen.number, printed_name(sighting), sighting.container_name)


# The same places come again within an article, and within a run.
@lru_cache(maxsize=4096)
def _named(number: int, name: str | None, container: str | None) -> Place:
    """A place under a printed name of its own, or of its region."""
    place = place_index().place(number)
    state = container or place.province_state
    if name is None:
        return msgspec.structs.replace(place, province_state=state)
    return msgspec.structs.replace(
        place,
        name=name,
        city=name if place.city is not None else None,
        province_state=name if place.feature == "region" else state,
    )


def printed_name(sighting: Sighting) -> str | None:
    """The words of a sighting where they are a name of its place, in ordinary case."""
    if sighting.is_abbreviation or sighting.chosen is None or sighting.chosen.use == DEMONYM:
        return None
    return _name_in_print(sighting.name, sighting.chosen.number)


@lru_cache(maxsize=4096)
def _name_in_print(name: str, number: int) -> str | None:
    if name.isupper() and (len(name) <= 4 or "." in name):
        return None
    for form in (name, name.title()) if name.isupper() else (name,):
        if place_index().is_name_of(form, number):
            return form if not form.isupper() else form.title()
    return None
