"""What a place is called in a claim: by the text's own words where they are its name."""

from __future__ import annotations

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
    place = place_index().place(sighting.chosen.number)
    name = printed_name(sighting)
    state = sighting.container_name or place.province_state
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
    name = sighting.name
    if name.isupper() and (len(name) <= 4 or "." in name):
        return None
    for form in (name, name.title()) if name.isupper() else (name,):
        if place_index().is_name_of(form, sighting.chosen.number):
            return form if not form.isupper() else form.title()
    return None
