"""Decode an image with Pillow where its header leaves doubt whether it is whole."""

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
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > MAX_PIXELS:
                return blocks.doubt
            image.load()
            blocks.width, blocks.height = image.size
    # What Pillow raises for damaged files; SyntaxError is its word for a broken structure.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, UnidentifiedImageError):
        return blocks.doubt
    return None
