"""AsciiDoc source to tree: blocks, their titles and attributes, images with the title as caption.

https://docs.asciidoctor.org/asciidoc/latest/; what fits nothing is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from capaudit.model.text import Passage
from capaudit.readers.adoc_inline import AdocInline
from capaudit.readers.line_text import Line, LineText
from capaudit.readers.tags import raw_feed
from capaudit.readers.tree import Tree, TreeBuilder

# Blocks nested deeper are read as paragraphs: each level looks at its lines anew.
_DEEPEST = 16
# https://docs.asciidoctor.org/asciidoc/latest/blocks/delimited/
_DELIMITER = re.compile(
    r"(?P<code>-{4,}|\.{4,}|`{3,}\S{0,40})|(?P<comment>/{4,})|(?P<raw>\+{4,})"
    r"|(?P<block>={4,}|\*{4,}|_{4,}|--|~{4,})|(?P<table>[|,:!]={3,})"
)
_MACRO = re.compile(r"(?P<name>[a-z][\w-]{0,40})::(?P<target>\S[^\[\]]*|)\[(?P<attributes>.*)\]")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ATTRIBUTES = re.compile(r"\[(?:\[[^\[\]]*\]|[^\[\]]*|[^\[\]]*\"[^\"]*\"[^\[\]]*)\]")
_ROLE = re.compile(r"\.([A-Za-z][\w-]{0,60})")
_ENTRY = re.compile(r":(?P<off>!?)(?P<name>[A-Za-z0-9_][\w-]{0,80})(?P<unset>!?):(?:[ \t]+|$)")
_SECTION = re.compile(r"(?P<level>={1,6}|#{1,6})[ \t]+")
_ITEM = re.compile(r"(?:[*-]{1,6}|\.{1,6}|\d{1,4}\.|[a-z]\.|<\d{1,3}>|<\.>)[ \t]+")
_TERM = re.compile(r"[^\s:].{0,300}?(?:::{1,3}|;;)(?:[ \t]+|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_UNDERLINE = re.compile(r"([=~^+-])\1{2,200}")
_LEVELS = "=-~^+"
_CELL = re.compile(r"(?<!\\)\|")
_CELL_STYLE = re.compile(r"(?:^|\s)(?:\d{1,3}[*+]|\.\d{1,3}\+)*[<^>]?(?:\.[<^>])?[a-z]?$")
_RULES = frozenset({"'''", "---", "- - -", "***", "* * *"})


class Above(msgspec.Struct, frozen=True):
    """What stands above a block and belongs to it: its title and the class it is given."""

    start: int | None = None
    title: Line | None = None
    role: Passage | None = None


class AdocTree:
    """Builds the tree of the lines of an AsciiDoc source.

    `attributes` are those of the header; entries between the blocks add to them.
    """

    def __init__(self, source: str, lines: Sequence[Line], attributes: dict[str, str]) -> None:
        self._source = source
        self._lines = lines
        self._builder = TreeBuilder(source)
        self._attributes = attributes
        self._inline = AdocInline(source, self._builder, attributes)

    def build(self) -> Tree:
        """Read the lines into a tree."""
        self._blocks(self._lines, 0)
        return self._builder.build()

    def _blocks(self, lines: Sequence[Line], depth: int) -> None:
        index, above = 0, Above()
        while index < len(lines):
            line = lines[index]
            further = self._above(line, above)
            if further is not None:
                above, index = further, index + 1
            elif line.is_blank or self._is_silent(line):
                # A blank line parts a title from what follows; a comment does not.
                above = Above() if line.is_blank else above
                index += 1
            else:
                index = self._block(lines, index, above, depth)
                above = Above()

    def _above(self, line: Line, above: Above) -> Above | None:
        """The title and attributes of a block with what this line adds; else `None`."""
        text = self._text(line)
        start = above.start if above.start is not None else line.start
        if (title := _TITLE.match(text)) is not None and not line.indent:
            return msgspec.structs.replace(
                above, start=start, title=line.behind(line.start + title.end(), self._source)
            )
        if not text.startswith("[") or _ATTRIBUTES.fullmatch(text) is None:
            return None
        role = _ROLE.search(text)
        passage = Passage.verbatim(role[1], line.start + role.start(1)) if role else above.role
        return msgspec.structs.replace(above, start=start, role=passage)

    def _is_silent(self, line: Line) -> bool:
        """Take a line that prints nothing: a comment, an attribute's entry, a list's `+`."""
        text = self._text(line)
        if text == "+" or text.startswith(("ifdef::", "ifndef::", "ifeval::", "endif::")):
            return True
        if text.startswith("//") and not text.startswith("///"):
            return True
        found = _ENTRY.match(text)
        if found is not None:
            note_attribute(self._attributes, found, text[found.end() :])
        return found is not None

    def _text(self, line: Line) -> str:
        return self._source[line.start : line.end]

    def _block(self, lines: Sequence[Line], index: int, above: Above, depth: int) -> int:
        """Read one block; the index behind it."""
        line, text = lines[index], self._text(lines[index])
        delimiter = _DELIMITER.fullmatch(text) if depth < _DEEPEST else None
        if delimiter is not None:
            return self._delimited(lines, index, delimiter, above, depth)
        if (macro := _MACRO.fullmatch(text)) is not None:
            self._macro(line, macro, above)
            return index + 1
        section = _SECTION.match(text)
        if section is not None:
            level = min(len(section["level"]), 6)
            self._element(f"h{level}", [line.behind(line.start + section.end(), self._source)])
            return index + 1
        if (underlined := self._underlined(lines, index)) is not None:
            self._element(f"h{underlined}", [line])
            return index + 2
        if text in _RULES:
            self._builder.start("hr", line.start, line.end, {})
            return index + 1
        return self._words(lines, index, above)

    def _underlined(self, lines: Sequence[Line], index: int) -> int | None:
        """The level of a title with a line of marks below it, as long as the title or nearly."""
        if index + 1 >= len(lines) or lines[index].indent:
            return None
        line, below = lines[index], lines[index + 1]
        found = _UNDERLINE.fullmatch(self._source, below.start, below.end)
        if found is None or abs((line.end - line.start) - (below.end - below.start)) > 1:
            return None
        return _LEVELS.index(found[1]) + 1

    def _words(self, lines: Sequence[Line], index: int, above: Above) -> int:
        """A list item, definition, admonition, literal or plain paragraph."""
        line, text = lines[index], self._text(lines[index])
        end = self._end_of_words(lines, index)
        for form, name in ((_ITEM, "li"), (_TERM, "p"), (_ADMONITION, "p")):
            found = form.match(text)
            if found is None:
                continue
            behind = line.behind(line.start + found.end(), self._source)
            if form is _TERM:
                term = found[0].rstrip().rstrip(":;")
                self._element("p", [Line(line.start, line.start + len(term), line.indent)])
            rest = [one for one in (behind, *lines[index + 1 : end]) if not one.is_blank]
            if rest:
                self._element(name, rest)
            return end
        if line.indent:
            self._void("code-block", line.start, lines[end - 1].end)
            return end
        if above.title is not None:
            self._element("p", [above.title])
        self._element("p", lines[index:end])
        return end

    def _end_of_words(self, lines: Sequence[Line], index: int) -> int:
        text = self._text(lines[index])
        in_list = _TERM.match(text) is not None
        index += 1
        while index < len(lines) and not lines[index].is_blank:
            text = self._text(lines[index])
            if text == "+" or _ITEM.match(text) or _DELIMITER.fullmatch(text):
                break
            if in_list and _TERM.match(text):
                break
            if _MACRO.fullmatch(text) or (text.startswith("[") and _ATTRIBUTES.fullmatch(text)):
                break
            if text.startswith("//") and not text.startswith("///"):
                break
            index += 1
        return index

    def _delimited(
        self,
        lines: Sequence[Line],
        index: int,
        delimiter: re.Match[str],
        above: Above,
        depth: int,
    ) -> int:
        """A block between two lines of marks; one that is not closed ends with the text."""
        mark = "```" if delimiter[0].startswith("```") else delimiter[0]
        end = index + 1
        while end < len(lines) and self._text(lines[end]) != mark:
            end += 1
        inner = lines[index + 1 : end]
        start, stop = lines[index].start, lines[min(end, len(lines) - 1)].end
        if delimiter["code"]:
            self._void("code-block", start, stop)
        elif delimiter["raw"] and inner:
            feed = raw_feed(self._source, self._builder)
            feed.html(inner[0].start, inner[-1].end)
        elif delimiter["table"]:
            self._table(inner, start, stop, depth)
        elif delimiter["block"]:
            self._titled(inner, start, stop, above, depth)
        return end + 1

    def _titled(
        self, inner: Sequence[Line], start: int, stop: int, above: Above, depth: int
    ) -> None:
        """A block of blocks; where it holds images alone its title is their caption."""
        words = [self._text(line) for line in inner if not line.is_blank]
        images = [found for one in words if (found := _MACRO.fullmatch(one)) is not None]
        if above.title is not None and images and len(images) == len(words):
            self._builder.start("figure", above.start or start, start, {})
            self._element("figcaption", [above.title])
            self._blocks(inner, depth + 1)
            self._builder.end("figure", stop, stop)
            return
        self._builder.start("div", start, start, {})
        if above.title is not None:
            self._element("p", [above.title])
        self._blocks(inner, depth + 1)
        self._builder.end("div", stop, stop)

    def _table(self, inner: Sequence[Line], start: int, stop: int, depth: int) -> None:
        self._builder.start("table", start, start, {})
        cell: list[Line] = []
        for line in inner:
            position = line.start
            for found in _CELL.finditer(self._source, line.start, line.end):
                style = _CELL_STYLE.search(self._source[position : found.start()])
                stop_of_cell = position + style.start() if style else found.start()
                cell.append(self._trimmed(position, stop_of_cell))
                self._cell(cell, depth)
                cell, position = [], found.end()
            cell.append(self._trimmed(position, line.end))
        self._cell(cell, depth)
        self._builder.end("table", stop, stop)

    def _trimmed(self, start: int, end: int) -> Line:
        raw = self._source[start:end]
        first = start + len(raw) - len(raw.lstrip())
        return Line(first, max(first, start + len(raw.rstrip())), 0)

    def _cell(self, lines: list[Line], depth: int) -> None:
        words = [line for line in lines if not line.is_blank]
        if words:
            self._builder.start("td", words[0].start, words[0].start, {})
            self._blocks(lines, depth + 1)
            self._builder.end("td", words[-1].end, words[-1].end)

    def _macro(self, line: Line, macro: re.Match[str], above: Above) -> None:
        if macro["name"] not in {"image", "video", "audio"}:
            if macro["name"] not in {"include", "toc", "ifdef"}:
                self._builder.start("shortcode", line.start, line.end, {})
            return
        text = LineText(self._source, [line])
        target = text.passage(*macro.span("target"))
        name, attributes = self._inline.image(target, text, macro.span("attributes"))
        if above.role is not None:
            attributes.setdefault("class", above.role)
        caption = attributes.pop("title", None)
        start = above.start if above.start is not None else line.start
        titled = above.title is not None or caption is not None
        frame = "figure" if titled else "p"
        self._builder.start(frame, start, line.start, {})
        if above.title is not None:
            self._element("figcaption", [above.title])
        elif caption is not None:
            attributes["caption"] = caption
        if macro["name"] == "image":
            self._builder.start(name, line.start, line.end, attributes)
        else:
            self._void(macro["name"], line.start, line.end)
        self._builder.end(frame, line.end, line.end)

    def _void(self, name: str, start: int, end: int) -> None:
        self._builder.start(name, start, start, {})
        self._builder.end(name, end, end)

    def _element(self, name: str, lines: Sequence[Line]) -> None:
        start, end = lines[0].start, lines[-1].end
        self._builder.start(name, start, start, {})
        self._inline.add(LineText(self._source, lines))
        self._builder.end(name, end, end)


def entry_of(line: Line, source: str) -> re.Match[str] | None:
    """The match of a line that sets or unsets an attribute of the document."""
    return _ENTRY.match(source, line.start, line.end)


def note_attribute(attributes: dict[str, str], found: re.Match[str], value: str) -> None:
    """Set or unset an attribute as its entry says."""
    name = found["name"].lower()
    if found["off"] or found["unset"]:
        attributes.pop(name, None)
    else:
        attributes[name] = value.strip()
