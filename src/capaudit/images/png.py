"""Scan a PNG file's chunks for metadata (W3C PNG, third edition, clause 11)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from capaudit.images.blocks import MAX_PIECES, TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_READ = _TEXT | {b"IHDR", b"eXIf", b"caBX"}
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_RAW_PROFILE = b"Raw profile type "
# A keyword has at most 79 bytes and ends in NUL.
_KEYWORD_CAP = 80


class _Chunk(NamedTuple):
    kind: bytes
    payload: int
    length: int


class _Text(NamedTuple):
    keyword: bytes
    text: bytes


def scan_png(file: FileBytes) -> Blocks:
    """Find the metadata chunks, those behind the pixels included.

    Raises ImageDamagedError where chunks are cut, garbled or missing.
    """
    blocks = Blocks("png")
    has_pixels = False
    for chunk in _chunks(file):
        if chunk.kind == b"IDAT":
            has_pixels = True
        elif chunk.kind in _READ:
            _add_chunk(chunk, file, blocks)
    if not has_pixels:
        raise ImageDamagedError("it has no pixels (no IDAT chunk)")
    return blocks


def _chunks(file: FileBytes) -> Iterator[_Chunk]:
    """Walk from chunk to chunk up to IEND; the first must be IHDR."""
    position = len(SIGNATURE)
    for index in range(MAX_PIECES):
        header = file.at(position, 8)
        if len(header) < 8:
            raise ImageDamagedError(f"it is cut off after {file.size} bytes")
        kind, length = header[4:], int.from_bytes(header[:4], "big")
        if not kind.isalpha() or (index == 0 and (kind, length) != (b"IHDR", 13)):
            raise ImageDamagedError(f"no chunk begins at byte {position}")
        if kind == b"IEND":
            return
        if position + 12 + length > file.size:
            raise ImageDamagedError(f"it is cut off in the {kind.decode()} chunk")
        yield _Chunk(kind, position + 8, length)
        position += 12 + length
    raise ImageDamagedError(f"it has more than {MAX_PIECES} chunks")


def _add_chunk(chunk: _Chunk, file: FileBytes, blocks: Blocks) -> None:
    kind = chunk.kind
    # Programs keep megabytes of their own in text chunks, which the keyword tells.
    if kind in _TEXT and not _is_wanted(file.at(chunk.payload, min(chunk.length, _KEYWORD_CAP))):
        return
    payload = file.at(chunk.payload, min(chunk.length, TEXT_CAP))
    if kind == b"IHDR":
        blocks.set_size(int.from_bytes(payload[:4], "big"), int.from_bytes(payload[4:8], "big"))
    elif kind == b"eXIf":
        blocks.add_exif(payload)
    elif kind == b"caBX":
        blocks.add_credentials(payload)
    else:
        _add_text(kind, payload, blocks)


def _is_wanted(start: bytes) -> bool:
    """Whether a text chunk's keyword says that it holds a metadata block."""
    return start.startswith(_RAW_PROFILE) or start.split(b"\0", 1)[0] == _XMP_KEYWORD


def _add_text(kind: bytes, payload: bytes, blocks: Blocks) -> None:
    """Keep XMP, and the blocks that ImageMagick writes as hexadecimal text."""
    keyword = payload.split(b"\0", 1)[0]
    try:
        text = _text(kind, payload).text
    except (zlib.error, ValueError) as error:
        blocks.flaws.append(f"PNG text chunk {keyword.decode('latin-1')}: {error}")
        return
    if keyword == _XMP_KEYWORD:
        blocks.add_xmp(text)
    else:
        _add_raw_profile(keyword[len(_RAW_PROFILE) :], text, blocks)


def _text(kind: bytes, payload: bytes) -> _Text:
    """Keyword and text of a text chunk, inflated within a bound."""
    keyword, _, rest = payload.partition(b"\0")
    if kind == b"tEXt":
        return _Text(keyword, rest)
    if kind == b"zTXt":
        return _Text(keyword, _inflated(rest[1:]))
    is_compressed = rest[:1] == b"\1"
    text = rest[2:].split(b"\0", 2)[-1]
    return _Text(keyword, _inflated(text) if is_compressed else text)


def _inflated(data: bytes) -> bytes:
    text = zlib.decompressobj().decompress(data, TEXT_CAP + 1)
    if len(text) > TEXT_CAP:
        raise ValueError(f"more than {TEXT_CAP >> 20} MB of text")
    return text


def _add_raw_profile(name: bytes, text: bytes, blocks: Blocks) -> None:
    """Keep a profile: a line with its name, one with its length, then hexadecimal digits."""
    lines = text.strip().split(b"\n", 2)
    try:
        block = bytes.fromhex(lines[2].decode("ascii")) if len(lines) == 3 else b""
    except ValueError as error:
        blocks.flaws.append(f"PNG raw profile {name.decode('latin-1')}: {error}")
        return
    match name:
        case b"exif" | b"APP1" if block.startswith((b"Exif\0", b"II*\0", b"MM\0*")):
            blocks.add_exif(block)
        case b"APP1" | b"xmp":
            blocks.add_xmp(block.removeprefix(b"http://ns.adobe.com/xap/1.0/\0"))
        case b"iptc" | b"8bim" if block.startswith(b"8BIM"):
            blocks.resources.append(block)
        case b"iptc":
            blocks.iim.append(block)
