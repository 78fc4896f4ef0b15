"""Shortcodes and template tags in articles: found, read, and masked before the markup is parsed.

Hugo writes `{{< figure src="…" >}}`, Jekyll `{% include figure.html file="…" %}`, Nunjucks
`{% image "src" "alt" %}` or `{{ image("src", "alt") }}`, kramdown `{: .class }`, MDX
`{/* comment */}` and `src={expression}`, Obsidian `![[boat.jpg|words]]`. Their brackets, quotes and
line breaks would mislead a Markdown or HTML parser; a filler of the same length keeps every offset
true.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import merge
from pathlib import PurePosixPath

import msgspec

from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.vocabulary import IMAGE_SUFFIXES, IMAGE_TAG_WORDS, OTHER_SUFFIXES

FILLER = "x"
# No tag seen in the wild is longer; the bound keeps unclosed brackets from costing a scan each.
_LONGEST = 6000
# Each way begins with a bracket or `!`, so that the search may skip from one to the next; what must
# stand before is looked for behind it.
_BRACKET = r"\{(?:\{[<%]|%|\{(?<!=\{\{)|#|:|/\*|(?<=\)\{)(?=[ \t]?[.#\w])|(?<=[\w-]=\{))"
_OPENING = re.compile(rf"{_BRACKET}|!\[\[")
# A search for one character skips far faster than one for either of two.
_OPENING_BRACKET = re.compile(_BRACKET)
_CLOSING = {
    "{{<": ">}}",
    "{{%": "%}}",
    "{%": "%}",
    "{{": "}}",
    "{#": "#}",
    "{:": "}",
    "{/*": "*/}",
    "![[": "]]",
}
# An expression of JSX as the value of an attribute, brackets in it balanced three deep.
_EXPRESSION = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,1000}\}(?=[\s/>])")
# How far before an expression its tag may begin.
_TAG_BEFORE = 1000
# Liquid and Nunjucks write words in quotation marks; what stands without is a variable.
_WITH_VARIABLES = frozenset({"{%", "{{"})
_VARIABLE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_][\w-]*|\[\d{1,3}\])*")
_FILES = frozenset((*IMAGE_SUFFIXES, *OTHER_SUFFIXES, ".njk", ".liquid", ".md"))
EMBED = "![["
ATTRIBUTE_LIST = "{:"
# Lines around a caption: `/// caption` and `///`.
CAPTION_OPENS, CAPTION_ENDS = "///caption", "///"
_NAME = re.compile(r"[-\s]*(/?\s*[\w./-]+)")
_PARAMETER = re.compile(
    r"(?:([A-Za-z_][\w.-]{0,60})\s{0,20}[=:]\s{0,20})?"
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,\"'`=()]+))",
    re.DOTALL,
)
# Editors of Markdown escape underscores and asterisks inside shortcodes too.
_ESCAPED = re.compile(r"\\([\"'\\_*])")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Tags whose content is shown as it stands, or not at all.
_VERBATIM = {"raw": "endraw", "verbatim": "endverbatim", "comment": "endcomment"}


class Shortcode(msgspec.Struct, frozen=True):
    """One tag: its name in lower case, named parameters, and those without a name in order."""

    name: str
    span: Span
    named: dict[str, Passage] = {}
    positional: tuple[Passage, ...] = ()

    @property
    def is_image_tag(self) -> bool:
        """Whether a word of the name says that the tag shows an image."""
        words = (word.lower() for word in _WORDS.findall(PurePosixPath(self.name).name))
        return any(word.startswith(IMAGE_TAG_WORDS) for word in words)


class Tag(msgspec.Struct, frozen=True):
    """Where the parameters of a tag stand, and whether words among them may be variables."""

    start: int
    end: int
    has_variables: bool


class Masked(msgspec.Struct, frozen=True):
    """A text whose shortcodes are covered with filler, and the shortcodes in order."""

    text: str
    shortcodes: tuple[Shortcode, ...]
    starts: tuple[int, ...]

    def closers(self) -> dict[int, int]:
        """Where tags that enclose a stretch of text begin, with where their end tags do.

        `{{< figure >}}…{{< /figure >}}`, `{% figure %}…{% endfigure %}`; of nested ones of one name
        the inner.
        """
        opened: dict[str, int] = {}
        found: dict[int, int] = {}
        for shortcode in self.shortcodes:
            name = shortcode.name.removeprefix("/").strip()
            if name == shortcode.name and name.startswith("end") and name[3:] in opened:
                name = name[3:]
            if name == shortcode.name:
                opened[name] = shortcode.span.start
            elif name in opened:
                found[opened.pop(name)] = shortcode.span.start
        return found

    def holds(self, start: int, end: int) -> bool:
        """Whether a shortcode begins inside a stretch of the text."""
        first = bisect_left(self.starts, start)
        return first < len(self.starts) and self.starts[first] < end

    def within(self, start: int, end: int) -> tuple[Shortcode, ...]:
        """The shortcodes that begin inside a stretch of the text."""
        first = bisect_left(self.starts, start)
        return self.shortcodes[first : bisect_left(self.starts, end, first)]


def mask(text: str, start: int = 0, further: Sequence[Shortcode] = ()) -> Masked:
    """Cover the shortcodes from an offset on; what comes before it is left alone.

    `further` are those that have been found already, in order.
    """
    if "{" not in text and EMBED not in text and not further:
        return Masked(text, (), ())
    pieces: list[str] = []
    found: list[Shortcode] = []
    position = 0
    own = _shortcodes(text, start)
    for shortcode in merge(own, further, key=_start) if further else own:
        if shortcode.span.start < position:
            continue
        pieces += (text[position : shortcode.span.start], FILLER * len(shortcode.span))
        position = shortcode.span.end
        found.append(shortcode)
    pieces.append(text[position:])
    return Masked("".join(pieces), tuple(found), tuple(one.span.start for one in found))


def _start(shortcode: Shortcode) -> int:
    return shortcode.span.start


def _shortcodes(text: str, position: int) -> Iterator[Shortcode]:
    unended: set[str] = set()
    form = _OPENING if EMBED in text else _OPENING_BRACKET
    while (opening := form.search(text, position)) is not None:
        end = _end_of_tag(text, opening)
        if end is None:
            position = opening.end()
            continue
        shortcode = _read(text, opening, end)
        yield shortcode
        position = end
        if shortcode.name in _VERBATIM and shortcode.name not in unended:
            closing = _end_of_verbatim(text, shortcode)
            if closing is None:
                # Looked for once to the end of the text, not again for each further tag.
                unended.add(shortcode.name)
            else:
                position = closing


def _end_of_tag(text: str, opening: re.Match[str]) -> int | None:
    """Where a tag ends; `None` for brackets that turn out to be text."""
    if opening[0] == "{" and text[opening.start() - 1] == "=":
        return _end_of_expression(text, opening.start())
    closing = _CLOSING.get(opening[0], "}")
    found = text.find(closing, opening.end(), opening.start() + _LONGEST)
    if found < 0:
        return None
    content = text[opening.end() : found]
    if "\n\n" in content or "\n```" in content:
        return None
    if closing in {"}", "]]"} and ("\n" in content or "{" in content):
        return None
    return found + len(closing)


def _end_of_expression(text: str, start: int) -> int | None:
    """Where an expression ends that is the value of an attribute; `None` outside of tags."""
    tag = text.rfind("<", max(0, start - _TAG_BEFORE), start)
    if tag < 0 or ">" in text[tag:start].replace("=>", ""):
        return None
    found = _EXPRESSION.match(text, start)
    return found.end() if found is not None else None


def _end_of_verbatim(text: str, shortcode: Shortcode) -> int | None:
    """Where the end tag of a raw stretch begins, so that tags inside stay text."""
    found = text.find(_VERBATIM[shortcode.name], shortcode.span.end)
    opening = text.rfind("{%", shortcode.span.end, found) if found >= 0 else -1
    return opening if opening >= 0 else None


def _read(text: str, opening: re.Match[str], end: int) -> Shortcode:
    span = Span(opening.start(), end)
    closing = len(_CLOSING.get(opening[0], "}"))
    if opening[0] == EMBED:
        return _embed(text, span)
    if opening[0] == ATTRIBUTE_LIST or (closing == 1 and text[span.start - 1] == ")"):
        return Shortcode(ATTRIBUTE_LIST, span)
    if closing == 1 or opening[0] in {"{#", "{/*"}:
        return Shortcode("", span)
    stop = end - closing
    name = _NAME.match(text, opening.end(), stop)
    if name is None:
        return Shortcode("", span)
    tag = Tag(name.end(), stop, opening[0] in _WITH_VARIABLES)
    named, positional = _parameters(text, tag)
    label = name[1].lower()
    if label.startswith(("include", "render", "partial")) and positional:
        label = PurePosixPath(positional[0].text.strip("{}")).stem.lower()
        positional = positional[1:]
    return Shortcode(label, span, named, tuple(positional))


def _embed(text: str, span: Span) -> Shortcode:
    """`![[boat.jpg|words|300]]`: the file and what stands behind its bars."""
    parts: list[Passage] = []
    start = span.start + len(EMBED)
    for part in text[start : span.end - 2].split("|"):
        parts.append(Passage.verbatim(part, start).stripped())
        start += len(part) + 1
    return Shortcode(EMBED, span, {}, tuple(parts))


def _parameters(text: str, tag: Tag) -> tuple[dict[str, Passage], list[Passage]]:
    """The named parameters of a tag, and the others in order; filters of values left out."""
    named: dict[str, Passage] = {}
    positional: list[Passage] = []
    behind_bar = False
    for match in _PARAMETER.finditer(text, tag.start, tag.end):
        group = match.lastindex or 5
        value = _unescaped(match[group], match.start(group)) if group > 1 else None
        if value is None:
            continue
        if group == 5:
            if behind_bar or value.text == "|":
                behind_bar = value.text == "|"
                continue
            if tag.has_variables and _is_variable(value.text):
                value = _as_expression(value.text, match.start(group))
        if match[1]:
            named.setdefault(match[1].lower().replace("-", "_"), value)
        elif group != 5 or match[group].strip("-/"):
            positional.append(value)
    return named, positional


def _is_variable(word: str) -> bool:
    """Whether a word without quotation marks is the name of a value rather than a file's."""
    return _VARIABLE.fullmatch(word) is not None and PurePosixPath(word).suffix not in _FILES


def _as_expression(word: str, start: int) -> Passage:
    """A name as MDX would write it, so that all are looked up alike."""
    builder = PassageBuilder()
    builder.replace(f"{{{word}}}", start, len(word))
    return builder.build()


def _unescaped(raw: str, start: int) -> Passage:
    if "\\" not in raw:
        return Passage.verbatim(raw, start).stripped()
    builder = PassageBuilder()
    position = 0
    for escape in _ESCAPED.finditer(raw):
        builder.copy(raw[position : escape.start()], start + position)
        builder.replace(escape[1], start + escape.start(), 2)
        position = escape.end()
    builder.copy(raw[position:], start + position)
    return builder.build()
