"""What the image file records, as far as it is evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from capaudit.model.claim import AnyClaim, Claim, Property, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.values import Place

# Before this year a picture was taken on film; a digital date beside it is the scanner's.
FIRST_DIGITAL_YEAR = 1996
# Days on which cameras and computers start to count when nobody sets their clock.
_CLOCK_STARTS = frozenset(
    date(year, month, day)
    for year, month, day in (
        *((1601, 1, 1), (1904, 1, 1), (1970, 1, 1), (1980, 1, 1), (1999, 12, 31), (2000, 1, 1)),
        *((1990, 1, 1), (2001, 1, 1), (2002, 1, 1), (2005, 1, 1), (2010, 1, 1), (1899, 12, 30)),
    )
)
_COORDINATES = "coordinates"
_SCANS = ("negativefilm", "positivefilm", "print", "digitisedfromnegativeonfilm")
_TEXT_PROPERTIES = (
    *(Property.CREATOR, Property.CREDIT_LINE, Property.SOURCE, Property.COPYRIGHT_NOTICE),
    *(Property.DESCRIPTION, Property.CREATOR_JOB_TITLE, Property.IMAGE_SUPPLIER),
)


@once_an_evidence
def recorded_dates(evidence: Evidence) -> tuple[Claim[PartialDate], ...]:
    """The file's dates created that can be true; zero, future and factory dates are left out."""
    return tuple(
        claim for claim in evidence.date_created.embedded if _is_plausible(claim.value, evidence)
    )


def _is_plausible(value: PartialDate, evidence: Evidence) -> bool:
    first = value.first_day
    if first is None or first.year < 1826 or first in _CLOCK_STARTS:
        return False
    today = evidence.house.today
    return today is None or (first - today).days <= 1


@once_an_evidence
def is_scan(evidence: Evidence) -> bool:
    """Whether the file digitises a print, slide or negative: its dates are then the scanner's."""
    types = [
        claim.value.rpartition("/")[2].casefold() for claim in evidence.digital_source_type.all
    ]
    return any(each in _SCANS for each in types) or any(
        claim.value.year is not None and claim.value.year < FIRST_DIGITAL_YEAR
        for claim in evidence.date_created.by(Source.CAPTION)
    )


@once_an_evidence
def recorded_places(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """The places the file names, the narrowest of each hierarchy; its coordinates are not here."""
    return narrowest(
        claim
        for claims in (evidence.location_created, evidence.location_shown)
        for claim in claims.embedded
        if claim.value.feature != _COORDINATES
    )


def narrowest(claims: Iterable[Claim[Place]]) -> tuple[Claim[Place], ...]:
    """The places that hold none of the others: `Leeds, United Kingdom` speaks of Leeds."""
    given = tuple(claims)
    return tuple(
        claim for claim in given if not any(claim.value.contains(other.value) for other in given)
    )


@once_an_evidence
def recorded_coordinates(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """Where the camera was, by Exif or XMP; zero degrees are a receiver without a fix."""
    return tuple(
        claim
        for claim in evidence.location_created.embedded
        if claim.value.feature == _COORDINATES
        and (claim.value.latitude, claim.value.longitude) not in {(0.0, 0.0), (None, None)}
    )


@once_an_evidence
def recorded_words(evidence: Evidence) -> str:
    """All that the file says in words about its makers and its subject, as one text."""
    return "\n".join(
        claim.raw
        for claim in evidence.own.claims
        if claim.is_embedded and claim.property in _TEXT_PROPERTIES
    )


def named_field(claim: AnyClaim) -> str:
    """The metadata field a claim stands in, for the end of a message: ` (dc:creator)`.

    One in a file beside the image is named with it: ` (flood.xmp, dc:creator)`.
    """
    if not claim.origin.field:
        return ""
    beside = f"{claim.origin.path}, " if claim.origin.path else ""
    return f" ({beside}{claim.origin.field})"
