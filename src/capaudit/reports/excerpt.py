"""Cuts a source line to the page and draws a caret row under the words meant."""

from __future__ import annotations

import unicodedata

import msgspec

from capaudit.reports.escape import visible

TAB_WIDTH = 4
ELLIPSIS = "…"


class Excerpt(msgspec.Struct, frozen=True):
    """A piece of a source line, made visible, and the row of carets that goes under it."""

    text: str
    carets: str


def excerpt(
    line: str, column: int, end_column: int, width: int, *, first_column: int = 1
) -> Excerpt:
    """The part of a line around the characters from `column` up to `end_column`.

    Columns count characters from 1; `width` is in terminal cells, of which wide characters take
    two. `first_column` is where the given text begins in its line. The marked words are always in
    view, from their beginning; at least one caret is drawn.
    """
    start = max(0, min(column - first_column, len(line)))
    end = max(start, min(end_column - first_column, len(line)))
    # A line can be megabytes long: only what may fit on the page is looked at.
    left = max(0, start - width)
    right = min(len(line), start + width)
    cells = [_shown(character) for character in line[left:right]]
    first, last = _window(cells, start - left, end - left, width - 2)
    before = ELLIPSIS if left + first + first_column > 1 else ""
    after = ELLIPSIS if left + last < len(line) else ""
    text = before + "".join(cells[first:last]) + after
    offset = len(before) + text_width("".join(cells[first : start - left]))
    marked = text_width("".join(cells[start - left : min(end - left, last)]))
    return Excerpt(text, " " * offset + "^" * max(1, marked))


def text_width(text: str) -> int:
    """Number of terminal cells a text without control characters takes (Unicode UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it up to a width in terminal cells."""
    return text + " " * max(0, width - text_width(text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _shown(character: str) -> str:
    return " " * TAB_WIDTH if character == "\t" else visible(character)


def _window(cells: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Which cells to show: as much as fits, the marked ones first, then what stands around."""
    widths = [text_width(cell) for cell in cells]
    last = start
    room = width
    while last < min(end, len(cells)) and widths[last] <= room:
        room -= widths[last]
        last += 1
    first = start
    # A third of the room that is left goes before the words, the rest behind, then back again.
    for limit in (room * 2 // 3, 0):
        while first > 0 and room - widths[first - 1] >= limit:
            first -= 1
            room -= widths[first]
        while last < len(cells) and widths[last] <= room:
            room -= widths[last]
            last += 1
    return first, last
