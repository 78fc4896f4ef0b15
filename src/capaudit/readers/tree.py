"""The tree both markups are read into: elements and text in document order, with offsets.

Markdown events and HTML tags drive the same `TreeBuilder`, so a figure is found by the same code
whether it was written as `<figure>`, as a shortcode or as `![…](…)`. The nodes stand in one flat
list in document order and know where their descendants end: walking needs no recursion, however
deep the nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import msgspec

from capaudit.model.text import Passage, PassageBuilder, Run, Span
from capaudit.readers.vocabulary import (
    BLOCKS,
    BREAKS,
    CLOSED_BY,
    CODE,
    MEDIA,
    UNREAD,
    VOID,
)

# How far up an implied end tag may reach: deep inline nesting must not cost a walk each time.
_REACH = 24
# How many nodes back an element lies that is given attributes behind it; how many of the open
# elements are asked for one.
_NEAR = 6
# Blocks that no start tag closes: what begins inside one closes nothing.
_STOPS = (BLOCKS | CODE) - frozenset().union(*CLOSED_BY.values())
# White space that is not one plain space between two words.
_UNEVEN_SPACE = re.compile(r"[^\S ]\s*|  \s*")


class Node(msgspec.Struct, eq=False):
    """An element (`name` is not empty) or a piece of text.

    `start` and `end` are source offsets, `after` the index behind its last descendant. Text whose
    source has the same length stands there letter for letter.
    """

    index: int
    name: str
    parent: Node | None
    start: int
    end: int
    after: int
    unread: bool = False
    text: str = ""
    attributes: dict[str, Passage] = {}

    @property
    def span(self) -> Span:
        """Where the node stands, its tags included."""
        return Span(self.start, self.end)

    def attribute(self, name: str) -> str:
        """An attribute's value without surrounding white space, empty where absent."""
        value = self.attributes.get(name)
        return value.text.strip() if value is not None else ""

    @property
    def classes(self) -> tuple[str, ...]:
        """The element's CSS classes in lower case."""
        return tuple(self.attribute("class").lower().split())


class Tree:
    """A document: its nodes in document order; the first is the document itself."""

    def __init__(self, nodes: list[Node], text: str) -> None:
        self.nodes = nodes
        self.text = text

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def inside(self, node: Node) -> list[Node]:
        """Every descendant of a node, in document order."""
        return self.nodes[node.index + 1 : node.after]

    def children(self, node: Node) -> Iterator[Node]:
        """The direct children of a node."""
        index = node.index + 1
        while index < node.after:
            child = self.nodes[index]
            yield child
            index = child.after

    def next_sibling(self, node: Node) -> Node | None:
        """The node behind this one under the same parent."""
        parent = node.parent
        if parent is None or node.after >= parent.after:
            return None
        return self.nodes[node.after]

    def first(self, *names: str) -> Node | None:
        """The first element of one of these names."""
        return next((node for node in self.nodes if node.name in names), None)

    def passage(self, node: Node, *, without: frozenset[int] = frozenset()) -> Passage:
        """What a reader sees of a node: text without markup, white space run together.

        `without` are indices of nodes whose content is left out.
        """
        return self.passage_of([node, *self.inside(node)], without=without)

    def passage_of(self, nodes: list[Node], *, without: frozenset[int] = frozenset()) -> Passage:
        """The same for a run of nodes in document order."""
        plain = _plain_passage(nodes) if not without else None
        if plain is not None:
            return plain
        builder = PassageBuilder()
        skip_to = -1
        base = bool(nodes) and nodes[0].unread
        for node in nodes:
            if node.index < skip_to:
                continue
            if node.index in without or (node.unread and not base) or node.name in MEDIA:
                skip_to = node.after
            elif not node.name:
                append_text(builder, node)
            elif node.name in BLOCKS or node.name in BREAKS:
                append_space(builder, node.start)
        return builder.build()


def _plain_passage(nodes: list[Node]) -> Passage | None:
    """The passage of texts and breaks that need nothing run together; `None` where others do.

    Most lines are such, and then each node is a run as it stands.
    """
    whole = "".join([" " if node.name in BREAKS else node.text for node in nodes])
    # Of white space only the plain space is printable.
    if not whole.isprintable() or "  " in whole or whole != whole.strip(" "):
        return None
    runs: list[Run] = []
    length = 0
    for node in nodes:
        start, size, source_length = node.start, len(node.text), node.end - node.start
        if node.name:
            if node.name not in BREAKS:
                return None
            size, source_length = 1, 0
        if node.unread:
            return None
        runs.append(Run(length, size, start, source_length))
        length += size
    return Passage(whole, tuple(runs))


def append_text(builder: PassageBuilder, node: Node) -> None:
    """Add a text node with its white space run together, keeping the way back exact."""
    text = node.text
    if len(text) != node.end - node.start:
        if not (text.isspace() and builder.ends_with_space()):
            builder.replace(text, node.start, node.end - node.start)
        return
    append_verbatim(builder, text, node.start)


def append_verbatim(builder: PassageBuilder, text: str, start: int) -> None:
    """Add text that stands in the source at an offset, each run of white space as one space."""
    position = 0
    if text[0] == " " and builder.ends_with_space():
        position = 1
    # Of white space only the plain space is printable: most words pass without a search.
    if text.isprintable() and "  " not in text:
        builder.copy(text[position:], start + position)
        return
    for gap in _UNEVEN_SPACE.finditer(text, position):
        if gap.start() > position:
            builder.copy(text[position : gap.start()], start + position)
        if not builder.ends_with_space():
            builder.replace(" ", start + gap.start(), len(gap[0]))
        position = gap.end()
    if position < len(text):
        builder.copy(text[position:], start + position)


def append_space(builder: PassageBuilder, start: int) -> None:
    """Part what follows from what came before."""
    if not builder.ends_with_space():
        builder.replace(" ", start, 0)


def decoded(raw: str, start: int) -> Passage:
    """A stretch of HTML source as a passage with its character references decoded."""
    if "&" not in raw:
        return Passage.verbatim(raw, start)
    builder = PassageBuilder()
    for piece_start, piece_end, text in reference_pieces(raw):
        builder.replace(text, start + piece_start, piece_end - piece_start)
    return builder.build()


def reference_pieces(raw: str) -> Iterator[tuple[int, int, str]]:
    """Where the pieces of `a &amp; b` begin and end, and what each of them writes."""
    for start, end in _reference_cuts(raw):
        piece = raw[start:end]
        yield start, end, unescape(piece) if piece[0] == "&" else piece


def _reference_cuts(raw: str) -> Iterator[tuple[int, int]]:
    """Cut `a &amp; b` into `a `, `&amp;`, ` b`; a reference has at most 33 characters."""
    position = 0
    while (ampersand := raw.find("&", position)) >= 0:
        end = raw.find(";", ampersand, ampersand + 34) + 1 or ampersand + 1
        if raw.find("&", ampersand + 1, end) >= 0:
            end = ampersand + 1
        if ampersand > position:
            yield position, ampersand
        yield ampersand, end
        position = end
    if position < len(raw):
        yield position, len(raw)


class TreeBuilder:
    """Takes start tags, end tags and text in document order; tolerates any that are missing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = Node(0, "#document", None, 0, len(text), 1)
        self._nodes = [self._root]
        self._stack = [self._root]
        # How many elements of a name are open.
        self._open: dict[str, int] = {}

    def start(self, name: str, start: int, end: int, attributes: dict[str, Passage]) -> Node:
        """Open an element, closing first what its start tag implies to be closed."""
        nodes, stack = self._nodes, self._stack
        if name in CLOSED_BY and stack[-1].name not in _STOPS:
            self._close_implied(name, start)
        parent, index = stack[-1], len(nodes)
        is_unread = parent.unread or name in UNREAD
        node = Node(index, name, parent, start, end, index + 1, is_unread, "", attributes)
        nodes.append(node)
        if name not in VOID:
            stack.append(node)
            self._open[name] = self._open.get(name, 0) + 1
        return node

    def end(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element of that name with all inside; else ignore the tag."""
        if self._open.get(name):
            while self._stack[-1].name != name:
                self._pop(start)
            self._pop(end)

    def add_attributes(self, at: int, attributes: dict[str, Passage]) -> None:
        """Give attributes to the element that ends at an offset, else to the open paragraph."""
        near = self._nodes[-1 : -_NEAR - 1 : -1]
        named = (one for one in near if one.name and one.name not in BREAKS)
        node = next((one for one in named if one.end == at), None)
        node = node or next((one for one in self._stack[:0:-1][:_REACH] if one.name == "p"), None)
        if node is not None:
            node.attributes = {**node.attributes, **attributes}

    def is_inside(self, attribute: str) -> bool:
        """Whether one of the nearest open elements bears an attribute."""
        return any(attribute in node.attributes for node in self._stack[-_NEAR:])

    def words(self, text: str, start: int, length: int) -> None:
        """Add text that was read from a stretch of the source."""
        if text:
            parent, index = self._stack[-1], len(self._nodes)
            end = start + length
            self._nodes.append(Node(index, "", parent, start, end, index + 1, parent.unread, text))

    def html_words(self, start: int, end: int) -> None:
        """Add a stretch of HTML source, its character references decoded."""
        raw = self._text[start:end]
        if "&" not in raw:
            self.words(raw, start, len(raw))
            return
        for piece_start, piece_end, text in reference_pieces(raw):
            self.words(text, start + piece_start, piece_end - piece_start)

    def build(self) -> Tree:
        """The finished tree; what is still open ends with the document."""
        while len(self._stack) > 1:
            self._pop(len(self._text))
        self._root.after = len(self._nodes)
        return Tree(self._nodes, self._text)

    def _pop(self, end: int) -> None:
        node = self._stack.pop()
        self._open[node.name] -= 1
        node.end = max(node.end, end)
        node.after = len(self._nodes)

    def _close_implied(self, name: str, start: int) -> None:
        """Close `<p>` before a block, `<li>` before `<li>`, as HTML's optional end tags allow."""
        closes = CLOSED_BY[name]
        if not any(map(self._open.get, closes)):
            return
        for depth in range(1, min(_REACH, len(self._stack))):
            node = self._stack[-depth]
            if node.name in closes:
                for _ in range(depth):
                    self._pop(start)
                return
            if node.name in CODE or (node.name in BLOCKS and node.name != "p"):
                return
