"""Read the dates that metadata hold as digits (Exif, IIM 4.2, XMP's ISO 8601 profile)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.model.dates import PartialDate

_DAY = r"(\d{4})(?:[:\-/.]?(\d\d| \d)(?:[:\-/.]?(\d\d| \d))?)?"
_DATE = re.compile(_DAY, re.ASCII)
# Hour, minute, second; then Z, or sign, hours and minutes of the distance from UTC.
_ZONE = r"(?:(Z)|([+-])(\d\d):?(\d\d))"
_CLOCK = re.compile(rf"(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{{1,9}})?\s*{_ZONE}?", re.ASCII)
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
    day = _day(match)
    if day is None:
        return RecordedDate(text, is_evidence=False)
    rest = text[match.end() :].lstrip(" T:")
    return _with_clock(*day, rest or clock.strip(), offset.strip())


_Day = tuple[int, int | None, int | None]


def _day(match: re.Match[str]) -> _Day | None:
    """Year, month and day; `None` for one that the calendar does not have."""
    year, month, day = match.groups("0")
    numbers = int(year), int(month), int(day)
    if not 0 < numbers[0] < _LAST_YEAR:
        return None
    if not numbers[1]:
        return numbers[0], None, None
    try:
        date(numbers[0], numbers[1], numbers[2] or 1)
    except ValueError:
        return None
    return numbers[0], numbers[1], numbers[2] or None


def _with_clock(
    year: int, month: int | None, day: int | None, clock: str, offset: str
) -> RecordedDate:
    """The date with its time of day, where it is a full one and the time exists."""
    match = _CLOCK.match(clock) if day is not None else None
    time = _time(match) if match is not None else None
    if match is None or time is None:
        return RecordedDate(PartialDate(year, month, day), not _is_unset(year, month, day, None))
    zone = _minutes(*match.group(4, 5, 6, 7))
    if zone is None and offset:
        separate = _OFFSET.match(offset)
        zone = _minutes(*separate.groups()) if separate else None
    found = PartialDate(year, month, day, time, zone)
    return RecordedDate(found, not _is_unset(year, month, day, time))


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


def _is_unset(year: int, month: int | None, day: int | None, time: str | None) -> bool:
    """Whether a clock that nobody set would show this."""
    if day is None:
        return False
    factory = metadata_defaults().factory
    written = f"{year:04}-{month:02}-{day:02}"
    is_midnight = time is not None and not time.strip("0:")
    return written in factory.days or (is_midnight and written in factory.midnights)
