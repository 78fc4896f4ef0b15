"""HTML source to tree: a linear scan for tags that keeps the offset of every character.

Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html)
as far as articles need it: void elements, raw text, comments, attributes with or without quotes.
No input fails; what is no tag is text.
"""

from __future__ import annotations

import re

from capaudit.model.text import Passage
from capaudit.readers.references import LAZY_ATTRIBUTES
from capaudit.readers.shortcodes import Masked, Shortcode
from capaudit.readers.tree import TreeBuilder, decoded
from capaudit.readers.vocabulary import (
    RAW_TEXT,
    TAG_ALT_KEYS,
    TAG_CAPTION_KEYS,
    TAG_CREDIT_KEYS,
    TAG_SOURCE_KEYS,
    TITLE_KEYS,
)

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9:._-]{0,60})|([!?]))")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s\"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?"
)
_TAG_END = re.compile(r"[\s/]*>")
# A tag longer than this (a picture as data URL apart) is no tag: keeps hostile input linear.
_MOST_ATTRIBUTES = 400
_LONGEST_TEMPLATE = 600
# A shortcode that encloses more than this encloses a part of the story.
_LONGEST_PAIR = 3000
_QUOTED_PATH = re.compile(r"\{\{-?\s*[\"']([^\"'{}]+)[\"'][^{}]*\}\}")
_WANTED = frozenset(
    (
        *("src", "alt", "title", "class", "id", "rel", "itemprop", "property", "name"),
        *("content", "datetime", "lang", "xml:lang", "role", "aria-hidden", "aria-label"),
        *("srcset", "width", "height", "href", "type", "caption", "credit", "attr", "attrauthor"),
        *("data-caption", "data-credit", "data-c-caption", "data-c-credit", "data-image-caption"),
        *("hidden", "style", "itemscope", "itemtype", "typeof"),
        *("data-testid", "data-component", "data-qa", *LAZY_ATTRIBUTES),
    )
)


class Feed:
    """Hands the source to a `TreeBuilder`, with shortcodes told apart from text."""

    def __init__(self, source: str, masked: Masked, builder: TreeBuilder) -> None:
        self.source = source
        self.masked = masked
        self.builder = builder
        closers = masked.closers()
        self._closers = {
            start: end for start, end in closers.items() if end - start <= _LONGEST_PAIR
        }
        self._open_captions: set[int] = set()

    def html(self, start: int, end: int) -> None:
        """Scan a stretch of HTML source for tags and text."""
        position = start
        while position < end:
            tag = _TAG.search(self.masked.text, position, end)
            if tag is None:
                break
            if tag.start() > position:
                self.html_text(position, tag.start())
            after = self._markup(tag, end)
            if after is None:
                self.html_text(tag.start(), tag.end())
                after = tag.end()
            position = after
        if position < end:
            self.html_text(position, end)

    def html_text(self, start: int, end: int) -> None:
        """Add text in which character references are to be decoded."""
        position = start
        for shortcode in self.masked.within(start, end):
            self.builder.html_words(position, shortcode.span.start)
            self.shortcode(shortcode)
            position = shortcode.span.end
        self.builder.html_words(position, end)

    def plain_text(self, text: str, start: int, end: int) -> None:
        """Add text that a parser has decoded already, from a stretch of the source."""
        if len(text) != end - start:
            self.builder.words(text, start, end - start)
            return
        position = start
        for shortcode in self.masked.within(start, end):
            self.builder.words(
                self.source[position : shortcode.span.start],
                position,
                shortcode.span.start - position,
            )
            self.shortcode(shortcode)
            position = shortcode.span.end
        if position < end:
            self.builder.words(self.source[position:end], position, end - position)

    def shortcode(self, shortcode: Shortcode) -> None:
        """Add a shortcode as an image, as an element of unknown content, or not at all."""
        start, end = shortcode.span.start, shortcode.span.end
        if start in self._open_captions:
            self.builder.end("figcaption", start, start)
            self.builder.end("figure", start, end)
        if not shortcode.name or shortcode.name.startswith("/"):
            return
        attributes = image_attributes(shortcode)
        if attributes is None:
            self.builder.start("shortcode", start, end, {})
        elif start in self._closers and "caption" not in attributes:
            self._captioned(shortcode, attributes)
        else:
            self.builder.start("#image-tag", start, end, attributes)

    def _captioned(self, shortcode: Shortcode, attributes: dict[str, Passage]) -> None:
        """Add an image whose shortcode encloses its caption: `{{< figure >}}…{{< /figure >}}`."""
        start, end = shortcode.span.start, shortcode.span.end
        self.builder.start("figure", start, start, {})
        self.builder.start("#image-tag", start, end, attributes)
        self.builder.start("figcaption", end, end, {})
        self._open_captions.add(self._closers[start])

    def _markup(self, tag: re.Match[str], end: int) -> int | None:
        """Take one tag or comment; the offset behind it, or `None` if it is text after all."""
        text = self.masked.text
        if tag[1]:
            found = text.find("-->", tag.end(), end)
            return found + 3 if found >= 0 else end
        if tag[4]:
            found = text.find(">", tag.end(), end)
            return found + 1 if found >= 0 else end
        attributes, after = self._attributes(tag.end(), end)
        if after is None:
            return None
        name = tag[3].lower()
        if tag[2]:
            self.builder.end(name, tag.start(), after)
            return after
        return self._start_tag(name, tag.start(), after, attributes, end)

    def _attributes(self, position: int, end: int) -> tuple[dict[str, Passage], int | None]:
        attributes: dict[str, Passage] = {}
        for _ in range(_MOST_ATTRIBUTES):
            close = _TAG_END.match(self.masked.text, position, end)
            if close is not None:
                return attributes, close.end()
            found = _ATTRIBUTE.match(self.masked.text, position, end)
            if found is None:
                return attributes, None
            position = found.end()
            self._take(attributes, found)
        return attributes, None

    def _take(self, attributes: dict[str, Passage], found: re.Match[str]) -> None:
        name = found[1].lower()
        if name not in _WANTED or name in attributes:
            return
        group = found.lastindex or 1
        if group == 1:
            attributes[name] = Passage("")
            return
        start, end = found.span(group)
        if name == "src":
            start, end = path_in_template(self.source, start, end)
        attributes[name] = decoded(self.source[start:end], start)

    def _start_tag(
        self, name: str, start: int, after: int, attributes: dict[str, Passage], end: int
    ) -> int:
        self.builder.start(name, start, after, attributes)
        if self.masked.text[after - 2] == "/" and name in _SELF_CLOSING:
            self.builder.end(name, after, after)
            return after
        if name not in RAW_TEXT:
            return after
        closing = _raw_end(name).search(self.masked.text, after, end)
        stop = closing.start() if closing else end
        if name in {"title", "textarea"}:
            self.builder.html_words(after, stop)
        else:
            self.builder.words(self.source[after:stop], after, stop - after)
        self.builder.end(name, stop, closing.end() if closing else stop)
        return closing.end() if closing else end


# Components of MDX and foreign elements close themselves; HTML's own start tags ignore the slash.
_SELF_CLOSING = frozenset(
    (
        *("image", "figure", "caption", "amp-img", "iframe", "video", "svg", "path", "picture"),
        *("source", "use", "circle", "rect"),
    )
)
_RAW_ENDS = {
    name: re.compile(rf"</{name}[\s/]{{0,20}}>", re.IGNORECASE) for name in sorted(RAW_TEXT)
}


def _raw_end(name: str) -> re.Pattern[str]:
    return _RAW_ENDS[name]


def path_in_template(source: str, start: int, end: int) -> tuple[int, int]:
    """Where the path stands in `{{ "/a.jpg" | url }}` or behind `{{ site.baseurl }}`."""
    if not source.startswith("{{", start) or end - start > _LONGEST_TEMPLATE:
        return start, end
    quoted = _QUOTED_PATH.match(source, start, end)
    if quoted is not None:
        return quoted.span(1)
    close = source.find("}}", start, end)
    behind = close + 2
    return (behind, end) if close >= 0 and source.startswith("/", behind) else (start, end)


def image_attributes(shortcode: Shortcode) -> dict[str, Passage] | None:
    """The parameters of an image shortcode under HTML's names; `None` for any other shortcode."""
    if not shortcode.is_image_tag:
        return None
    named, rest = shortcode.named, list(shortcode.positional)
    src = _first(named, TAG_SOURCE_KEYS) or (rest.pop(0) if rest else None)
    if src is None or not src.text or any(mark in src.text for mark in "|<>"):
        return None
    attributes = {"src": src}
    # `{% image_with_class "src" "class" "alt" %}`: the alternative text comes last.
    if rest and not named:
        attributes["alt"] = rest[-1]
    tables = {
        "alt": TAG_ALT_KEYS,
        "caption": TAG_CAPTION_KEYS,
        "credit": TAG_CREDIT_KEYS,
        "title": TITLE_KEYS,
        "class": ("class",),
        "width": ("width",),
        "height": ("height",),
    }
    for name, keys in tables.items():
        value = _first(named, keys)
        if value is not None:
            attributes[name] = value
    return attributes


def _first(named: dict[str, Passage], keys: tuple[str, ...]) -> Passage | None:
    return next((named[key] for key in keys if key in named), None)
