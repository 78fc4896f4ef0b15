"""Captions and credits printed around an image: in its figure, after it, in its container."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from capaudit.model.text import Passage, Span
from capaudit.readers.article_notes import is_about_article, is_about_author
from capaudit.readers.marks import is_caption, is_credit, is_for_screen_readers
from capaudit.readers.plain import joined, without_markup
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import (
    BLOCKS,
    BREAKS,
    CREDIT_ELEMENTS,
    CREDIT_LINE,
    CREDIT_OF_ALL,
    IMAGES,
    VOID,
)

if TYPE_CHECKING:
    from capaudit.readers.figures import Outline

_EMPHASIS = frozenset({"em", "i", "small", "sub", "sup"})
_WORDLESS = IMAGES | VOID
_ROOTS = frozenset({"#document", "html", "body", "article", "main"})
# `(Jane Doe/AFP)` on a line of its own.
_BRACKETED_CREDIT = re.compile(r"[\[(][^()\[\]/]{2,80}/[^()\[\]]{2,80}[\])]")
# Emphasis in Markdown that HTML before it keeps from being read: `<img …>`, then `*A boat.*`.
_RAW_EMPHASIS = re.compile(r"(?P<mark>[*_])(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)")
_LONGEST_CAPTION = 1500
_LONGEST_CREDIT = 240
# An element with more inside is a part of the story that was never closed.
_MOST_NODES = 400
# How many nodes behind a caption its credit may stand.
_NEAR = 16
_CREDIT_ATTRIBUTES = ("credit", "data-credit", "data-c-credit", "attr", "attrauthor")
_SENTENCE_MARKS = ".!?…:。！？"


class Printed(msgspec.Struct, frozen=True):
    """A caption and a credit, and the nodes they were read from."""

    caption: Passage | None = None
    credit: Passage | None = None
    nodes: tuple[Node, ...] = ()

    def completed(self, other: Printed) -> Printed:
        """What is missing here taken from the other."""
        nodes = [*self.nodes]
        if (self.caption is None and other.caption) or (self.credit is None and other.credit):
            nodes += other.nodes
        return Printed(self.caption or other.caption, self.credit or other.credit, tuple(nodes))

    def continued(self, other: Printed) -> Printed:
        """The same with what the next lines print; a second caption line goes on with the first."""
        if self.caption is None or other.caption is None or self.credit is not None:
            return self.completed(other)
        if (credit := credit_of_line(other.caption)) is not None:
            return Printed(self.caption, credit, (*self.nodes, *other.nodes))
        if not _may_close_caption(other.caption.text):
            return self
        caption = joined((self.caption, other.caption), "\n")
        return Printed(caption, other.credit, (*self.nodes, *other.nodes))


def _may_close_caption(text: str) -> bool:
    """Whether a line of its own under a caption may be its credit: short, and no sentence."""
    return len(text) <= _LONGEST_CREDIT and text[-1] not in _SENTENCE_MARKS


def elements_with(tree: Tree, mark: Callable[[Node], bool]) -> list[int]:
    """The indices of the elements that bear a mark; what has no words (`<meta>`) prints none."""
    worded = (node for node in tree if node.name and node.name not in _WORDLESS)
    return [node.index for node in worded if mark(node)]


def inside_figure(outline: Outline, frame: Node) -> Printed:
    """The caption and credit of a `<figure>`; those of figures inside it are their own."""
    tree = outline.tree
    captions = _own(outline, outline.captions, frame)
    credits_ = _own(outline, outline.credits, frame)
    captions = [node for node in captions if node.after - node.index <= _MOST_NODES]
    words = [node for node in captions if not is_credit(node)] or captions
    if words:
        beside = credits_ or _cited(tree, frame, words[0])
        return caption_with_credit(tree, words[0], beside)
    if credits_:
        return Printed(None, _whole(tree, credits_[0]), tuple(credits_))
    return Printed()


def _own(outline: Outline, indices: list[int], frame: Node) -> list[Node]:
    """The marked elements of a figure that are not those of a figure inside it."""
    marked = outline.marked(indices, frame.index + 1, frame.after)
    return [node for node in marked if _nearest_figure(node) is frame]


def _cited(tree: Tree, frame: Node, caption: Node) -> list[Node]:
    """A `<cite>` beside the caption of a figure, which is its credit."""
    near = tree.nodes[caption.after : min(frame.after, caption.after + _NEAR)]
    return [node for node in near if node.name == "cite"][:1]


def _nearest_figure(node: Node) -> Node | None:
    parent = node.parent
    for _ in range(24):
        if parent is None or parent.name == "figure":
            return parent
        parent = parent.parent
    return None


def caption_with_credit(tree: Tree, caption: Node, credits_: list[Node]) -> Printed:
    """Part a caption element from the credit elements in or beside it."""
    inside = tree.inside(caption)
    hidden = frozenset(node.index for node in inside if is_for_screen_readers(node))
    if not credits_:
        credits_ = [node for node in inside if node.name in CREDIT_ELEMENTS][:1]
        without = hidden | {node.index for node in credits_}
        if not tree.passage(caption, without=without).text:
            # `<figcaption><small>…</small></figcaption>` is small print, not a credit.
            credits_ = []
    without = hidden | {node.index for node in credits_}
    text = tree.passage(caption, without=without)
    credit = _whole(tree, credits_[0]) if credits_ else credit_attribute(caption.attributes)
    return Printed(text if text.text else None, credit, (caption, *credits_))


def credit_attribute(attributes: dict[str, Passage]) -> Passage | None:
    """The credit that an image's or a caption's own attributes give."""
    found = (attributes[name] for name in _CREDIT_ATTRIBUTES if name in attributes)
    return next((plain for one in found if (plain := without_markup(one)).text), None)


def _whole(tree: Tree, node: Node) -> Passage | None:
    hidden = frozenset(one.index for one in tree.inside(node) if is_for_screen_readers(one))
    passage = tree.passage(node, without=hidden)
    return passage if passage.text else None


def in_container(outline: Outline, frame: Node) -> Printed:
    """Elements with a caption's or credit's class in a container that holds this image alone."""
    container = frame.parent
    for _ in range(4):
        if container is None or container.name in _ROOTS or outline.images(container) != 1:
            break
        captions = outline.marked(outline.captions, container.index + 1, container.after)
        credits_ = outline.marked(outline.credits, container.index + 1, container.after)
        if captions:
            return caption_with_credit(outline.tree, captions[0], credits_)
        if credits_:
            return Printed(None, _whole(outline.tree, credits_[0]), tuple(credits_))
        container = container.parent
    return Printed()


def following(outline: Outline, frame: Node) -> Printed:
    """The caption and credit in the lines right after an image."""
    tree = outline.tree
    printed = _rest_of_paragraph(tree, frame)
    block = printed.nodes[-1] if printed.nodes else frame
    while block.parent is not None and _closes_paragraph(tree, block):
        block = block.parent
    if block.parent is None or block.name in _ROOTS or (printed.nodes and block.name != "p"):
        return printed
    for node in _siblings(tree, block, 1 if printed.nodes else 2):
        if node.name in _EMPHASIS and block.name not in BLOCKS:
            # On the image's own line, where `_rest_of_paragraph` found prose.
            break
        found = _next_block(outline, node)
        if found is None:
            break
        printed = printed.continued(found)
    return printed


def _closes_paragraph(tree: Tree, node: Node) -> bool:
    """Whether a node is the last of an inline element or paragraph around it."""
    parent = node.parent
    return (
        parent is not None
        and parent.name in {"p", "a", "span", "strong", "em", "picture"}
        and next(_meaningful_after(tree, node), None) is None
    )


def _meaningful_after(tree: Tree, node: Node) -> Iterator[Node]:
    sibling = tree.next_sibling(node)
    while sibling is not None:
        if not _is_blank(sibling):
            yield sibling
        sibling = tree.next_sibling(sibling)


def _is_blank(node: Node) -> bool:
    if node.name == "p":
        return node.after == node.index + 1
    return node.name in {"br", "soft-break", "source"} or (not node.name and not node.text.strip())


def _siblings(tree: Tree, node: Node, count: int) -> Iterator[Node]:
    for _, sibling in zip(range(count), _meaningful_after(tree, node), strict=False):
        yield sibling


def _rest_of_paragraph(tree: Tree, frame: Node) -> Printed:
    """`![…](…)`, then on the same or the next line `*caption*`, `Credit: X`, or both."""
    if frame.parent is None or frame.name in {"p", "div", "figure"}:
        return Printed()
    line: list[Node] = []
    sibling = tree.next_sibling(frame)
    while sibling is not None and sibling.name not in IMAGES and len(line) < 40:
        if _holds_image(tree, sibling) or (line and _ends_line(sibling, line)):
            break
        if line or not _is_blank(sibling):
            line.append(sibling)
        sibling = tree.next_sibling(sibling)
    return _caption_line(tree, line)


def _holds_image(tree: Tree, node: Node) -> bool:
    return bool(node.name) and any(
        one.name in IMAGES for one in tree.nodes[node.index : min(node.after, node.index + 40)]
    )


def _ends_line(node: Node, line: list[Node]) -> bool:
    """Whether a break ends the line; the one between a caption and its credit does not."""
    # Behind a tag that HTML before it left open to the blank line, text stands in no paragraph.
    if not line[0].name and node.name in BLOCKS:
        return True
    if node.name not in {"br", "soft-break"}:
        return False
    return not (len(line) == 1 and line[0].name in _EMPHASIS)


def _caption_line(tree: Tree, line: list[Node]) -> Printed:
    """Read a line as caption, credit or both; anything else is prose."""
    while line and _is_blank(line[-1]):
        line.pop()
    if not line:
        return Printed()
    emphasised = line[0].name in _EMPHASIS or is_caption(line[0])
    rest = _joined(tree, line[1:] if emphasised else line)
    if not emphasised:
        credit = credit_of_line(rest)
        is_own_line = line[0].text.lstrip(" \t\r").startswith("\n")
        caption = _raw_emphasis(rest) if is_own_line and credit is None else None
        return Printed(caption, credit, tuple(line)) if caption or credit else Printed()
    inner = [node for node in tree.inside(line[0]) if node.name and is_credit(node)]
    printed = caption_with_credit(tree, line[0], inner[:1])
    caption = printed.caption
    if caption is None or len(caption.text) > _LONGEST_CAPTION or _is_bold(tree, line[0]):
        return Printed()
    if not is_caption(line[0]) and is_about_article(caption.text):
        return Printed()
    if not rest.text.strip(" .|·–—-"):
        return Printed(caption, printed.credit, tuple(line))
    credit = _credit_in(line[1:], tree) or credit_of_line(rest)
    if credit is not None:
        return Printed(caption, credit, tuple(line))
    if _is_second_line(line) and _may_close_caption(rest.text):
        return Printed(joined((caption, rest), "\n"), None, tuple(line))
    return Printed()


def _raw_emphasis(line: Passage) -> Passage | None:
    """The words of a line that is emphasised as a whole by marks nobody took for such."""
    found = _RAW_EMPHASIS.fullmatch(line.text.strip()[:_LONGEST_CAPTION])
    if found is None or is_about_article(found["words"]):
        return None
    start = line.text.index(found[0]) + found.start("words")
    return line.cut(Span(start, start + len(found["words"])))


def _is_second_line(line: list[Node]) -> bool:
    """Whether a caption is followed by nothing but a break and one more emphasised line."""
    return len(line) == 3 and line[1].name in BREAKS and line[2].name in _EMPHASIS


def _is_bold(tree: Tree, node: Node) -> bool:
    """Whether emphasised text is bold as well: a heading of sorts, no caption."""
    child = next(tree.children(node), None)
    return child is not None and child.name in {"strong", "b"} and child.after == node.after


def _credit_in(line: list[Node], tree: Tree) -> Passage | None:
    marked = next((node for node in line if node.name and is_credit(node)), None)
    return _whole(tree, marked) if marked is not None else None


def _joined(tree: Tree, line: list[Node]) -> Passage:
    nodes = [one for node in line for one in (node, *tree.inside(node))]
    return tree.passage_of(nodes)


def _next_block(outline: Outline, node: Node) -> Printed | None:
    """What the block after an image prints about it; `None` where it is prose."""
    tree = outline.tree
    if outline.images(node) or node.unread:
        return None
    if node.name and is_credit(node):
        return Printed(None, _whole(tree, node), (node,))
    if node.name and is_caption(node):
        inner = outline.marked(outline.credits, node.index + 1, node.after)
        return caption_with_credit(tree, node, inner)
    if node.name not in {"p", "em", "i", "small", "center"}:
        return None
    if node.name == "center":
        caption = _whole(tree, node)
        # A centred line under an image is its caption; a longer one is the story again.
        return Printed(caption, None, (node,)) if _is_line(caption) else None
    line = list(tree.children(node)) if node.name == "p" else [node]
    while line and _is_blank(line[0]):
        line.pop(0)
    printed = _caption_line(tree, line) if len(line) <= 40 else Printed()
    if not printed.nodes or _is_author_note(outline, node, printed.caption):
        return None
    if CREDIT_OF_ALL.match(tree.passage(node).text):
        # It stands below the last picture and speaks of the page's.
        return None
    return Printed(printed.caption, printed.credit, (node,))


def _is_author_note(outline: Outline, node: Node, caption: Passage | None) -> bool:
    """Whether a paragraph closes the article with a word on who wrote it."""
    if caption is None or outline.words_behind(node):
        return False
    return is_about_author(caption.text)


def _is_line(passage: Passage | None) -> bool:
    return passage is not None and len(passage.text) <= _LONGEST_CREDIT


def credit_of_line(line: Passage) -> Passage | None:
    """The credit in a line that is nothing else, its label left out; `None` for prose."""
    text = line.text
    if not text or len(text) > _LONGEST_CREDIT:
        return None
    found = CREDIT_LINE.match(text)
    in_brackets = _BRACKETED_CREDIT.fullmatch(text.strip()) is not None
    if found is None or not (found["label"] or found["open"] or in_brackets):
        return None
    end = len(text)
    if text.lstrip()[:1] in "[(" and text.rstrip()[-1:] in "])":
        end = len(text.rstrip()) - 1
    credit = line.cut(Span(found.start("words"), max(found.start("words"), end))).stripped()
    return credit if credit.text else None
