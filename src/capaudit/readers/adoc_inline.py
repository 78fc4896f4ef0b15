"""Inline markup of AsciiDoc: words, emphasis, references, attributes and inline images.

https://docs.asciidoctor.org/asciidoc/latest/text/, …/macros/images/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from capaudit.model.text import Passage, PassageBuilder
from capaudit.readers.line_text import LineText
from capaudit.readers.tree import TreeBuilder

_LONGEST = 1000
# How deep emphasis may stand in emphasis.
_DEEPEST = 4
_IN_BRACKETS = rf"(?:[^\]\\]|\\.){{0,{2 * _LONGEST}}}"
_QUOTES = {
    "strong": r"\*",
    "em": "_",
    "mark": r"\#",
    "code": "`",
}


def _quoted(name: str, mark: str) -> str:
    """Text between doubled marks anywhere, or between single ones at the bounds of a word."""
    role = r"(?:\[[^\[\]\n]{1,100}\])?"
    inner = rf"[^\s{mark}](?:[^{mark}]{{0,{_LONGEST}}}[^\s{mark}])?"
    return (
        rf"{role}{mark}{mark}(?P<{name}_anywhere>[^{mark}]{{1,{_LONGEST}}}){mark}{mark}"
        rf" | (?<![\w;:}}]){role}{mark}(?P<{name}>{inner}){mark}(?!\w)"
    )


_INLINE = re.compile(
    rf"""
    \\(?P<escaped>[^\w\s])
    | (?<![\w\\])image:(?P<target>[^:\s\[\]][^\[\]\n]{{0,500}})\[(?P<attributes>{_IN_BRACKETS})\]
    | (?<![\w\\])(?:link:|mailto:|xref:|(?=https?://))[^\s\[\]<>]{{1,{_LONGEST}}}
      \[(?P<label>{_IN_BRACKETS})\]
    | (?<!\w)(?:footnote|indexterm|anchor|icon):[\w.\#/-]{{0,100}}
      \[(?P<unread>(?:[^\[\]\\]|\\.|\[[^\[\]]{{0,{_LONGEST}}}\]){{0,{_LONGEST}}})\]
    | (?<!\w)(?:kbd|btn|pass|stem|indexterm2|latexmath|asciimath):[\w,]{{0,20}}
      \[(?P<macro>{_IN_BRACKETS})\]
    | <<[^<>,\n]{{1,200}}(?:,\s{{0,9}}(?P<cross>[^<>]{{1,300}}))?>>
    | \[\[[^\[\]\n]{{1,200}}\]\](?P<anchor>)
    | \(\(\([^()]{{1,200}}\)\)\)(?P<index>)
    | "`(?P<double>[^`]{{1,{_LONGEST}}})`" | '`(?P<single>[^`]{{1,{_LONGEST}}})`'
    | \+\+\+(?P<raw>[^+]{{1,{_LONGEST}}})\+\+\+
    | (?<!\w)`?\+(?P<literal>[^\s+](?:[^+]{{0,{_LONGEST}}}[^\s+])?)\+`?(?!\w)
    | {" | ".join(_quoted(name, mark) for name, mark in _QUOTES.items())}
    | \{{(?P<attribute>[A-Za-z0-9_][\w-]{{0,60}})\}}
    | [ ]\+$(?P<break>)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_REFERENCE = re.compile(r"\{([A-Za-z0-9_][\w-]{0,60})\}")
_ATTRIBUTE = re.compile(
    r"\s*(?:(?P<name>[A-Za-z][\w-]{0,40})\s*=\s*)?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^,]*))"
    r"[^,]*(?:,|$)",
    re.DOTALL,
)
_POSITIONS = ("alt", "width", "height")
_WRITTEN = {"alt": "alt", "width": "width", "height": "height", "title": "title", "role": "class"}
_CREDITS = ("credit", "attribution", "photographer")
# Characters by name: https://docs.asciidoctor.org/asciidoc/latest/attributes/character-replacement-ref/
CHARACTERS = {
    "nbsp": "\u00a0",
    "sp": " ",
    "empty": "",
    "blank": "",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "plus": "+",
    "startsb": "[",
    "endsb": "]",
    "vbar": "|",
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "deg": "°",
    "asterisk": "*",
    "backslash": "\\",
    "tilde": "~",
    "caret": "^",
    "backtick": "`",
    "pp": "++",
    "zwsp": "",
}


class AdocInline:
    """Adds words to a tree, with the attributes of the document as they stand at the place."""

    def __init__(self, source: str, builder: TreeBuilder, attributes: Mapping[str, str]) -> None:
        self._source = source
        self._builder = builder
        self._attributes = attributes

    def add(self, text: LineText, start: int = 0, end: int | None = None, depth: int = 0) -> None:
        """Add a stretch of a text, its inline markup read."""
        stop = len(text.text) if end is None else end
        position = start
        if depth < _DEEPEST:
            for found in _INLINE.finditer(text.text, start, stop):
                text.add_to(self._builder, position, found.start())
                position = found.end()
                self._markup(text, found, depth)
        text.add_to(self._builder, position, stop)

    def _markup(self, text: LineText, found: re.Match[str], depth: int) -> None:
        kind = next((name for name in _KINDS if found[name] is not None), "")
        start, end = found.span(kind)
        at, behind = text.at(found.start()), text.at(found.end() - 1) + 1
        match kind:
            case "target":
                self._image(text, found)
            case "attribute":
                self._reference(text, found)
            case "break":
                self._builder.start("br", at, behind, {})
            case "escaped" | "literal" | "macro" | "code" | "code_anywhere":
                text.add_to(self._builder, start, end)
            case "label" | "cross" | "mark" | "mark_anywhere":
                self.add(text, start, end, depth + 1)
            case "double" | "single":
                # The quotation marks are read as they are written.
                self.add(text, start - 2, start - 1, _DEEPEST)
                self.add(text, start, end, depth + 1)
                self.add(text, end + 1, end + 2, _DEEPEST)
            case "strong" | "em" | "strong_anywhere" | "em_anywhere":
                name = kind.removesuffix("_anywhere")
                self._builder.start(name, at, text.at(start), {})
                self.add(text, start, end, depth + 1)
                self._builder.end(name, text.at(end - 1) + 1, behind)

    def _reference(self, text: LineText, found: re.Match[str]) -> None:
        value = self.value_of(found["attribute"])
        if value is None:
            text.add_to(self._builder, found.start(), found.end())
        else:
            self._builder.words(value, text.at(found.start()), found.end() - found.start())

    def value_of(self, name: str) -> str | None:
        """The value of an attribute of the document, or the character of that name."""
        return self._attributes.get(name.lower(), CHARACTERS.get(name.lower()))

    def _image(self, text: LineText, found: re.Match[str]) -> None:
        start, end = text.at(found.start()), text.at(found.end() - 1) + 1
        target = text.passage(*found.span("target"))
        name, attributes = self.image(target, text, found.span("attributes"))
        self._builder.start(name, start, end, attributes)

    def image(
        self, target: Passage, text: LineText, where: tuple[int, int]
    ) -> tuple[str, dict[str, Passage]]:
        """The element an image macro becomes, and its attributes under HTML's names."""
        given = dict(_given(text, where))
        attributes = {"src": self._source_of(target)}
        for name, written in _WRITTEN.items():
            if name in given:
                attributes[written] = given[name]
        credit = next((given[name] for name in _CREDITS if name in given), None)
        if credit is not None:
            attributes["credit"] = credit
        # Where the article does not say it, the site's settings may name the folder of images.
        return "img" if "imagesdir" in self._attributes else "image", attributes

    def _source_of(self, target: Passage) -> Passage:
        """The reference below the folder of images, attributes in it replaced."""
        builder = PassageBuilder()
        folder = self._attributes.get("imagesdir", "").rstrip("/")
        if folder and not re.match(r"/|[A-Za-z][\w+.-]*:|\{", target.text):
            builder.insert(f"{folder}/")
        start = target.span.start if target.span is not None else 0
        position = 0
        for found in _REFERENCE.finditer(target.text):
            value = self.value_of(found[1])
            if value is not None:
                builder.copy(target.text[position : found.start()], start + position)
                builder.replace(value, start + found.start(), len(found[0]))
                position = found.end()
        builder.copy(target.text[position:], start + position)
        return builder.build()


_KINDS = tuple(_INLINE.groupindex)


def _given(text: LineText, where: tuple[int, int]) -> Iterator[tuple[str, Passage]]:
    """The attributes of an image macro; those without a name by their order."""
    position, end = where
    place = 0
    while position < end and (found := _ATTRIBUTE.match(text.text, position, end)):
        kind = next(one for one in ("double", "single", "bare") if found[one] is not None)
        start, stop = found.span(kind)
        value = _unescaped(text, start, stop)
        if found["name"] is not None:
            yield found["name"].lower(), value
        elif place < len(_POSITIONS):
            if value.text:
                yield _POSITIONS[place], value
            place += 1
        position = max(found.end(), position + 1)


def _unescaped(text: LineText, start: int, end: int) -> Passage:
    """A value with the backslash before a quotation mark or bracket left out."""
    passage = text.passage(start, end)
    if "\\" not in passage.text:
        return passage
    builder = PassageBuilder()
    position = start
    for found in re.finditer(r"\\(?=[\"'\]])", text.text[start:end]):
        for words, at, length in text.pieces(position, start + found.start()):
            builder.replace(words, at, length)
        position = start + found.end()
    for words, at, length in text.pieces(position, end):
        builder.replace(words, at, length)
    return builder.build()
