"""reStructuredText articles, as docutils, Sphinx, ABlog, Pelican and Nikola take them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.model.article import Article
from capaudit.model.text import Passage, Span
from capaudit.readers.assemble import Document, assemble
from capaudit.readers.decode import decode
from capaudit.readers.front_matter import read_front_matter
from capaudit.readers.line_text import Line, LineText, source_lines, without_address
from capaudit.readers.rst_directives import (
    Field,
    end_of_block,
    fields,
    opening_of_directive,
    opening_of_field,
    read_directive,
)
from capaudit.readers.rst_tree import RstTree, is_adornment
from capaudit.readers.site_view import SiteView

# Nikola keeps its metadata in comments at the top (https://getnikola.com/handbook.html).
_IN_COMMENT = re.compile(r"\.\.[ \t]+(?P<name>[A-Za-z][\w-]{0,40}):(?:[ \t]+|$)")
_LIST_ITEM = re.compile(r"[*+-][ \t]+")


def read_restructuredtext(data: bytes, path: str, _site: SiteView) -> Article:
    """Read a reStructuredText article; any bytes give an article, with flaws where it is broken."""
    decoded = decode(data)
    source = decoded.text
    front = read_front_matter(source)
    lines = source_lines(source, front.body_start)
    record = front.record
    start, end = _bibliographic_fields(lines, source)
    for field in (
        *_in_comments(lines, source),
        *fields(lines[start:end], source),
        *_in_directives(lines, source),
    ):
        # `.. meta::` may name the language of a field.
        record.note(field.name.partition(" lang=")[0], field.span, _values(field, source))
    tree = RstTree(source, [*lines[:start], *lines[end:]]).build()
    return assemble(Document(path, "restructuredtext", decoded, record, tree, tree.nodes[0]))


def _bibliographic_fields(lines: Sequence[Line], source: str) -> tuple[int, int]:
    """The field list at the head of the document, which may stand below its title."""
    for index, line in enumerate(lines):
        if line.is_blank or line.indent or source.startswith("..", line.start, line.end):
            continue
        if opening_of_field(line, source) is not None:
            return index, _end_of_fields(lines, index, source)
        if not any(is_adornment(one, source) for one in lines[index : index + 2]):
            break
    return 0, 0


def _end_of_fields(lines: Sequence[Line], index: int, source: str) -> int:
    base = lines[index].indent
    end = index
    while index < len(lines):
        if opening_of_field(lines[index], source) is None or lines[index].indent != base:
            break
        index = end = end_of_block(lines, index + 1, base)
        while index < len(lines) and lines[index].is_blank:
            index += 1
    return end


def _in_comments(lines: Sequence[Line], source: str) -> Iterator[Field]:
    for line in lines:
        found = _IN_COMMENT.match(source, line.start, line.end)
        if found is None and not line.is_blank:
            return
        # A request to ignore something is no metadata.
        if found is not None and found["name"] != "capaudit":
            value = line.behind(found.end(), source)
            name = Span(*found.span("name"))
            yield Field(found["name"].lower(), name, () if value.is_blank else (value,))


def _in_directives(lines: Sequence[Line], source: str) -> Iterator[Field]:
    """The fields of `.. meta::` and `.. post:: date` (https://ablog.readthedocs.io)."""
    for index, line in enumerate(lines):
        opening = opening_of_directive(line, source)
        if opening is None or opening["name"].lower() not in {"meta", "post"}:
            continue
        end = end_of_block(lines, index + 1, line.indent)
        directive = read_directive(opening, source, lines[index:end])
        if directive.name == "post" and not directive.argument.is_blank:
            yield Field("date", Span(*opening.span("name")), (directive.argument,))
        below = [one for one in lines[index + 1 : end] if not one.is_blank]
        yield from fields(below, source)


def _values(field: Field, source: str) -> list[Passage]:
    """The value of a field, or its items where it is a list."""
    marks = [_LIST_ITEM.match(source, line.start, line.end) for line in field.lines]
    items = [
        line.behind(mark.end(), source)
        for line, mark in zip(field.lines, marks, strict=True)
        if mark is not None
    ]
    groups = [[item] for item in items] if len(items) == len(marks) else [list(field.lines)]
    values = (without_address(LineText(source, group).passage()) for group in groups if group)
    return [value for value in values if value.text]
