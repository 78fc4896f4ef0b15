"""Markdown source to tree: pyromark's events, their byte ranges turned into code points."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pyromark
from pyromark import Options

from capaudit.model.text import Passage, PassageBuilder
from capaudit.readers.expressions import Names
from capaudit.readers.shortcodes import Masked
from capaudit.readers.tags import Feed, path_in_template
from capaudit.readers.tree import Tree, TreeBuilder

# How far ahead a text is looked at for characters of several bytes.
_AHEAD = 100
_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&[#\w]{1,32};")
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\[\]\n]{1,300}\]:[ \t]{0,9}(?:\n[ \t]{0,9})?<?([^\s<>]{1,2000})", re.MULTILINE
)
# CommonMark's containers under the names of the HTML elements they become.
_ELEMENTS = {
    "Paragraph": "p",
    "BlockQuote": "blockquote",
    "List": "ul",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Link": "a",
    "Table": "table",
    "TableHead": "tr",
    "TableRow": "tr",
    "TableCell": "td",
}
_BARE_ELEMENTS = {"SoftBreak": "soft-break", "HardBreak": "br", "Rule": "hr"}
Payload = str | dict[str, "Payload"] | list["Payload"] | tuple["Payload", ...] | int | bool | None


class Offsets:
    """Turns byte offsets of the UTF-8 form of a text into code-point offsets.

    It moves from one asked for to the next, and counts the characters in between: events stand in
    the order of the text, so that hardly anything is counted twice. Where the text goes on in ASCII
    the next ones are known without counting. `base` is the offset that the text has in the source.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self._encoded = text.encode("utf-8", "surrogatepass")
        self._byte = 0
        self._offset = base
        # How far the text is known to be ASCII behind the byte last counted to.
        self._plain_to = len(self._encoded) if text.isascii() else 0

    def locate(self, at: int) -> int:
        """The offset in the source of a byte offset."""
        last = self._byte
        if last <= at <= self._plain_to:
            return self._offset + at - last
        if at >= last:
            self._offset += len(self._encoded[last:at].decode("utf-8", "surrogatepass"))
        else:
            self._offset -= len(self._encoded[at:last].decode("utf-8", "surrogatepass"))
        self._byte = at
        ahead = self._encoded[at : at + _AHEAD]
        self._plain_to = at + len(ahead) if ahead.isascii() else at
        return self._offset


class _Image(msgspec.Struct):
    """An image whose bracket text is being read."""

    start: int
    end: int
    src: str
    title: str
    inline: bool
    label: PassageBuilder
    label_end: int


class MarkdownTree:
    """Builds the tree of a Markdown text from an offset on."""

    def __init__(self, source: str, masked: Masked, start: int, names: Names) -> None:
        self._source = source
        self._masked = masked
        self._base = start
        self._builder = TreeBuilder(source)
        self._feed = Feed(source, masked, self._builder, names)
        self._image: _Image | None = None
        self._depth = 0
        self._html_from: int | None = None
        self._definitions: dict[str, Passage] | None = None
        self._code = "code-block"
        self._locate = Offsets(masked.text[start:], start).locate

    def build(self) -> Tree:
        """Read the events into a tree; most need only one of their two byte offsets located."""
        text = self._masked.text[self._base :]
        for event, where in pyromark.events_with_range(text, options=_OPTIONS):
            first, last = where["start"], where["end"]
            if self._image is not None:
                self._inside_image(self._image, event, first, last)
            elif isinstance(event, str):
                self._bare(event, first, last)
            elif "Text" in event:
                if self._html_from is None:
                    self._text(event["Text"], first, last)
            elif "Start" in event:
                self._start(event["Start"], self._locate(first), last)
            elif "End" in event:
                self._end(event["End"], self._locate(last))
            elif "InlineHtml" in event:
                self._feed.html(self._locate(first), self._locate(last))
            elif "Code" in event:
                self._code_span(event["Code"], first, last)
        return self._builder.build()

    def _text(self, words: str, first: int, last: int) -> None:
        start = self._locate(first)
        # As many characters as bytes: there is nothing wide between the two.
        is_narrow = len(words) == last - first
        end = start + last - first if is_narrow else self._locate(last)
        has_tags = self._masked.starts and self._masked.holds(start, end)
        if has_tags or len(words) != end - start:
            self._feed.plain_text(words, start, end)
        else:
            self._builder.words(self._source[start:end], start, end - start)

    def _bare(self, event: str, first: int, last: int) -> None:
        if event in _BARE_ELEMENTS:
            start, end = self._locate(first), self._locate(last)
            self._builder.start(_BARE_ELEMENTS[event], start, end, {})

    def _code_span(self, words: str, first: int, last: int) -> None:
        inner = self._source.find(words, self._locate(first), self._locate(last))
        if inner >= 0:
            self._builder.words(words, inner, len(words))

    def _start(self, tag: object, start: int, last: int) -> None:
        name, details = _name_of(tag)
        if (element := _ELEMENTS.get(name)) is not None:
            self._builder.start(element, start, start, {})
        elif name == "Image":
            self._start_image(details, start, self._locate(last))
        elif name == "HtmlBlock":
            self._html_from = start
            self._feed.html(start, self._locate(last))
        elif name == "CodeBlock":
            # The end of a code block does not repeat its kind.
            self._code = "indented-code" if details == "Indented" else "code-block"
            self._builder.start(self._code, start, start, {})
        elif name == "Heading":
            self._builder.start(_heading(details), start, start, {})

    def _end(self, tag: object, end: int) -> None:
        name, details = _name_of(tag)
        element = _ELEMENTS.get(name)
        if name == "Heading":
            element = _heading(details)
        elif name == "CodeBlock":
            element = self._code
        elif name == "HtmlBlock":
            self._html_from = None
        if element is not None:
            self._builder.end(element, end, end)

    def _start_image(self, details: Payload, start: int, end: int) -> None:
        fields = details if isinstance(details, dict) else {}
        self._image = _Image(
            start=start,
            end=end,
            src=str(fields.get("dest_url") or ""),
            title=str(fields.get("title") or ""),
            inline=fields.get("link_type") == "Inline",
            label=PassageBuilder(),
            label_end=start + 2,
        )
        self._depth = 0

    def _inside_image(self, image: _Image, event: object, first: int, last: int) -> None:
        """Collect the bracket text; markup in it counts for its text only.

        Of markup only the end is located, at its end: nested images would cost a walk each.
        """
        if not isinstance(event, dict):
            start = self._locate(first)
            image.label_end = self._locate(last)
            image.label.replace(" ", start, image.label_end - start)
            return
        for kind, payload in event.items():
            if kind == "Start":
                self._depth += _name_of(payload)[0] == "Image"
                continue
            if kind == "End" and _name_of(payload)[0] == "Image":
                if self._depth == 0:
                    self._finish_image(image)
                    return
                self._depth -= 1
            elif kind in {"Text", "Code"} and isinstance(payload, str):
                self._add_to_label(image.label, payload, self._locate(first), self._locate(last))
            image.label_end = max(image.label_end, min(self._locate(last), image.end))

    def _add_to_label(self, label: PassageBuilder, text: str, start: int, end: int) -> None:
        if len(text) == end - start:
            label.copy(self._source[start:end], start)
            return
        inner = self._source.find(text, start, end)
        if inner >= 0:
            label.copy(text, inner)
        else:
            label.replace(text, start, end - start)

    def _finish_image(self, image: _Image) -> None:
        self._image = None
        attributes = {"label": image.label.build(), "src": Passage(image.src)}
        if image.inline:
            attributes |= self._destination(image)
        else:
            attributes |= self._definition(image)
        self._builder.start("#image", image.start, image.end, attributes)

    def _destination(self, image: _Image) -> dict[str, Passage]:
        """The reference and title of `](src "title")`, with where they stand."""
        text = self._masked.text
        opening = text.find("](", image.label_end, image.end)
        if opening < 0:
            return {"title": Passage(image.title)} if image.title else {}
        start = opening + 2
        while start < image.end and text[start] in " \t\r\n<":
            start += 1
        end = start + len(image.src)
        exact = text.startswith(image.src, start)
        if not exact:
            end = _end_of_destination(text, start, image.end)
        behind = end
        if exact:
            start, end = path_in_template(self._source, start, end)
        src = self._source[start:end] if exact else image.src
        found = {"src": _whole(src, start, end)}
        if image.title:
            found["title"] = self._title(image, behind)
        return found

    def _definition(self, image: _Image) -> dict[str, Passage]:
        """The reference and title of `![…][flood]`, found where `[flood]: a.jpg` defines it."""
        if self._definitions is None:
            self._definitions = definitions(self._source, self._base)
        found = {"title": Passage(image.title)} if image.title else {}
        if (src := self._definitions.get(image.src)) is not None:
            found["src"] = src
        return found

    def _title(self, image: _Image, start: int) -> Passage:
        """The title between its quotes, escapes and character references decoded."""
        text = self._source
        stop = image.end - 1
        while start < stop and text[start] not in "\"'(":
            start += 1
        start += 1
        while stop > start and text[stop - 1] not in "\"')":
            stop -= 1
        return markdown_text(text[start : max(start, stop - 1)], start)


def definitions(source: str, start: int) -> dict[str, Passage]:
    """Where each destination of a link reference definition stands, by the destination itself.

    https://spec.commonmark.org/0.31.2/#link-reference-definitions
    """
    found: dict[str, Passage] = {}
    for match in _DEFINITION.finditer(source, start):
        found.setdefault(match[1], Passage.verbatim(match[1], match.start(1)))
    return found


def markdown_text(raw: str, start: int) -> Passage:
    """A stretch of Markdown without inline markup, backslash escapes and references decoded."""
    builder = PassageBuilder()
    position = 0
    for match in _ESCAPE.finditer(raw):
        builder.copy(raw[position : match.start()], start + position)
        builder.replace(match[1] or unescape(match[0]), start + match.start(), len(match[0]))
        position = match.end()
    builder.copy(raw[position:], start + position)
    return builder.build()


def _whole(text: str, start: int, end: int) -> Passage:
    if len(text) == end - start:
        return Passage.verbatim(text, start)
    builder = PassageBuilder()
    builder.replace(text, start, end - start)
    return builder.build()


def _end_of_destination(text: str, start: int, stop: int) -> int:
    end = start
    while end < stop - 1 and text[end] not in " \t\r\n>":
        end += 1
    return end


def _heading(details: Payload) -> str:
    level = details.get("level") if isinstance(details, dict) else details
    return level.lower() if isinstance(level, str) else "h2"


def _name_of(payload: object) -> tuple[str, Payload]:
    """An event's tag and its details: `Paragraph`, or `{"Heading": {…}}`."""
    if isinstance(payload, str):
        return payload, None
    return next(iter(payload.items()), ("", None)) if isinstance(payload, dict) else ("", None)
