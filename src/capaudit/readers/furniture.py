"""Tells the boxes and lines of a page that are none of its story: ads, links, calls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from capaudit.data.page_furniture import (
    is_furniture_line,
    names_box,
    names_box_of_any_size,
    opens_call,
    pointer_of,
)
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import NAVIGATION_ROLES

# Attributes that name an element for style sheets, tests and measurements.
_NAMING = (
    *(
        "class",
        "id",
        "data-component",
        "data-component-name",
        "data-testid",
        "data-area",
        "data-qa",
    ),
)
# A box that holds as much of the text is no box beside the story.
_STORY_SHARE = 0.4
# So much of a line behind its first words is a link where it points elsewhere.
_LINK_SHARE = 0.8
_LONGEST_LINE = 300
_DEEPEST_LINK = 6


class Furniture:
    """What of the nodes under a root is none of the story."""

    def __init__(self, tree: Tree, root: Node) -> None:
        self._tree = tree
        self._root = root
        self._lengths: list[int] | None = None

    def is_box(self, node: Node) -> bool:
        """Whether an element and all in it is furniture."""
        if not node.attributes:
            return False
        if node.attribute("role") in NAVIGATION_ROLES or "hidden" in node.attributes:
            return True
        named = [node.attributes[name].text for name in _NAMING if name in node.attributes]
        if any(map(names_box_of_any_size, named)):
            return True
        return any(map(names_box, named)) and self._share(node) < _STORY_SHARE

    def _share(self, node: Node) -> float:
        """How much of the text under the root stands in a node."""
        if self._lengths is None:
            texts = (len(one.text) for one in self._tree.nodes)
            self._lengths = [0, *accumulate(texts)]
        lengths = self._lengths
        whole = lengths[self._root.after] - lengths[self._root.index]
        return (lengths[node.after] - lengths[node.index]) / max(whole, 1)


def is_furniture(text: str, nodes: Sequence[Node]) -> bool:
    """Whether a block of text is none of the story: a label, or a pointer to another page."""
    if len(text) > _LONGEST_LINE:
        return False
    if is_furniture_line(text):
        return True
    linked = _length_of_links(nodes)
    if not linked:
        return False
    pointer = pointer_of(text)
    if pointer:
        # The words that point may be part of the link.
        return linked >= _LINK_SHARE * (len(text) - len(pointer)) > 0 or linked >= len(text)
    return opens_call(text)


def _length_of_links(nodes: Sequence[Node]) -> int:
    """How many characters of the texts stand in links."""
    length = 0
    parent, is_in_link = None, False
    for node in nodes:
        if node.text:
            # The texts of a line have few parents.
            if node.parent is not parent:
                parent, is_in_link = node.parent, _is_in_link(node)
            length += len(node.text.strip()) if is_in_link else 0
    return length


def _is_in_link(node: Node) -> bool:
    parent = node.parent
    for _ in range(_DEEPEST_LINK):
        if parent is None:
            return False
        if parent.name == "a":
            return True
        parent = parent.parent
    return False
