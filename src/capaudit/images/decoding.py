"""Decoding with Pillow, within bounds: whether an image is whole, and what to feed Pillow at all.

Pillow reads Exif by itself on opening, within no bounds. So whole files are only given to it in
formats without Exif; a JPEG comes without its metadata.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from capaudit.images.blocks import Blocks

# Beyond this an image is not decoded: a header of 100 bytes may declare gigabytes of pixels.
MAX_PIXELS = 50_000_000
# What Pillow raises for damaged files; SyntaxError is its word for a broken structure.
PILLOW_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError)
_APP0, _APP14, _APP15 = 0xE0, 0xEE, 0xEF
_START_OF_SCAN = 0xDA


def why_not_decodable(path: Path, blocks: Blocks) -> str | None:
    """Why an image in doubt is damaged; `None` where all its pixels are there after all."""
    if (blocks.width or 0) * (blocks.height or 0) > MAX_PIXELS:
        return blocks.doubt
    from PIL import Image  # noqa: PLC0415

    # A frame may be larger than the screen that the header declares.
    too_large = (Image.DecompressionBombWarning, Image.DecompressionBombError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=(blocks.format.upper(),)) as image:
                image.load()
    except (*PILLOW_FAULTS, *too_large):
        return blocks.doubt
    return None


def without_metadata(data: bytes) -> bytes:
    """A JPEG without its application segments, but for the one that gives its colours.

    Pillow reads Exif by itself on opening, within no bounds.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    kept, position = [b"\xff\xd8"], 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _START_OF_SCAN:
            break
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _APP14 or not _APP0 <= marker <= _APP15:
            kept.append(data[position:end])
        position = end
    return b"".join([*kept, data[position:]])
