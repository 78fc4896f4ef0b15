"""RGT002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Property
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field

# Without time zones an expiry may fall on either side of midnight.
_SLACK_DAYS = 1


@rule("RGT002", "use-expired", Severity.ERROR)
def use_expired(evidence: Evidence) -> Iterator[Hit]:
    """The article was published after the file's permission to use it had ended.

    The file gives an expiration date, the end of a licence, or says so in its instructions.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:37 Expiration Date = 20250201
        date: 2025-03-05

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Instructions = NOT FOR USE AFTER 1 FEBRUARY 2025
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:37 Expiration Date = 20260201
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Instructions = NOT FOR USE AFTER 1 FEBRUARY 2026
        date: 2025-03-05
    """
    published = evidence.date_published
    if published is None or published.value.inferred:
        return
    for end in evidence.of(Property.EXPIRATION_DATE, PartialDate).embedded:
        first, last = published.value.first_day, end.value.last_day
        if first is not None and last is not None and (first - last).days > _SLACK_DAYS:
            message = f"published on {published.value}, not to be used after {end.value}"
            yield Hit(at=published, message=message + named_field(end), against=(end,))
            return
