"""XML to a tree of the same nodes as HTML, each with its offsets and its name by namespace."""

from __future__ import annotations

from collections import Counter

import msgspec

from capaudit.errors import ReadError
from capaudit.model.text import Passage, PassageBuilder, Span
from capaudit.readers.tree import Node, Tree, reference_pieces
from capaudit.readers.xml_names import Namespaces
from capaudit.readers.xml_scan import Mark, Marked, read_prolog, scan

# What lies deeper is read as if it stood here.
_DEEPEST = 200
_MOST_NODES = 1_000_000


class XmlFault(msgspec.Struct, frozen=True):
    """What is not well-formed, and where."""

    message: str
    span: Span


class XmlTree(Tree):
    """A tree of XML, the first thing that is wrong with it, and the prefixes of its root."""

    def __init__(self, nodes: list[Node], text: str, fault: XmlFault | None) -> None:
        super().__init__(nodes, text)
        self.fault = fault

    def elements(self, node: Node, name: str) -> list[Node]:
        """The children of a node with a name."""
        return [one for one in self.children(node) if one.name == name]

    def element(self, node: Node, *path: str) -> Node | None:
        """The first child with a name, then the first of its children with the next name."""
        for name in path:
            found = next((one for one in self.children(node) if one.name == name), None)
            if found is None:
                return None
            node = found
        return node

    def first_inside(self, node: Node, name: str) -> Node | None:
        """The first descendant of a node with a name."""
        return next((one for one in self.inside(node) if one.name == name), None)

    def words(self, node: Node | None) -> Passage | None:
        """The text of an element, white space run together; `None` without any."""
        passage = self.passage(node) if node is not None else None
        return passage if passage is not None and passage.text else None

    def value(self, node: Node, *path: str) -> Passage | None:
        """The text of the first element at a path of names below a node."""
        return self.words(self.element(node, *path))

    def content(self, node: Node) -> Passage:
        """The text directly inside an element letter for letter, as markup of its own is read."""
        builder = PassageBuilder()
        for child in self.children(node):
            if not child.name:
                builder.replace(child.text, child.start, child.end - child.start)
        return builder.build()


def read_xml(text: str) -> XmlTree:
    """Read a whole document; raises `ReadError` where it declares entities of its own."""
    if read_prolog(text).declares_entities:
        raise ReadError("declares entities of its own (<!ENTITY …>), which are never expanded")
    return read_xml_part(text, Namespaces())


def read_xml_part(text: str, namespaces: Namespaces) -> XmlTree:
    """Read a piece of a document, the prefixes in force before it given."""
    builder = _Builder(text, namespaces)
    for mark in scan(text, 0, len(text)):
        builder.take(mark)
    return builder.build()


class _Builder:
    """Takes marks in document order; an end tag closes the innermost element of its name."""

    def __init__(self, text: str, namespaces: Namespaces) -> None:
        self._text = text
        self._root = Node(0, "#document", None, 0, len(text), 1)
        self._nodes = [self._root]
        # Open elements, each with its name as written and the prefixes in force inside.
        self._stack = [(self._root, "", namespaces)]
        self._open: Counter[str] = Counter()
        self._buried = 0
        self._fault: XmlFault | None = None

    def take(self, mark: Marked) -> None:
        """Add one mark."""
        match mark.kind:
            case Mark.TEXT:
                self._words(mark.start, mark.end)
            case Mark.CDATA:
                self._text_node(mark.start, mark.end, self._text[mark.start : mark.end])
            case Mark.START:
                self._start(mark)
            case Mark.EMPTY:
                self._start(mark)
                self._end(mark.name, mark.end, mark.end)
            case Mark.END:
                self._end(mark.name, mark.start, mark.end)
            case Mark.BROKEN:
                self._wrong(f"the tag <{mark.name} is not closed", mark.start, mark.end)

    def build(self) -> XmlTree:
        """The finished tree; what is still open ends with the text."""
        if len(self._stack) > 1:
            node, name, _ = self._stack[-1]
            self._wrong(f"<{name}> is never closed", node.start, node.start + 1)
        while len(self._stack) > 1:
            self._pop(len(self._text))
        self._root.after = len(self._nodes)
        return XmlTree(self._nodes, self._text, self._fault)

    def _start(self, mark: Marked) -> None:
        if len(self._stack) > _DEEPEST:
            self._buried += 1
            self._open[mark.name] += 1
            self._wrong(f"nested deeper than {_DEEPEST} elements", mark.start, mark.end)
            return
        _, _, outer = self._stack[-1]
        inner = outer.with_declared(declared_in(mark.attributes))
        node = self._add(inner.element(mark.name), mark.start, mark.end)
        node.attributes = {inner.attribute(name): value for name, value in mark.attributes.items()}
        self._stack.append((node, mark.name, inner))
        self._open[mark.name] += 1

    def _end(self, name: str, start: int, end: int) -> None:
        if not self._open[name]:
            self._wrong(f"</{name}> closes nothing", start, end)
            return
        if self._buried:
            self._buried -= 1
            self._open[name] -= 1
            return
        if self._stack[-1][1] != name:
            self._wrong(f"</{name}> where </{self._stack[-1][1]}> belongs", start, end)
        while len(self._stack) > 1:
            closed = self._stack[-1][1]
            self._pop(end if closed == name else start)
            if closed == name:
                return

    def _pop(self, end: int) -> None:
        node, name, _ = self._stack.pop()
        self._open[name] -= 1
        node.end = max(node.end, end)
        node.after = len(self._nodes)

    def _words(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        for piece_start, piece_end, text in reference_pieces(raw):
            self._text_node(start + piece_start, start + piece_end, text)

    def _text_node(self, start: int, end: int, text: str) -> None:
        # An empty section, or a reference to a character that there is not.
        if text:
            self._add("", start, end).text = text

    def _add(self, name: str, start: int, end: int) -> Node:
        if len(self._nodes) >= _MOST_NODES:
            raise ReadError(f"holds more than {_MOST_NODES:,} elements and texts")
        index = len(self._nodes)
        node = Node(index, name, self._stack[-1][0], start, end, index + 1)
        self._nodes.append(node)
        return node

    def _wrong(self, message: str, start: int, end: int) -> None:
        if self._fault is None:
            self._fault = XmlFault(message, Span(start, min(end, len(self._text))))


def declared_in(attributes: dict[str, Passage]) -> dict[str, str]:
    """The namespaces that a start tag declares: addresses by prefix."""
    return {
        name.partition(":")[2]: value.text
        for name, value in attributes.items()
        if name == "xmlns" or name.startswith("xmlns:")
    }
