"""Small copies of pictures for reports that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec


class Picture(msgspec.Struct, frozen=True):
    """A picture that a report wants to show.

    `file` is its path relative to the root, `side` the most pixels either way. `orientation` is
    Exif's, 1 to 8: how the stored pixels are to be turned.
    """

    file: str
    side: int
    orientation: int = 1


class Thumbnail(msgspec.Struct, frozen=True):
    """A small copy as a WebP file, already upright, and its size in pixels."""

    webp: bytes
    width: int
    height: int


# Why there is no small copy, as words for the place it would have stood in.
NoThumbnail = str
# Small copies in the order asked for; `None` asks for none, so that answers pair with questions.
Thumbnails = Callable[[Iterable[Picture | None]], Iterator[Thumbnail | NoThumbnail | None]]


def no_thumbnails(pictures: Iterable[Picture | None]) -> Iterator[NoThumbnail | None]:
    """What a report without access to the files gets."""
    for picture in pictures:
        yield None if picture is None else "picture not at hand"
