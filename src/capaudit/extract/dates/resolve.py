"""Expressions to dates: what the words leave out comes from the article's publication date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.inference import (
    Outlook,
    easter,
    monday_of,
    month_of_weekday,
    nearest_month_of_day,
    nearest_year,
    nth_weekday_of,
    shifted_day,
    shifted_month,
    weekday_apart,
    weekday_near,
)
from capaudit.extract.dates.numeric import read_numeric, read_pair
from capaudit.extract.dates.timex import timex_of, timex_of_week
from capaudit.model.dates import PartialDate, parse_date

# Shapes that a narrative counts from its own last day.
_COUNTED = frozenset({"shift", "period", "compound"})
_SATURDAY = 5
_ALL_PARTS = ("year", "month", "day")
_WEEKDAYS = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}


class Setting(msgspec.Struct, frozen=True):
    """What an expression is resolved against.

    `year_in_text` is the year that the text itself told last; it serves where there is no
    reference, and in a narrative, whose days have nothing to do with the day of publication.
    `last_day` is the last day told: what "that day" means, and "two days later" in a narrative.
    """

    reference: date | None
    outlook: Outlook
    numeric_order: str
    year_in_text: int | None = None
    is_narrative: bool = False
    last_day: date | None = None


class Resolved(msgspec.Struct, frozen=True):
    """A date with its TIMEX3 value; without either the expression is dropped."""

    date: PartialDate | None
    timex: str | None
    is_ambiguous: bool = False
    weekday: int | None = None


def resolve(said: Expression, setting: Setting) -> Resolved | None:
    """The date an expression tells, `None` where it tells none after all."""
    if setting.is_narrative and setting.last_day and said.shape in _COUNTED:
        setting = msgspec.structs.replace(setting, reference=setting.last_day)
    return _SHAPES[said.shape](said, setting)


def _dated(one: PartialDate) -> Resolved:
    return Resolved(one, timex_of(one))


def _day(day: date | None, inferred: tuple[str, ...] = _ALL_PARTS) -> Resolved | None:
    if day is None:
        return None
    return _dated(PartialDate(day.year, day.month, day.day, inferred=inferred))


def _calendar(said: Expression, setting: Setting) -> Resolved | None:
    start = _complete(said, setting)
    if start is None:
        return None
    end = said.until and _complete(said.until, setting)
    if end:
        start = _open_range(start, end)
    one = msgspec.structs.replace(start, until=end or None)
    return Resolved(one, timex_of(one), weekday=said.weekday)


def _open_range(start: PartialDate, end: PartialDate) -> PartialDate:
    """A range's start takes the end's year: 28 May – 2 June 2024; but not after its end."""
    if "year" in start.inferred and end.year is not None:
        inferred = tuple(part for part in start.inferred if part != "year" or part in end.inferred)
        start = msgspec.structs.replace(start, year=end.year, inferred=inferred)
    if start.year is None and end.year is not None:
        start = msgspec.structs.replace(start, year=end.year)
    if start.year == end.year and (start.month or 0) > (end.month or 12) and start.year:
        return msgspec.structs.replace(start, year=start.year - 1)
    return start


def _complete(said: Expression, setting: Setting) -> PartialDate | None:
    year, month, day = said.year, said.month, said.day
    if said.is_bc and year is not None:
        return PartialDate(1 - year - (said.years - 1), month, day, years=said.years)
    if year is not None:
        return PartialDate(year, month, day, years=said.years)
    return _with_year(said, setting)


def _with_year(said: Expression, setting: Setting) -> PartialDate | None:
    month, day, reference = said.month, said.day, setting.reference
    if month is None:
        return _day_of_month(said, setting)
    if said.year_shift is not None:
        year = None if reference is None else reference.year + said.year_shift
        return PartialDate(year, month, day, inferred=() if year is None else ("year",))
    if setting.year_in_text is not None and (setting.is_narrative or reference is None):
        return PartialDate(setting.year_in_text, month, day, inferred=("year",))
    if reference is None:
        return PartialDate(None, month, day)
    year = nearest_year(month, day, reference, setting.outlook)
    return PartialDate(year, month, day, inferred=("year",))


def _day_of_month(said: Expression, setting: Setting) -> PartialDate | None:
    reference = setting.reference
    if said.day is None or reference is None:
        return None
    if said.month_shift is not None:
        year, month = shifted_month(reference, said.month_shift)
    elif said.weekday is not None:
        year, month = month_of_weekday(said.day, said.weekday, reference, setting.outlook)
    else:
        year, month = nearest_month_of_day(said.day, reference, setting.outlook)
    return PartialDate(year, month, said.day, inferred=("year", "month"))


def _near(said: Expression, setting: Setting) -> Resolved | None:
    """Last June, this spring."""
    month, reference = said.month, setting.reference
    if month is None:
        return None
    if reference is None:
        return _dated(PartialDate(None, month, said.day))
    year = reference.year
    if said.count < 0:
        year = nearest_year(month, said.day, _month_before(reference), Outlook.PAST)
    elif said.count > 0:
        year = nearest_year(month, said.day, reference, Outlook.FUTURE)
    return _dated(PartialDate(year, month, said.day, inferred=("year",)))


def _month_before(reference: date) -> date:
    return reference.replace(day=1) - timedelta(days=2)


def _iso(said: Expression, _setting: Setting) -> Resolved | None:
    one = parse_date(said.name)
    if one is None or one.year is None or not 1000 <= one.year <= 2199:
        return None
    return _dated(one)


def _numeric(said: Expression, setting: Setting) -> Resolved | None:
    found = read_numeric(said.name, setting.numeric_order, setting.reference)
    if found is None:
        return None
    one, is_ambiguous = found
    return Resolved(one, timex_of(one), is_ambiguous, said.weekday)


def _pair(said: Expression, setting: Setting) -> Resolved | None:
    found = read_pair(said.name, setting.numeric_order)
    if found is None:
        return None
    year = said.year if found.year is None else found.year
    plain = msgspec.structs.replace(said, year=year, month=found.month, day=found.day)
    resolved = _calendar(plain, setting)
    is_ambiguous = found.day is not None and found.day <= 12 and found.day != found.month
    if resolved is None or "." in said.name:
        return resolved
    return msgspec.structs.replace(resolved, is_ambiguous=is_ambiguous)


def _compound(said: Expression, setting: Setting) -> Resolved | None:
    if setting.reference is None:
        return None
    year, month = shifted_month(setting.reference, said.month_shift or 0)
    start = _same_day(setting.reference, year, month)
    if start is None:
        return None
    if said.unit == "month":
        return _about(start, f"{year:04}-{month:02}")
    return _day(shifted_day(start, said.count))


def _anchored(said: Expression, setting: Setting) -> Resolved | None:
    base = None if said.base is None else resolve(said.base, setting)
    day = None if base is None or base.date is None else base.date.first_day
    if base is None or base.date is None or base.date.day is None or day is None:
        return None
    if said.unit in ("day", "week"):
        found = shifted_day(day, said.count * (7 if said.unit == "week" else 1))
        return _day(found, base.date.inferred)
    shifted = shifted_month(day, said.count * (12 if said.unit == "year" else 1))
    return _day(_same_day(day, *shifted), base.date.inferred)


def _weekday(said: Expression, setting: Setting) -> Resolved | None:
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
    return _day(found)


def _weekday_of_week(reference: date, weeks: int, weekday: int) -> date | None:
    monday = monday_of(reference, weeks)
    return None if monday is None else shifted_day(monday, weekday)


def _shift(said: Expression, setting: Setting) -> Resolved | None:
    """Two weeks ago: TIMEX3 keeps the unit's grain, EDTF the day counted, as approximate."""
    reference, count = setting.reference, said.count
    if reference is None:
        return None
    match said.unit:
        case "day":
            return _day(shifted_day(reference, count))
        case "week":
            found = shifted_day(reference, 7 * count)
            monday = None if found is None else monday_of(found)
            return None if monday is None else _about(found, timex_of_week(monday))
        case "month" | "year":
            months = count * (12 if said.unit == "year" else 1)
            found = _same_day(reference, *shifted_month(reference, months))
            grain = "%04d" if said.unit == "year" else "%04d-%02d"
            parts = (found.year, found.month)[: grain.count("%")] if found else ()
            return _about(found, grain % parts) if found else None
        case "decade":
            year = (reference.year // 10 + count) * 10
            return _dated(PartialDate(year, years=10, inferred=("year",)))
    return None


def _same_day(reference: date, year: int, month: int) -> date | None:
    """The reference's day in another month, the month's last where it has none such."""
    if not 1 <= year <= 9998:
        return None
    return date(year, month, min(reference.day, monthrange(year, month)[1]))


def _about(day: date | None, timex: str) -> Resolved | None:
    found = _day(day)
    if found is None or found.date is None:
        return None
    return Resolved(msgspec.structs.replace(found.date, is_approximate=True), timex)


def _whole(year: int, month: int | None = None) -> Resolved:
    inferred = ("year",) if month is None else ("year", "month")
    return _dated(PartialDate(year, month, inferred=inferred))


def _period(said: Expression, setting: Setting) -> Resolved | None:
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
            return _dated(PartialDate(number // 4, 33 + number % 4, inferred=("year", "month")))
        case "month":
            return _whole(*shifted_month(reference, count))
        case "year":
            return _whole(reference.year + count)
        case "century":
            year = (reference.year // 100 + count) * 100
            return _dated(PartialDate(year, years=100, inferred=("year",)))
    return _shift(said, setting)


def _days_of_week(monday: date | None, skipped: int, suffix: str) -> Resolved | None:
    last = None if monday is None else shifted_day(monday, 6)
    first = None if monday is None else shifted_day(monday, skipped)
    if monday is None or first is None or last is None:
        return None
    end = PartialDate(last.year, last.month, last.day, inferred=_ALL_PARTS)
    one = PartialDate(first.year, first.month, first.day, until=end, inferred=_ALL_PARTS)
    return Resolved(one, timex_of_week(monday) + suffix)


def _nth(said: Expression, setting: Setting) -> Resolved | None:
    reference, weekday, month, year = setting.reference, said.weekday, said.month, said.year
    if weekday is None:
        return None
    if said.month_shift is not None and reference is not None:
        year, month = shifted_month(reference, said.month_shift)
    if month is None or (year is None and reference is None):
        return None
    if year is None and reference is not None:
        year = nearest_year(month, 7 * said.count - 3, reference, setting.outlook)
    return _day(nth_weekday_of(year or 0, month, weekday, said.count))


def _quarter(said: Expression, setting: Setting) -> Resolved | None:
    year, reference = said.year, setting.reference
    if year is not None:
        return _dated(PartialDate(year, said.month))
    if reference is None or said.month is None:
        return None
    if said.year_shift is not None:
        return _dated(PartialDate(reference.year + said.year_shift, said.month, inferred=("year",)))
    year = nearest_year(said.month, None, reference, setting.outlook)
    return _dated(PartialDate(year, said.month, inferred=("year",)))


def _fiscal(said: Expression, _setting: Setting) -> Resolved | None:
    one = PartialDate(said.year)
    return Resolved(one, f"FY{said.year}")


def _reference(said: Expression, _setting: Setting) -> Resolved | None:
    return Resolved(None, said.name)


def _holiday(said: Expression, setting: Setting) -> Resolved | None:
    reference = setting.reference
    if said.year is not None:
        return _day(_holiday_in(said.name, said.year), ())
    if reference is None:
        return _fixed_holiday(said.name)
    if said.year_shift is not None:
        return _day(_holiday_in(said.name, reference.year + said.year_shift), ("year",))
    if said.count:
        outlook = Outlook.FUTURE if said.count > 0 else Outlook.PAST
        setting = msgspec.structs.replace(setting, outlook=outlook)
    days = [_holiday_in(said.name, reference.year + shift) for shift in (-1, 0, 1)]
    back = [day for day in days if day is not None and day <= reference]
    ahead = [day for day in days if day is not None and day > reference]
    if ahead and (setting.outlook is Outlook.FUTURE or not back):
        return _day(min(ahead), ("year",))
    near = setting.outlook is Outlook.NEUTRAL and ahead and (min(ahead) - reference).days < 60
    return _day(min(ahead) if near else max(back, default=None), ("year",))


def _same(said: Expression, setting: Setting) -> Resolved | None:
    """That day, the same month: the last one told, else the reference's."""
    if setting.last_day is None:
        return None
    if said.unit == "weekend":
        return _weekend(setting)
    anchored_here = msgspec.structs.replace(setting, reference=setting.last_day)
    return _period(said, anchored_here)


def _weekend(setting: Setting) -> Resolved | None:
    """The weekend: the last one, or the coming one after "will"."""
    if setting.reference is None:
        return None
    is_over = setting.reference.weekday() < _SATURDAY and setting.outlook is not Outlook.FUTURE
    return _days_of_week(monday_of(setting.reference, -1 if is_over else 0), _SATURDAY, "-WE")


def _fixed_holiday(name: str) -> Resolved | None:
    if not name[:2].isdigit() or " " in name:
        return None
    return _dated(PartialDate(None, int(name[:2]), int(name[3:])))


def _holiday_in(name: str, year: int) -> date | None:
    if not 1 <= year <= 9998:
        return None
    match name.split():
        case ["easter", shift]:
            return shifted_day(easter(year), int(shift))
        case [month, weekday, count]:
            return nth_weekday_of(year, int(month), _WEEKDAYS[weekday], int(count))
    return date(year, int(name[:2]), int(name[3:]))


_SHAPES: dict[str, Callable[[Expression, Setting], Resolved | None]] = {
    "calendar": _calendar,
    "near": _near,
    "iso": _iso,
    "numeric": _numeric,
    "pair": _pair,
    "compound": _compound,
    "anchored": _anchored,
    "weekday": _weekday,
    "shift": _shift,
    "period": _period,
    "nth": _nth,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "reference": _reference,
    "holiday": _holiday,
    "same": _same,
}
