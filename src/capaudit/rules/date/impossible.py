"""DAT001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("DAT001", "date-impossible", Severity.ERROR)
def date_impossible(evidence: Evidence) -> Iterator[Hit]:
    """The caption gives a date that no calendar has.

    One of its figures is wrong, and with it the date of the picture.

    Flagged:
        ![A ferry leaves the pier on February 30, 2025. [Jane Doe/AFP]](ferry.jpg)

    Flagged:
        ![A ferry leaves the pier on 31 April 2024. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier on February 29, 2024. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves pier 31 in February 2024. [Jane Doe/AFP]](band.jpg)
    """
    for claim in evidence.date_created.of_any_standing(Source.CAPTION):
        if not claim.value.exists:
            yield Hit(at=claim, message=f"caption says {claim.value}; there is no such day")
