"""Read the dates that metadata hold as digits (Exif, IIM 4.2, XMP's ISO 8601 profile)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.model.dates import PartialDate

# Hour, minute, second; then Z, or sign, hours and minutes of the distance from UTC.
_ZONE = r"(Z|[+-]\d\d:?\d\d)"
_TIME = rf"(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{{1,9}})?\s*{_ZONE}?"
_DATE = re.compile(r"(\d{4})(?:[:\-/.]?(\d\d| \d)(?:[:\-/.]?(\d\d| \d))?)?[ T:]*", re.ASCII)
_CLOCK = re.compile(_TIME, re.ASCII)
_OFFSET = re.compile(_ZONE, re.ASCII)
# No camera lives to see it; such years come from clocks and digits gone wrong.
_LAST_YEAR = 2100
# No date is longer: what is kept for later images must not fill the memory.
_LONGEST = 100


class RecordedDate(msgspec.Struct, frozen=True):
    """What a field of a date holds: a date, or digits that are none (`0000:00:00 00:00:00`).

    `is_evidence` is false of the latter, and of days that a clock shows which was never set.
    """

    value: PartialDate | str
    is_evidence: bool


def read_date(text: str, clock: str = "", offset: str = "") -> RecordedDate | None:
    """A date with only the parts that are given; zero parts are not.

    `clock` and `offset` are fields of their own in IIM and Exif. `None` where nothing is said:
    blanks stand for an unknown date (CIPA DC-008-2023, 4.6.5), words are none.
    """
    return _read_date(text[:_LONGEST], clock[:_LONGEST], offset[:_LONGEST])


# One picture's date stands in several of its fields.
@lru_cache(maxsize=64)
def _read_date(text: str, clock: str, offset: str) -> RecordedDate | None:
    text = text.strip("\0 \r\n\t")
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups("0"))
    found = _first_day(year, month, day)
    if found is None:
        return RecordedDate(text, is_evidence=False)
    if not month or not day:
        return RecordedDate(PartialDate(year, month or None), is_evidence=True)
    return _with_clock(found, text[match.end() :] or clock.strip(), offset)


def _first_day(year: int, month: int, day: int) -> date | None:
    """The first day of what is given; `None` for one that the calendar does not have."""
    if not 0 < year < _LAST_YEAR:
        return None
    try:
        return date(year, month or 1, day or 1 if month else 1)
    except ValueError:
        return None


def _with_clock(day: date, clock: str, offset: str) -> RecordedDate:
    """The date with its time of day, where the time exists."""
    match = _CLOCK.match(clock)
    hour, minute, second, zone = match.groups() if match else (None,) * 4
    time = _time(hour, minute, second)
    if time is None:
        found = PartialDate(day.year, day.month, day.day)
        return RecordedDate(found, not _is_unset(day, None))
    distance = _minutes(zone or offset)
    found = PartialDate(day.year, day.month, day.day, time, distance)
    return RecordedDate(found, not _is_unset(day, time))


def _time(hour: str | None, minute: str | None, second: str | None) -> str | None:
    if hour is None or minute is None or hour > "23" or minute > "59" or (second or "0") > "59":
        return None
    return f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"


# Pictures come from few time zones.
@lru_cache(maxsize=64)
def _minutes(zone: str) -> int | None:
    """The distance from UTC in minutes; `None` where none is given, or over 14 hours."""
    match = _OFFSET.match(zone.strip())
    if match is None:
        return None
    if match[1] == "Z":
        return 0
    distance = int(match[1][1:3]) * 60 + int(match[1][-2:])
    if distance > 14 * 60:
        return None
    return -distance if zone.lstrip().startswith("-") else distance


def _is_unset(day: date, time: str | None) -> bool:
    """Whether a clock that nobody set would show this."""
    factory = metadata_defaults().factory
    if day in factory.days:
        return True
    return day in factory.midnights and time is not None and not time.strip("0:")
