"""Scan a GIF file for pixels, XMP and Content Credentials (GIF89a; XMP part 3, 1.1.2; C2PA 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from capaudit.images.blocks import TEXT_CAP, Blocks, ImageDamagedError
from capaudit.images.file_bytes import FileBytes

_XMP_EXTENSION = b"\x21\xff\x0bXMP DataXMP"
# The packet is no chain of sub-blocks; this run of bytes lets readers that expect one get out.
_XMP_END = b"\x01\xff\xfe\xfd"
# C2PA 2.1, A.3: the boxes follow as a chain of sub-blocks.
_C2PA_EXTENSION = b"\x21\xff\x0bC2PA_GIF\1\0\0"
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
    ends = (file.at(0, _ENDS), file.tail(_ENDS))
    blocks.add_xmp(_packet(ends))
    blocks.add_credentials(_credentials(ends))
    return blocks


def _credentials(ends: Iterable[bytes]) -> bytes:
    for stretch in ends:
        start = stretch.find(_C2PA_EXTENSION)
        if start >= 0:
            return b"".join(_sub_blocks(stretch, start + len(_C2PA_EXTENSION)))
    return b""


def _sub_blocks(stretch: bytes, position: int) -> Iterator[bytes]:
    """The data of a chain of sub-blocks, each behind its length, up to the empty one."""
    while position < len(stretch) and stretch[position]:
        behind = position + 1 + stretch[position]
        yield stretch[position + 1 : behind]
        position = behind


def _packet(ends: Iterable[bytes]) -> bytes:
    for stretch in ends:
        start = stretch.find(_XMP_EXTENSION)
        end = stretch.find(_XMP_END, start)
        if 0 <= start < end:
            return stretch[start + len(_XMP_EXTENSION) : min(end, start + TEXT_CAP)]
    return b""
