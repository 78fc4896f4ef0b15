"""Exif as a small TIFF structure (CIPA DC-008), and whole TIFF images, written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from PIL import Image

ASCII, SHORT, LONG, RATIONAL, UNDEFINED, BYTE = 2, 3, 4, 5, 7, 1
Entry = tuple[int, int, int, bytes]

# Tag numbers of CIPA DC-008-2023, tables 4, 7 and 8.
IMAGE_TAGS = {
    "ImageDescription": 0x010E,
    "Make": 0x010F,
    "Model": 0x0110,
    "Orientation": 0x0112,
    "Software": 0x0131,
    "DateTime": 0x0132,
    "Artist": 0x013B,
    "Copyright": 0x8298,
    "XPTitle": 0x9C9B,
    "XPComment": 0x9C9C,
    "XPAuthor": 0x9C9D,
    "XPKeywords": 0x9C9E,
    "XPSubject": 0x9C9F,
}
PHOTO_TAGS = {
    "DateTimeOriginal": 0x9003,
    "DateTimeDigitized": 0x9004,
    "OffsetTime": 0x9010,
    "OffsetTimeOriginal": 0x9011,
    "OffsetTimeDigitized": 0x9012,
    "UserComment": 0x9286,
    "SubSecTimeOriginal": 0x9291,
    "CameraOwnerName": 0xA430,
    "ImageTitle": 0xA436,
    "Photographer": 0xA437,
}
GPS_FIELDS = ("GPS:Latitude", "GPS:Longitude", "GPS:DateStamp", "GPS:TimeStamp")
_EXIF_POINTER, _GPS_POINTER, _XMP, _IIM = 0x8769, 0x8825, 0x02BC, 0x83BB


def exif_block(fields: Mapping[str, str]) -> bytes:
    """A TIFF structure, little-endian, that holds only metadata."""
    directories = _directories(fields)
    return b"II" + struct.pack("<HI", 42, 8) + _linked(directories, 8)


def tiff_image(image: Image.Image, fields: Mapping[str, str], iim: bytes, xmp: bytes) -> bytes:
    """An uncompressed RGB TIFF image of one strip, with metadata in its directories."""
    pixels = image.tobytes()
    width, height = image.size
    root, photo, gps = _directories(fields)
    root += [
        (0x0100, LONG, 1, struct.pack("<I", width)),
        (0x0101, LONG, 1, struct.pack("<I", height)),
        (0x0102, SHORT, 3, struct.pack("<HHH", 8, 8, 8)),
        (0x0103, SHORT, 1, struct.pack("<H", 1)),
        (0x0106, SHORT, 1, struct.pack("<H", 2)),
        (0x0111, LONG, 1, struct.pack("<I", 8)),
        (0x0115, SHORT, 1, struct.pack("<H", 3)),
        (0x0116, LONG, 1, struct.pack("<I", height)),
        (0x0117, LONG, 1, struct.pack("<I", len(pixels))),
    ]
    if xmp:
        root.append((_XMP, BYTE, len(xmp), xmp))
    if iim:
        root.append((_IIM, UNDEFINED, len(iim), iim))
    pixels += b"\0" * (len(pixels) % 2)
    start = 8 + len(pixels)
    return b"II" + struct.pack("<HI", 42, start) + pixels + _linked((root, photo, gps), start)


def _directories(fields: Mapping[str, str]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    root: list[Entry] = []
    photo: list[Entry] = []
    for field, value in fields.items():
        name = field.removeprefix("Exif:")
        if field in GPS_FIELDS or field == "GPS:Position":
            continue
        if name in IMAGE_TAGS:
            root.append(_entry(name, IMAGE_TAGS[name], value))
        elif name in PHOTO_TAGS:
            photo.append(_entry(name, PHOTO_TAGS[name], value))
        else:
            raise ValueError(f"no Exif tag is called {field!r}")
    return root, photo, _gps(fields)


def _entry(name: str, tag: int, value: str) -> Entry:
    if name == "Orientation":
        return tag, SHORT, 1, struct.pack("<H", int(value))
    if name.startswith("XP"):
        wide = value.encode("utf-16-le") + b"\0\0"
        return tag, BYTE, len(wide), wide
    if name == "UserComment":
        comment = b"UNICODE\0" + value.encode("utf-16-le")
        return tag, UNDEFINED, len(comment), comment
    text = value.encode() + b"\0"
    return tag, ASCII, len(text), text


def _gps(fields: Mapping[str, str]) -> list[Entry]:
    latitude, longitude = fields.get("GPS:Latitude"), fields.get("GPS:Longitude")
    if "GPS:Position" in fields:
        latitude, longitude = fields["GPS:Position"].split(", ")
    entries: list[Entry] = []
    if latitude is not None:
        entries += _coordinate(1, float(latitude), "NS")
    if longitude is not None:
        entries += _coordinate(3, float(longitude), "EW")
    if "GPS:TimeStamp" in fields:
        clock = [int(part) for part in fields["GPS:TimeStamp"].split(":")]
        entries.append((7, RATIONAL, 3, b"".join(struct.pack("<II", part, 1) for part in clock)))
    if "GPS:DateStamp" in fields:
        day = fields["GPS:DateStamp"].encode() + b"\0"
        entries.append((0x1D, ASCII, len(day), day))
    return entries


def _coordinate(tag: int, degrees: float, letters: str) -> list[Entry]:
    """The reference letter, and degrees, minutes and seconds as rationals."""
    seconds = round(abs(degrees) * 3600 * 10_000)
    whole, rest = divmod(seconds, 3600 * 10_000)
    minutes, rest = divmod(rest, 60 * 10_000)
    value = struct.pack("<6I", whole, 1, minutes, 1, rest, 10_000)
    letter = letters[degrees < 0].encode() + b"\0"
    return [(tag, ASCII, 2, letter), (tag + 1, RATIONAL, 3, value)]


def _linked(directories: tuple[list[Entry], list[Entry], list[Entry]], start: int) -> bytes:
    """The root directory at `start`, then the Exif and GPS directories it points to."""
    root, photo, gps = directories
    pointers = [
        (tag, LONG, 1, b"\0\0\0\0")
        for tag, entries in ((_EXIF_POINTER, photo), (_GPS_POINTER, gps))
        if entries
    ]
    photo_start = start + len(_directory([*root, *pointers], start))
    gps_start = photo_start + (len(_directory(photo, photo_start)) if photo else 0)
    starts = {_EXIF_POINTER: photo_start, _GPS_POINTER: gps_start}
    aimed = [(tag, kind, 1, struct.pack("<I", starts[tag])) for tag, kind, _, _ in pointers]
    blocks = _directory([*root, *aimed], start)
    blocks += _directory(photo, photo_start) if photo else b""
    return blocks + (_directory(gps, gps_start) if gps else b"")


def _directory(entries: list[Entry], start: int) -> bytes:
    """One image file directory with its values behind it."""
    values_start = start + 2 + 12 * len(entries) + 4
    table, values = struct.pack("<H", len(entries)), b""
    for tag, kind, count, value in sorted(entries, key=lambda entry: entry[0]):
        if len(value) <= 4:
            field = value.ljust(4, b"\0")
        else:
            field = struct.pack("<I", values_start + len(values))
            values += value + b"\0" * (len(value) % 2)
        table += struct.pack("<HHI", tag, kind, count) + field
    return table + b"\0\0\0\0" + values
