"""Read the dates that metadata hold as digits (Exif, IIM 4.2, XMP's ISO 8601 profile)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.model.dates import PartialDate

# Hour, minute, second; then Z, or sign, hours and minutes of the distance from UTC.
_ZONE = r"(?:(Z)|([+-])(\d\d):?(\d\d))"
_TIME = rf"(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{{1,9}})?\s*{_ZONE}?"
_DATE = re.compile(r"(\d{4})(?:[:\-/.]?(\d\d| \d)(?:[:\-/.]?(\d\d| \d))?)?[ T:]*", re.ASCII)
_CLOCK = re.compile(_TIME, re.ASCII)
_OFFSET = re.compile(_ZONE, re.ASCII)
# No camera lives to see it; such years come from clocks and digits gone wrong.
_LAST_YEAR = 2100


class RecordedDate(msgspec.Struct, frozen=True):
    """What a field of a date holds: a date, or digits that are none (`0000:00:00 00:00:00`).

    `is_evidence` is false of the latter, and of days that a clock shows which was never set.
    """

    value: PartialDate | str
    is_evidence: bool


# One picture's date stands in several of its fields.
@lru_cache(maxsize=64)
def read_date(text: str, clock: str = "", offset: str = "") -> RecordedDate | None:
    """A date with only the parts that are given; zero parts are not.

    `clock` and `offset` are fields of their own in IIM and Exif. `None` where nothing is said:
    blanks stand for an unknown date (CIPA DC-008-2023, 4.6.5), words are none.
    """
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
    time = _time(match) if match is not None else None
    if match is None or time is None:
        found = PartialDate(day.year, day.month, day.day)
        return RecordedDate(found, not _is_unset(day, None))
    zone = _minutes(*match.group(4, 5, 6, 7))
    if zone is None and offset:
        separate = _OFFSET.match(offset.strip())
        zone = _minutes(*separate.groups()) if separate else None
    found = PartialDate(day.year, day.month, day.day, time, zone)
    return RecordedDate(found, not _is_unset(day, time))


def _time(match: re.Match[str]) -> str | None:
    hour, minute, second = match.group(1, 2, 3)
    if hour > "23" or minute > "59" or (second or "0") > "59":
        return None
    return f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"


def _minutes(
    utc: str | None, sign: str | None, hours: str | None, minutes: str | None
) -> int | None:
    """The distance from UTC in minutes; `None` where none is given, or over 14 hours."""
    if utc:
        return 0
    if sign is None or hours is None or minutes is None:
        return None
    distance = int(hours) * 60 + int(minutes)
    if distance > 14 * 60:
        return None
    return -distance if sign == "-" else distance


def _is_unset(day: date, time: str | None) -> bool:
    """Whether a clock that nobody set would show this."""
    factory = metadata_defaults().factory
    if day in factory.days:
        return True
    return day in factory.midnights and time is not None and not time.strip("0:")
