"""Tables of reStructuredText: the lines of each cell, row by row.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from capaudit.readers.line_text import Line

Row = list[list[Line]]

_GRID = re.compile(r"\+(?:[-=]{1,2000}\+){1,200}")
_SIMPLE = re.compile(r"={1,2000}(?:[ \t]{1,200}={1,2000}){1,200}")
_RULE = re.compile(r"[-=]{1,2000}(?:[ \t]{1,200}[-=]{1,2000}){0,200}")
_COLUMN = re.compile(r"=+")


def read_table(lines: Sequence[Line], index: int, source: str) -> tuple[int, list[Row]] | None:
    """The index behind the table that begins at a line, and its rows; `None` where none does."""
    line = lines[index]
    if _GRID.fullmatch(source, line.start, line.end):
        return _grid_cells(lines, index, source)
    if _SIMPLE.fullmatch(source, line.start, line.end):
        return _simple_cells(lines, index, source)
    return None


def _grid_cells(lines: Sequence[Line], index: int, source: str) -> tuple[int, list[Row]]:
    """The index behind a drawn table, and its rows.

    A cell that spans columns counts as one, each part of one that spans rows as a cell.
    """
    border = source[lines[index].start : lines[index].end]
    edges = [at for at, mark in enumerate(border) if mark == "+"]
    rows: list[Row] = []
    group: list[Line] = []
    while index < len(lines) and source.startswith(("+", "|"), lines[index].start):
        line = lines[index]
        if line.is_blank:
            break
        if source[line.start] == "+":
            if group:
                rows.append(_grid_row(group, edges, source))
            group = []
        else:
            group.append(line)
        index += 1
    if group:
        rows.append(_grid_row(group, edges, source))
    return index, rows


def _grid_row(group: list[Line], edges: list[int], source: str) -> Row:
    walls = [at for at in edges if all(_is_wall(line, at, source) for line in group)]
    return [
        [_between(line, left + 1, right, source) for line in group]
        for left, right in pairwise(walls)
    ]


def _is_wall(line: Line, at: int, source: str) -> bool:
    return line.start + at < line.end and source[line.start + at] in "|+"


def _between(line: Line, left: int, right: int, source: str) -> Line:
    """What of a line stands between two columns, counted from its first word."""
    start, end = min(line.start + left, line.end), min(line.start + right, line.end)
    raw = source[start:end]
    words = raw.strip()
    first = start + len(raw) - len(raw.lstrip()) if words else start
    return Line(first, first + len(words), first - line.start)


def _simple_cells(lines: Sequence[Line], index: int, source: str) -> tuple[int, list[Row]] | None:
    """The same for a ruled table: words in the first column begin a row."""
    end = _closing_border(lines, index, source)
    if end is None:
        return None
    top = lines[index]
    starts = [one.start() - top.start for one in _COLUMN.finditer(source, top.start, top.end)]
    rows: list[Row] = []
    for line in lines[index + 1 : end]:
        if not line.is_blank and _RULE.fullmatch(source, line.start, line.end) is None:
            _add_row(rows, _columns(line, top, starts, source))
    return end, rows


def _closing_border(lines: Sequence[Line], index: int, source: str) -> int | None:
    """The index behind the third border, or behind the second where nothing follows it."""
    borders = 1
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if _SIMPLE.fullmatch(source, line.start, line.end):
            borders += 1
            if borders == 3 or at + 1 == len(lines) or lines[at + 1].is_blank:
                return at + 1
    return None


def _columns(line: Line, top: Line, starts: list[int], source: str) -> list[Line]:
    begin = line.start - (line.indent - top.indent)
    ends = [*starts[1:], line.end - begin]
    cells: list[Line] = []
    for left, right in zip(starts, ends, strict=True):
        start = min(max(begin + left, line.start), line.end)
        end = max(start, min(begin + right, line.end))
        words = source[start:end]
        first = start + len(words) - len(words.lstrip())
        stop = start + len(words.rstrip())
        cells.append(Line(min(first, stop) if words.strip() else start, stop, left))
    return cells


def _add_row(rows: list[Row], cells: list[Line]) -> None:
    if rows and cells[0].is_blank:
        for cell, line in zip(rows[-1], cells, strict=False):
            cell.append(line)
    else:
        rows.append([[line] for line in cells])
