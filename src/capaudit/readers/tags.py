"""HTML source to tree: a linear scan for tags that keeps the offset of every character.

Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html)
as far as articles need it: void elements, raw text, comments, attributes with or without quotes.
No input fails; what is no tag is text.
"""

from __future__ import annotations

import re

from capaudit.model.text import Passage, Span
from capaudit.readers.expressions import NO_NAMES, Names
from capaudit.readers.image_tags import (
    enclosing_caption,
    image_attributes,
    listed_attributes,
    resolved,
)
from capaudit.readers.references import LAZY_ATTRIBUTES
from capaudit.readers.shortcodes import (
    ATTRIBUTE_LIST,
    CAPTION_ENDS,
    CAPTION_OPENS,
    Masked,
    Shortcode,
)
from capaudit.readers.tree import TreeBuilder, decoded
from capaudit.readers.vocabulary import GALLERY_WORDS, RAW_TEXT

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9:._-]{0,60})|([!?]))")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s\"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?"
)
_MARKDOWN_IMAGE = re.compile(
    r"!\[(?P<label>[^\[\]]{0,1000})\]\([ \t]{0,9}<?(?P<src>[^\s()<>]{1,1000})>?"
    r"(?:\s{1,9}(?:\"(?P<title>[^\"]{0,1000})\"))?[ \t]{0,9}\)"
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
        *("hidden", "style", "markdown", "itemscope", "itemtype", "typeof"),
        *("data-testid", "data-component", "data-component-name", "data-area", "data-qa", "dir"),
        *LAZY_ATTRIBUTES,
    )
)


class Feed:
    """Hands the source to a `TreeBuilder`, with shortcodes told apart from text."""

    def __init__(self, source: str, masked: Masked, builder: TreeBuilder, names: Names) -> None:
        self.source = source
        self.masked = masked
        self.builder = builder
        self._names = names
        self._may_hold_markdown = "markdown" in source
        closers = masked.closers()
        self._closers = {
            start: end for start, end in closers.items() if end - start <= _LONGEST_PAIR
        }
        # Elements that end tags of shortcodes close, by where those begin.
        self._enclosed: dict[int, str] = {}

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
        add = self._markdown_words if self._in_markdown() else self.builder.html_words
        for shortcode in self.masked.within(start, end):
            add(position, shortcode.span.start)
            self.shortcode(shortcode)
            position = shortcode.span.end
        add(position, end)

    def _in_markdown(self) -> bool:
        """Whether the elements around hold Markdown: `<figure markdown>`.

        https://python-markdown.github.io/extensions/md_in_html/
        """
        return self._may_hold_markdown and self.builder.is_inside("markdown")

    def _markdown_words(self, start: int, end: int) -> None:
        """Add text in which Markdown's images are read."""
        position = start
        for found in _MARKDOWN_IMAGE.finditer(self.source, start, end):
            self.builder.html_words(position, found.start())
            attributes = {
                name: Passage.verbatim(found[name], found.start(name)).stripped()
                for name in ("label", "src", "title")
                if found[name] is not None
            }
            self.builder.start("#image", found.start(), found.end(), attributes)
            position = found.end()
        self.builder.html_words(position, end)

    def plain_text(self, text: str, start: int, end: int) -> None:
        """Add text that a parser has decoded already, from a stretch of the source."""
        if len(text) == end - start:
            if self.masked.starts:
                start = self._plain_shortcodes(start, end)
            text = self.source[start:end]
        self.builder.words(text, start, end - start)

    def _plain_shortcodes(self, start: int, end: int) -> int:
        """Add the shortcodes of a stretch of text and the words between; where the rest begins."""
        for shortcode in self.masked.within(start, end):
            words = self.source[start : shortcode.span.start]
            self.builder.words(words, start, len(words))
            self.shortcode(shortcode)
            start = shortcode.span.end
        return start

    def shortcode(self, shortcode: Shortcode) -> None:
        """Add a shortcode as an image, as an element of unknown content, or not at all."""
        start, end = shortcode.span.start, shortcode.span.end
        if start in self._enclosed:
            # What is open inside, a caption too, ends with it.
            self.builder.end(self._enclosed.pop(start), start, end)
        if shortcode.name == CAPTION_OPENS:
            self.builder.start("figcaption", start, end, {})
        elif shortcode.name == CAPTION_ENDS:
            self.builder.end("figcaption", start, end)
        if shortcode.name == ATTRIBUTE_LIST:
            self.builder.add_attributes(start, listed_attributes(self.source, start, end))
            return
        if not shortcode.name or shortcode.name.startswith("/"):
            return
        attributes = image_attributes(shortcode, self._names)
        if attributes is None and start in self._closers and self._encloses(shortcode):
            return
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
        self._enclosed[self._closers[start]] = "figure"

    def _encloses(self, shortcode: Shortcode) -> bool:
        """Add a tag around images, which the end tag closes: a caption for them, or a gallery."""
        start, end = shortcode.span.start, shortcode.span.end
        caption = enclosing_caption(shortcode, self._names)
        if caption is not None and caption.text:
            self.builder.start("figure", start, start, {})
            self.builder.start("figcaption", start, start, {})
            for run in caption.runs:
                words = caption.text[run.text_start : run.text_start + run.text_length]
                self.builder.words(words, run.source_start, run.source_length)
            self.builder.end("figcaption", end, end)
            self._enclosed[self._closers[start]] = "figure"
            return True
        if any(word in shortcode.name for word in GALLERY_WORDS):
            self.builder.start("div", start, end, {"class": Passage(GALLERY_WORDS[0])})
            self._enclosed[self._closers[start]] = "div"
            return True
        return False

    def _markup(self, tag: re.Match[str], end: int) -> int | None:
        """Take one tag or comment; the offset behind it, or `None` if it is text after all."""
        text = self.masked.text
        if tag[1]:
            found = text.find("-->", tag.end(), end)
            return found + 3 if found >= 0 else end
        if tag[4]:
            found = text.find(">", tag.end(), end)
            return found + 1 if found >= 0 else end
        name = tag[3].lower()
        # HTML's own elements are hardly ever written with a capital letter and small ones.
        is_component = tag[3] != name and tag[3] != tag[3].upper()
        wanted = None if is_component else _WANTED
        attributes, after = self._attributes(tag.end(), end, wanted)
        if after is None:
            return None
        if tag[2]:
            self.builder.end(name, tag.start(), after)
            return after
        if is_component:
            return self._component(name, tag.start(), after, attributes)
        return self._start_tag(name, tag.start(), after, attributes, end)

    def _component(self, name: str, start: int, after: int, attributes: dict[str, Passage]) -> int:
        """Add a component of MDX or Astro: an image, a caption, or an element of that name.

        What a component for images encloses is its caption.
        """
        closed = self.masked.text[after - 2] == "/"
        given = Shortcode(name, Span(start, after), attributes)
        image = image_attributes(given, self._names) if name != "caption" else None
        if image is None:
            self.builder.start(name, start, after, resolved(attributes, self._names))
        elif closed or name == "image":
            self.builder.start("image", start, after, image)
        else:
            self.builder.start(name, start, start, {})
            self.builder.start("image", start, after, image)
            self.builder.start("figcaption", after, after, {})
        if closed and image is None:
            self.builder.end(name, after, after)
        return after

    def _attributes(
        self, position: int, end: int, wanted: frozenset[str] | None
    ) -> tuple[dict[str, Passage], int | None]:
        attributes: dict[str, Passage] = {}
        for _ in range(_MOST_ATTRIBUTES):
            close = _TAG_END.match(self.masked.text, position, end)
            if close is not None:
                return attributes, close.end()
            found = _ATTRIBUTE.match(self.masked.text, position, end)
            if found is None:
                return attributes, None
            position = found.end()
            self._take(attributes, found, wanted)
        return attributes, None

    def _take(
        self,
        attributes: dict[str, Passage],
        found: re.Match[str],
        wanted: frozenset[str] | None,
    ) -> None:
        name = found[1].lower()
        if (wanted is not None and name not in wanted) or name in attributes:
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
        if "{" in self.source[start:after]:
            attributes = resolved(attributes, self._names)
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


def raw_feed(source: str, builder: TreeBuilder) -> Feed:
    """A feed of HTML without shortcodes, as other markups pass it through."""
    return Feed(source, Masked(source, (), ()), builder, NO_NAMES)


# Components of MDX and foreign elements close themselves; HTML's own start tags ignore the slash.
_SELF_CLOSING = frozenset(
    (
        *("image", "amp-img", "iframe", "video", "svg", "path", "picture"),
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
