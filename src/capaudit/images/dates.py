"""Read the dates that metadata hold as digits (Exif, IIM 4.2, XMP's ISO 8601 profile)."""

from __future__ import annotations

import re

import msgspec

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.model.dates import PartialDate

_DAY = r"(?P<year>\d{4})(?:[:\-/.]?(?P<month>\d\d| \d)(?:[:\-/.]?(?P<day>\d\d| \d))?)?"
_TIME = r"(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d{1,9})?"
_ZONE = r"(?P<sign>[+-])(?P<zone_hour>\d\d):?(?P<zone_minute>\d\d)"
_DATE = re.compile(_DAY)
_CLOCK = re.compile(rf"{_TIME}\s*(?:(?P<utc>Z)|{_ZONE})?")
_OFFSET = re.compile(rf"(?P<utc>Z)|{_ZONE}")
_BLANK = str.maketrans("", "", " 0:-/.TZ+\0")
# No camera lives to see it; such years come from clocks and digits gone wrong.
_LAST_YEAR = 2100


def read_date(text: str, clock: str = "", offset: str = "") -> PartialDate | None:
    """A date with only the parts that are given; zero parts and impossible days are not.

    `clock` and `offset` are fields of their own in IIM and Exif. `None` where nothing is left, or
    the day is one that an unset clock shows.
    """
    text = text.strip("\0 \r\n\t")
    match = _DATE.match(text)
    if match is None or not text.translate(_BLANK):
        return None
    date = _day(match)
    if date is None or not date.exists:
        return None
    rest = text[match.end() :].lstrip(" T:")
    date = _with_clock(date, rest or clock.strip(), offset.strip())
    return None if _is_factory_setting(date) else date


def _day(match: re.Match[str]) -> PartialDate | None:
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    if not 0 < year < _LAST_YEAR:
        return None
    if not month:
        return PartialDate(year)
    return PartialDate(year, month, day or None)


def _with_clock(date: PartialDate, clock: str, offset: str) -> PartialDate:
    """The date with its time of day, where it is a full one and the time exists."""
    match = _CLOCK.match(clock)
    if match is None or not date.is_full:
        return date
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        return date
    time = f"{hour:02}:{minute:02}" + (f":{second:02}" if match["second"] else "")
    zone = _minutes(match)
    if zone is None:
        separate = _OFFSET.match(offset)
        zone = _minutes(separate) if separate else None
    return msgspec.structs.replace(date, time=time, offset=zone)


def _minutes(match: re.Match[str]) -> int | None:
    """The distance from UTC that a match holds; `None` where it holds none, or over 14 hours."""
    if match["utc"]:
        return 0
    if not match["sign"]:
        return None
    minutes = int(match["zone_hour"]) * 60 + int(match["zone_minute"])
    if minutes > 14 * 60:
        return None
    return -minutes if match["sign"] == "-" else minutes


def _is_factory_setting(date: PartialDate) -> bool:
    factory = metadata_defaults().factory
    day = msgspec.structs.replace(date, time=None, offset=None).edtf
    is_midnight = date.time is not None and not date.time.strip("0:")
    return day in factory.days or (is_midnight and day in factory.midnights)
