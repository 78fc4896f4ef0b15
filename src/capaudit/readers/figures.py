"""The figures of a tree: each image with what is printed about it around it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import msgspec

from capaudit.model.article import Figure, Medium, Role
from capaudit.model.text import Passage, Span
from capaudit.readers.captions import (
    Printed,
    credit_attribute,
    credit_of_line,
    elements_with,
    following,
    in_container,
    inside_figure,
)
from capaudit.readers.image_tags import UNKNOWN
from capaudit.readers.marks import is_caption, is_credit
from capaudit.readers.plain import without_markup
from capaudit.readers.references import (
    alternatives,
    complete_from_sources,
    file_name,
    is_other_file,
    pixels,
    reference,
    reference_passage,
)
from capaudit.readers.table_captions import in_row_below
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import GALLERY_WORDS, IMAGES, IMAGES_BY_TEMPLATE, OTHER_CONTENT

# Elements that only wrap an image.
_FRAMES = frozenset(
    (
        *("a", "picture", "span", "div", "p", "strong", "em", "b", "i", "center", "noscript"),
        *("figure", "font", "u"),
    )
)
_CHROME = frozenset(
    (
        *("nav", "footer", "form", "template", "svg", "head", "pre", "code-block", "select"),
        *("dialog",),
    )
)
_SHOWING = IMAGES | {"figure"}
_ALTS = ("alt", f"{UNKNOWN}alt")
_CAPTIONS = ("caption", "data-caption", "data-c-caption", "data-image-caption")
_HIGHEST = 64
# How deep an image stands in a `<noscript>`, and how near the image is that it stands for.
_INSIDE_NOSCRIPT = 4
_NEAR = 12


class Figures(msgspec.Struct, frozen=True):
    """The figures in document order, and the nodes that are theirs and not the body's."""

    found: tuple[Figure, ...]
    consumed: frozenset[int]


class Outline:
    """Counts over a tree that answer at once how much of what a node holds."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        # The indices of the images, and of the texts that have words to read, in order.
        self._images = [node.index for node in tree if node.name in IMAGES]
        self._words = [
            node.index for node in tree if not (node.name or node.unread or node.text.isspace())
        ]

    # Asked for by some images only, so counted once one asks.

    @cached_property
    def _other(self) -> list[int]:
        return [node.index for node in self.tree if node.name in OTHER_CONTENT]

    @cached_property
    def captions(self) -> list[int]:
        """The indices of the elements that hold a caption."""
        return elements_with(self.tree, is_caption)

    @cached_property
    def credits(self) -> list[int]:
        """The indices of the elements that hold a credit."""
        return elements_with(self.tree, is_credit)

    def images(self, node: Node) -> int:
        """Number of images inside a node, itself included."""
        return _between(self._images, node)

    def words(self, node: Node) -> int:
        """Number of pieces of text inside a node."""
        return _between(self._words, node)

    def words_behind(self, node: Node) -> int:
        """Number of pieces of text after a node."""
        return len(self._words) - bisect_left(self._words, node.after)

    def holds_other_content(self, node: Node) -> bool:
        """Whether a node holds a video, table, code, quotation or the like."""
        return _between(self._other, node) > 0

    def marked(self, indices: list[int], start: int, end: int) -> list[Node]:
        """The marked nodes between two indices, those inside another one left out."""
        found: list[Node] = []
        for position in range(bisect_left(indices, start), len(indices)):
            node = self.tree.nodes[indices[position]]
            if node.index >= end:
                break
            if not found or node.index >= found[-1].after:
                found.append(node)
        return found


def _between(indices: list[int], node: Node) -> int:
    """How many of the indices are those of a node and of what it holds."""
    first = bisect_left(indices, node.index)
    return bisect_left(indices, node.after, first) - first


def find_figures(tree: Tree, root: Node) -> Figures:
    """Find every figure under a node, in document order, numbered from 0."""
    images, frames = _images_by_figure(tree, root)
    if not images and not frames:
        return Figures((), frozenset())
    outline = Outline(tree)
    found: list[Figure] = []
    consumed: set[int] = set()
    galleries: list[tuple[Span, Passage]] = []
    for frame in frames:
        own = images.pop(frame.index, [])
        printed = inside_figure(outline, frame)
        consumed.add(frame.index)
        found += _of_figure_element(outline, frame, own, printed, consumed)
        if not own and (credit := printed.credit or _credit_alone(printed)):
            galleries.append((frame.span, credit))
    for node in images.get(-1, []):
        figure = _of_loose_image(outline, node, consumed)
        if figure is not None:
            found.append(figure)
    found.sort(key=lambda figure: figure.span)
    shown = (_with_credit_of_gallery(figure, galleries) for figure in found)
    numbered = (msgspec.structs.replace(one, index=index) for index, one in enumerate(shown))
    return Figures(tuple(numbered), frozenset(consumed))


def _credit_alone(printed: Printed) -> Passage | None:
    """The credit that a caption is, where it is nothing else."""
    return credit_of_line(printed.caption) if printed.caption is not None else None


def _with_credit_of_gallery(figure: Figure, galleries: list[tuple[Span, Passage]]) -> Figure:
    """A picture in a figure of figures with the credit of the whole, where it has none."""
    if figure.credit_line is not None or figure.medium is not Medium.IMAGE:
        return figure
    for span, credit in galleries:
        if span.start <= figure.span.start and figure.span.end <= span.end:
            return msgspec.structs.replace(
                figure, role=Role.GALLERY, credit_line=credit, credit_is_shared=True
            )
    return figure


def _images_by_figure(tree: Tree, root: Node) -> tuple[dict[int, list[Node]], list[Node]]:
    """Images by the index of the innermost figure element around them (-1 for none)."""
    images: dict[int, list[Node]] = {}
    frames: list[Node] = []
    stack: list[Node] = []
    for node in [one for one in tree.inside(root) if one.name in _SHOWING]:
        while stack and node.index >= stack[-1].after:
            stack.pop()
        if _in_chrome(node):
            continue
        if node.name == "figure":
            stack.append(node)
            frames.append(node)
        elif not _is_repeated(tree, node):
            complete_from_sources(tree, node)
            images.setdefault(stack[-1].index if stack else -1, []).append(node)
    return images, frames


def _in_chrome(node: Node) -> bool:
    """Whether a node stands in navigation, code or another place that is not the article."""
    parent = node.parent
    for _ in range(_HIGHEST):
        if parent is None:
            return False
        if parent.name in _CHROME or (parent.name == "header" and parent.unread):
            return True
        parent = parent.parent
    return False


def _is_repeated(tree: Tree, node: Node) -> bool:
    """Whether an image in a `<noscript>` stands there for one beside it that is loaded lazily."""
    noscript = node.parent
    for _ in range(_INSIDE_NOSCRIPT):
        if noscript is None or noscript.name == "noscript":
            break
        noscript = noscript.parent
    if noscript is None or noscript.name != "noscript" or noscript.parent is None:
        return False
    first = max(noscript.parent.index, noscript.index - _NEAR)
    last = min(noscript.parent.after, noscript.after + _NEAR)
    before, after = tree.nodes[first : noscript.index], tree.nodes[noscript.after : last]
    name = file_name(reference(node))
    if any(one.name in IMAGES and file_name(reference(one)) == name for one in (*before, *after)):
        return True
    neighbours = (_first_printed(before[::-1]), _first_printed(after))
    return any(one is not None and one.name in IMAGES for one in neighbours)


def _first_printed(nodes: list[Node]) -> Node | None:
    """The first node that is no blank text."""
    return next((one for one in nodes if one.name or one.text.strip()), None)


def _of_figure_element(
    outline: Outline, frame: Node, images: list[Node], printed: Printed, consumed: set[int]
) -> list[Figure]:
    real = [node for node in images if reference(node) and not is_other_file(reference(node))]
    if not real:
        return _without_image(outline, frame, images, printed)
    if printed.caption is None and printed.credit is None and len(real) == 1:
        printed = _around(outline, frame, consumed)
    if len(real) == 1:
        return [_figure(outline, real[0], frame.span, printed)]
    return [
        msgspec.structs.replace(
            _figure(outline, node, node.span, printed),
            role=Role.GALLERY,
            credit_is_shared=printed.credit is not None,
        )
        for node in real
    ]


def _without_image(
    outline: Outline, frame: Node, images: list[Node], printed: Printed
) -> list[Figure]:
    """A figure whose content is something else, or missing; nested figures speak for themselves."""
    if printed.caption is None or outline.images(frame):
        return []
    own_words = outline.words(frame) - sum(outline.words(node) for node in printed.nodes)
    other = outline.holds_other_content(frame) or images or own_words > 0
    medium = Medium.OTHER if other else Medium.NOTHING
    return [
        Figure(
            index=0,
            medium=medium,
            src="",
            span=frame.span,
            caption=printed.caption,
            credit_line=printed.credit,
        )
    ]


def _of_loose_image(outline: Outline, node: Node, consumed: set[int]) -> Figure | None:
    src = reference(node)
    if not src or is_other_file(src):
        return None
    frame = _frame(outline, node)
    return _figure(outline, node, node.span, _around(outline, frame, consumed))


def _around(outline: Outline, frame: Node, consumed: set[int]) -> Printed:
    """What the lines after an image and the container around it print about it."""
    printed = following(outline, frame)
    if printed.caption is None or printed.credit is None:
        printed = printed.completed(in_container(outline, frame))
    if printed.caption is None:
        printed = printed.completed(in_row_below(outline, frame))
    consumed.update(node.index for node in printed.nodes)
    return printed


def _frame(outline: Outline, node: Node) -> Node:
    """The outermost element that holds nothing but this image."""
    frame = node
    while (parent := frame.parent) is not None and parent.name in _FRAMES:
        if outline.images(parent) != 1 or outline.words(parent):
            break
        frame = parent
    return frame


def _figure(outline: Outline, node: Node, span: Span, printed: Printed) -> Figure:
    attributes = node.attributes
    caption, title = printed.caption, _text(attributes.get("title"))
    own = next((text for one in _CAPTIONS if (text := _text(attributes.get(one)))), None)
    if caption is None and node.name in {"#image", "#image-tag"}:
        # A Markdown title and a shortcode's caption are shown under the picture.
        caption, title = (own, title) if own is not None else (title, None)
    caption = caption or own
    alt, label = _text(attributes.get("alt")), _text(attributes.get("label"))
    if label is not None and caption is not None:
        alt, label = label, None
    src = reference_passage(node)
    credit = printed.credit or credit_attribute(attributes)
    return Figure(
        index=0,
        src=reference(node),
        span=span,
        src_span=src.span if src is not None else None,
        role=Role.GALLERY if _in_gallery(node) else Role.INLINE,
        caption=caption,
        credit_line=credit,
        alt_text=alt,
        title=title,
        label=label,
        decorative=_is_decorative(node) and caption is None,
        lacks_alt=alt is None and label is None and attributes.keys().isdisjoint(_ALTS),
        width=pixels(node.attribute("width")),
        height=pixels(node.attribute("height")),
        alternatives=alternatives(outline.tree, node),
        css_classes=node.classes,
        by_template=node.name in IMAGES_BY_TEMPLATE,
    )


def _is_decorative(node: Node) -> bool:
    """Whether the page declares that the image carries no meaning.

    `alt=""`, `role=presentation` and `aria-hidden` say so (WAI-ARIA 1.2, presentation), and so does
    a side of one pixel: such images count visits. An empty pair of Markdown brackets says nothing.
    """
    if {pixels(node.attribute("width")), pixels(node.attribute("height"))} & {0, 1}:
        return True
    if (
        node.attribute("role") in {"presentation", "none"}
        or node.attribute("aria-hidden") == "true"
    ):
        return True
    return "alt" in node.attributes and not node.attribute("alt") and "label" not in node.attributes


def _in_gallery(node: Node) -> bool:
    parent = node.parent
    for _ in range(6):
        if parent is None:
            return False
        if "class" in parent.attributes and any(
            word in name for name in parent.classes for word in GALLERY_WORDS
        ):
            return True
        parent = parent.parent
    return False


def _text(passage: Passage | None) -> Passage | None:
    if passage is None:
        return None
    plain = without_markup(passage)
    return plain if plain.text else None
