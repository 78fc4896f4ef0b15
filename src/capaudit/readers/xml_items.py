"""The items of an XML file of any size, one after the other, each with its place in the file.

What no item holds is let go, so that memory is bounded by the longest item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

_CHUNK = 1 << 20
_LONGEST_ITEM = 32 << 20
# The longest mark, less one byte, may be cut in two by the end of a chunk.
_LONGEST_MARK = 32
# The bytes of UTF-8 that go on with a character.
_CONTINUED = bytes(range(0x80, 0xC0))


class ItemBytes(msgspec.Struct, frozen=True):
    """One item: its bytes, where they begin in the file, and the line and column there."""

    data: bytes
    offset: int
    line: int
    column: int


class TooLong(msgspec.Struct, frozen=True):
    """An item too long to be read, and where it begins."""

    line: int
    column: int


class ItemScanner:
    """Finds items by their tags, in a file whose encoding writes tags as ASCII does.

    What looks like a tag inside a CDATA section or a comment is none.
    """

    def __init__(self, file: BinaryIO, name: str, longest: int = _LONGEST_ITEM) -> None:
        self._file = file
        self._longest = longest
        tag = re.escape(name.encode())
        self._marks = re.compile(
            rb"<!\[CDATA\[|<!--|<" + tag + rb"(?=[\s>/])|</" + tag + rb"\s{0,8}>"
        )
        self._read_to = 0
        self._buffer = b""
        self._position = 0
        # How far the buffer is counted, and what stands there: an open item's beginning.
        self._counted = 0
        self._offset, self._line, self._column = 0, 1, 1
        self._is_open = False
        self._too_long: list[TooLong] = []

    def __iter__(self) -> Iterator[ItemBytes | TooLong]:
        while (found := self._next_mark()) is not None:
            yield from self._told()
            mark, start, end = found[0], found.start(), found.end()
            self._position = end
            if mark == b"<!--" or mark.endswith(b"["):
                self._skip_behind(b"-->" if mark == b"<!--" else b"]]>")
            elif mark.startswith(b"</"):
                if self._is_open:
                    yield self._cut(end)
                self._count(end)
            else:
                if self._is_open:
                    # The one before was never closed.
                    yield self._cut(start)
                self._count(start)
                self._is_open = True
        yield from self._told()
        if self._is_open:
            yield self._cut(len(self._buffer))

    def _told(self) -> Iterator[TooLong]:
        yield from self._too_long
        self._too_long.clear()

    def _next_mark(self) -> re.Match[bytes] | None:
        while (found := self._marks.search(self._buffer, self._position)) is None:
            self._position = max(self._position, len(self._buffer) - _LONGEST_MARK)
            if not self._fill():
                return None
        return found

    def _skip_behind(self, mark: bytes) -> None:
        while (at := self._buffer.find(mark, self._position)) < 0:
            self._position = max(self._position, len(self._buffer) - len(mark) + 1)
            if not self._fill():
                self._position = len(self._buffer)
                return
        self._position = at + len(mark)

    def _fill(self) -> bool:
        """Let go what is not needed any more and read on; whether there was anything left."""
        if self._is_open and len(self._buffer) - self._counted > self._longest:
            self._too_long.append(TooLong(self._line, self._column))
            self._is_open = False
        if not self._is_open:
            # A line feed may follow a carriage return: both are one line end.
            before = self._buffer[self._position - 1 : self._position] if self._position else b""
            self._count(self._position - (before == b"\r"))
        self._buffer = self._buffer[self._counted :]
        self._position -= self._counted
        self._counted = 0
        # Others may have read from the file in between.
        self._file.seek(self._read_to)
        chunk = self._file.read(_CHUNK)
        self._read_to += len(chunk)
        self._buffer += chunk
        return bool(chunk)

    def _cut(self, end: int) -> ItemBytes:
        """The open item, up to an offset of the buffer."""
        self._is_open = False
        data = self._buffer[self._counted : end]
        return ItemBytes(data, self._offset, self._line, self._column)

    def _count(self, end: int) -> None:
        """Count offset, line and column on to an offset of the buffer."""
        if end <= self._counted:
            return
        gone = self._buffer[self._counted : end]
        lines = gone.count(b"\n") + gone.count(b"\r") - gone.count(b"\r\n")
        rest = gone[max(gone.rfind(b"\n"), gone.rfind(b"\r")) + 1 :]
        self._line += lines
        self._column = (1 if lines else self._column) + len(rest.translate(None, _CONTINUED))
        self._offset += len(gone)
        self._counted = end
