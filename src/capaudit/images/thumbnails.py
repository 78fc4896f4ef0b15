"""Makes small upright copies of pictures, several at once, within bounds of time and memory.

A contact sheet shows what people sent in: a file of 100 bytes may declare gigabytes of pixels, or
repeat its passes over them for hours. What is too large or too odd has no copy, and a word why.
"""

from __future__ import annotations

import io
import os
import stat
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from capaudit.images.decoding import MAX_PIXELS, PILLOW_FAULTS, without_metadata
from capaudit.images.site import Site
from capaudit.model.thumbnail import NoThumbnail, Picture, Thumbnail

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

# Decoders by what they are fed; those of other formats are slow, rare in print, or often attacked.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_BYTES = 64 * 1024 * 1024
# A JPEG is decoded at an eighth of its size and less; all others come whole into memory.
_MOST_WHOLE_PIXELS = 24_000_000
# Passes over all pixels that a progressive JPEG may ask for, counted in pixels.
_MOST_PASSED_PIXELS = 800_000_000
_START_OF_SCAN = b"\xff\xda"
# From here on one picture at a time is decoded, so that two never fill the memory together.
_LARGE_PIXELS = 4_000_000
# WebP's effort 0 to 6: the slower ones save a tenth of the bytes.
_QUALITY, _EFFORT = 62, 1
_WORKERS = min(4, os.cpu_count() or 1)
# So many pictures are under way at once; their small copies wait in memory for their turn.
_AHEAD = 8
# Exif 2.32, tag 0x0112: how to turn the stored pixels upright, as Pillow's transpositions.
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_one_large = Lock()


class ThumbnailMaker:
    """Makes the small copies of one site's pictures; nothing outside its root is opened."""

    def __init__(self, root: Path) -> None:
        self._site = Site(root=root.absolute())

    def __call__(
        self, pictures: Iterable[Picture | None]
    ) -> Iterator[Thumbnail | NoThumbnail | None]:
        """The small copies in the order asked for, a few of them made ahead."""
        waiting: deque[Future[Thumbnail | NoThumbnail] | None] = deque()
        # The decoders let other threads run, so that threads are enough.
        with ThreadPoolExecutor(_WORKERS) as workers:
            for picture in pictures:
                waiting.append(None if picture is None else workers.submit(self._copy_of, picture))
                if len(waiting) > _AHEAD:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())

    def _copy_of(self, picture: Picture) -> Thumbnail | NoThumbnail:
        if not self._site.holds_inside(picture.file):
            return "outside the site, not opened"
        data = _bytes_of(self._site.root / picture.file)
        return data if isinstance(data, str) else thumbnail_of(data, picture)


def _result(
    waiting: Future[Thumbnail | NoThumbnail] | None,
) -> Thumbnail | NoThumbnail | None:
    return None if waiting is None else waiting.result()


def _bytes_of(path: Path) -> bytes | NoThumbnail:
    try:
        with open(path, "rb", opener=_without_waiting) as handle:
            found = os.fstat(handle.fileno())
            if not stat.S_ISREG(found.st_mode):
                return "no file"
            if found.st_size > _MOST_BYTES:
                return "too large to show"
            return handle.read(_MOST_BYTES + 1)[:_MOST_BYTES]
    except OSError:
        return "cannot be opened"


def _without_waiting(path: str, flags: int) -> int:
    # A pipe that took the file's place would otherwise wait for its writer.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def thumbnail_of(data: bytes, picture: Picture) -> Thumbnail | NoThumbnail:
    """The small copy of a picture given by its file's bytes, or why there is none."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  only contact sheets need it

    try:
        with warnings.catch_warnings():
            # The size is looked at here, before anything is decoded.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(without_metadata(data)), formats=_FORMATS) as image:
                refused = _why_refused(image, data)
                if refused is not None:
                    return refused
                if image.width * image.height < _LARGE_PIXELS:
                    return _encoded(image, picture)
                with _one_large:
                    return _encoded(image, picture)
    except Image.DecompressionBombError:
        return "too large to show"
    except UnidentifiedImageError:
        return "no preview for this format"
    except PILLOW_FAULTS:
        return "cannot be decoded"


def _why_refused(image: Pixels, data: bytes) -> NoThumbnail | None:
    pixels = image.width * image.height
    if image.format != "JPEG":
        return "too large to show" if pixels > _MOST_WHOLE_PIXELS else None
    passed = pixels * data.count(_START_OF_SCAN)
    return "too large to show" if pixels > 2 * MAX_PIXELS or passed > _MOST_PASSED_PIXELS else None


def _encoded(image: Pixels, picture: Picture) -> Thumbnail:
    from PIL import Image  # noqa: PLC0415

    image.draft("RGB", (picture.side, picture.side))
    small = image
    if image.mode not in {"RGB", "RGBA", "L"}:
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    width, height = _fitted(image.size, picture.side)
    small = small.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    turn = _TURNS.get(picture.orientation)
    if turn is not None:
        small = small.transpose(Image.Transpose[turn])
    # Nothing but pixels goes on: no profile, no comment, no position.
    small.info.clear()
    stream = io.BytesIO()
    small.save(stream, "WEBP", quality=_QUALITY, method=_EFFORT)
    return Thumbnail(stream.getvalue(), *small.size)


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """A size with the same proportions that fits into a square; never larger than the picture."""
    share = min(1.0, side / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))
