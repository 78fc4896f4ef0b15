"""Captions in the table row below an image: pages laid out in tables, picture over words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from capaudit.readers.captions import Printed, caption_with_credit
from capaudit.readers.tree import Node, Tree

if TYPE_CHECKING:
    from capaudit.readers.figures import Outline

_CELLS = frozenset({"td", "th"})
_LONGEST = 400
_HIGHEST = 8
_WIDEST = 32


def in_row_below(outline: Outline, frame: Node) -> Printed:
    """What the cell below an image's cell prints, where rows of images and of words take turns.

    A table with more rows of words under its images lists facts, not captions.
    """
    tree = outline.tree
    cell = _cell_of(outline, frame)
    row = cell.parent if cell is not None else None
    below = _next_row(tree, row) if row is not None else None
    if cell is None or row is None or below is None or outline.images(below):
        return Printed()
    third = _next_row(tree, below)
    if third is not None and not outline.images(third):
        return Printed()
    cells, words = _cells(tree, row), _cells(tree, below)
    if len(cells) != len(words) or cell not in cells:
        return Printed()
    return _caption(outline, words[cells.index(cell)])


def _caption(outline: Outline, cell: Node) -> Printed:
    marked = outline.marked(outline.credits, cell.index + 1, cell.after)
    printed = caption_with_credit(outline.tree, cell, marked)
    if printed.caption is None or len(printed.caption.text) > _LONGEST:
        return Printed()
    return printed


def _cell_of(outline: Outline, frame: Node) -> Node | None:
    """The cell that holds the image and nothing else."""
    node: Node | None = frame
    for _ in range(_HIGHEST):
        if node is None or node.name in _CELLS:
            break
        node = node.parent
    if node is None or node.name not in _CELLS or outline.images(node) != 1:
        return None
    return None if outline.words(node) else node


def _cells(tree: Tree, row: Node) -> list[Node]:
    """The first cells of a row; wider rows would cost a walk for each of their images."""
    return [node for node in islice(tree.children(row), 2 * _WIDEST) if node.name in _CELLS]


def _next_row(tree: Tree, row: Node) -> Node | None:
    """The row behind this one, in the same part of the table or at the head of the next."""
    for index in range(row.after, min(row.after + _HIGHEST, len(tree.nodes))):
        node = tree.nodes[index]
        if node.name == "tr":
            return node
        if node.name not in {"", "tbody", "tfoot"} or (not node.name and node.text.strip()):
            return None
    return None
