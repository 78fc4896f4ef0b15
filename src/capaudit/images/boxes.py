"""Scan the boxes of AVIF, HEIF, JPEG XL and JPEG 2000 files.

ISO 14496-12, ISO 23008-12, ISO 18181-2 and ISO 15444-1, annex I, whose boxes are alike.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from capaudit.images.blocks import TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

_MAX_BOXES = 2000
_MAX_ITEMS = 2000
_XMP_TYPE = b"application/rdf+xml"
_C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
# XMP part 3, 1.1.4; Exif and IIM as Adobe's and Kakadu's programs put them into JPEG 2000.
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF_UUID = b"JpgTiffExif->JP2"
_IIM_UUID = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")
_BRANDS = {b"avif": "avif", b"avis": "avif"}
_SIGNATURES = {b"JXL ": "jxl", b"jP  ": "jp2"}
# Boxes without which there is no picture.
_PICTURES = frozenset({b"meta", b"moov"})


class _Box(NamedTuple):
    kind: bytes
    payload: bytes


class _Outer(NamedTuple):
    """A box of the file itself, which may be too large to be held."""

    kind: bytes
    start: int
    length: int


class _Stretch(NamedTuple):
    """Where an item lies: in the file, or (method 1) in the `idat` box."""

    method: int
    offset: int
    length: int


def scan_boxes(file: FileBytes) -> Blocks:
    """Find Exif and XMP among the items of the `meta` box, or in boxes of their own.

    Raises ImageDamagedError where boxes are cut off.
    """
    own = _SIGNATURES.get(file.head[4:8])
    blocks = Blocks(own or _BRANDS.get(file.head[8:12], "heif"))
    kinds = set()
    for box in _outer_boxes(file):
        is_first = box.kind not in kinds
        kinds.add(box.kind)
        match box.kind:
            # A file has one (ISO 14496-12, 8.11.1).
            case b"meta" if is_first:
                _read_meta(file, file.at(box.start, min(box.length, TEXT_CAP)), blocks)
            case b"Exif":
                _add_exif(file.at(box.start, min(box.length, TEXT_CAP)), blocks)
            case b"jumb":
                blocks.add_credentials(file.at(box.start - 8, min(box.length + 8, TEXT_CAP)))
            case b"uuid":
                _add_uuid(file.at(box.start, min(box.length, TEXT_CAP)), blocks)
            case b"xml ":
                _add_xml(file.at(box.start, min(box.length, TEXT_CAP)), blocks)
            case b"jp2h":
                _set_jp2_size(file.at(box.start, min(box.length, TEXT_CAP)), blocks)
            case b"brob":
                _note_compressed(file.at(box.start, 4), blocks)
    if own is None and not kinds & _PICTURES:
        raise ImageDamagedError("it has no picture (no meta box)")
    return blocks


def _outer_boxes(file: FileBytes) -> Iterator[_Outer]:
    position = 0
    for _ in range(_MAX_BOXES):
        header = file.at(position, 16)
        if len(header) < 8:
            return
        length, start = int.from_bytes(header[:4], "big"), 8
        if length == 1 and len(header) == 16:
            length, start = int.from_bytes(header[8:], "big"), 16
        elif length == 0:
            length = file.size - position
        if length < start or position + length > file.size:
            raise ImageDamagedError(f"the box at byte {position} is cut off")
        yield _Outer(header[4:8], position + start, length - start)
        position += length


def _inner_boxes(payload: bytes) -> Iterator[_Box]:
    """Boxes inside a box; a cut one ends the walk."""
    position = 0
    for _ in range(_MAX_BOXES):
        if position + 8 > len(payload):
            return
        length = int.from_bytes(payload[position : position + 4], "big")
        if length < 8 or position + length > len(payload):
            return
        yield _Box(payload[position + 4 : position + 8], payload[position + 8 : position + length])
        position += length


def _read_meta(file: FileBytes, payload: bytes, blocks: Blocks) -> None:
    """Follow the items of types `Exif` and `mime` (RDF) to where they lie."""
    inner = {box.kind: box.payload for box in _inner_boxes(payload[4:])}
    try:
        kinds = dict(_item_kinds(inner.get(b"iinf", b"")))
        places = dict(_item_stretches(inner.get(b"iloc", b"")))
    except struct.error:
        blocks.flaws.append(f"{blocks.format} items: the table of items is cut off")
        return
    for identity, kind in kinds.items():
        if identity in places:
            data = _item(file, places[identity], inner.get(b"idat", b""))
            if kind == b"Exif":
                _add_exif(data, blocks)
            else:
                blocks.add_xmp(data)
    _set_size(inner.get(b"iprp", b""), blocks)


def _item(file: FileBytes, stretch: _Stretch, inside: bytes) -> bytes:
    length = min(stretch.length, TEXT_CAP)
    if stretch.method == 1:
        return inside[stretch.offset : stretch.offset + length]
    return file.at(stretch.offset, length)


def _add_exif(data: bytes, blocks: Blocks) -> None:
    """Keep the TIFF structure behind the offset that stands first (ISO 23008-12, A.2.1)."""
    offset = 4 + int.from_bytes(data[:4], "big")
    blocks.add_exif(data[offset:])


def _add_uuid(payload: bytes, blocks: Blocks) -> None:
    """Keep the block that a box's own identity says is inside."""
    identity, inside = payload[:16], payload[16:]
    if identity == _XMP_UUID:
        blocks.add_xmp(inside)
    elif identity == _EXIF_UUID:
        blocks.add_exif(inside)
    elif identity == _IIM_UUID:
        blocks.iim.append(inside)
    else:
        _add_credentials(payload, blocks)


def _add_xml(payload: bytes, blocks: Blocks) -> None:
    """Keep XMP; JPEG 2000 has other XML in such boxes too."""
    if blocks.format == "jxl" or b"http://www.w3.org/1999/02/22-rdf-syntax-ns#" in payload:
        blocks.add_xmp(payload)


def _set_jp2_size(payload: bytes, blocks: Blocks) -> None:
    for box in _inner_boxes(payload):
        if box.kind == b"ihdr" and len(box.payload) >= 8:
            height, width = struct.unpack(">II", box.payload[:8])
            blocks.set_size(width, height)


def _note_compressed(kind: bytes, blocks: Blocks) -> None:
    """Say that a block is there and not read: Python has no Brotli of its own."""
    name = {b"Exif": "Exif", b"xml ": "XMP", b"jumb": "Content Credentials"}.get(kind)
    if name is not None:
        blocks.notes.append(f"{name}: compressed with Brotli, not read")


def _add_credentials(payload: bytes, blocks: Blocks) -> None:
    """Keep the boxes behind the purpose and offset that C2PA 2.1, A.5.1 puts before them."""
    start = payload.find(b"jumb", 16, 128) - 4
    if payload.startswith(_C2PA_UUID) and start > 0:
        blocks.add_credentials(payload[start:])


def _item_kinds(payload: bytes) -> Iterator[tuple[int, bytes]]:
    """Identity and type of the metadata items in `iinf`; XMP is told by its media type."""
    header = 6 if payload[:1] == b"\0" else 8
    for box in _inner_boxes(payload[header:]):
        version = box.payload[0] if box.payload else 0
        if version < 2:
            continue
        wide = version > 2
        identity = struct.unpack_from(">I" if wide else ">H", box.payload, 4)[0]
        start = 10 if wide else 8
        kind = box.payload[start : start + 4]
        if kind == b"Exif" or (kind == b"mime" and _XMP_TYPE in box.payload[start + 4 :]):
            yield identity, kind


def _item_stretches(payload: bytes) -> Iterator[tuple[int, _Stretch]]:
    """Where each item of `iloc` lies; metadata have one extent, so the first is taken."""
    if len(payload) < 8:
        return
    version = payload[0]
    offset_size, length_size = payload[4] >> 4, payload[4] & 15
    base_size, index_size = payload[5] >> 4, payload[5] & 15 if version else 0
    wide = version > 1
    count = struct.unpack_from(">I" if wide else ">H", payload, 6)[0]
    position = 10 if wide else 8
    for _ in range(min(count, _MAX_ITEMS)):
        identity = struct.unpack_from(">I" if wide else ">H", payload, position)[0]
        position += 4 if wide else 2
        method = 0
        if version:
            method = struct.unpack_from(">H", payload, position)[0] & 15
            position += 2
        position += 2
        base = _number(payload, position, base_size)
        position += base_size
        extents = struct.unpack_from(">H", payload, position)[0]
        position += 2
        offset = _number(payload, position + index_size, offset_size)
        length = _number(payload, position + index_size + offset_size, length_size)
        position += extents * (index_size + offset_size + length_size)
        yield identity, _Stretch(method, base + offset, length)


def _number(payload: bytes, position: int, size: int) -> int:
    return int.from_bytes(payload[position : position + size], "big")


def _set_size(properties: bytes, blocks: Blocks) -> None:
    """The largest picture's pixels: thumbnails and tiles have an `ispe` of their own."""
    sizes = [
        struct.unpack(">II", box.payload[4:12])
        for container in _inner_boxes(properties)
        if container.kind == b"ipco"
        for box in _inner_boxes(container.payload)
        if box.kind == b"ispe" and len(box.payload) >= 12
    ]
    if sizes:
        width, height = max(sizes, key=lambda size: size[0] * size[1])
        blocks.set_size(width, height)
