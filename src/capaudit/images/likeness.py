"""What a picture looks like, in 128 bits of which its copies share nearly all.

The hash is the difference hash (N. Krawetz, "Kind of Like That", 2013) along rows and along
columns: whether each point of a thumbnail is lighter than the next. It needs the whole picture
decoded.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from capaudit.images.decoding import MAX_PIXELS, PILLOW_FAULTS, without_metadata

_SIDE = 8
BITS = 2 * _SIDE * _SIDE
# Bits in which two copies of one picture may differ. Of 600 copies in 70, 50 and 25 percent of the
# size and in JPEG qualities from 40 on nine in ten differed in no more; of 24,000 pairs of other
# pictures one pair did, two charts of one make.
MOST_APART = 7
# With one band more than bits apart, some band of two copies is the same to the bit.
_BANDS = MOST_APART + 1
# Blank pages and most charts are level ground, and look alike: pictures of which more than half of
# the neighbouring points are equally light, as near as can be told, have no hash.
_LEVEL, _MOST_LEVEL = 1, BITS // 2
_MOST_BYTES = 64 * 1024 * 1024
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}


def likeness_of(path: Path, width: int, height: int) -> bytes | None:
    """The picture's hash, 16 bytes; `None` where it cannot be decoded or shows too little.

    `width` and `height` are what its header declares: beyond the limit it is not decoded.
    """
    if not 0 < width * height <= MAX_PIXELS:
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return _hash(without_metadata(data))


def bits_apart(one: bytes, other: bytes) -> int:
    """In how many bits two hashes differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def bands_of(likeness: bytes) -> Iterator[tuple[int, int]]:
    """Pieces of a hash by number; two hashes at most `MOST_APART` bits apart share one of them."""
    width = BITS // _BANDS
    number = int.from_bytes(likeness, "big")
    for band in range(_BANDS):
        yield band, (number >> (band * width)) & ((1 << width) - 1)


def _hash(data: bytes) -> bytes | None:
    from PIL import Image  # noqa: PLC0415  only asked for by a rule that few profiles have

    # A frame may be larger than the screen that the header declares.
    too_large = (Image.DecompressionBombWarning, Image.DecompressionBombError)
    side = _SIDE + 1
    try:
        with warnings.catch_warnings():
            # Odd palettes and the like are no matter here; only a picture too large is.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(_FORMATS.values())) as image:
                image.draft("L", (side * 8, side * 8))
                grey = image.convert("L").resize((side, side), Image.Resampling.BOX)
    except (*PILLOW_FAULTS, *too_large):
        return None
    return _bits(grey.tobytes(), side)


def _bits(points: bytes, side: int) -> bytes | None:
    """One bit for each point and direction; `None` for a picture that is mostly level ground."""
    steps = [
        points[place + further] - points[place]
        for place in (row * side + column for row in range(_SIDE) for column in range(_SIDE))
        for further in (1, side)
    ]
    if sum(abs(step) <= _LEVEL for step in steps) > _MOST_LEVEL:
        return None
    number = 0
    for step in steps:
        number = number << 1 | (step > 0)
    return number.to_bytes(BITS // 8, "big")
