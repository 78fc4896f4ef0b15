"""Lines of a markup whose structure lies in its lines, and their words as one text.

reStructuredText and AsciiDoc are read line by line. `Line` keeps where the words of a line stand;
`LineText` joins some of them and leads from each offset back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.tree import TreeBuilder

_LINE_END = re.compile(r"\r\n|\r|\n")
# https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#whitespace
_TAB = 8
# `Ida Moss <ida@example.org>`
_MAIL = re.compile(r"\s{0,9}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*$")


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line without white space at its ends: source offsets of its words, and their column."""

    start: int
    end: int
    indent: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on the line."""
        return self.start == self.end

    def behind(self, offset: int, source: str) -> Line:
        """What of the line stands behind a source offset, as a line of its own."""
        while offset < self.end and source[offset].isspace():
            offset += 1
        return Line(offset, self.end, self.indent + offset - self.start)


def source_lines(source: str, start: int = 0) -> list[Line]:
    """The lines of a text from an offset on."""
    lines: list[Line] = []
    for found in _LINE_END.finditer(source, start):
        lines.append(_line(source, start, found.start()))
        start = found.end()
    lines.append(_line(source, start, len(source)))
    return lines


def _line(source: str, start: int, end: int) -> Line:
    raw = source[start:end]
    words = raw.lstrip()
    white = raw[: len(raw) - len(words)]
    first = start + len(white)
    return Line(first, first + len(words.rstrip()), len(white.expandtabs(_TAB)))


class LineText:
    """The words of lines as one text, a line feed between two."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self._source = source
        self._lines = lines
        words = [source[line.start : line.end] for line in lines]
        self.text = "\n".join(words)
        self._starts = list(accumulate((len(one) + 1 for one in words), initial=0))

    def at(self, offset: int) -> int:
        """The source offset of an offset in the text."""
        if not self._lines:
            return 0
        index = min(bisect_right(self._starts, offset), len(self._lines)) - 1
        line = self._lines[index]
        return min(line.start + offset - self._starts[index], line.end)

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """A stretch of the text as it stands: its words, their source offset and length.

        The gap between two lines is one space.
        """
        index = bisect_right(self._starts, start) - 1
        while start < end and index < len(self._lines):
            line, behind = self._lines[index], self._starts[index + 1] - 1
            stop = min(end, behind)
            if stop > start:
                at = line.start + start - self._starts[index]
                yield self._source[at : at + stop - start], at, stop - start
            if end > behind and index + 1 < len(self._lines):
                gap = self._lines[index + 1].start - line.end
                # One character stands for itself; more are read as a space.
                yield (self._source[line.end] if gap == 1 else " "), line.end, gap
            start, index = behind + 1, index + 1

    def add_to(self, builder: TreeBuilder, start: int, end: int) -> None:
        """Add a stretch of the text to a tree."""
        for words, at, length in self.pieces(start, end):
            builder.words(words, at, length)

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """A stretch of the text as a passage."""
        builder = PassageBuilder()
        for words, at, length in self.pieces(start, len(self.text) if end is None else end):
            builder.replace(" " if words.isspace() else words, at, length)
        return builder.build()


def without_address(passage: Passage) -> Passage:
    """A name without the mail address behind it."""
    found = _MAIL.search(passage.text) if "@" in passage.text else None
    return passage.cut(Span(0, found.start())) if found is not None else passage
