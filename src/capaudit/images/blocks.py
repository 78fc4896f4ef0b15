"""What a scan of an image file finds: its format, its pixels, its metadata blocks, its damage."""

from __future__ import annotations

import msgspec

from capaudit.images.tiff_tags import TiffTags

# Enough for every honest file; a file of nothing but segments is not followed further.
MAX_PIECES = 20_000
# Blocks of one kind that are read; writers leave one or two.
MAX_BLOCKS = 4
TEXT_CAP = 4 * 1024 * 1024


class ImageDamagedError(Exception):
    """The bytes are no whole image of the format they begin as; the text says why."""


class Blocks(msgspec.Struct):
    """The metadata blocks of one image file, raw, as a container's scan gathers them.

    `exif` are TIFF structures, `resources` Photoshop image resources (`8BIM …`), `iim` bare IIM
    records, `xmp` packets, `credentials` JUMBF boxes. `flaws` name blocks that are damaged, `notes`
    say of whole ones why they are not read. `doubt` says why only decoding can tell whether the
    image is whole. `tags` are set where the image itself is a TIFF structure.
    """

    format: str
    width: int | None = None
    height: int | None = None
    exif: list[bytes] = []
    resources: list[bytes] = []
    iim: list[bytes] = []
    xmp: list[bytes] = []
    credentials: list[bytes] = []
    flaws: list[str] = []
    notes: list[str] = []
    doubt: str | None = None
    tags: TiffTags | None = None

    def add_exif(self, block: bytes) -> None:
        """Keep a TIFF structure, without the `Exif` header that JPEG puts before it."""
        tiff = block[6:] if block[:6] in (b"Exif\0\0", b"Exif\0\xff") else block
        _keep(self.exif, tiff)

    def add_xmp(self, packet: bytes) -> None:
        """Keep an XMP packet."""
        _keep(self.xmp, packet)

    def add_credentials(self, boxes: bytes) -> None:
        """Keep the JUMBF boxes of Content Credentials."""
        _keep(self.credentials, boxes)

    def set_size(self, width: int, height: int) -> None:
        """Note the pixels the header declares; an image without any is none.

        Raises ImageDamagedError where a side is zero.
        """
        if not width or not height:
            raise ImageDamagedError(f"it declares {width} × {height} pixels")
        self.width, self.height = width, height


def _keep(kept: list[bytes], block: bytes) -> None:
    if block and len(kept) < MAX_BLOCKS:
        kept.append(block)
