"""Scan a TIFF image, or a camera's raw file in its shape, for pixels and metadata."""

from __future__ import annotations

from capaudit.images.blocks import Blocks, ImageDamagedError
from capaudit.images.exif import WANTED
from capaudit.images.file_bytes import FileBytes
from capaudit.images.tiff_tags import (
    CREDENTIALS_TAG,
    IIM_TAG,
    RESOURCES_TAG,
    XMP_TAG,
    TiffError,
    TiffTags,
    read_tags,
)

_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES = 0x0100, 0x0101, 0x0111, 0x0117
_UNKNOWN = 0xFFFFFFFF
_BLOCKS = {XMP_TAG, IIM_TAG, RESOURCES_TAG, CREDENTIALS_TAG}
_WANTED = WANTED | {_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, *_BLOCKS}


def scan_tiff(file: FileBytes) -> Blocks:
    """Find the metadata blocks in the first directory.

    Raises ImageDamagedError where there is no directory or the pixels are cut off.
    """
    try:
        tags = read_tags(file, _WANTED)
    except TiffError as error:
        raise ImageDamagedError(str(error)) from error
    if not tags.root:
        raise ImageDamagedError("its directory is missing or cut off")
    blocks = Blocks("tiff", tags=tags)
    _set_size(tags, blocks)
    _check_strips(tags, file.size)
    for number, kept in ((IIM_TAG, blocks.iim), (RESOURCES_TAG, blocks.resources)):
        if number in tags.root:
            kept.append(tags.root[number].raw)
    if XMP_TAG in tags.root:
        blocks.add_xmp(tags.root[XMP_TAG].raw)
    if CREDENTIALS_TAG in tags.root:
        blocks.add_credentials(tags.root[CREDENTIALS_TAG].raw)
    return blocks


def _set_size(tags: TiffTags, blocks: Blocks) -> None:
    width, height = tags.numbers(tags.root.get(_WIDTH)), tags.numbers(tags.root.get(_HEIGHT))
    if width and height:
        blocks.set_size(width[0], height[0])


def _check_strips(tags: TiffTags, size: int) -> None:
    starts = tags.numbers(tags.root.get(_STRIPS))
    lengths = tags.numbers(tags.root.get(_STRIP_BYTES))
    end = max((start + length for start, length in zip(starts, lengths, strict=False)), default=0)
    # Raw formats fill in all ones where they keep the length elsewhere.
    if size < end < _UNKNOWN:
        raise ImageDamagedError(f"it is cut off after {size} of {end} bytes")
