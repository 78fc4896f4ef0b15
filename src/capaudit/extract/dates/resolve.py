"""Expressions to dates: what the words leave out comes from the article's publication date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.inference import (
    Outlook,
    easter,
    month_of_weekday,
    nearest_month_of_day,
    nearest_year,
    nth_weekday_of,
    shifted_day,
    shifted_month,
)
from capaudit.extract.dates.numeric import read_numeric, read_pair
from capaudit.extract.dates.resolve_relative import (
    resolve_compound,
    resolve_near,
    resolve_period,
    resolve_same,
    resolve_same_period,
    resolve_shift,
    resolve_weekday,
    same_day,
)
from capaudit.extract.dates.setting import Resolved, Setting, dated, day_found
from capaudit.extract.dates.timex import timex_of
from capaudit.model.dates import PartialDate, parse_date

# Shapes that a narrative counts from its own last day.
_COUNTED = frozenset({"shift", "period", "compound"})
_WEEKDAYS = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}


def resolve(said: Expression, setting: Setting) -> Resolved | None:
    """The date an expression tells, `None` where it tells none after all."""
    if setting.is_narrative and setting.last_day and said.shape in _COUNTED:
        setting = msgspec.structs.replace(setting, reference=setting.last_day)
    resolved = _SHAPES[said.shape](said, setting)
    if said.time is None or resolved is None or resolved.timex is None:
        return resolved
    timed = msgspec.structs.replace(resolved, timex=f"{resolved.timex}T{said.time}")
    if timed.date is None or not said.time[0].isdigit():
        return timed
    one = msgspec.structs.replace(timed.date, time=said.time, offset=said.offset)
    return msgspec.structs.replace(timed, date=one)


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
        present = None if reference is None else reference.year
        if setting.is_narrative:
            present = setting.year_in_text or present
        year = None if present is None else present + said.year_shift
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


def _iso(said: Expression, _setting: Setting) -> Resolved | None:
    one = parse_date(said.name)
    if one is None or one.year is None or not 1000 <= one.year <= 2199:
        return None
    return dated(one)


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


def _anchored(said: Expression, setting: Setting) -> Resolved | None:
    base = None if said.base is None else resolve(said.base, setting)
    day = None if base is None or base.date is None else base.date.first_day
    if base is None or base.date is None or base.date.day is None or day is None:
        return None
    if said.unit in ("day", "week"):
        found = shifted_day(day, said.count * (7 if said.unit == "week" else 1))
        return day_found(found, base.date.inferred)
    shifted = shifted_month(day, said.count * (12 if said.unit == "year" else 1))
    return day_found(same_day(day, *shifted), base.date.inferred)


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
    return day_found(nth_weekday_of(year or 0, month, weekday, said.count))


def _quarter(said: Expression, setting: Setting) -> Resolved | None:
    year, reference = said.year, setting.reference
    if year is not None:
        return dated(PartialDate(year, said.month))
    if reference is None or said.month is None:
        return None
    if said.year_shift is not None:
        return dated(PartialDate(reference.year + said.year_shift, said.month, inferred=("year",)))
    year = nearest_year(said.month, None, reference, setting.outlook)
    return dated(PartialDate(year, said.month, inferred=("year",)))


def _fiscal(said: Expression, setting: Setting) -> Resolved | None:
    year = said.year
    inferred: tuple[str, ...] = ()
    if year is None and setting.reference is not None and said.year_shift is not None:
        year, inferred = setting.reference.year + said.year_shift, ("year",)
    if year is None:
        return None
    return Resolved(PartialDate(year, inferred=inferred), f"FY{year}")


def _reference(said: Expression, _setting: Setting) -> Resolved | None:
    return Resolved(None, said.name)


def _holiday(said: Expression, setting: Setting) -> Resolved | None:
    reference = setting.reference
    if said.year is not None:
        return day_found(_holiday_in(said.name, said.year), ())
    if reference is None:
        return _fixed_holiday(said.name)
    if said.year_shift is not None:
        return day_found(_holiday_in(said.name, reference.year + said.year_shift), ("year",))
    if said.count:
        outlook = Outlook.FUTURE if said.count > 0 else Outlook.PAST
        setting = msgspec.structs.replace(setting, outlook=outlook)
    days = [_holiday_in(said.name, reference.year + shift) for shift in (-1, 0, 1)]
    back = [day for day in days if day is not None and day <= reference]
    ahead = [day for day in days if day is not None and day > reference]
    if ahead and (setting.outlook is Outlook.FUTURE or not back):
        return day_found(min(ahead), ("year",))
    near = setting.outlook is Outlook.NEUTRAL and ahead and (min(ahead) - reference).days < 60
    return day_found(min(ahead) if near else max(back, default=None), ("year",))


def _fixed_holiday(name: str) -> Resolved | None:
    if not name[:2].isdigit() or " " in name:
        return None
    return dated(PartialDate(None, int(name[:2]), int(name[3:])))


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
    "near": resolve_near,
    "iso": _iso,
    "numeric": _numeric,
    "pair": _pair,
    "compound": resolve_compound,
    "anchored": _anchored,
    "weekday": resolve_weekday,
    "shift": resolve_shift,
    "period": resolve_period,
    "nth": _nth,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "reference": _reference,
    "holiday": _holiday,
    "same": resolve_same,
    "same_period": resolve_same_period,
}
