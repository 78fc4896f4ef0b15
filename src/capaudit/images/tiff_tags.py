"""Read wanted tags out of a TIFF structure of any provenance (TIFF 6.0, section 2).

Crafted structures declare billions of values, point into themselves and run in circles. So only
wanted tags are followed, each directory is read once, and every count and length is bounded.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Literal

import msgspec

from capaudit.images.file_bytes import Stretches

MAX_ENTRIES = 512
VALUE_CAP = 64 * 1024
BLOCK_CAP = 8 * 1024 * 1024
_ORDERS = {b"II": "<", b"MM": ">"}
# 42 is TIFF; 0x4F52, 0x5352 (Olympus) and 0x55 (Panasonic) are raw formats in its shape.
_MAGIC_NUMBERS = frozenset({42, 0x4F52, 0x5352, 0x55})
_BIG_TIFF = 43
# Bytes of one value by field type; 129 is UTF-8 text, Exif 3.0.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_BYTE_ORDERS: dict[str, Literal["little", "big"]] = {"<": "little", ">": "big"}
_SHORT = 3
# An entry is its tag, type, count, and the value or where it lies.
_ENTRY_BYTES, _TAG_ALONE = 12, "H10x"
_BEHIND_TAG = {order: struct.Struct(f"{order}HII") for order in "<>"}
EXIF_POINTER, GPS_POINTER = 0x8769, 0x8825
XMP_TAG, IIM_TAG, RESOURCES_TAG = 0x02BC, 0x83BB, 0x8649
# C2PA 2.1, A.3.
CREDENTIALS_TAG = 0xCD41
_POINTERS = frozenset({EXIF_POINTER, GPS_POINTER})
# Position with its hemispheres, and the time of the fix (CIPA DC-008-2023, table 15).
_GPS_TAGS = frozenset({1, 2, 3, 4, 7, 29})
_BLOCK_TAGS = frozenset({XMP_TAG, IIM_TAG, RESOURCES_TAG, CREDENTIALS_TAG})


class TiffError(Exception):
    """The bytes are no TIFF structure; the text says why."""


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One directory entry with the bytes of its value, cut at the bound."""

    kind: int
    length: int
    raw: bytes


Directory = Mapping[int, Tag]


class TiffTags(msgspec.Struct, frozen=True):
    """The first image's directory, its Exif and its GPS directory; empty where absent.

    `order` is `<` or `>`, as `struct` spells byte order.
    """

    order: str
    root: Directory
    photo: Directory
    gps: Directory

    def numbers(self, tag: Tag | None) -> tuple[int, ...]:
        """The whole numbers of a SHORT or LONG value."""
        if tag is None or tag.kind not in (_SHORT, 4):
            return ()
        letter, size = ("H", 2) if tag.kind == _SHORT else ("I", 4)
        count = len(tag.raw) // size
        return struct.unpack(f"{self.order}{count}{letter}", tag.raw[: count * size])


def read_tags(source: Stretches, wanted: frozenset[int]) -> TiffTags:
    """Read the wanted tags of the first directory and of the two it points to.

    Raises TiffError where the header is none.
    """
    header = source.at(0, 8)
    order = _ORDERS.get(header[:2])
    if order is None or len(header) < 8:
        raise TiffError("no TIFF header")
    magic, start = struct.unpack(f"{order}HI", header[2:])
    if magic not in _MAGIC_NUMBERS:
        reason = "BigTIFF is not read" if magic == _BIG_TIFF else f"TIFF version {magic}"
        raise TiffError(reason)
    root = _directory(source, order, start, wanted | _POINTERS)
    photo = _directory(source, order, _pointer(root, EXIF_POINTER, order), wanted)
    gps = _directory(source, order, _pointer(root, GPS_POINTER, order), _GPS_TAGS)
    return TiffTags(order, root, photo, gps)


def _pointer(directory: Directory, number: int, order: str) -> int:
    tag = directory.get(number)
    if tag is None or len(tag.raw) < 4:
        return 0
    return int(struct.unpack(f"{order}I", tag.raw[:4])[0])


def _directory(source: Stretches, order: str, start: int, wanted: frozenset[int]) -> Directory:
    """One directory; of a tag given twice the first counts."""
    if start < 8:
        return {}
    count = int.from_bytes(source.at(start, 2), _BYTE_ORDERS[order])
    table = source.at(start + 2, _ENTRY_BYTES * min(count, MAX_ENTRIES))
    whole = len(table) // _ENTRY_BYTES
    # Of most entries no more than the tag is looked at.
    numbers = struct.unpack_from(order + _TAG_ALONE * whole, table)
    behind_tag = _BEHIND_TAG[order].unpack_from
    tags: dict[int, Tag] = {}
    for place, number in enumerate(numbers):
        if number in wanted and number not in tags:
            at = _ENTRY_BYTES * place
            kind, length, offset = behind_tag(table, at + 2)
            size = _SIZES.get(kind, 0) * length
            if 0 < size <= 4:
                tags[number] = Tag(kind, length, table[at + 8 : at + 8 + size])
            elif size:
                cap = BLOCK_CAP if number in _BLOCK_TAGS else VALUE_CAP
                tags[number] = Tag(kind, length, source.at(offset, min(size, cap)))
    return tags
