"""reStructuredText source to tree: blocks by their indent, figures with caption and legend.

Follows docutils' specification as far as articles need it; what fits nothing is a paragraph.
https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from capaudit.model.text import Passage
from capaudit.readers.captions import credit_of_line
from capaudit.readers.line_text import Line, LineText
from capaudit.readers.rst_directives import (
    CONTAINERS,
    IMAGE_DIRECTIVES,
    OPENED_BY_ARGUMENT,
    TITLED,
    Directive,
    end_of_block,
    find_substitutions,
    image_attributes,
    opening_of_directive,
    opening_of_field,
    read_directive,
)
from capaudit.readers.rst_inline import Substitution, add_inline
from capaudit.readers.rst_tables import read_table
from capaudit.readers.tags import raw_feed
from capaudit.readers.tree import Tree, TreeBuilder

# Text nested deeper is read as paragraphs: each level looks at its lines anew.
_DEEPEST = 24
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{1,2000}")
_ITEM = re.compile(r"(?:[*+\-•‣⁃]|\(?(?:\d{1,9}|#)[.)]|\(?[A-Za-z]\))(?:[ \t]+|$)")
_NOTE = re.compile(r"\.\.[ \t]+\[[^\]\n]{1,80}\](?:[ \t]+|$)")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)|__[ \t]")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|$)")


class RstTree:
    """Builds the tree of the lines of a reStructuredText source."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self._source = source
        self._lines = lines
        self._builder = TreeBuilder(source)
        self._substitutions: dict[str, Substitution] = find_substitutions(lines, source)
        self._levels: dict[tuple[str, bool], int] = {}
        self._has_title = False

    def build(self) -> Tree:
        """Read the lines into a tree."""
        self._blocks(self._lines, 0)
        return self._builder.build()

    def _blocks(self, lines: Sequence[Line], depth: int) -> None:
        base = min((line.indent for line in lines if not line.is_blank), default=0)
        index = 0
        while index < len(lines):
            if lines[index].is_blank:
                index += 1
            else:
                index = self._block(lines, index, base, depth)

    def _block(self, lines: Sequence[Line], index: int, base: int, depth: int) -> int:
        """Read one block; the index behind it."""
        line, source = lines[index], self._source
        if depth >= _DEEPEST:
            return self._paragraph(lines, index, base, depth)
        if line.indent > base:
            end = end_of_block(lines, index, base)
            self._nested("blockquote", lines[index:end], depth)
            return end
        if _EXPLICIT.match(source, line.start, line.end):
            return self._explicit(lines, index, depth)
        behind = self._heading(lines, index, depth) or self._table(lines, index, depth)
        if behind is not None:
            return behind
        if (item := _ITEM.match(source, line.start, line.end)) is not None:
            return self._item(lines, index, item.end(), depth)
        if (field := opening_of_field(line, source)) is not None:
            return self._item(lines, index, field.end(), depth)
        if _LINE_BLOCK.match(source, line.start, line.end):
            return self._line_block(lines, index)
        if source.startswith(">>> ", line.start):
            return _end_of_paragraph(lines, index)
        return self._paragraph(lines, index, base, depth)

    def _nested(self, name: str, lines: Sequence[Line], depth: int) -> None:
        """Read the blocks inside an element."""
        start, end = _extent(lines)
        self._builder.start(name, start, start, {})
        self._blocks(lines, depth + 1)
        self._builder.end(name, end, end)

    def _item(self, lines: Sequence[Line], index: int, behind: int, depth: int) -> int:
        """A list item or field: what stands behind its mark, and what is indented below."""
        first = lines[index].behind(behind, self._source)
        end = end_of_block(lines, index + 1, lines[index].indent)
        body = [first, *lines[index + 1 : end]]
        below = min((one.indent for one in body[1:] if not one.is_blank), default=first.indent)
        # What follows the mark belongs with the lines below it, wherever they are indented to.
        body[0] = Line(first.start, first.end, below)
        self._nested("li", body, depth)
        return end

    def _line_block(self, lines: Sequence[Line], index: int) -> int:
        end = _end_of_paragraph(lines, index)
        start, stop = _extent(lines[index:end])
        self._builder.start("p", start, start, {})
        for line in lines[index:end]:
            mark = _LINE_BLOCK.match(self._source, line.start, line.end)
            self._words([line.behind(mark.end(), self._source) if mark else line])
            self._builder.start("br", line.end, line.end, {})
        self._builder.end("p", stop, stop)
        return end

    def _paragraph(self, lines: Sequence[Line], index: int, base: int, depth: int) -> int:
        end = index + 1
        while end < len(lines) and not lines[end].is_blank and lines[end].indent <= base:
            end += 1
        if end == index + 1 and depth < _DEEPEST and _is_indented(lines, end, base):
            # A term above its definition.
            self._element("p", lines[index:end])
            return end
        literal = self._source.endswith("::", 0, lines[end - 1].end)
        self._element("p", lines[index:end], cut=1 if literal else 0)
        return self._behind_literal(lines, end, base) if literal else end

    def _behind_literal(self, lines: Sequence[Line], index: int, base: int) -> int:
        """Where a literal block ends: code, and no part of the text."""
        index = _first_words(lines, index)
        if not _is_indented(lines, index, base):
            return index
        end = end_of_block(lines, index, base)
        start, stop = _extent(lines[index:end])
        self._builder.start("code-block", start, start, {})
        self._builder.end("code-block", stop, stop)
        return end

    def _heading(self, lines: Sequence[Line], index: int, depth: int) -> int | None:
        """The index behind a section title with its adornment, or a transition; else `None`."""
        if depth:
            return None
        above, below = self._adornment(lines, index), self._adornment(lines, index + 1)
        if above is not None:
            if self._adornment(lines, index + 2) == above and not lines[index + 1].is_blank:
                self._title(lines[index + 1], (above, True))
                return index + 3
            if lines[index].end - lines[index].start >= 4 and _ends(lines, index + 1):
                self._builder.start("hr", lines[index].start, lines[index].end, {})
                return index + 1
            return None
        if below is None:
            return None
        width = lines[index + 1].end - lines[index + 1].start
        if width < min(4, lines[index].end - lines[index].start):
            return None
        self._title(lines[index], (below, False))
        return index + 2

    def _adornment(self, lines: Sequence[Line], index: int) -> str | None:
        if index >= len(lines) or lines[index].is_blank:
            return None
        line = lines[index]
        found = _ADORNMENT.fullmatch(self._source, line.start, line.end)
        return found[1] if found else None

    def _title(self, line: Line, style: tuple[str, bool]) -> None:
        """A section title; the first is the document's, the others rank by style."""
        level = self._levels.setdefault(style, len(self._levels) + 1)
        if self._has_title:
            level = max(level, 2)
        self._has_title = True
        self._element(f"h{min(level, 6)}", [line])

    def _table(self, lines: Sequence[Line], index: int, depth: int) -> int | None:
        table = read_table(lines, index, self._source)
        if table is None:
            return None
        end, rows = table
        start, stop = _extent(lines[index:end])
        self._builder.start("table", start, start, {})
        for row in rows:
            begin, finish = _extent([line for cell in row for line in cell])
            self._builder.start("tr", begin, begin, {})
            for cell in row:
                self._nested("td", cell, depth)
            self._builder.end("tr", finish, finish)
        self._builder.end("table", stop, stop)
        return end

    def _explicit(self, lines: Sequence[Line], index: int, depth: int) -> int:
        """A directive, footnote, target or comment."""
        line = lines[index]
        end = end_of_block(lines, index + 1, line.indent)
        note = _NOTE.match(self._source, line.start, line.end)
        if note is not None:
            return self._item(lines, index, note.end(), depth)
        opening = opening_of_directive(line, self._source)
        if opening is not None and opening["substituted"] is None:
            self._directive(read_directive(opening, self._source, lines[index:end]), depth)
        return end

    def _directive(self, directive: Directive, depth: int) -> None:
        start, end = directive.span.start, directive.span.end
        if directive.name in IMAGE_DIRECTIVES:
            self._figure(directive, depth)
        elif directive.name in CONTAINERS:
            self._container(directive, depth)
        elif directive.name == "raw" and self._argument(directive) == "html":
            first, last = _extent(directive.content)
            raw_feed(self._source, self._builder).html(first, last)
        elif directive.name in {"code", "code-block", "sourcecode", "literalinclude", "math"}:
            self._builder.start("code-block", start, start, {})
            self._builder.end("code-block", end, end)
        elif directive.name not in {"meta", "contents", "toctree", "include", "tags", "highlight"}:
            self._builder.start("shortcode", start, end, {})

    def _container(self, directive: Directive, depth: int) -> None:
        lines = list(directive.content)
        if directive.name in OPENED_BY_ARGUMENT and not directive.argument.is_blank:
            below = (line.indent for line in lines if not line.is_blank)
            first, last = directive.argument.start, directive.argument.end
            lines.insert(0, Line(first, last, min(below, default=0)))
        elif directive.name in TITLED and not directive.argument.is_blank:
            self._element("p", [directive.argument])
        self._nested("div", lines, depth)

    def _argument(self, directive: Directive) -> str:
        return self._source[directive.argument.start : directive.argument.end].strip().lower()

    def _figure(self, directive: Directive, depth: int) -> None:
        """An image; with the caption and legend of a figure where it has them."""
        name, attributes = image_attributes(directive, self._source)
        start, end = directive.span.start, directive.span.end
        if directive.name == "image":
            self._builder.start("p", start, start, {})
            self._builder.start(name, start, end, attributes)
            self._builder.end("p", end, end)
            return
        classes = directive.options.get("figclass")
        self._builder.start("figure", start, start, {"class": classes} if classes else {})
        if not directive.argument.is_blank:
            self._builder.start(name, start, directive.argument.end, attributes)
        if any(not line.is_blank for line in directive.content):
            first, _ = _extent(directive.content)
            self._builder.start("figcaption", first, first, {})
            self._caption(directive.content, depth)
            self._builder.end("figcaption", end, end)
        self._builder.end("figure", end, end)

    def _caption(self, content: Sequence[Line], depth: int) -> None:
        """The caption, then the legend; a line of it that is a credit is marked as one."""
        index = first = _first_words(content)
        while index < len(content):
            end = _end_of_paragraph(content, index)
            credit = credit_of_line(LineText(self._source, content[index:end]).passage())
            span = credit.span if credit is not None else None
            if span is None or index == first:
                end = max(end, end_of_block(content, end, content[index].indent), index + 1)
                self._blocks(content[index:end], depth + 1)
            else:
                self._builder.start("p", span.start, span.start, {"class": Passage("credit")})
                self._words_of(credit)
                self._builder.end("p", span.end, span.end)
            index = _first_words(content, end)

    def _words_of(self, passage: Passage | None) -> None:
        for run in passage.runs if passage is not None else ():
            words = self._source[run.source_start : run.source_start + run.source_length]
            self._builder.words(words, run.source_start, run.source_length)

    def _element(self, name: str, lines: Sequence[Line], cut: int = 0) -> None:
        start, end = _extent(lines)
        self._builder.start(name, start, start, {})
        self._words(lines, cut)
        self._builder.end(name, end, end)

    def _words(self, lines: Sequence[Line], cut: int = 0) -> None:
        text = LineText(self._source, lines)
        add_inline(self._builder, text, self._substitutions, len(text.text) - cut)


def is_adornment(line: Line, source: str) -> bool:
    """Whether a line is what underlines a title: one mark, over and over."""
    return _ADORNMENT.fullmatch(source, line.start, line.end) is not None


def _extent(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the words of lines begin and end in the source."""
    words = [line for line in lines if not line.is_blank] or list(lines[:1])
    if not words:
        return 0, 0
    return min(line.start for line in words), max(line.end for line in words)


def _end_of_paragraph(lines: Sequence[Line], index: int) -> int:
    while index < len(lines) and not lines[index].is_blank:
        index += 1
    return index


def _first_words(lines: Sequence[Line], index: int = 0) -> int:
    while index < len(lines) and lines[index].is_blank:
        index += 1
    return index


def _is_indented(lines: Sequence[Line], index: int, base: int) -> bool:
    return index < len(lines) and not lines[index].is_blank and lines[index].indent > base


def _ends(lines: Sequence[Line], index: int) -> bool:
    return index >= len(lines) or lines[index].is_blank
