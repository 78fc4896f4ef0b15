"""Directives of reStructuredText: parted into argument, options and content, and sorted by kind.

https://docutils.sourceforge.io/docs/ref/rst/directives.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from capaudit.model.text import Passage, Span
from capaudit.readers.line_text import Line, LineText
from capaudit.readers.rst_inline import Substitution, name_of_substitution

# Docutils' own, Sphinx' and Nikola's (`thumbnail`: https://getnikola.com/handbook.html).
IMAGE_DIRECTIVES = frozenset({"image", "figure", "thumbnail"})
# Directives whose content is part of the text:
# https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html, sphinx-design's and
# ABlog's.
CONTAINERS = frozenset(
    (
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("tip", "warning", "seealso", "todo", "topic", "epigraph", "highlights", "pull-quote"),
        *("compound", "container", "class", "rst-class", "only", "centered", "list-table"),
        *("table", "hlist", "versionadded", "versionchanged", "deprecated", "grid", "card"),
        *("grid-item", "grid-item-card", "tab-set", "tab-item", "dropdown", "gallery", "post"),
    )
)
# Those whose argument is a title, and those whose content begins with it.
TITLED = frozenset({"admonition", "topic", "centered", "card", "dropdown", "tab-item"})
OPENED_BY_ARGUMENT = frozenset(
    (
        *("attention", "caution", "danger", "error", "hint", "important", "note", "tip"),
        *("warning", "seealso", "todo", "compound", "epigraph", "highlights", "pull-quote"),
    )
)
_NAME = r"(?P<name>[A-Za-z][\w+.:-]{0,60}?)[ ]?::(?:[ \t]+|$)"
_DIRECTIVE = re.compile(rf"\.\.[ \t]+(?:\|(?P<substituted>[^|\n]{{1,200}})\|[ \t]+)?{_NAME}")
_OPTION = re.compile(r":(?P<name>(?:[^:\\\n]|\\.|:(?![ \t]|$)){1,80}):(?:[ \t]+|$)")
# How Pelican marks a path that it resolves (https://docs.getpelican.com/en/latest/content.html).
_PELICAN = re.compile(r"(?:\{(?:static|attach|filename)\}|\|(?:static|attach|filename)\|)")


class Field(msgspec.Struct, frozen=True):
    """`:name: value`, the value as it stands over its lines."""

    name: str
    span: Span
    lines: tuple[Line, ...]


class Directive(msgspec.Struct, frozen=True):
    """`.. name:: argument`, its options and its content."""

    name: str
    span: Span
    argument: Line
    options: dict[str, Passage]
    content: tuple[Line, ...]


def opening_of_directive(line: Line, source: str) -> re.Match[str] | None:
    """The match of a line that opens a directive or a substitution definition."""
    return _DIRECTIVE.match(source, line.start, line.end)


def read_directive(found: re.Match[str], source: str, lines: Sequence[Line]) -> Directive:
    """Part a directive: `lines` are its own, the first the one that opens it."""
    opening, body = lines[0], list(lines[1:])
    argument = opening.behind(found.end(), source)
    if argument.is_blank and body and not _is_option(body[0], source):
        argument = body.pop(0)
    head = next((at for at, line in enumerate(body) if line.is_blank), len(body))
    first = next((at for at, line in enumerate(body[:head]) if _is_option(line, source)), None)
    options: dict[str, Passage] = {}
    if first is not None:
        for field in fields(body[first:head], source):
            options.setdefault(field.name, LineText(source, field.lines).passage())
        body = body[head:]
    end = max(line.end for line in lines if not line.is_blank)
    return Directive(
        found["name"].lower(), Span(opening.start, end), argument, options, tuple(body)
    )


def _is_option(line: Line, source: str) -> bool:
    return _OPTION.match(source, line.start, line.end) is not None


def opening_of_field(line: Line, source: str) -> re.Match[str] | None:
    """The match of a line that opens a field."""
    return _OPTION.match(source, line.start, line.end)


def fields(lines: Sequence[Line], source: str) -> Iterator[Field]:
    """The fields of a field list, each with the lines of its value."""
    name, span, value = "", Span(0, 0), list[Line]()
    base = lines[0].indent if lines else 0
    for line in lines:
        found = _OPTION.match(source, line.start, line.end) if line.indent <= base else None
        if found is None:
            value += () if line.is_blank else (line,)
            continue
        if name:
            yield Field(name, span, tuple(value))
        name, span = found["name"].lower().strip(), Span(*found.span("name"))
        rest = line.behind(found.end(), source)
        value = [] if rest.is_blank else [rest]
    if name:
        yield Field(name, span, tuple(value))


def image_attributes(directive: Directive, source: str) -> tuple[str, dict[str, Passage]]:
    """The element an image directive becomes, and its attributes under HTML's names."""
    start, end = directive.argument.start, directive.argument.end
    served = _PELICAN.match(source, start, end)
    if served is not None:
        start = served.end()
    src = source[start:end]
    attributes = {"src": Passage.verbatim(src, start)}
    for name in ("alt", "class", "width", "height"):
        if name in directive.options:
            attributes[name] = directive.options[name]
    # Sphinx takes `flood.*` for the file whose type fits the output.
    by_template = served is not None or src.endswith(".*")
    return "image" if by_template else "img", attributes


def find_substitutions(lines: Sequence[Line], source: str) -> dict[str, Substitution]:
    """What `|name|` stands for, wherever it is defined; of two definitions the first counts."""
    found: dict[str, Substitution] = {}
    for index, line in enumerate(lines):
        opening = opening_of_directive(line, source)
        if opening is None or opening["substituted"] is None:
            continue
        end = end_of_block(lines, index + 1, line.indent)
        directive = read_directive(opening, source, lines[index:end])
        name = name_of_substitution(opening["substituted"])
        if directive.name == "image":
            # The name stands in for an alternative text that is not given.
            alt = Passage.verbatim(opening["substituted"], opening.start("substituted"))
            found.setdefault(name, {"alt": alt, **image_attributes(directive, source)[1]})
        elif directive.name == "replace":
            words = LineText(source, [directive.argument]).passage()
            found.setdefault(name, Passage(words.text))
    return found


def end_of_block(lines: Sequence[Line], index: int, indent: int) -> int:
    """Where the lines end that are indented deeper than a column, blank ones between included."""
    end = index
    while index < len(lines):
        line = lines[index]
        if not line.is_blank:
            if line.indent <= indent:
                break
            end = index + 1
        index += 1
    return end
