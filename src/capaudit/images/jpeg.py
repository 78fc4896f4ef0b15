"""Scan a JPEG file's segments for metadata (ISO/IEC 10918-1, annex B; XMP part 3, 1.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from capaudit.images.blocks import MAX_PIECES, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

_APP1, _APP11, _APP13 = 0xE1, 0xEB, 0xED
_START_OF_SCAN, _END_OF_IMAGE, _START_OF_IMAGE = 0xDA, 0xD9, 0xD8
# SOF0 to SOF15 without DHT, JPG and DAC, which share their range.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, _START_OF_IMAGE, *range(0xD0, 0xD8)})
_READ = _FRAMES | {_APP1, _APP11, _APP13}
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:")
_FILL_STEP = 4096
_FILL_CAP = 65_536


# Marker, offset of the payload and its length.
_Segment = tuple[int, int, int]


class _Part(NamedTuple):
    """One piece of an extended XMP packet."""

    guid: bytes
    offset: int
    data: bytes


def scan_jpeg(file: FileBytes) -> Blocks:
    """Find the metadata blocks before the first scan.

    Raises ImageDamagedError where segments are cut or no picture follows them.
    """
    blocks = Blocks("jpeg")
    has_frame = False
    resources: list[bytes] = []
    extended: list[_Part] = []
    boxes: list[bytes] = []
    for marker, start, length in _segments(file):
        if marker == _START_OF_SCAN:
            _look_for_the_end(file, start)
            break
        if marker not in _READ:
            continue
        payload = file.at(start, length)
        if marker == _APP1:
            _add_app1(payload, blocks, extended)
        elif marker == _APP13:
            _add_app13(payload, resources)
        elif marker == _APP11:
            _add_app11(payload, boxes)
        elif length >= 5:
            has_frame = True
            _add_frame(payload, blocks)
    if resources:
        blocks.resources.append(b"".join(resources))
    _join_extended(extended, blocks)
    blocks.add_credentials(b"".join(boxes))
    if not has_frame:
        raise ImageDamagedError("it has no frame header")
    return blocks


def _segments(file: FileBytes) -> Iterator[_Segment]:
    """Walk from marker to marker up to the first scan."""
    position, size, head = 2, file.size, file.head
    within_head = len(head) - 4
    for _ in range(MAX_PIECES):
        inside = position <= within_head
        header = head[position : position + 4] if inside else file.at(position, 4)
        if header.startswith(b"\xff\xff"):
            position = _behind_fill(file, position)
            header = file.at(position, 4)
        if len(header) < 2:
            raise ImageDamagedError(f"it is cut off after {size} bytes, before the picture")
        if header[0] != 0xFF:
            raise ImageDamagedError(f"no segment begins at byte {position}")
        marker = header[1]
        if marker in _WITHOUT_LENGTH:
            position += 2
            continue
        if marker == _END_OF_IMAGE:
            raise ImageDamagedError("it ends before the picture begins")
        length = header[2] << 8 | header[3] if len(header) == 4 else 0
        if length < 2 or position + 2 + length > size:
            raise ImageDamagedError(f"the segment at byte {position} is cut off")
        yield marker, position + 4, length - 2
        position += 2 + length
    raise ImageDamagedError(f"it has more than {MAX_PIECES} segments")


def _behind_fill(file: FileBytes, position: int) -> int:
    """Offset of the marker behind any number of fill bytes 0xFF (B.1.1.2), up to a bound."""
    for start in range(position, position + _FILL_CAP, _FILL_STEP):
        stretch = file.at(start, _FILL_STEP)
        rest = stretch.lstrip(b"\xff")
        if rest or not stretch:
            return start + len(stretch) - len(rest) - 1
    raise ImageDamagedError("it is filled with 0xFF instead of segments")


def _add_app1(payload: bytes, blocks: Blocks, extended: list[_Part]) -> None:
    if payload.startswith(b"Exif\0"):
        blocks.add_exif(payload)
    elif payload.startswith(_XMP):
        blocks.add_xmp(payload[len(_XMP) :])
    elif payload.startswith(_EXTENDED_XMP):
        header = len(_EXTENDED_XMP)
        offset = int.from_bytes(payload[header + 36 : header + 40], "big")
        extended.append(_Part(payload[header : header + 32], offset, payload[header + 40 :]))


def _add_app13(payload: bytes, resources: list[bytes]) -> None:
    """Keep Photoshop's resources; one may run on in the next segment, so all are joined."""
    header = next((header for header in _PHOTOSHOP if payload.startswith(header)), None)
    if header is not None:
        resources.append(payload[len(header) :])


def _add_app11(payload: bytes, boxes: list[bytes]) -> None:
    """Keep a piece of a JUMBF box; each but the first repeats its header (ISO 19566-5, D.2)."""
    if payload[:2] != b"JP" or payload[12:16] != b"jumb":
        return
    is_first = int.from_bytes(payload[4:8], "big") == 1
    boxes.append(payload[8:] if is_first else payload[16:])


def _add_frame(payload: bytes, blocks: Blocks) -> None:
    height, width = int.from_bytes(payload[1:3], "big"), int.from_bytes(payload[3:5], "big")
    # B.2.5: the number of lines may follow the first scan.
    if height or not width:
        blocks.set_size(width, height)


def _join_extended(parts: list[_Part], blocks: Blocks) -> None:
    """Join the pieces of the extended packet that the main packet names by its GUID."""
    guids = {part.guid for part in parts if any(part.guid in packet for packet in blocks.xmp)}
    for guid in sorted(guids):
        joined = bytearray()
        for part in sorted((part for part in parts if part.guid == guid), key=lambda p: p.offset):
            if part.offset > len(joined):
                blocks.flaws.append(f"extended XMP: bytes missing from {len(joined)} on")
                break
            if part.offset == len(joined):
                joined += part.data
        blocks.add_xmp(bytes(joined))


def _look_for_the_end(file: FileBytes, scan: int) -> None:
    """Refuse a picture whose end is not marked: inside a scan, 0xFF 0xD9 cannot occur (B.1.1.5)."""
    if file.tail(2) != b"\xff\xd9" and file.find(b"\xff\xd9", scan) < 0:
        raise ImageDamagedError("its end is missing")
