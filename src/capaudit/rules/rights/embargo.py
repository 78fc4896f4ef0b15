"""RGT001."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from capaudit.model.claim import Property
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field

# Without time zones a release may fall on either side of midnight.
_SLACK_DAYS = 1


@rule("RGT001", "embargo-broken", Severity.ERROR)
def embargo_broken(evidence: Evidence) -> Iterator[Hit]:
    """The article was published before the file may be released.

    The supplier set an embargo; breaking it costs the access and sometimes the contract.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:30 Release Date = 20250309
        date: 2025-03-05

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:40 Special Instructions = EMBARGOED UNTIL 00:01 GMT, 9 MARCH 2025
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:30 Release Date = 20250304
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:30 Release Date = 20250306
        date: 2025-03-05
    """
    published = evidence.date_published
    if published is None or published.value.inferred:
        return
    for release in evidence.of(Property.RELEASE_DATE, PartialDate).embedded:
        if _is_before(published.value, release.value):
            message = f"published on {published.value}, not to be released before {release.value}"
            yield Hit(at=published, message=message + named_field(release), against=(release,))
            return


def _is_before(published: PartialDate, release: PartialDate) -> bool:
    moments = _moment(published), _moment(release)
    if moments[0] is not None and moments[1] is not None:
        return moments[0] < moments[1]
    last, first = published.last_day, release.first_day
    return last is not None and first is not None and (first - last).days > _SLACK_DAYS


def _moment(value: PartialDate) -> datetime | None:
    """The instant a date with time and time zone stands for."""
    if value.time is None or value.offset is None or value.first_day is None:
        return None
    zone = timezone(timedelta(minutes=value.offset))
    try:
        return datetime.fromisoformat(f"{value.first_day.isoformat()}T{value.time}").replace(
            tzinfo=zone
        )
    except ValueError:
        return None
