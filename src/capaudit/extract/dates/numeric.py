"""Dates in figures: which is the day and which the month."""

from __future__ import annotations

import re
from datetime import date

from capaudit.model.dates import PartialDate

_SEPARATOR = re.compile(r"[./-]")
# A reading that puts the date later than this after publication gives way to the other one.
_DAYS_AHEAD = 31


def read_numeric(text: str, order: str, reference: date | None) -> tuple[PartialDate, bool] | None:
    """Read `03/04/2025` in the order `mdy`, `dmy` or `ymd`; tell whether it stays ambiguous.

    Where both readings exist, one that lies ahead of the reference is put aside.
    """
    raw = _SEPARATOR.split(text)
    first, second, third = (int(each) for each in raw)
    if len(raw[0]) == 2 and first > 31:
        return _checked(_full_year(raw[0]), second, third)
    if len(raw[0]) == 4:
        return _checked(first, second, third) or _checked(first, third, second)
    if len(raw[0]) == 3 or len(raw[2]) == 3:
        return None
    if len(raw[2]) == 2 and "." in text and order == "mdy":
        return None  # 3.10.12 is a version where nobody dates with dots.
    year = third if len(raw[2]) == 4 else _full_year(raw[2])
    if (
        order == "ymd"
        and len(raw[2]) == 2
        and (read := _checked(_full_year(raw[0]), second, third))
    ):
        return read
    by_day, by_month = _checked(year, second, first), _checked(year, first, second)
    if by_day is None or by_month is None or first == second:
        return by_day or by_month
    if "." in text:
        return by_day  # Dots mean day first wherever they are written.
    if order == "mdy":
        return _settled(by_month, by_day, reference)
    return _settled(by_day, by_month, reference)


_Read = tuple[PartialDate, bool]


def _settled(chosen: _Read, other: _Read, reference: date | None) -> _Read:
    if reference is None:
        return chosen[0], True
    ahead = [_is_ahead(one[0], reference) for one in (chosen, other)]
    if ahead == [True, False]:
        return other
    return chosen[0], ahead == [False, False] or all(ahead)


def could_be_pair(text: str) -> bool:
    """Whether two numbers can be day and month, or month and year.

    2010-11 is a season from one year to the next, 2015-11 a month; 1/2 and 24/7 are no dates.
    """
    first, second = (part.strip() for part in _SEPARATOR.split(text.rstrip("."))[:2])
    if len(first) == 4:
        month = int(second)
        is_season = "-" in text and month > int(first[2:])
        return 1 <= month <= 12 and 1900 <= int(first) <= 2099 and not is_season
    if len(second) == 4:
        return 1 <= int(first) <= 12 and 1900 <= int(second) <= 2099
    low, high = sorted((int(first), int(second)))
    return 1 <= low <= 12 and high <= 31


def read_pair(text: str, order: str) -> PartialDate | None:
    """Read `11/2016` and `2016-11` as month and year, `4/22` and `22.4.` as month and day."""
    parts = [part.strip() for part in _SEPARATOR.split(text.rstrip("."))[:2]]
    first, second = int(parts[0]), int(parts[1])
    if len(parts[0]) == 4:
        return PartialDate(first, second)
    if len(parts[1]) == 4:
        return PartialDate(second, first)
    is_month_first = order != "dmy" and "." not in text
    month, day = (first, second) if is_month_first else (second, first)
    if month > 12:
        month, day = day, month
    return PartialDate(None, month, day)


def _is_ahead(one: PartialDate, reference: date) -> bool:
    day = one.first_day
    return day is not None and (day - reference).days > _DAYS_AHEAD


def _checked(year: int, month: int, day: int) -> tuple[PartialDate, bool] | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    return PartialDate(year, month, day), False


def _full_year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return 1900 + number if number > 50 else 2000 + number
