"""XML source to marks: a linear scan that keeps every offset and expands and fetches nothing.

Follows https://www.w3.org/TR/xml/ as far as exchange formats need it. No input fails: what is no
markup is text. A document type is passed over, so an entity that it declares stays the text
`&name;`, and nothing outside the file is ever asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import msgspec

from capaudit.model.text import Passage
from capaudit.readers.tree import decoded

_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_MARK = re.compile(
    rf"<(?:(?P<cdata>!\[CDATA\[)|(?P<comment>!--)|(?P<other>[?!])|(?P<tag>/?{_NAME}))"
)
# Neither kind of quoted value holds a `<`: that a quote was never closed shows at the next tag.
_ATTRIBUTE = re.compile(rf"\s*(?P<name>{_NAME})\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_TAG_END = re.compile(r"\s*(?P<closed>/?)>")
_NO_TAG = re.compile(r"[^<>]*>?")
_SUBSET = re.compile(r"[\[\]>\"']|<!--")
_MOST_ATTRIBUTES = 200


class Mark(Enum):
    """What a stretch of XML is."""

    START = "start"
    # A start tag that is its own end tag.
    EMPTY = "empty"
    END = "end"
    TEXT = "text"
    # Text in which nothing is markup; the stretch is what stands inside.
    CDATA = "cdata"
    # A tag that is none: what should close it is missing.
    BROKEN = "broken"


class Marked(msgspec.Struct, frozen=True):
    """One mark, with the name and the attributes of a tag as they are written."""

    kind: Mark
    start: int
    end: int
    name: str = ""
    attributes: dict[str, Passage] = {}


def scan(text: str, start: int, end: int) -> Iterator[Marked]:
    """The marks of a stretch of XML in order; comments and instructions are left out."""
    position = start
    while position < end:
        found = _MARK.search(text, position, end)
        at = found.start() if found is not None else end
        if at > position:
            yield Marked(Mark.TEXT, position, at)
        if found is None:
            return
        if found["tag"]:
            mark = _tag(text, found, end)
            yield mark
            position = mark.end
        elif found["cdata"]:
            close = _find(text, "]]>", found.end(), end)
            yield Marked(Mark.CDATA, found.end(), close)
            position = min(close + 3, end)
        else:
            position = _passed_over(text, found, end)


def _passed_over(text: str, found: re.Match[str], end: int) -> int:
    """The offset behind a comment, an instruction or a document type."""
    if found["comment"]:
        return min(_find(text, "-->", found.end(), end) + 3, end)
    if found["other"] == "?":
        return min(_find(text, "?>", found.end(), end) + 2, end)
    return _behind_document_type(text, found.end(), end)


def _behind_document_type(text: str, position: int, end: int) -> int:
    """The offset behind `<!DOCTYPE …[…]>`: quotes, comments and brackets inside are its own."""
    depth = 0
    while (found := _SUBSET.search(text, position, end)) is not None:
        position = found.end()
        match found[0]:
            case "[":
                depth += 1
            case "]":
                depth -= 1
            case ">" if depth <= 0:
                return position
            case "<!--":
                position = min(_find(text, "-->", position, end) + 3, end)
            case '"' | "'" as quote:
                position = min(_find(text, quote, position, end) + 1, end)
    return end


def _find(text: str, mark: str, start: int, end: int) -> int:
    found = text.find(mark, start, end)
    return found if found >= 0 else end


def _tag(text: str, found: re.Match[str], end: int) -> Marked:
    name = found["tag"].removeprefix("/")
    closes = found["tag"].startswith("/")
    position = found.end()
    attributes: dict[str, Passage] = {}
    for _ in range(_MOST_ATTRIBUTES):
        close = _TAG_END.match(text, position, end)
        if close is not None:
            kind = Mark.END if closes else Mark.EMPTY if close["closed"] else Mark.START
            return Marked(kind, found.start(), close.end(), name, attributes)
        given = _ATTRIBUTE.match(text, position, end)
        if given is None:
            break
        position = given.end()
        value_start, value_end = given.span(given.lastindex or 1)
        attributes.setdefault(given["name"], decoded(text[value_start:value_end], value_start))
    broken = _NO_TAG.match(text, position, end)
    return Marked(Mark.BROKEN, found.start(), broken.end() if broken else end, name)


class Prolog(msgspec.Struct, frozen=True):
    """What stands before the first element that is one: its start tag, and what was declared."""

    root: Marked | None
    declares_entities: bool


def _is_blank(text: str, mark: Marked) -> bool:
    return not text[mark.start : mark.end].strip(_BLANK)


# White space of XML, and a mark of the encoding that a careless program put twice.
_BLANK = " \t\r\n\ufeff"
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s")


def read_prolog(text: str) -> Prolog:
    """The root element's start tag, and whether a document type before it declares entities.

    Where words stand before it, as the front matter of a site's template, there is none.
    """
    marks = scan(text, 0, len(text))
    spaces = (one for one in marks if one.kind is not Mark.TEXT or not _is_blank(text, one))
    root = next(spaces, None)
    if root is not None and root.kind not in {Mark.START, Mark.EMPTY}:
        root = None
    before = root.start if root is not None else len(text)
    return Prolog(root, _DECLARED_ENTITY.search(text, 0, before) is not None)
