"""Read the Exif tags that speak about a picture (CIPA DC-008-2023).

exifread gets a small structure rebuilt from a few bounded tags, never the block itself: a maker
note's count, or a directory of thousands of pointers, would hold it up for minutes. Dates and time
zones as the standard has them are digits and marks, which need no such reader.
"""

from __future__ import annotations

import io
import re
import struct
from functools import lru_cache

from capaudit.images.fields import BlockReading, FieldValue, decoded
from capaudit.images.file_bytes import BlockBytes
from capaudit.images.gps import read_position
from capaudit.images.tiff_tags import Directory, Tag, TiffError, TiffTags, read_tags

_ASCII, _UTF8, _SHORT = 2, 129, 3
_TEXT_KINDS = frozenset({1, _ASCII, 7, _UTF8})
# Text of IFD0 and the Exif directory, tables 4 and 7; XP… are Microsoft's, in UTF-16.
_TEXTS = {
    0x010E: "Exif:ImageDescription",
    0x010F: "Exif:Make",
    0x0110: "Exif:Model",
    0x0131: "Exif:Software",
    0x013B: "Exif:Artist",
    0x8298: "Exif:Copyright",
    0x9C9B: "Exif:XPTitle",
    0x9C9C: "Exif:XPComment",
    0x9C9D: "Exif:XPAuthor",
    0x9C9E: "Exif:XPKeywords",
    0xA436: "Exif:ImageTitle",
    0xA437: "Exif:Photographer",
}
# Copyright holds two texts: the photographer's and the editor's.
_PARTS = {0x8298: 2}
_WIDE = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E})
_USER_COMMENT = 0x9286
# The eight bytes before a comment say its charset (CIPA DC-008-2023, 4.6.5.2).
_CHARSETS = {b"ASCII": None, b"UNICODE": "utf-16", b"JIS": "iso2022_jp", b"": None}
_MARKS_OF_ORDER = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# What exifread is asked for.
_ORIENTATION, _ORIENTATION_FIELD = 0x0112, "Exif:Orientation"
_DATE_TAG = 0x9003
_CLOCK_FIELDS = {
    _DATE_TAG: "Exif:DateTimeOriginal",
    0x9004: "Exif:DateTimeDigitized",
    0x9011: "Exif:OffsetTimeOriginal",
    0x9012: "Exif:OffsetTimeDigitized",
    0x9291: "Exif:SubSecTimeOriginal",
}
_CLOCK_CAP = 32
# Digits, and what stands between them, read alike by everyone.
_PLAIN_CLOCK = re.compile(rb"[\d:+\-./ ]+\0")
_MARKS = {"<": b"II", ">": b"MM"}
# Where the rebuilt structure has its directory of one entry, and where the value lies behind it.
_DIRECTORY = 8
_BEHIND = {order: struct.pack(f"{order}I", _DIRECTORY + 2 + 12 + 4) for order in "<>"}
WANTED = frozenset((*_TEXTS, *_CLOCK_FIELDS, _ORIENTATION, _USER_COMMENT))


def read_exif(block: bytes) -> BlockReading:
    """The fields of a TIFF structure; a flaw where it is none."""
    try:
        tags = read_tags(BlockBytes(block), WANTED)
    except TiffError as error:
        return BlockReading(flaws=(f"Exif: {error}",))
    return exif_fields(tags)


def exif_fields(tags: TiffTags) -> BlockReading:
    """The fields of tags that were read already."""
    fields: list[FieldValue] = []
    _add_texts(fields, tags.root)
    _add_texts(fields, tags.photo)
    _add_comment(fields, tags)
    _add_clock(fields, tags)
    if not tags.gps:
        return BlockReading(tuple(fields))
    position = read_position(tags)
    return BlockReading((*fields, *position.fields), position.flaws)


def _add_texts(fields: list[FieldValue], directory: Directory) -> None:
    for number, tag in directory.items():
        field = _TEXTS.get(number)
        if field is None or tag.kind not in _TEXT_KINDS:
            continue
        if number in _WIDE:
            text = _wide_text(tag.raw)
        elif number in _PARTS:
            text = _joined_texts(tag.raw, _PARTS[number])
        else:
            text = decoded(tag.raw.partition(b"\0")[0]).strip()
        if text:
            fields.append(FieldValue(field, text))


def _joined_texts(raw: bytes, parts_held: int) -> str:
    """As many texts as the tag may hold, each up to its NUL."""
    parts = (decoded(part).strip() for part in raw.split(b"\0", parts_held)[:parts_held])
    return "; ".join(part for part in parts if part)


def _wide_text(raw: bytes) -> str:
    return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").split("\0", 1)[0].strip()


def _add_comment(fields: list[FieldValue], tags: TiffTags) -> None:
    """The user's comment, whose charset stands before it; cameras fill it with blanks or NULs."""
    tag = tags.photo.get(_USER_COMMENT)
    if tag is None or len(tag.raw) <= 8:
        return
    name, rest = tag.raw[:8].rstrip(b"\0 ").upper(), tag.raw[8:]
    charset = _CHARSETS.get(name)
    # Some writers leave the charset out and begin with the text.
    if name not in _CHARSETS:
        rest = tag.raw
    if charset == "utf-16":
        charset = _wide_charset(rest, tags.order)
    text = decoded(rest) if charset is None else rest.decode(charset, "replace")
    text = text.split("\0", 1)[0].strip("\ufeff \r\n\t")
    if text and (text.isprintable() or "\n" in text):
        fields.append(FieldValue("Exif:UserComment", text))


def _wide_charset(raw: bytes, order: str) -> str:
    """The order of a wide text's bytes, which many writers choose whatever the structure's is.

    A text keeps to few blocks of 256 characters, so its high bytes repeat more than its low ones.
    """
    marked = _MARKS_OF_ORDER.get(raw[:2])
    if marked is not None:
        return marked
    first, second = len(set(raw[::2])), len(set(raw[1::2]))
    if first == second:
        return "utf-16-le" if order == "<" else "utf-16-be"
    return "utf-16-le" if second < first else "utf-16-be"


def _add_clock(fields: list[FieldValue], tags: TiffTags) -> None:
    """Dates, their time zones and the orientation, as exifread reads them."""
    orientation = tags.root.get(_ORIENTATION)
    if orientation is not None and orientation.kind == _SHORT and orientation.length == 1:
        value = _read_by_exifread(tags.order, _ORIENTATION, _SHORT, orientation.raw)
        if value:
            fields.append(FieldValue(_ORIENTATION_FIELD, value))
    for number, field in _CLOCK_FIELDS.items():
        tag = tags.photo.get(number) or tags.root.get(number)
        value = clock_value(tag) if tag is not None else ""
        if value:
            fields.append(FieldValue(field, value))


def clock_value(tag: Tag) -> str:
    """A date or a time zone; empty where it is no text or has none."""
    text = _clock_text(tag)
    if _PLAIN_CLOCK.fullmatch(text) is not None:
        return text.decode().strip("\0 ")
    return _read_by_exifread("<", _DATE_TAG, _ASCII, text) if text else ""


@lru_cache(maxsize=64)
def _read_by_exifread(order: str, number: int, kind: int, raw: bytes) -> str:
    """One value as exifread reads it, out of a structure with nothing else in it.

    Most pictures are upright, so most values were read before. Texts are given as the value of one
    and the same tag: exifread reads the text of all tags alike.
    """
    # Only images with such tags pay for loading exifread.
    from exifread import process_file  # noqa: PLC0415

    small = _small_tiff(order, number, kind, raw)
    found = process_file(io.BytesIO(small), details=False, extract_thumbnail=False)
    values = next((tag.values for tag in found.values() if tag.tag == number), "")
    return str(values[0] if kind == _SHORT and values else values).strip("\0 ")


def _small_tiff(order: str, number: int, kind: int, raw: bytes) -> bytes:
    """One directory of one tag, with nothing in it that could mislead a reader."""
    count = len(raw) // 2 if kind == _SHORT else len(raw)
    value, behind = (raw.ljust(4, b"\0"), b"") if len(raw) <= 4 else (_BEHIND[order], raw)
    entry = struct.pack(f"{order}HHI4s", number, kind, count, value)
    header = struct.pack(f"{order}HIH", 42, _DIRECTORY, 1)
    return b"".join((_MARKS[order], header, entry, b"\0\0\0\0", behind))


def _clock_text(tag: Tag) -> bytes:
    """The value as plain ASCII with its NUL; empty where it is no text or has none."""
    if tag.kind not in _TEXT_KINDS:
        return b""
    text = tag.raw.partition(b"\0")[0][:_CLOCK_CAP]
    return text + b"\0" if text.isascii() and text.strip() else b""
