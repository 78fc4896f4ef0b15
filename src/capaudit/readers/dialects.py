"""Block syntax that sites add to Markdown, turned into Markdown's own of the same length.

MkDocs' admonitions and tabs (`!!! note`, `=== "Tab"`) hold what is indented below them, which
CommonMark would take for code; the lines become list items. The fences of Docusaurus' admonitions
(`:::note`) and the imports of MDX become blank lines. `/// caption` and `///` are tags around a
caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.text import Span
from capaudit.readers.shortcodes import CAPTION_ENDS, CAPTION_OPENS, Shortcode

# How a line of any of it begins: one search through the lines costs less than one for each mark.
_MARKED = re.compile(r"\n[ \t]{0,40}(?:!!!|\?\?\?|===|:::|///|import\s)")
# https://squidfunk.github.io/mkdocs-material/reference/admonitions/, …/content-tabs/
_INDENTED = re.compile(
    r"^(?P<indent>[ \t]{0,40})(?:!{3}|\?{3}\+?|={3}[+!]?(?=[ \t]+\"))[ \t]+(?P<words>\S[^\n]*)$",
    re.MULTILINE,
)
# https://docusaurus.io/docs/markdown-features/admonitions; lines of MDX' modules.
# They begin with the line feed before them, which a search skips to.
_SILENT = re.compile(
    r"\n[ \t]{0,40}(?::{3,}[^\n:]*"
    r"|import\s[^\n;\"']{1,300}\sfrom\s{1,9}[\"'][^\"'\n]{1,300}[\"'];?)[ \t\r]*$",
    re.MULTILINE,
)
# https://facelessuser.github.io/pymdown-extensions/extensions/blocks/plugins/caption/
_CAPTION = re.compile(
    r"^[ \t]{0,40}(?:/{3,}[ \t]{1,9}(?P<opens>(?:figure-)?caption)\b[^\n]{0,200}|/{3,}[ \t\r]*)$",
    re.MULTILINE,
)
_BELOW = re.compile(r"(?:[ \t\r]*\n){1,9}([ \t]*)\S")
_MARK = "-   "


class Plain(msgspec.Struct, frozen=True):
    """A text in plain Markdown, and the stretches of it that are tags or print nothing."""

    text: str
    tags: tuple[Shortcode, ...] = ()


def in_plain_markdown(text: str, start: int) -> Plain:
    """The text from an offset on in plain Markdown, every character at its place."""
    tags: list[Shortcode] = []
    if _MARKED.search(f"\n{text[start:]}") is None:
        return Plain(text)
    if "!!!" in text or "???" in text or "===" in text:
        text = _with_items(text, start, tags)
    if ":::" in text or "import " in text:
        text = text[:start] + _SILENT.sub(_blank, f"\n{text[start:]}")[1:]
    if "///" in text:
        tags += _caption_tags(text, start)
    return Plain(text, tuple(sorted(tags, key=lambda tag: tag.span)))


def _blank(found: re.Match[str]) -> str:
    """A line feed and nothing but spaces behind it, of the same length."""
    return "\n" + " " * (len(found[0]) - 1)


def _caption_tags(text: str, start: int) -> Iterator[Shortcode]:
    """The lines around captions; a line of slashes without one before it is text."""
    is_open = False
    for found in _CAPTION.finditer(text, start):
        if found["opens"] is not None or is_open:
            is_open = found["opens"] is not None
            yield Shortcode(CAPTION_OPENS if is_open else CAPTION_ENDS, Span(*found.span()))


def _with_items(text: str, start: int, tags: list[Shortcode]) -> str:
    pieces: list[str] = []
    position = 0
    for found in _INDENTED.finditer(text, start):
        below = _BELOW.match(text, found.end())
        indent = len(found["indent"].expandtabs(4))
        if below is None or len(below[1].expandtabs(4)) < indent + len(_MARK):
            continue
        opening = found.start() + len(found["indent"])
        words = opening + len(_MARK)
        if words >= found.end():
            continue
        pieces += (text[position:opening], _MARK)
        tags.append(Shortcode("", Span(words, found.end())))
        position = words
    pieces.append(text[position:])
    return "".join(pieces)
