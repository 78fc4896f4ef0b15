"""What expressions are resolved against, and what comes of it."""

from __future__ import annotations

from datetime import date

import msgspec

from capaudit.extract.dates.inference import Outlook
from capaudit.extract.dates.timex import timex_of
from capaudit.model.dates import PartialDate

ALL_PARTS = ("year", "month", "day")


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What an expression is resolved against.

    `year_in_text` is the year that the text itself told last; it serves where there is no
    reference, and in a narrative, whose days have nothing to do with the day of publication.
    `other_year` is one told since, too far away to be believed at once.
    `last_day` is the last day told: what "that day" means, and "two days later" in a narrative;
    `last_month` the last month or quarter, for "the same period last year".
    """

    reference: date | None
    outlook: Outlook
    numeric_order: str
    year_in_text: int | None = None
    other_year: int | None = None
    is_narrative: bool = False
    last_day: date | None = None
    last_month: PartialDate | None = None


class Resolved(msgspec.Struct, frozen=True, gc=False):
    """A date with its TIMEX3 value; without either the expression is dropped."""

    date: PartialDate | None
    timex: str | None
    is_ambiguous: bool = False
    weekday: int | None = None


def dated(one: PartialDate) -> Resolved:
    """A date with the TIMEX3 value of its own precision."""
    return Resolved(one, timex_of(one))


def day_found(day: date | None, inferred: tuple[str, ...] = ALL_PARTS) -> Resolved | None:
    """A day of the calendar, all of it inferred unless told otherwise."""
    if day is None:
        return None
    return dated(PartialDate(day.year, day.month, day.day, inferred=inferred))
