"""The article as a reader reads it: blocks of text in order, captions and markup left out."""

from __future__ import annotations

import re

import msgspec

from capaudit.model.text import Passage
from capaudit.readers.furniture import Furniture, is_furniture
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import (
    BLOCKS,
    BYLINE_WORDS,
    IMAGES,
    MEDIA,
)

# Longer lines than this are not wrapped by hand: each is a paragraph of its own.
_WIDEST_WRAP = 120
_SENTENCE_ENDS = ".!?…\"'”’»。！？؟:)"
_LONGEST_BYLINE = 60
_BYLINE_START = re.compile(rf"(?i:{BYLINE_WORDS})[\s:]{{1,3}}(\w)")
_LEFT_OUT = IMAGES | MEDIA | {"figure", "figcaption", "shortcode", "title", "option"}


class Block(msgspec.Struct, frozen=True):
    """One paragraph, heading or table cell, and the element it stands in."""

    passage: Passage
    name: str
    start: int
    node: Node

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text


def read_blocks(tree: Tree, root: Node, consumed: frozenset[int]) -> list[Block]:
    """The blocks of text under a node, in order."""
    blocks: list[Block] = []
    furniture = Furniture(tree, root)
    lines: list[list[Node]] = [[]]
    current = root
    skip_to = 0
    for node in tree.inside(root):
        index, name = node.index, node.name
        if index < skip_to:
            continue
        if index in consumed or node.unread or (name and _is_left_out(node, furniture)):
            skip_to = node.after
            if name in {"figure", "shortcode"}:
                lines = _flush(tree, lines, current, blocks)
        elif not name:
            if node.parent is not current and (block := _block_of(node)) is not current:
                lines = _flush(tree, lines, current, blocks)
                current = block
            lines[-1].append(node)
        elif name in BLOCKS:
            lines = _flush(tree, lines, current, blocks)
            current = node
        elif name == "soft-break" or (name == "br" and not _adds_words(lines[-1])):
            lines.append([])
        elif name == "br":
            lines[-1].append(node)
    _flush(tree, lines, current, blocks)
    return blocks


def _is_left_out(element: Node, furniture: Furniture) -> bool:
    """Whether an element is none of the text by its name, or as a box beside it."""
    if element.name in _LEFT_OUT:
        return True
    return bool(element.attributes) and furniture.is_box(element)


def _adds_words(line: list[Node]) -> bool:
    return bool(line) and line[-1].name != "br"


def _block_of(node: Node) -> Node:
    """The nearest block around a piece of text."""
    parent = node.parent
    for _ in range(64):
        if parent is None or parent.name in BLOCKS:
            break
        parent = parent.parent
    return parent if parent is not None else node


def _flush(tree: Tree, lines: list[list[Node]], block: Node, into: list[Block]) -> list[list[Node]]:
    """Turn the collected lines into blocks: one each where they are not wrapped by hand."""
    if len(lines) > 1 or lines[0]:
        groups = lines
        if len(lines) > 1 and not _are_paragraphs(lines):
            groups = [[node for line in _spaced(lines) for node in line]]
        for group in groups:
            if not group or (len(group) == 1 and group[0].text.isspace()):
                continue
            passage = tree.passage_of(group)
            if passage.text and not is_furniture(passage.text, group):
                into.append(Block(passage, block.name, group[0].start, block))
    return [[]]


def _spaced(lines: list[list[Node]]) -> list[list[Node]]:
    """The lines with a break before each but the first."""
    spaced: list[list[Node]] = []
    for line in lines:
        if spaced and line:
            spaced.append([_break_before(line[0])])
        spaced.append(line)
    return spaced


def _break_before(node: Node) -> Node:
    return Node(node.index, "br", None, node.start, node.start, node.index + 1)


def _are_paragraphs(lines: list[list[Node]]) -> bool:
    """Whether each line is a paragraph: scraped text has neither blank lines nor wraps.

    Lines wrapped by hand are short and seldom end where a sentence does.
    """
    texts = ["".join([node.text for node in line]).strip() for line in lines]
    texts = [text for text in texts if text]
    if len(texts) < 2:
        return False
    if max(len(text) for text in texts) > _WIDEST_WRAP or any(map(_opens_byline, texts)):
        return True
    ends = sum(text[-1] in _SENTENCE_ENDS for text in texts[:-1])
    return ends * 5 >= 3 * (len(texts) - 1)


def _opens_byline(line: str) -> bool:
    """Whether a line is short and begins like `By Jane Doe`: no wrap falls there."""
    found = _BYLINE_START.match(line) if len(line) <= _LONGEST_BYLINE else None
    return found is not None and found[1].isupper()
