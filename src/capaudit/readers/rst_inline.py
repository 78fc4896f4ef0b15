"""Inline markup of reStructuredText: words, emphasis, references, and images by substitution.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from capaudit.model.text import Passage
from capaudit.readers.line_text import LineText
from capaudit.readers.tree import TreeBuilder

# A substitution is an image, as the attributes of its element, or words.
Substitution = dict[str, Passage] | Passage

_BEFORE = r"(?:^|(?<=[\s'\"(\[{<\-/:‘“«„¿¡]))"
_AFTER = r"(?=$|[\s'\")\]}>\-/:.,;!?\\’”»])"
_LONGEST = 1000
_INLINE = re.compile(
    rf"""
    \\(?P<escaped>.)
    | {_BEFORE}``(?P<literal>[^`](?:[^`]|`(?!`)){{0,{_LONGEST}}}?)``{_AFTER}
    | {_BEFORE}\*\*(?P<strong>[^\s*](?:[^*]|\*(?!\*)){{0,{_LONGEST}}}?)(?<![\s\\])\*\*{_AFTER}
    | {_BEFORE}\*(?P<em>[^\s*][^*]{{0,{_LONGEST}}})(?<![\s\\])\*{_AFTER}
    | {_BEFORE}(?P<role>:[\w:.+-]{{1,60}}:)?`(?P<words>[^\s`][^`]{{0,{_LONGEST}}})`
      (?:__?|:[\w:.+-]{{1,60}}:)?{_AFTER}
    | {_BEFORE}\|(?P<substituted>[^\s|](?:[^|]{{0,200}}[^\s|])?)\|(?:__?)?{_AFTER}
    | {_BEFORE}(?P<note>\[(?:\#[\w.-]{{0,60}}|\*|[\w.-]{{1,60}})\]_){_AFTER}
    | (?<![\w\\])(?P<reference>[^\W_](?:[\w.+-]{{0,80}}[^\W_])?)__?{_AFTER}
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(r"\s*<[^<>]{1,2000}>\s*$")
_SPACE = re.compile(r"\s+")


def add_inline(
    builder: TreeBuilder, text: LineText, substitutions: Mapping[str, Substitution], end: int
) -> None:
    """Add the text up to an offset to the tree, its inline markup read."""
    position = 0
    for found in _INLINE.finditer(text.text, 0, end):
        text.add_to(builder, position, found.start())
        position = found.end()
        _add(builder, text, found, substitutions)
    text.add_to(builder, position, end)


def _add(
    builder: TreeBuilder,
    text: LineText,
    found: re.Match[str],
    substitutions: Mapping[str, Substitution],
) -> None:
    kind = "words" if found["words"] is not None else found.lastgroup or ""
    start, stop = found.span(kind)
    match kind:
        case "escaped":
            # An escaped space parts markup from a letter and prints nothing.
            if not found["escaped"].isspace():
                text.add_to(builder, start, stop)
        case "em" | "strong":
            at, behind = text.at(found.start()), text.at(found.end() - 1) + 1
            builder.start(kind, at, text.at(start), {})
            text.add_to(builder, start, stop)
            builder.end(kind, text.at(stop - 1) + 1, behind)
        case "words":
            target = _TARGET.search(found["words"])
            text.add_to(builder, start, start + target.start() if target else stop)
        case "literal" | "reference":
            text.add_to(builder, start, stop)
        case "substituted":
            _substitute(builder, text, found, substitutions)


def _substitute(
    builder: TreeBuilder,
    text: LineText,
    found: re.Match[str],
    substitutions: Mapping[str, Substitution],
) -> None:
    start, end = text.at(found.start()), text.at(found.end() - 1) + 1
    match substitutions.get(name_of_substitution(found["substituted"])):
        case Passage(text=words):
            builder.words(words, start, end - start)
        case dict() as attributes:
            builder.start("img", start, end, attributes)
        case None:
            text.add_to(builder, found.start(), found.end())


def name_of_substitution(name: str) -> str:
    """A substitution's name as it is compared: without case, white space run together."""
    return _SPACE.sub(" ", name.strip()).casefold()
