"""DAT002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Greece was the last country of Europe to take up the Gregorian calendar, in 1923.
FIRST_GREGORIAN_YEAR = 1924


@rule("DAT002", "weekday-wrong", Severity.ERROR)
def weekday_wrong(evidence: Evidence) -> Iterator[Hit]:
    """The caption names a weekday that its date was not.

    Either the day or the date is wrong, and readers cannot tell which. A date without its year
    is left alone: the year that makes it right may be another one.

    Flagged:
        ![A ferry leaves the pier on Tuesday, Feb. 27, 2025. [Jane Doe/AFP]](ferry.jpg)

    Flagged:
        ![Eine Fähre verlässt am Montag, 4. März 2025, den Kai. [Jane Doe/dpa]](faehre.jpg)

    Passes:
        ![A ferry leaves the pier on Thursday, Feb. 27, 2025. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier on Tuesday. [Jane Doe/AFP]](ferry.jpg)
    """
    for claim in evidence.date_created.of_any_standing(Source.CAPTION):
        day, said = claim.value.weekday, claim.weekday
        if day is None or said is None or day == said or "year" in claim.value.inferred:
            continue
        if claim.value.year is not None and claim.value.year >= FIRST_GREGORIAN_YEAR:
            message = (
                f"caption says {WEEKDAYS[said]}, {claim.value}; that day was a {WEEKDAYS[day]}"
            )
            yield Hit(at=claim, message=message)
