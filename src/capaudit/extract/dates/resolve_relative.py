"""Resolves what is counted from the present or from the last day told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.inference import (
    Outlook,
    monday_of,
    nearest_year,
    shifted_day,
    shifted_month,
    weekday_apart,
    weekday_near,
)
from capaudit.extract.dates.setting import ALL_PARTS, Resolved, Setting, dated, day_found
from capaudit.extract.dates.timex import timex_of_week
from capaudit.model.dates import PartialDate

_SATURDAY = 5


def resolve_near(said: Expression, setting: Setting) -> Resolved | None:
    """Last June, this spring."""
    month, reference = said.month, setting.reference
    if month is None:
        return None
    if reference is None:
        return dated(PartialDate(None, month, said.day))
    year = reference.year
    if said.count < 0:
        latest = reference if said.day is not None else _month_before(reference)
        year = nearest_year(month, said.day, latest, Outlook.PAST)
    elif said.count > 0:
        year = nearest_year(month, said.day, reference, Outlook.FUTURE)
    return dated(PartialDate(year, month, said.day, inferred=("year",)))


def _month_before(reference: date) -> date:
    return reference.replace(day=1) - timedelta(days=2)


def resolve_compound(said: Expression, setting: Setting) -> Resolved | None:
    """Two months and three days ago."""
    if setting.reference is None:
        return None
    year, month = shifted_month(setting.reference, said.month_shift or 0)
    start = same_day(setting.reference, year, month)
    if start is None:
        return None
    if said.unit == "month":
        return _about(start, f"{year:04}-{month:02}")
    return day_found(shifted_day(start, said.count))


def resolve_weekday(said: Expression, setting: Setting) -> Resolved | None:
    """Friday, last Friday, Friday of next week; without a reference TIMEX3 tells the weekday."""
    reference, weekday = setting.reference, said.weekday
    if weekday is None:
        return None
    if reference is None:
        return Resolved(None, f"XXXX-WXX-{weekday + 1}", weekday=weekday)
    if said.unit == "week":
        found = _weekday_of_week(reference, said.count, weekday)
    elif not said.name:
        found = weekday_near(weekday, reference, setting.outlook)
    elif said.name == "coming":
        found = weekday_apart(weekday, reference, Outlook.FUTURE)
    elif said.name == "passed":
        found = weekday_apart(weekday, reference, Outlook.PAST)
    else:
        found = _weekday_of_week(reference, said.count, weekday)
    return day_found(found)


def _weekday_of_week(reference: date, weeks: int, weekday: int) -> date | None:
    monday = monday_of(reference, weeks)
    return None if monday is None else shifted_day(monday, weekday)


def resolve_shift(said: Expression, setting: Setting) -> Resolved | None:
    """Two weeks ago: TIMEX3 keeps the unit's grain, EDTF the day counted, as approximate."""
    reference, count = setting.reference, said.count
    if reference is None:
        return None
    if said.is_ambiguous and setting.outlook is not Outlook.FUTURE:
        count = -count
    match said.unit:
        case "day":
            return day_found(shifted_day(reference, count))
        case "week":
            found = shifted_day(reference, 7 * count)
            monday = None if found is None else monday_of(found)
            return None if monday is None else _about(found, timex_of_week(monday))
        case "month" | "year":
            months = count * (12 if said.unit == "year" else 1)
            found = same_day(reference, *shifted_month(reference, months))
            grain = "%04d" if said.unit == "year" else "%04d-%02d"
            parts = (found.year, found.month)[: grain.count("%")] if found else ()
            return _about(found, grain % parts) if found else None
        case "decade":
            year = (reference.year // 10 + count) * 10
            return dated(PartialDate(year, years=10, inferred=("year",)))
    return None


def same_day(reference: date, year: int, month: int) -> date | None:
    """The reference's day in another month, the month's last where it has none such."""
    if not 1 <= year <= 9998:
        return None
    return date(year, month, min(reference.day, monthrange(year, month)[1]))


def _about(day: date | None, timex: str) -> Resolved | None:
    found = day_found(day)
    if found is None or found.date is None:
        return None
    return Resolved(msgspec.structs.replace(found.date, is_approximate=True), timex)


def _whole(year: int, month: int | None = None) -> Resolved:
    inferred = ("year",) if month is None else ("year", "month")
    return dated(PartialDate(year, month, inferred=inferred))


def resolve_period(said: Expression, setting: Setting) -> Resolved | None:
    """Last week, this month, next year: the whole of it."""
    reference, count = setting.reference, said.count
    if reference is None:
        return None
    match said.unit:
        case "week":
            return _days_of_week(monday_of(reference, count), 0, "")
        case "weekend":
            return _days_of_week(monday_of(reference, count), _SATURDAY, "-WE")
        case "quarter":
            number = reference.year * 4 + (reference.month - 1) // 3 + count
            return dated(PartialDate(number // 4, 33 + number % 4, inferred=("year", "month")))
        case "month":
            return _whole(*shifted_month(reference, count))
        case "year":
            return _whole(reference.year + count)
        case "century":
            year = (reference.year // 100 + count) * 100
            return dated(PartialDate(year, years=100, inferred=("year",)))
    return resolve_shift(said, setting)


def _days_of_week(monday: date | None, skipped: int, suffix: str) -> Resolved | None:
    last = None if monday is None else shifted_day(monday, 6)
    first = None if monday is None else shifted_day(monday, skipped)
    if monday is None or first is None or last is None:
        return None
    end = PartialDate(last.year, last.month, last.day, inferred=ALL_PARTS)
    one = PartialDate(first.year, first.month, first.day, until=end, inferred=ALL_PARTS)
    return Resolved(one, timex_of_week(monday) + suffix)


def resolve_same(said: Expression, setting: Setting) -> Resolved | None:
    """That day, the same month: the last one told, else the reference's."""
    if setting.last_day is None:
        return None
    if said.unit == "weekend":
        return _weekend(setting)
    anchored_here = msgspec.structs.replace(setting, reference=setting.last_day)
    return resolve_period(said, anchored_here)


def resolve_same_period(said: Expression, setting: Setting) -> Resolved | None:
    """The month or quarter told last, in another year; the year where none was told."""
    if setting.reference is None:
        return None
    one = setting.last_month
    if one is None or one.year is None:
        return _whole(setting.reference.year + said.count)
    return dated(PartialDate(one.year + said.count, one.month, inferred=("year", "month")))


def _weekend(setting: Setting) -> Resolved | None:
    """The weekend: the last one, or the coming one after "will"."""
    if setting.reference is None:
        return None
    is_over = setting.reference.weekday() < _SATURDAY and setting.outlook is not Outlook.FUTURE
    return _days_of_week(monday_of(setting.reference, -1 if is_over else 0), _SATURDAY, "-WE")
