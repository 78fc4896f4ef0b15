"""DAT004."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.claim import Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.date.figures import other_reading
from capaudit.rules.recorded import is_scan, named_field, recorded_dates


@rule("DAT004", "caption-date-differs-from-file", Severity.ERROR)
def caption_date_differs_from_file(evidence: Evidence) -> Iterator[Hit]:
    """The caption dates the picture differently from the image file.

    A wrong year is the commonest mark of an old photo passed off as new. What the caption leaves
    open (the day, the year, whether 03/04 is in March) agrees with anything; scans of prints
    carry the scanner's date; and one agreeing date in the file is enough.

    Flagged:
        ![Flood in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:DateCreated = 2019-02-11

    Flagged:
        ![Flood in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: Exif:DateTimeOriginal = 2021:05:13 10:00:00

    Passes:
        ![Flood in Leeds in 2019. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:DateCreated = 2019-02-11

    Passes:
        ![A mayor elected in June 2017 visits Leeds on 11 February 2019. [Jo Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:DateCreated = 2019-02-11
    """
    recorded = recorded_dates(evidence)
    printed = evidence.date_created.by(Source.CAPTION) if recorded else ()
    if not printed or is_scan(evidence) or _agrees_with_any(evidence, recorded):
        return
    for claim in printed:
        readings = [each for each in (claim.value, other_reading(claim)) if each is not None]
        if all(_differ(each, other.value, evidence) for each in readings for other in recorded):
            other = recorded[0]
            recorded_date = f"{other.value.calendar_date}{named_field(other)}"
            message = f"caption says {claim.value}, file says {recorded_date}"
            yield Hit(at=claim, message=message, against=recorded)
            return


def _differ(printed: PartialDate, recorded: PartialDate, evidence: Evidence) -> bool:
    return as_worded(printed).contradicts(recorded, evidence.house.date_tolerance)


def _agrees_with_any(evidence: Evidence, recorded: tuple[Claim[PartialDate], ...]) -> bool:
    """Whether the caption names, besides others, the very day the file has."""
    days = {claim.value.first_day for claim in recorded}
    return any(
        claim.value.is_full and claim.value.first_day in days
        for claim in evidence.date_created.of_any_standing(Source.CAPTION)
    )


def as_worded(value: PartialDate) -> PartialDate:
    """The date with nothing but the parts its words give: an inferred year is no evidence."""
    missing: dict[str, None] = dict.fromkeys(value.inferred)
    return msgspec.structs.replace(value, **missing, inferred=()) if missing else value
