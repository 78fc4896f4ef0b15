"""DAT010."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import AnyClaim, Property
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field, recorded_dates

_DATES = frozenset({Property.DATE_CREATED, Property.DATE_DIGITISED})


@rule("DAT010", "embedded-date-implausible", Severity.NOTE)
def embedded_date_implausible(evidence: Evidence) -> Iterator[Hit]:
    """The file holds a date that cannot be true: zeros, the future, a clock nobody set.

    Such a date is no evidence in any other check; archives sort by it all the same.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 0000:00:00 00:00:00
        config: extend-select = ["DAT010"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 2099:01:01 10:00:00
        config: extend-select = ["DAT010"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 1980:01:01 00:00:12
        config: extend-select = ["DAT010"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 2025:03:01 10:00:00
        config: extend-select = ["DAT010"]

    Passes:
        ![A ferry leaves the pier in 1936. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 1936-08-01
        config: extend-select = ["DAT010"]
    """
    plausible = {claim.origin.field for claim in recorded_dates(evidence)}
    for claim in evidence.own.claims:
        if not claim.is_embedded or claim.property not in _DATES:
            continue
        if not claim.contradictable or _is_left_out(claim, plausible):
            yield Hit(
                at=evidence.figure.src_span or evidence.figure,
                message=f"the file's date cannot be true: {_shown(claim)}{named_field(claim)}",
                against=(claim,),
                cause=evidence.image.path,
            )
            return


def _is_left_out(claim: AnyClaim, plausible: set[str | None]) -> bool:
    """Whether a date of creation is passed over where captions are checked against it."""
    return claim.property is Property.DATE_CREATED and claim.origin.field not in plausible


def _shown(claim: AnyClaim) -> str:
    return str(claim.value) if isinstance(claim.value, PartialDate) else f"“{claim.raw}”"
