"""Scan a WebP file's RIFF chunks for metadata (RFC 9649)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from capaudit.images.blocks import MAX_PIECES, TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

_PICTURES = frozenset({b"VP8 ", b"VP8L", b"ANMF"})


class _Chunk(NamedTuple):
    kind: bytes
    payload: int
    length: int


def scan_webp(file: FileBytes) -> Blocks:
    """Find the metadata chunks, which stand behind the picture.

    Raises ImageDamagedError where chunks are cut or no picture is among them.
    """
    blocks = Blocks("webp")
    has_picture = False
    for chunk in _chunks(file):
        has_picture |= chunk.kind in _PICTURES
        match chunk.kind:
            case b"EXIF":
                blocks.add_exif(file.at(chunk.payload, min(chunk.length, TEXT_CAP)))
            # Some writers end the name in NUL.
            case b"XMP " | b"XMP\0":
                blocks.add_xmp(file.at(chunk.payload, min(chunk.length, TEXT_CAP)))
            case b"C2PA":
                blocks.add_credentials(file.at(chunk.payload, min(chunk.length, TEXT_CAP)))
            case b"VP8X" | b"VP8 " | b"VP8L" if blocks.width is None:
                _set_size(chunk.kind, file.at(chunk.payload, 10), blocks)
    if not has_picture:
        raise ImageDamagedError("it has no picture chunk")
    return blocks


def _chunks(file: FileBytes) -> Iterator[_Chunk]:
    end = 8 + int.from_bytes(file.at(4, 4), "little")
    if end > file.size + 1:
        raise ImageDamagedError(f"it is cut off after {file.size} of {end} bytes")
    position = 12
    for _ in range(MAX_PIECES):
        header = file.at(position, 8)
        if len(header) < 8 or position >= end:
            return
        length = int.from_bytes(header[4:], "little")
        if position + 8 + length > file.size:
            raise ImageDamagedError(f"the chunk at byte {position} is cut off")
        yield _Chunk(header[:4], position + 8, length)
        position += 8 + length + length % 2
    raise ImageDamagedError(f"it has more than {MAX_PIECES} chunks")


def _set_size(kind: bytes, payload: bytes, blocks: Blocks) -> None:
    """Read the pixels: 24 bits in VP8X, 14 bits a side in the two kinds of frame."""
    if len(payload) < (5 if kind == b"VP8L" else 10):
        raise ImageDamagedError("its picture chunk is too short")
    if kind == b"VP8X":
        sides = (payload[4:7], payload[7:10])
        width, height = (int.from_bytes(side, "little") + 1 for side in sides)
    elif kind == b"VP8L":
        bits = int.from_bytes(payload[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width = int.from_bytes(payload[6:8], "little") & 0x3FFF
        height = int.from_bytes(payload[8:10], "little") & 0x3FFF
    blocks.set_size(width, height)
