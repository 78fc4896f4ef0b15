"""Printed places against those of the file; shared by LOC001 and LOC002."""

from __future__ import annotations

from collections.abc import Iterable

from capaudit.model.claim import Claim, Source
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.values import NEAR_KM, Place, RelationKind
from capaudit.rules.recorded import narrowest, recorded_coordinates, recorded_places

_AGREEING = frozenset(
    {RelationKind.SAME, RelationKind.INSIDE, RelationKind.CONTAINS, RelationKind.NEAR}
)


@once_an_evidence
def caption_places(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """Where the caption says the picture was taken, the narrowest of each hierarchy."""
    return narrowest(evidence.location_created.by(Source.CAPTION))


def lies_elsewhere(one: Place, other: Place) -> bool:
    """Whether two places are surely apart: neither holds the other, nor do they lie close by."""
    return one.relation(other).kind is RelationKind.ELSEWHERE


def lies_beyond(place: Place, coordinates: Place) -> bool:
    """Whether a position is outside a place by more than `NEAR_KM`, its extent taken off.

    A country's own shape is not known here: its extent is a circle about its middle.
    """
    if not lies_elsewhere(place, coordinates):
        return False
    distance = place.distance_km(coordinates)
    return distance is not None and distance - place.radius_km - coordinates.radius_km > NEAR_KM


def where_camera_was(position: Claim[Place]) -> str:
    """The camera's place as a message says it, by the town that the coordinates lie at.

    `near Faro, Portugal (37.0194, -7.9304)`; where no town is known, `at` the numbers alone.
    """
    place = position.value
    is_named = place.name not in ("", position.raw)
    return f"{place.name} ({place})" if is_named else f"at {place}"


@once_an_evidence
def contradicted_by_names(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """The caption's places, where not one of them agrees with any place the file names."""
    printed, recorded = caption_places(evidence), recorded_places(evidence)
    if not printed or not recorded or _caption_mentions_any(evidence, recorded):
        return ()
    if any(not lies_elsewhere(one.value, two.value) for one in printed for two in recorded):
        return ()
    if any(_agrees_with_position(claim.value, evidence) for claim in printed):
        return ()
    if any(_is_bare_namesake(one, two.value, evidence) for one in printed for two in recorded):
        return ()
    return printed


def contradicted_by_position(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """The caption's places, where all lie away from the file's coordinates and no name agrees."""
    printed, positions = caption_places(evidence), recorded_coordinates(evidence)
    named = recorded_places(evidence)
    if not printed or not positions or contradicted_by_names(evidence):
        return ()
    if any(not lies_beyond(one.value, two.value) for one in printed for two in positions):
        return ()
    if any(one.value.relation(two.value).kind in _AGREEING for one in printed for two in named):
        return ()
    return printed


def _is_bare_namesake(printed: Claim[Place], recorded: Place, evidence: Evidence) -> bool:
    """Whether the caption prints the recorded town's name and nothing to tell its namesakes by."""
    if recorded.city is None or recorded.city.casefold() != printed.raw.casefold():
        return False
    said = evidence.location_created.of_any_standing(Source.CAPTION)
    return all(
        claim.value.relation(printed.value).kind is not RelationKind.CONTAINS for claim in said
    )


def _agrees_with_position(place: Place, evidence: Evidence) -> bool:
    return any(
        place.relation(claim.value).kind in _AGREEING for claim in recorded_coordinates(evidence)
    )


def _caption_mentions_any(evidence: Evidence, recorded: Iterable[Claim[Place]]) -> bool:
    """Whether the caption also names, in passing, the very place the file has."""
    known = {claim.value.geonameid for claim in recorded} - {None}
    mentioned = evidence.location_created.of_any_standing(Source.CAPTION)
    return any(claim.value.geonameid in known for claim in mentioned)
