"""The value to prefer where several blocks of one file state a property.

Metadata Working Group, Guidelines for Handling Image Metadata 2.0 (2010), 5.1 to 5.8: Exif first
where it has a field for the property, then XMP; IIM before XMP only where its digest shows that it
was changed since. A sidecar is edited last and comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from capaudit.images.iim import CHANGED
from capaudit.model.claim import AnyClaim, Property, Source
from capaudit.model.image import ImageReading

_USUAL = (Source.SIDECAR, Source.EXIF, Source.XMP, Source.IIM)
_IIM_CHANGED = (Source.SIDECAR, Source.EXIF, Source.IIM, Source.XMP)


def preferred_claims(reading: ImageReading) -> Mapping[Property, tuple[AnyClaim, ...]]:
    """For each property that several blocks state, the claims of the first of them.

    They are those of one field: two fields of one block are no list.
    """
    order = _IIM_CHANGED if CHANGED in reading.notes else _USUAL
    stated: dict[Property, list[AnyClaim]] = {}
    for claim in reading.claims:
        if claim.contradictable and claim.origin.source in order:
            stated.setdefault(claim.property, []).append(claim)
    return {
        prop: _first_field(claims, order)
        for prop, claims in stated.items()
        if len({claim.origin for claim in claims}) > 1
    }


def _first_field(claims: Iterable[AnyClaim], order: tuple[Source, ...]) -> tuple[AnyClaim, ...]:
    ranked = sorted(claims, key=lambda claim: order.index(claim.origin.source))
    return tuple(claim for claim in ranked if claim.origin == ranked[0].origin)
