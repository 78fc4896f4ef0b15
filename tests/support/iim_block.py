"""IPTC-IIM 4.2 records and the Photoshop resource block around them, written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

# Names of IIM 4.2, chapter 6; the number alone tells what is written.
IIM_FIELDS = (
    "1:90 Coded Character Set",
    "2:05 Object Name",
    "2:15 Category",
    "2:20 Supplemental Category",
    "2:25 Keywords",
    "2:30 Release Date",
    "2:35 Release Time",
    "2:37 Expiration Date",
    "2:38 Expiration Time",
    "2:40 Special Instructions",
    "2:55 Date Created",
    "2:60 Time Created",
    "2:62 Digital Creation Date",
    "2:63 Digital Creation Time",
    "2:65 Originating Program",
    "2:80 By-line",
    "2:85 By-line Title",
    "2:90 City",
    "2:92 Sub-location",
    "2:95 Province/State",
    "2:100 Country/Primary Location Code",
    "2:101 Country/Primary Location Name",
    "2:103 Original Transmission Reference",
    "2:105 Headline",
    "2:110 Credit",
    "2:115 Source",
    "2:116 Copyright Notice",
    "2:120 Caption/Abstract",
    "2:122 Writer/Editor",
)
_REPEATABLE = frozenset({"2:20 Supplemental Category", "2:25 Keywords", "2:80 By-line"})
_UTF8 = b"\x1b%G"


def iim_records(fields: Mapping[str, str]) -> bytes:
    """The datasets of the fields as UTF-8, said so by 1:90; empty for no fields."""
    records = dataset(1, 90, _UTF8) + dataset(2, 0, b"\0\4") if fields else b""
    for field, value in fields.items():
        record, number = _numbers(field)
        values = value.split("; ") if field in _REPEATABLE else [value]
        records += b"".join(dataset(record, number, one.encode()) for one in values)
    return records


def _numbers(field: str) -> tuple[int, int]:
    if field not in IIM_FIELDS:
        raise ValueError(f"no IIM dataset is called {field!r}; known are {', '.join(IIM_FIELDS)}")
    record, _, rest = field.partition(":")
    return int(record), int(rest.split(" ", 1)[0])


def dataset(record: int, number: int, value: bytes) -> bytes:
    """One dataset: tag marker, record, dataset, length, value; extended length from 32 kB."""
    if len(value) < 0x8000:
        return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
    return struct.pack(">BBBHI", 0x1C, record, number, 0x8004, len(value)) + value


def photoshop_block(records: bytes) -> bytes:
    """The records as Photoshop image resource 0x0404."""
    return resource(0x0404, records)


def resource(identity: int, payload: bytes) -> bytes:
    """One Photoshop image resource without a name, padded to an even length."""
    padding = b"\0" * (len(payload) % 2)
    return b"8BIM" + struct.pack(">HHI", identity, 0, len(payload)) + payload + padding
