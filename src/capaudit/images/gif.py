"""Scan a GIF file for its pixels and an XMP packet (GIF89a; XMP part 3, 1.1.2)."""

from __future__ import annotations

from capaudit.images.blocks import TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

_XMP_EXTENSION = b"\x21\xff\x0bXMP DataXMP"
# The packet is no chain of sub-blocks; this run of bytes lets readers that expect one get out.
_XMP_END = b"\x01\xff\xfe\xfd"
_TRAILER = b"\x3b"
# Where encoders put the packet: before the first frame, or behind the last.
_ENDS = 4 * 1024 * 1024


def scan_gif(file: FileBytes) -> Blocks:
    """Read the screen size and find the XMP packet.

    Raises ImageDamagedError where not even the screen is described.
    """
    blocks = Blocks("gif")
    screen = file.at(6, 7)
    if len(screen) < 7 or file.size < 20:
        raise ImageDamagedError(f"it is cut off after {file.size} bytes")
    blocks.set_size(int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:4], "little"))
    if not file.tail(64).rstrip(b"\0\r\n").endswith(_TRAILER):
        blocks.doubt = "its end is missing"
    blocks.add_xmp(_packet(file))
    return blocks


def _packet(file: FileBytes) -> bytes:
    for stretch in (file.at(0, _ENDS), file.tail(_ENDS)):
        start = stretch.find(_XMP_EXTENSION)
        end = stretch.find(_XMP_END, start)
        if 0 <= start < end:
            return stretch[start + len(_XMP_EXTENSION) : min(end, start + TEXT_CAP)]
    return b""
