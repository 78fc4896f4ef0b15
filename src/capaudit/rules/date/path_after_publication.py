"""DAT011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.claim import Claim
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule

# A folder a day or a month, as content systems file uploads: /2025/03/05/, /2025-03-05/, /2025/03/.
_DATED_FOLDER = re.compile(
    r"(?:^|/)(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2])"
    r"(?:[/-](?P<day>0[1-9]|[12]\d|3[01]))?(?=/)"
)
_SLACK_DAYS = 1


@rule("DAT011", "path-date-after-publication", Severity.NOTE)
def path_date_after_publication(evidence: Evidence) -> Iterator[Hit]:
    """The image was filed under a date later than any the article gives for itself.

    Either the article's date is wrong, or the picture was exchanged after publication without
    the article saying so.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](images/2025/03/05/ferry.jpg)
        date: 2024-03-05

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](images/2024/06/30/ferry.jpg)
        date: 2024-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](images/2025/03/05/ferry.jpg)
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](images/2023/03/05/ferry.jpg)
        date: 2024-03-05
    """
    last = _last_date(evidence)
    filed = _date_in(evidence.figure.src)
    if last is None or filed is None or filed.first_day is None or last.value.last_day is None:
        return
    if (filed.first_day - last.value.last_day).days > _SLACK_DAYS:
        message = f"the path says {filed}, the article is of {last.value}"
        yield Hit(at=evidence.figure, message=message, against=(last,))


def _last_date(evidence: Evidence) -> Claim[PartialDate] | None:
    """When the article says it was last changed, or published; what is inferred says nothing."""
    stated = [
        claim
        for claim in (evidence.date_modified, evidence.date_published)
        if claim is not None and not claim.value.inferred and claim.value.last_day is not None
    ]
    return max(stated, key=lambda claim: str(claim.value.last_day), default=None)


def _date_in(path: str) -> PartialDate | None:
    match = _DATED_FOLDER.search(path)
    if match is None:
        return None
    day = int(match["day"]) if match["day"] else None
    found = PartialDate(int(match["year"]), int(match["month"]), day)
    return found if found.exists else None
