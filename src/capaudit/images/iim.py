"""Read IPTC-IIM records (IIM 4.2) and the Photoshop resources that carry them.

Good datasets before a bad one are kept: writers cut blocks short, and a cut caption is no reason
to lose the by-line.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from hashlib import md5

from capaudit.images.blocks import MAX_PIECES
from capaudit.images.fields import BlockReading, FieldValue, decoded_without_utf8

_MARKER = 0x1C
_PADDING = re.compile(rb"[\0 ]*")
_HEADER = struct.Struct(">BBBH")
_IIM_RESOURCE, _DIGEST_RESOURCE = 0x0404, 0x0425
_SIGNATURES = frozenset({b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"})
_CODED_CHARACTER_SET, _UTF8 = (1, 90), b"\x1b%G"
# A program that knows only IIM has changed it behind the back of one that knows both.
CHANGED = "IIM: changed since XMP was last brought into step with it (digest in IRB 0x0425)"
# Datasets by their names in IIM 4.2, chapter 6.
_DATASETS = {
    5: "2:05 Object Name",
    25: "2:25 Keywords",
    30: "2:30 Release Date",
    35: "2:35 Release Time",
    37: "2:37 Expiration Date",
    38: "2:38 Expiration Time",
    40: "2:40 Special Instructions",
    55: "2:55 Date Created",
    60: "2:60 Time Created",
    62: "2:62 Digital Creation Date",
    63: "2:63 Digital Creation Time",
    65: "2:65 Originating Program",
    80: "2:80 By-line",
    85: "2:85 By-line Title",
    90: "2:90 City",
    92: "2:92 Sub-location",
    95: "2:95 Province/State",
    100: "2:100 Country/Primary Location Code",
    101: "2:101 Country/Primary Location Name",
    103: "2:103 Original Transmission Reference",
    105: "2:105 Headline",
    110: "2:110 Credit",
    115: "2:115 Source",
    116: "2:116 Copyright Notice",
    120: "2:120 Caption/Abstract",
    122: "2:122 Writer/Editor",
}


class _CutOffError(Exception):
    """The records end in the middle of a dataset or go over into something else."""


def read_resources(resources: bytes) -> BlockReading:
    """The fields of the IIM records in a run of Photoshop image resources, several joined.

    A note says where they no longer fit the digest beside them (MWG Guidelines 2.0, 3.3).
    """
    found = list(resources_in(resources))
    records = b"".join(data for identity, data in found if identity == _IIM_RESOURCE)
    digest = next((data for identity, data in found if identity == _DIGEST_RESOURCE), b"")
    reading = read_iim(records)
    if len(digest) != 16 or digest == md5(records, usedforsecurity=False).digest():
        return reading
    return BlockReading(reading.fields, reading.flaws, (CHANGED,))


def _behind_padding(records: bytes, position: int) -> int:
    padding = _PADDING.match(records, position)
    return padding.end() if padding else position


def resources_in(resources: bytes) -> Iterator[tuple[int, bytes]]:
    """Identity and data of each resource: signature, identity, Pascal name, length, data.

    What is none, as in a segment that something else was written into, is passed over.
    """
    position = 0
    for _ in range(MAX_PIECES):
        if resources[position : position + 4] not in _SIGNATURES:
            position = resources.find(b"8BIM", position)
            if position < 0:
                return
        name_length = resources[position + 6 : position + 7]
        if not name_length:
            return
        start = position + 7 + name_length[0]
        start += (start - position) % 2
        size = int.from_bytes(resources[start : start + 4], "big")
        identity = int.from_bytes(resources[position + 4 : position + 6], "big")
        yield identity, resources[start + 4 : start + 4 + size]
        position = start + 4 + size + size % 2


def read_iim(records: bytes) -> BlockReading:
    """The fields of a run of records; flaws say where it breaks off and whether 1:90 is wrong."""
    fields: list[FieldValue] = []
    flaws: list[str] = []
    says_utf8 = False
    name_of = _DATASETS.get
    try:
        for record, number, raw in _datasets(records):
            if record != 2:
                says_utf8 |= (record, number) == _CODED_CHARACTER_SET and raw == _UTF8
                continue
            field = name_of(number)
            if field is None:
                continue
            text = raw.decode() if raw.isascii() else _utf8(raw)
            if text is None:
                text = decoded_without_utf8(raw)
                if says_utf8:
                    flaws.append(f"IIM: 1:90 says UTF-8, {field} is not")
            fields.append(FieldValue(field, text))
    except _CutOffError as error:
        flaws.append(f"IIM: {error}")
    return BlockReading(tuple(fields), tuple(flaws))


def _utf8(raw: bytes) -> str | None:
    """Text in UTF-8, also where a limit of length cut its last character in two."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        whole = raw[: error.start]
        # Other charsets have such last bytes too, but hardly UTF-8 before them.
        is_cut = error.reason == "unexpected end of data" and not whole.isascii()
        return whole.decode() if is_cut else None


def _datasets(records: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and value of each dataset; padding may stand before, between and behind."""
    position, end = records.find(b"\x1c"), len(records)
    header_at = _HEADER.unpack_from
    for _ in range(MAX_PIECES):
        if position < 0 or position + 5 > end:
            return
        marker, record, number, length = header_at(records, position)
        if marker != _MARKER:
            start, position = position, _behind_padding(records, position)
            if position >= end:
                return
            if records[position] != _MARKER:
                raise _CutOffError(f"no dataset begins at byte {start}")
            continue
        start = position + 5
        if length & 0x8000:
            size_bytes = length & 0x7FFF
            length = int.from_bytes(records[start : start + min(size_bytes, 8)], "big")
            start += size_bytes
        position = start + length
        if position > end:
            raise _CutOffError(f"dataset {record}:{number:02} is cut off")
        yield record, number, records[start:position]
