"""Decode an image with Pillow where its structure leaves doubt whether it is whole.

Only formats without Exif come here: Pillow reads Exif by itself on opening, within no bounds.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from capaudit.images.blocks import Blocks

# Beyond this an image is not decoded: a header of 100 bytes may declare gigabytes of pixels.
MAX_PIXELS = 50_000_000


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
    # What Pillow raises for damaged files; SyntaxError is its word for a broken structure.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, *too_large):
        return blocks.doubt
    return None
