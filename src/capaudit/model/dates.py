"""A date as sources state it: with only the parts they give, exact or as a range.

Written and read as EDTF, ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/).
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta

import msgspec

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUARTERS = {33: 1, 34: 2, 35: 3, 36: 4}
# First month and number of months of a season in the northern hemisphere (EDTF level 1) or quarter.
_PERIODS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)} | {
    code: (3 * number - 2, 3) for code, number in QUARTERS.items()
}
_DAYS_OF_EVERY_MONTH = 28
_EDTF = re.compile(
    r"(?P<year>-?\d{4}|XXXX|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?)?"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
    r"(?P<approximate>~)?"
)


class PartialDate(msgspec.Struct, frozen=True, tag="date", array_like=True, gc=False):
    """A day, month, season, quarter, year, decade or century, or a range of them.

    `month` is 1–12, or EDTF's 21–24 for a season and 33–36 for a quarter. `years` is how many
    years the date spans from `year`: 1, 10 (a decade) or 100 (a century). `time` is the local
    clock time `HH:MM[:SS]`, `offset` its distance from UTC in minutes. `until` ends a range.
    `inferred` names the parts (`year`, `month`, `day`) that the source itself does not state.
    `is_approximate` marks a day counted back by longer units ("two years ago"), EDTF's `~`; such
    a date contradicts nothing.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str | None = None
    offset: int | None = None
    years: int = 1
    until: PartialDate | None = None
    inferred: tuple[str, ...] = ()
    is_approximate: bool = False

    @property
    def edtf(self) -> str:
        """The date as EDTF, `XXXX-02-16` where the year is unknown."""
        text = self._edtf_of_start()
        return f"{text}/{self.until.edtf}" if self.until else text

    def _edtf_of_start(self) -> str:
        text = _edtf_year(self.year, self.years)
        if self.month is not None:
            text += f"-{self.month:02}"
        elif self.day is not None:
            text += "-XX"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.time is not None:
            text += f"T{self.time}{_edtf_offset(self.offset)}"
        return f"{text}~" if self.is_approximate else text

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day is not None and self.month is not None and self.year is not None

    @property
    def exists(self) -> bool:
        """Whether the calendar has this date: no February 30, no month 13."""
        if self.until is not None and not self.until.exists:
            return False
        month, day = self.month, self.day
        if month is None or month in _PERIODS:
            return day is None or 1 <= day <= 31
        if not 1 <= month <= 12:
            return False
        if day is None or 1 <= day <= _DAYS_OF_EVERY_MONTH:
            return True
        # Without a year, 29 February may exist.
        year = self.year if self.year is not None else 2000
        return 1 <= day <= monthrange(max(1, year), month)[1]

    @property
    def weekday(self) -> int | None:
        """Day of the week, Monday 0 to Sunday 6; `None` unless the date is one existing day."""
        if not self.is_full or self.until is not None or self.first_day is None:
            return None
        return self.first_day.weekday()

    @property
    def first_day(self) -> date | None:
        """The earliest day the date allows; `None` without a year or outside years 1–9999."""
        if self.year is None or not self.exists:
            return None
        if self.month is not None and self.day is not None and self.month <= 12:
            return _day(self.year, self.month, self.day)
        month = 1 if self.month is None else _PERIODS.get(self.month, (self.month, 1))[0]
        return _day(self.year, month, self.day or 1)

    @property
    def last_day(self) -> date | None:
        """The latest day the date allows, that of the range's end for a range."""
        if self.until is not None:
            return self.until.last_day
        if self.year is None or not self.exists:
            return None
        if self.day is not None and self.month is not None:
            return _day(self.year, self.month, self.day)
        if self.month is None:
            return _day(self.year + self.years - 1, 12, 31)
        first, count = _PERIODS.get(self.month, (self.month, 1))
        months = first - 1 + count
        after = _day(self.year + months // 12, months % 12 + 1, 1)
        return after and after - timedelta(days=1)

    @property
    def calendar_date(self) -> PartialDate:
        """The date without its clock time, as a person would name it."""
        return msgspec.structs.replace(self, time=None, offset=None)

    def contradicts(self, other: PartialDate, tolerance: int = 0) -> bool:
        """Whether both dates cannot be true of one event, `tolerance` days allowed between them.

        Precision is honoured: a year agrees with every day in it. Where one side has a clock time
        without a time zone, or the zones differ, a day more is allowed. A date that does not exist
        contradicts nothing.
        """
        if self.is_approximate or other.is_approximate:
            return False
        unsure = _lacks_zone(self) or _lacks_zone(other) or _zones_differ(self, other)
        slack = tolerance + (1 if unsure else 0)
        mine, theirs = _days(self), _days(other)
        if mine is not None and theirs is not None:
            gap = max((theirs[0] - mine[1]).days, (mine[0] - theirs[1]).days)
            return gap > slack
        return _days_of_year_differ(self, other, slack)

    def __str__(self) -> str:
        text = f"about {_spoken(self)}" if self.is_approximate else _spoken(self)
        return f"{text} to {_spoken(self.until)}" if self.until else text


def parse_date(text: str) -> PartialDate | None:
    """Read an EDTF or ISO 8601 date, or range; `None` if the text is anything else.

    Also takes a space for the `T` between date and time, as YAML and databases write it. Whether
    the date exists is for `PartialDate.exists` to say.
    """
    start, slash, end = text.strip().partition("/")
    first = _parse_one(start)
    if first is None or not slash:
        return first
    last = _parse_one(end)
    return None if last is None else msgspec.structs.replace(first, until=last)


def _parse_one(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text.strip())
    if match is None:
        return None
    year, years = _parse_year(match["year"])
    month = None if match["month"] in (None, "XX") else int(match["month"])
    day = int(match["day"]) if match["day"] else None
    offset, is_approximate = _parse_offset(match["offset"]), bool(match["approximate"])
    return PartialDate(
        year, month, day, match["time"], offset, years, is_approximate=is_approximate
    )


def _parse_year(text: str) -> tuple[int | None, int]:
    if text == "XXXX":
        return None, 1
    unknown = text.count("X")
    return int(text.replace("X", "0")), 10**unknown


def _parse_offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return -minutes if text[0] == "-" else minutes


def _edtf_year(year: int | None, years: int) -> str:
    if year is None:
        return "XXXX"
    if year < 0:
        return f"-{-year:04}"
    unknown = {10: 1, 100: 2}.get(years, 0)
    return f"{year:04}"[: 4 - unknown] + "X" * unknown


def _edtf_offset(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= year <= 9999 else None


def _lacks_zone(one: PartialDate) -> bool:
    return one.time is not None and one.offset is None


def _zones_differ(one: PartialDate, other: PartialDate) -> bool:
    """Whether one moment may fall on two days: both clocks are set, to different zones."""
    return None not in (one.offset, other.offset) and one.offset != other.offset


def _days(one: PartialDate) -> tuple[date, date] | None:
    first, last = one.first_day, one.last_day
    return None if first is None or last is None else (first, last)


def _days_of_year_differ(one: PartialDate, other: PartialDate, slack: int) -> bool:
    """Compare month and day where a year is missing; whole months where a day is."""
    if one.until or other.until or one.month is None or other.month is None:
        return False
    if max(one.month, other.month) > 12 or not (one.exists and other.exists):
        return False
    if one.day is None or other.day is None:
        return one.month != other.month and slack == 0
    leap = all(each.year is None or isleap(each.year) for each in (one, other))
    year = 2000 if leap or (2, 29) in ((one.month, one.day), (other.month, other.day)) else 2001
    gap = abs((date(year, one.month, one.day) - date(year, other.month, other.day)).days)
    return min(gap, 365 - gap) > slack


def _spoken(one: PartialDate) -> str:
    parts = [
        str(one.day) if one.day is not None else "",
        _spoken_month(one.month),
        _spoken_year(one.year, one.years),
    ]
    words = " ".join(part for part in parts if part)
    return f"{words} {one.time}" if one.time else words


def _spoken_month(month: int | None) -> str:
    if month is None:
        return ""
    if month in QUARTERS:
        return f"quarter {QUARTERS[month]} of"
    return SEASONS.get(month) or (MONTHS[month - 1] if 1 <= month <= 12 else f"month {month}")


def _spoken_year(year: int | None, years: int) -> str:
    if year is None:
        return ""
    if years == 100:
        return f"{year}–{year + 99}"
    return f"{year}s" if years == 10 else str(year)
