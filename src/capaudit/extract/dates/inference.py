"""The years, months and days that words leave out, inferred from the publication date."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

_SPAN = 8


class Outlook(Enum):
    """Which way a date without a year looks; the value weighs a day ahead against a day back."""

    PAST = 1000.0
    NEUTRAL = 2.0
    FUTURE = 0.02


# A caption printed the day before a picture is made was written in another time zone.
_NEXT_DAY = 1


@lru_cache(maxsize=1024)
def nearest_year(month: int, day: int | None, reference: date, outlook: Outlook) -> int:
    """The year that puts a day or month nearest to the reference, looking as told."""
    span = _SPAN if (month, day) == (2, 29) else 1
    years = [
        reference.year + shift
        for shift in range(-span, span + 1)
        if 1 <= reference.year + shift <= 9998
        and ((month, day) != (2, 29) or isleap(reference.year + shift))
    ]
    return min(
        years or [reference.year], key=lambda year: _cost(year, month, day, reference, outlook)
    )


def _cost(year: int, month: int, day: int | None, reference: date, outlook: Outlook) -> float:
    first, last = _bounds(year, month, day)
    if first <= reference <= last:
        return 0
    if last < reference:
        return float((reference - last).days)
    ahead = (first - reference).days
    return ahead if ahead <= _NEXT_DAY else ahead * outlook.value


def _bounds(year: int, month: int, day: int | None) -> tuple[date, date]:
    if month > 12:
        start = {21: 3, 22: 6, 23: 9, 24: 12}.get(month, 3 * (month - 33) + 1)
        end = start + 2
        year_of_end = year + (end - 1) // 12
        end = (end - 1) % 12 + 1
        return date(year, start, 1), date(year_of_end, end, monthrange(year_of_end, end)[1])
    size = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, size)
    exact = date(year, month, min(day, size))
    return exact, exact


def nearest_month_of_day(day: int, reference: date, outlook: Outlook) -> tuple[int, int]:
    """Year and month of the nearest day with this number in its month."""
    back = reference if day <= reference.day else reference.replace(day=1) - timedelta(days=1)
    if outlook is Outlook.FUTURE and day < reference.day:
        return shifted_month(reference, 1)
    if outlook is Outlook.FUTURE:
        return reference.year, reference.month
    for _ in range(2):
        if day <= monthrange(back.year, back.month)[1]:
            break
        back = back.replace(day=1) - timedelta(days=1)
    return back.year, back.month


def month_of_weekday(day: int, weekday: int, reference: date, outlook: Outlook) -> tuple[int, int]:
    """Year and month of the nearest day with this number that falls on this weekday.

    Within nine months; where none fits, the weekday is wrong and the nearest day is taken.
    """
    months = [shifted_month(reference, count) for count in range(-9, 10)]
    fitting = [
        (year, month)
        for year, month in months
        if 1 <= year <= 9998
        and day <= monthrange(year, month)[1]
        and date(year, month, day).weekday() == weekday
    ]
    if not fitting:
        return nearest_month_of_day(day, reference, outlook)
    return min(fitting, key=lambda each: _cost(each[0], each[1], day, reference, outlook))


def shifted_month(reference: date, count: int) -> tuple[int, int]:
    """Year and month so many months from the reference."""
    months = reference.year * 12 + reference.month - 1 + count
    return months // 12, months % 12 + 1


def shifted_day(reference: date, days: int) -> date | None:
    """The day so many days from the reference; `None` outside the calendar."""
    number = reference.toordinal() + days
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def weekday_near(weekday: int, reference: date, outlook: Outlook) -> date | None:
    """The nearest such weekday, the reference day itself among them."""
    if outlook is Outlook.FUTURE:
        return shifted_day(reference, (weekday - reference.weekday()) % 7)
    return shifted_day(reference, -((reference.weekday() - weekday) % 7))


def weekday_apart(weekday: int, reference: date, outlook: Outlook) -> date | None:
    """The nearest such weekday but the reference day: this past Friday, this coming Friday."""
    if outlook is Outlook.FUTURE:
        return shifted_day(reference, (weekday - reference.weekday() - 1) % 7 + 1)
    return shifted_day(reference, -((reference.weekday() - weekday - 1) % 7 + 1))


def monday_of(reference: date, weeks: int = 0) -> date | None:
    """The Monday of the week so many weeks from the reference's."""
    return shifted_day(reference, 7 * weeks - reference.weekday())


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    months = moon + week - 7 * late + 114
    return date(year, months // 31, months % 31 + 1)


def nth_weekday_of(year: int, month: int, weekday: int, count: int) -> date | None:
    """The `count`th such weekday of a month, from the end where negative."""
    if not (1 <= year <= 9998 and 1 <= month <= 12):
        return None
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
        return shifted_day(last, -((last.weekday() - weekday) % 7) + 7 * (count + 1))
    first = date(year, month, 1)
    found = shifted_day(first, (weekday - first.weekday()) % 7 + 7 * (count - 1))
    return found if found is not None and found.month == month else None
