"""LOC004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Place
from capaudit.rules.base import rule


@rule("LOC004", "place-hierarchy-wrong", Severity.ERROR)
def place_hierarchy_wrong(evidence: Evidence) -> Iterator[Hit]:
    """The caption puts a place into a region or country where it does not lie.

    It misleads readers, and in a war it takes sides. Disputed territory may be said to lie on
    each side, and a name that several places bear is read as the one that fits.

    Flagged:
        ![A ship leaves the port of Odesa, Russia. [Jane Doe/AFP]](ship.jpg)

    Flagged:
        ![A tram passes the opera in Lviv, Poland. [Jane Doe/AFP]](tram.jpg)

    Passes:
        ![A ship leaves the port of Odesa, Ukraine. [Jane Doe/AFP]](ship.jpg)

    Passes:
        ![A ship leaves the port of Odessa, Texas. [Jane Doe/AFP]](ship.jpg)
    """
    for claim in evidence.location_created.of_any_standing(Source.CAPTION):
        larger, place = claim.conflict, claim.value
        if larger is None or _is_disputed(place, larger):
            continue
        known = ", ".join(part for part in (place.province_state, place.country) if part)
        message = f"caption puts {place.name} in {larger.name}"
        yield Hit(at=claim, message=f"{message}; it lies in {known}" if known else message)


def _is_disputed(place: Place, larger: Place) -> bool:
    """Whether either is disputed, and each of its sides may say so of the other."""
    sides = {*place.claimed_by, *larger.claimed_by}
    return bool(sides) and larger.country_code in {place.country_code, *sides}
