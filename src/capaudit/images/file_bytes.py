"""A file as a scan of its header sees it: any stretch on demand, within a bound in all."""

from __future__ import annotations

import os
from typing import Protocol

# One read of this size holds the metadata of nearly every image.
HEAD_BYTES = 65_536
# No honest image carries more; a crafted one would have it read without end.
METADATA_CAP = 16 * 1024 * 1024
SEARCH_CAP = 512 * 1024 * 1024
_SEARCH_STEP = 1024 * 1024


class MetadataTooLargeError(Exception):
    """The metadata of one file exceed what is read."""


class Stretches(Protocol):
    """Bytes that can be read from any offset."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def at(self, offset: int, length: int) -> bytes:
        """The bytes from an offset, fewer at the end."""


class BlockBytes:
    """A block that is in memory already."""

    def __init__(self, block: bytes) -> None:
        self._block = block
        self.size = len(block)

    def at(self, offset: int, length: int) -> bytes:
        """The bytes from an offset, fewer at the end."""
        return self._block[offset : offset + length] if offset >= 0 and length > 0 else b""


class FileBytes:
    """An open file, read once at its beginning and further only where asked."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor = descriptor
        self.size = size
        self.head = os.read(descriptor, HEAD_BYTES)
        self._head_size = len(self.head)
        self._left = METADATA_CAP

    def at(self, offset: int, length: int) -> bytes:
        """The bytes from an offset, fewer at the end.

        Raises MetadataTooLargeError once more than `METADATA_CAP` bytes were asked for in all.
        """
        end = offset + length
        if 0 <= offset < end <= self._head_size:
            return self.head[offset:end]
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        self._left -= min(end, self.size) - offset
        if self._left < 0:
            raise MetadataTooLargeError(f"more than {METADATA_CAP >> 20} MB of metadata")
        return self._read(offset, length)

    def find(self, wanted: bytes, start: int) -> int:
        """Offset of the first occurrence behind `start`, -1 if there is none."""
        overlap = len(wanted) - 1
        for offset in range(start, min(self.size, start + SEARCH_CAP), _SEARCH_STEP):
            found = self._read(offset, _SEARCH_STEP + overlap).find(wanted)
            if found >= 0:
                return offset + found
        return -1

    def tail(self, length: int) -> bytes:
        """The last bytes of the file."""
        start = max(0, self.size - length)
        return self.head[start:] if self.size <= len(self.head) else self._read(start, length)

    def _read(self, offset: int, length: int) -> bytes:
        os.lseek(self._descriptor, offset, os.SEEK_SET)
        return os.read(self._descriptor, length)
