"""TIMEX3 values (TimeML 1.2.1, ISO-TimeML) of dates."""

from __future__ import annotations

from datetime import date

from capaudit.model.dates import QUARTERS, PartialDate

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


def timex_of(one: PartialDate) -> str:
    """The value of a date: `2013-03-22`, `2013-SU`, `2013-Q1`, `199`, `XXXX-03-22`.

    A range has the value of its start: TimeML gives each end a value of its own.
    """
    text = _year(one)
    if one.month is not None:
        quarter = f"Q{QUARTERS[one.month]}" if one.month in QUARTERS else ""
        text += "-" + (_SEASONS.get(one.month) or quarter or f"{one.month:02}")
    elif one.day is not None:
        text += "-XX"
    if one.day is not None:
        text += f"-{one.day:02}"
    return f"{text}T{one.time}" if one.time else text


def timex_of_week(monday: date) -> str:
    """The value of an ISO week."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _year(one: PartialDate) -> str:
    if one.year is None:
        return "XXXX"
    if one.year <= 0:
        # EDTF counts a year 0, TimeML does not.
        return f"BC{1 - one.year:04}"
    return f"{one.year:04}"[: {10: 3, 100: 2}.get(one.years, 4)]
