"""DAT008."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.date.figures import other_reading
from capaudit.rules.date.old_photo import is_labelled_old, is_news
from capaudit.rules.date.weekday import WEEKDAYS
from capaudit.rules.recorded import named_field, recorded_dates

# A reading later than this after publication is none: nobody prints next year's picture.
_DAYS_AHEAD = 31
_YEAR_DAYS = 365


@rule("DAT008", "caption-date-ambiguous", Severity.NOTE)
def caption_date_ambiguous(evidence: Evidence) -> Iterator[Hit]:
    """The caption's date can be read in two ways, or not at all.

    03/04/2025 is April in Europe and March in America; a weekday alone says nothing in an
    article without a date; and a day without its year reads as this year's, which misleads when
    the picture is older. A date that the file or the article's own date settles is left alone.

    Flagged:
        ![A ferry leaves the pier on 03/04/2024. [Jane Doe/AFP]](ferry.jpg)

    Flagged:
        ![FILE - A ferry leaves the pier on March 1. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 2023-03-01

    Passes:
        ![A ferry leaves the pier on 23/04/2024. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier on 03/04/2024. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 2024-04-03
    """
    for claim in evidence.date_created.of_any_standing(Source.CAPTION):
        why = _two_readings(claim, evidence) or _bare_weekday(claim, evidence)
        if why:
            yield Hit(at=claim, message=why)
            return
    yield from _hidden_age(evidence)


def _two_readings(claim: Claim[PartialDate], evidence: Evidence) -> str | None:
    """Why figures stay open; `None` where one of the readings is the file's, or lies ahead."""
    swapped = other_reading(claim)
    if swapped is None:
        return None
    readings = {claim.value.first_day, swapped.first_day}
    if any(recorded.value.first_day in readings for recorded in recorded_dates(evidence)):
        return None
    if _lies_ahead(claim.value, evidence) or _lies_ahead(swapped, evidence):
        return None
    return f"caption says {claim.raw.strip()}, which may be {claim.value} or {swapped}"


def _lies_ahead(value: PartialDate, evidence: Evidence) -> bool:
    published, first = evidence.date_published, value.first_day
    last = published.value.last_day if published else None
    return first is not None and last is not None and (first - last).days > _DAYS_AHEAD


def _bare_weekday(claim: Claim[PartialDate], evidence: Evidence) -> str | None:
    if claim.weekday is None or claim.value.day is not None or evidence.date_published:
        return None
    return f"caption says {WEEKDAYS[claim.weekday]}, in an article without a date"


def _hidden_age(evidence: Evidence) -> Iterator[Hit]:
    """A day of the caption without its year, on a picture made a year or more before.

    News without a label is DAT006's.
    """
    published, recorded = evidence.date_published, recorded_dates(evidence)
    last = published.value.last_day if published else None
    is_unlabelled_news = is_news(evidence) and not is_labelled_old(evidence)
    if published is None or last is None or is_unlabelled_news:
        return
    for claim in evidence.date_created.by(Source.CAPTION):
        if claim.value.inferred != ("year",) or claim.value.day is None:
            continue
        for taken in recorded:
            day = taken.value.last_day
            if day is not None and (last - day).days > _YEAR_DAYS:
                message = f"caption says {claim.raw.strip()} without a year, "
                message += f"file says {taken.value}{named_field(taken)}"
                yield Hit(at=claim, message=message, against=(taken, published))
                return
