"""Read the Exif tags that speak about a picture (CIPA DC-008-2023).

exifread gets a small structure rebuilt from a few bounded tags, never the block itself: a maker
note's count, or a directory of thousands of pointers, would hold it up for minutes.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from capaudit.images.fields import BlockReading, FieldValue, decoded
from capaudit.images.file_bytes import BlockBytes
from capaudit.images.gps import read_position
from capaudit.images.tiff_tags import EXIF_POINTER, Directory, Tag, TiffError, TiffTags, read_tags
from capaudit.model.claim import Source

_ASCII, _UTF8, _LONG = 2, 129, 4
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
    0x9C9D: "Exif:XPAuthor",
    0x9C9E: "Exif:XPKeywords",
    0xA436: "Exif:ImageTitle",
    0xA437: "Exif:Photographer",
}
# Copyright holds two texts: the photographer's and the editor's.
_PARTS = {0x8298: 2}
_WIDE = frozenset({0x9C9B, 0x9C9D, 0x9C9E})
# What exifread is asked for: tag, directory and the name it gives the tag.
_ORIENTATION = 0x0112
_READ_BY_EXIFREAD = {
    "Image Orientation": "Exif:Orientation",
    "EXIF DateTimeOriginal": "Exif:DateTimeOriginal",
    "EXIF DateTimeDigitized": "Exif:DateTimeDigitized",
    "EXIF OffsetTimeOriginal": "Exif:OffsetTimeOriginal",
    "EXIF OffsetTimeDigitized": "Exif:OffsetTimeDigitized",
}
_CLOCK_TAGS = frozenset({0x9003, 0x9004, 0x9011, 0x9012})
_CLOCK_CAP = 32
WANTED = frozenset(_TEXTS) | _CLOCK_TAGS | {_ORIENTATION}


def read_exif(block: bytes) -> BlockReading:
    """The fields of a TIFF structure; a flaw where it is none."""
    try:
        tags = read_tags(BlockBytes(block), WANTED)
    except TiffError as error:
        return BlockReading(flaws=(f"Exif: {error}",))
    return exif_fields(tags)


def exif_fields(tags: TiffTags) -> BlockReading:
    """The fields of tags that were read already."""
    position = read_position(tags)
    fields = (*_texts(tags.root), *_texts(tags.photo), *_clock(tags), *position.fields)
    return BlockReading(fields, position.flaws)


def _texts(directory: Directory) -> Iterator[FieldValue]:
    for number, tag in directory.items():
        field = _TEXTS.get(number)
        if field is not None and tag.kind in _TEXT_KINDS:
            text = _wide_text(tag.raw) if number in _WIDE else _text(tag.raw, _PARTS.get(number, 1))
            if text:
                yield FieldValue(Source.EXIF, field, text)


def _text(raw: bytes, parts_held: int) -> str:
    """Text up to its NUL, or as many texts as the tag may hold."""
    parts = (decoded(part).strip() for part in raw.split(b"\0", parts_held)[:parts_held])
    return "; ".join(part for part in parts if part)


def _wide_text(raw: bytes) -> str:
    return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").split("\0", 1)[0].strip()


def _clock(tags: TiffTags) -> Iterator[FieldValue]:
    """Dates, their time zones and the orientation, as exifread reads them."""
    photo = {number: tags.photo[number] for number in _CLOCK_TAGS & tags.photo.keys()}
    # Some writers put the date into the first directory.
    photo |= {number: tags.root[number] for number in _CLOCK_TAGS & tags.root.keys() - photo.keys()}
    root = {_ORIENTATION: tags.root[_ORIENTATION]} if _ORIENTATION in tags.root else {}
    small = _small_tiff(tags.order, root, photo)
    if small is None:
        return
    # Only images with such tags pay for loading exifread.
    from exifread import process_file  # noqa: PLC0415

    found = process_file(io.BytesIO(small), details=False, extract_thumbnail=False)
    for name, field in _READ_BY_EXIFREAD.items():
        if name in found:
            text = _first_number(found[name].values) or str(found[name].values).strip("\0 ")
            if text:
                yield FieldValue(Source.EXIF, field, text)


def _first_number(values: object) -> str | None:
    return str(values[0]) if isinstance(values, list) and values else None


def _small_tiff(order: str, root: Directory, photo: Directory) -> bytes | None:
    """A structure of two directories with nothing in them that could mislead a reader."""
    orientation = [
        (number, tag.kind, 1, tag.raw[:2].ljust(4, b"\0"))
        for number, tag in root.items()
        if tag.kind == 3 and tag.length == 1
    ]
    texts = [(number, _clock_text(tag)) for number, tag in sorted(photo.items())]
    texts = [(number, text) for number, text in texts if text]
    if not orientation and not texts:
        return None
    photo_start = 8 + 2 + 12 * (len(orientation) + 1) + 4
    pointer = (EXIF_POINTER, _LONG, 1, struct.pack(f"{order}I", photo_start))
    values_start = photo_start + 2 + 12 * len(texts) + 4
    entries, values = [], b""
    for number, text in texts:
        offset = struct.pack(f"{order}I", values_start + len(values))
        inline = text.ljust(4, b"\0") if len(text) <= 4 else offset
        entries.append((number, _ASCII, len(text), inline))
        values += text if len(text) > 4 else b""
    header = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    tables = _table(order, [*orientation, pointer]) + _table(order, entries)
    return header + tables + values


def _clock_text(tag: Tag) -> bytes:
    """The value as plain ASCII with its NUL; empty where it is no text or has none."""
    if tag.kind not in _TEXT_KINDS:
        return b""
    text = tag.raw.split(b"\0", 1)[0][:_CLOCK_CAP]
    return text + b"\0" if text.strip() and text.isascii() else b""


def _table(order: str, entries: list[tuple[int, int, int, bytes]]) -> bytes:
    packed = (struct.pack(f"{order}HHI4s", *entry) for entry in entries)
    return struct.pack(f"{order}H", len(entries)) + b"".join(packed) + b"\0\0\0\0"
