"""Read the position out of an Exif GPS directory (CIPA DC-008-2023, table 15)."""

from __future__ import annotations

import struct

from capaudit.images.fields import BlockReading, FieldValue
from capaudit.images.tiff_tags import Directory, Tag, TiffTags

POSITION = "GPS:Position"
# Day and time of day of the fix in UTC, as one ISO 8601 text.
FIX_TIME = "GPS:DateTime"
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_CLOCK, _DAY = 7, 29
_RATIONAL, _SIGNED_RATIONAL = 5, 10
# Degrees, minutes and seconds, as parts of a degree.
_UNITS = (1, 60, 3600)
_FRACTIONS = {
    (order, kind): struct.Struct(f"{order}2{letter}")
    for order in "<>"
    for kind, letter in ((_RATIONAL, "I"), (_SIGNED_RATIONAL, "i"))
}


def read_position(tags: TiffTags) -> BlockReading:
    """Latitude and longitude in degrees as the text of one field, `53.8, -1.55`, and the time.

    Nothing is said where either lacks its hemisphere or is no position on Earth; nor at 0, 0,
    where receivers without a fix put pictures.
    """
    if not tags.gps:
        return BlockReading()
    time = _fix_time(tags)
    if _LATITUDE not in tags.gps and _LONGITUDE not in tags.gps:
        return BlockReading(time)
    latitude = _degrees(tags.gps, _LATITUDE, "NS", tags.order)
    longitude = _degrees(tags.gps, _LONGITUDE, "EW", tags.order)
    if latitude is None or longitude is None or not is_position(latitude, longitude):
        return BlockReading(time, flaws=("GPS: no usable position",))
    text = f"{round(latitude, 6)}, {round(longitude, 6)}"
    return BlockReading((FieldValue(POSITION, text), *time))


def _fix_time(tags: TiffTags) -> tuple[FieldValue, ...]:
    """When the position was fixed, `2025-03-05T10:00:00Z`; a day alone without its clock."""
    if _DAY not in tags.gps:
        return ()
    day = tags.gps[_DAY].raw[:10].decode("latin-1").rstrip("\0 ").replace(":", "-")
    clock = _rationals(tags.gps.get(_CLOCK), tags.order)
    if len(clock) == 3 and None not in clock and day:
        hour, minute, second = (int(part or 0) for part in clock)
        day += f"T{hour:02}:{minute:02}:{second:02}Z"
    return (FieldValue(FIX_TIME, day),) if day else ()


def is_position(latitude: float, longitude: float) -> bool:
    """Whether degrees are on Earth, and not the zero of a receiver without a fix."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return False
    return (latitude, longitude) != (0.0, 0.0)


def _degrees(gps: Directory, number: int, letters: str, order: str) -> float | None:
    """Degrees with the sign of their hemisphere, whose letter writers put in either case."""
    hemisphere = gps.get(number - 1)
    letter = "" if hemisphere is None else hemisphere.raw[:1].decode("latin-1").upper()
    parts = _rationals(gps.get(number), order)
    if not letter or letter not in letters or not parts or parts[0] is None:
        return None
    # Without minutes the position is unknown by over 100 km, unless degrees have a fraction.
    if len(parts) > 1 and parts[1] is None and parts[0].is_integer():
        return None
    degrees = 0.0
    for part, unit in zip(parts, _UNITS, strict=False):
        degrees += (part or 0.0) / unit
    return -degrees if letter == letters[1] else degrees


def _rationals(tag: Tag | None, order: str) -> list[float | None]:
    """Up to three fractions; one over zero is none."""
    if tag is None or tag.kind not in (_RATIONAL, _SIGNED_RATIONAL):
        return []
    fraction = _FRACTIONS[order, tag.kind]
    raw = tag.raw[: min(3, len(tag.raw) // 8) * 8]
    return [top / bottom if bottom else None for top, bottom in fraction.iter_unpack(raw)]
